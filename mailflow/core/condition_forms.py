"""The tables of conditions in a rule file, and the conditions they stand for.

A table has one test (`phrase`, `header`, `contains`, …) and its options; `all`, `any` and `not` hold other tables:

    when = { all = [ { phrase = "accept" }, { not = { contains = "Dublin", in = "subject" } } ] }
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from mailflow.core import located
from mailflow.core.comparison import Operator
from mailflow.core.conditions import AllOf, AnyOf, Condition, Not, Test
from mailflow.core.content_forms import (
    AddressForm,
    AttachmentForm,
    HeaderForm,
    PhraseForm,
    SentenceForm,
    SizeForm,
    TextForm,
    WordsForm,
)
from mailflow.core.context_forms import (
    AttendanceForm,
    AuthenticationForm,
    CalendarForm,
    ConferenceForm,
    DateForm,
    DelegatesForm,
    DoubtForm,
    KindForm,
    LanguageForm,
    LetterForm,
    MachineForm,
    PartyForm,
    PastForm,
    ReportForm,
)
from mailflow.core.form_faults import fault
from mailflow.core.forms import TestForm
from mailflow.errors import Faults, RulesError

_FORMS: dict[str, type[TestForm]] = {
    form.key: form
    for form in (
        HeaderForm, AddressForm, PhraseForm, SentenceForm, WordsForm, SizeForm, AttachmentForm, DateForm, LanguageForm, ConferenceForm,
        MachineForm, AuthenticationForm, PartyForm, DoubtForm, LetterForm, PastForm, CalendarForm, ReportForm, KindForm,
        DelegatesForm, AttendanceForm,
    )
}  # fmt: skip
_OPERATORS = tuple(operator.value for operator in Operator)
_COMPOSITIONS = ("all", "any", "not")
TESTS = (*_COMPOSITIONS, *_FORMS, *_OPERATORS)
_DEEPEST = 40

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file a table stands, for the errors about it. `name` is what they call the rule."""

    source: str
    file: str
    path: KeyPath
    name: str
    lists: frozenset[str] | None = frozenset()  # the phrase lists that there are; None where that is not known

    def inner(self, *parts: str | int) -> Place:
        """A place further in."""
        return replace(self, path=(*self.path, *parts))

    def error(self, text: str, hint: str | None = None) -> RulesError:
        """An error about this place."""
        line = located.line_of(self.source, self.path)
        return RulesError(text, file=self.file, line=line, key=self.name, hint=hint)


def condition(table: Any, place: Place) -> Condition:
    """The condition that a table stands for. What cannot be used raises `RulesError` with file, line and key."""
    if not isinstance(table, Mapping):
        raise place.error('a condition is a table such as { phrase = "accept" }.')
    if len(place.path) > _DEEPEST:
        raise place.error("conditions are nested too deeply.")
    name = _test_of(table, place)
    if name in ("all", "any"):
        return _composition(name, table[name], place)
    if name == "not":
        return Not(condition(table["not"], place.inner("not")))
    form = _FORMS.get(name, TextForm)
    try:
        look = form.model_validate(table).look()
    except ValidationError as error:
        raise fault(error, place.source, place.file, RulesError, form, place.path, place.name) from error
    except ValueError as error:
        raise place.error(f"{error}.") from error
    faults, known = Faults(), place.lists
    for list_ in getattr(look, "lists", ()):
        if known is not None and list_ not in known:
            hint = located.did_you_mean(list_, known)
            faults.add(place.inner(name).error(f'there is no phrase list "{list_}".', hint))
    faults.refuse()
    return Test(written(table), look)


def _composition(name: str, tables: Any, place: Place) -> Condition:
    if not isinstance(tables, list):
        raise place.inner(name).error(f"{name} takes a list of conditions.")
    inner, faults = list[Condition](), Faults()
    for number, table in enumerate(tables):
        with faults.gathered():
            inner.append(condition(table, place.inner(name, number)))
    faults.refuse()
    return AllOf(tuple(inner)) if name == "all" else AnyOf(tuple(inner))


def _test_of(table: Mapping[str, Any], place: Place) -> str:
    """The name of the one test in a table."""
    tests = [key for key in table if key in _FORMS or key in _COMPOSITIONS]
    tests = tests or [key for key in table if key in _OPERATORS][:1]
    if len(tests) > 1:
        raise place.error(f"there are two tests in one table: {' and '.join(tests)}.", "Put them in a list under all.")
    if not tests:
        unknown = next(iter(table), "")
        hint = located.did_you_mean(unknown, TESTS) or f"The tests are {', '.join(TESTS)}."
        raise place.inner(unknown).error(
            f'there is no test "{unknown}".' if unknown else "the condition is empty.", hint
        )
    if tests[0] in _COMPOSITIONS and len(table) > 1:
        other = next(key for key in table if key != tests[0])
        raise place.inner(other).error(f'"{other}" cannot stand beside "{tests[0]}".', "Put it in a list under all.")
    return tests[0]


def written(value: Any) -> str:
    """A table as one would write it in a rule file, without the outermost braces."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_value(inner)}" for key, inner in value.items())
    return _value(value)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {written(value)} }}"
    if isinstance(value, list):
        return f"[{', '.join(_value(inner) for inner in value)}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool | int | float) else str(value)
