"""Where the writer names himself or herself as one who comes.

"I will attend" says it alone. "… and myself" says it only in a sentence of those who come, and "I will write to you myself"
in none; behind "and I" a new clause may begin that tells something else ("and I remain at your disposal").
"""

from __future__ import annotations

from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.occasions import is_beside
from mailflow.core.reading.rows import CLAUSE, Mark, Row

SELF = ("i-will-come", "i-myself", "i-too")
_COMING = ("accept", "says-yes", "will-come", "will-head")
_NAMING = (*_COMING, "names-delegates", "headed-by", "i-will-come")
_REACH = 4  # words from "and I" to the words of coming: "Ms Berg and I | are planning to attend"


def of_self(row: Row, first: int, last: int, lex: Lexicon, *, beside_others: bool) -> tuple[Mark, ...]:
    """The words of a sentence by which its writer is one of those who come to the meeting, and not to something beside it.

    `beside_others` says that the sentence names persons: "the team: Ms Berg (head) and yours truly".
    """
    return tuple(
        m
        for m in row.of(*SELF, start=first, stop=last)
        if not is_beside(row, first, last, m, lex)
        and not _is_within_absence(row, m)
        and (m.name == "i-will-come" or _comes(row, first, last, m, lex, beside_others))
    )


def _is_within_absence(row: Row, mark: Mark) -> bool:
    """ "I am travelling until Friday" is an absence note's, whatever it has in common with a journey to the meeting."""
    return any(m.holds(mark) for m in row.of("out-of-office"))


def _comes(row: Row, first: int, last: int, mark: Mark, lex: Lexicon, beside_others: bool) -> bool:
    """True where the sentence says of "myself", or of "… and I", that they come, or an entry of a list is the writer."""
    if mark.name == "i-too" and mark.stop < last and not CLAUSE.search(row.tail(mark.stop - 1)):
        return any(
            m.stop > mark.stop
            and m.start <= mark.stop + _REACH
            and lex.openers.isdisjoint(row.keys[mark.stop : m.stop])
            for m in row.of(*_COMING, start=first, stop=last)
        )
    if mark.name == "i-too" or _is_joined(row, first, mark, lex):
        # "The flight details of Ms Berg and myself": it is not said that they come.
        is_of_else = row.has("about-else", start=first, stop=mark.start)
        return (beside_others and not is_of_else) or row.has(*_NAMING, start=first, stop=last)
    begin, end = _clause(row, first, last, mark)
    if begin == mark.start and end == mark.stop and (beside_others or row.bullet):
        return True
    return row.has(*_NAMING, start=begin, stop=end) and not row.has("names-follow", start=begin, stop=end)


def _is_joined(row: Row, first: int, mark: Mark, lex: Lexicon) -> bool:
    """True for "…, Director, and myself", "…, myself and Mr B": the writer is one of several, whatever commas stand between."""
    keys = row.keys[max(first, mark.start - 1) : mark.stop]
    return any(key in lex.conjunctions for key in keys) or _leads_to_person(row, mark, lex)


def _leads_to_person(row: Row, mark: Mark, lex: Lexicon) -> bool:
    """True where behind "and" directly a person stands: a courtesy or a rank shows it."""
    if mark.stop + 1 >= len(row) or row.keys[mark.stop] not in lex.conjunctions or row.gap(mark.stop).strip():
        return False
    return any(m.start == mark.stop + 1 for m in row.of("forms-of-address", "ranks-before-names", start=mark.stop))


def _clause(row: Row, first: int, last: int, mark: Mark) -> tuple[int, int]:
    begin, end = mark.start, mark.stop
    while begin > first and not CLAUSE.search(row.gap(begin)):
        begin -= 1
    while end < last and not CLAUSE.search(row.tail(end - 1)):
        end += 1
    return begin, end
