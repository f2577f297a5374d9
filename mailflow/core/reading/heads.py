"""Who leads: whom the words before or behind a name make the head of the delegation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.rows import PAUSE, Mark, Row

_NEAR_HEAD = 5
_ASIDE_OPENS = 2  # words: "who", "to whom"
_LED_REACH = 5  # words from "heads" to what is led


def leading(row: Row, lex: Lexicon, start: int = 0, stop: int | None = None) -> tuple[Mark, ...]:
    """The words of a stretch that say of somebody that he or she leads: the delegation, and not a department."""
    return tuple(m for m in row.of("will-head", start=start, stop=stop) if not is_of_unit(row, m, lex))


def is_of_unit(row: Row, mark: Mark, lex: Lexicon) -> bool:
    """True for "heads the Treaty Section" and "…, die das Referat leitet": what is led follows, or fills the clause in front."""
    if not lex.delegations.isdisjoint(row.keys[mark.start : mark.stop]):
        return False
    behind = _led(row, mark.stop, lex)
    if behind is not None:
        return behind in lex.units
    at = mark.start
    while at > max(0, mark.start - _LED_REACH) and not PAUSE.search(row.gap(at)):
        at -= 1
    return at < mark.start and bool(PAUSE.search(row.gap(at))) and _led(row, at + 1, lex) in lex.units


def _led(row: Row, start: int, lex: Lexicon) -> str | None:
    """The first word of a delegation or a department in a stretch that ends with the clause, or with what follows a noun."""
    is_named = False
    for at in range(start, min(start + _LED_REACH, len(row))):
        key = row.keys[at]
        if key in lex.delegations or key in lex.units:
            return key
        if PAUSE.search(row.gap(at)):
            return None
        # An article may be any other word elsewhere: "die" is "who" in Dutch.
        is_small = key in lex.fillers or key in lex.possessives
        if (is_named and is_small) or (at > start and (key in lex.conjunctions or key in lex.verbs)):
            return None
        is_named = is_named or not is_small
    return None


def is_head(row: Row, first: int, until: int, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True where the words before or behind a name make its bearer the head."""
    this = found[index]
    before = found[index - 1].stop if index else first
    if leads_past(row, found, index, lex):
        return False
    if leading(row, lex, this.stop, until) or leads_past(row, found, index + 1, lex):
        return True
    if any(m.start <= this.begin and m.stop > this.stop for m in leading(row, lex)):
        return True
    nouns = [
        m
        for m in row.of("role-head", start=this.stop, stop=until)
        if m.stop - m.start > 1 and not (_is_deputised(row, m, lex) or is_of_unit(row, m, lex))
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


def leads_past(row: Row, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True for B in "Mr A, accompanied by Ms B, will lead": the words of leading behind her are said of him."""
    if not 0 < index < len(found) or not _is_aside(row, found[index - 1], found[index], lex):
        return False
    until = found[index + 1].begin if index + 1 < len(found) else len(row)
    return any(PAUSE.search(row.gap(m.start)) for m in leading(row, lex, found[index].stop, until)[:1])


def _is_aside(row: Row, one: Named, other: Named, lex: Lexicon) -> bool:
    """True where behind a comma words stand that say of one person what another does: ", whom Ms B accompanies"."""
    if not PAUSE.search(row.gap(one.stop)) or ";" in row.between(one.stop, other.begin):
        return False
    at = other.begin
    while at > one.stop and not PAUSE.search(row.gap(at)):
        at -= 1
    words = row.keys[at : other.begin]
    if not lex.conjunctions.isdisjoint(words):
        return False
    tells = any(key in lex.verbs and key not in lex.openers for key in words[:_ASIDE_OPENS])
    return tells or row.has("names-delegates", start=at, stop=other.begin)


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
