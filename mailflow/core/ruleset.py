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
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from mailflow.core import located
from mailflow.core.condition_forms import Place, condition
from mailflow.core.conditions import AllOf, Condition
from mailflow.core.form_faults import fault
from mailflow.core.forms import Texts, as_list
from mailflow.core.phrase_files import revision
from mailflow.core.phrases import Phrases
from mailflow.core.reasons import Reason
from mailflow.errors import Faults, RulesError

STRICTNESS = ("acknowledge", "review", "ignore")

_NAME = r"^[a-z0-9][a-z0-9-]*$"

_HEADER = re.compile(r"\s*\[\[\s*rule\s*\]\]")


def _folder(name: str) -> str:
    """Names of folders hold no control characters, and * and % would stand for many."""
    if not name.isprintable() or name != name.strip() or set(name) & set("*%"):
        raise ValueError("expected the name of a folder, without * and %")
    return name


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
    # What staff are told of a review, with what the last condition saw; without one they are told the rule's name.
    reason: Literal[Reason.NOT_UNDERSTOOD] | None = None
    needs_person: bool = False
    assign: str = ""
    folder: Annotated[str, AfterValidator(_folder)] = ""
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
    """The rules of these files, given as path and text. Raises as `read` does.

    The revision covers the phrase files too: a new phrase can change what a rule does.
    """
    return Ruleset(read(files, phrases.names), revision(files, phrases.revision))


def read(files: Mapping[str, str], lists: frozenset[str] | None) -> tuple[Rule, ...]:
    """The rules in the order in which they are tried. All faults of all files are one `RulesError`, each with file, line,
    the rule's name and a hint. `lists` are the phrase lists that there are, None where nothing is known of them."""
    # By their names, whatever folders they lie in: 70-letters.toml comes last though another folder's path is later.
    ordered = sorted(files, key=lambda file: (file.rpartition("/")[2], file))
    rules, faults = list[Rule](), Faults()
    for file in ordered:
        with faults.gathered():
            rules += _rules(file, files[file], lists)
    first: dict[str, Rule] = {}
    for rule in rules:
        if (other := first.setdefault(rule.name, rule)) is not rule:
            text = f'a rule of the name "{rule.name}" stands already in {other.file}:{other.line}.'
            hint = "Give one of them another name."
            faults.add(RulesError(text, file=rule.file, line=rule.line, key=rule.name, hint=hint))
    faults.refuse()
    return tuple(rules)


def _rules(file: str, text: str, lists: frozenset[str] | None) -> list[Rule]:
    tables = located.load_toml(text, file, RulesError)
    faults = Faults()
    for key in tables:
        if key != "rule":
            hint = located.did_you_mean(key, ["rule"]) or "A rule file has [[rule]] tables only."
            line = located.line_of(text, [key])
            faults.add(RulesError(f'the key "{key}" is unknown.', file=file, line=line, key=key, hint=hint))
    entries = tables.get("rule", [])
    if not isinstance(entries, list):
        line = located.line_of(text, ["rule"])
        faults.add(RulesError("a rule begins with [[rule]], in double brackets.", file=file, line=line))
        entries = []
    found = list[Rule]()
    for number, (table, line) in enumerate(zip(entries, _lines_of_rules(text, len(entries)), strict=True)):
        with faults.gathered():
            found.append(_rule(table, Place(text, file, ("rule", number), _name(table, number), lists), line))
    faults.refuse()
    return found


def _name(table: Any, number: int) -> str:
    """What errors call a rule: its name, or which one of the file it is."""
    name = table.get("name") if isinstance(table, Mapping) else None
    return name if isinstance(name, str) and name else f"rule {number + 1} of the file"


def _lines_of_rules(text: str, count: int) -> list[int]:
    """The line on which each rule begins."""
    found = [number for number, line in enumerate(text.split("\n"), start=1) if _HEADER.match(line)]
    # Only a header inside a text of several lines can deceive the pattern.
    return found if len(found) == count else [located.line_of(text, ["rule", number]) or 1 for number in range(count)]


def _rule(table: Any, place: Place, line: int) -> Rule:
    faults = Faults()
    with faults.gathered():
        form = _form(table, place)
    with faults.gathered():
        written = table.get("when") if isinstance(table, Mapping) else None
        # A `when` that is no table at all is told with the rest of the form.
        when = condition(written, place.inner("when")) if isinstance(written, Mapping) else AllOf(())
    faults.refuse()
    examples = tuple(_example(form.name, place.file, n, e) for n, e in enumerate(form.example, start=1))
    return Rule(form.name, place.file, line, form.description, when, form.then, form.when, examples)


def _form(table: Any, place: Place) -> RuleForm:
    try:
        return RuleForm.model_validate(table)
    except ValidationError as error:
        raise fault(error, place.source, place.file, RulesError, RuleForm, place.path, place.name) from error


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
