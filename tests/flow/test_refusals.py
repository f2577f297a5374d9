"""Servers that refuse, put off, fall silent or are not there."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable

from tests.flow.invariants import broken
from tests.flow.mail import AUTHSERV, OPERATOR, STATES, acceptance, desk
from tests.flow.office import Office
from tests.flow.sink import CUT, Letter, Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

NORWAY, PERU = acceptance("Norway"), acceptance("Peru")
JOURNAL = "journal@secretariat.example"


def until_all_are(office: Office, state: str, count: int) -> None:
    """Wait until so many answers are in that state."""

    def reached() -> bool:
        return [x.state for x in office.letters() if x.message] == [state] * count

    until(reached, f"{count} letters {state}")


def test_recipients_that_are_put_off_are_answered_later_and_once(
    dovecot: Dovecot, user: str, office: Office, sink: Sink
) -> None:
    turn = itertools.count(1)
    sink.rcpt = lambda _: "451 4.3.0 Later, please" if next(turn) % 3 == 0 else None
    delivered = [acceptance(state) for state in list(STATES)[:9]]
    with office.running():
        dovecot.deliver(user, *(each.raw for each in delivered))
        until_all_are(office, "sent", 9)
    assert len(sink.asked) > 9
    assert broken(office, delivered, sink) == []


def test_letter_that_is_put_off_for_too_long_has_failed(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office = make_office(limits={"give_up_hours": 0.0004})
    sink.rcpt = lambda _: "451 4.3.0 Later, please"
    with office.running():
        dovecot.deliver(user, NORWAY.raw)
        until_all_are(office, "failed", 1)
    (letter,) = office.objects("letters", "list", "--state", "failed")
    assert letter["recipients"][0]["text"].startswith("given up")


def test_letter_that_is_refused_has_failed_and_the_operator_is_told(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office = make_office(mailbox={"backlog": "answer"})
    sink.rcpt = lambda address: "550 5.1.1 No such person" if "norway" in address else None
    dovecot.deliver(user, NORWAY.raw, PERU.raw)
    codes = [office.run("--once").wait() for _ in range(2)]
    shown, status = office.call("letters", "list", "--state", "failed").out, office.call("status")
    assert codes == [1, 1]
    assert desk("Norway") in shown
    assert (status.code, "1 letter was refused" in status.out) == (1, True)
    assert [x.recipients for x in sink.letters] == [(desk("Peru"),), (OPERATOR,)]
    assert sink.asked.count(desk("Norway")) == 1


def test_letter_whose_answer_was_lost_is_not_sent_again_by_a_machine(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office = make_office(mailbox={"backlog": "answer"})
    sink.dot = lambda number: CUT if number == 1 else None
    dovecot.deliver(user, NORWAY.raw)
    office.run("--once").wait()
    dovecot.deliver(user, PERU.raw)
    code = office.run("--once").wait()
    by_itself = Counter(a for x in sink.heard for a in x.recipients)
    office.call("letters", "resend", "1")
    office.run("--once").wait()
    first, second = (x for x in sink.heard if x.recipients == (desk("Norway"),))
    assert (code, by_itself) == (1, {desk("Norway"): 1, desk("Peru"): 1, OPERATOR: 1})
    assert first.content == second.content


def test_copy_and_report_that_come_later_are_tied_to_their_letter(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office = make_office(conference={"journal": JOURNAL})
    sink.dot = lambda number: CUT if number == 1 else None
    with office.running():
        dovecot.deliver(user, NORWAY.raw)
        until_all_are(office, "unknown", 1)
        # A server on its way may change the case of a Message-ID.
        copy = re.sub(rb"^Message-ID: .*$", lambda line: line[0].upper(), sink.heard[0].content, flags=re.MULTILINE)
        dovecot.deliver(user, copy, sender="")
        until_all_are(office, "sent", 1)
        dovecot.deliver(user, undelivered(sink.heard[0]), sender="")
        until_all_are(office, "bounced", 1)
    # Nothing was sent again, no machine was answered, and while the copy was awaited nobody was alarmed.
    assert [x.recipients for x in sink.heard] == [(desk("Norway"), JOURNAL)]


def test_letter_that_a_colleague_encloses_has_not_left_by_that(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office = make_office(mailbox={"backlog": "answer"})
    sink.deaf()
    dovecot.deliver(user, NORWAY.raw)
    office.run("--once").wait()
    office.call("letters", "hold", "1")
    (letter,) = office.letters()
    to_herself = (
        "From: oslo@secretariat.example\r\nTo: oslo@secretariat.example\r\nMessage-ID: <1@secretariat.example>\r\n"
    )
    dovecot.deliver(user, f"{to_herself}Subject: May it go?\r\n\r\nMessage-ID: {letter.message_id}\r\n".encode())
    office.run("--once").wait()
    assert ([x.state for x in office.letters()], office.states()) == (["held"], {"sorted": 2})


def undelivered(letter: Letter) -> bytes:
    """The report of a server that could not deliver a letter (RFC 3464)."""
    return (
        (
            f"From: Mail Delivery System <MAILER-DAEMON@{AUTHSERV}>\r\nTo: oslo@secretariat.example\r\n"
            "Subject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n'
            "--r\r\n\r\nYour letter could not be delivered.\r\n"
            f"--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; {AUTHSERV}\r\n\r\n"
            f"Final-Recipient: rfc822; {letter.recipients[0]}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            "Diagnostic-Code: smtp; 550 5.1.1 No such person\r\n\r\n--r\r\nContent-Type: message/rfc822\r\n\r\n"
        ).encode()
        + letter.content
        + b"\r\n--r--\r\n"
    )


def test_server_that_is_down_at_the_start_is_waited_for(
    dovecot: Dovecot, user: str, office: Office, sink: Sink
) -> None:
    sink.deaf()
    with office.running() as worker:
        dovecot.deliver(user, NORWAY.raw, PERU.raw)
        worker.until_logged("courier.failed")
        until(lambda: {x.state for x in office.letters()} == {"queued"}, "letters that wait")
        sink.listen()
        until_all_are(office, "sent", 2)
    assert Counter(a for x in sink.letters for a in x.recipients) == {desk("Norway"): 1, desk("Peru"): 1}
