"""The letters that ship: complete in their languages, readable, and true."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mailflow.core import occasion, samples
from mailflow.core.address import Address
from mailflow.core.conference import Conference, Person
from mailflow.core.dates import day
from mailflow.core.letter_check import OPERATORS, check
from mailflow.core.reference import LetterKey
from mailflow.core.roster import Party
from mailflow.core.template import Rendered, TemplateSet, load
from mailflow.core.wrapping import WIDTH, columns

FOLDER = Path(__file__).parents[2] / "templates" / "letters"
NAMES = (
    "accepted",
    "contribution",
    "declined",
    "floor",
    "paper",
    "question",
    "received",
    "registration",
    "representation",
    "statement",
    "tentative",
    "views",
)
TO_MANY = (
    "call",
    "circulation",
    "invitation",
    "note-to-participants",
    "reminder",
    "reminder-contribution",
    "session-change",
)
NO_DAY = 'The letter names no day by which to answer: the conference has no deadline "representation".'
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
NOW = datetime(2007, 1, 24, 9, 5, tzinfo=UTC)
OSLO = Conference(
    name="oslo",
    title="Oslo Conference on Cluster Munitions",
    place="Oslo",
    begins=date(2007, 2, 22),
    ends=date(2007, 2, 23),
    zone=ZoneInfo("Europe/Oslo"),
    address=Address("oslo", "secretariat.example"),
    deadlines={"representation": date(2007, 2, 9), "papers": date(2007, 1, 20)},
    contacts=(
        Person("Ragnhild Moe", "Conference Officer", "moe@secretariat.example", "+47 22 00 00 00"),
        Person("Aksel Berg"),
    ),
    website="www.oslo-conference.example",
    registration="https://www.oslo-conference.example/register",
    register="OSLO/{kind}/{n:03}",
    organisation="Secretariat of the Oslo Conference",
    signature="Ragnhild Moe\nConference Officer",
    action_points={63: "Adopt national laws"},
    settings={"answer_days": "2", "statements": "written"},
)
BARE = Conference(
    name="bare",
    title="Geneva Meeting",
    place="Geneva",
    begins=date(2012, 4, 16),
    ends=date(2012, 4, 19),
    zone=ZoneInfo("Europe/Zurich"),
    address=Address("geneva", "secretariat.example"),
)
PARTIES = (
    Party("CIV", "state", "Côte d’Ivoire", {"fr": "Côte d’Ivoire"}, language="fr"),
    Party("NLD", "state", "Netherlands", {"fr": "Pays-Bas", "es": "Países Bajos"}),
    Party("org:society", "ngo", "Society & Sons <Ltd>", language="pt"),
)


@cache
def shipped() -> TemplateSet:
    return load({str(file): file.read_text(encoding="utf-8") for file in sorted(FOLDER.rglob("*.md"))})


@cache
def written(name: str, language: str) -> tuple[Rendered, ...]:
    """The letter on every plain occasion of a conference with everything set, and of one with nothing."""
    plain = [s for c in (OSLO, BARE) for s in samples.occasions(name, c, NOW) if s.tame is None]
    return tuple(shipped().render(name, language, occasion.localised(s.values, language)) for s in plain)


EVERY = [(name, language) for name in NAMES for language in LANGUAGES]
ALL = EVERY + [(name, language) for name in TO_MANY for language in ("en", "es", "fr")]


@pytest.mark.parametrize("name", NAMES)
def test_letter_exists_in_the_languages_of_the_conferences(name: str) -> None:
    assert set(LANGUAGES) <= set(shipped().languages(name))


def test_every_shared_piece_exists_in_every_language_of_its_letters() -> None:
    assert shipped().unused == ()


def test_nothing_is_wrong_with_any_letter() -> None:
    oslo = replace(OSLO, deadlines={**OSLO.deadlines, "contributions": date(2007, 2, 1)})
    assert [str(p) for p in check(shipped(), [oslo, BARE], PARTIES, NOW) if p.text != NO_DAY] == []


def test_invitation_without_a_day_to_answer_by_is_named() -> None:
    found = {p.letter for p in check(shipped(), [BARE], PARTIES, NOW) if p.text == NO_DAY}
    assert found == {"invitation", "reminder"}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_letter_names_a_contact_and_how_to_correct(name: str, language: str) -> None:
    words = {"en": "correct", "fr": "corriger", "es": "corregir", "ar": "تصحيح", "ru": "исправить", "zh": "更正"}
    assert all("@secretariat.example" in r.text and words[language] in r.text for r in written(name, language))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_letter_says_which_message_it_answers(name: str, language: str) -> None:
    assert all("2007" in r.text.partition("\n\n")[2] for r in written(name, language)[:6])


@pytest.mark.parametrize(("name", "language"), ALL)
def test_lines_are_within_76_columns_but_for_single_words(name: str, language: str) -> None:
    long = [line for r in written(name, language) for line in r.text.splitlines() if columns(line) > WIDTH]
    assert [line for line in long if " " in line.strip()] == []


@pytest.mark.parametrize(("name", "language"), ALL)
def test_no_two_empty_lines_follow_each_other(name: str, language: str) -> None:
    assert not any("\n\n\n" in r.text for r in written(name, language))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_called_accepted_published_or_registered(name: str) -> None:
    claims = re.compile(r"\b(?:is|are|has been|have been|was) (?:now )?(?:accepted|published|registered)\b")
    here = re.compile(r"are registered here")
    assert not any(claims.search(here.sub("", " ".join(r.text.split()))) for r in written(name, "en"))


@pytest.mark.parametrize("name", NAMES)
def test_note_is_in_the_third_person(name: str) -> None:
    notes = [r.text.partition("\n---")[0] for r in written(name, "en") if r.form == "note"]
    assert notes
    assert not any(
        re.search(r"\b(?:you|your|we|our|us|I|Dear|sincerely)\b", note.replace("“Our", "")) for note in notes
    )


@pytest.mark.parametrize("name", NAMES)
def test_note_presents_and_renews(name: str) -> None:
    notes = [" ".join(r.text.split()) for r in written(name, "en") if r.form == "note"]
    assert all("presents its compliments to the Permanent Mission" in n and "highest consideration" in n for n in notes)


def test_delegation_is_repeated_in_the_order_of_the_sender() -> None:
    text = written("representation", "en")[0].text
    assert re.findall(r"^\d\. (.+?)[,\n(]", text, re.MULTILINE)[:3] == [
        "H.E. Ms. Ingrid Solheim",
        "Jonas Fjellanger",
        "Maren Holt",
    ]


def test_receipt_of_a_paper_carries_number_and_checksum() -> None:
    text = written("paper", "en")[0].text
    assert "Register number: OSLO/PAPER/001" in text
    assert "9f86d081" * 8 in text


def test_late_paper_is_not_refused() -> None:
    assert "in what way it can still be handled" in " ".join(written("paper", "en")[0].text.split())


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_invitation_asks_the_two_questions_with_a_day(language: str) -> None:
    text = written("invitation", language)[0].text
    assert re.findall(r"^[12]\. ", text, re.MULTILINE) == ["1. ", "2. "]
    assert day(date(2007, 2, 9), language, weekday=True) in " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("name", TO_MANY)
def test_letter_to_many_is_dated_and_names_a_contact(name: str, language: str) -> None:
    text = written(name, language)[0].text
    assert day(date(2007, 1, 24), language) in text
    assert "moe@secretariat.example" in text


@pytest.mark.parametrize("name", sorted(OPERATORS))
def test_letter_to_the_operator_says_what_and_since_when(name: str) -> None:
    values = occasion.alarm(
        name="mailbox-unreachable",
        cause="The mailbox cannot be reached.",
        todo="Check the password.",
        since=NOW,
        over=NOW,
    )
    text = shipped().render(name, "en", values).text
    assert "The mailbox cannot be reached." in text
    assert "24 January 2007, 09:05 (UTC)" in text


@pytest.mark.parametrize("name", ["paper", "statement", "contribution"])
def test_text_that_did_not_come_is_not_called_received(name: str) -> None:
    assert [
        r.subject for r in written(name, "en") if "Register number:" not in r.text and "received" in r.subject
    ] == []


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en", "assurances of my highest"), ("fr", "ma haute considération"), ("es", "con mi más distinguida")],
)
def test_who_invites_in_person_closes_in_person(language: str, voice: str) -> None:
    oslo = replace(OSLO, settings=OSLO.settings | {f"inviting_{language}": "Norway"})
    norway = Party("NOR", "state", "Norway", language="en", salutation="Excellency")
    values = occasion.localised(occasion.campaign(oslo, norway, NOW), language)
    assert voice in " ".join(shipped().render("invitation", language, values).text.split())
    assert voice not in " ".join(shipped().render("reminder", language, values).text.split())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("state", "all States that wish to take part"),
        ("un", "organisations of the United Nations whose work"),
        ("igo", "international organisations whose mandate"),
        ("observer", "international organisations whose mandate"),
        ("ngo", "organisations of civil society that have contributed"),
    ],
)
def test_invitation_speaks_to_each_category(kind: str, words: str) -> None:
    values = occasion.localised(occasion.campaign(OSLO, Party("X", kind, "Name"), NOW), "en")
    text = " ".join(shipped().render("invitation", "en", values).text.split())
    assert words in text
    assert ("note verbale" in text) == (kind != "ngo")


@pytest.mark.parametrize(("language", "mark"), [("en", "COPY"), ("fr", "COPIE"), ("es", "COPIA")])
def test_copy_is_marked_and_asks_for_no_answer_by_link(language: str, mark: str) -> None:
    key = LetterKey(b"k" * 32, "abc")
    for copy in (True, False):
        values = occasion.campaign(OSLO, PARTIES[0], NOW, copy=copy, letter_key=key)
        rendered = shipped().render("invitation", language, occasion.localised(values, language))
        assert (mark in rendered.text.splitlines()) == copy
        assert ("mf-abc-a-" in rendered.text) == (not copy)
        assert rendered.calendar == (not copy)


def test_stress_in_a_script_without_slanted_letters_is_bold() -> None:
    assert not any("<em>" in r.html for language in ("ar", "zh") for r in written("received", language))
    assert any("<em>" in r.html for r in written("received", "fr"))


@pytest.mark.parametrize("name", [*NAMES, *TO_MANY])
def test_french_signs_stay_with_their_words(name: str) -> None:
    """A colon never begins a line."""
    assert not any(re.search(r" [:;?!»](?:\s|$)|« ", r.subject + r.text) for r in written(name, "fr"))
