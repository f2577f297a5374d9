"""Bystanders: persons whom a sentence that names delegates speaks of, and does not name.

They were named before, somebody comes besides them, they come in a certain case only, or they deal with the delegation.
"""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.core.reading.bare_names import stands_between
from mailflow.core.reading.lexicon import COMPOSING, NAMING, Lexicon
from mailflow.core.reading.mentions import Mention
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.rows import CLAUSE, Mark, Row

_BESIDES_REACH = 6
_OTHERS_REACH = 6  # words
_BY_REACH = 6  # words from "designated by" to a name


def is_old(row: Row, first: int, last: int) -> bool:
    """True for a sentence about persons named before: not where it goes on with others ("in addition to those …")."""
    besides = row.of("besides", start=first, stop=last)
    return any(
        not any(0 <= m.start - b.stop <= _BESIDES_REACH or _goes_on(row, b, m, last) for b in besides)
        and not _is_of_others(row, first, m)
        for m in row.of("already-named", start=first, stop=last)
    )


def _is_of_others(row: Row, first: int, old: Mark) -> bool:
    """True for what is said of the others: "please add Ms B, the other members remaining unchanged"."""
    return any(
        old.start - m.stop < _OTHERS_REACH and row.has(*NAMING, start=first, stop=m.start)
        for m in row.of("others-stay", start=first)
        if m.start <= old.start
    )


def _goes_on(row: Row, besides: Mark, old: Mark, last: int) -> bool:
    """True where others are named behind: "in addition to Mr A, whom you know, our delegation will include Ms B"."""
    return besides.stop <= old.start and row.has(*COMPOSING, start=old.stop, stop=last)


def is_besides(row: Row, first: int, last: int, mention: Mention) -> bool:
    """True for Mr A in "in addition to Mr A, whom you know, our delegation will include Ms B"."""
    named = mention.named
    return any(
        0 <= named.begin - b.stop <= _BESIDES_REACH
        and any(
            _goes_on(row, b, m, last) and m.start >= named.stop
            for m in row.of("already-named", start=b.stop, stop=last)
        )
        and not row.has(*COMPOSING, start=b.stop, stop=named.begin)
        for b in row.of("besides", start=first, stop=named.begin)
    )


def is_unsure(row: Row, first: int, mention: Mention, found: Sequence[Mention]) -> bool:
    """True for who comes in a certain case only: "Mr A and, if she is free, Ms B", "Ms B, if she is free"."""
    named = mention.named
    before = max((m.named.stop for m in found if m.named.stop <= named.begin), default=first)
    aside = row.of("condition", start=before, stop=named.begin) if before > first else ()
    behind = row.of("condition", start=named.stop, stop=mention.until)
    return bool(aside) or any(m.start == named.stop and row.gap(m.start).strip()[:1] in (",", "(") for m in behind)


def is_of_another_time(row: Row, first: int, last: int, mention: Mention) -> bool:
    """True for "last year we were represented by Mr A", and for Mr A who "led the delegation in Lima", where nobody comes."""
    named = mention.named
    return any(
        (past.start < named.begin and named.stop <= past.stop)
        or (named.begin - past.stop in range(_BY_REACH) and not CLAUSE.search(row.between(past.stop, named.begin)))
        or (past.start >= named.stop and not row.has("will-come", "names-delegates", start=first, stop=last))
        for past in row.of("in-the-past", start=first, stop=last)
    )


def is_busy(row: Row, first: int, last: int, mention: Mention, found: Sequence[Mention], lex: Lexicon) -> bool:
    """True for who is away, or names, sends, decides or signs what others will be: "Minister A has designated Ms B"."""
    if mention.role is not None or not row.has("is-away", "deals-with", "dealt-with-by", start=first, stop=last):
        return False
    named = mention.named
    if _is_dealt_with_by(row, named, lex):
        return True
    # Of "Ms A and Mr B will send …" both do.
    upto = min(
        (m.named.begin for m in found if m.named.begin >= named.stop and not _is_pair(row, named, m, lex)), default=last
    )
    away = row.of("is-away", start=named.stop, stop=upto)
    deals = _dealings(row, named, upto, last, lex)
    if not (away or deals):
        return False
    if any(named.begin - m.stop in range(2) for m in row.of("will-come", stop=named.begin)):
        return False  # where the verb comes first
    return all(
        any(a.overlaps(m) for a in away)
        or any(d.holds(m) and d.stop == m.stop for d in deals)  # "hat Frau B benannt"
        or upto - m.stop <= (1 if upto < last else -1)
        for m in row.of("will-come", "will-head", start=named.stop, stop=upto)
    )


def _dealings(row: Row, named: Named, upto: int, last: int, lex: Lexicon) -> tuple[Mark, ...]:
    """The words behind a person by which he or she deals with the delegation; in Arabic they stand in front, too."""
    is_arabic = "\u0600" <= named.name[0] <= "\u06ff"
    others = row.of("dealt-with-by", start=named.stop, stop=last)
    return tuple(
        m
        for m in row.of("deals-with", stop=last)
        if (
            m.start in range(named.stop, upto)
            and not any(o.holds(m) for o in others)
            and not _is_of_next(row, named, m, lex)
        )
        or (is_arabic and m.stop == named.begin)
    )


def _is_of_next(row: Row, named: Named, mark: Mark, lex: Lexicon) -> bool:
    """True where another subject stands in between: "Ms B comes, and the Ministry will send …"."""
    return any(
        ";" in row.gap(at)
        or (at + 1 < mark.start and row.keys[at] in lex.conjunctions and row.gap(at).strip()[-1:] in (",", "،"))
        for at in range(named.stop, mark.start)
    )


def _is_dealt_with_by(row: Row, named: Named, lex: Lexicon) -> bool:
    """True where the words stand around the person, or in front: "wird von Herrn B genehmigt", "designated by Minister A"."""
    return any(
        (
            mark.start < named.begin
            and named.stop <= mark.stop
            and not CLAUSE.search(row.between(named.stop, mark.stop - 1))
        )
        or (
            mark.start < named.begin
            and named.start - mark.stop in range(_BY_REACH)
            and all(stands_between(key, lex) and key not in lex.verbs for key in row.keys[mark.stop : named.begin])
            and not CLAUSE.search(row.between(mark.stop, named.begin))
        )
        for mark in row.of("dealt-with-by")
    )


def _is_pair(row: Row, named: Named, other: Mention, lex: Lexicon) -> bool:
    """True for the next person, joined by "and"; in Arabic that is no word of its own."""
    between = row.keys[named.stop : other.named.begin]
    gap = row.between(named.stop, other.named.begin)
    return len(between) <= 1 and lex.conjunctions.issuperset(between) and not any(sign in gap for sign in ",;:.")
