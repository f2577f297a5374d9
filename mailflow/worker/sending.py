"""The lanes out: each takes a letter from the outbox, hands it to the courier and writes down how that ended.

A letter is marked `sending`, durably, before the connection is used, one letter a lane: what a crash can leave in doubt is
what was on a wire at that moment. Outcome of one letter and claim of the next share a commit.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mailflow import log
from mailflow.core.delivery import Delivery, Fate, Outcome
from mailflow.core.schedule import Pace, next_try
from mailflow.errors import CourierError
from mailflow.settings import CourierForm, LimitsForm
from mailflow.store import Store, StoredLetter
from mailflow.wire.ports import Courier, SendCancelled
from mailflow.worker.scribe import Scribe

_FIRST_WAIT, _LONGEST_WAIT = 2.0, 300.0
_SLOW_SECONDS = 30.0
_STOP_SECONDS = 7.0


@dataclass(slots=True)
class WayOut:
    """How the way out fares, for the alarms."""

    failing_since: datetime | None = None
    problem: str = ""


class Sending:
    """As many lanes as connections. `wake()` tells them that there is something to send."""

    def __init__(
        self,
        scribe: Scribe,
        courier: Courier,
        form: CourierForm,
        limits: LimitsForm,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.health = WayOut()
        self._scribe, self._courier, self._form, self._clock = scribe, courier, form, clock
        self._give_up = timedelta(hours=limits.give_up_hours)
        self._pace = Pace(form.letters_per_minute)
        self._news = asyncio.Condition()
        self._version = 0
        self._drain = False

    async def wake(self) -> None:
        """Something was put into the outbox."""
        async with self._news:
            self._version += 1
            self._news.notify_all()

    async def drain(self) -> None:
        """Nothing more is coming: lanes end when the outbox holds nothing that can leave now."""
        self._drain = True
        await self.wake()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop`, or until drained. Letters on the wire at the end are given some seconds to arrive."""
        lanes = [asyncio.create_task(self._lane(stop)) for _ in range(self._form.connections)]
        stopping = asyncio.create_task(stop.wait())
        ended = asyncio.create_task(self._all(lanes))
        try:
            await asyncio.wait([stopping, ended], return_when=asyncio.FIRST_COMPLETED)
            await self.wake()
            _, late = await asyncio.wait(lanes, timeout=_STOP_SECONDS if stop.is_set() else None)
            for lane in late:
                lane.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)
        finally:
            stopping.cancel()
            ended.cancel()
            await self._courier.close()
        for lane in lanes:
            if not lane.cancelled() and (error := lane.exception()) is not None:
                raise error

    @staticmethod
    async def _all(lanes: list[asyncio.Task[None]]) -> None:
        """Until all have ended, or one has failed."""
        await asyncio.wait(lanes, return_when=asyncio.FIRST_EXCEPTION)

    async def _lane(self, stop: asyncio.Event) -> None:
        wait = _FIRST_WAIT
        finished: tuple[StoredLetter, Delivery] | None = None
        while True:
            version = self._version
            letter = await self._turn(finished, take=not stop.is_set())
            finished = None
            if letter is None:
                if stop.is_set() or self._drain:
                    return
                await self._rest(version, stop)
                continue
            try:
                if not await self._paced(letter, stop):
                    return
                finished = (letter, await self._send(letter))
                wait = _FIRST_WAIT
            except CourierError as error:
                await self._shut(letter, error)
                if self._drain:
                    return
                await self._pause(stop, wait)
                wait = min(wait * 2, _LONGEST_WAIT)

    async def _turn(self, finished: tuple[StoredLetter, Delivery] | None, take: bool) -> StoredLetter | None:
        """Write down how the last letter ended and claim the next, in one commit."""
        now = self._clock()
        record = self._recording(*finished) if finished is not None else None

        def work(store: Store) -> StoredLetter | None:
            if record is not None:
                record(store)
            claimed = store.outbox.claim(1, now) if take else []
            return claimed[0] if claimed else None

        if finished is None and not take:
            return None
        return await self._scribe.insist(work)

    def _recording(self, letter: StoredLetter, delivery: Delivery) -> Callable[[Store], None]:
        """The write that puts the outcome of an attempt on record."""
        now = self._clock()
        again = next_try(
            letter.tries + 1, now, self._form.retry_minutes, letter.queued_at or letter.created_at, self._give_up
        )
        return lambda store: store.outbox.record(letter.id, _final(delivery, again), now, again)

    async def _paced(self, letter: StoredLetter, stop: asyncio.Event) -> bool:
        """Wait for the letter's turn; False where the worker stops before, and the letter waits as before."""
        pause = self._pace.wait(time.monotonic())
        if pause > 0:
            await self._pause(stop, pause)
        if pause > 0 and stop.is_set():
            await self._scribe.insist(lambda store: store.outbox.unclaim([letter.id]))
            return False
        return True

    async def _send(self, letter: StoredLetter) -> Delivery:
        try:
            delivery = await self._courier.send(letter.envelope, letter.data)
        except SendCancelled as cut:
            await self._scribe.insist(self._recording(letter, cut.delivery))
            raise
        self._opened()
        if delivery.slow_down:
            self._pace.slow_down(time.monotonic(), _SLOW_SECONDS)
            log.warn("courier.slowed-down", seconds=_SLOW_SECONDS)
        for outcome in delivery.outcomes:
            log.event(f"letter.{outcome.fate.value}", letter=letter.id, code=outcome.code, answer=outcome.text or None)
        return delivery

    async def _shut(self, letter: StoredLetter, error: CourierError) -> None:
        """The way out is shut: the letter was not begun and waits as before."""
        if self.health.problem != str(error):
            log.warn("courier.failed", problem=error)
        self.health.failing_since = self.health.failing_since or self._clock()
        self.health.problem = str(error)
        await self._scribe.insist(lambda store: store.outbox.unclaim([letter.id]))

    def _opened(self) -> None:
        if self.health.failing_since is not None:
            log.event("courier.back")
        self.health.failing_since, self.health.problem = None, ""

    async def _rest(self, version: int, stop: asyncio.Event) -> None:
        """Until there is news, or a letter that was put off is due."""
        now = self._clock()
        due = await self._scribe.read(lambda store: store.outbox.next_due(now))
        seconds = 60.0 if due is None else min(60.0, max(0.05, (due - now).total_seconds()))
        async with self._news:
            if self._version != version or stop.is_set():
                return
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                return

    @staticmethod
    async def _pause(stop: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await stop.wait()
        except TimeoutError:
            return


def _final(delivery: Delivery, again: datetime | None) -> Delivery:
    """What was put off and may not be tried again has failed."""
    if again is not None:
        return delivery
    given_up = tuple(
        Outcome(o.recipient, Fate.FAILED, o.code, o.enhanced, f"given up: {o.text}") if o.fate is Fate.DEFERRED else o
        for o in delivery.outcomes
    )
    return Delivery(given_up, delivery.connection_lost, delivery.slow_down)
