"""What docs/rules.md and docs/letters.md show step by step does what they say, with the files that ship."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailflow.core import phrases, ruleset, template
from mailflow.core.conference import Receiving
from mailflow.core.decision import Decision
from mailflow.core.history import History
from mailflow.core.letter_check import check
from mailflow.core.parsing import parse
from mailflow.core.roster import parse_roster
from mailflow.core.sorting import Desk, sort
from mailflow.core.specimen import tried
from mailflow.settings import load_settings

ROOT = Path(__file__).resolve().parents[2]
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
LETTERS = (ROOT / "docs" / "letters.md").read_text(encoding="utf-8")
NOW = datetime(2027, 2, 1, 9, tzinfo=UTC)
DEMO = ROOT / "mailflow" / "demo"
OSLO = load_settings(DEMO / "config.toml").conferences["oslo"]


def block(page: str, start: str) -> str:
    """The block of code that begins so."""
    found = re.search(rf"^```\w*\n({re.escape(start)}.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found is not None, f"no block begins with {start!r}"
    return found[1]


def texts(folder: str) -> dict[str, str]:
    return {str(f.relative_to(ROOT)): f.read_text(encoding="utf-8") for f in sorted((ROOT / folder).glob("*.toml"))}


def desk(lists: str, rules: str) -> Desk:
    """The files that ship, with our own beside them."""
    loaded = phrases.load({**texts("rules/phrases"), "rules/phrases/en.ours.toml": lists})
    roster = parse_roster((DEMO / "roster.csv").read_text(encoding="utf-8"), "roster.csv")
    return Desk(OSLO, roster, ruleset.load({**texts("rules"), "rules/55-ours.toml": rules}, loaded), loaded)


def slot(desk: Desk) -> Decision:
    """What the message of the page is taken for."""
    message = parse(block(RULES, "Return-Path: ").encode())
    return sort(message, (), desk, Receiving(authserv_id="mx.secretariat.example"), History(), NOW).decision


@pytest.fixture(scope="module")
def ours() -> Desk:
    """With all that the page adds."""
    lists = block(RULES, "# Our own English phrases.") + block(RULES, "room = ")
    return desk(lists, block(RULES, '[[rule]]\nname = "room"'))


def test_the_first_message_is_not_understood_before_its_phrase_is_added() -> None:
    decision = slot(desk("", ""))
    assert (decision.kinds, decision.party, decision.letter) == (("other",), "DNK", None)


def test_the_first_phrase_does_what_the_page_says(ours: Desk) -> None:
    decision = slot(ours)
    assert (decision.kinds, decision.letter) == (("floor",), "floor")


def test_the_new_rule_stands_up_to_its_examples(ours: Desk) -> None:
    rule = next(rule for rule in ours.ruleset.rules if rule.name == "room")
    assert [tried(example, ours, NOW).is_as_expected for example in rule.examples] == [True, True]


@pytest.mark.parametrize("page", [RULES, LETTERS])
def test_the_letters_of_the_pages_can_be_written(page: str) -> None:
    letter = block(page, '+++\nsubject = "{{ conference.title }}')
    pieces = {str(f): f.read_text(encoding="utf-8") for f in (ROOT / "templates/letters/shared").glob("*.en.md")}
    found = check(template.load({"room.en.md": letter, **pieces}), [OSLO], [], NOW)
    assert [p.text for p in found if p.letter == "room" and "does not exist in this language" not in p.text] == []
