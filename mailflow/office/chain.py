"""What one conference hands on to the next: its parties as they turned out to be reached, and the persons behind them.

The roster goes on with its languages and lists. Addresses are put in the order in which they proved good: those that wrote to
us, those that letters reached, those of which nothing is known, and last those that bounced. Who came, who declined and who
was never heard of become lists, so that the next letters can be written to them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mailflow.core import safe_csv
from mailflow.core.address import parse_address
from mailflow.core.history import Past
from mailflow.core.roster import Party, Roster
from mailflow.store import Store

_EVERYTHING = 10_000_000
_COLUMNS = ("party", "name", "function", "role", "address", "known_from", "state", "last", "language")


class Fate(StrEnum):
    """How an address turned out."""

    ANSWERED = "answered"
    REACHED = "reached"
    SILENT = "silent"
    BOUNCED = "bounced"


_RANK = {fate: rank for rank, fate in enumerate(Fate)}
_LISTS = ("participated", "declined", "silent", "bounced")


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or a desk that the last conference had to do with."""

    party: str
    address: str
    known_from: str  # roster, message, delegation
    state: Fate | None  # None for an address that was never used
    last: datetime | None = None  # when it last wrote, or was last reached
    name: str = ""
    function: str = ""
    role: str = ""
    language: str = ""  # in which it wrote


@dataclass(frozen=True, slots=True)
class Carried:
    """What is handed on. `members` gives the codes of the parties on each new list."""

    roster: Roster
    contacts: tuple[Contact, ...]
    members: dict[str, tuple[str, ...]]


def carried(store: Store, roster: Roster, conference: str) -> Carried:
    """What the conference of that name hands on. Nothing is written and nothing is sent."""
    wrote, reached = _wrote(store, conference), _reached(store, conference)
    fates = _Fates(wrote, reached)
    pasts = store.records.history(conference).parties
    parties: list[Party] = []
    contacts: list[Contact] = []
    members: dict[str, list[str]] = {f"{name}-{conference}": [] for name in _LISTS}
    for party in roster.parties:
        emails = tuple(sorted(party.emails, key=lambda a: _RANK[fates.of(a.key) or Fate.SILENT]))
        standing = _standing(pasts.get(party.code, Past()), [fates.of(a.key) for a in emails])
        lists = [f"{name}-{conference}" for name in standing]
        for name in lists:
            members[name].append(party.code)
        parties.append(replace(party, emails=emails, lists=tuple(dict.fromkeys([*party.lists, *lists]))))
        contacts += _contacts(store, conference, party, fates)
    return Carried(Roster(tuple(parties)), tuple(contacts), {name: tuple(codes) for name, codes in members.items()})


def contacts_csv(contacts: Iterable[Contact]) -> str:
    """The contacts as CSV, safe to open in a spreadsheet."""
    lines = [safe_csv.line(_COLUMNS)]
    for c in contacts:
        last = f"{c.last:%Y-%m-%d}" if c.last else ""
        state = c.state.value if c.state else ""
        lines.append(
            safe_csv.line([c.party, c.name, c.function, c.role, c.address, c.known_from, state, last, c.language])
        )
    return "\ufeff" + "".join(lines)


@dataclass(frozen=True, slots=True)
class _Wrote:
    party: str
    address: str
    at: datetime
    language: str


class _Fates:
    """How each address fared, by its key."""

    def __init__(self, wrote: dict[str, _Wrote], reached: dict[str, tuple[datetime, bool]]) -> None:
        self.wrote, self.reached = wrote, reached

    def of(self, key: str) -> Fate | None:
        message, letter = self.wrote.get(key), self.reached.get(key)
        if letter is not None and not letter[1] and (message is None or message.at < letter[0]):
            return Fate.BOUNCED
        if message is not None:
            return Fate.ANSWERED
        return Fate.REACHED if letter is not None else None

    def last(self, key: str) -> datetime | None:
        message, letter = self.wrote.get(key), self.reached.get(key)
        times = [message.at] if message else []
        times += [letter[0]] if letter else []
        return max(times, default=None)

    def language(self, key: str) -> str:
        return self.wrote[key].language if key in self.wrote else ""


def _wrote(store: Store, conference: str) -> dict[str, _Wrote]:
    """The last message in force of each address."""
    found: dict[str, _Wrote] = {}
    for record in store.records.listed(conference=conference, limit=_EVERYTHING, oldest_first=True):
        address = parse_address(record.sender) if record.sender and record.effective and record.party else None
        if address is not None:
            found[address.key] = _Wrote(record.party or "", address.spec, record.received_at, record.language or "")
    return found


def _reached(store: Store, conference: str) -> dict[str, tuple[datetime, bool]]:
    """The last letter to each address of which it is known whether it came through."""
    found: dict[str, tuple[datetime, bool]] = {}
    for letter in reversed(store.outbox.listed(conference=conference, limit=_EVERYTHING)):
        for recipient in letter.recipients:
            address = parse_address(recipient.address) if recipient.address and not recipient.journal else None
            if address is not None and recipient.state in ("sent", "bounced", "failed"):
                found[address.key] = (letter.created_at, recipient.state == "sent")
    return found


def _standing(past: Past, fates: list[Fate | None]) -> Iterator[str]:
    """The lists that a party comes onto."""
    if past.attendance == "declined":
        yield "declined"
    elif past.attendance == "accepted" or past.delegates:
        yield "participated"
    elif not past.kinds:
        yield "silent"
    if fates and all(fate is Fate.BOUNCED for fate in fates):
        yield "bounced"


def _contacts(store: Store, conference: str, party: Party, fates: _Fates) -> Iterator[Contact]:
    listed = {address.key for address in party.emails}
    for address in party.emails:
        key = address.key
        yield Contact(
            party.code,
            address.spec,
            "roster",
            fates.of(key) or Fate.SILENT,
            fates.last(key),
            language=fates.language(key),
        )
    for key, message in fates.wrote.items():
        if message.party == party.code and key not in listed:
            yield Contact(
                party.code, message.address, "message", fates.of(key), fates.last(key), language=message.language
            )
    for person in store.records.delegates(conference, party.code):
        own = parse_address(person.email) if person.email else None
        yield Contact(
            party.code,
            person.email or "",
            "delegation",
            fates.of(own.key) if own else None,
            fates.last(own.key) if own else None,
            name=" ".join(x for x in (person.honorific, person.name) if x),
            function=person.title or "",
            role=person.role or "",
        )
