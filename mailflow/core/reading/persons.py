"""The grammar of a person in a line: honorifics and rank in front, the name, and what follows it.

A name is recognised by its form (`name_forms`) and its place, never by a list of names. An honorific in front makes a name
certain; without one a name needs at least two words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.lines import SOFT
from mailflow.core.reading.name_forms import Named, form_at
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.reading.unspaced import unspaced_names

PREFIXES = ("forms-of-address", "ranks-before-names")
EMAIL = re.compile(r"[^\s<>()\[\],;:\"'|/]+@[^\s<>()\[\],;:\"'|/]+\.[^\s<>()\[\],;:\"'|/.]+")
_NAME_SIGN = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_PREFIX_JOINS = re.compile(r"[\s./ºª]{0,5}\Z|[.]?\)[\s]?\Z|[.]?-\Z|[-‐‑]\Z|['’]\s?\Z")
_MOST_ABBREVIATIONS = 3  # in front of a name: "Cons. Leg. Anna Berg"


def email_in(text: str) -> re.Match[str] | None:
    """The first address in a text."""
    # Without the sign that every address has the pattern would be tried at each word.
    return EMAIL.search(text) if "@" in text else None


def named(row: Row, lex: Lexicon, start: int = 0, stop: int | None = None) -> Iterator[Named]:
    """The names in a stretch of a row, in order. Bare ones are candidates: their place must speak for them."""
    end = len(row) if stop is None else stop
    prefixes = prefixes_in(row, start, end)
    if not prefixes and not may_name(row, start, end):
        return
    if row.is_unspaced:
        yield from _unspaced(row, lex, start, end)
    at = start
    while at < end:
        found = named_at(row, lex, at, end, prefixes)
        if found is None:
            at += 1
            continue
        yield found
        at = max(found.stop, at + 1)


def _unspaced(row: Row, lex: Lexicon, start: int, end: int) -> Iterator[Named]:
    """The names in signs without spaces: each sign is a word of the row."""
    for one in unspaced_names(row.text, lex):
        first, stop = bisect_left(row.starts, one.start), bisect_left(row.starts, one.stop)
        if start <= first and stop <= end:
            honorific = "先生" if one.is_certain else None
            yield Named(one.name, first, first, stop, 2, honorific, one.title or one.rank)


def may_name(row: Row, start: int, end: int) -> bool:
    """True where behind the first word of a stretch there is a capital, or a letter of a script without capitals.

    A name that no honorific or rank stands in front of has one in its second word.
    """
    return start < end and _NAME_SIGN.search(row.text, row.ends[start], row.ends[end - 1]) is not None


def prefixes_in(row: Row, start: int, end: int) -> dict[int, Mark]:
    """The honorifics and ranks of a stretch, each by its first word; of several the longest."""
    return {m.start: m for m in sorted(row.of(*PREFIXES, start=start, stop=end), key=_reach)}


def _reach(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.stop


def named_at(row: Row, lex: Lexicon, at: int, end: int, prefixes: dict[int, Mark]) -> Named | None:
    """The name that begins, with what stands in front of it, at a word. `prefixes` are those of the row from there on."""
    if at not in prefixes and _begins_none(row, lex, at, end):
        return None
    honorific, rank, start = _prefix(row, lex, at, end, prefixes)
    if start > at and (start >= end or not _PREFIX_JOINS.match(row.gap(start))):
        return None
    start = _behind_letters(row, start, end) if rank is not None else start
    # "High Commissioner HE Ratu Epeli Nabukete": behind letters a courtesy may stand.
    if rank is not None and start + 1 < end and row.keys[start] in lex.honorifics and len(row.word(start)) > 2:
        start += 1
    shortened = _behind_abbreviations(row, lex, start, end)
    if shortened > start:
        run = form_at(row, lex, shortened, end, is_announced=True)
        if run is not None and run.units > 1:
            rank = row.span(at if honorific is None else start, shortened) + "."
            return Named(run.name, at, shortened, run.stop, run.units, honorific, rank, run.has_capitals)
    if start > at:
        run = form_at(row, lex, start, end, is_announced=True)
        # A rank is followed by "des Generalstabs" as well: a small word makes no name without a second one.
        if run is not None and honorific is None and run.units == 1 and row.word(start)[0].islower():
            return None
        if run is not None:
            return Named(run.name, at, start, run.stop, run.units, honorific, rank, run.has_capitals)
        return None
    if honorific is not None or rank is not None:
        return None
    run = form_at(row, lex, at, end, is_announced=False)
    return run if run is not None and run.units > 1 else None


def _begins_none(row: Row, lex: Lexicon, at: int, end: int) -> bool:
    """True for a word, with no honorific or rank, at which no name begins: for most words that is seen at a glance.

    A name needs a capital, or a script without capitals, and a second word.
    """
    first = row.text[row.starts[at]]
    if first.islower():
        return at > 0 or row.keys[0] not in lex.particles
    if at + 1 >= end:
        return True
    behind = row.starts[at + 1]
    return (
        row.text[row.ends[at] : behind] in (" ", SOFT)
        and row.text[behind].islower()
        and row.keys[at + 1] not in lex.particles
    )


def _behind_abbreviations(row: Row, lex: Lexicon, start: int, end: int) -> int:
    """The word behind shortened words: "Cons. Leg. Anna Berg"."""
    place = start
    while place - start < _MOST_ABBREVIATIONS and _is_abbreviation(row, lex, place, end, is_first=place == start):
        place += 1
    return place


def _is_abbreviation(row: Row, lex: Lexicon, at: int, end: int, *, is_first: bool) -> bool:
    """True for a shortened word in front of a name that no list knows: some rank or degree ("Cmdt. Anna Berg")."""
    word = row.word(at)
    return (
        at + 1 < end and (2 if is_first else 1) < len(word) < 7 and word[0].isupper() and row.keys[at] not in lex.not_names
        and bool(re.fullmatch(r"\.[ \r]{1,2}", row.gap(at + 1)))
    )  # fmt: skip


def _prefix(row: Row, lex: Lexicon, at: int, end: int, prefixes: dict[int, Mark]) -> tuple[str | None, str | None, int]:
    """Honorifics and ranks in front of a name, and the word at which they end."""
    honorific: tuple[int, int] | None = None
    rank: tuple[int, int] | None = None
    place = at
    while place < end and (place == at or _PREFIX_JOINS.match(row.gap(place)) or _is_aside(row, place, end)):
        mark = prefixes.get(place)
        if rank is not None and mark is None and _is_aside(row, place, end):
            rank, place = (rank[0], place + 1), place + 1
            continue
        if mark is None or not _is_written_so(row, mark, lex):
            if rank is None or not lex.is_title(row.keys[place]) or _lacks_article(row, rank[0], place):
                break
            rank, place = (rank[0], place + 1), place + 1
            continue
        if rank is not None and _lacks_article(row, rank[0], place):
            break
        if mark.name == "forms-of-address":
            honorific = (honorific[0] if honorific else mark.start, mark.stop)
        else:
            rank = (rank[0] if rank else mark.start, mark.stop)
        place = mark.stop
    return (
        row.span(*honorific) if honorific else None,
        _closed(row.span(*rank), row.tail(rank[1] - 1)) if rank else None,
        place,
    )


def _lacks_article(row: Row, first: int, place: int) -> bool:
    """True for an Arabic word like a rank behind a rank with its article, and without one: "السفير رائد …" is named so."""
    key = row.keys[place]
    return "\u0600" <= key[0] <= "\u06ff" and row.keys[first].startswith("ال") and not key.startswith("ال")


def _behind_letters(row: Row, start: int, end: int) -> int:
    """The word behind letters that belong to a rank: "Cnel. DEM Ana Paz"."""
    shape = [row.word(i) for i in range(start, min(start + 3, end))]
    if len(shape) == 3 and shape[0].isupper() and 1 < len(shape[0]) < 4 and not any(w.isupper() for w in shape[1:]):
        return start + 1 if all(w[0].isupper() for w in shape[1:]) and row.gap(start + 2) == " " else start
    return start


def _is_aside(row: Row, place: int, end: int) -> bool:
    """True for a short word in brackets behind a rank: "(Rtd)", "(GS)"."""
    return (
        place + 1 < end
        and row.gap(place).endswith("(")
        and row.tail(place)[:1] in (")", ".")
        and len(row.word(place)) < 6
    )


def _closed(rank: str, tail: str) -> str:
    """The rank with the bracket that was opened in it."""
    return rank + ")" if "(" in rank and ")" not in rank and ")" in tail else rank


def _is_written_so(row: Row, mark: Mark, lex: Lexicon) -> bool:
    """False for a small word that only looks like an honorific: "he", "m" within a sentence."""
    if mark.name != "forms-of-address":
        # "Secretaria Ana Paz" is a person, "Secretaría" an office: folding takes the sign away that tells them apart.
        return "secretaría" not in row.word(mark.start).casefold()
    first = row.word(mark.start)
    if mark.stop - mark.start > 1:
        return True
    if len(first) < 2:
        return first.isupper() and row.tail(mark.start).startswith(".") and not _is_initial(row, mark.start)
    if first[0].islower() and len(first) == 2:
        return row.tail(mark.start).startswith(".") and row.keys[mark.start] not in lex.selves
    return True


def _is_initial(row: Row, at: int) -> bool:
    """True for the first of two initials: "Г.П. Зимина"; "M. P. Durand" has a courtesy and one."""
    if at + 1 >= len(row) or len(row.word(at + 1)) != 1 or not row.word(at + 1).isupper():
        return False
    return row.tail(at + 1).startswith(".") and (row.gap(at + 1) == "." or "\u0400" <= row.word(at) <= "\u04ff")
