"""Texts laid out for reading: lines as their author meant them, each as a row of words with the phrases found in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mailflow.core.folding import fold, fold_with_map
from mailflow.core.phrases import Phrases, Place
from mailflow.core.reading.lines import BULLET, COLUMNS, flow, may_have_columns
from mailflow.core.words import UNSPACED, WORD, Folded

CLAUSE = re.compile(r"[,;:()،؛；：，、（）]|\s[-–—]\s")  # parts two clauses
PAUSE = re.compile(r"[,;()،；，、（）]|\s[-–—]\s")  # a colon is none: it leads on
MOST_READ = 24_000  # signs of one text: a list of delegates is not longer
_MOST_ROW_WORDS = 500
_UNSPACED_SIGN = re.compile(f"[{UNSPACED}]")
_WORD = re.compile(r"[^\W_ºª]+")  # "Eng.º" is "Eng."
_OTHER_CUT = re.compile(f"[ºª{UNSPACED}]")
_ASCII = re.compile(r"[\x00-\x7f]+")
# The first of "I. … II. …": alone it is an initial.
_ROMAN_ONE = re.compile(r"[ \t]*I[.)][ \t]+")
_ROMAN_TWO = re.compile(r"^[ \t]*II[.)][ \t]", re.MULTILINE)
_SENTENCE_END = re.compile(r"[!?;؟؛।。！？；]|\.[\"'”’»)\]]*(?:[\s\r]|$)|\.\.\.|…\s")
_TABLE_ROW = re.compile(r"\S[ \t]*\t[ \t]*\S|\S[ ]*\|[ ]*\S|\S {3,}\S")


class Mark(NamedTuple):
    """A phrase of a list found in a row: words `start` to `stop` (exclusive)."""

    name: str
    start: int
    stop: int

    def overlaps(self, other: Mark) -> bool:
        """True where both have a word in common."""
        return self.start < other.stop and other.start < self.stop

    def holds(self, other: Mark) -> bool:
        """True where the other stands within it, or is as long."""
        return self.start <= other.start and other.stop <= self.stop


@dataclass(slots=True, eq=False)
class Row:
    """One line. `keys` are the folded words, `starts` and `ends` their places in `text`, `offset` that of the line.

    Nothing in it is changed; but one that is frozen takes eight times as long to make, and there is one for each line.
    """

    text: str
    offset: int
    part: str
    bullet: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marks: tuple[Mark, ...]
    names: frozenset[str]  # of the lists of its marks: most lists have none in a row, which is then told at once
    after_blank: bool = False
    source: str = "text"  # text, document: where it stands

    def __len__(self) -> int:
        return len(self.keys)

    def word(self, index: int) -> str:
        """A word as it stands."""
        return self.text[self.starts[index] : self.ends[index]]

    def gap(self, index: int) -> str:
        """What stands between the word before and this one."""
        return self.text[self.ends[index - 1] if index else 0 : self.starts[index]]

    def tail(self, index: int) -> str:
        """What stands behind a word, up to the next."""
        following = self.starts[index + 1] if index + 1 < len(self.keys) else len(self.text)
        return self.text[self.ends[index] : following]

    def span(self, start: int, stop: int) -> str:
        """The words `start` to `stop` (exclusive) as they stand, on one line."""
        return " ".join(self.text[self.starts[start] : self.ends[stop - 1]].split()) if start < stop else ""

    def between(self, stop: int, start: int) -> str:
        """What stands between the end of a stretch (exclusive) and the word with which another begins; "" where they overlap."""
        return self.text[self.ends[stop - 1] : self.starts[start]]

    def of(self, *names: str, start: int = 0, stop: int | None = None) -> tuple[Mark, ...]:
        """The marks of these lists that stand wholly within a stretch."""
        if self.names.isdisjoint(names):
            return ()
        end = len(self.keys) if stop is None else stop
        return tuple(m for m in self.marks if m.name in names and m.start >= start and m.stop <= end)

    def has(self, *names: str, start: int = 0, stop: int | None = None) -> bool:
        """True where a phrase of these lists stands within a stretch."""
        if self.names.isdisjoint(names):
            return False
        end = len(self.keys) if stop is None else stop
        return any(m.name in names and m.start >= start and m.stop <= end for m in self.marks)

    @property
    def words(self) -> str:
        """The line as it stands, on one line."""
        return " ".join(self.text.split())

    @property
    def body(self) -> str:
        """The line without its bullet."""
        return self.text[self.starts[0] :] if self.starts else ""

    @property
    def ends_open(self) -> bool:
        """True where the line ends with a colon: what it announces follows."""
        return self.text.rstrip(" \t\r*_").endswith((":", "："))

    @property
    def has_colon(self) -> bool:
        """True where the line has a colon."""
        return ":" in self.text or "：" in self.text

    @property
    def is_unspaced(self) -> bool:
        """True where the line has signs of a script without spaces."""
        return bool(_UNSPACED_SIGN.search(self.text))

    @property
    def is_tabular(self) -> bool:
        """True where the line has columns."""
        return may_have_columns(self.text) and bool(_TABLE_ROW.search(self.text)) and "\r" not in self.text

    @property
    def is_tabular_by_spaces(self) -> bool:
        """True where the columns are made with blanks."""
        return "\t" not in self.text.strip() and bool(COLUMNS.search(self.text)) and "\r" not in self.text

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The stretches of words that are sentences."""
        first, text = 0, self.text
        for index, (end, following) in enumerate(zip(self.ends, (*self.starts[1:], len(text)), strict=False)):
            # Words are parted by a blank nearly always: that is looked at first.
            if following - end < 2 and text[end:following] in ("", " "):
                continue
            if _ends_sentence(self, index):
                yield first, index + 1
                first = index + 1
        if first < len(self.keys):
            yield first, len(self.keys)


_PERSONAL = ("forms-of-address", "ranks-before-names")
_ASIDE_REACH = 9  # words
_OTHERWISE = ("contact-person", "not-a-member", "already-named", "i-will-come", "i-myself", "i-too")


def _lists_on(row: Row, start: int) -> bool:
    """True where behind a semicolon the next person of an enumeration stands."""
    is_announced = ":" in row.text[: row.starts[start]]
    if is_announced and row.word(start)[0].isupper():
        return True
    # "…; and, for the first day only, Dr Lind": behind a colon the list goes on behind an aside, too.
    near = [m for m in row.marks if start <= m.start < start + (_ASIDE_REACH if is_announced else 3)]
    return any(m.name in _PERSONAL for m in near) and not any(m.name in _OTHERWISE for m in near)


def _ends_sentence(row: Row, index: int) -> bool:
    tail = row.tail(index)
    if not tail or tail == " " or not _SENTENCE_END.search(tail):
        return False
    if tail.lstrip(" \t)]\"'”’»")[:1] in (";", "；", "؛") and index + 1 < len(row.keys) and _lists_on(row, index + 1):
        return False
    if not tail.lstrip().startswith("."):
        return True
    if index + 1 >= len(row.keys):
        return True
    key = row.keys[index]
    if len(key) == 1 and not key.isdigit():
        return False
    if (
        index
        and len(key) < 6
        and row.word(index)[0].isupper()
        and row.gap(index).strip()[-1:] in (",", ":", "(")
        and row.gap(index).strip()
    ):
        return False
    if any(m.stop == index + 1 and m.name in ("abbreviations", "forms-of-address") for m in row.marks):
        return False
    following = row.word(index + 1)[0]
    return not following.islower()


def rows(text: str, part: str, phrases: Phrases, names: frozenset[str], source: str = "text") -> tuple[Row, ...]:
    """The lines of a text as rows, blank ones left out. Only its first 24,000 signs are read."""
    text = text[:MOST_READ]
    whole, places = phrases.row(text), phrases.places(names, text)
    begins = [whole.origin[whole.starts[start]] for start, _, _ in places]
    openers = {at for at, (_, _, name) in zip(begins, places, strict=True) if name == "forms-of-address"}
    laid, found = list[Row](), 0
    is_roman, is_cut_alike = "II" in text and bool(_ROMAN_TWO.search(text)), _is_cut_alike(whole)
    blank, offset = False, 0
    for line in flow(text, openers).split("\n"):
        first, end = found, offset + len(line)
        found = bisect_left(begins, end, found)
        if line.strip():
            bullet = BULLET.match(line) or (_ROMAN_ONE.match(line) if is_roman else None)
            begin = bullet.end() if bullet else 0
            cut = _cut(whole, offset + begin, end) if is_cut_alike else None
            near = places[first:found]
            words = _words_at(whole, near, cut, offset) if cut else _words_in(line, begin, whole, near, offset)
            laid.append(_row(line, offset, part, begin, words, blank, source))
        blank = not line.strip()
        offset = end + 1
    return tuple(laid)


# Folded words, where they begin and end in a line, and its marks.
_Words = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...], Sequence[Mark]]


def _row(line: str, offset: int, part: str, begin: int, words: _Words, blank: bool, source: str) -> Row:
    keys, starts, ends, marks = words
    names = frozenset([mark.name for mark in marks])
    return Row(line, offset, part, line[:begin].strip(), keys, starts, ends, tuple(marks), names, blank, source)


def _is_cut_alike(whole: Folded) -> bool:
    """True for a text whose words are those of its rows: they need not be looked for again.

    Not where folding moves signs, an underscore is one, a sign is a word of its own, or is one only before it is folded.
    """
    if not isinstance(whole.origin, range) or "_" in whole.plain:
        return False
    rest = _ASCII.sub("", whole.text)
    return not _OTHER_CUT.search(rest) and all(sign.isalnum() == fold(sign).isalnum() for sign in set(rest))


def _cut(whole: Folded, begin: int, end: int) -> tuple[int, int] | None:
    """The words of a text from one place to another; None where the first is cut in two: "①Berg" behind its bullet."""
    first = bisect_left(whole.starts, begin)
    if first and whole.ends[first - 1] > begin:
        return None
    return first, min(bisect_left(whole.starts, end, first), first + _MOST_ROW_WORDS)


def _words_at(whole: Folded, places: Sequence[Place], cut: tuple[int, int], offset: int) -> _Words:
    first, stop = cut
    starts = tuple([start - offset for start in whole.starts[first:stop]])
    ends = tuple([end - offset for end in whole.ends[first:stop]])
    marks = list[Mark]()
    for start, behind, name in places:
        begin = start if start > first else first
        end = behind if behind < stop else stop
        if begin < end:
            marks.append(Mark(name, begin - first, end - first))
    return whole.words[first:stop], starts, ends, marks


def _words_in(line: str, begin: int, whole: Folded, places: Sequence[Place], offset: int) -> _Words:
    keys, starts, ends = _words_of(line, begin)
    marks = list[Mark]()
    for of_text, behind, name in places:
        start, end = whole.span(of_text, behind)
        first, stop = bisect_left(starts, start - offset), bisect_left(starts, end - offset)
        if first < stop:
            marks.append(Mark(name, first, stop))
    return keys, starts, ends, marks


def _words_of(line: str, begin: int) -> tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]:
    pattern = WORD if _UNSPACED_SIGN.search(line) else _WORD
    found = [m.span() for m in pattern.finditer(line, begin)][:_MOST_ROW_WORDS]
    plain, origin = fold_with_map(line)
    if isinstance(origin, range):
        # Nearly always a sign is folded to one sign, and the places stay.
        keys = tuple([plain[s:e] for s, e in found])
    else:
        # A sign that folding takes away altogether (a lone Arabic tatweel) is no word.
        found = [(s, e) for s, e in found if fold(line[s:e])]
        keys = tuple([fold(line[s:e]) for s, e in found])
    return keys, tuple([s for s, _ in found]), tuple([e for _, e in found])


def bare_row(text: str, honorifics: Collection[str], ranks: Collection[str]) -> Row:
    """A short text as a row of its own, with honorifics and ranks marked: a cell of a table."""
    bullet = BULLET.match(text)
    begin = bullet.end() if bullet else 0
    keys, starts, ends = _words_of(text, begin)
    marks = list[Mark]()
    for start in range(min(len(keys), 12)):
        for size in range(min(5, len(keys) - start), 0, -1):
            whole = " ".join(keys[start : start + size])
            name = "forms-of-address" if whole in honorifics else "ranks-before-names" if whole in ranks else None
            if name:
                marks.append(Mark(name, start, start + size))
                break
    return _row(text, 0, "", begin, (keys, starts, ends, marks), False, "text")
