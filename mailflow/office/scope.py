"""What a report is made from: one conference's record, its parties, and the time and language it is made for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mailflow.core.conference import Conference
from mailflow.core.roster import Roster
from mailflow.store import Store


@dataclass(frozen=True, slots=True)
class Scope:
    """One conference, looked at now, for readers of one language."""

    store: Store
    conference: Conference
    roster: Roster
    now: datetime
    language: str = "en"

    @property
    def today(self) -> date:
        """The day in the conference's own zone."""
        return self.conference.day(self.now)

    @property
    def meeting(self) -> str:
        """The conference's title in that language."""
        return self.conference.titles.get(self.language, self.conference.title)

    def party(self, code: str | None) -> str:
        """The short name of a party; its code where it is not on the roster any more, "" for none."""
        party = self.roster.get(code)
        return (code or "") if party is None else party.named(self.language)
