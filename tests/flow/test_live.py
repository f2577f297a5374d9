"""The command `mailflow run` as a process between a real IMAP server and a real SMTP server, while mail comes in."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from mailflow.store import Record
from tests.flow.mail import AUTHSERV, STATES, Mail, acceptance, desk, domain, mail, paper
from tests.flow.office import Office, imap, smtp
from tests.flow.once import once
from tests.flow.sink import Letter, Sink
from tests.servers.dovecot import Dovecot

S = list(STATES)
CHILE = desk("Chile")
HTML = "<html><body><p><b>Croatia</b> will be represented at the Conference.</p></body></html>"
GARBAGE = b"\x00\xff\xfe\x80" * 50 + b"\r\n\r\n" + b"Content-Type: multipart/mixed; boundary=\r\n--\r\n" * 20


def html(state: str) -> Mail:
    """An acceptance that is written in HTML alone."""
    plain = acceptance(state)
    raw = plain.raw.partition(b"\r\n\r\n")[0].replace(b"text/plain", b"text/html") + b"\r\n\r\n" + HTML.encode()
    return Mail(raw, plain.id, plain.author, plain.sender)


def report(kind: str, fields: str, sender: str = "") -> Mail:
    """A delivery report, or a read receipt."""
    author = sender or "MAILER-DAEMON@mx.secretariat.example"
    head = f"From: <{author}>\r\nTo: oslo@secretariat.example\r\nSubject: Report\r\nMessage-ID: <{kind}@{AUTHSERV}>\r\n"
    head += f'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type={kind}; boundary="b"\r\n\r\n'
    body = f"--b\r\n\r\nChile will be represented at the Conference.\r\n--b\r\nContent-Type: message/{kind}\r\n\r\n{fields}\r\n--b--\r\n"
    return Mail((head + body).encode(), f"<{kind}@{AUTHSERV}>", author, sender)


PERSONS = [
    *((acceptance(state), "accepted") for state in S[:14]),
    *((paper(state), "paper") for state in S[14:18]),
    (acceptance(S[18], id=None), "accepted"),
    (html("Croatia"), None),  # a second answer of the same correspondent: it goes on record, and one letter is enough
    (mail(desk(S[19]), f"{S[19]} will not be represented at the Conference.\n", "Re: Invitation"), "declined"),
]
TEMPTING = "Chile will be represented at the Conference.\n"
MACHINES = [
    mail(CHILE, TEMPTING, "Away", headers={"Auto-Submitted": "auto-replied"}),
    mail(CHILE, TEMPTING, "Holidays", headers={"X-Autoreply": "yes", "Precedence": "bulk"}),
    mail(CHILE, TEMPTING, "News", headers={"List-Id": "<news.ministry.chile.example>"}),
    mail(CHILE, TEMPTING, "Circular", headers={"Precedence": "bulk"}),
    mail(CHILE, TEMPTING, "Without a way back", sender=""),
    mail("oslo@secretariat.example", TEMPTING, "From ourselves"),
    mail(CHILE, TEMPTING, "Round and round", headers={"X-Loop": "oslo@secretariat.example"}),
    report("delivery-status", "Final-Recipient: rfc822; x@state.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"),
    report("disposition-notification", "Disposition: automatic-action/MDN-sent-automatically; displayed\r\n", CHILE),
]
SILENT = [  # written by people perhaps, and not to be answered all the same
    mail(CHILE, TEMPTING, "No answer please", headers={"X-Auto-Response-Suppress": "All"}),
    mail(f"no-reply@{domain('Chile')}", TEMPTING, "Registered"),
    mail(CHILE, TEMPTING, "In blind copy", to="somebody.else@secretariat.example"),
]
DOUBTFUL = [
    mail("someone@elsewhere.example", "Norway will be represented at the Conference.\n"),
    mail("delegation.of.norway@freemail.example", "Norway will be represented at the Conference.\n"),
    mail("desk@rninistry.norway.example", "Norway will be represented at the Conference.\n", "One letter off"),
    mail(desk("Norway"), "Norway will be represented at the Conference.\n", "Forged", proof="fail"),
    mail(desk("Norway"), TEMPTING, "Elsewhere", headers={"Reply-To": "someone@elsewhere.example"}),
    # The subject of a program, and the words of a person under it.
    mail(CHILE, TEMPTING, "Automatic reply: Invitation"),
]
SAME_ID = f"<one.and.the.same@{domain('Peru')}>"
FIRST, OTHER = (acceptance("Peru", id=SAME_ID), mail(desk("Peru"), "Peru will not be represented.\n", id=SAME_ID))
# Copies that came by a way that no machine may answer, before the message itself came straight.
BEFORE = [
    acceptance("Uganda", headers={"List-Id": "<all.ministry.uganda.example>"}),
    acceptance("Serbia", proof="fail"),
]
STRAIGHT = [acceptance("Uganda"), acceptance("Serbia")]
TWICE, ALIAS = (
    acceptance("Senegal"),
    acceptance("Sweden", to="oslo@secretariat.example, oslo-papers@secretariat.example"),
)
LARGE = mail(desk("Zambia"), "Zambia will be represented at the Conference.\n" + "x" * 60 + "\n" * 120_000)
ALL = [*(m for m, _ in PERSONS), *MACHINES, *SILENT, *DOUBTFUL, FIRST, OTHER, *BEFORE, *STRAIGHT, TWICE, ALIAS, LARGE]
EXPECTED = Counter({(m.author, template): 1 for m, template in PERSONS if template})
EXPECTED |= Counter({(m.author, "accepted"): 1 for m in (FIRST, *STRAIGHT, TWICE, ALIAS)})


@dataclass(frozen=True)
class Day:
    """What was found in the evening."""

    letters: list[Letter]
    sent: Counter[tuple[str, str]]
    records: list[Record]
    code: int
    seconds: float  # that the worker took to end
    reviews: dict[int, str]


@pytest.fixture(scope="session")
def day(dovecot: Dovecot, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A worker that runs while all that mail is delivered, and is told to end when it has done."""
    return once(tmp_path_factory, "day", lambda folder: lived(folder, dovecot))


def lived(folder: Path, dovecot: Dovecot) -> Day:
    """Let it happen."""
    user, limits = dovecot.new_user(), {"message_size": "100 kB"}
    with Sink() as sink:
        office = Office(folder / "office", smtp(sink.port), {"oslo": imap(dovecot, user)}, limits, small=False)
        with office.running() as worker:
            for each in ALL:
                dovecot.deliver(user, each.raw, sender=each.sender)
            # The same bytes under two numbers, and one message by two ways, with other trace fields.
            with dovecot.session(user) as session:
                for _ in range(2):
                    session.append("INBOX", "", None, TWICE.raw)
            dovecot.deliver(user, b"Received: from relay.example by mx2.example; today\r\n" + ALIAS.raw, GARBAGE)
            office.until_settled(len(ALL) + 3)
            began = time.monotonic()
            code = worker.stop()
            seconds = time.monotonic() - began
    with office.store() as store:
        records = store.records.listed(limit=1000)
        sent = Counter((x.recipients[0].address, x.template) for x in store.outbox.listed(limit=1000))
        reviews = {item.message: " ".join(item.reasons) for item in store.records.review_items()}
    return Day(list(sink.letters), sent, records, code, seconds, reviews)


def one(day: Day, message: Mail) -> Record:
    """The record of a message, the first where there are several."""
    return min((r for r in day.records if r.message_id == message.id), key=lambda r: r.id)


def test_each_person_is_answered_once_and_nobody_else(day: Day) -> None:
    assert Counter(recipient for letter in day.letters for recipient in letter.recipients) == Counter(
        address for address, _ in EXPECTED.elements()
    )


def test_each_person_gets_the_letter_that_fits(day: Day) -> None:
    assert day.sent == EXPECTED


def test_letters_name_the_message_that_they_answer(day: Day) -> None:
    answered = {letter.recipients[0]: letter.message["In-Reply-To"] for letter in day.letters}
    ids = {m.author: m.id for m in (*(m for m, template in PERSONS if template), FIRST, *STRAIGHT, TWICE, ALIAS)}
    assert answered == ids


@pytest.mark.parametrize(("name", "value"), [("Auto-Submitted", "auto-replied"), ("Precedence", None)])
def test_letters_say_that_a_machine_wrote_them(day: Day, name: str, value: str | None) -> None:
    assert {letter.message[name] for letter in day.letters} == {value}


def test_letters_travel_on_the_null_path(day: Day) -> None:
    assert {letter.sender for letter in day.letters} == {""}


def test_every_message_is_on_record_and_sorted(day: Day) -> None:
    states = Counter(record.state for record in day.records)
    # The same bytes twice are one message with two places.
    assert states == {"sorted": len(ALL), "duplicate": 2, "oversize": 1}


@pytest.mark.parametrize("message", MACHINES, ids=range(len(MACHINES)))
def test_machines_are_ignored(day: Day, message: Mail) -> None:
    assert one(day, message).disposition == "ignore"


@pytest.mark.parametrize("message", DOUBTFUL, ids=range(len(DOUBTFUL)))
def test_what_is_doubtful_waits_for_a_person(day: Day, message: Mail) -> None:
    assert one(day, message).id in day.reviews


def test_same_id_with_other_content_waits_for_a_person(day: Day) -> None:
    second = max(r.id for r in day.records if r.message_id == SAME_ID)
    assert "same Message-ID" in day.reviews[second]


def test_message_over_the_size_limit_waits_for_a_person(day: Day) -> None:
    assert "over the size limit" in day.reviews[one(day, LARGE).id]


def test_sigterm_ends_the_worker_in_good_order(day: Day) -> None:
    assert (day.code in (0, 1), day.seconds < 10) == (True, True)
