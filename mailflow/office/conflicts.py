"""What in the notices about delegations cannot all be so. Raised for a person with the messages; never resolved here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from mailflow.core.delegation import name_key
from mailflow.store import StoredFact

# A person by one word alone is nobody in particular.
_FEWEST_WORDS = 2


class ConflictKind(StrEnum):
    """What is at odds."""

    TWO_HEADS = "two-heads"
    TWO_OFFICES = "two-offices"
    TWO_PARTIES = "two-parties"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict. `persons` are the names at odds; `where` the addresses or the parties between which it stands."""

    kind: ConflictKind
    persons: tuple[str, ...]
    where: tuple[str, ...]
    messages: tuple[int, ...]
    newest: datetime  # of the notices at odds: who settled later has seen them


Named = tuple[str, tuple[StoredFact, ...]]


def within(notices: Sequence[StoredFact], heads: Sequence[Named], senders: Mapping[int, str]) -> Iterable[Conflict]:
    """Conflicts in the delegation of one party. `senders` are the addresses that messages came from."""
    if len(heads) > 1:
        yield _conflict(
            ConflictKind.TWO_HEADS, [name for name, _ in heads], (), [f for _, those in heads for f in those]
        )
    lists = _lists(notices, senders)
    for (one, first), (other, second) in pairwise(lists.items()):
        if at_odds := _at_odds(first, second):
            yield _conflict(ConflictKind.TWO_OFFICES, at_odds, (one, other), [*first, *second])


def _lists(notices: Sequence[StoredFact], senders: Mapping[int, str]) -> dict[str, list[StoredFact]]:
    """The last list of each office, in order of time. What a person corrected or entered is nobody's list any more.

    A message that says who goes, and so in whose place the others stand, is a change and no list of its own.
    """
    by_message: dict[int, list[StoredFact]] = {}
    for fact in notices:
        if fact.message is not None and not fact.by and senders.get(fact.message):
            by_message.setdefault(fact.message, []).append(fact)
    found: dict[str, list[StoredFact]] = {}
    for message, facts in by_message.items():
        if all(fact.kind == "delegate" for fact in facts):
            found.pop(senders[message], None)
            found[senders[message]] = facts
    return found


def _at_odds(first: Sequence[StoredFact], second: Sequence[StoredFact]) -> list[str]:
    """The persons whom only one of the lists names, or whom both name with different functions or roles."""
    one, other = ({name_key(str(f.values.get("name"))): f for f in facts} for facts in (first, second))
    found = [fact for key, fact in one.items() if key not in other or _differs(fact, other[key])]
    found += [fact for key, fact in other.items() if key not in one]
    return [str(fact.values.get("name")) for fact in found]


def _differs(one: StoredFact, other: StoredFact) -> bool:
    for key in ("title", "role"):
        first, second = one.values.get(key), other.values.get(key)
        if first and second and name_key(str(first)) != name_key(str(second)):
            return True
    return False


def between_parties(members: Mapping[str, Iterable[Named]]) -> dict[str, list[Conflict]]:
    """Persons who stand in the delegations of more than one party, by each of these parties."""
    standing: dict[frozenset[str], list[tuple[str, str, tuple[StoredFact, ...]]]] = {}
    for party, those in members.items():
        for name, facts in those:
            key = name_key(name)
            if len(key) >= _FEWEST_WORDS:
                standing.setdefault(key, []).append((party, name, facts))
    found: dict[str, list[Conflict]] = {}
    for those_named in standing.values():
        parties = tuple(dict.fromkeys(party for party, _, _ in those_named))
        if len(parties) > 1:
            facts_of_all = [fact for _, _, facts in those_named for fact in facts]
            conflict = _conflict(ConflictKind.TWO_PARTIES, [those_named[0][1]], parties, facts_of_all)
            for party in parties:
                found.setdefault(party, []).append(conflict)
    return found


def _conflict(
    kind: ConflictKind, persons: Iterable[str], where: Iterable[str], facts: Sequence[StoredFact]
) -> Conflict:
    messages = sorted({fact.message for fact in facts if fact.message is not None})
    # When it came on record, not when its message came: a late acceptance is news.
    newest = max(fact.entered_at for fact in facts)
    return Conflict(kind, tuple(dict.fromkeys(persons)), tuple(where), tuple(messages), newest)
