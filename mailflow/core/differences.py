"""Two decisions on one message compared field by field: what was expected or on record, and what is read now.

Decisions are compared in the form that `mailflow sort --json` prints. Their reasons and the words that facts were read from
are left out: they explain a decision and are no part of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "kinds", "party", "attendance", "delegates", "removed", "papers", "action_points",
    "disposition", "needs_person", "letter",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is not the same."""

    field: str
    before: Any
    after: Any

    def __str__(self) -> str:
        return f"{self.field}: {shown(self.before)} → {shown(self.after)}"


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], fields: Sequence[str] = FIELDS
) -> tuple[Difference, ...]:
    """The fields in which two decisions differ, in the order of the fields."""
    pairs = ((name, plain(name, before.get(name)), plain(name, after.get(name))) for name in fields)
    return tuple(Difference(name, old, new) for name, old, new in pairs if old != new)


def unmet(expected: Mapping[str, Any], got: Mapping[str, Any]) -> tuple[Difference, ...]:
    """What was expected and is not so. Only the fields that `expected` has are looked at, and of a delegate or a paper only
    the keys that it gives; reasons may be given by their names alone."""
    found = []
    for name, given in expected.items():
        wanted = plain(name, given) if name == "kinds" else given
        if not _meets(wanted, got.get(name)):
            found.append(Difference(name, wanted, _as_asked(wanted, got.get(name))))
    return tuple(found)


def plain(field: str, value: Any) -> Any:
    """The value of a field without what only explains it."""
    if field == "kinds":
        return sorted(value or ())
    if field in ("delegates", "papers"):
        return [{key: x for key, x in item.items() if key != "words"} for item in value or ()]
    return list(value or ()) if field in ("removed", "action_points") else value


def shown(value: Any) -> str:
    """A value of a decision as people read it."""
    if value is None or value in ("", [], ()):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        first, *rest = [str(x) for x in value.values() if x not in (None, "")] or ["none"]
        return f"{first} ({', '.join(rest)})" if rest else first
    if isinstance(value, list | tuple):
        return ", ".join(shown(item) for item in value)
    return str(value)


def _meets(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, Mapping):
        return isinstance(value, Mapping) and all(_meets(x, value.get(key)) for key, x in wanted.items())
    if isinstance(wanted, list):
        if not isinstance(value, list) or len(value) != len(wanted):
            return False
        return all(_meets(x, y) for x, y in zip(wanted, value, strict=True))
    if isinstance(wanted, str) and isinstance(value, Mapping):
        return bool(wanted == value.get("reason"))
    return bool(wanted == value)


def _as_asked(wanted: Any, value: Any) -> Any:
    """What is there, with the keys that were asked for only."""
    if not isinstance(value, list):
        return value
    keys = {key for item in wanted if isinstance(item, Mapping) for key in item} if isinstance(wanted, list) else set()
    return [{k: x for k, x in i.items() if not keys or k in keys} if isinstance(i, Mapping) else i for i in value]
