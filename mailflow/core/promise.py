"""What a letter announces: something that is to follow by a day, for an audience."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Announced:
    """A promise as a letter declares it between its `+++` lines."""

    text: str  # "the programme"
    by: date  # the last day, in the conference's zone
    to: str = "participants"  # whom it was made to, in words
