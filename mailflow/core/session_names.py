"""Which sessions of the programme a text names: by an item of the agenda, by words of the title, or by its day.

A name counts only where it can mean one session: the same words in two titles, or a day with two sessions, name none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailflow.core.conference import Session
from mailflow.core.dates import MONTHS, WEEKDAYS
from mailflow.core.folding import fold

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 0.6  # of the words of a title
_LEAST_LETTERS = 3
_TITLES_REMEMBERED = 512
# Words of titles that say nothing of the matter.
_EMPTY = frozenset(
    [
        "session",
        "sessions",
        "meeting",
        "plenary",
        "general",
        "the",
        "and",
        "for",
        "from",
        "with",
        "des",
        "les",
        "sur",
        "pour",
        "aux",
        "del",
        "los",
        "las",
        "sobre",
        "para",
        "sesion",
        "seance",
        "reunion",
        "debat",
        "measures",
        "other",
        "any",
        "und",
        "der",
        "die",
        "das",
        "zum",
        "zur",
    ]
)
_MONTH = {
    fold(name): number
    for language, names in MONTHS.items()
    if language != "zh"
    for number, both in enumerate(names, 1)
    for name in both.split("/")
}
_WEEKDAY = {fold(name): number for names in WEEKDAYS.values() for number, name in enumerate(names)}
_NAMED_MONTH = "|".join(sorted(map(re.escape, _MONTH), key=len, reverse=True))
_FIRST_UNSPACED = "\u2e80"
_DIGIT = re.compile(r"\d")
_DAYS = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.|º)?\s+(?:de\s+|of\s+)?(?P<month>{_NAMED_MONTH})"
    rf"|(?P<month2>{_NAMED_MONTH})\s+(?P<day2>\d{{1,2}})(?!\d)"
    r"|(?P<month3>\d{1,2})月(?P<day3>\d{1,2})日"
)
_LONGEST_FIRST = sorted(_WEEKDAY, key=len, reverse=True)
# In signs without spaces the name of a day stands directly behind other signs.
_WEEKDAYS = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in _LONGEST_FIRST if w < _FIRST_UNSPACED)})"
    rf"|{'|'.join(re.escape(w) for w in _LONGEST_FIRST if w >= _FIRST_UNSPACED)}"
)


def named_sessions(
    sessions: Sequence[Session], zone: ZoneInfo, text: str, items: Collection[str] = ()
) -> tuple[Session, ...]:
    """The sessions that a text names, in the order of the programme; `items` are the items of the agenda it names."""
    by_item = _by_item(sessions, items)
    folded = fold(text[:20_000])
    found = by_item or _by_title(sessions, folded) or _by_day(sessions, zone, folded)
    return tuple(session for session in sessions if session in found)


def _by_item(sessions: Iterable[Session], items: Collection[str]) -> list[Session]:
    wanted = {_plain(item) for item in items}
    return [session for session in sessions if wanted.intersection(map(_plain, session.items))]


def _plain(item: str) -> str:
    return "".join(fold(item).split())


def _by_title(sessions: Sequence[Session], folded: str) -> list[Session]:
    """Sessions most of whose words stand near each other in the text; of two that share them, the one that has more."""
    words = _WORD.findall(folded)
    scores = {session.name: _score(_telling(session.title), words, folded) for session in sessions}
    good = [session for session in sessions if scores[session.name] >= _ENOUGH]
    return [session for session in good if not _is_outdone(session, good, scores)]


def _is_outdone(session: Session, others: Sequence[Session], scores: dict[str, float]) -> bool:
    """True where another session that shares words fits better, or could be meant as well: then it is not this one."""
    own = _telling(session.title)
    for other in others:
        its = _telling(other.title)
        if other is session or not own & its:
            continue
        ahead = (scores[other.name], len(its)) > (scores[session.name], len(own))
        if ahead or own <= its:
            return True
    return False


@lru_cache(maxsize=_TITLES_REMEMBERED)
def _telling(title: str) -> frozenset[str]:
    """The words of a title that tell it from others. A title in signs without spaces is one word."""
    return frozenset(
        w for w in _WORD.findall(fold(title)) if (len(w) >= _LEAST_LETTERS or w > "\u2e7f") and w not in _EMPTY
    )


def _score(telling: frozenset[str], words: Sequence[str], folded: str) -> float:
    """The share of a title's words that stand within a few words of each other."""
    if not telling:
        return 0.0
    if any(word > "\u2e7f" for word in telling):
        return sum(word in folded for word in telling) / len(telling)
    places = [(index, word) for index, word in enumerate(words) if word in telling]
    width = 3 * len(telling) + 2
    best = 0
    for first, (start, _) in enumerate(places):
        near = {word for index, word in places[first : first + 2 * width] if index - start < width}
        best = max(best, len(near))
    return best / len(telling)


def _by_day(sessions: Sequence[Session], zone: ZoneInfo, folded: str) -> list[Session]:
    """Sessions that are alone on a day which the text names."""
    by_day: dict[date, list[Session]] = {}
    for session in sessions:
        by_day.setdefault(session.begins.astimezone(zone).date(), []).append(session)
    # A day of a month has a number: that is looked at first, for the names of months are many.
    dated = _DAYS.finditer(folded) if _DIGIT.search(folded) else ()
    named = {(int(m["month3"]), int(m["day3"])) if m["month3"] else _month_day(m) for m in dated}
    weekdays = set() if named else {_WEEKDAY[m.group()] for m in _WEEKDAYS.finditer(folded)}
    return [
        those[0]
        for day, those in by_day.items()
        if len(those) == 1 and ((day.month, day.day) in named or day.weekday() in weekdays)
    ]


def _month_day(match: re.Match[str]) -> tuple[int, int]:
    month, day = (match["month"], match["day"]) if match["month"] else (match["month2"], match["day2"])
    return _MONTH[month], int(day)
