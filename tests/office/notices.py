"""Notices about delegations, put on record as the worker would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from mailflow.core.conference import Conference, Person
from mailflow.core.participation import Participation
from mailflow.core.roster import Party, Roster
from mailflow.office.scope import Scope
from mailflow.store import FactRow, Store
from tests.office.build import NOW, OSLO
from tests.store.build import on_record

DESK, MISSION = "desk@mfa.norway.example", "mission@geneva.norway.example"


def party(code: str, name: str, kind: str = "state", **other: Any) -> Party:
    names = {"en": name, **other.pop("names", {})}
    return Party(code, kind, name, names, **other)


ROSTER = Roster(
    (
        party("NOR", "Norway", names={"fr": "Norvège"}, status="state-party"),
        party("CIV", "Côte d’Ivoire", names={"fr": "Côte d’Ivoire"}, status="State Party"),
        party("CPV", "Cabo Verde", names={"fr": "Cabo Verde"}, status="state-party"),
        party("AUT", "Austria", names={"fr": "Autriche"}, status="state-party"),
        party("PER", "Peru", names={"fr": "Pérou"}, status="signatory"),
        party("JPN", "Japan"),
        party("org:unmas", "UNMAS", "un"),
        party("org:icrc", "ICRC", "observer"),
        party("org:gichd", "GICHD", "igo", status="standing-observer"),
        party("org:eu", "European Union", "igo"),
        party("org:cmc", "Cluster Munition Coalition", "ngo"),
    )
)


def person(name: str, **values: Any) -> FactRow:
    return FactRow("delegate", {"name": name, **values}, "1", f"… {name} …")


def gone(name: str, replaced_by: str | None = None) -> FactRow:
    return FactRow("removal", {"name": name, "replaced_by": replaced_by}, "1", f"instead of {name}")


class Record:
    """A conference's record, filled notice by notice, an hour apart."""

    def __init__(self, store: Store, conference: Conference = OSLO, roster: Roster = ROSTER) -> None:
        self.store, self.conference, self.roster, self.count = store, conference, roster, 0

    def notice(self, code: str, *facts: FactRow, sender: str = DESK, **other: Any) -> int:
        """A message of that party with these facts; its number."""
        self.count += 1
        at = other.pop("at", NOW + timedelta(hours=self.count))
        return on_record(self.store, self.count, received_at=at, party=code, sender=sender, facts=facts, **other)

    def scope(self, language: str = "en", now: datetime = NOW, **plan: Any) -> Scope:
        """What reports are made from, with these settings of the conference."""
        conference = replace(self.conference, participation=Participation(**plan)) if plan else self.conference
        return Scope(self.store, conference, self.roster, now, language)


WITH_CONTACT = replace(
    OSLO,
    begins=date(2012, 9, 10),
    ends=date(2012, 9, 14),
    contacts=(Person("Ms Ingrid Solvang", "Conference Officer", "ingrid@secretariat.example", "+47 22 00 00 00"),),
)
