"""Rule files: what staff write in `rules/*.toml`, read into a value that can be tried on a message.

    [[rule]]
    name = "accepted"
    description = "The party says that it will be represented."

    [rule.when]
    all = [
      { phrase = "accept" },
      { not = { phrase = "decline" } },
    ]

    [rule.then]
    kinds = ["rsvp"]
    letter = "accepted"

    [[rule.example]]
    text = "Norway will be represented."

Files are read in the order of their names, rules in the order of the file. A rule without `when` fits every message.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mailflow.core import located
from mailflow.core.condition_forms import Place, condition, keys
from mailflow.core.conditions import AllOf, Condition
from mailflow.core.forms import Texts, as_list
from mailflow.core.phrase_files import revision
from mailflow.core.phrases import Phrases
from mailflow.errors import RulesError

# The kinds that mailflow knows. A secretariat may add its own.
KINDS = (
    "rsvp", "representation", "paper", "statement", "contribution", "floor", "views", "question", "registration",
    "auto-reply", "bounce", "bulk", "spam", "other",
)  # fmt: skip
STRICTNESS = ("acknowledge", "review", "ignore")

_NAME = r"^[a-z0-9][a-z0-9-]*$"

_HEADER = re.compile(r"\s*\[\[\s*rule\s*\]\]")


class ThenForm(BaseModel):
    """What follows where a rule hits."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    kinds: Annotated[tuple[Annotated[str, Field(pattern=_NAME)], ...], BeforeValidator(as_list)] = ()
    facts: Annotated[
        tuple[Literal["attendance", "delegates", "papers", "action-points", "floor", "questions"], ...],
        BeforeValidator(as_list),
    ] = ()
    letter: str | None = None
    disposition: Literal["acknowledge", "review", "ignore"] | None = None
    needs_person: bool = False
    assign: str = ""
    folder: str = ""
    stop: bool = False


class ExampleForm(BaseModel):
    """A message that a rule must match, or with `match = false` must not."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    match: bool = True
    from_: str = Field(default="", alias="from")
    subject: str = ""
    text: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    attachments: Texts = ()
    party: str | None = None


class RuleForm(BaseModel):
    """One `[[rule]]`. `when` is read apart, because its tables are of many kinds."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=_NAME)
    description: str = ""
    when: dict[str, Any] | None = None
    then: ThenForm
    example: tuple[ExampleForm, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule. `party` is the roster code of the sender, where the example gives one instead of `from_`."""

    rule: str
    file: str
    number: int
    match: bool
    from_: str
    subject: str
    text: str
    headers: Mapping[str, str]
    attachments: tuple[str, ...]
    party: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, ready to be tried."""

    name: str
    file: str
    line: int
    description: str
    when: Condition
    then: ThenForm
    written: Mapping[str, Any] | None  # `when` as in the file, for the checks of the whole
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All rules in the order in which they are tried."""

    rules: tuple[Rule, ...]
    revision: str


def load(files: Mapping[str, str], phrases: Phrases) -> Ruleset:
    """The rules of these files, given as path and text. A fault raises `RulesError` with file, line, key and a hint.

    The revision covers the phrase files too: a new phrase can change what a rule does.
    """
    # By their names, whatever folders they lie in: 70-letters.toml comes last though another folder's path is later.
    ordered = sorted(files, key=lambda file: (file.rpartition("/")[2], file))
    rules = tuple(rule for file in ordered for rule in _rules(file, files[file], phrases.names))
    first: dict[str, Rule] = {}
    for rule in rules:
        if (other := first.setdefault(rule.name, rule)) is not rule:
            text = f'a rule of the name "{rule.name}" stands already in {other.file}:{other.line}.'
            raise RulesError(text, file=rule.file, line=rule.line, key=rule.name)
    return Ruleset(rules, revision(files, phrases.revision))


def _rules(file: str, text: str, lists: frozenset[str]) -> Iterator[Rule]:
    tables = located.load_toml(text, file, RulesError)
    for key in tables:
        if key != "rule":
            hint = located.did_you_mean(key, ["rule"]) or "A rule file has [[rule]] tables only."
            raise RulesError(
                f'the key "{key}" is unknown.', file=file, line=located.line_of(text, [key]), key=key, hint=hint
            )
    entries = tables.get("rule", [])
    if not isinstance(entries, list):
        raise RulesError(
            "a rule begins with [[rule]], in double brackets.", file=file, line=located.line_of(text, ["rule"])
        )
    lines = _lines_of_rules(text, len(entries))
    for number, table in enumerate(entries):
        yield _rule(table, Place(text, file, ("rule", number), lists), lines[number])


def _lines_of_rules(text: str, count: int) -> list[int]:
    """The line on which each rule begins."""
    found = [number for number, line in enumerate(text.split("\n"), start=1) if _HEADER.match(line)]
    # Only a header inside a text of several lines can deceive the pattern.
    return found if len(found) == count else [located.line_of(text, ["rule", number]) or 1 for number in range(count)]


def _rule(table: Any, place: Place, line: int) -> Rule:
    try:
        form = RuleForm.model_validate(table)
    except ValidationError as error:
        raise located.fault(error, place.source, place.file, RulesError, keys(RuleForm), place.path) from error
    when = AllOf(()) if form.when is None else condition(form.when, place.inner("when"))
    examples = tuple(_example(form.name, place.file, n, e) for n, e in enumerate(form.example, start=1))
    return Rule(form.name, place.file, line, form.description, when, form.then, form.when, examples)


def _example(rule: str, file: str, number: int, form: ExampleForm) -> Example:
    return Example(
        rule=rule,
        file=file,
        number=number,
        match=form.match,
        from_=form.from_,
        subject=form.subject,
        text=form.text,
        headers=form.headers,
        attachments=form.attachments,
        party=form.party,
    )
