"""Rule files: what they may say, and what is told where they say something else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core import ruleset
from mailflow.errors import RulesError
from tests.core.sights import LISTS, rule, rules

GOOD = """
[[rule]]
name = "first"
description = "Something is said of hotels."

[rule.when]
all = [
  { phrase = "hotel" },
  { address = "from", part = "domain", is = "a.example" },
  { attachment = { count = { over = 0 } } },
  { date = { before = "begins" } },
  { regex = '\\w+' },
]

[rule.then]
kinds = ["question"]
letter = "question"

[[rule.example]]
text = "Is there a hotel?"
match = false

[[rule]]
name = "second"
then = { kinds = "other", stop = true }
"""


def test_rules_stand_in_the_order_of_files_and_lines() -> None:
    loaded = ruleset.load({"rules/20.toml": GOOD, "rules/10.toml": rule('{ phrase = "hotel" }')}, LISTS)
    assert [(r.name, r.file, r.line) for r in loaded.rules] == [
        ("one", "rules/10.toml", 1),
        ("first", "rules/20.toml", 2),
        ("second", "rules/20.toml", 23),
    ]


def test_an_example_belongs_to_its_rule() -> None:
    (example,) = rules(GOOD).rules[0].examples
    assert (example.rule, example.number, example.match, example.text) == ("first", 1, False, "Is there a hotel?")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("phrase =", "phrse =", 8, 'Did you mean "phrase"?'),
        ('"hotel"', '"hotl"', 8, 'Did you mean "hotel"?'),
        ("over", "ovr", 10, 'Did you mean "over"?'),
        ("is =", "iss =", 9, 'Did you mean "is"?'),
        ('is = "a.example"', 'is = "a", contains = "b"', 9, "only one of"),
        ('is = "a.example"', 'is = "a", exists = true', 9, "stands alone"),
        ('"domain"', '"domin"', 9, 'Did you mean "domain"?'),
        ("begins", "start", 11, "is no day"),
        ("'\\w+'", "'\\bx'", 12, "word ="),
        ("'\\w+'", "'(x'", 12, "refused"),
        ("{ phrase", '{ header = "X", phrase', 8, "two tests in one table"),
        ("{ phrase", '{ not = { contains = "y" }, phrase', 8, "two tests in one table"),
        ('{ phrase = "hotel" }', "{ }", 8, "empty"),
        ("letter =", "leter =", 17, 'Did you mean "letter"?'),
        ('["question"]', '["Question!"]', 16, "expected small letters, digits and hyphens"),
        ('kinds = ["question"]', 'folder = "a*"', 16, "expected the name of a folder"),
        ('"second"', '"first"', 23, "stands already in rules/test.toml:2"),
        ("\n[[rule]]", "\nrul = 1\n[[rule]]", 2, 'Did you mean "rule"?'),
        ("match = false", 'match = "maybe"', 21, "expected true or false"),
        ("stop = true", "stpo = true", 25, 'Did you mean "stop"?'),
        ('name = "second"', "", 23, "is missing"),
        ('"first"', '"first', 3, "TOML"),
    ],
)
def test_a_fault_names_line_and_remedy(old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(RulesError) as caught:
        rules(GOOD.replace(old, new, 1))
    assert says in str(caught.value)
    assert caught.value.line == line


def test_conditions_may_not_be_nested_without_end() -> None:
    with pytest.raises(RulesError, match="too deeply"):
        rules(rule("{ not = " * 60 + '{ phrase = "hotel" }' + " }" * 60))


def test_the_revision_covers_rules_and_phrases() -> None:
    assert rules(GOOD).revision != rules(GOOD + "\n").revision


def test_a_text_of_several_lines_moves_no_rule() -> None:
    loaded = rules(
        '[[rule]]\nname = "a"\ndescription = """\n[[rule]]\n"""\nthen = {}\n\n[[rule]]\nname = "b"\nthen = {}\n'
    )
    assert [r.line for r in loaded.rules] == [1, 8]


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(RulesError):
        rules(text)
