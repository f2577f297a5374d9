"""An older copy of the database is put back after rules moved messages that it does not know into other folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.flow.command import Done
from tests.flow.mail import AUTHSERV, Mail, acceptance, desk
from tests.flow.office import Office, imap
from tests.flow.sink import Sink
from tests.flow.test_moves import ANSWERS, letters, subject, subjects, with_rules
from tests.servers.dovecot import Dovecot

NORWAY, PERU, MALTA, GHANA = (acceptance(name) for name in ("Norway", "Peru", "Malta", "Ghana"))
CLOSED = 0o000


def on_record(office: Office) -> list[str]:
    return sorted(each["subject"] for each in office.objects("list"))


def expected(*mails: Mail) -> list[str]:
    return sorted(map(subject, mails))


def back_to(office: Office, copy: Path) -> Done:
    """The copy is put back, and a person lets the worker go on from it."""
    for name in ("mailflow.db-wal", "mailflow.db-shm"):
        (office.folder / name).unlink(missing_ok=True)
    shutil.copy(copy, office.folder / "mailflow.db")
    return office.call("doctor", "--restored", "--offline")


def went_back(dovecot: Dovecot, user: str, office: Office) -> Done:
    """Norway's answer is known to the copy; those of Peru and Malta came since, were answered and moved."""
    dovecot.deliver(user, NORWAY.raw)
    office.run("--once").wait()
    copy = office.folder / "copy.db"
    office.call("backup", str(copy))
    dovecot.deliver(user, PERU.raw, MALTA.raw)
    office.run("--once").wait()
    return back_to(office, copy)


def test_what_was_moved_since_is_filed_and_not_answered_again(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = with_rules(make_office(mailbox={"backlog": "answer"}))
    told = went_back(dovecot, user, office)
    before = letters(sink)
    dovecot.deliver(user, GHANA.raw)
    office.run("--once").wait()
    assert "also files what came since the copy was made and was moved into: Answers/2031 é, Rest" in told.out
    assert on_record(office) == expected(NORWAY, PERU, MALTA, GHANA)
    assert (before, letters(sink)) == ([desk("Malta"), desk("Norway"), desk("Peru")], before)
    shown = [office.objects("show", str(number))[0] for number in (2, 3)]
    assert [each["decision"]["reasons"][-1]["reason"] for each in shown] == ["backlog", "backlog"]


def test_it_is_done_once_and_what_comes_later_is_answered_and_moved_as_ever(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = with_rules(make_office(mailbox={"backlog": "answer"}))
    went_back(dovecot, user, office)
    office.run("--once").wait()
    dovecot.deliver(user, GHANA.raw)
    # A colleague puts a message of his own there: it is none of ours, now that all was looked through.
    with dovecot.session(user, None) as client:
        client.append(ANSWERS, "", "", acceptance("Chile").raw)  # type: ignore[arg-type]
    assert office.run("--once").wait() == 0
    assert on_record(office) == expected(NORWAY, PERU, MALTA, GHANA)
    assert letters(sink) == [desk(name) for name in ("Ghana", "Malta", "Norway", "Peru")]
    assert subjects(dovecot, user) == []
    assert sorted(subjects(dovecot, user, ANSWERS)) == expected(NORWAY, PERU, MALTA, GHANA, acceptance("Chile"))


def test_a_folder_of_a_rule_that_was_removed_since_is_looked_through_too(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = with_rules(make_office(mailbox={"backlog": "answer"}))
    dovecot.deliver(user, NORWAY.raw)
    office.run("--once").wait()
    copy = office.folder / "copy.db"
    office.call("backup", str(copy))
    dovecot.deliver(user, PERU.raw)
    office.run("--once").wait()
    (office.folder / "rules" / "20-folders.toml").unlink()
    told = back_to(office, copy)
    office.run("--once").wait()
    assert "was moved into: Answers/2031 é" in told.out
    assert on_record(office) == expected(NORWAY, PERU)
    assert letters(sink) == [desk("Norway"), desk("Peru")]


def test_a_folder_that_cannot_be_read_is_told_and_keeps_nothing_else_up(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = with_rules(make_office(mailbox={"backlog": "answer"}))
    went_back(dovecot, user, office)
    dovecot.deliver(user, GHANA.raw)
    (folder,) = dovecot.maildir(user).glob(".Answers*2031*")
    mode = folder.stat().st_mode
    folder.chmod(CLOSED)
    code = office.run("--once").wait()
    between, status = on_record(office), office.call("status")
    folder.chmod(mode)
    office.run("--once").wait()
    assert (code, status.code, between) == (1, 1, expected(NORWAY, GHANA))
    assert "What lies there is not on record" in " ".join(status.out.split())
    assert on_record(office) == expected(NORWAY, PERU, MALTA, GHANA)
    assert letters(sink) == [desk("Malta"), desk("Norway"), desk("Peru")]
    assert office.call("status").code == 0


def test_a_folder_of_two_conferences_is_left_to_a_person(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office]
) -> None:
    with dovecot.session(user, None) as client:
        client.create("Lima")
    boxes = {"oslo": imap(dovecot, user, backlog="answer"), "lima": imap(dovecot, user, "lima", folder="Lima")}
    office = with_rules(make_office(mailboxes=boxes))
    told = went_back(dovecot, user, office)
    office.run("--once").wait()
    words = " ".join(told.out.split())
    assert told.code == 1
    assert "Messages of the conferences lima and oslo are moved into Answers/2031 é" in words
    assert "Before the worker starts, move back into INBOX those of oslo" in words
    assert on_record(office) == expected(NORWAY)


def test_nothing_is_let_go_on_while_it_is_not_known_where_messages_were_moved(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office]
) -> None:
    office = with_rules(make_office(mailbox={"backlog": "answer"}))
    rules = office.folder / "rules" / "20-folders.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n[[rule]]\nnam = 1\n", encoding="utf-8")
    told = office.call("doctor", "--restored", "--offline")
    assert (told.code, "20-folders.toml" in told.err) == (2, True)


def test_what_a_mark_moved_out_of_a_maildir_is_filed_too(tmp_path: Path, make_office: Callable[..., Office]) -> None:
    root = tmp_path / "incoming"
    for name in ("new", "cur", "tmp"):
        (root / name).mkdir(parents=True)
    box = {"conference": "oslo", "kind": "maildir", "path": str(root), "authserv_id": AUTHSERV, "backlog": "answer"}
    office = make_office(mailboxes={"oslo": {**box, "mark": "move:Done"}})
    (root / "new" / "1.host").write_bytes(NORWAY.raw)
    office.run("--once").wait()
    copy = office.folder / "copy.db"
    office.call("backup", str(copy))
    (root / "new" / "2.host").write_bytes(PERU.raw)
    office.run("--once").wait()
    before = len(office.letters())
    back_to(office, copy)
    office.run("--once").wait()
    assert (on_record(office), before, len(office.letters())) == (expected(NORWAY, PERU), 2, 1)
    assert [each.name for each in (root / "new").iterdir()] == []
