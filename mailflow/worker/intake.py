"""One mailbox: brings what is new into the ledger and hands it on to be sorted (design law 1: ledger before judgement).

The raw bytes of a batch are committed before anything is parsed, and only then marked on the server, where marking is
on. What lies on the server and not in the ledger is found by comparing UIDs at each opening, never by `\\Seen`.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mailflow import log
from mailflow.core.arrival import Arrival, Listing
from mailflow.errors import MailboxError, MailflowError
from mailflow.settings import LimitsForm, MailboxForm
from mailflow.store import Move, Store, Taken
from mailflow.wire.ports import FolderState, Mailbox
from mailflow.worker.ending import ended
from mailflow.worker.scribe import Scribe

_FIRST_BATCH = 8  # messages
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 300.0
_LOOK_SECONDS = 60.0  # the longest silence between two looks at a mailbox that says nothing
_MOVE_SECONDS = 5.0  # the same while what came is being put on record
_STOP_SECONDS = 3.0  # what a server may still take for its answer when the worker stops


@dataclass(frozen=True, slots=True)
class Parcel:
    """A batch in the ledger, with its bytes still at hand, on its way to be sorted."""

    conference: str
    mailbox: str
    items: tuple[tuple[Taken, Arrival], ...] = field(repr=False)


@dataclass(slots=True)
class Health:
    """How a mailbox fares, for `status` and the alarms."""

    reached_at: datetime | None = None
    failing_since: datetime | None = None
    problem: str = ""
    mark_problem: str = ""
    move_problems: dict[str, str] = field(default_factory=dict)  # by the folder that takes nothing
    unseen_problem: str = ""  # why folders could not be looked through after an older copy of the database was put back


class Intake:
    """The loop of one mailbox. One that is stuck stops no other: each has its own connection, waits and health."""

    def __init__(
        self,
        name: str,
        form: MailboxForm,
        mailbox: Mailbox,
        scribe: Scribe,
        limits: LimitsForm,
        hand_on: Callable[[Parcel], Awaitable[None]],
        watched: frozenset[str] = frozenset(),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`watched` are folders of the account that are watched: nothing is moved into them, or it would come in again."""
        self.name, self.form, self.mailbox = name, form, mailbox
        self.health = Health()
        self.folder = ""
        self.exists = 0
        self._scribe, self._limits, self._hand_on, self._clock = scribe, limits, hand_on, clock
        self._watched = watched
        self._came_at: datetime | None = None  # when the last new message was taken in

    async def run(self, stop: asyncio.Event) -> None:
        """Watch until `stop`; after a failure wait, longer each time and never in step with others, and begin anew."""
        await ended(self._watch(stop), stop, _STOP_SECONDS)

    async def once(self, stop: asyncio.Event) -> bool:
        """Take in what lies there now. False where the mailbox could not be reached or read."""
        return await ended(self._look(stop), stop, _STOP_SECONDS) is True

    async def move(self, stop: asyncio.Event) -> None:
        """Move what is on record by now; connect only where there is something to be moved."""
        if await self._scribe.read(lambda store: store.moves.has_due(self.name)):
            await ended(self._look(stop), stop, _STOP_SECONDS)

    async def _watch(self, stop: asyncio.Event) -> None:
        wait = _FIRST_WAIT
        while not stop.is_set():
            try:
                state = await self._open(stop)
                wait = _FIRST_WAIT
                while not stop.is_set():
                    await ended(self.mailbox.wait(self._patience()), stop, seconds=0)
                    if not stop.is_set():
                        if self.health.unseen_problem:
                            await self._take_moved(stop)
                        await self._take_new(state, stop)
                        await self._move(state)
                        self._reached()
            except MailflowError as error:
                self._failed(error)
            finally:
                with contextlib.suppress(MailflowError):
                    await self.mailbox.close()
            pause = wait * random.uniform(0.7, 1.3)
            wait = min(wait * 2, _LONGEST_WAIT)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def _look(self, stop: asyncio.Event) -> bool:
        try:
            await self._open(stop)
        except MailflowError as error:
            self._failed(error)
            return False
        finally:
            with contextlib.suppress(MailflowError):
                await self.mailbox.close()
        return True

    async def _open(self, stop: asyncio.Event) -> FolderState:
        """Connect, and take in everything that lies there and is not in the ledger."""
        state = await self.mailbox.open()
        name, now = self.name, self._clock()
        self.folder, self.exists = state.folder, state.exists

        def begin(store: Store) -> set[int]:
            store.ledger.begin(name, state.folder, state.uidvalidity, state.uidnext, state.exists, now)
            return store.ledger.known(name, state.folder, state.uidvalidity)

        known = await self._scribe.insist(begin)
        self._reached()
        # What was moved came before what lies here.
        await self._take_moved(stop)
        missing = set(await self.mailbox.uids()) - known
        if missing:
            listed = await self.mailbox.listing(min(missing) - 1)
            await self._take([x for x in listed if x.uid in missing], stop)
        await self._move(state)
        return state

    def _patience(self) -> float:
        """How long to wait for news: shortly after a message came it is on record, and may be due to be moved."""
        if self._came_at is not None and (self._clock() - self._came_at).total_seconds() < _LOOK_SECONDS:
            return _MOVE_SECONDS
        return _LOOK_SECONDS

    async def _take_new(self, state: FolderState, stop: asyncio.Event) -> None:
        name = self.name
        top = await self._scribe.read(lambda store: store.ledger.highest(name, state.folder, state.uidvalidity))
        await self._take(await self.mailbox.listing(top), stop)

    async def _take_moved(self, stop: asyncio.Event) -> None:
        """Where an older copy of the database was put back: what was moved since lies in other folders, and is filed.

        That it cannot be read keeps nothing else from being taken in; it is tried again with the next look.
        """
        unseen = await self._scribe.read(lambda store: store.moves.unseen(self.name))
        if unseen is None:
            return
        try:
            for folder in unseen.folders:
                beside = await self.mailbox.beside(folder)
                if beside is not None:
                    await self._take_beside(beside, unseen.since, stop)
        except MailboxError as error:
            self.health.unseen_problem = str(error)
            log.warn("mail.not-looked-through", mailbox=self.name, problem=error)
            return
        if not stop.is_set():
            await self._scribe.insist(lambda store: store.moves.seen(self.name))
            self.health.unseen_problem = ""

    async def _take_beside(self, beside: Mailbox, since: datetime, stop: asyncio.Event) -> None:
        try:
            await beside.open()
            await self._take(await beside.listing_since(since.date()), stop, beside)
        finally:
            await beside.close()

    async def _take(self, listed: Sequence[Listing], stop: asyncio.Event, beside: Mailbox | None = None) -> None:
        """Batch by batch; `beside` is the folder they lie in where that is not the watched one."""
        for batch in batches(listed, self._limits.batch_messages, self._limits.batch_size):
            if stop.is_set():
                return
            parcel = await self._taken(batch, beside)
            if parcel is not None:
                handing_on = self._hand_on(parcel)
                del parcel  # its bytes are held there from now on, and not here while the next are fetched
                await handing_on

    async def _taken(self, batch: Sequence[Listing], beside: Mailbox | None) -> Parcel | None:
        """Fetch a batch, commit and mark it; what of it is to be handed on, None for nothing."""
        sizes = {x.uid: x.size for x in batch}
        mailbox = beside or self.mailbox
        arrivals = await mailbox.fetch(list(sizes), size_limit=self._limits.message_size, sizes=sizes)
        if not arrivals:
            return None
        taken = await self._commit(arrivals, moved=beside is not None)
        self._reached()
        log.event("mail.taken", mailbox=self.name, messages=len(arrivals), new=sum(t.new for t in taken))
        if beside is None:
            await self._mark([a.place.uid for a in arrivals])
        self._came_at = self._clock()
        fresh = tuple((t, a) for t, a in zip(taken, arrivals, strict=True) if t.new)
        return Parcel(self.form.conference, self.name, fresh) if fresh else None

    async def _commit(self, arrivals: Sequence[Arrival], moved: bool) -> list[Taken]:
        conference, now, file_old = self.form.conference, self._clock(), self.form.backlog == "file"
        if moved:
            return await self._scribe.insist(
                lambda store: store.ledger.take_moved(arrivals, conference=conference, now=now)
            )
        return await self._scribe.insist(
            lambda store: store.ledger.take(arrivals, conference=conference, file_backlog=file_old, now=now)
        )

    async def _mark(self, uids: list[int]) -> None:
        if self.form.mark is None:
            return
        try:
            await self.mailbox.mark(uids)
            self.health.mark_problem = ""
        except MailboxError as error:
            # Marking is a convenience: that it fails must not bring the message in again.
            self.health.mark_problem = str(error)
            log.warn("mail.not-marked", mailbox=self.name, problem=error)

    async def _move(self, state: FolderState) -> None:
        """Move what a rule puts into another folder: it is on record, and waits for nobody."""
        name, key = self.name, (self.name, state.folder, state.uidvalidity)
        problems: dict[str, str] = {}
        for target, uids in _by_target(await self._scribe.read(lambda store: store.moves.due(*key))).items():
            try:
                self._refuse_watched(target)
                await self.mailbox.move(uids, target)
            except MailboxError as error:
                # It stays where it is and is tried again with the next look: nothing is lost by it.
                problems[target] = str(error)
                if problems[target] != self.health.move_problems.get(target):
                    log.warn("mail.not-moved", mailbox=name, folder=target, messages=len(uids), problem=error)
                continue
            await self._scribe.insist(lambda store, uids=uids: store.moves.done(*key, uids))  # type: ignore[misc]
            log.event("mail.moved", mailbox=name, folder=target, messages=len(uids))
        self.health.move_problems = problems

    def _refuse_watched(self, target: str) -> None:
        if target.casefold() in self._watched:
            sentence = f'Messages are not moved into "{target}": that folder is watched, and they would come in again.'
            raise MailboxError(sentence, permanent=True)

    def _reached(self) -> None:
        self.health.reached_at = self._clock()
        if self.health.failing_since is not None:
            log.event("mailbox.back", mailbox=self.name)
        self.health.failing_since, self.health.problem = None, ""

    def _failed(self, error: MailflowError) -> None:
        if self.health.failing_since is None or self.health.problem != str(error):
            log.warn("mailbox.failed", mailbox=self.name, problem=error)
        self.health.failing_since = self.health.failing_since or self._clock()
        self.health.problem = str(error)


def _by_target(moves: Sequence[Move]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for move in moves:
        found.setdefault(move.target, []).append(move.uid)
    return found


def batches(listed: Sequence[Listing], count: int, size: int) -> Iterator[list[Listing]]:
    """Parts of at most `count` messages and `size` bytes; a single larger message is a part of its own.

    The first are smaller: they are sorted and answered while the others are still fetched.
    """
    part: list[Listing] = []
    total, most = 0, min(_FIRST_BATCH, count)
    for item in listed:
        if part and (len(part) >= most or total + item.size > size):
            yield part
            part, total, most = [], 0, min(2 * most, count)
        part.append(item)
        total += item.size
    if part:
        yield part
