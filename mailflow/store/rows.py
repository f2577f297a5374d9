"""What the store hands out and takes in: rows as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mailflow.core.address import Address
from mailflow.core.arrival import Place
from mailflow.core.conference import Session
from mailflow.core.delivery import Envelope, Fate
from mailflow.core.findable import Findable
from mailflow.core.promise import Announced


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an arrival: its message, and whether it is new here. `backlog`: it is older than the first start."""

    id: int
    new: bool
    backlog: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A message in the ledger that is still to be sorted."""

    id: int
    mailbox: str
    conference: str
    raw: bytes | None = field(repr=False)  # None for one that is larger than a batch: to be read when its turn comes
    received_at: datetime
    tries: int
    backlog: bool


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to put into the outbox. `purpose` with the message (or the campaign with the party) makes it unique."""

    token: str
    conference: str
    party: str | None
    purpose: str
    template: str
    language: str
    subject: str
    message_id: str
    envelope: Envelope
    data: bytes = field(repr=False)
    template_revision: str = ""
    rules_revision: str = ""
    hold: str = ""  # why it is held, "" for a letter that may leave
    message: int | None = None
    campaign: str | None = None
    journal: Address | None = None  # one of the recipients: its outcome does not decide the letter's
    leaves_at: datetime | None = None  # it waits in the outbox until then, and can be held, edited or cancelled
    promises: tuple[Announced, ...] = ()  # what letters of this name announce
    announces: tuple[Session, ...] = ()  # the sessions whose times the letters of this campaign tell


@dataclass(frozen=True, slots=True)
class Recipient:
    """How a letter stands with one recipient."""

    address: str
    state: str
    code: int | None
    enhanced: str
    text: str
    at: datetime | None
    journal: bool


@dataclass(frozen=True, slots=True)
class StoredLetter:
    """A letter in the outbox. `envelope` holds only the recipients who still wait for it."""

    id: int
    token: str
    conference: str
    party: str | None
    purpose: str
    template: str
    language: str
    subject: str
    message_id: str
    state: str
    tries: int
    created_at: datetime
    next_try_at: datetime | None
    hold: str
    message: int | None
    campaign: str | None
    recipients: tuple[Recipient, ...]
    envelope: Envelope
    template_revision: str
    rules_revision: str
    sent_at: datetime | None = None
    data: bytes = field(repr=False, default=b"")
    queued_at: datetime | None = None  # since when it may leave: made, released, or sent again by a person


@dataclass(frozen=True, slots=True)
class Revision:
    """A letter as it was before a person edited it or had it written anew."""

    at: datetime
    by: str
    subject: str
    language: str
    template: str
    template_revision: str
    recipients: tuple[str, ...]
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One letter to many. `owed` are the kinds of messages any of which answers it; none where nothing is owed.

    `reminds` names the campaign whose silent parties this one is for. `since` is from when on documents are listed.
    `seal` is the seal over its letters as they were last shown to whoever queued them.
    """

    conference: str
    name: str
    letter: str
    owed: tuple[str, ...] = ()
    reminds: str | None = None
    copy: bool = False
    since: datetime | None = None
    seal: str = ""
    begun_at: datetime | None = None
    begun_by: str = ""
    session: str = ""  # the session of the programme that it is about


@dataclass(frozen=True, slots=True)
class Approval:
    """A person has put his name to the letters of a campaign as they are under that seal: he queued or approved them."""

    seal: str
    by: str
    at: datetime
    what: str  # queued, approved


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard from a party: what is in force, by kind with the day it last came; and what waits for a person."""

    attendance: str | None = None
    kinds: Mapping[str, datetime] = field(default_factory=dict)
    waiting: Mapping[str, int] = field(default_factory=dict)  # kind -> message that is laid before a person
    messages: Mapping[str, int] = field(default_factory=dict)  # kind -> message that brought it last, where one did


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to hand over a letter, or a person's hand in it."""

    at: datetime
    what: str  # the fate of a recipient, or: journal, held, queued, cancelled, revised, …
    by: str  # "" for the program
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """Something announced that is to follow. `due` is a day in the conference's zone.

    `letter` is the name of the letter that announced it, None where a person wrote it down; `made_at` is None as long as
    no letter of that name has been sent. `kept_by` names the campaign or letter that kept it.
    """

    id: int
    conference: str
    text: str
    due: date
    audience: str
    letter: str | None
    made_at: datetime | None
    by: str
    state: str  # open, kept, dropped
    settled_at: datetime | None = None
    settled_by: str = ""
    kept_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnnouncedSession:
    """A session as it was announced, by a person or by the letters of a campaign."""

    session: Session
    at: datetime
    by: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """What a message was taken for, to be put on record with its letter.

    `trace` and `search_text` may come ready for the store (`core.packing.squeezed`, `core.findable.findable`), so that
    another process has the work.
    """

    message: int
    conference: str
    mailbox: str
    content_key: str
    message_id: str | None
    sender: str
    subject: str
    sent_at: datetime | None
    kinds: tuple[str, ...]
    party: str | None
    attendance: str | None
    language: str | None
    disposition: str
    needs_person: bool
    effective: bool
    decision: Mapping[str, Any]
    trace: Mapping[str, Any] | bytes  # bytes: squeezed already
    facts: tuple[FactRow, ...]
    search_text: str | Findable
    letter: NewLetter | None = None
    review: tuple[str, ...] = ()  # reasons that a person must look, as sentences; () for none
    duplicate_of: int | None = None
    pictures: bool = False  # pictures of pages came with it, that are still to be read
    folder: str = ""  # of its mailbox, into which it is to be moved
    by: str = ""  # who entered it, where it did not come by mail: its facts are that person's
    said: Mapping[str, Any] = field(default_factory=dict)  # what he said, for the entry with his name


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact as stored: its kind, its values, and the words it was read from.

    One that was made out in a `picture` has no effect until a person accepts it; of its words `unsure` are doubtful.
    """

    kind: str  # attendance, delegate, removal, paper, action-point, floor, question, missing
    values: Mapping[str, Any]
    part: str = ""
    words: str = ""
    picture: bool = False
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact on record. `by` is "" for what was read by the program, else the person who entered it.

    `at` is its place in the order of notices: when its message came, or, without one, when it was entered. `replaced`:
    a person has said otherwise since; it stays on record without effect.
    """

    id: int
    message: int | None  # None for what a person entered that came by telephone, fax or word of mouth
    conference: str
    party: str | None
    kind: str
    values: Mapping[str, Any]
    part: str
    words: str
    at: datetime
    by: str
    effective: bool
    entered_at: datetime
    replaced: bool = False
    picture: bool = False  # made out in a picture
    unsure: tuple[str, ...] = ()  # words of it that were hard to make out


@dataclass(frozen=True, slots=True)
class Record:
    """A message on record, as lists and reports see it."""

    id: int
    conference: str
    mailbox: str
    state: str
    received_at: datetime
    sender: str
    subject: str
    message_id: str | None
    size: int
    kinds: tuple[str, ...]
    party: str | None
    attendance: str | None
    language: str | None
    disposition: str | None
    needs_person: bool
    effective: bool
    backlog: bool
    tries: int
    error: str
    duplicate_of: int | None
    sha256: str
    decision: Mapping[str, Any] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    forgotten_at: datetime | None = None  # when what it said was removed for good
    channel: str = "mail"  # fax, telephone, paper, conversation: a person entered it, and its mailbox is ""
    taken_by: str = ""  # who took it, where it did not come by mail


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Something that waits for a person."""

    id: int
    message: int
    conference: str
    party: str | None
    kinds: tuple[str, ...]
    sender: str
    subject: str
    reasons: tuple[str, ...]
    opened_at: datetime
    state: str  # open, accepted, dismissed
    by: str = ""
    disposition: str = ""
    letter: str | None = None
    assigned: str = ""  # to whom a rule gave the message


@dataclass(frozen=True, slots=True)
class Entry:
    """A correction or settlement by a person."""

    id: int
    message: int | None
    at: datetime
    by: str
    what: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something issued under a symbol, as it was. `value` is JSON that its maker can read."""

    conference: str
    series: str
    number: int
    symbol: str
    final: bool
    addendum: bool
    issued_at: datetime
    by: str
    value: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A message that a search found."""

    id: int
    conference: str
    received_at: datetime
    sender: str
    subject: str
    party: str | None
    snippet: str


@dataclass(frozen=True, slots=True)
class MailboxStatus:
    """How a mailbox stands in the ledger."""

    mailbox: str
    folder: str
    conference: str
    uidvalidity: int | None
    last_contact: datetime | None
    on_server: int | None
    in_ledger: int
    newest_uid: int
    pending: int
    parked: int
    oldest_pending: datetime | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """How everything stands."""

    mailboxes: tuple[MailboxStatus, ...]
    letters: Mapping[str, int]
    messages: Mapping[str, int]
    open_reviews: int
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something is wrong with the installation, and since when."""

    cause: str
    text: str
    opened_at: datetime
    closed_at: datetime | None = None


__all__ = [
    "Alarm",
    "Approval",
    "Attempt",
    "Campaign",
    "Entry",
    "FactRow",
    "Fate",
    "Heard",
    "Hit",
    "Issue",
    "MailboxStatus",
    "NewLetter",
    "NewRecord",
    "Pending",
    "Recipient",
    "Record",
    "ReviewItem",
    "Revision",
    "Status",
    "StoredFact",
    "StoredLetter",
    "Taken",
]
