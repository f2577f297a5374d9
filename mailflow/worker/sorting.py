"""The middle of the way: batches out of the ledger, through the sorting processes, into records and outbox.

While one batch is being recorded the next are sorted already, and one more waits with its past read, so that a sorting
process never waits for the store. Batches go on record in the order in which they came. A message whose rules looked at the past is sorted again, by
itself, when a message before it changed what is known of its party: the outcome is as if all had come one by one.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from mailflow import log
from mailflow.core.history import History
from mailflow.core.identity import tokens_in
from mailflow.core.parsing import parse
from mailflow.core.reasons import Reason, Why
from mailflow.core.reference import derived_key
from mailflow.errors import StoreError
from mailflow.settings import Settings
from mailflow.store import Pending, Store
from mailflow.typeset.enclosures import ITSELF
from mailflow.worker.answering import Office
from mailflow.worker.desks import Desks, Standing
from mailflow.worker.intake import Parcel
from mailflow.worker.judgement import Batch, Failure, Job, Judgement
from mailflow.worker.scribe import Scribe
from mailflow.worker.settling import Settled, settle
from mailflow.worker.sorters import Sorters


@dataclass(frozen=True, slots=True)
class _Ready:
    """A sorted batch, with what it was sorted by."""

    standing: Standing
    items: tuple[Pending, ...]
    judged: list[Judgement | Failure]
    jobs: dict[int, Job]
    seen: int  # how many batches of the conference were on record when its past was read


class _Unsettled(Exception):
    """A message of a batch could not be put on record."""


class Sorting:
    """Takes parcels from the mailboxes, in order. `queued` is called when letters were put into the outbox."""

    def __init__(
        self,
        settings: Settings,
        office: Office,
        desks: Desks,
        scribe: Scribe,
        sorters: Sorters,
        queued: Callable[[], Awaitable[None]],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings, self._office, self._desks = settings, office, desks
        self._scribe, self._sorters, self._queued, self._clock = scribe, sorters, queued, clock
        self._reference_key = derived_key(office.key)
        self._batches: asyncio.Queue[asyncio.Task[_Ready] | None] = asyncio.Queue()
        # One batch is recorded, each process sorts one, and one waits for a process.
        self._room = asyncio.Semaphore(sorters.count + 2)
        self._large = asyncio.Lock()  # of messages that are larger than a batch, one is in memory
        self._under_way: set[int] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._recorded: dict[str, int] = {}  # conference -> batches on record
        self._changed: dict[str, dict[str, int]] = {}  # conference -> party -> number of the batch that changed it

    async def take(self, parcel: Parcel) -> None:
        """A batch that was just put into the ledger. Waits while enough is under way, so that memory stays bounded."""
        items = await self._to_sort(parcel)
        del parcel
        if items:
            await self._put(items)

    async def _to_sort(self, parcel: Parcel) -> tuple[Pending, ...]:
        pending, limit = [], self._settings.form.limits.batch_size
        for taken, arrival in parcel.items:
            if arrival.raw is None:
                await self._file_oversize(taken.id, arrival.head, arrival.size)
                continue
            # One that is larger than a batch lies in the ledger, and is in memory again when it is sorted.
            raw = arrival.raw if len(arrival.raw) <= limit else None
            pending.append(
                Pending(taken.id, parcel.mailbox, parcel.conference, raw, arrival.received_at, 0, taken.backlog)
            )
        return tuple(pending)

    async def leftovers(self) -> None:
        """What an earlier worker, or a try that failed, left in the ledger."""
        limits, after = self._settings.form.limits, 0
        while True:
            last = after
            found = await self._scribe.read(
                lambda store, last=last: store.ledger.pending(  # type: ignore[misc]
                    after=last, limit=limits.batch_messages, size=limits.batch_size
                )
            )
            if not found:
                return
            after = found[-1].id
            waiting = [item for item in found if item.id not in self._under_way]
            for conference in dict.fromkeys(item.conference for item in waiting):
                if conference in self._settings.conferences:
                    await self._put(tuple(item for item in waiting if item.conference == conference))

    async def idle(self) -> None:
        """Until everything that was handed over is on record, or has failed."""
        await self._idle.wait()

    async def _put(self, items: tuple[Pending, ...]) -> None:
        self._under_way.update(item.id for item in items)
        self._idle.clear()
        await self._room.acquire()
        self._batches.put_nowait(asyncio.create_task(self._sort(items)))

    async def end(self) -> None:
        """Nothing more is coming."""
        self._batches.put_nowait(None)

    async def run(self) -> None:
        """Record what is sorted, in order, until `end`."""
        try:
            while (batch := await self._batches.get()) is not None:
                await self._record(await batch)
                self._room.release()
        finally:
            # What is cut off here lies in the ledger and is taken up at the next start.
            await self._drop()

    async def _drop(self) -> None:
        left = [self._batches.get_nowait() for _ in range(self._batches.qsize())]
        tasks = [batch for batch in left if batch is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _sort(self, items: tuple[Pending, ...]) -> _Ready:
        conference = items[0].conference
        standing = self._desks[conference]
        large = any(item.raw is None for item in items)
        async with self._large if large else contextlib.nullcontext():
            jobs = {item.id: await self._job(item) for item in items}
            tokens = [token for job in jobs.values() for token in job.tokens]
            seen = self._recorded.get(conference, 0)
            history = await self._scribe.read(lambda store: store.records.history(conference, tokens))
            batch = Batch(standing.sources.revision, tuple(jobs.values()), history, self._reference_key)
            judged = await self._sorters.sort(standing.sources, batch)
        if large:
            jobs = {item.id: replace(jobs[item.id], raw=item.raw or b"") for item in items}
        return _Ready(standing, items, judged, jobs, seen)

    async def _job(self, item: Pending) -> Job:
        raw = await self._raw(item)
        return Job(
            id=item.id,
            raw=raw,
            receiving=self._settings.receiving(item.mailbox),
            received_at=item.received_at,
            tokens=tokens_in(self._office.key, raw),
        )

    async def _raw(self, item: Pending) -> bytes:
        if item.raw is not None:
            return item.raw
        raw = await self._scribe.read(lambda store: store.ledger.raw(item.id))
        if raw is None:
            raise StoreError(f"Message {item.id} waits to be sorted, and its bytes are not in the ledger.")
        return raw

    async def _record(self, ready: _Ready) -> None:
        conference = ready.standing.conference.name
        pairs = list(zip(ready.items, ready.judged, strict=True))
        while pairs:
            # As far as the past they were judged by is still the past, messages go on record together.
            good = self._still_good(pairs, conference, ready.seen)
            count = _in_one_go(pairs[:good], ready.standing)
            if count:
                await self._commit(pairs[:count], ready.standing, conference)
                del pairs[:count]
            if pairs and count == good:
                item, _ = pairs[0]
                judged = await self._again(item, ready, conference)
                await self._commit([(item, judged)], ready.standing, conference)
                del pairs[0]
        self._recorded[conference] = self._recorded.get(conference, 0) + 1

    def _still_good(self, pairs: Sequence[tuple[Pending, Judgement | Failure]], conference: str, seen: int) -> int:
        changed = {party for party, batch in self._changed.get(conference, {}).items() if batch >= seen}
        for index, (_, judged) in enumerate(pairs):
            if isinstance(judged, Failure):
                continue
            party = judged.decision.party
            if judged.decision.match.used_history and party in changed:
                return index
            if party is not None:
                changed.add(party)
        return len(pairs)

    async def _again(self, item: Pending, ready: _Ready, conference: str) -> Judgement | Failure:
        job = replace(ready.jobs[item.id], raw=await self._raw(item))
        history: History = await self._scribe.read(lambda store: store.records.history(conference, job.tokens))
        batch = Batch(ready.standing.sources.revision, (job,), history, self._reference_key)
        return (await self._sorters.sort(ready.standing.sources, batch))[0]

    async def _commit(
        self, pairs: Sequence[tuple[Pending, Judgement | Failure]], standing: Standing, conference: str
    ) -> None:
        now = self._clock()
        try:
            settled = await self._scribe.insist(lambda store: self._write(store, pairs, standing, now))
        except _Unsettled:
            settled = await self._scribe.insist(lambda store: self._write(store, pairs, standing, now, apart=True))
        for done in settled:
            log.event("mail.sorted", **done.told)
        self._under_way.difference_update(item.id for item, _ in pairs)
        if not self._under_way:
            self._idle.set()
        batch = self._recorded.get(conference, 0)
        parties = [done.party for done in settled if done.party is not None]
        self._changed.setdefault(conference, {}).update(dict.fromkeys(parties, batch))
        if any(done.letter is not None for done in settled):
            await self._queued()

    def _write(
        self,
        store: Store,
        pairs: Sequence[tuple[Pending, Judgement | Failure]],
        standing: Standing,
        now: datetime,
        apart: bool = False,
    ) -> list[Settled]:
        """One transaction for the batch. Where a message cannot be put on record, nothing is, and `_Unsettled` is raised.

        With `apart` each has a savepoint, and one that fails takes no other with it. That takes a tenth longer, for SQLite
        keeps a copy of each page that is changed, for each message anew.
        """
        settled: list[Settled] = []
        for item, judged in pairs:
            try:
                if isinstance(judged, Failure):
                    raise RuntimeError(judged.text)
                with store.savepoint() if apart else contextlib.nullcontext():
                    settled.append(
                        settle(store, judged, standing, self._office, item.mailbox, item.received_at, item.backlog, now)
                    )
            except StoreError:
                # The disk or the database, not the message: the whole batch waits.
                raise
            except Exception as error:  # law 10: broken input stops one message, not the mailbox
                if not apart and isinstance(judged, Judgement):
                    raise _Unsettled from error
                self._failed(store, item.id, error, now)
                continue
        return settled

    def _failed(self, store: Store, message: int, error: Exception, now: datetime) -> None:
        limit = self._settings.form.limits.tries
        parked = store.ledger.failed(message, str(error) or type(error).__name__, limit, now)
        log.warn("mail.parked" if parked else "mail.failed", message=message, error=type(error).__name__)
        if parked:
            store.records.park(message, str(Why(Reason.PARKED)), now)

    async def _file_oversize(self, message: int, head: bytes, size: int) -> None:
        parsed = parse(head)
        sender = parsed.author.spec if parsed.author else ""
        why, now = str(Why(Reason.TOO_LARGE, f"{size:,} bytes")), self._clock()
        await self._scribe.insist(
            lambda store: store.records.file_oversize(
                message, sender, parsed.subject[:1000], parsed.message_id, why, now
            )
        )
        log.warn("mail.oversize", message=message, size=size)


def _in_one_go(pairs: Sequence[tuple[Pending, Judgement | Failure]], standing: Standing) -> int:
    """How many messages share a transaction: one whose letter is set as PDF, which takes a moment, is its last."""
    for number, (_, judged) in enumerate(pairs, 1):
        if isinstance(judged, Judgement) and ITSELF in standing.letters.attached(judged.decision.letter):
            return number
    return len(pairs)
