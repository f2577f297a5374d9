"""The tests that rules make of a message (words of RFC 5228 §5), each answering with what it saw.

An absent header, address or party is "no value": every test on it is false, `exists` included; `not` makes that true. A
composition stops at the first condition that settles it, and only what was looked at stands in the findings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mailflow.core.finding import Finding
from mailflow.core.sight import Sight

_MOST_SHOWN = 200


class Condition(Protocol):
    """Something that holds of a message or does not."""

    def holds(self, sight: Sight, findings: list[Finding]) -> bool:
        """Whether it holds. What was looked at is added to the findings."""
        ...


@dataclass(frozen=True, slots=True)
class AllOf:
    """Holds where each of its conditions does."""

    conditions: tuple[Condition, ...]

    def holds(self, sight: Sight, findings: list[Finding]) -> bool:
        for condition in self.conditions:  # noqa: SIM110  # a loop is faster, and messages are put to a hundred of these
            if not condition.holds(sight, findings):
                return False
        return True


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Holds where one of its conditions does."""

    conditions: tuple[Condition, ...]

    def holds(self, sight: Sight, findings: list[Finding]) -> bool:
        for condition in self.conditions:  # noqa: SIM110
            if condition.holds(sight, findings):
                return True
        return False


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where its condition does not."""

    condition: Condition

    def holds(self, sight: Sight, findings: list[Finding]) -> bool:
        inner = list[Finding]()
        held = not self.condition.holds(sight, inner)
        if isinstance(self.condition, Test):
            findings.append(Finding(f"not {inner[0].condition}", held, inner[0].seen))
        else:
            findings += [*inner, Finding("not (the conditions before this line)", held)]
        return held


Looked = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Test:
    """A single test: its text as in the file, and the look it takes."""

    text: str
    look: Callable[[Sight], Looked]

    def holds(self, sight: Sight, findings: list[Finding]) -> bool:
        held, seen = self.look(sight)
        findings.append(Finding(self.text, held, shown(seen)))
        return held


def shown(seen: str) -> str:
    """What was seen, on one line and no longer than 200 signs."""
    line = " ".join(seen[: _MOST_SHOWN * 2].split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
