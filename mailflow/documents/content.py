"""What a reader found in a file, before it is tied to its attachment."""

from __future__ import annotations

from dataclasses import dataclass

from mailflow.core.document import CalendarReply, Card, Condition

Table = tuple[tuple[str, ...], ...]

EXTRA = "reading it needs the optional libraries: pip install 'mailflow[documents]'"


@dataclass(frozen=True, slots=True)
class Content:
    """The fields of a `Document` that come out of the bytes. `text` may be cut at the limit."""

    condition: Condition = Condition.READ
    note: str = ""
    title: str = ""
    text: str = ""
    tables: tuple[Table, ...] = ()
    pages: int | None = None
    calendar: tuple[CalendarReply, ...] = ()
    cards: tuple[Card, ...] = ()
    pictures: tuple[int, ...] = ()


def unreadable(note: str) -> Content:
    """A file that could not be read, with the reason."""
    return Content(Condition.UNREADABLE, note)
