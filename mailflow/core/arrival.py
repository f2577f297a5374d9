"""A message as it lies on a server, before anything is understood of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message lies: the four values that name it on its server (RFC 3501 §2.3.1.1)."""

    mailbox: str  # name in the configuration
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A message that lies on the server: its UID and size in bytes."""

    uid: int
    size: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message as fetched. `raw` is None where it is over the size limit: then only `head` (its header) was fetched."""

    place: Place
    size: int
    received_at: datetime  # aware UTC: INTERNALDATE, or the file's time
    raw: bytes | None = field(repr=False, default=None)
    head: bytes = field(repr=False, default=b"")
