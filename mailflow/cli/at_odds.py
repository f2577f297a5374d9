"""Delegations whose notices are at odds: how many, for the commands that say what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mailflow.cli.desk import clean

if TYPE_CHECKING:
    from mailflow.settings import Settings
    from mailflow.store import Store


def delegations_at_odds(settings: Settings, store: Store, only: str | None = None) -> dict[str, int]:
    """How many delegations of each conference have conflicts that nobody has settled."""
    from mailflow.office.delegations import delegations

    return {
        name: sum(bool(each.conflicts) for each in delegations(store, conference).values())
        for name, conference in settings.conferences.items()
        if only in (None, name)
    }


def told_at_odds(counts: Mapping[str, int]) -> Iterator[str]:
    """A line for each conference that has some, with the command that shows them."""
    for name, count in counts.items():
        if count:
            yield (
                f"[yellow]{count} delegations of {clean(name)} with notices at odds:[/]"
                f" mailflow delegation --conflicts --conference {clean(name)}"
            )
