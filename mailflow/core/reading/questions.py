"""The sentences that ask something of the secretariat, and so need a person's answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.facts import Source
from mailflow.core.reading.rows import Row

MARKS = ("abbreviations", "forms-of-address", "question", "routine-request", "rhetorical")
_ASKS = re.compile(r"[?？؟]")
_MOST = 20


def read_questions(rows: Sequence[Row]) -> tuple[Source, ...]:
    """The questions of a text, in order."""
    found = list[Source]()
    for row in rows:
        if not _ASKS.search(row.text) and not row.has("question"):
            continue
        for first, last in row.sentences():
            asks = bool(_ASKS.search(row.tail(last - 1)))
            is_routine = row.has("routine-request", "rhetorical", start=first, stop=last)
            if (asks or row.has("question", start=first, stop=last)) and not is_routine:
                found.append(Source(row.part, row.span(first, last) + ("?" if asks else "")))
    return tuple(found[:_MOST])
