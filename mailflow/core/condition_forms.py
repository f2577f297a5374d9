"""The tables of conditions in a rule file, and the conditions they stand for.

A table has one test (`phrase`, `header`, `contains`, …) and its options; `all`, `any` and `not` hold other tables:

    when = { all = [ { phrase = "accept" }, { not = { contains = "Dublin", in = "subject" } } ] }
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

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
from mailflow.core.forms import TestForm
from mailflow.errors import RulesError

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
    """Where in which file a table stands, for the errors about it."""

    source: str
    file: str
    path: KeyPath
    lists: frozenset[str] = frozenset()  # the phrase lists that there are

    def inner(self, *parts: str | int) -> Place:
        """A place further in."""
        return replace(self, path=(*self.path, *parts))

    def error(self, text: str, hint: str | None = None) -> RulesError:
        """An error about this place."""
        present = located.present_path(self.source, self.path)
        key = ".".join(str(part) for part in present) or None
        return RulesError(text, file=self.file, line=located.line_of(self.source, self.path), key=key, hint=hint)


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
        raise located.fault(error, place.source, place.file, RulesError, keys(form), place.path) from error
    except ValueError as error:
        raise place.error(f"{error}.") from error
    for list_ in getattr(look, "lists", ()):
        if list_ not in place.lists:
            hint = located.did_you_mean(list_, place.lists)
            raise place.inner(name).error(f'there is no phrase list "{list_}".', hint)
    return Test(written(table), look)


def _composition(name: str, tables: Any, place: Place) -> Condition:
    if not isinstance(tables, list):
        raise place.inner(name).error(f"{name} takes a list of conditions.")
    inner = tuple(condition(table, place.inner(name, number)) for number, table in enumerate(tables))
    return AllOf(inner) if name == "all" else AnyOf(inner)


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


def keys(form: type[BaseModel]) -> list[str]:
    """The keys that a table and the tables within it may have."""
    inner = [model for field in form.model_fields.values() for model in _models(field.annotation)]
    own = [field.alias or name for name, field in form.model_fields.items()]
    return own + [key for model in inner for key in keys(model)]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


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
