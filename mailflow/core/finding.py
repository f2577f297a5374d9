"""What a condition of a rule saw."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What one condition saw: its text as in the file, whether it held, and the value it looked at (cut to 200 signs)."""

    condition: str
    held: bool
    seen: str = ""
