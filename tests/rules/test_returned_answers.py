"""The whole way of an answer that needs no typing: from the link or the calendar invitation in a letter to the decision."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from mailflow import documents
from mailflow.core import occasion, phrases, ruleset, template
from mailflow.core.address import Address
from mailflow.core.answers import answer_links, sentence
from mailflow.core.calendar import invitation
from mailflow.core.conference import Conference, Receiving
from mailflow.core.decision import Decision
from mailflow.core.facts import Answer
from mailflow.core.history import History
from mailflow.core.parsing import parse
from mailflow.core.reasons import Reason
from mailflow.core.reference import LetterKey, derived_key
from mailflow.core.roster import Party, Roster
from mailflow.core.sorting import Desk, sort

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
KEY = derived_key(b"k" * 32)
LETTER_KEY = LetterKey(KEY, "abcdefghijklmnop")
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
OURS = Address("oslo", "secretariat.example")
OSLO = Conference(
    name="oslo",
    title="Oslo Conference on Cluster Munitions",
    titles={"fr": "Conférence d’Oslo sur les armes à sous-munitions"},
    place="Oslo",
    begins=date(2027, 2, 22),
    ends=date(2027, 2, 23),
    zone=ZoneInfo("Europe/Oslo"),
    address=OURS,
    addresses=(OURS,),
    host="NOR",
)
FRANCE = Party("FRA", "state", "France", {"es": "Francia", "ar": "فرنسا", "zh": "法国"}, domains=("fra.example",))
NORWAY = Party("NOR", "state", "Norway", domains=("nor.example",))
LETTERS = {Answer.ACCEPTED: "accepted", Answer.DECLINED: "declined", Answer.TENTATIVE: "tentative"}
EVERY = [(language, answer) for language in LANGUAGES for answer in Answer]


@cache
def desk() -> Desk:
    files = {str(p): p.read_text(encoding="utf-8") for p in sorted((ROOT / "rules" / "phrases").glob("*.toml"))}
    lists = phrases.load(files)
    rules = {str(p): p.read_text(encoding="utf-8") for p in sorted((ROOT / "rules").glob("*.toml"))}
    return Desk(OSLO, Roster((FRANCE, NORWAY)), ruleset.load(rules, lists), lists)


def decided(message: EmailMessage, key: bytes = KEY) -> Decision:
    parsed = parse(message.as_bytes(policy=SMTP))
    receiving = Receiving(authserv_id="mx.secretariat.example")
    found = documents.read_all(parsed)
    return sort(parsed, found, desk(), receiving, History(), NOW, reference_key=key).decision


def mail(
    subject: str, text: str, *, domain: str = "fra.example", proof: str = "pass", cte: str | None = None
) -> EmailMessage:
    message = EmailMessage()
    message["Authentication-Results"] = f"mx.secretariat.example; dmarc={proof} header.from={domain}"
    message["From"] = f"Desk <desk@{domain}>"
    message["To"] = OURS.spec
    message["Subject"] = subject
    message["Date"] = "Sat, 21 Nov 2026 08:00:00 +0000"
    message["Message-ID"] = f"<1@{domain}>"
    message.set_content(text, cte=cte)
    return message


def opened(href: str) -> tuple[str, str]:
    """Subject and text of the message that a mail program opens for a link."""
    fields = parse_qs(urlsplit(href).query, strict_parsing=True)
    return fields["subject"][0], fields.get("body", [""])[0].replace("\r\n", "\n")


def link(answer: Answer, language: str = "en", party: Party = FRANCE) -> tuple[str, str]:
    return opened(getattr(answer_links(LETTER_KEY, OSLO, party, language), answer.value).href)


def short(answer: Answer) -> str:
    return opened(getattr(answer_links(LETTER_KEY, OSLO, FRANCE, "en"), answer.value).short)[0]


# Links


@pytest.mark.parametrize(("language", "answer"), EVERY)
@pytest.mark.parametrize("cte", ["quoted-printable", "base64"])
def test_what_a_link_writes_is_read_without_doubt(language: str, answer: Answer, cte: str) -> None:
    found = decided(mail(*link(answer, language), cte=cte))
    assert (found.kinds, found.party, found.letter) == (("rsvp",), "FRA", LETTERS[answer])
    assert found.facts.attendance is not None
    assert found.facts.attendance.answer is answer
    assert found.facts.attendance.source.words.startswith("mf-")
    assert not found.needs_person


@pytest.mark.parametrize(("language", "answer"), EVERY)
def test_its_sentence_alone_is_read_as_the_same_answer(language: str, answer: Answer) -> None:
    found = decided(mail("Oslo", f"{sentence(answer, OSLO, language)}\n"))
    assert found.facts.attendance is not None
    assert found.facts.attendance.answer is answer


@pytest.mark.parametrize("answer", Answer)
def test_reference_in_the_subject_of_an_empty_message_is_an_answer(answer: Answer) -> None:
    found = decided(mail(short(answer), ""))
    assert (found.letter, found.kinds) == (LETTERS[answer], ("rsvp",))


def test_link_in_the_letter_is_the_one_that_is_read() -> None:
    """Through template, Markdown and the cleaning of HTML."""
    files = {str(p): p.read_text(encoding="utf-8") for p in sorted((ROOT / "templates" / "letters").rglob("*.md"))}
    values = occasion.campaign(OSLO, FRANCE, NOW, letter_key=LETTER_KEY)
    letter = template.load(files).render("invitation", "fr", occasion.localised(values, "fr"))
    hrefs = [piece.partition('"')[0].replace("&amp;", "&") for piece in letter.html.split('href="mailto:')[1:]]
    answers = [f"mailto:{href}" for href in hrefs if "?" in href]
    assert [decided(mail(*opened(href))).letter for href in answers] == ["accepted", "declined", "tentative"]
    assert all(f"?subject={short(answer)}>" in letter.text for answer in Answer)


@pytest.mark.parametrize("answer", Answer)
def test_answer_in_html_alone_is_read(answer: Answer) -> None:
    subject, body = link(answer, "fr")
    page = "".join(f"<div>{line or '<br>'}</div>" for line in body.splitlines())
    message = mail(subject, "")
    message.set_content(f"<html><body>{page}</body></html>", subtype="html")
    assert decided(message).letter == LETTERS[answer]


def test_names_may_be_added() -> None:
    subject, body = link(Answer.ACCEPTED)
    found = decided(
        mail(subject, f"{body}\nFrance will be represented by Ms Anne Roche, Counsellor, Head of Delegation.\n")
    )
    assert ([d.name for d in found.facts.delegates], found.letter) == (["Anne Roche"], "representation")


def test_words_around_it_change_nothing() -> None:
    subject, body = link(Answer.DECLINED, "fr")
    found = decided(mail(subject, f"Chers collègues,\n\n{body}\nAvec mes salutations les meilleures,\nAnne Roche\n"))
    assert found.letter == "declined"


@pytest.mark.parametrize(
    "text",
    [
        "{sentence}\n\n{reference}\n\nI regret that France will not be able to attend.\n",
        "We will not be represented at the meeting.\n\n{reference}\n",
        "{sentence}\n\n{reference}\n\n{other}\n",
        "Whatever comes, the Minister says hello to all of you there.\n\n{reference}\n",
    ],
    ids=["other words beside it", "sentence turned round", "two answers", "sentence gone"],
)
def test_what_contradicts_its_link_goes_to_a_person(text: str) -> None:
    said = text.format(
        sentence=sentence(Answer.ACCEPTED, OSLO, "en"), reference=short(Answer.ACCEPTED), other=short(Answer.DECLINED)
    )
    found = decided(mail("Our answer", said))
    assert found.letter is None
    assert [why.reason for why in found.reasons] == [Reason.CONTRADICTION]
    assert not found.effective


def test_names_of_delegates_contradict_a_refusal() -> None:
    subject, body = link(Answer.DECLINED)
    found = decided(mail(subject, f"{body}\nFrance will be represented by Ms Anne Roche, Counsellor.\n"))
    assert [why.reason for why in found.reasons] == [Reason.CONTRADICTION]


def test_link_of_another_party_counts_for_nobody() -> None:
    found = decided(mail(*link(Answer.ACCEPTED, party=NORWAY)))
    assert found.letter is None
    assert Reason.PARTY_MISMATCH in [why.reason for why in found.reasons]
    assert not found.effective


@pytest.mark.parametrize(("domain", "proof"), [("fra.example", "fail"), ("elsewhere.example", "pass")])
def test_link_proves_no_sender(domain: str, proof: str) -> None:
    found = decided(mail(*link(Answer.ACCEPTED), domain=domain, proof=proof))
    assert (found.letter, found.effective, found.disposition.value) == (None, False, "review")


def test_forged_reference_counts_for_nothing() -> None:
    forged = LetterKey(derived_key(b"x" * 32), LETTER_KEY.token).reference("a", "oslo", "FRA")
    assert decided(mail(str(forged), "")).facts.attendance is None
    regrets = "I regret that France will not be able to attend.\n"
    assert decided(mail("Our answer", f"{regrets}\n{forged}\n")).letter == "declined"


def test_without_the_key_the_text_is_read_as_any_other() -> None:
    found = decided(mail(*link(Answer.DECLINED)), key=b"")
    assert found.facts.attendance is not None
    assert not found.facts.attendance.source.words.startswith("mf-")


def test_quoted_letter_answers_nothing() -> None:
    quoted = "".join(f"> - {short(answer)}\n" for answer in Answer)
    text = f"Is there a visa requirement?\n\nOn 20 November 2026 at 10:00, Secretariat wrote:\n{quoted}"
    found = decided(mail("Re: Invitation", text))
    assert (found.facts.attendance, found.letter) == (None, "question")


def test_a_reply_in_the_thread_of_an_answer_does_not_give_it_once_more() -> None:
    """France has declined since; its thanks in the old thread must not take that back."""
    message = mail(f"Re: {short(Answer.ACCEPTED)}", "Many thanks.\n")
    message["In-Reply-To"] = "<mf.abcdefghijklmnop.aaaaaaaaaaaaaaaa@secretariat.example>"
    found = decided(message)
    assert (found.facts.attendance, found.letter in LETTERS.values()) == (None, False)


# Calendar invitations


def replied(
    partstat: str,
    *,
    uid: str = "",
    comment: str = "",
    text: str = "",
    domain: str = "fra.example",
    day: str = "20270222",
) -> EmailMessage:
    """What a calendar program sends for an answer to the invitation."""
    request = invitation(LETTER_KEY, OSLO, "FRA", OURS, Address("registry", "fra.example"), NOW, "en").decode()
    own = next(line for line in request.split("\r\n") if line.startswith("UID:"))
    calendar = request.replace("METHOD:REQUEST", "METHOD:REPLY").replace(
        "PARTSTAT=NEEDS-ACTION", f"PARTSTAT={partstat}"
    )
    calendar = calendar.replace("\r\n ", "").replace(own, f"UID:{uid}" if uid else own.swapcase().replace("uid", "UID"))
    calendar = calendar.replace("DTSTART;VALUE=DATE:20270222", f"DTSTART;VALUE=DATE:{day}")
    message = mail("Accepted: Oslo Conference on Cluster Munitions", text, domain=domain)
    message.add_alternative(calendar, subtype="calendar", params={"method": "REPLY"})
    return message


@pytest.mark.parametrize(
    ("partstat", "answer"),
    [("ACCEPTED", Answer.ACCEPTED), ("DECLINED", Answer.DECLINED), ("TENTATIVE", Answer.TENTATIVE)],
)
def test_answer_of_a_calendar_program_is_read(partstat: str, answer: Answer) -> None:
    found = decided(replied(partstat))
    assert found.facts.attendance is not None
    assert found.facts.attendance.answer is answer
    assert (found.kinds, found.letter, found.party) == (("rsvp",), LETTERS[answer], "FRA")


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "DELEGATED", "X-MAYBE"])
def test_what_is_no_answer_is_none(partstat: str) -> None:
    assert decided(replied(partstat)).facts.attendance is None


def test_two_attendees_who_answer_differently_go_to_a_person() -> None:
    message = replied("ACCEPTED")
    (part,) = (part for part in message.walk() if part.get_content_type() == "text/calendar")
    two = str(part.get_content()).replace("STATUS:", "ATTENDEE;PARTSTAT=DECLINED:mailto:second@fra.example\nSTATUS:")
    part.set_content(two, subtype="calendar", params={"method": "REPLY"})
    assert [why.reason for why in decided(message).reasons] == [Reason.CONTRADICTION]


def test_uid_that_only_looks_like_ours_counts_for_nothing() -> None:
    forged = LetterKey(derived_key(b"x" * 32), LETTER_KEY.token).reference("e", "oslo", "FRA")
    assert decided(replied("ACCEPTED", uid=f"{forged}@secretariat.example")).facts.attendance is None


def test_answer_to_another_partys_invitation_goes_to_a_person() -> None:
    other = LETTER_KEY.reference("e", "oslo", "NOR")
    found = decided(replied("ACCEPTED", uid=f"{other}@secretariat.example"))
    assert found.letter is None
    assert Reason.PARTY_MISMATCH in [why.reason for why in found.reasons]


def test_event_that_somebody_made_by_hand_is_still_read() -> None:
    found = decided(replied("ACCEPTED", uid="040000008200E00074C5B7101A82E008"))
    assert found.letter == "accepted"


@pytest.mark.parametrize(("day", "letter"), [("20270115", None), ("20270221", "accepted"), ("20270223", "accepted")])
def test_answer_to_an_event_on_other_days_goes_to_a_person(day: str, letter: str | None) -> None:
    found = decided(replied("ACCEPTED", uid="040000008200E00074C5B7101A82E008", day=day))
    assert (found.letter, found.needs_person, found.effective) == (letter, letter is None, letter is not None)


def other(organiser: str, summary: str, day: str = "20270222") -> EmailMessage:
    """The answer to an event that somebody made by hand."""
    message = replied("ACCEPTED", uid="040000008200E00074C5B7101A82E008", day=day)
    message.replace_header("Subject", f"Accepted: {summary}")
    (part,) = (part for part in message.walk() if part.get_content_type() == "text/calendar")
    lines = str(part.get_content()).splitlines()
    kept = [line for line in lines if not line.startswith(("ORGANIZER", "SUMMARY"))]
    kept.insert(kept.index("BEGIN:VEVENT") + 1, f"SUMMARY:{summary}")
    if organiser:
        kept.insert(kept.index("BEGIN:VEVENT") + 1, f"ORGANIZER:mailto:{organiser}")
    part.set_content("\r\n".join(kept) + "\r\n", subtype="calendar", params={"method": "REPLY"})
    return message


@pytest.mark.parametrize(
    ("organiser", "summary"),
    [
        ("Oslo@Secretariat.example", "Our meeting"),
        ("assistant@fra.example", "Oslo Conference on Cluster Munitions"),
        ("assistant@fra.example", "Conférence d'Oslo sur les armes à sous-munitions"),
        ("", "OSLO CONFERENCE"),
    ],
)
def test_event_of_ours_is_known_by_its_organiser_or_its_title(organiser: str, summary: str) -> None:
    assert decided(other(organiser, summary)).letter == "accepted"


@pytest.mark.parametrize(
    ("organiser", "summary"),
    [
        ("embassy@nor.example", "Reception at the Embassy"),
        ("embassy@nor.example", "Dinner before the Oslo Conference"),
        ("embassy@nor.example", "Oslo"),
        ("embassy@nor.example", "Cluster Munitions"),
        ("oslo@secretariat.example.attacker.example", "Side event"),
        ("", ""),
    ],
)
def test_answer_to_another_event_on_the_days_of_the_conference_goes_to_a_person(organiser: str, summary: str) -> None:
    found = decided(other(organiser, summary))
    assert (found.facts.attendance, found.letter, found.effective) == (None, None, False)
    # One reason is enough: the message is known for what it is.
    assert Reason.NO_RULE not in [why.reason for why in found.reasons]
    why = found.reasons[0]
    assert (why.reason, summary in why.seen, organiser in why.seen) == (Reason.OTHER_EVENT, True, True)


def test_words_beside_it_that_say_otherwise_go_to_a_person() -> None:
    found = decided(replied("ACCEPTED", text="I regret that France will not be able to attend.\n"))
    assert [why.reason for why in found.reasons] == [Reason.CONTRADICTION]
