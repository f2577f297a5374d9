"""A thread of its own for a blocking connection: calls run there one after the other, and are awaited here.

A daemon thread and not an executor: an abandoned call (a name server that does not answer) must not hold up the end of
the process, and executors are joined there.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_Call = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Callable[[], Any]]


class OwnThread:
    """One thread, started on the first call."""

    def __init__(self, name: str) -> None:
        self._calls: queue.SimpleQueue[_Call | None] = queue.SimpleQueue()
        self._last: Callable[[], None] | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    async def call(self, function: Callable[[], T]) -> T:
        """Run `function` in the thread and return or raise what it does. Cancelling leaves it running there."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._calls.put((loop, future, function))
        if self._thread.ident is None:
            self._thread.start()
        return await future

    def end(self, last: Callable[[], None] | None = None) -> None:
        """Let the thread end after what it is doing, and after `last`."""
        self._last = last
        self._calls.put(None)

    def _run(self) -> None:
        while (item := self._calls.get()) is not None:
            if not _answered(*item):
                break
            # What a call gave is not held while this thread waits for the next one: it may be a message of 50 MB.
            del item
        if self._last is not None:
            self._last()


def _answered(loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any], function: Callable[[], Any]) -> bool:
    """Make one call. False where the loop is gone, and nobody waits."""
    result, error = None, None
    # Whatever happens in the call belongs to whoever awaits it.
    try:
        result = function()
    except BaseException as caught:  # noqa: BLE001
        error = caught
    try:
        loop.call_soon_threadsafe(_settle, future, result, error)
    except RuntimeError:
        return False
    return True


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
