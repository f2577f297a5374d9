"""Rulesets tried on messages."""

from __future__ import annotations

import pytest

from mailflow.core.match import Match
from mailflow.core.matching import match
from mailflow.core.reasons import Reason, Why
from tests.core.sights import LISTS, rules, view


def _matched(text: str, message: str = "A hotel") -> Match:
    return match(rules(text), view(message), LISTS)


THREE = """
[[rule]]
name = "first"
when = { contains = "hotel" }
then = { kinds = ["question"], facts = ["questions"], letter = "question", folder = "travel" }

[[rule]]
name = "second"
when = { contains = "visa" }
then = { kinds = ["views"], letter = "views" }

[[rule]]
name = "third"
then = { kinds = ["question", "other"], letter = "received", assign = "desk", needs_person = true }
"""


def test_all_rules_are_tried_and_kinds_add_up() -> None:
    assert _matched(THREE).kinds == ("question", "other")


def test_the_first_letter_named_wins() -> None:
    found = _matched(THREE)
    assert (found.letter, found.letter_rule) == ("question", "first")


def test_what_rules_ask_for_is_gathered() -> None:
    found = _matched(THREE)
    assert (found.facts, found.folder, found.assign, found.needs_person) == (("questions",), "travel", "desk", True)


def test_hits_and_misses_are_both_on_record() -> None:
    assert [(t.rule, t.hit) for t in _matched(THREE).trials] == [("first", True), ("second", False), ("third", True)]


def test_stop_ends_the_trials() -> None:
    assert len(_matched(THREE.replace('folder = "travel"', "stop = true")).trials) == 1


@pytest.mark.parametrize(
    ("dispositions", "strictest"),
    [
        (["acknowledge", "review"], "review"),
        (["ignore", "review"], "ignore"),
        (["review", "ignore", "acknowledge"], "ignore"),
        ([], None),
    ],
)
def test_the_strictest_disposition_counts(dispositions: list[str], strictest: str | None) -> None:
    text = "".join(f'[[rule]]\nname = "r{n}"\nthen = {{ disposition = "{d}" }}\n' for n, d in enumerate(dispositions))
    assert _matched(text or '[[rule]]\nname = "a"\nthen = {}\n').disposition == strictest


def test_a_rule_sees_the_kinds_that_those_before_it_gave() -> None:
    later = '\n[[rule]]\nname = "later"\nwhen = { kind = "question" }\nthen = { kinds = "floor" }\n'
    assert "floor" in _matched(THREE + later).kinds


@pytest.mark.parametrize(("condition", "used"), [("past = { delegates = false }", True), ('contains = "x"', False)])
def test_use_of_the_past_is_told(condition: str, used: bool) -> None:
    found = _matched(f'[[rule]]\nname = "a"\nwhen = {{ {condition} }}\nthen = {{}}\n')
    assert found.used_history == used


def test_a_past_that_was_not_looked_at_is_not_told() -> None:
    when = '{ all = [ { contains = "visa" }, { past = { delegates = false } } ] }'
    assert not _matched(f'[[rule]]\nname = "a"\nwhen = {when}\nthen = {{}}\n').used_history


REASONED = """
[[rule]]
name = "plain"
when = { contains = "hotel" }
then = { kinds = ["question"], disposition = "review" }

[[rule]]
name = "reasoned"
when = { sentence = { has = "hotel" } }
then = { disposition = "review", reason = "not-understood" }
"""


def test_a_rule_can_tell_why_a_person_must_look_and_at_what() -> None:
    found = _matched(REASONED, "We have a hotel. It is far.")
    assert found.doubts == (Why(Reason.NOT_UNDERSTOOD, "We have a hotel."),)
    assert found.review_rules == ("plain",)
