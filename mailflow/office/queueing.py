"""The letters of a campaign put into the outbox, held. Broken off at any point and begun again, each party has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailflow.office.background import Background
from mailflow.store import Campaign, NewLetter, Store

_AT_ONCE = 20  # letters in one transaction: a worker that runs beside it waits for milliseconds


@dataclass(frozen=True, slots=True)
class Queued:
    """What was put in: how many letters, the seal over all letters of the campaign, and the parties that have answered
    between the look at the table and now, and are left alone.

    `unseen` are letters that others have changed since they were shown to this person: the seal is not in force then.
    """

    letters: int
    seal: str
    overtaken: tuple[str, ...] = ()
    unseen: tuple[int, ...] = ()


def queue(
    store: Store,
    campaign: Campaign,
    letters: Sequence[NewLetter],
    background: Background,
    by: str,
    now: datetime,
    done: Callable[[int], None] = lambda _: None,
) -> Queued:
    """Put the letters in, some at a time; `done` is told how many. A letter that is there already is not put in again.

    The seal is put on record at the end, when all of them are in: without it nothing can be approved. It stands for what was
    shown to this person; where somebody else has changed a letter since, nobody's name is put to it.
    """
    overtaken: list[str] = []
    count = 0
    store.campaigns.begin(campaign, by, now)
    for start in range(0, len(letters), _AT_ONCE):
        batch = letters[start : start + _AT_ONCE]
        with store.write():
            heard = store.campaigns.heard(campaign.conference) if campaign.reminds is not None else background.heard
            for letter in batch:
                party = letter.party or ""
                if heard.get(party) != background.heard.get(party):
                    overtaken.append(party)
                elif store.outbox.queue(letter, now) is not None:
                    count += 1
        done(len(batch))
    with store.write():
        unseen = tuple(store.campaigns.unseen(campaign.conference, campaign.name, by))
        seal = (
            store.campaigns.seal(campaign.conference, campaign.name)
            if unseen
            else store.campaigns.shown(campaign.conference, campaign.name, by, now)
        )
    return Queued(count, seal, tuple(overtaken), unseen)
