"""Calendar files by icalendar (RFC 5545): who answered what to which event (RFC 5546 §3.2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from mailflow.core.address import parse_address
from mailflow.core.document import CalendarReply, Condition
from mailflow.documents.content import Content, unreadable
from mailflow.documents.limits import Limits
from mailflow.documents.plain import text_of

_LARGEST = 2_000_000  # bytes
_MOST_EVENTS = 200
_MOST_ATTENDEES = 500


def read_calendar(content: bytes, limits: Limits) -> Content:
    """The content of an iCalendar file."""
    from icalendar import Calendar

    if len(content) > _LARGEST:
        return Content(Condition.TOO_LARGE, f"a calendar of {len(content)} bytes")
    text, note = text_of(content)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return unreadable("the calendar file is damaged")
    replies = [reply for calendar in calendars for reply in _replies(calendar)]
    lines = [line for calendar in calendars for line in _lines(calendar)]
    return Content(note=note, text="\n".join(lines)[: limits.text_characters], calendar=tuple(replies))


def _events(calendar: Any) -> Iterator[Any]:
    events = (c for c in calendar.subcomponents if c.name in ("VEVENT", "VTODO"))
    return (event for _, event in zip(range(_MOST_EVENTS), events, strict=False))


def _replies(calendar: Any) -> Iterator[CalendarReply]:
    """One for each attendee of each event; one without attendee where an event names none."""
    method = _text(calendar.get("METHOD")).upper()
    for event in _events(calendar):
        for attendee in _attendees(event) or [None]:
            parameters = getattr(attendee, "params", {})
            yield CalendarReply(
                method=method,
                uid=_text(event.get("UID")),
                attendee=_address(attendee),
                partstat=_text(parameters.get("PARTSTAT")).upper() or "NEEDS-ACTION",
                comment=_text(event.get("COMMENT")),
                starts=_start(event),
                organiser=_address(_first(event.get("ORGANIZER"))),
                summary=_text(event.get("SUMMARY")),
            )


def _attendees(event: Any) -> list[Any]:
    value = event.get("ATTENDEE")
    found = value if isinstance(value, list) else [value] if value is not None else []
    return found[:_MOST_ATTENDEES]


def _address(attendee: Any) -> str:
    """The address, "" where it is none. The value is a URI: `mailto:` in any case."""
    text = str(attendee or "").strip()
    if text[:7].lower() == "mailto:":
        text = text[7:]
    address = parse_address(text)
    return address.spec if address else ""


def _text(value: Any) -> str:
    """The text of a property; of several the first."""
    first = _first(value)
    return " ".join(str(first).split()) if first is not None else ""


def _first(value: Any) -> Any:
    return (value[0] if value else None) if isinstance(value, list) else value


def _start(event: Any) -> datetime | None:
    """The beginning in UTC; a whole day begins at midnight, a time without a zone counts as UTC."""
    value = getattr(event.get("DTSTART"), "dt", None)
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return None
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if isinstance(value, date) else None


def _lines(calendar: Any) -> Iterator[str]:
    for event in _events(calendar):
        for name in ("SUMMARY", "LOCATION", "COMMENT", "DESCRIPTION"):
            values = event.get(name)
            for value in values if isinstance(values, list) else [values]:
                if value is not None and str(value).strip():
                    yield str(value).strip()
