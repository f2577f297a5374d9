"""When to try again, and when to give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta


def next_try(
    tries: int, now: datetime, waits: Sequence[float], created_at: datetime, give_up: timedelta
) -> datetime | None:
    """When a letter that was put off is tried again; None where it has been tried for long enough.

    `tries` counts the attempts made so far, the one that just ended included; `waits` are minutes, and the last one
    repeats (RFC 5321 §4.5.4.1: wait longer each time, give up after days, not hours).
    """
    if now - created_at >= give_up or not waits:
        return None
    wait = timedelta(minutes=waits[min(max(tries, 1), len(waits)) - 1])
    return max(now + wait, now + timedelta(seconds=1))


class Pace:
    """A ceiling on letters a minute: `wait_until` says when the next one may leave. Times are seconds of any clock."""

    def __init__(self, per_minute: int) -> None:
        self._gap = 60.0 / per_minute
        # A short burst does no harm and answers the first letters of a quiet hour at once.
        self._burst = max(1.0, per_minute / 12)
        self._free_at = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until the next letter may leave; it counts as having left."""
        earliest = now - self._burst * self._gap
        self._free_at = max(self._free_at, earliest) + self._gap
        return max(0.0, self._free_at - now)

    def slow_down(self, now: float, seconds: float) -> None:
        """The server asks for patience: nothing leaves for so long."""
        self._free_at = max(self._free_at, now + seconds)
