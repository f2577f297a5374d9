"""A rule's `folder`, from the rule to the folder on the server, and what may come in between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest

from mailflow.wire.maildir import MaildirMailbox
from tests.flow.invariants import broken
from tests.flow.mail import OPERATOR, Mail, acceptance, desk, mail, paper
from tests.flow.office import Office, imap
from tests.flow.sink import Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

RULES = """
[[rule]]
name = "answers-apart"
when = { kind = "rsvp" }
then = { folder = "Answers/2031 é" }

[[rule]]
name = "rest-apart"
when = { kind = "other" }
then = { folder = "Rest" }
"""
ANSWERS, REST = '"Answers/2031 &AOk-"', "Rest"
NORWAY, PERU, MALTA = acceptance("Norway"), paper("Peru"), mail(desk("Malta"), "The parcel is blue.\n", "A parcel")


def subjects(dovecot: Dovecot, user: str, folder: str = "INBOX") -> list[str]:
    """The subjects in a folder; none where there is no such folder."""
    with dovecot.session(user, None) as client:
        if client.select(folder, readonly=True)[0] != "OK":
            return []
        _, answers = client.uid("FETCH", "1:*", "(BODY.PEEK[HEADER])")
    return [str(message_from_bytes(a[1])["Subject"]) for a in answers or () if isinstance(a, tuple)]


def subject(each: Mail) -> str:
    return str(message_from_bytes(each.raw)["Subject"])


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """Answers go into a folder, and so does what no rule knows and waits for a person."""
    return with_rules(make_office(mailbox={"backlog": "answer"}))


def with_rules(office: Office) -> Office:
    (office.folder / "rules" / "20-folders.toml").write_text(RULES, encoding="utf-8")
    return office


def letters(sink: Sink) -> list[str]:
    return sorted(a for letter in sink.letters for a in letter.recipients if a != OPERATOR)


def test_message_goes_into_the_folder_and_its_letter_leaves_once(
    dovecot: Dovecot, user: str, sink: Sink, office: Office
) -> None:
    dovecot.deliver(user, NORWAY.raw, PERU.raw)
    assert office.run("--once").wait() == 0
    assert (subjects(dovecot, user), subjects(dovecot, user, ANSWERS)) == ([subject(PERU)], [subject(NORWAY)])
    assert office.run("--once").wait() == 0
    assert letters(sink) == [desk("Norway"), desk("Peru")]
    assert office.objects("show", "1")[0]["to_move"] == []


def test_worker_that_watches_moves_within_seconds(dovecot: Dovecot, user: str, office: Office) -> None:
    with office.running() as worker:
        dovecot.deliver(user, NORWAY.raw)
        worker.until_logged("mail.moved", "messages=1")
    assert (subjects(dovecot, user), subjects(dovecot, user, ANSWERS)) == ([], [subject(NORWAY)])


def test_what_waits_for_a_person_stays_until_he_has_accepted_it(dovecot: Dovecot, user: str, office: Office) -> None:
    dovecot.deliver(user, MALTA.raw)
    office.run("--once").wait()
    (shown,) = office.objects("show", "1")
    before = subjects(dovecot, user)
    office.call("review", "accept", "1")
    office.run("--once").wait()
    assert (shown["to_move"], before) == (["Rest"], [subject(MALTA)])
    assert (subjects(dovecot, user), subjects(dovecot, user, REST)) == ([], [subject(MALTA)])


def test_old_mail_stays_where_it_lies(dovecot: Dovecot, user: str, make_office: Callable[..., Office]) -> None:
    office = with_rules(make_office())
    dovecot.deliver(user, NORWAY.raw)
    office.run("--once").wait()
    assert (subjects(dovecot, user), subjects(dovecot, user, ANSWERS)) == ([subject(NORWAY)], [])


def test_killed_between_record_and_move_it_is_moved_at_the_next_start(
    dovecot: Dovecot, user: str, sink: Sink, office: Office
) -> None:
    dovecot.deliver(user, NORWAY.raw)
    worker = office.run()
    # What came is moved some seconds after it is on record: here the worker dies in between.
    until(lambda: office.states().get("sorted") == 1, "the message is on record")
    worker.kill()
    worker.process.wait()
    assert subjects(dovecot, user) == [subject(NORWAY)]
    office.run("--once").wait()
    assert (subjects(dovecot, user), subjects(dovecot, user, ANSWERS)) == ([], [subject(NORWAY)])
    assert broken(office, [NORWAY], sink) == []


def test_killed_between_move_and_note_nothing_is_moved_twice(
    dovecot: Dovecot, user: str, sink: Sink, office: Office
) -> None:
    dovecot.deliver(user, NORWAY.raw, PERU.raw)
    worker = office.run()
    until(lambda: office.states().get("sorted") == 2, "the messages are on record")
    worker.kill()
    worker.process.wait()
    # The server has done it, and nobody wrote that down.
    with dovecot.session(user) as client:
        client.create(ANSWERS)
        client.uid("MOVE", "1", ANSWERS)
    office.run("--once").wait()
    assert office.objects("show", "1")[0]["to_move"] == []
    assert (subjects(dovecot, user), subjects(dovecot, user, ANSWERS)) == ([subject(PERU)], [subject(NORWAY)])
    assert broken(office, [NORWAY, PERU], sink) == []


def test_a_folder_that_is_watched_takes_nothing_and_raises_an_alarm(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    with dovecot.session(user, None) as client:
        client.create(ANSWERS)
    boxes = {
        "oslo": imap(dovecot, user, backlog="answer"),
        "answers": imap(dovecot, user, "lima", folder="Answers/2031 é", backlog="answer"),
    }
    office = with_rules(make_office(mailboxes=boxes))
    dovecot.deliver(user, NORWAY.raw)
    worker = office.run("--once")
    worker.wait()
    assert (subjects(dovecot, user), letters(sink)) == ([subject(NORWAY)], [desk("Norway")])
    assert "that folder is watched, and they would come in again" in worker.text
    assert "cannot be moved into the folders that rules name" in office.call("status").out
    told = [problem["text"] for problem in office.objects("rules", "check")]
    assert any("what is moved there would come in again" in text for text in told)


def test_a_maildir_moves_too(tmp_path: Path, make_office: Callable[..., Office]) -> None:
    root = tmp_path / "incoming"
    for name in ("new", "cur", "tmp"):
        (root / name).mkdir(parents=True)
    box = {"conference": "oslo", "kind": "maildir", "path": str(root), "authserv_id": "mx.secretariat.example"}
    office = make_office(mailboxes={"oslo": {**box, "backlog": "answer"}})
    (office.folder / "rules" / "20-folders.toml").write_text(RULES.replace("Answers/2031 é", "Answers.2031"))
    (root / "new" / "1.host").write_bytes(NORWAY.raw)
    office.run("--once").wait()
    moved = [path.read_bytes() for path in (root / ".Answers.2031" / "cur").iterdir()]
    assert (moved, asyncio.run(_uids(root))) == ([NORWAY.raw], [])


async def _uids(root: Path) -> list[int]:
    mailbox = MaildirMailbox("x", root)
    await mailbox.open()
    return await mailbox.uids()


def test_doctor_says_which_folders_will_be_made(dovecot: Dovecot, user: str, office: Office) -> None:
    told = {found["what"]: found["text"] for found in office.objects("doctor")}
    with dovecot.session(user, None) as client:
        client.create(REST)
    again = {found["what"]: found["text"] for found in office.objects("doctor")}
    assert told["mailbox oslo"].endswith("made when the first message is moved there: Answers/2031 é, Rest")
    assert again["mailbox oslo"].endswith("made when the first message is moved there: Answers/2031 é")
