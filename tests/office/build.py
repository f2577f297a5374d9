"""A conference with sessions and action points, its parties, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.core.address import Address
from mailflow.core.conference import Conference, Session
from mailflow.core.note import Channel, Note, Scan
from mailflow.core.roster import Party, Roster
from mailflow.office.entering import Entered, Entry, enter
from mailflow.store import FactRow, Store

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ZONE = ZoneInfo("Europe/Oslo")
OFFICE = Address("oslo", "secretariat.example", "Secretariat")


def session(name: str, title: str, day: int, hour: int, **other: Any) -> Session:
    begins = datetime(2027, 2, day, hour, tzinfo=ZONE)
    return Session(name, title, begins, begins + 3 * HOUR, **other)


OSLO = Conference(
    name="oslo",
    title="Oslo Conference",
    place="Oslo",
    begins=date(2027, 2, 22),
    ends=date(2027, 2, 23),
    zone=ZONE,
    address=OFFICE,
    addresses=(OFFICE,),
    register="OSLO/{kind}/{n:03}",
    action_points={63: "National law", 64: "Information", 65: "Report"},
    sessions=(
        session("opening", "Opening and general exchange of views", 22, 10, items=("1", "2")),
        session("national-implementation", "National implementation measures", 22, 15, items=("5",)),
        session("victim-assistance", "Victim assistance", 23, 10, tentative=True),
    ),
)
NORWAY = Party("NOR", "state", "Norway", {"en": "Norway", "fr": "Norvège"})
PERU = Party("PER", "state", "Peru", {"en": "Peru", "fr": "Pérou"})
AUSTRIA = Party("AUT", "state", "Austria", {"en": "Austria", "fr": "Autriche"})
RED_CROSS = Party("org:icrc", "observer", "International Committee of the Red Cross", {})
ROSTER = Roster((NORWAY, PERU, AUSTRIA, RED_CROSS))
SCAN = Scan("fax.pdf", b"%PDF-1.4 a page", "application/pdf")


def note(words: str = "As noted.", **other: Any) -> Note:
    return replace(Note(Channel.TELEPHONE, "Kari Moe", NOW, words), **other)


def entered(store: Store, *facts: FactRow, party: Party = NORWAY, now: datetime = NOW, **other: Any) -> Entered:
    """Something put on record by hand."""
    kinds = other.pop("kinds", ("other",))
    taken = other.pop("note", None) or note(other.pop("words", "As noted."), at=other.pop("at", now))
    return enter(store, OSLO, Entry(taken, party, kinds, facts=facts, **other), "olav", now)


def point(number: int, text: str = "", *, not_applicable: bool = False) -> FactRow:
    return FactRow("action-point", {"number": number, "text": text, "not_applicable": not_applicable})
