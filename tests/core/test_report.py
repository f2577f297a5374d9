"""Reports on letters, standard and in prose."""

from __future__ import annotations

import pytest

from mailflow.core.parsing import parse
from mailflow.core.report import Action, Report, ReportKind, read_report
from mailflow.core.text import Role, Segment, Text

LETTER = "<mf.k7.abcdefgh@bureau.example>"


def report(raw: str) -> Report | None:
    """The report in a message that is written with bare line feeds."""
    message = parse(raw.replace("\n", "\r\n").encode())
    return read_report(message, Text(tuple(Segment(Role.NEW, b.text, b.part) for b in message.bodies)))


def dsn(fields: str, returned: str = "message/rfc822", head: str = "") -> str:
    """A delivery report with this group of recipient fields."""
    return f"""Return-Path: <>
From: MAILER-DAEMON@mx.bureau.example
To: post@bureau.example
{head}Subject: Returned mail
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.bureau.example
Arrival-Date: Mon, 2 Mar 2026 10:00:00 +0100

{fields}
--b
Content-Type: {returned}

From: post@bureau.example
Message-ID: {LETTER}
Subject: Invitation

Dear colleague
--b--
"""


GONE = (
    "Final-Recipient: rfc822; ann@harbour.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no"
)


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_delivery_report_names_the_letter_that_came_back(returned: str) -> None:
    found = report(dsn(GONE, returned))
    assert found is not None
    assert found.original == LETTER


@pytest.mark.parametrize(
    ("fields", "action", "permanent"),
    [
        (GONE, Action.FAILED, True),
        ("Final-Recipient: RFC822;ann@harbour.example\nAction: delayed\nStatus: 4.4.1", Action.DELAYED, False),
        ("Final-Recipient: rfc822; ann@harbour.example\nAction: failed\nStatus: 4.4.7", Action.FAILED, False),
        ("Final-Recipient: rfc822; ann@harbour.example\nAction: delivered\nStatus: 2.1.5", Action.DELIVERED, False),
        ("Final-Recipient: rfc822; ann@harbour.example\nAction: relayed", Action.RELAYED, False),
        ("Final-Recipient: rfc822; ann@harbour.example\nAction: Failed (no such user)\nStatus: 5", Action.FAILED, True),
        ("Final-Recipient: ann@harbour.example\nStatus: 4.2.2", Action.DELAYED, False),
        ("Final-Recipient: rfc822; ann@harbour.example\nAction: unheard-of\nStatus: 5.0.0", Action.FAILED, True),
    ],
)
def test_only_a_permanent_failure_makes_an_address_bad(fields: str, action: Action, permanent: bool) -> None:
    found = report(dsn(fields))
    assert found is not None
    assert (found.recipients[0].action, found.permanent) == (action, permanent)


def test_the_address_as_we_wrote_it_comes_before_what_it_became() -> None:
    found = report(dsn(f"Original-Recipient: rfc822;desk@harbour.example\n{GONE}"))
    assert found is not None
    assert str(found.recipients[0].address) == "desk@harbour.example"


def test_every_recipient_has_its_own_outcome() -> None:
    found = report(dsn(f"{GONE}\n\nFinal-Recipient: rfc822; bo@harbour.example\nAction: delayed\nStatus: 4.0.0"))
    assert found is not None
    assert [str(r.action) for r in found.recipients] == ["failed", "delayed"]


def test_a_status_part_counts_whatever_the_outer_type_says() -> None:
    found = report(dsn(GONE).replace("multipart/report; report-type=delivery-status", "multipart/mixed"))
    assert found is not None
    assert found.permanent


def test_a_forwarded_bounce_is_no_report() -> None:
    inner = dsn(GONE)
    outer = f"From: Ann <ann@harbour.example>\nSubject: Fwd: Returned mail\nContent-Type: message/rfc822\n\n{inner}"
    assert report(outer) is None


READ = f"""From: Ann <ann@harbour.example>
To: post@bureau.example
Subject: Read: Invitation
Content-Type: multipart/report; report-type=disposition-notification; boundary=b

--b

Your message was displayed.
--b
Content-Type: message/disposition-notification

Reporting-UA: mail.harbour.example; Client
Final-Recipient: rfc822; ann@harbour.example
Original-Message-ID: {LETTER}
Disposition: manual-action/MDN-sent-manually; displayed
--b--
"""


def test_a_read_receipt_is_a_disposition_report() -> None:
    found = report(READ)
    assert found is not None
    assert (found.kind, found.original, found.permanent) == (ReportKind.DISPOSITION, LETTER, False)


def test_a_complaint_is_a_feedback_report() -> None:
    found = report(
        READ.replace("disposition-notification", "feedback-report").replace("Disposition: manual", "Feedback-Type: x")
    )
    assert found is not None
    assert found.kind is ReportKind.FEEDBACK


def prose(sender: str, subject: str, body: str, head: str = "") -> str:
    """A message of one text part."""
    return f"{head}From: {sender}\nTo: post@bureau.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"


QMAIL = """Hi. This is the qmail-send program at harbour.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ann@harbour.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

From: post@bureau.example
To: bo@harbour.example
Message-ID: <mf.k7.abcdefgh@bureau.example>
"""

BOUNCES = {
    "qmail": prose("MAILER-DAEMON@harbour.example", "failure notice", QMAIL),
    "exim": prose(
        "Mail Delivery System <Mailer-Daemon@harbour.example>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\n  ann@harbour.example\n    Unrouteable address",
        "X-Failed-Recipients: ann@harbour.example\n",
    ),
    "exchange": prose(
        "System Administrator <postmaster@harbour.example>",
        "Undeliverable: Invitation",
        "Your message did not reach some or all of the intended recipients.\n\n      ann@harbour.example\n      #550 5.1.1",
    ),
    "french": prose(
        "Système de messagerie <postmaster@port.example>",
        "Non remis : Invitation",
        "La remise à ces destinataires a échoué : ann@harbour.example\nL'utilisateur inconnu. 550 5.1.1",
    ),
    "spanish": prose(
        "postmaster@puerto.example", "No se puede entregar: Invitación", "No se pudo entregar a: ann@harbour.example"
    ),
    "german": prose(
        "postmaster@hafen.example", "Unzustellbar: Einladung", "Fehler bei der Zustellung an ann@harbour.example"
    ),
    "portuguese": prose(
        "postmaster@porto.example", "Não entregue: Convite", "Não foi possível entregar: ann@harbour.example"
    ),
    "russian": prose(
        "postmaster@port.example", "Не удалось доставить: письмо", "Сообщение не было доставлено: ann@harbour.example"
    ),
    "arabic": prose("postmaster@mina.example", "تعذر التسليم", "تعذر تسليم رسالتك إلى ann@harbour.example"),
    "chinese": prose("postmaster@gang.example", "系统退信", "您的邮件无法投递到 ann@harbour.example"),
    "no sender but a program's words": prose(
        "support@gateway.example",
        "Undelivered Mail Returned to Sender",
        "This is the mail system at host gateway.example.\n\n<ann@harbour.example>: unknown user",
    ),
    "null path": prose(
        "Ann <info@harbour.example>",
        "Your mail",
        "Your message to ann@harbour.example could not be delivered.",
        "Return-Path: <>\n",
    ),
}


@pytest.mark.parametrize("name", BOUNCES)
def test_a_bounce_in_prose_is_read_in_the_words_of_its_program(name: str) -> None:
    found = report(BOUNCES[name])
    assert found is not None
    assert (found.standard, found.permanent, [str(r.address) for r in found.recipients]) == (
        False,
        True,
        ["ann@harbour.example"],
    )


def test_a_bounce_in_prose_names_the_letter_it_quotes() -> None:
    found = report(BOUNCES["qmail"])
    assert found is not None
    assert found.original == LETTER


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        (
            "Warning: message delayed",
            "Your message to ann@harbour.example has not yet been delivered. It will be retried.",
        ),
        ("Delivery Status Notification (Delay)", "Delivery to ann@harbour.example is delayed."),
        ("Remise différée", "Votre message à ann@harbour.example n'a pas encore été remis ; nouvelle tentative."),
    ],
)
def test_a_warning_of_delay_is_not_permanent(subject: str, body: str) -> None:
    found = report(prose("MAILER-DAEMON@harbour.example", subject, body))
    assert found is not None
    assert found.recipients[0].action is Action.DELAYED


PERSONS = {
    "postmaster writes": prose(
        "postmaster@harbour.example", "Hotel", "Dear colleagues, which hotel is near the venue?"
    ),
    "a person tells of a bounce": prose(
        "Ann <ann@harbour.example>", "Your letter", "Your letter to Mr Berg could not be delivered; he has left."
    ),
    "a bounce passed on": prose(
        "Ann <ann@harbour.example>", "Fwd: Undeliverable: list", "See below.\n> Delivery has failed to these recipients"
    ),
    "an absence note": prose(
        "Ann <ann@harbour.example>", "Away", "This post does not exist any more.", "Return-Path: <>\n"
    ),
    "a subject alone": prose("Ann <ann@harbour.example>", "Rejected: the second draft", "We cannot accept Article 2."),
}


@pytest.mark.parametrize("name", PERSONS)
def test_what_a_person_writes_is_no_report(name: str) -> None:
    assert report(PERSONS[name]) is None


@pytest.mark.parametrize(
    "piece", ["Final-Recipient: rfc822; a@b.example\n\n", "a:\n", "<a@b.example> could not be delivered "]
)
def test_hostile_reports_take_no_long_time(piece: str) -> None:
    report(dsn(piece * 20_000))
