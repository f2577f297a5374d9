"""The examples of rules as messages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailflow.core import phrases, ruleset
from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.parsing import parse
from mailflow.core.roster import Party, Roster
from mailflow.core.ruleset import Example
from mailflow.core.sorting import Desk
from mailflow.core.specimen import STRANGER, specimen, tried

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
US = Address("oslo", "secretariat.example")
NORWAY = Party("NOR", "state", "Norway", domains=("foreign.norway.example",))
SWEDEN = Party("SWE", "state", "Sweden", emails=(Address("desk", "geneva.sweden.example"),))
ROSTER = Roster((NORWAY, SWEDEN, Party("ISL", "state", "Iceland")))


def example(**given: Any) -> Example:
    usual: dict[str, Any] = {
        "rule": "r", "file": "r.toml", "number": 1, "match": True, "from_": "", "subject": "", "text": "", "headers": {},
        "attachments": (), "party": None,
    }  # fmt: skip
    return Example(**usual | given)


def desk(rules: str, roster: Roster = ROSTER) -> Desk:
    lists = phrases.load({"en.toml": 'floor = ["the floor"]'})
    conference = Conference(
        "oslo", "Oslo Conference", "Oslo", date(2027, 2, 22), date(2027, 2, 23), ZoneInfo("Europe/Oslo"), US, (US,),
        deadlines={"papers": date(2027, 1, 29)},
    )  # fmt: skip
    return Desk(conference, roster, ruleset.load({"r.toml": rules}, lists), lists)


def rule(when: str, example: str = "", name: str = "r", stop: bool = False) -> str:
    then = '{ kinds = "floor", stop = true }' if stop else '{ kinds = "floor" }'
    return f'[[rule]]\nname = "{name}"\nwhen = {when}\nthen = {then}\n[[rule.example]]\n{example}\n'


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ({}, STRANGER.spec),
        ({"from_": "Ana Lund <ana@mfa.example>"}, "ana@mfa.example"),
        ({"party": "NOR"}, "delegation@foreign.norway.example"),
        ({"party": "SWE"}, "desk@geneva.sweden.example"),
        ({"party": "NOR", "from_": "kari@freemail.example"}, "kari@freemail.example"),
    ],
)
def test_the_sender_is_the_one_given_or_of_the_party(given: dict[str, Any], author: str) -> None:
    message = parse(specimen(example(**given), US, ROSTER, NOW))
    assert message.author is not None
    assert message.author.spec == author


def test_a_message_is_addressed_to_us_and_has_no_defects() -> None:
    message = parse(specimen(example(subject="Déjà vu", text="Ærlig talt", attachments=("note.pdf",)), US, ROSTER, NOW))
    assert (message.to, message.defects, message.subject) == ((US,), (), "Déjà vu")


def test_a_field_of_the_example_takes_the_place_of_the_usual_one() -> None:
    message = parse(specimen(example(headers={"to": "other@elsewhere.example"}), US, ROSTER, NOW))
    assert [a.spec for a in message.to] == ["other@elsewhere.example"]


def test_an_example_may_name_its_own_type() -> None:
    headers = {"Content-Type": 'text/html; charset="utf-8"'}
    message = parse(specimen(example(headers=headers, text="<p>Café</p>"), US, ROSTER, NOW))
    assert [(b.content_type, b.text.strip()) for b in message.bodies] == [("text/html", "<p>Café</p>")]


def test_no_value_adds_a_field() -> None:
    message = parse(specimen(example(subject="a\nX-Loop: b", headers={"X-One": "c\r\nX-Two: d"}), US, ROSTER, NOW))
    assert (message.all("x-loop"), message.all("x-two")) == ((), ())


@pytest.mark.parametrize(
    ("when", "given"),
    [
        ('{ phrase = "floor" }', 'text = "We request the floor."'),
        ('{ phrase = "floor", in = "subject" }', 'subject = "The floor"'),
        ('{ party = { is = "NOR", proven = true } }', 'party = "NOR"'),
        ('{ party = { is = "ISL", proven = true } }', 'party = "ISL"'),
        ('{ party = { is = "FJI", proven = true } }', 'party = "FJI"'),
        ('{ party = "unknown" }', 'text = "Good day."'),
        ('{ header = "X-Loop", exists = true }', 'headers = { "X-Loop" = "1" }'),
        ('{ machine = "auto-reply" }', 'headers = { "Auto-Submitted" = "auto-replied" }'),
        ('{ attachment = { kind = "pdf", condition = "read" } }', 'attachments = ["Delegation.PDF"]'),
        ('{ attachment = { kind = "program", condition = "dangerous" } }', 'attachments = "list.exe"'),
        ('{ date = { after = "deadline.papers" } }', 'headers = { "Date" = "Mon, 01 Feb 2027 09:00:00 +0000" }'),
        ('{ date = { before = "deadline.papers" } }', 'text = "Now."'),
        ('{ phrase = "floor" }', 'match = false\ntext = "Good day."'),
    ],
)
def test_an_example_is_sorted_like_a_message(when: str, given: str) -> None:
    of = desk(rule(when, given))
    assert tried(of.ruleset.rules[0].examples[0], of, NOW).is_as_expected


def test_what_the_conditions_saw_is_told() -> None:
    of = desk(rule('{ phrase = "floor" }', 'text = "Good day."'))
    trial = tried(of.ruleset.rules[0].examples[0], of, NOW).trial
    assert trial is not None
    assert (trial.hit, trial.findings[0].seen) == (False, "none of its phrases")


def test_a_rule_that_ends_the_message_before_is_named() -> None:
    of = desk(
        rule('{ phrase = "floor" }', "", "first", stop=True) + rule('{ phrase = "floor" }', 'text = "The floor."')
    )
    assert tried(of.ruleset.rules[1].examples[0], of, NOW).stopped_by == "first"
