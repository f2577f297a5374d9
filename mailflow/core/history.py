"""What the core must know of the past, handed in as one value. Read by `store.history`, never fetched from here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of ours that a message answers or reports on."""

    id: int
    template: str
    party: str | None
    recipients: tuple[str, ...]
    sent_at: datetime | None
    message: int | None = None  # the message it answered


@dataclass(frozen=True, slots=True)
class Past:
    """What came before from one party in one conference."""

    kinds: dict[str, int] = field(default_factory=dict)  # kind -> number of messages in force
    attendance: str | None = None
    delegates: tuple[str, ...] = ()  # names in force, in the order notified


@dataclass(frozen=True, slots=True)
class History:
    """The past of a conference, for the messages at hand."""

    parties: dict[str, Past] = field(default_factory=dict)  # by roster code
    letters: dict[str, Letter] = field(default_factory=dict)  # by our token in Message-ID or return path

    def of(self, party: str | None) -> Past:
        """What came from that party, empty where nothing did."""
        return self.parties.get(party or "", Past())
