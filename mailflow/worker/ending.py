"""The end of the worker: at a signal what is under way gets some seconds to end in good order, and no more."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def ended(work: Coroutine[Any, Any, T], stop: asyncio.Event, seconds: float) -> T | None:
    """What `work` gives; None where it was cut off, so many seconds after `stop`."""
    task, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((task, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not task.done() and seconds:
            await asyncio.wait((task,), timeout=seconds)
    finally:
        stopping.cancel()
        task.cancel()
        await asyncio.gather(task, stopping, return_exceptions=True)
    return None if task.cancelled() else task.result()
