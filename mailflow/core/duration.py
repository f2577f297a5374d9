"""Lengths of time as people write them: "15 min", "2 h", "1 day"."""

from __future__ import annotations

import re
from datetime import timedelta

_UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "d": 86_400, "day": 86_400}
_LONGEST = timedelta(days=31)


def duration(text: str) -> timedelta:
    """The length of time. Raises ValueError, with a sentence for staff, for what is none or longer than a month."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]+?)s?", text.strip().lower())
    if found is None or found[2] not in _UNITS:
        raise ValueError('expected a length of time such as "15 min", "2 h" or "1 day"')
    length = timedelta(seconds=float(found[1]) * _UNITS[found[2]])
    if length > _LONGEST:
        raise ValueError("a letter can wait for 31 days at the most")
    return length
