"""Lines of values in files that people edit."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ConfigDict, ValidationError

from mailflow.core import located
from mailflow.core.form_faults import fault
from mailflow.errors import RulesError

SOURCE = """# a comment
title = "x"

[[rule]]
name = "first"
when = { all = [
  { phrase = "accept" },
  { subject = { contains = "x" } },
] }

[rule.then]
kinds = ["rsvp"]

[[rule]]
name = "second"
[rule.then]
kinds = [
  "x",
  "y",
]
[deep.er]
z = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (["title"], 2),
        (["rule"], 4),
        (["rule", 0], 4),
        (["rule", 1], 14),
        (["rule", 1, "name"], 15),
        (["rule", 0, "when"], 6),
        (["rule", 0, "when", "all", 1, "subject"], 8),
        (["rule", 0, "when", "all", 1, "subject", "contains"], 8),
        (["rule", 0, "when", "all", 1, "SubjectForm", "contains"], 8),
        (["rule", 1, "then", "kinds", 1], 19),
        (["rule", 1, "then", "absent"], 16),
        (["deep"], 21),
        (["deep", "er", "z"], 22),
        (["absent"], None),
        ([], None),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_value_is_found_on_its_line(path: list[str | int], line: int | None, ends: str) -> None:
    assert located.line_of(SOURCE.replace("\n", ends), path) == line


def test_a_fault_of_syntax_names_its_line() -> None:
    with pytest.raises(RulesError) as caught:
        located.load_toml('a = 1\nb = "open\n', "rules/x.toml", RulesError)
    assert (caught.value.file, caught.value.line) == ("rules/x.toml", 2)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert located.load_toml("\ufeffa = 1\n", "x.toml", RulesError) == {"a": 1}


class Office(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    size: int = 1


class Settings(BaseModel):
    model_config = ConfigDict(extra="forbid")
    office: Office


def _fault(source: str) -> RulesError:
    with pytest.raises(ValidationError) as caught:
        Settings.model_validate(located.load_toml(source, "x.toml", RulesError))
    found = fault(caught.value, source, "x.toml", RulesError, Settings)
    assert isinstance(found, RulesError)
    return found


def test_a_misspelt_key_is_told_before_the_missing_one() -> None:
    found = _fault('[office]\nnmae = "x"\n')
    assert str(found) == 'x.toml:2 [office.nmae]: the key "nmae" is unknown. Did you mean "name"?'


def test_a_wrong_value_names_its_line_and_key() -> None:
    found = _fault('[office]\nname = "x"\nsize = "many"\n')
    assert (found.line, found.key) == (3, "office.size")


def test_a_missing_key_names_the_table_that_lacks_it() -> None:
    found = _fault("\n[office]\nsize = 1\n")
    assert (found.line, found.key) == (2, "office")


@pytest.mark.parametrize(("word", "hint"), [("accpet", 'Did you mean "accept"?'), ("zebra", None)], ids=["near", "far"])
def test_only_a_near_word_is_proposed(word: str, hint: str | None) -> None:
    assert located.did_you_mean(word, ["accept", "decline"]) == hint
