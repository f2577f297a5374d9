"""The loops of a worker side by side: all mailboxes, the sorting, the lanes out, the watch (design §2)."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from mailflow import log
from mailflow.core.reasons import Reason, Why
from mailflow.settings import Settings
from mailflow.store import Store
from mailflow.worker import doors
from mailflow.worker.alarms import Watch
from mailflow.worker.answering import open_office
from mailflow.worker.desks import Desks
from mailflow.worker.ending import ended
from mailflow.worker.intake import Intake
from mailflow.worker.pictures import Pictures
from mailflow.worker.scribe import Scribe
from mailflow.worker.sending import Sending
from mailflow.worker.sorters import Sorters
from mailflow.worker.sorting import Sorting

_STOP_SECONDS = 6.0


class Worker:
    """All loops of one installation. Raises `MailflowError` where they cannot begin."""

    def __init__(self, settings: Settings, key: bytes, sorters: Sorters) -> None:
        limits = settings.form.limits
        self._settings, self._office = settings, open_office(settings)
        self._stop = asyncio.Event()
        self._desks = Desks(settings)
        self._scribe = Scribe(lambda: Store.open(settings.database, check=True))
        self._sorters = sorters
        self._sending = Sending(self._scribe, doors.courier(settings), settings.form.courier, limits)
        self._sorting = Sorting(settings, self._office, self._desks, self._scribe, self._sorters, self._sending.wake)
        self._pictures = Pictures(settings, key, self._desks, self._scribe)
        self._intakes = {
            name: Intake(
                name,
                form,
                doors.mailbox(settings, name),
                self._scribe,
                limits,
                self._sorting.take,
                settings.watched(name),
            )
            for name, form in settings.form.mailbox.items()
        }
        self._watch = Watch(
            settings, key, self._desks, self._scribe, self._intakes, self._sending, self._sorters.rehearse
        )

    async def run(self, once: bool) -> int:
        """Work until a signal, or with `once` one pass; the exit code of `worker.run`."""
        await self._scribe.start()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        gc.freeze()
        gc.enable()
        try:
            await self._desks.open(self._sorters.try_out)
            now = datetime.now(UTC)
            await self._park_spent(now)
            lost = await self._scribe.write(lambda store: store.outbox.sweep(now))
            for letter in lost:
                log.warn("letter.unknown", letter=letter)
            log.event("worker.started", mailboxes=",".join(self._intakes), process=os.getpid())
            stopping = asyncio.create_task(self._hurry())
            try:
                await (self._pass() if once else self._stay())
            finally:
                stopping.cancel()
            return await self._scribe.read(self._exit_code)
        finally:
            self._scribe.hurried = True
            await self._scribe.close()
            self._office.press.close()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
            log.event("worker.stopped")

    async def _hurry(self) -> None:
        """From a signal on, nothing is waited for: what cannot be written now is taken up at the next start."""
        await self._stop.wait()
        self._scribe.hurried = True

    async def _stay(self) -> None:
        """Watch until a signal. The batch in hand is finished; letters on the wire get some seconds."""
        await self._together(
            self._in_time(self._mail(lambda intake: intake.run(self._stop), again=True)),
            self._in_time(self._sorting.run()),
            self._sending.run(self._stop),
            self._watch.run(self._stop),
            ended(self._pictures.run(self._stop), self._stop, 0),
        )

    async def _pass(self) -> None:
        """One pass: everything that lies in the mailboxes, and every letter that can leave now."""

        async def all_once() -> None:
            await self._in_time(self._mail(lambda intake: intake.once(self._stop), again=False))

        async def sort_all() -> None:
            await self._in_time(self._sorting.run())
            await ended(self._pictures.drain(), self._stop, 0)
            await self._watch.look()
            await self._sending.drain()

        await self._together(all_once(), sort_all(), self._sending.run(self._stop))

    async def _in_time(self, work: Coroutine[Any, Any, None]) -> None:
        """At a signal the batch in hand is finished, unless that takes too long: it lies in the ledger and is taken up again."""
        await ended(work, self._stop, _STOP_SECONDS)

    async def _mail(self, look: Callable[[Intake], Coroutine[Any, Any, Any]], again: bool) -> None:
        """What was left over first, then the mailboxes side by side; at the end the sorting is told that this was all."""
        await self._sorting.leftovers()
        retrying = asyncio.create_task(self._retry()) if again else None
        try:
            await asyncio.gather(*map(look, self._intakes.values()))
            if not again:
                # What failed in this pass gets its other tries now, so that one pass shows what must be parked.
                for _ in range(self._settings.form.limits.tries - 1):
                    await self._sorting.idle()
                    await self._sorting.leftovers()
                await self._sorting.idle()
                await asyncio.gather(*(intake.move(self._stop) for intake in self._intakes.values()))
        finally:
            if retrying is not None:
                retrying.cancel()
            await self._sorting.end()

    async def _retry(self) -> None:
        """Messages whose sorting failed get another try after a while."""
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(60):
                    await self._stop.wait()
            if self._stop.is_set():
                return
            await self._sorting.leftovers()

    async def _together(self, *work: Coroutine[Any, Any, Any]) -> None:
        """Run all; where one breaks, the others are told to stop, and the error is raised when they have."""
        tasks = [asyncio.create_task(each) for each in work]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        if any(task.exception() for task in done if not task.cancelled()):
            self._stop.set()
            await self._sending.wake()
            _, late = await asyncio.wait(tasks, timeout=8)
            for task in late:
                task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for task in tasks:
            if not task.cancelled() and (error := task.exception()) is not None:
                raise error

    async def _park_spent(self, now: datetime) -> None:
        """Messages that ended an earlier worker with their last try are parked before they can do it again."""
        limit = self._settings.form.limits.tries
        for message in await self._scribe.read(lambda store: store.ledger.spent(limit)):
            log.warn("mail.parked", message=message, error="it ended the worker")

            def park(store: Store, message: int = message) -> None:
                store.ledger.failed(message, "It ended the worker three times.", limit, now)
                store.records.park(message, str(Why(Reason.PARKED)), now)

            await self._scribe.write(park)

    def _exit_code(self, store: Store) -> int:
        status = store.status()
        waiting = sum(status.letters.get(state, 0) for state in ("queued", "deferred", "failed", "unknown"))
        health = [intake.health for intake in self._intakes.values()]
        failing = any(each.failing_since is not None or each.unseen_problem for each in health)
        return 1 if waiting or failing or status.messages.get("parked", 0) else 0
