"""Which parties a letter to many is for: by what the roster says of them, and by what was heard from them.

Each criterion that is given must hold; of the values of one criterion any will do. Nothing given chooses every party.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailflow.core.located import did_you_mean
from mailflow.core.roster import Party
from mailflow.store import Heard

ANSWERS = ("accepted", "declined", "tentative", "unclear", "none")
NOTHING = Heard()


@dataclass(frozen=True, slots=True)
class Choice:
    """The criteria. `sent` and `not_sent` are kinds of messages; with `since` only what came from then on counts."""

    kinds: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    sent: tuple[str, ...] = ()
    not_sent: tuple[str, ...] = ()
    since: datetime | None = None


def answer_of(heard: Heard) -> str:
    """What a party has answered to the invitation. Who names a delegation will come, also without saying so."""
    if heard.attendance is not None:
        return heard.attendance
    if "representation" in heard.kinds:
        return "accepted"
    return "unclear" if "rsvp" in heard.kinds else "none"


def has_sent(heard: Heard, kinds: Collection[str], since: datetime | None = None) -> bool:
    """True where a party has sent something of one of the kinds, since then."""
    return any(kind in kinds and (since is None or at >= since) for kind, at in heard.kinds.items())


def chosen(parties: Iterable[Party], choice: Choice, heard: Mapping[str, Heard]) -> tuple[Party, ...]:
    """The parties that fit, in the order of the roster."""
    return tuple(party for party in parties if fits(party, choice, heard.get(party.code, NOTHING)))


def fits(party: Party, choice: Choice, heard: Heard) -> bool:
    """True where every criterion holds for the party."""
    return (
        party.code not in choice.but_not
        and (not choice.parties or party.code in choice.parties)
        and (not choice.kinds or party.kind in choice.kinds)
        and (not choice.lists or not {*choice.lists}.isdisjoint(party.lists))
        and (not choice.statuses or party.status in choice.statuses)
        and (not choice.languages or party.language in choice.languages)
        and (not choice.answers or answer_of(heard) in choice.answers)
        and (not choice.sent or has_sent(heard, choice.sent, choice.since))
        and not (choice.not_sent and has_sent(heard, choice.not_sent, choice.since))
    )


def slips(parties: Sequence[Party], choice: Choice) -> Iterator[str]:
    """What is named in a choice and stands nowhere on the roster: a slip of the pen would else choose nobody in silence."""
    there = {
        "code": (choice.parties + choice.but_not, {p.code for p in parties}),
        "list": (choice.lists, {name for p in parties for name in p.lists}),
        "status": (choice.statuses, {p.status for p in parties if p.status}),
        "language": (choice.languages, {p.language for p in parties}),
    }
    for what, (named, known) in there.items():
        for name in named:
            if name not in known:
                hint = did_you_mean(name, sorted(known)) or (
                    f"There are: {', '.join(sorted(known)[:12])}." if known else "The roster gives none to any party."
                )
                yield f'No party on the roster has the {what} "{name}". {hint}'
