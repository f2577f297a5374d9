"""What a mailbox and a courier can do, whatever protocol is behind them. The worker speaks to these only.

Both doors raise one family of errors: `MailboxError` and `CourierError`, whose `permanent` is true where waiting alone
will not help. After a `MailboxError` the mailbox may have lost its connection: the next call is `open()`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mailflow.core.arrival import Arrival, Listing
from mailflow.core.delivery import Delivery, Envelope


@dataclass(frozen=True, slots=True)
class FolderState:
    """A folder as the server showed it on opening. UIDs are good for as long as `uidvalidity` stays the same."""

    folder: str
    uidvalidity: int
    uidnext: int  # every message that comes later has this UID or a higher one
    exists: int


class Mailbox(Protocol):
    """A folder that messages are taken from. One task at a time uses it."""

    name: str

    async def open(self) -> FolderState:
        """Connect, log in and select the folder; on an open mailbox, select it again. May be called after any error."""
        ...

    async def listing(self, after: int) -> list[Listing]:
        """The messages with UIDs above `after`, ascending, with their sizes."""
        ...

    async def listing_since(self, day: date) -> list[Listing]:
        """Those that came on that day or later; which day it was, the server says by its own zone."""
        ...

    async def uids(self) -> list[int]:
        """The UIDs of all messages in the folder, ascending."""
        ...

    async def fetch(self, uids: Sequence[int], *, size_limit: int, sizes: Mapping[int, int]) -> list[Arrival]:
        """The messages themselves, ascending. Of one over `size_limit` bytes only the header; expunged ones are absent.

        No flag is touched. A message that the server has and persistently will not hand out comes as an `Arrival`
        without `raw`, so that it stops itself and not the mailbox.
        """
        ...

    async def wait(self, seconds: float) -> bool:
        """Return at the latest after `seconds`; True as soon as something may have come, so that looking is worth it."""
        ...

    async def mark(self, uids: Sequence[int]) -> None:
        """Mark or move messages on the server as configured; by default do nothing."""
        ...

    async def move(self, uids: Sequence[int], folder: str) -> None:
        """Move messages into another folder of the same account, which is made if need be; what is gone is passed over.

        A message is in one of the two folders at any time, and in one only. Raises `MailboxError` where it cannot be done.
        """
        ...

    async def lacking(self, folders: Sequence[str]) -> list[str]:
        """Those of these folders that are not there yet. Raises `MailboxError` where nothing could be moved at all."""
        ...

    async def beside(self, folder: str) -> Mailbox | None:
        """Another folder of the account, not opened yet and never marked; None where it is not there."""
        ...

    async def close(self) -> None:
        """Log out and let go of the connection, in less than two seconds. Never raises."""
        ...


class Courier(Protocol):
    """The way out for letters. `send` may be called by several tasks at once."""

    async def send(self, envelope: Envelope, data: bytes) -> Delivery:
        """Hand over one letter; an outcome for each recipient. `CourierError`: the way out is shut, no letter was begun.

        Cancelled, it raises `SendCancelled`, which tells how far it came.
        """
        ...

    async def check(self) -> str:
        """Connect, secure, log in and leave; a sentence on what was found. `CourierError` says what is wrong."""
        ...

    async def close(self) -> None:
        """Let go of all connections, in less than two seconds. Never raises."""
        ...


class SendCancelled(asyncio.CancelledError):
    """`Courier.send` was cancelled. `delivery` is what is known: UNKNOWN where the final dot was out, DEFERRED before."""

    def __init__(self, delivery: Delivery) -> None:
        self.delivery = delivery
        super().__init__("the handing over of a letter was cancelled")
