"""Facts of the core as rows of the store, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from mailflow.core.facts import ActionPoint, Delegate, Facts, Paper, Removal, Source
from mailflow.store import FactRow, StoredFact


def rows(facts: Facts, register: Mapping[int, str]) -> tuple[FactRow, ...]:
    """All facts that were read. `register` gives the register numbers of papers by their index."""
    found: list[FactRow] = []
    if facts.attendance:
        found.append(_row("attendance", facts.attendance.source, {"answer": facts.attendance.answer.value}))
    found += [_row("delegate", d.source, _values(d)) for d in facts.delegates]
    found += [_row("removal", r.source, _values(r)) for r in facts.removals]
    found += [
        _row("paper", p.source, {**_values(p), "number": register.get(index, "")})
        for index, p in enumerate(facts.papers)
    ]
    found += [_row("title", t.source, _values(t)) for t in facts.titles]
    found += [_row("action-point", a.source, _values(a)) for a in facts.action_points]
    found += [_row("floor", f.source, _values(f)) for f in facts.floor]
    found += [_row("question", q, {}) for q in facts.questions]
    found += [_row("missing", m, {}) for m in facts.missing]
    return tuple(found)


def told(proposed: Facts) -> list[dict[str, Any]]:
    """What is proposed, as it stands with what explains a message."""
    found = rows(proposed, {})
    return [{"kind": f.kind, "values": f.values, "part": f.part, "words": f.words, "unsure": f.unsure} for f in found]


def notices(facts: Iterable[StoredFact]) -> list[Delegate | Removal]:
    """The notices about persons among facts in force, in order; replacements follow those whom they replace."""
    found: list[Delegate | Removal] = []
    for fact in facts:
        if not fact.effective:
            continue
        source = Source(fact.part, fact.words)
        values = {**fact.values, "source": source}
        if fact.kind == "delegate":
            found.append(Delegate(**values))
        elif fact.kind == "removal":
            found.append(Removal(**values))
    return found


def papers(facts: Iterable[StoredFact]) -> tuple[Paper, ...]:
    """The documents among facts."""
    found = []
    for fact in facts:
        if fact.kind == "paper":
            values = {k: v for k, v in fact.values.items() if k not in ("source", "number")}
            found.append(Paper(source=Source(fact.part, fact.words), **values))
    return tuple(found)


def action_points(facts: Iterable[StoredFact]) -> tuple[ActionPoint, ...]:
    """The action points among facts."""
    return tuple(
        ActionPoint(source=Source(fact.part, fact.words), **fact.values)
        for fact in facts
        if fact.kind == "action-point"
    )


def _row(kind: str, source: Source, values: Mapping[str, Any]) -> FactRow:
    return FactRow(kind, values, source.part, source.words[:2000], source.picture, source.unsure)


def _values(fact: Any) -> dict[str, Any]:
    return {each.name: getattr(fact, each.name) for each in fields(fact) if each.name != "source"}
