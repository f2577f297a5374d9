"""Requests for the floor: for which session a party asks to speak, and whether it takes a request back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.conference import Conference
from mailflow.core.facts import FloorRequest, Source
from mailflow.core.reading.rows import Row
from mailflow.core.session_names import named_sessions

MARKS = ("floor", "floor-withdrawn", "agenda-item", "others-speak", "asks-about-speaking")
_ITEM = re.compile(r"\d{1,3}(?:\s?\([a-z]\))?", re.IGNORECASE)
_LONGEST = 600


def read_floor(rows: Sequence[Row], subject: str, conference: Conference) -> tuple[FloorRequest, ...]:
    """The requests of a text: one for each session that it names, one without a session where it names none.

    The session is looked for in the sentences that ask, then in the subject, then in the whole text.
    """
    near = [row for row in rows if row.has("floor", "floor-withdrawn")]
    asking = [(row, first, last) for row in near for first, last in row.sentences() if _asks(row, first, last)]
    if not asking:
        return ()
    words = " ".join(row.span(first, last) for row, first, last in asking)[:_LONGEST]
    withdrawn = any(row.has("floor-withdrawn", start=first, stop=last) for row, first, last in asking)
    whole = "\n".join(row.text for row in rows)
    for text in (words, subject, whole):
        items = _items(rows) if text is whole else _items([row for row, _, _ in asking])
        found = named_sessions(conference.sessions, conference.zone, text, items)
        if found:
            break
    source = Source(asking[0][0].part, words)
    return tuple(FloorRequest(session.name, source, withdrawn) for session in found) or (
        FloorRequest(None, source, withdrawn),
    )


def _asks(row: Row, first: int, last: int) -> bool:
    if row.has("floor-withdrawn", start=first, stop=last):
        return True
    return bool(row.has("floor", start=first, stop=last)) and not row.has(
        "others-speak", "asks-about-speaking", start=first, stop=last
    )


def _items(rows: Sequence[Row]) -> list[str]:
    """The items of the agenda that are named: "agenda item 5", "point 7 (b) de l'ordre du jour"."""
    found = []
    for row in rows:
        for mark in row.of("agenda-item"):
            # The letter of a sub-item stands behind the number: "item 7 (b)".
            near = row.text[row.starts[mark.start] : row.ends[mark.stop - 1] + 4]
            found += [match.group() for match in _ITEM.finditer(near)][-1:]
    return found
