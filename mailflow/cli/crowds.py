"""What waits for a person, with what is alike taken together: a storm of thousands is a line or two, not thousands.

Nothing is left out: each message of a crowd waits as before, and is shown by itself where that is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from mailflow.store import ReviewItem

_OF_ONE_DOMAIN, _OF_MANY = 20, 100  # items that are alike and shown each


@dataclass(frozen=True, slots=True)
class Crowd:
    """Items of one conference that wait for the same reason, `domain` "" where their senders are of many domains."""

    reason: str
    domain: str
    items: tuple[ReviewItem, ...]


def crowds(items: Sequence[ReviewItem]) -> tuple[list[Crowd], list[ReviewItem]]:
    """The crowds, largest first, and what is in none."""
    found: list[Crowd] = []
    rest = list(items)
    levels: tuple[tuple[Callable[[ReviewItem], Hashable], int, bool], ...] = (
        (lambda item: (item.conference, reason(item), domain(item)), _OF_ONE_DOMAIN, True),
        (lambda item: (item.conference, reason(item)), _OF_MANY, False),
    )
    for key, most, one_domain in levels:
        groups: dict[Hashable, list[ReviewItem]] = defaultdict(list)
        for item in rest:
            groups[key(item)].append(item)
        large = [group for group in groups.values() if len(group) > most]
        found += [Crowd(reason(g[0]), domain(g[0]) if one_domain else "", tuple(g)) for g in large]
        gone = {item.id for group in large for item in group}
        rest = [item for item in rest if item.id not in gone]
    return sorted(found, key=lambda crowd: -len(crowd.items)), rest


def alike(items: Sequence[ReviewItem], message: int) -> list[ReviewItem]:
    """What waits for the same reason as a message, from the same domain; it is among them. [] where it does not wait."""
    one = next((item for item in items if item.message == message), None)
    if one is None:
        return []
    key = (one.conference, reason(one), domain(one))
    return [item for item in items if (item.conference, reason(item), domain(item)) == key]


def reason(item: ReviewItem) -> str:
    """The first reason, without what was seen."""
    return item.reasons[0].partition(". (")[0].rstrip(".") + "." if item.reasons else ""


def domain(item: ReviewItem) -> str:
    """The domain of the sender."""
    return item.sender.rpartition("@")[2].rstrip(">").lower()
