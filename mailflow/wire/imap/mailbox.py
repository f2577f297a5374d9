"""One folder of an IMAP account, as the worker sees it: everything blocking is sent to the connection's own thread.

Whatever fails in a way that leaves the conversation in doubt (end of file, silence, garbage, cancellation) costs the
connection: it is severed, `MailboxError` is raised, and the next `open()` starts afresh. Nothing is ever retried inside.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

from mailflow.core.arrival import Arrival, Listing, Place
from mailflow.errors import MailboxError
from mailflow.wire.imap.connection import Connection, Renumbered, connected, is_there, log_out, selected
from mailflow.wire.imap.fetching import BODY, HEAD, Fetched, fetched, message_sizes, searched, uids_after
from mailflow.wire.imap.marking import lacking, mark_error, marked, moved
from mailflow.wire.imap.options import ImapOptions
from mailflow.wire.imap.trouble import BROKEN, is_passing, mailbox_error
from mailflow.wire.imap.waiting import LONGEST_STRETCH, begin_idle, by_idle, end_idle, noop, noop_interval
from mailflow.wire.ports import FolderState
from mailflow.wire.thread import OwnThread

T = TypeVar("T")

_SIZES_AT_ONCE = 2000
_SLOWEST = 20_000  # bytes a second that a fetch must make, beside the time for silence
_REFUSALS = 3
_GOODBYE = 1.0  # seconds


class ImapMailbox:
    """`Mailbox` over IMAP."""

    def __init__(self, name: str, options: ImapOptions) -> None:
        if (wrong := mark_error(options.mark)) is not None:
            raise ValueError(wrong)
        self.name = name
        self.options = options
        self._thread: OwnThread | None = None
        self._connection: Connection | None = None
        self._news = False
        self._refusals: dict[tuple[int, int], int] = {}

    async def open(self) -> FolderState:
        """Connect and select, or select again. A connection that died while nobody looked is replaced."""
        if self._connection is not None:
            try:
                return await self._selected()
            except MailboxError as error:
                if error.permanent or self._connection is not None:
                    raise
        await self._connect()
        return await self._selected()

    async def listing(self, after: int) -> list[Listing]:
        """UIDs above `after` with their sizes. One that the server gives no size for is listed with 0, and not left out."""
        self._news = False
        return await self._listed(await self._call(lambda c: uids_after(c, after)))

    async def listing_since(self, day: date) -> list[Listing]:
        """Those whose INTERNALDATE is that day or later. Servers keep it when they move a message."""
        return await self._listed(await self._call(lambda c: searched(c, f"SINCE {day:%d-%b-%Y}")))

    async def uids(self) -> list[int]:
        """All UIDs of the folder."""
        return await self._call(lambda c: searched(c, "ALL"))

    async def fetch(self, uids: Sequence[int], *, size_limit: int, sizes: Mapping[int, int]) -> list[Arrival]:
        """The messages, each whole or by its header, in the order of their UIDs."""
        unknown = [uid for uid in uids if uid not in sizes]
        known = dict.fromkeys(uids, 0) | dict(sizes) | await self._sizes(unknown)
        small = [uid for uid in uids if known[uid] <= size_limit]
        large = [uid for uid in uids if known[uid] > size_limit]
        arrivals = await self._whole(small, size_limit, known) + await self._heads(large, known)
        return sorted(arrivals, key=lambda arrival: arrival.place.uid)

    async def wait(self, seconds: float) -> bool:
        """Until something has come, by IDLE or NOOP (see `waiting`). Each stretch ends by an answer of the server."""
        until = time.monotonic() + seconds
        while not self._news and (left := until - time.monotonic()) > 0:
            if by_idle(self._live(), self.options):
                await self._idle(min(LONGEST_STRETCH, left))
            else:
                await self._noop(left)
        return self._news

    async def mark(self, uids: Sequence[int]) -> None:
        """Mark as configured."""
        if self.options.mark is not None and uids:
            with self._looking_again():
                await self._call(lambda c: marked(c, self.options, uids))

    async def move(self, uids: Sequence[int], folder: str) -> None:
        """Move into another folder of the account."""
        if uids:
            with self._looking_again():
                await self._call(lambda c: moved(c, self.options, uids, folder))

    async def lacking(self, folders: Sequence[str]) -> list[str]:
        """Which of these folders are not there."""
        with self._looking_again():
            return await self._call(lambda c: lacking(c, self.options, folders))

    async def beside(self, folder: str) -> ImapMailbox | None:
        """The same account, with a connection of its own."""
        if not await self._call(lambda c: is_there(c, folder)):
            return None
        return ImapMailbox(self.name, replace(self.options, folder=folder, mark=None))

    async def close(self) -> None:
        """Log out within a second, or let go."""
        connection, thread = self._connection, self._thread
        self._connection = self._thread = None
        if connection is None or thread is None:
            return
        try:
            await asyncio.wait_for(thread.call(lambda: log_out(connection, _GOODBYE)), _GOODBYE)
        except TimeoutError:
            pass
        finally:
            connection.sever()
            thread.end(connection.release)

    async def _connect(self) -> None:
        self._news = False
        self._thread = thread = OwnThread(f"imap-{self.name}")
        limit = self.options.connect_seconds + 4 * self.options.timeout_seconds
        abandoned = False

        def work() -> Connection | None:
            connection = connected(self.options)
            if abandoned:
                connection.release()
                return None
            return connection

        try:
            self._connection = await asyncio.wait_for(thread.call(work), limit)
        except BaseException as error:
            abandoned = True
            thread.end()
            if isinstance(error, TimeoutError):
                raise mailbox_error(self.options, error) from None
            raise

    async def _selected(self) -> FolderState:
        def work(connection: Connection) -> FolderState:
            state = selected(connection, self.options)
            noop(connection)
            return state

        return await self._call(work)

    async def _listed(self, uids: Sequence[int]) -> list[Listing]:
        sizes = await self._sizes(uids)
        return [Listing(uid, sizes.get(uid, 0)) for uid in uids]

    async def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        sizes: dict[int, int] = {}
        for start in range(0, len(uids), _SIZES_AT_ONCE):
            sizes |= await self._call(partial(_sizes_of, uids[start : start + _SIZES_AT_ONCE]))
        return sizes

    async def _whole(self, uids: Sequence[int], size_limit: int, sizes: Mapping[int, int]) -> list[Arrival]:
        if not uids:
            return []
        got = await self._call(lambda c: fetched(c, uids, BODY), expected=sum(sizes[uid] for uid in uids))
        # An empty answer for a message with a size is how some servers answer for an expunged one (RFC 2180 §4.1.3).
        here = [uid for uid in uids if got.bodies.get(uid) or (uid in got.bodies and sizes[uid] == 0)]
        arrivals = [self._arrival(uid, got, got.bodies[uid], size_limit) for uid in here]
        return arrivals + await self._refused(got, sizes)

    async def _refused(self, got: Fetched, sizes: Mapping[int, int]) -> list[Arrival]:
        """After the third refusal a message goes on by its header, so that the others are not held up."""
        given_up = []
        for uid, words in got.refused.items():
            key = (self._live().uidvalidity, uid)
            self._refusals[key] = self._refusals.get(key, 0) + 1
            if self._refusals[key] < _REFUSALS or is_passing(words):
                raise MailboxError(
                    f"{self.options.server} did not hand out message {uid} of {self.options.folder}: {words}"
                )
            given_up.append(uid)
        return await self._heads(given_up, sizes)

    async def _heads(self, uids: Sequence[int], sizes: Mapping[int, int]) -> list[Arrival]:
        if not uids:
            return []
        got = await self._call(lambda c: fetched(c, uids, HEAD))
        there = [uid for uid in uids if uid in got.bodies or uid in got.refused]
        return [
            Arrival(
                self._place(uid), sizes[uid], got.dates.get(uid) or datetime.now(UTC), head=got.bodies.get(uid, b"")
            )
            for uid in there
        ]

    def _arrival(self, uid: int, got: Fetched, raw: bytes, size_limit: int) -> Arrival:
        at = got.dates.get(uid) or datetime.now(UTC)
        if len(raw) > size_limit:  # some servers only estimate RFC822.SIZE
            head, gap, _ = raw.partition(b"\r\n\r\n")
            return Arrival(self._place(uid), len(raw), at, head=head + gap)
        return Arrival(self._place(uid), len(raw), at, raw=raw)

    def _place(self, uid: int) -> Place:
        return Place(self.name, self.options.folder, self._live().uidvalidity, uid)

    @contextlib.contextmanager
    def _looking_again(self) -> Iterator[None]:
        """Around what may open the folder anew, done or refused: what came in between is not announced any more."""
        try:
            yield
        finally:
            self._news = True

    async def _noop(self, left: float) -> None:
        """One NOOP, and the pause after it where nothing has come."""
        await self._call(noop)
        if not self._news:
            await asyncio.sleep(min(noop_interval(self._live(), self.options), left))

    async def _idle(self, seconds: float) -> None:
        """One stretch of IDLE, ended by time or by the server's saying something."""
        tag, spoke = await self._call(begin_idle)
        if not spoke and not self._news:
            await self._listen(seconds)
        await self._call(lambda c: end_idle(c, tag))

    async def _listen(self, seconds: float) -> None:
        """Until the socket can be read from. No thread waits meanwhile, and stopping takes no time."""
        loop, spoke = asyncio.get_running_loop(), asyncio.Event()
        descriptor = self._live().imap.sock.fileno()
        loop.add_reader(descriptor, spoke.set)
        try:
            await asyncio.wait_for(spoke.wait(), seconds)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            self._drop()
            raise
        finally:
            loop.remove_reader(descriptor)

    def _live(self) -> Connection:
        if self._connection is None:
            raise MailboxError(f"{self.options.server} is not connected")
        return self._connection

    async def _call(self, function: Callable[[Connection], T], *, expected: int = 0) -> T:
        """Run a conversation in the connection's thread, under a time limit that grows with the bytes expected."""
        connection, thread = self._live(), self._thread
        assert thread is not None  # noqa: S101
        limit = 2 * self.options.timeout_seconds + expected / _SLOWEST
        try:
            result, news = await asyncio.wait_for(thread.call(lambda: (function(connection), connection.news())), limit)
        except MailboxError:
            raise
        except Renumbered:
            self._drop()
            raise MailboxError(
                f"{self.options.folder} on {self.options.server} was renumbered (UIDVALIDITY): it will be read again"
            ) from None
        except BROKEN as error:
            self._drop()
            raise mailbox_error(self.options, error) from error
        except asyncio.CancelledError:
            self._drop()
            raise
        self._news |= news
        return result

    def _drop(self) -> None:
        """Sever the connection; its thread clears up when it notices."""
        connection, thread = self._connection, self._thread
        self._connection = self._thread = None
        if connection is not None and thread is not None:
            connection.sever()
            thread.end(connection.release)


def _sizes_of(uids: Sequence[int], connection: Connection) -> dict[int, int]:
    return message_sizes(connection, uids)
