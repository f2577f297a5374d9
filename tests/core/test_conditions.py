"""The tests that rules make of a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mailflow.core.address import Address
from mailflow.core.authentication import Authentication, Proof
from mailflow.core.document import CalendarReply, Condition, Document
from mailflow.core.guard import Verdict
from mailflow.core.history import History, Letter, Past
from mailflow.core.message import Attachment
from mailflow.core.reasons import Reason, Why
from mailflow.core.report import Action, Report, ReportedRecipient, ReportKind
from mailflow.core.speaker import Speaker
from mailflow.core.view import View
from tests.core.sights import CONFERENCE, holds, looked, view


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ('{ header = "X-Loop", exists = true }', True),
        ('{ header = "x-loop", contains = "OSLO" }', True),
        ('{ header = ["X-Other", "X-Loop"], is = "oslo" }', True),
        ('{ header = "X-Other", exists = true }', False),
        ('{ header = "X-Other", exists = false }', True),
        ('{ header = "X-Other", matches = "*" }', False),
        ('{ not = { header = "X-Other", matches = "*" } }', True),
    ],
)
def test_every_test_on_an_absent_header_is_false(when: str, held: bool) -> None:
    assert holds(when, view(headers={"X-Loop": "oslo"})) == held


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ('{ address = "from", is = "ingrid.solbakken@mfa.norway.example" }', True),
        ('{ address = "from", part = "domain", matches = "*.norway.example" }', True),
        ('{ address = "from", part = "local", contains = "ingrid" }', True),
        ('{ address = "from", part = "name", word = "solbakken" }', True),
        ('{ address = ["to", "cc"], part = "local", is = "oslo" }', True),
        ('{ address = "reply-to", exists = true }', False),
        ('{ address = "sender", matches = "*" }', False),
    ],
)
def test_addresses_are_seen_by_their_parts(when: str, held: bool) -> None:
    assert holds(when, view()) == held


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ('{ contains = "hotel" }', True),
        ('{ contains = "hotel", in = "subject" }', False),
        ('{ contains = "attend", in = "quoted" }', True),
        ('{ contains = "attend" }', False),
        ('{ phrase = "hotel" }', True),
        ('{ phrase = ["accept", "hotel"], in = ["new-text"] }', True),
        ('{ phrase = "hotel", at_least = 2 }', True),
        ('{ phrase = "hotel", at_least = 3 }', False),
        ('{ phrase = "hotel", within = 5 }', False),
        ('{ phrase = "accept" }', False),
        ('{ phrase = "accept", in = "quoted" }', True),
        ('{ sentence = { has = ["asking", "hotel"] } }', True),
        ('{ sentence = { has = "hotel", asks = true } }', True),
        ('{ sentence = { has = "asking", asks = true } }', False),
        ('{ sentence = { any = ["asking", "accept"], lacks = "hotel" } }', False),
        ("{ words = { over = 9, under = 13 } }", True),
        ("{ words = { is = 3 } }", False),
        ('{ size = { over = "1 kB" } }', True),
        ('{ language = "en" }', True),
        ('{ language = ["fr", "es"] }', False),
    ],
)
def test_texts_are_told_apart(when: str, held: bool) -> None:
    seen = view("Please tell us of a hotel. Has it a room for two?", "Travel", quoted="Will your country attend?")
    assert holds(when, seen) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("We ask: Norway has a hotel in Oslo.", True),
        ("We ask: Norway has a hotel.", False),
        ("We ask for a hotel in Oslo. Norway thanks you.", False),
        ("We ask: Norway and Chad have a hotel in Oslo.", False),
        ("We ask: Chad has a hotel in Oslo.", False),
    ],
)
def test_a_sentence_can_have_to_name_the_party_and_the_conference(text: str, held: bool) -> None:
    when = '{ sentence = { has = "hotel", names_party = true, names_conference = true } }'
    assert holds(when, view(text)) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Is there a hotel", False),
        ("Is there a hotel?", True),
        ("هل يوجد hotel؟", True),
        ("We have a hotel. Have you?", False),
        ("The hotel is at https://hotel.example/book?room=2&day=1. Thank you.", False),
        ("The hotel is at https://hotel.example/book?room=double. Is it near?", False),
    ],
)
def test_a_sentence_asks_by_its_sign_and_a_link_does_not(text: str, held: bool) -> None:
    assert holds('{ sentence = { has = "hotel", asks = true } }', view(text)) == held
    assert holds('{ sentence = { has = "hotel", asks = false } }', view(text)) != held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("We have a hotel.", False),
        ("We have a hotel, and thank you for all the trouble.", True),
        ("We have a hotel, thanks.", False),
        ("我们有 hotel，谢谢贵方为此所作的一切努力。", True),
    ],
)
def test_a_clause_can_be_looked_at_instead_of_a_sentence(text: str, held: bool) -> None:
    when = '{ sentence = { lacks = "hotel", words = { over = 3 }, clause = true } }'
    assert holds(when, view(text)) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Norway will attend. We have not a hotel.", True),
        ("Norway will attend, though not in a hotel.", False),  # what was read there accounts for it
        ("Norway will attend. These are not in the hotel:", False),
        ("Norway will attend. Ms Ingrid Solbakken has a hotel, which is not near.", True),
    ],
)
def test_a_sentence_can_have_to_be_one_in_which_nothing_was_read(text: str, held: bool) -> None:
    assert holds('{ sentence = { has = "negation", unread = true } }', view(text)) == held


def test_in_a_sentence_that_was_not_read_words_of_another_language_count_for_nothing() -> None:
    seen = view("Norway will attend. We have not a hotel.")
    foreign = replace(seen, text=replace(seen.text, language="fr"))
    assert not holds('{ sentence = { has = "negation", unread = true } }', foreign)
    assert holds('{ sentence = { has = "negation" } }', foreign)


def _attached(*pairs: tuple[Attachment, Document | None]) -> View:
    seen = view()
    attachments = tuple(attachment for attachment, _ in pairs)
    documents = tuple(document for _, document in pairs if document)
    return replace(seen, message=replace(seen.message, attachments=attachments), documents=documents)


PDF = Attachment("2", "Note verbale.PDF", "application/pdf", "attachment", 30_000, "0" * 64, b"")
SCAN = Document("2", "Note verbale.PDF", "pdf", Condition.SCAN)
CARD = Attachment("3", "card.vcf", "text/x-vcard", "attachment", 200, "0" * 64, b"")
LOGO = Attachment("4", "logo.png", "image/png", "inline", 900, "0" * 64, b"", content_id="logo")
SIGNATURE = Attachment("5", "smime.p7s", "application/pkcs7-signature", "attachment", 900, "0" * 64, b"")


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ("{ attachment = true }", True),
        ("{ attachment = false }", False),
        ('{ attachment = { name = "note*.pdf" } }', True),
        ('{ attachment = { kind = "document", count = { is = 1 } } }', True),
        ('{ attachment = { kind = "document", condition = "scan" } }', True),
        ('{ attachment = { kind = "document", condition = "read" } }', False),
        ('{ attachment = { type = "image/*" } }', False),
        ('{ attachment = { kind = "vcf" } }', True),
        ('{ attachment = { kind = "signature" } }', True),
        ('{ attachment = { size = { over = "1 MB" } } }', False),
        ("{ attachment = { count = { over = 2 } } }", True),
        ('{ contains = "verbale", in = "attachment-name" }', True),
    ],
)
def test_attachments_are_counted_by_what_they_are(when: str, held: bool) -> None:
    assert holds(when, _attached((PDF, SCAN), (CARD, None), (LOGO, None), (SIGNATURE, None))) == held


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ('{ date = { after = "deadline.papers" } }', True),
        ('{ date = { on = "deadline.papers + 1 day" } }', True),
        ('{ date = { before = "begins", after = "2027-01-01" } }', True),
        ('{ date = { after = "begins - 14 days" } }', False),
        ('{ date = { before = "deadline.statements" } }', False),
        ('{ date = { after = "deadline.statements" } }', False),
        ("{ date = { after = 2027-01-29 } }", True),
    ],
)
def test_days_are_those_of_the_conference(when: str, held: bool) -> None:
    # 23.30 UTC on the 29th is the 30th in Oslo.
    assert holds(when, view()) == held


@pytest.mark.parametrize(
    ("when", "held"),
    [
        ('{ party = "known" }', True),
        ('{ party = "unknown" }', False),
        ('{ party = { is = ["nor", "SWE"], kind = "state", proven = true } }', True),
        ('{ party = { basis = "text" } }', False),
        ('{ party = { status = "state-party" } }', True),
        ('{ conference = "oslo" }', True),
        ('{ conference = { deadline = "papers", action_points = false } }', True),
        ("{ conference = { action_points = true } }", False),
        ('{ authentication = "pass" }', True),
        ('{ machine = "any" }', False),
        ('{ doubt = "any" }', False),
        ("{ answers_letter = true }", False),
        ('{ kind = "none" }', True),
        ('{ kind = "any" }', False),
        ('{ attendance = "none" }', True),
        ("{ delegates = { is = 0 } }", True),
        ('{ report = { kind = "delivery" } }', False),
        ('{ calendar = { method = "reply" } }', False),
    ],
)
def test_what_is_known_around_a_message_is_seen(when: str, held: bool) -> None:
    assert holds(when, view("Good morning.")) == held


STRANGER = Speaker(doubts=(Why(Reason.FREE_MAIL),))
REPORT = Report(
    ReportKind.DELIVERY, (ReportedRecipient(Address("a", "b.example"), Action.FAILED, "5.1.1"),), standard=False
)
REPLY = Document(
    "2",
    "",
    "ics",
    Condition.READ,
    calendar=(CalendarReply("REPLY", "u", "a@b.example", "DECLINED", organiser=CONFERENCE.address.spec),),
)
LETTER = Letter(1, "invitation", "NOR", ("a@b.example",), datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("when", "changes"),
    [
        ('{ party = "unknown" }', {"speaker": STRANGER}),
        ('{ doubt = ["free-mail"] }', {"speaker": STRANGER}),
        ('{ doubt = "any" }', {"verdict": Verdict(review=(Why(Reason.FORGED),))}),
        ('{ machine = ["bounce", "bulk"] }', {"verdict": Verdict(machine="bulk")}),
        ('{ authentication = ["fail", "none"] }', {"authentication": Authentication(Proof.FAIL)}),
        (
            '{ report = { kind = "delivery", action = "failed", permanent = true, standard = false } }',
            {"report": REPORT},
        ),
        ('{ calendar = { method = "reply", partstat = "declined" } }', {"documents": (REPLY,)}),
        ('{ attendance = "declined" }', {"documents": (REPLY,)}),
        ('{ answers_letter = "invit*" }', {"letter": LETTER}),
        ('{ past = { kinds = "paper" } }', {"history": History({"NOR": Past({"paper": 1})})}),
        ('{ past = { attendance = "none", delegates = false } }', {}),
        (
            "{ conference = { action_points = true } }",
            {"conference": replace(CONFERENCE, action_points={63: "Review the law."})},
        ),
    ],
)
def test_a_condition_sees_its_own_part_of_the_view(when: str, changes: dict[str, object]) -> None:
    assert holds(when, replace(view(), **changes))  # type: ignore[arg-type]


def test_a_composition_stops_at_the_condition_that_settles_it() -> None:
    _, findings = looked('{ any = [ { contains = "a" }, { contains = "b" } ] }', view("a b"))
    assert len(findings) == 1


def test_a_finding_has_the_condition_as_in_the_file_and_what_was_seen() -> None:
    _, (finding,) = looked('{ phrase = "hotel", in = "new-text" }', view("A hotel, please"))
    assert (finding.condition, finding.seen) == ('phrase = "hotel", in = "new-text"', "new-text: hotel")


def test_a_denied_test_is_shown_as_denied() -> None:
    _, (finding,) = looked('{ not = { contains = "visa" } }', view("A hotel"))
    assert (finding.condition, finding.held) == ('not contains = "visa"', True)


def test_a_denied_composition_shows_what_was_looked_at() -> None:
    held, findings = looked('{ not = { all = [ { contains = "a" }, { contains = "b" } ] } }', view("a"))
    assert held
    assert [f.held for f in findings] == [True, False, True]


def test_what_was_seen_is_cut_to_200_signs() -> None:
    _, (finding,) = looked('{ header = "X", exists = true }', view(headers={"X": "long " * 200}))
    assert len(finding.seen) == 200


@pytest.mark.parametrize(("when", "held"), [("{ all = [] }", True), ("{ any = [] }", False)])
def test_an_empty_composition_is_what_logic_says(when: str, held: bool) -> None:
    assert holds(when, view()) == held
