"""The calendar invitation of a letter: one event over the whole days of the conference (RFC 5545, RFC 5546 §3.2.2).

Its UID carries a reference (`core.reference`), by which the answer of a calendar program is tied to the letter and the party.
It says no more than the letter does: title, place, days, and whom to write to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.data import one_line
from mailflow.core.reference import EVENT, LetterKey
from mailflow.core.roster import Party
from mailflow.core.template import Rendered

_LONGEST_LINE = 75  # octets without the line break (RFC 5545 §3.1)
_ESCAPED = re.compile(r"[\\;,]")
# RFC 5545 §3.2: a quoted parameter value has no double quotes; RFC 6868's way to write them is read by few.
_NOT_IN_PARAMETERS = re.compile(r'["\x00-\x1f\x7f]')


def invitation_of(
    rendered: Rendered, letter_key: LetterKey, conference: Conference, party: Party, attendee: Address, at: datetime
) -> bytes:
    """What goes with a letter as `compose` takes it: the invitation where its template says so, else nothing."""
    if not rendered.calendar:
        return b""
    return invitation(letter_key, conference, party.code, conference.address, attendee, at, rendered.language)


def invitation(
    letter_key: LetterKey,
    conference: Conference,
    party: str,
    organiser: Address,
    attendee: Address,
    at: datetime,
    language: str,
) -> bytes:
    """The iCalendar object of a letter to `attendee`, with CRLF line ends. The same letter gives the same bytes."""
    reference = letter_key.reference(EVENT, conference.name, party)
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//mailflow//mailflow//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{reference}@{organiser.domain.lower()}",
        "SEQUENCE:0",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(conference.begins)}",
        # A whole day ends where the next one begins (RFC 5545 §3.6.1).
        f"DTEND;VALUE=DATE:{_day(conference.ends + timedelta(days=1))}",
        f"SUMMARY;LANGUAGE={language}:{_text(conference.titles.get(language) or conference.title)}",
        f"LOCATION;LANGUAGE={language}:{_text(conference.places.get(language) or conference.place)}",
        *([f"URL:{_web(conference.website)}"] if _web(conference.website) else []),
        f"ORGANIZER{_named(organiser.name or conference.organisation)}:{_mailto(organiser)}",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:{_mailto(attendee)}",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(piece + b"\r\n" for line in lines for piece in _folded(line))


def _day(when: date) -> str:
    return f"{when:%Y%m%d}"


def _text(value: str) -> str:
    """A TEXT value (RFC 5545 §3.3.11) on one line."""
    return _ESCAPED.sub(lambda sign: f"\\{sign[0]}", one_line(value))


def _named(name: str) -> str:
    bare = _NOT_IN_PARAMETERS.sub("", one_line(name))
    return f';CN="{bare}"' if bare else ""


def _mailto(address: Address) -> str:
    """RFC 6068 §2: what has a meaning in a URI is percent-encoded."""
    return f"mailto:{quote(address.local, safe='+')}@{quote(address.domain, safe='[]:')}"


def _web(address: str) -> str:
    """The website as a URI, "" where it is none."""
    line = one_line(address)
    if not line or " " in line or not line.isascii():
        return ""
    return line if line.startswith(("http://", "https://")) else f"https://{line}"


def _folded(line: str) -> Iterator[bytes]:
    """A content line in pieces of at most 75 octets, none of which breaks a character (RFC 5545 §3.1)."""
    piece = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(piece) + len(octets) > _LONGEST_LINE:
            yield piece
            piece = b" "
        piece += octets
    yield piece
