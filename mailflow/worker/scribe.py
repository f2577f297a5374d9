"""The one thread that speaks to the store, with group commit.

Writes that wait at the same time share one transaction and so one flush of the disk; each runs in a savepoint of its own,
so that one that fails takes no other with it. A write's future is done only after the commit: what it says is durable.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from mailflow import log
from mailflow.store import Busy, DiskFull, Store

T = TypeVar("T")
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0


@dataclass(slots=True)
class _Task:
    work: Callable[[Store], Any]
    writes: bool
    future: asyncio.Future[Any]
    loop: asyncio.AbstractEventLoop


class Scribe:
    """A thread that owns the store. `open_store` is called in it, for SQLite ties a connection to its thread."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open = open_store
        self.trouble = ""  # what keeps it from writing now
        self.hurried = False  # the worker stops: nothing is waited for any more
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="scribe", daemon=True)
        self._opened: asyncio.Future[None] | None = None

    async def start(self) -> None:
        """Open the store. Raises `StoreError` where it cannot be opened."""
        loop = asyncio.get_running_loop()
        self._opened = loop.create_future()
        self._loop = loop
        self._thread.start()
        await self._opened

    async def write(self, work: Callable[[Store], T]) -> T:
        """Run `work` in a transaction and return after the commit."""
        return await self._put(work, True)

    async def insist(self, work: Callable[[Store], T]) -> T:
        """Write what must be written: while the disk is full or the database held, wait and try again.

        What waits here holds up whoever called: nothing is taken in or sent that could not be put on record.
        """
        wait = _FIRST_WAIT
        while True:
            try:
                done = await self.write(work)
            except (DiskFull, Busy) as error:
                if self.trouble != str(error):
                    log.warn("store.waits", problem=error)
                self.trouble = str(error)
                if self.hurried:
                    raise
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)
                continue
            self.trouble = ""
            return done

    async def read(self, work: Callable[[Store], T]) -> T:
        """Run `work` outside a transaction."""
        return await self._put(work, False)

    async def close(self) -> None:
        """Finish what waits, close the store, end the thread."""
        self._tasks.put(None)
        await asyncio.to_thread(self._thread.join)

    async def _put(self, work: Callable[[Store], T], writes: bool) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._tasks.put(_Task(work, writes, future, loop))
        # A caller that is cancelled must not see its write half done: the write goes on by itself.
        return await asyncio.shield(future)

    def _run(self) -> None:
        try:
            store = self._open()
        except BaseException as error:  # noqa: BLE001  # handed to the one who waits
            self._loop.call_soon_threadsafe(self._settle, self._opened, None, error)
            return
        self._loop.call_soon_threadsafe(self._settle, self._opened, None, None)
        try:
            while self._serve(store):
                pass
        finally:
            store.close()

    def _serve(self, store: Store) -> bool:
        """Take what waits: reads one by one, neighbouring writes together. False at the end."""
        task = self._tasks.get()
        group: list[_Task] = []
        while task is not None:
            group.append(task)
            if self._tasks.empty() or len(group) >= 256:
                break
            task = self._tasks.get()
        self._do(store, group)
        return task is not None

    def _do(self, store: Store, group: list[_Task]) -> None:
        run: list[_Task] = []
        for task in group:
            if task.writes:
                run.append(task)
                continue
            self._commit(store, run)
            run = []
            self._one(store, task)
        self._commit(store, run)

    def _one(self, store: Store, task: _Task) -> None:
        try:
            self._answer(task, task.work(store), None)
        except BaseException as error:  # noqa: BLE001
            self._answer(task, None, error)

    def _commit(self, store: Store, run: list[_Task]) -> None:
        if len(run) == 1:
            self._commit_one(store, run[0])
        elif run:
            self._commit_all(store, run)

    def _commit_one(self, store: Store, task: _Task) -> None:
        """A write that shares its transaction with no other: where it fails, all of that is undone."""
        try:
            with store.write():
                result = task.work(store)
        except BaseException as error:  # noqa: BLE001
            self._answer(task, None, error)
            return
        self._answer(task, result, None)

    def _commit_all(self, store: Store, run: list[_Task]) -> None:
        done: list[tuple[_Task, Any, BaseException | None]] = []
        try:
            with store.write():
                for task in run:
                    try:
                        with store.savepoint():
                            done.append((task, task.work(store), None))
                    except Exception as error:  # noqa: BLE001  # this write failed; the others of the group stand
                        done.append((task, None, error))
        except BaseException as error:  # noqa: BLE001  # the commit failed: nothing of the group is on disk
            for task in run:
                self._answer(task, None, error)
            return
        for task, result, problem in done:
            self._answer(task, result, problem)

    def _answer(self, task: _Task, result: Any, error: BaseException | None) -> None:
        task.loop.call_soon_threadsafe(self._settle, task.future, result, error)

    @staticmethod
    def _settle(future: asyncio.Future[Any] | None, result: Any, error: BaseException | None) -> None:
        if future is None or future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)
