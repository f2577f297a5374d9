"""A loop in a thread of its own, for servers that a worker in another process talks to while the test waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """The thread. `enter` starts a server that lives until the end of the block."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, T], seconds: float = 30) -> T:
        """Run something in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(seconds)

    def enter(self, server: AbstractAsyncContextManager[T]) -> T:
        """Start a server."""
        return self.do(self._stack.enter_async_context(server))

    def close(self) -> None:
        """Stop the servers, then the thread."""
        self.do(self._stack.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@contextlib.contextmanager
def background() -> Iterator[Background]:
    """Such a thread for a block."""
    thread = Background()
    try:
        yield thread
    finally:
        thread.close()
