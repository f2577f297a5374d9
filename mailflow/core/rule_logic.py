"""Whether conditions can hold together: each test of a rule is taken for a statement that may be true or false.

Two tests that are written alike are one statement; of tests that ask one property for its value (the language, say) only one
can be true. What needs more than that (that no message of 40 words has more than 100) is not seen: a rule that is called
impossible is, one that is not called so may be.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

_MOST_STEPS = 4_000
# Properties with one value only.
_SINGLE = ("machine", "language", "conference", "authentication", "attendance", "party")
_USUAL_PLACES = ["subject", "new-text"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A test. Of statements with the same `group` at most one is true, unless both are `open`."""

    key: str
    group: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """All of its parts hold, or with `any_of` one of them, or (`negated`) that is not so."""

    parts: tuple[Formula, ...]
    any_of: bool = False
    negated: bool = False


Formula = Statement | Whole
TRUE = Whole(())
FALSE = Whole((), any_of=True)


def negation(of: Formula) -> Formula:
    """What holds where the other does not."""
    return Whole((of,), negated=True)


def formula(table: Mapping[str, Any] | None, position: int, kinds: Collection[str]) -> Formula:
    """A condition as a formula, for the rule at a position, given the kinds that rules before it may have given."""
    if table is None:
        return TRUE
    for name in ("all", "any"):
        if name in table:
            return Whole(tuple(formula(inner, position, kinds) for inner in table[name]), any_of=name == "any")
    if "not" in table:
        return negation(formula(table["not"], position, kinds))
    return _test(table, position, kinds)


def _test(table: Mapping[str, Any], position: int, kinds: Collection[str]) -> Formula:
    if table.get("exists") is False or table.get("attachment") is False:
        there: dict[str, Any] = {k: True if k == "attachment" else v for k, v in table.items() if k != "exists"}
        return negation(_test(there if "attachment" in table else {**there, "exists": True}, position, kinds))
    if "kind" in table:
        return _any(_kind(str(kind).lower(), position, kinds) for kind in _list(table["kind"]))
    name = next((key for key in _SINGLE if isinstance(table.get(key), str | list)), None)
    if name is not None:
        values = [str(value).lower() for value in _list(table[name])]
        return _any(Statement(f"{name} {v}", "" if v == "any" else name) for v in values)
    if "phrase" in table and set(table) <= {"phrase", "in"}:
        places = _list(table.get("in", _USUAL_PLACES))
        return _any(Statement(f"phrase {list_} in {place}") for list_ in _list(table["phrase"]) for place in places)
    return Statement(json.dumps(table, sort_keys=True, default=str))


def _kind(kind: str, position: int, kinds: Collection[str]) -> Formula:
    """Kinds add up from rule to rule: what is not given before a rule may be given before the next."""
    if kind not in ("any", "none") and kind not in kinds:
        return FALSE
    return Statement(f"kind {kind} {position}", f"kind {position}", kind != "none")


def _any(parts: Iterable[Formula]) -> Formula:
    found = tuple(parts)
    return found[0] if len(found) == 1 else Whole(found, any_of=True)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def is_possible(*formulas: Formula) -> bool:
    """True where all can hold together; true as well where to find out would take too long."""
    return _Search().holds(Whole(formulas), {})


@dataclass(slots=True)
class _Search:
    """Tries true and false for one statement after the other until the whole is settled."""

    steps: int = field(default=0)

    def holds(self, whole: Formula, known: dict[Statement, bool]) -> bool:
        self.steps += 1
        if self.steps > _MOST_STEPS:
            return True
        value = _value(whole, known)
        if value is not None:
            return value
        statement, wanted = _open(whole, known, True)
        for choice in (wanted, not wanted):
            if choice and _is_barred(statement, known):
                continue
            if self.holds(whole, {**known, statement: choice}):
                return True
        return False


def _is_barred(statement: Statement, known: Mapping[Statement, bool]) -> bool:
    """True where another statement of its group is true and the two cannot both be."""
    if not statement.group:
        return False
    return any(
        true and other.group == statement.group and not (other.is_open and statement.is_open)
        for other, true in known.items()
    )


def _value(of: Formula, known: Mapping[Statement, bool]) -> bool | None:
    """Whether it holds as far as is known, None where that is open."""
    if isinstance(of, Statement):
        return known.get(of)
    settles = of.any_of
    is_open = False
    for part in of.parts:
        value = _value(part, known)
        if value is settles:
            return settles is not of.negated
        is_open = is_open or value is None
    return None if is_open else (settles is of.negated)


def _open(of: Formula, known: Mapping[Statement, bool], wanted: bool) -> tuple[Statement, bool]:
    """A statement that is still open, and the value of it that would serve the whole."""
    if isinstance(of, Statement):
        return of, wanted
    part = next(part for part in of.parts if _value(part, known) is None)
    return _open(part, known, wanted is not of.negated)
