"""Delegations on paper: all of them at a glance, and one with its history and its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from mailflow.core import dates
from mailflow.core.collation import sort_key
from mailflow.core.delegation import delegation as fold
from mailflow.core.facts import Delegate
from mailflow.office.conflicts import Conflict, ConflictKind
from mailflow.office.delegations import (
    NOTICES,
    Change,
    Delegation,
    Step,
    changed,
    delegations,
    end_of,
    history,
    said,
)
from mailflow.office.report import Block, Cell, Column, Line, Report, Section, Table, cell
from mailflow.office.scope import Scope
from mailflow.office.wording import words
from mailflow.store import StoredFact


def overview(scope: Scope, at: date | None = None, *, only_conflicts: bool = False) -> Report:
    """All delegations: head, number of members, credentials, who has registered, conflicts."""
    wanted = words("delegations", scope.language)
    found = delegations(scope.store, scope.conference, None if at is None else end_of(at, scope.conference))
    shown = [each for each in found.values() if each.conflicts or not only_conflicts]
    shown.sort(key=lambda each: sort_key(scope.party(each.party), scope.language))
    keys = ("party", "head", "members", "credentials", "registered", "conflicts")
    columns = tuple(Column(wanted[key], key, number=key in ("members", "registered"), weight=2) for key in keys)
    table = Table(columns, tuple(_row(each, scope, wanted) for each in shown))
    return Report(
        name="delegations",
        title=wanted["title"],
        subtitle=wanted["as-at"].format(day=dates.day(at or scope.today, scope.language)),
        language=scope.language,
        date=at or scope.today,
        meeting=scope.meeting,
        sections=(Section("", (table,)),),
        notes=() if shown else (wanted["no-conflicts" if only_conflicts else "nobody"],),
    )


def _row(each: Delegation, scope: Scope, wanted: dict[str, str]) -> tuple[Cell, ...]:
    heads = "; ".join(member.delegate.name for member in each.heads)
    named = [message for member in each.members for message in member.messages]
    conflicts = "\n".join(told(conflict, scope, wanted) for conflict in each.conflicts)
    return (
        Cell(scope.party(each.party), mark="strong"),
        cell(heads, [message for member in each.heads for message in member.messages]),
        cell(len(each.members), named),
        _credentials(each, scope, wanted),
        cell(len(each.registered), (), ", ".join(dict.fromkeys(one.source.by for one in each.registered))),
        cell(
            conflicts,
            [m for conflict in each.conflicts for m in conflict.messages],
            mark="warning" if conflicts else "",
        ),
    )


def one(scope: Scope, party: str, at: date | None = None) -> Report:
    """One delegation with its history, what a person entered, and what waits for a person."""
    wanted = words("delegations", scope.language)
    found = delegations(scope.store, scope.conference, None if at is None else end_of(at, scope.conference))
    mine = found.get(party, Delegation(party))
    sections = [Section("", _now(mine, scope, wanted))]
    if steps := history(mine.notices):
        sections.append(
            Section(wanted["history"], tuple(line for step in steps for line in _step(step, scope, wanted)))
        )
    return Report(
        name=f"delegation-{party.removeprefix('org:').lower()}",
        title=wanted["one"].format(party=scope.party(party)),
        subtitle=wanted["as-at"].format(day=dates.day(at or scope.today, scope.language)),
        language=scope.language,
        date=at or scope.today,
        meeting=scope.meeting,
        sections=tuple(sections),
        data=_members(mine, wanted),
    )


def between(scope: Scope, party: str, first: date, second: date) -> Report:
    """What differs between two days."""
    wanted = words("delegations", scope.language)
    facts = [f for f in _notices(scope, party) if f.effective]
    before, after = (fold(said(f for f in facts if f.at <= end_of(day, scope.conference))) for day in (first, second))
    since = [f for f in facts if end_of(first, scope.conference) < f.at <= end_of(second, scope.conference)]
    changes = changed(before, after, since)
    lines = [Line(_change(change, since, wanted)) for change in changes] or [Line(Cell(wanted["no-change"]))]
    span = {"first": dates.day(first, scope.language), "second": dates.day(second, scope.language)}
    columns = (Column(wanted["name"], "name"), Column(wanted["history"], "change"))
    rows = [(Cell(change.name), _change(change, since, wanted)) for change in changes]
    return Report(
        name=f"delegation-{party.removeprefix('org:').lower()}-changes",
        title=wanted["one"].format(party=scope.party(party)),
        subtitle=wanted["differences"].format(**span),
        language=scope.language,
        date=second,
        meeting=scope.meeting,
        sections=(Section("", tuple(lines)),),
        data=Table(columns, tuple(rows)),
    )


def told(conflict: Conflict, scope: Scope, wanted: dict[str, str]) -> str:
    """A conflict as a sentence."""
    parties = conflict.kind is ConflictKind.TWO_PARTIES
    where = [scope.party(each) if parties else each for each in conflict.where]
    return wanted[conflict.kind].format(persons=", ".join(conflict.persons), where=", ".join(where))


def _now(mine: Delegation, scope: Scope, wanted: dict[str, str]) -> tuple[Block, ...]:
    blocks: list[Block] = [_members(mine, wanted)] if mine.members else [Line(Cell(wanted["nobody"]))]
    credentials = _credentials(mine, scope, wanted)
    blocks.append(Line(Cell(f"{wanted['credentials']}: {credentials.text}", credentials.messages, credentials.by)))
    if strangers := mine.not_notified():
        names = ", ".join(each.name for each in strangers)
        by = ", ".join(dict.fromkeys(each.source.by for each in strangers))
        blocks.append(Line(Cell(wanted["not-notified"].format(names=names), (), by, "warning")))
    blocks += [Line(cell(told(each, scope, wanted), each.messages, mark="warning")) for each in mine.conflicts]
    if mine.settled_at is not None:
        day = dates.day(scope.conference.day(mine.settled_at), scope.language)
        blocks.append(Line(Cell(wanted["settled"].format(day=day), mark="quiet")))
    waiting = [f for f in _notices(scope, mine.party) if not f.effective and not f.replaced]
    if waiting:
        names = ", ".join(str(f.values.get("name")) for f in waiting)
        blocks.append(Line(cell(f"{wanted['pending']} {names}", (f.message for f in waiting), mark="warning")))
    return tuple(blocks)


def _members(mine: Delegation, wanted: dict[str, str]) -> Table:
    keys = ("name", "function", "role", "registered")
    columns = tuple(Column(wanted[key], key, weight=3 if key in ("name", "function") else 1) for key in keys)
    rows = []
    for member in mine.members:
        each, entry = member.delegate, mine.is_registered(member)
        by = next((fact.by for fact in reversed(member.sources) if fact.by), "")
        rows.append(
            (
                cell(
                    f"{each.honorific or ''} {each.name}".strip(),
                    member.messages,
                    by,
                    "strong" if each.role == "head" else "",
                ),
                Cell(each.title or ""),
                Cell(_role(each, wanted)),
                cell(wanted["yes" if entry else "no"], (), entry.source.by if entry else ""),
            )
        )
    return Table(columns, tuple(rows))


def _credentials(mine: Delegation, scope: Scope, wanted: dict[str, str]) -> Cell:
    asked = wanted[f"asked-{scope.conference.participation.credentials}"]
    if mine.credentials is not None:
        status = wanted.get(str(mine.credentials.values.get("status")), "")
        return Cell(f"{status} ({asked})" if status != asked else status, (), mine.credentials.by)
    if scope.conference.participation.credentials == "none-needed":
        return Cell(asked)
    return Cell(f"{wanted['none']} ({asked})")


def _step(step: Step, scope: Scope, wanted: dict[str, str]) -> Iterable[Line]:
    when = dates.day(scope.conference.day(step.at), scope.language)
    yield Line(cell(when, (step.message,), step.by, "strong"))
    if not step.changes:
        yield Line(Cell(wanted["no-change"]), 1)
    for change in step.changes:
        yield Line(Cell(_told(change, wanted)), 1)
    for words_read in dict.fromkeys(" ".join(fact.words.split()) for fact in step.facts if fact.words):
        yield Line(Cell(f"“{words_read}”", mark="quiet"), 2)


def _change(change: Change, facts: Sequence[StoredFact], wanted: dict[str, str]) -> Cell:
    names = {each for each in (change.name, change.before and change.before.name) if each}
    about = [f for f in facts if f.values.get("name") in names or f.values.get("replaced_by") in names]
    return cell(_told(change, wanted), (f.message for f in about), next((f.by for f in about if f.by), ""))


def _told(change: Change, wanted: dict[str, str]) -> str:
    before, after = (_person(each, wanted) if each else "" for each in (change.before, change.after))
    return wanted[change.what].format(name=change.name, before=before, after=after)


def _person(each: Delegate, wanted: dict[str, str]) -> str:
    text = f"{each.honorific or ''} {each.name}".strip()
    role = _role(each, wanted)
    return text + (f", {each.title}" if each.title else "") + (f" ({role})" if role else "")


def _role(each: Delegate, wanted: dict[str, str]) -> str:
    return wanted.get(f"role-{each.role}", "") if each.role else ""


def _notices(scope: Scope, party: str) -> list[StoredFact]:
    return scope.store.records.facts(conference=scope.conference.name, party=party, kinds=NOTICES)
