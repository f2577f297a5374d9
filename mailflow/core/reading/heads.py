"""Who leads: whom the words before or behind a name make the head of the delegation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.rows import PAUSE, Mark, Row

_NEAR_HEAD = 5


def is_head(row: Row, first: int, until: int, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True where the words before or behind a name make its bearer the head."""
    this = found[index]
    before = found[index - 1].stop if index else first
    if row.has("will-head", start=this.stop, stop=until):
        return True
    if any(m.start <= this.begin and m.stop > this.stop for m in row.of("will-head")):
        return True
    nouns = [
        m
        for m in row.of("role-head", start=this.stop, stop=until)
        if m.stop - m.start > 1 and not _is_deputised(row, m, lex)
    ]
    if nouns and not _is_next_ones(row, nouns[-1], until, found, index, lex):
        return True
    if any(
        not _is_deputised(row, m, lex) and not PAUSE.search(row.text[row.starts[m.start] : row.ends[m.stop - 1]])
        for m in row.of("headed-by", start=before, stop=this.start)
    ):
        return True
    announced = [m for m in row.of("role-head", start=before, stop=this.begin) if m.stop - m.start > 1]
    if not announced or _is_deputised(row, announced[-1], lex):
        return False
    near = this.begin - announced[-1].stop <= _NEAR_HEAD
    return near and (index == 0 or _is_next_ones(row, announced[-1], this.begin, found, index - 1, lex))


def _is_next_ones(row: Row, mark: Mark, begin: int, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True where "head of delegation" between two names belongs to the second."""
    if index + 1 >= len(found):
        return False
    between = range(mark.stop, begin)
    return all(row.keys[i] in lex.fillers and row.keys[i] not in lex.conjunctions for i in between) and not re.search(
        r"[,;.)]", row.between(mark.stop, begin)
    )


def _is_deputised(row: Row, mark: Mark, lex: Lexicon) -> bool:
    return mark.start > 0 and row.keys[mark.start - 1] in lex.deputies
