"""What was read out of an attachment, as a value. The reading itself is done in `mailflow.documents`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Condition(StrEnum):
    """In what state a document was found."""

    READ = "read"
    SCAN = "scan"  # pages of pictures without text
    ENCRYPTED = "encrypted"
    DANGEROUS = "dangerous"  # a program, macros, a nested archive, a bomb, a double suffix: never opened
    UNREADABLE = "unreadable"  # damaged, or of a kind we cannot read (winmail.dat)
    TOO_LARGE = "too-large"
    PICTURE = "picture"  # a picture or another file without text; nothing to read
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """A calendar answer (RFC 5546 §3.2.3): who answered what to which event."""

    method: str  # REPLY, REQUEST, COUNTER, CANCEL
    uid: str
    attendee: str  # address, "" where absent
    partstat: str  # ACCEPTED, DECLINED, TENTATIVE, NEEDS-ACTION
    comment: str = ""
    starts: datetime | None = None
    organiser: str = ""  # address, "" where absent
    summary: str = ""  # the title of the event


@dataclass(frozen=True, slots=True)
class Card:
    """A vCard (RFC 6350)."""

    name: str
    title: str = ""
    organisation: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """How much is read of the pictures of one message: pages, and seconds for all of them together."""

    pages: int = 10
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Recognised:
    """What optical character recognition made out in the pictures of a document: a proposal to a person, never proof.

    It stands apart from `Document.text`, so that nothing that reads documents (guard, speaker, rules, letters) sees it by accident.
    """

    text: str = ""
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    unsure: frozenset[str] = frozenset()  # words that were hard to make out
    note: str = ""  # what was read and what was not, for staff
    title: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment as read. Tables are rows of cells, kept apart from the running text; `text` holds both in order."""

    part: str
    name: str
    kind: str  # pdf, docx, xlsx, csv, txt, html, ics, vcf, picture, archive, program, other
    condition: Condition
    note: str = ""  # why it could not be read, for staff
    title: str = ""
    text: str = ""
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()
    pages: int | None = None
    calendar: tuple[CalendarReply, ...] = ()
    cards: tuple[Card, ...] = ()
    language: str | None = None
    pictures: tuple[int, ...] = ()  # pages, from 1, that are pictures without text and may be made out
    recognised: Recognised | None = None  # None: nobody tried
