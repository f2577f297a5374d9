"""A conference as the core sees it: what letters say of it, and what rules compare with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailflow.core.address import Address
from mailflow.core.participation import Participation
from mailflow.core.symbol import Scheme


class Trust(StrEnum):
    """How much the receiving server's own results count (`authentication` of a mailbox)."""

    RESULTS = "results"  # by exact authserv-id; no header at all: `unauthenticated` decides
    POSITION = "position"  # Microsoft 365 writes no authserv-id: the topmost field counts
    NONE = "none"  # nothing is checked; every sender is taken at his word


@dataclass(frozen=True, slots=True)
class Receiving:
    """How the mailbox that a message came into proves senders."""

    trust: Trust = Trust.RESULTS
    authserv_id: str = ""
    absent: str = "accept"  # accept | review: what a message without any result header gets


@dataclass(frozen=True, slots=True)
class Person:
    """A named contact of the secretariat."""

    name: str
    function: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the programme. A tentative one is announced with the reserve that its time may change."""

    name: str  # key: opening, national-implementation
    title: str
    begins: datetime  # aware
    ends: datetime
    tentative: bool = False
    items: tuple[str, ...] = ()  # its items on the agenda, as requests name them: "5", "7 (b)"
    titles: dict[str, str] = field(default_factory=dict)  # title by language


@dataclass(frozen=True, slots=True)
class Conference:
    """One meeting with its own mailbox, letters and rules. Days are local to `zone`."""

    name: str  # key in the configuration: oslo
    title: str
    place: str
    begins: date
    ends: date
    zone: ZoneInfo
    address: Address  # what letters are from
    addresses: tuple[Address, ...] = ()  # all our own addresses, `address` among them
    languages: tuple[str, ...] = ("en", "fr", "es")  # the fallback chain of letters
    titles: dict[str, str] = field(default_factory=dict)  # title by language
    places: dict[str, str] = field(default_factory=dict)  # place by language
    host: str = ""  # roster code of the host
    deadlines: dict[str, date] = field(default_factory=dict)  # by purpose: representation, papers, statements, …
    register: str = "{n}"  # register number on receipt, e.g. "OSLO/{kind}/{n:03}"
    contacts: tuple[Person, ...] = ()
    website: str = ""
    registration: str = ""  # where participants register: an address on the web, or a sentence
    action_points: dict[int, str] = field(default_factory=dict)  # number -> text, for a progress report
    sessions: tuple[Session, ...] = ()  # in the order in which they begin
    signature: str = ""  # name and function under a letter
    organisation: str = ""  # who writes: "Secretariat of the …"
    journal: Address | None = None  # a copy of each letter goes there, in the same envelope
    bounces: Address | None = None  # envelope sender; None: the null path for answers, `address` for campaigns
    verp: bool = False  # the server delivers `local+detail@`: each letter gets a return path of its own
    participation: Participation = field(default_factory=Participation)  # delegations and the list of participants
    delay: timedelta = timedelta()  # how long an automatic answer waits before it leaves
    approval: str = "one"  # how many persons let out a letter to many: one, two
    settings: dict[str, str] = field(default_factory=dict)  # free values for letters, from [conference.NAME.values]
    documents: Scheme = field(default_factory=Scheme)  # how documents are numbered, and what becomes of late ones
    site: str = ""  # where the site that `mailflow publish` builds is on the web; "" where that is not known

    def deadline(self, purpose: str) -> date | None:
        """The last day for that purpose, in the conference's own zone."""
        return self.deadlines.get(purpose)

    def session(self, name: str | None) -> Session | None:
        """The session of that name."""
        return next((each for each in self.sessions if each.name == name), None)

    def day(self, at: datetime) -> date:
        """The day in the conference's own zone."""
        return at.astimezone(self.zone).date()
