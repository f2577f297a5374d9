"""What parties reported on each action point: a fold over what was read and what was entered, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from mailflow.store import Store, StoredFact


class Report(StrEnum):
    """How a party stands on an action point. That it does not apply is an answer; silence is none."""

    REPORTED = "reported"
    NOT_APPLICABLE = "not-applicable"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Said:
    """What a party said on a point at one time. `document` is its register number, `channel` the way it came."""

    text: str
    report: Report
    at: datetime
    message: int | None
    by: str = ""
    document: str = ""
    channel: str = "mail"


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A contribution that names no action point."""

    document: str
    title: str
    at: datetime
    message: int | None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Contributions:
    """All contributions to a conference: by party and point, in the order in which they came."""

    said: Mapping[tuple[str, int], tuple[Said, ...]] = field(default_factory=dict)
    unassigned: Mapping[str, tuple[Unassigned, ...]] = field(default_factory=dict)

    @property
    def parties(self) -> frozenset[str]:
        """Those who contributed anything."""
        return frozenset({party for party, _ in self.said} | set(self.unassigned))

    @property
    def points(self) -> frozenset[int]:
        """The numbers that anything was said on."""
        return frozenset(point for _, point in self.said)

    def of(self, party: str, point: int) -> tuple[Said, ...]:
        """What a party said on a point, the first first."""
        return self.said.get((party, point), ())

    def report(self, party: str, point: int) -> Report:
        """How a party stands on a point: what it said last counts."""
        said = self.of(party, point)
        return said[-1].report if said else Report.SILENT


def contributions(store: Store, conference: str) -> Contributions:
    """The contributions in force."""
    facts = store.records.facts(conference=conference, kinds=("action-point", "paper"), effective=True)
    numbers = {fact.message: str(fact.values.get("number") or "") for fact in facts if _is_contribution(fact)}
    channels = store.records.channels(conference)
    said: dict[tuple[str, int], list[Said]] = {}
    pointed: set[int | None] = set()
    for fact in facts:
        number = fact.values.get("number")
        if fact.kind != "action-point" or fact.party is None or not isinstance(number, int):
            continue
        pointed.add(fact.message)
        said.setdefault((fact.party, number), []).append(_said(fact, numbers, channels))
    return Contributions(
        said={key: tuple(each) for key, each in said.items()},
        unassigned=_unassigned(fact for fact in facts if _is_contribution(fact) and fact.message not in pointed),
    )


def _is_contribution(fact: StoredFact) -> bool:
    return fact.kind == "paper" and fact.values.get("kind") == "contribution"


def _said(fact: StoredFact, numbers: Mapping[int | None, str], channels: Mapping[int, str]) -> Said:
    denied = bool(fact.values.get("not_applicable"))
    return Said(
        text=str(fact.values.get("text") or ""),
        report=Report.NOT_APPLICABLE if denied else Report.REPORTED,
        at=fact.at,
        message=fact.message,
        by=fact.by,
        document=numbers.get(fact.message, ""),
        channel=channels.get(fact.message, "mail") if fact.message is not None else "",
    )


def _unassigned(facts: Iterable[StoredFact]) -> dict[str, tuple[Unassigned, ...]]:
    found: dict[str, list[Unassigned]] = {}
    for fact in facts:
        if fact.party is not None:
            title = str(fact.values.get("title") or fact.values.get("filename") or "")
            number = str(fact.values.get("number") or "")
            found.setdefault(fact.party, []).append(Unassigned(number, title, fact.at, fact.message, fact.by))
    return {party: tuple(each) for party, each in found.items()}
