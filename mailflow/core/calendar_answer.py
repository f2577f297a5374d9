"""Answers of calendar programs to an event that carries no reference of ours (RFC 5546 §3.2.3).

Somebody in the office may have made an event for the conference by hand, and its answers count. But a calendar is full of
other events, many of them on the days of the conference itself: a reception, a side event, a meeting with a neighbour. So an
answer counts where our address organises the event, or where the event bears the title of the conference, and on its days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from mailflow.core.address import parse_address
from mailflow.core.conference import Conference
from mailflow.core.document import CalendarReply, Document
from mailflow.core.facts import Answer, Source
from mailflow.core.folding import fold
from mailflow.core.returned import ANSWERING, PARTSTAT, event_of

_A_DAY = timedelta(days=1)  # zones and whole days move an event by no more
_LONGEST = 100  # characters of an event's title that are repeated to staff


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """What a calendar program answered. `stranger` says which event it is where it cannot be shown to be ours, else ""."""

    answer: Answer
    source: Source
    stranger: str = ""


def calendar_answer(documents: Iterable[Document], conference: Conference) -> CalendarAnswer | None:
    """The first answer of a calendar in a message; a strange one before all others. None where there is none."""
    found = None
    for document in documents:
        for reply in document.calendar:
            answer = PARTSTAT.get(reply.partstat.upper())
            # What looks like an event of ours and was not told by our key is nobody's event.
            if reply.method.upper() not in ANSWERING or answer is None or event_of(reply) is not None:
                continue
            each = CalendarAnswer(
                answer, Source(document.part, f"PARTSTAT={reply.partstat}"), _stranger(reply, conference)
            )
            if each.stranger:
                return each
            found = found or each
    return found


def _stranger(reply: CalendarReply, conference: Conference) -> str:
    """Which event it is, where it is not shown to be the conference; else ""."""
    first, last = conference.begins - _A_DAY, conference.ends + _A_DAY
    if reply.starts is not None and not first <= reply.starts.date() <= last:
        return f"{_named(reply)} on {reply.starts:%d %B %Y}"
    if _is_organised_by_us(reply, conference) or _bears_title(reply, conference):
        return ""
    return f"{_named(reply)}, organised by {reply.organiser or 'nobody who is named'}"


def _named(reply: CalendarReply) -> str:
    return f'the event "{reply.summary[:_LONGEST]}"' if reply.summary else "an event without a title"


def _is_organised_by_us(reply: CalendarReply, conference: Conference) -> bool:
    organiser = parse_address(reply.organiser) if reply.organiser else None
    return organiser is not None and organiser.key in {
        address.key for address in (conference.address, *conference.addresses)
    }


def _bears_title(reply: CalendarReply, conference: Conference) -> bool:
    """The title in one of the languages, or so much of it, without a gap, as holds the place: "Oslo Conference".

    Words before or after it make another event: "Dinner before the Oslo Conference".
    """
    said = _words(reply.summary)
    places = [_words(place) for place in {conference.place, *conference.places.values()} if place]
    for title in {conference.title, *conference.titles.values()}:
        words = _words(title)
        if said and (said == words or (_holds(words, said) and any(_holds(said, p) and said != p for p in places))):
            return True
    return False


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()


def _holds(words: list[str], run: list[str]) -> bool:
    """Whether the words hold that run of words."""
    return any(words[start : start + len(run)] == run for start in range(len(words) - len(run) + 1))
