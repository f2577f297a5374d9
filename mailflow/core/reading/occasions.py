"""Of what an answer is: the meeting, a part of it, or something beside it.

Who does not come to the dinner, the excursion or the session on Friday comes to the conference all the same, and stays in
his delegation; who comes to the reception alone does not come to the conference.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.rows import CLAUSE, Mark, Row

BESIDE = ("side-events",)  # dinners, receptions, excursions, meetings of others
PART = (*BESIDE, "meeting-parts")  # and sessions of the meeting
LESS = (*PART, "meeting-days")  # and days of it
REFUSED = (*LESS, "other-acts")  # and what one does there: to arrive early, to speak
OCCASIONS = (*REFUSED, "whole-meeting", "gives-reason")
_REACH, _UNSPACED_REACH = 7, 14  # words, or signs, between an answer and its object
_CHANGES = ("place-taken-by", "takes-place-of", "in-their-stead")


class _Object(Enum):
    WHOLE = "whole"
    PART = "part"


def is_beside(row: Row, first: int, last: int, mark: Mark, lex: Lexicon) -> bool:
    """True for a consent that is of something beside the meeting alone: "will attend the reception"."""
    behind = _objects(row, mark.start, _end(row, last, mark, lex), BESIDE)
    if behind:
        return _Object.WHOLE not in behind
    return _in_front(row, first, mark, lex, BESIDE) is _Object.PART


def is_of_part(row: Row, first: int, last: int, mark: Mark, lex: Lexicon, parts: Collection[str] = LESS) -> bool:
    """True for a refusal, a doubt or a change that is of less than the meeting: "will not attend the dinner", "on Friday"."""
    within = _objects(row, last_clause(row, mark, lex), mark.stop, parts)
    if within:
        return _Object.WHOLE not in within
    behind = _objects(row, mark.stop, _end(row, last, mark, lex), parts)
    if behind:
        return behind[0] is _Object.PART
    return _in_front(row, first, mark, lex, parts) is _Object.PART


def last_clause(row: Row, mark: Mark, lex: Lexicon) -> int:
    """Where the last clause of an answer begins: "We regret to inform you on Friday that | we cannot attend"."""
    return max((at + 1 for at in range(mark.start, mark.stop) if row.keys[at] in lex.openers), default=mark.start)


def _objects(row: Row, start: int, stop: int, parts: Collection[str]) -> list[_Object]:
    """What stands in a stretch, in order. Of two that overlap the longer counts: "press conference"."""
    found = list[_Object]()
    end = start
    for mark in sorted(row.of(*parts, "whole-meeting", start=start), key=lambda m: (m.start, -m.stop)):
        if mark.start < end or mark.start >= stop or _is_within(row, mark, parts):
            continue
        found.append(_Object.WHOLE if mark.name == "whole-meeting" else _Object.PART)
        end = mark.stop
    return found


def _is_within(row: Row, mark: Mark, parts: Collection[str]) -> bool:
    return any(other.holds(mark) and not mark.holds(other) for other in row.of(*parts, "whole-meeting"))


def _end(row: Row, last: int, mark: Mark, lex: Lexicon) -> int:
    """Where the object of an answer must have begun: the clause ends, a reason or another statement begins."""
    end = min(last, mark.stop + _reach(row))
    named = {m.start for m in row.of(*REFUSED, start=mark.stop)}
    for at in range(mark.stop, end):
        # "… that day" opens no clause.
        if (row.keys[at] in lex.openers and at not in named) or CLAUSE.search(row.gap(at)):
            return at
        if any(m.start == at for m in row.of("gives-reason", *_CHANGES, start=at)):
            return at
    return end


def _in_front(row: Row, first: int, mark: Mark, lex: Lexicon, parts: Collection[str]) -> _Object | None:
    """What stands in front of an answer in its clause: "An der Exkursion nehmen wir nicht teil"."""
    begin = mark.start
    while begin > max(first, mark.start - _reach(row)):
        key = row.keys[begin - 1]
        if key in lex.openers or key in lex.conjunctions or CLAUSE.search(row.gap(begin)):
            break
        begin -= 1
    if row.has("gives-reason", start=begin, stop=mark.start):
        return None
    found = _objects(row, begin, mark.start, parts)
    return found[-1] if found else None


def _reach(row: Row) -> int:
    return _UNSPACED_REACH if row.is_unspaced else _REACH
