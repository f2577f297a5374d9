"""Values to put into a store, each with what matters to the test named in the test itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mailflow.core.address import Address
from mailflow.core.arrival import Arrival, Place
from mailflow.core.delivery import Delivery, Envelope, Fate, Outcome
from mailflow.store import FactRow, NewLetter, NewRecord, Store

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANNA = Address("anna.berg", "mfa.norway.example")
OLAV = Address("olav.lie", "mfa.norway.example")
JOURNAL = Address("letters", "secretariat.example")


def arrival(
    uid: int, raw: bytes | None = None, *, folder: str = "INBOX", uidvalidity: int = 1, **other: Any
) -> Arrival:
    raw = f"Subject: message {uid}\r\n\r\nText.\r\n".encode() if raw is None else raw
    return Arrival(
        place=Place("oslo", folder, uidvalidity, uid),
        size=other.pop("size", len(raw)),
        received_at=other.pop("received_at", NOW),
        raw=raw,
        **other,
    )


def oversize(uid: int, head: bytes, size: int = 90_000_000) -> Arrival:
    return Arrival(place=Place("oslo", "INBOX", 1, uid), size=size, received_at=NOW, head=head)


def begin(store: Store, *, uidvalidity: int = 1, uidnext: int = 1, now: datetime = NOW) -> None:
    store.ledger.begin("oslo", "INBOX", uidvalidity, uidnext, 0, now)


def taken(store: Store, *arrivals: Arrival, file_backlog: bool = True) -> list[int]:
    """The ids of messages that were taken in."""
    return [t.id for t in store.ledger.take(arrivals, conference="oslo", file_backlog=file_backlog, now=NOW)]


def message(store: Store, uid: int = 1, **other: Any) -> int:
    """The id of one message in the ledger."""
    return taken(store, arrival(uid, **other))[0]


def record(number: int, **other: Any) -> NewRecord:
    plain = NewRecord(
        message=number,
        conference="oslo",
        mailbox="oslo",
        content_key=f"content {number}",
        message_id=f"<{number}@mfa.norway.example>",
        sender=ANNA.spec,
        subject="Representation",
        sent_at=NOW,
        kinds=("rsvp",),
        party="NOR",
        attendance=None,
        language="en",
        disposition="acknowledge",
        needs_person=False,
        effective=True,
        decision={"letter": "received"},
        trace={"rules": []},
        facts=(),
        search_text="Norway will be represented.",
    )
    return replace(plain, **other)


def on_record(store: Store, uid: int = 1, *, received_at: datetime = NOW, **other: Any) -> int:
    """The id of one message that was taken in and put on record."""
    number = message(store, uid, received_at=received_at)
    store.records.commit(record(number, **other), NOW)
    return number


def delegate(name: str, **values: Any) -> FactRow:
    return FactRow("delegate", {"name": name, **values}, "1", f"… {name} …")


def removal(name: str) -> FactRow:
    return FactRow("removal", {"name": name, "replaced_by": None}, "1", f"instead of {name}")


def answer(value: str) -> FactRow:
    return FactRow("attendance", {"answer": value}, "1", "…")


def letter(name: str = "first", *recipients: Address, **other: Any) -> NewLetter:
    plain = NewLetter(
        token=name,
        conference="oslo",
        party="NOR",
        purpose="answer",
        template="received",
        language="en",
        subject="Your message",
        message_id=f"<mf.{name}.aaaaaaaaaaaaaaaa@secretariat.example>",
        envelope=Envelope(None, recipients or (ANNA,)),
        data=f"Message-ID: <mf.{name}>\r\n\r\nThank you.\r\n".encode(),
        campaign=f"occasion of {name}",
    )
    return replace(plain, **other)


@contextmanager
def broken_off(part: AbstractContextManager[None]) -> Iterator[None]:
    """A transaction or savepoint in which something breaks at the end."""
    with suppress(ZeroDivisionError), part:
        yield
        raise ZeroDivisionError


def outcome(recipient: Address, fate: Fate) -> Outcome:
    code = {Fate.SENT: 250, Fate.DEFERRED: 451, Fate.FAILED: 550, Fate.UNKNOWN: None}[fate]
    return Outcome(recipient, fate, code, text="as the server said")


def delivery(*fates: tuple[Address, Fate]) -> Delivery:
    return Delivery(tuple(outcome(recipient, fate) for recipient, fate in fates))
