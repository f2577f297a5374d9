"""Reading the pictures of messages, behind everything else: nothing waits for it, and it decides nothing.

A message with pictures is on record, and answered, before they are looked at. They are read in a sorting process of their own, which
is there as long as there is something to read, has a bound on time and memory, and may die. What it makes out is
added to the record as a proposal (`store.proposals`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from mailflow import log
from mailflow.core.document import PictureLimits
from mailflow.core.identity import tokens_in
from mailflow.core.packing import unsqueezed
from mailflow.core.reasons import Reason, Why
from mailflow.core.reference import derived_key
from mailflow.errors import FileError
from mailflow.settings import Settings
from mailflow.store import Pending, Store
from mailflow.worker import facts as fact_rows
from mailflow.worker.desks import Desks
from mailflow.worker.judgement import Batch, Failure, Job, Judgement
from mailflow.worker.scribe import Scribe
from mailflow.worker.sorters import Sorters

_LOOK_SECONDS = 1.0
_TRIES = 2  # the first may have been cut off by the end of the worker


class Pictures:
    """The reader of pictures. Without an engine, or where `[reading] pictures` says so, nothing waits and nothing is read."""

    def __init__(
        self,
        settings: Settings,
        key: bytes,
        desks: Desks,
        scribe: Scribe,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings, self._key, self._desks, self._scribe, self._clock = settings, key, desks, scribe, clock
        self._sorters: Sorters | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Read what comes until `stop` is set."""
        while not stop.is_set():
            await self.drain()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await stop.wait()

    async def drain(self) -> None:
        """Read all that waits."""
        if not await self._scribe.read(lambda store: store.proposals.waiting()):
            return
        limits = await asyncio.to_thread(self._limits)
        if limits is None:
            await self._scribe.insist(lambda store: store.proposals.let_go())
            return
        try:
            while (item := await self._scribe.insist(lambda store: store.proposals.take(_TRIES))) is not None:
                await self._read(item, limits)
        finally:
            if self._sorters is not None:
                await self._sorters.close()
                self._sorters = None

    def _limits(self) -> PictureLimits | None:
        """How much is read; None for nothing."""
        from mailflow.documents.engine import engine

        return self._settings.pictures if engine() is not None else None

    async def _read(self, item: Pending, limits: PictureLimits) -> None:
        try:
            judged = await self._judged(item, limits)
        except FileError as error:
            # The desk could not be opened in time, or is being edited: its turn comes again, and mail is not held up by it.
            log.warn("pictures.failed", message=item.id, problem=error)
            return
        now = self._clock()
        if isinstance(judged, Failure):
            log.warn("pictures.failed", message=item.id)
        if not isinstance(judged, Judgement):
            await self._scribe.insist(lambda store: store.proposals.put(item.id, (), "", {}, None, now))
            return
        put = await self._scribe.insist(lambda store: _put(store, judged, now))
        proposed = fact_rows.rows(judged.decision.proposed, {})
        log.event("pictures.read", message=item.id, facts=len(proposed), kept=put, seconds=round(judged.seconds, 2))

    async def _judged(self, item: Pending, limits: PictureLimits) -> Judgement | Failure | None:
        """The message with its pictures read; None where its mailbox or its bytes are gone."""
        settings = self._settings
        raw = await self._scribe.read(lambda store: store.ledger.raw(item.id))
        if raw is None or item.conference not in settings.conferences or item.mailbox not in settings.form.mailbox:
            return None
        sources, tokens = self._desks[item.conference].sources, tokens_in(self._key, raw)
        history = await self._scribe.read(lambda store: store.records.history(item.conference, tokens))
        job = Job(item.id, raw, settings.receiving(item.mailbox), item.received_at, tokens)
        batch = Batch(sources.revision, (job,), history, derived_key(self._key), limits)
        (judged,) = await (await self._running(limits)).sort(sources, batch)
        return judged

    async def _running(self, limits: PictureLimits) -> Sorters:
        if self._sorters is None:
            bounds = self._settings.form.limits
            self._sorters = Sorters(1, bounds.sort_seconds + limits.seconds, bounds.sort_memory)
            await self._sorters.start()
        return self._sorters


def _put(store: Store, judged: Judgement, now: datetime) -> bool:
    reasons = [why for why in judged.decision.reasons if why.reason is Reason.READ_FROM_PICTURE]
    trace: Mapping[str, Any] = unsqueezed(judged.trace)
    proposed = judged.decision.proposed
    read = {"pictures": trace["pictures"], "proposed": fact_rows.told(proposed)} if trace.get("pictures") else {}
    facts = fact_rows.rows(proposed, {})
    return store.proposals.put(judged.id, facts, _sentence(reasons), read, judged.search_text if read else None, now)


def _sentence(reasons: list[Why]) -> str:
    return str(reasons[0]) if reasons else ""
