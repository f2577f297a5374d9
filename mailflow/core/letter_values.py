"""What templates see of an occasion, piece by piece: values with names, so that a slip in a template is an error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from mailflow.core.conference import Person

Day = date  # a field called "date" hides the type in its class
Clock = time  # and one called "time"


@dataclass(frozen=True, slots=True)
class Meeting:
    """The conference as letters name it."""

    name: str
    title: str
    place: str
    begins: date
    ends: date
    phase: str
    address: str
    website: str
    registration: str
    organisation: str
    signature: str
    contacts: tuple[Person, ...]
    deadlines: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Correspondent:
    """The party a letter goes to."""

    code: str
    kind: str
    name: str
    official_name: str = ""
    salutation: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """The message that a letter answers."""

    subject: str
    date: Day
    received: Day
    reference: str = ""
    author: str = ""
    addressee: str = ""
    addressee_language: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A member of a delegation."""

    name: str
    full: str
    title: str = ""
    role: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A person who is withdrawn or replaced."""

    name: str
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment as it arrived."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A document submitted. `file` "" where its text is the message itself; `size` is then None."""

    number: str
    kind: str
    title: str
    file: str
    size: int | None = None
    sha256: str = ""
    pages: int | None = None
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """An attachment that could not be read, and in what condition it was found."""

    name: str
    condition: str


@dataclass(frozen=True, slots=True)
class Point:
    """An action point that a contribution names; `text` "" where the conference does not have its wording."""

    number: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day for what a letter is about, and whether the message came in time."""

    purpose: str
    day: date
    met: bool


@dataclass(frozen=True, slots=True)
class Circulated:
    """A document as a letter to many names it.

    `submitters` are roster codes as handed in, and names in the letter's language when a template sees them; a text that is
    no code stays as it is. `link` is an address of the web on a site of ours, "" where the document lies on none. `symbol`
    is "" until one is given.
    """

    number: str
    title: str
    symbol: str = ""
    submitters: tuple[str, ...] = ()
    link: str = ""
    kind: str = "paper"
    replaces: bool = False  # it takes the place of an earlier one


@dataclass(frozen=True, slots=True)
class Slot:
    """When something takes place: a day, and its hours in the conference's zone where they are set, else a part of the day
    ("morning", "afternoon", "evening", or "" where not even that is known). `ends` is None where only the beginning is set."""

    day: Day
    begins: Clock | None = None
    ends: Clock | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class SessionTime:
    """A session of the programme in a letter: when it is now, and when it was before, None where no time was announced yet."""

    title: str
    time: Slot
    before: Slot | None = None
    tentative: bool = False
    place: str = ""  # the room, where it is set

    @property
    def moved(self) -> bool:
        """Whether another time was announced before."""
        return self.before is not None and self.before != self.time


@dataclass(frozen=True, slots=True)
class AnswerLink:
    """One answer that can be given by a link. `href` opens a whole message; `short`, for a text without links to click, one
    of which the subject alone is filled in, with the `reference`."""

    reference: str
    href: str
    short: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to an invitation, as links."""

    accepted: AnswerLink
    declined: AnswerLink
    tentative: AnswerLink


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the operator of an installation has to know."""

    name: str
    cause: str
    todo: str
    since: datetime
    over: datetime | None = None
    seen: str = ""
    installation: str = "mailflow"
