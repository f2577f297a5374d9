"""Times in the database: UTC as text of one width, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def written(at: datetime) -> str:
    """An aware time as text. Raises ValueError for a naive one, which would mean another hour on another machine."""
    if at.tzinfo is None:
        raise ValueError(f"{at} is a naive time; the store knows only aware ones")
    try:
        return at.astimezone(UTC).isoformat(timespec="milliseconds")
    except OverflowError:
        # The first or last day that can be written, in a zone that reaches beyond: a Date field may say so.
        return at.replace(tzinfo=UTC).isoformat(timespec="milliseconds")


def minute(text: str) -> str:
    """The minute of a time as text."""
    return text[:16]


def written_or_none(at: datetime | None) -> str | None:
    """The same, where there may be none."""
    return None if at is None else written(at)


def read(text: str) -> datetime:
    """The aware time again."""
    return datetime.fromisoformat(text)


def read_or_none(text: str | None) -> datetime | None:
    """The same, where there may be none."""
    return None if text is None else datetime.fromisoformat(text)
