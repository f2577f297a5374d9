"""Mailboxes that are old, renumbered, out of reach, or watched by somebody else already."""

from __future__ import annotations

import imaplib
from collections.abc import Callable

from tests.flow.mail import OPERATOR, acceptance, desk
from tests.flow.office import Office, imap
from tests.flow.sink import Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

NORWAY, PERU, MALTA = acceptance("Norway"), acceptance("Peru"), acceptance("Malta")


def recipients(sink: Sink) -> list[str]:
    """Who was written to, without the operator."""
    return sorted(a for letter in sink.letters for a in letter.recipients if a != OPERATOR)


# Old mail


def test_first_run_files_what_lay_there_and_what_comes_later_is_answered(
    dovecot: Dovecot, user: str, sink: Sink, office: Office
) -> None:
    dovecot.deliver(user, NORWAY.raw, PERU.raw)
    with office.running():
        office.until_settled(2)
        dovecot.deliver(user, MALTA.raw)
        office.until_settled(3)
    # What comes while nothing runs is no old mail at the next start.
    dovecot.deliver(user, acceptance("Ghana").raw)
    office.run("--once").wait()
    (shown,) = office.objects("show", "1")
    assert recipients(sink) == [desk("Ghana"), desk("Malta")]
    assert shown["decision"]["reasons"][-1]["reason"] == "backlog"


def test_old_mail_is_answered_where_that_is_asked_for(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = make_office(mailbox={"backlog": "answer"})
    dovecot.deliver(user, NORWAY.raw, PERU.raw)
    office.run("--once").wait()
    assert recipients(sink) == [desk("Norway"), desk("Peru")]


# Renumbering


def renamed(client: imaplib.IMAP4) -> None:
    """The folder is renamed, a new one gets its name, and its messages."""
    client.rename("Conference", "Archive")
    client.create("Conference")
    client.select("Archive")
    client.copy("1:*", "Conference")


def appended_anew(client: imaplib.IMAP4) -> None:
    """The folder is deleted and restored from a copy: with other dates, and the last first."""
    client.select("Conference")
    _, answers = client.uid("FETCH", "1:*", "(BODY.PEEK[])")
    raws = [answer[1] for answer in answers if isinstance(answer, tuple)]
    client.select("INBOX")
    client.delete("Conference")
    client.create("Conference")
    for raw in reversed(raws):
        client.append("Conference", "", None, raw)


def test_renumbered_folder_brings_no_second_letter(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = make_office(mailbox={"folder": "Conference", "backlog": "answer"})
    with dovecot.session(user) as client:
        client.create("Conference")
        for each in (NORWAY, PERU):
            client.append("Conference", "", None, each.raw)
        office.run("--once").wait()
        for change, fresh in ((renamed, MALTA), (appended_anew, acceptance("Ghana"))):
            change(client)
            client.append("Conference", "", None, fresh.raw)
            office.run("--once").wait()
    with office.store() as store:
        places = {place.uidvalidity for place in store.ledger.places(1)}
    assert recipients(sink) == [desk("Ghana"), desk("Malta"), desk("Norway"), desk("Peru")]
    assert len(places) == 3


# Trouble


def test_mailbox_with_a_wrong_password_does_not_hold_up_the_others(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    lima, wrong = dovecot.new_user(), dovecot.new_user()
    boxes = {
        "oslo": imap(dovecot, user),
        "lima": imap(dovecot, lima, "lima"),
        "dublin": imap(dovecot, wrong, "dublin", password_file="secrets/wrong.password"),
    }
    office = make_office(mailboxes=boxes, limits={"unreachable_minutes": 0.001})
    office.set_password("battery-staple", "wrong.password")
    worker = office.run()
    office.until_watching("oslo", "lima")
    dovecot.deliver(user, NORWAY.raw)
    dovecot.deliver(lima, acceptance("Norway", to="lima@secretariat.example").raw)
    office.until_settled(2)
    until(lambda: sink.to(OPERATOR), "a letter to the operator")
    status, alarm = office.call("status").out, sink.to(OPERATOR)[0]
    code = worker.stop()
    # Each conference answers in its own name.
    names = sorted(letter.message["From"].addresses[0].addr_spec for letter in sink.to(desk("Norway")))
    assert (code, names) == (1, ["lima@secretariat.example", "oslo@secretariat.example"])
    assert "The mailbox dublin has been out of reach" in status
    assert "dublin" in alarm.message["Subject"] + alarm.text
    assert "battery-staple" not in worker.text + status + alarm.text


def test_second_worker_refuses_and_names_the_first(office: Office) -> None:
    with office.running() as worker:
        second = office.call("run")
        assert (second.code, f"process {worker.process.pid}" in second.err) == (3, True)
        assert second.err.startswith("Error: A worker runs already on ")
