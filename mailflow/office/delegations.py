"""The delegations of a conference: each a fold over notices and corrections, today or at any day, with where it comes from.

Three facts are kept apart and never derived from each other: who was notified, what became of the credentials, and who has
registered. The last two are entered by a person (`credentials`, `registered`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from mailflow.core.conference import Conference
from mailflow.core.delegation import delegation, name_key
from mailflow.core.facts import Delegate, Removal, Source
from mailflow.office.conflicts import Conflict, between_parties, within
from mailflow.store import FactRow, Store, StoredFact

NOTICES = ("delegate", "removal")
_ENTERED = ("credentials", "registered", "settled")
_KEPT = ("name", "title", "role", "email", "honorific", "party")


@dataclass(frozen=True, slots=True)
class Member:
    """A member as of the day, with all notices that name him or her, oldest first."""

    delegate: Delegate
    sources: tuple[StoredFact, ...]

    @property
    def messages(self) -> tuple[int | None, ...]:
        """The messages that name the member."""
        return tuple(fact.message for fact in self.sources)


@dataclass(frozen=True, slots=True)
class Registered:
    """A person who has registered, by the spelling of who entered it."""

    name: str
    source: StoredFact


@dataclass(frozen=True, slots=True)
class Delegation:
    """The delegation of one party as of a day."""

    party: str
    members: tuple[Member, ...] = ()
    notices: tuple[StoredFact, ...] = ()
    credentials: StoredFact | None = None  # the last word on them; None: nothing is entered
    registered: tuple[Registered, ...] = ()
    settled_at: datetime | None = None  # up to when a person has looked at conflicts
    conflicts: tuple[Conflict, ...] = ()

    @property
    def heads(self) -> tuple[Member, ...]:
        """Who is named as head; more than one is a conflict."""
        return tuple(member for member in self.members if member.delegate.role == "head")

    def is_registered(self, member: Member) -> Registered | None:
        """The entry by which a member has registered."""
        key = name_key(member.delegate.name)
        return next((each for each in self.registered if name_key(each.name) == key), None)

    def not_notified(self) -> list[Registered]:
        """Who has registered and is not in the delegation."""
        named = {name_key(member.delegate.name) for member in self.members}
        return [each for each in self.registered if name_key(each.name) not in named]


def end_of(day: date, conference: Conference) -> datetime:
    """The last moment of a day in the conference's zone."""
    return datetime.combine(day, time(), conference.zone) + timedelta(days=1, microseconds=-1)


def delegations(store: Store, conference: Conference, until: datetime | None = None) -> dict[str, Delegation]:
    """All delegations of a conference by party, from what is in force of the notices up to that moment.

    A correction counts from the day of the message that it corrects: what was read wrong was never so.
    """
    facts = store.records.facts(conference=conference.name, kinds=(*NOTICES, *_ENTERED), effective=True)
    by_party: dict[str, list[StoredFact]] = {}
    for fact in facts:
        if fact.party and (until is None or fact.at <= until):
            by_party.setdefault(fact.party, []).append(fact)
    senders = store.records.senders(conference.name)
    found = {party: _folded(party, those, senders) for party, those in by_party.items()}
    shared = between_parties({party: each.notices_of_members() for party, each in found.items()})
    return {party: each.finished(shared.get(party, ())) for party, each in found.items()}


@dataclass(frozen=True, slots=True)
class _Folded:
    party: str
    members: tuple[Member, ...]
    facts: tuple[StoredFact, ...]
    conflicts: tuple[Conflict, ...]

    def notices_of_members(self) -> list[tuple[str, tuple[StoredFact, ...]]]:
        return [(member.delegate.name, member.sources) for member in self.members]

    def finished(self, shared: Sequence[Conflict]) -> Delegation:
        settled = _last(self.facts, "settled")
        credentials = _last(self.facts, "credentials")
        open_ones = [each for each in (*self.conflicts, *shared) if settled is None or each.newest > settled.entered_at]
        return Delegation(
            party=self.party,
            members=self.members,
            notices=tuple(fact for fact in self.facts if fact.kind in NOTICES),
            credentials=None if credentials is None or credentials.values.get("status") == "none" else credentials,
            registered=_registered(self.facts),
            settled_at=None if settled is None else settled.entered_at,
            conflicts=tuple(open_ones),
        )


def _folded(party: str, facts: Sequence[StoredFact], senders: Mapping[int, str]) -> _Folded:
    notices = [fact for fact in facts if fact.kind in NOTICES]
    naming: dict[frozenset[str], list[StoredFact]] = {}
    for fact in notices:
        if fact.kind == "delegate":
            naming.setdefault(name_key(_name(fact)), []).append(fact)
    members = tuple(
        Member(delegate, tuple(naming.get(name_key(delegate.name), ()))) for delegate in delegation(said(notices))
    )
    heads = [(member.delegate.name, member.sources) for member in members if member.delegate.role == "head"]
    return _Folded(party, members, tuple(facts), tuple(within(notices, heads, senders)))


def said(facts: Iterable[StoredFact]) -> Iterator[Delegate | Removal]:
    """The notices that facts on record stand for."""
    for fact in facts:
        source = Source(fact.part, fact.words)
        if fact.kind == "removal":
            yield Removal(_name(fact), source, fact.values.get("replaced_by"))
        else:
            yield Delegate(source=source, **{"name": "", **{k: fact.values[k] for k in _KEPT if k in fact.values}})


def _name(fact: StoredFact) -> str:
    return str(fact.values.get("name") or "")


def _last(facts: Iterable[StoredFact], kind: str) -> StoredFact | None:
    return max((fact for fact in facts if fact.kind == kind), key=lambda fact: (fact.at, fact.id), default=None)


def _registered(facts: Iterable[StoredFact]) -> tuple[Registered, ...]:
    found: dict[frozenset[str], Registered] = {}
    for fact in facts:
        if fact.kind != "registered":
            continue
        key = name_key(_name(fact))
        found.pop(key, None)
        if not fact.values.get("withdrawn"):
            found[key] = Registered(_name(fact), fact)
    return tuple(found.values())


# History


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did to one person: added, withdrawn, replaced, changed, or unknown (a withdrawal of nobody known)."""

    what: str
    name: str
    before: Delegate | None = None
    after: Delegate | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A message, or an entry by a person, and what it changed. `facts` are its notices."""

    at: datetime
    message: int | None
    by: str
    facts: tuple[StoredFact, ...]
    changes: tuple[Change, ...]


def history(notices: Sequence[StoredFact]) -> list[Step]:
    """How a delegation came about, message by message."""
    steps, before, so_far = [], tuple[Delegate, ...](), list[StoredFact]()
    for (message, _), group in groupby(notices, lambda f: (f.message, f.message or f.entered_at)):
        facts = tuple(group)
        so_far += facts
        after = delegation(said(so_far))
        changes = (*changed(before, after, facts), *_without_effect(before, facts))
        by = next((fact.by for fact in facts if fact.by), "")
        steps.append(Step(facts[0].at, message, by, facts, changes))
        before = after
    return steps


def changed(before: Iterable[Delegate], after: Iterable[Delegate], facts: Iterable[StoredFact] = ()) -> list[Change]:
    """What differs between two states of a delegation, in the order of the later one; who left stands at the end."""
    old = {name_key(each.name): each for each in before}
    new = {name_key(each.name): each for each in after}
    replacing = {
        name_key(str(fact.values["replaced_by"])): old.get(name_key(_name(fact)))
        for fact in facts
        if fact.kind == "removal" and fact.values.get("replaced_by")
    }
    found = []
    for key, each in new.items():
        if key not in old and (gone := replacing.get(key)) is not None and name_key(gone.name) not in new:
            found.append(Change("replaced", each.name, gone, each))
        elif key not in old:
            found.append(Change("added", each.name, None, each))
        elif _shown(old[key]) != _shown(each):
            found.append(Change("changed", each.name, old[key], each))
    stood_in_for = {name_key(change.before.name) for change in found if change.what == "replaced" and change.before}
    found += [
        Change("withdrawn", each.name, each) for key, each in old.items() if key not in new and key not in stood_in_for
    ]
    return found


def _without_effect(before: Iterable[Delegate], facts: Sequence[StoredFact]) -> list[Change]:
    known = {name_key(each.name) for each in before}
    known |= {name_key(_name(fact)) for fact in facts if fact.kind == "delegate"}
    return [
        Change("unknown", _name(fact))
        for fact in facts
        if fact.kind == "removal" and name_key(_name(fact)) not in known
    ]


def _shown(delegate: Delegate) -> tuple[str | None, ...]:
    return (delegate.name, delegate.title, delegate.role, delegate.honorific)


# What a person enters


def credentials_entry(status: str) -> FactRow:
    """What became of a party's credentials; "none" takes back what was entered."""
    return FactRow("credentials", {"status": status})


def registration_entry(name: str, *, withdrawn: bool = False) -> FactRow:
    """Somebody has registered, or has not after all."""
    return FactRow("registered", {"name": name, "withdrawn": withdrawn})


def settling_entry(note: str) -> FactRow:
    """A person has looked at the conflicts of a delegation as they stand now."""
    return FactRow("settled", {"note": note})
