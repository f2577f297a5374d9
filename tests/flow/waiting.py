"""Waiting for a state that another process brings about, with an end to the patience."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


def until(condition: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Look until the condition holds; fails with `what` where it does not in time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:g} s in vain: {what}"
        time.sleep(0.03)


async def meanwhile(condition: Callable[[], object], what: str, seconds: float = 30) -> None:
    """The same, while a server in the loop of the test goes on."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds:g} s in vain: {what}"
        await asyncio.sleep(0.03)
