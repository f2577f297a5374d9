"""A text as the row of words in which phrases are looked for: folded, with where each stood and how it was parted.

Scripts that write without spaces (Chinese, Japanese, Thai, Khmer, Lao, Burmese) count each sign as a word, so that a
phrase in them is found inside a longer run. Punctuation is no word; it only parts clauses and sentences.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, chain, compress, count

from mailflow.core.folding import cut, fold_with_map

UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
_UNSPACED_SIGN = re.compile(rf"[{UNSPACED}]")
_NO_WORD = re.compile(r"(\W+)")
_NO_ASCII_WORD = re.compile(r"([^0-9a-z_]+)")  # in folded text
_UNSPACED_AND_REST = re.compile(rf"([{UNSPACED}]|[^\W{UNSPACED}]+)([^\w{UNSPACED}]*)")
_SENTENCE_END = re.compile(r'[!?;؟؛।|]|\.["\')\]]*\s|\n[ \t\r]*\n|\n[ \t\r]*[-*•·>+]')
_CLAUSE_END = re.compile(r"[,:،()]|[ \n]-+[ \n]")
# After these a full stop ends no sentence. A single letter is always taken for an initial.
_ABBREVIATIONS = """
    mr mrs ms messrs dr dra drs prof sr sra srta sres mm mme mmes mlle mgr hrh exc excmo excma amb hon gen col lt maj capt
    cdr sgt brig no nr nos art arts st ste jr ing lic arq mag dott ssa sig dhr mw hr adj ext tel vs approx dept gov univ
    para paras fig vol pp ref cf esq ret им гн гжа проф акад ул тов
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
EMPTY_LINE = "\n\n"  # between two texts
_MOST_READ = 400_000
_TEXTS_REMEMBERED = 16


class Break(IntEnum):
    """What parts a word from the next."""

    NONE = 0
    CLAUSE = 1
    SENTENCE = 2


_NONE, _CLAUSE = bytes([Break.NONE]), bytes([Break.CLAUSE])


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made ready for phrases. `text` is the original, `plain` the folded text; the four rows have one entry a word."""

    text: str
    plain: str = field(repr=False)
    words: tuple[str, ...]
    starts: tuple[int, ...] = field(repr=False)  # in the folded text
    ends: tuple[int, ...] = field(repr=False)
    breaks: bytes = field(repr=False)  # a `Break` after each word
    origin: Sequence[int] = field(repr=False)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Where the words `first` to `stop` (exclusive) stand in the original text."""
        if isinstance(self.origin, range):
            return self.starts[first], self.ends[stop - 1]
        start = self.origin[self.starts[first]]
        words = cut(self.text, self.origin, self.starts[first], self.ends[stop - 1])
        return start, start + len(words)

    def openings(self) -> list[int]:
        """The first words of the sentences; behind a last one that is ended, where another would begin."""
        return [0, *compress(count(1), self.breaks.replace(_CLAUSE, _NONE))]

    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Where the sentences stand in the original text, each with the signs that end it."""
        return self._parts(self.openings())

    def clauses(self) -> tuple[tuple[int, int], ...]:
        """Where the clauses stand, as commas, colons and brackets part them."""
        return self._parts([0, *compress(count(1), self.breaks)])

    def _parts(self, opens: Sequence[int]) -> tuple[tuple[int, int], ...]:
        begins = [self.origin[self.starts[first]] for first in opens if first < len(self.words)]
        # A text of signs alone has no words, and so no sentences.
        return tuple(zip(begins, [*begins[1:], len(self.text)], strict=True)) if begins else ()


def length_in_words(text: str) -> int:
    """How many words a text has; of a script without spaces three signs count for two words."""
    signs = len(_UNSPACED_SIGN.findall(text)) if not text.isascii() else 0
    return len(text.split()) + signs * 2 // 3


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def folded(text: str) -> Folded:
    """The text as a row of words, remembered for the last texts. Past 400,000 signs nothing is read: no letter is that long."""
    plain, origin = fold_with_map(text[:_MOST_READ])
    if plain.isascii():
        words, rests, starts, ends = _spaced(_NO_ASCII_WORD.split(plain))
    elif not _UNSPACED_SIGN.search(plain):
        words, rests, starts, ends = _spaced(_NO_WORD.split(plain))
    else:
        words, rests, starts, ends = _unspaced(plain)
    breaks = _breaks(words, rests, lambda index: text[origin[starts[index]]])
    return Folded(text, plain, words, starts, ends, breaks, origin)


def joined(rows: Sequence[Folded]) -> Folded:
    """The row of texts with an empty line between two, as `folded` makes it of the whole; each must have been read in full."""
    if len(rows) == 1:
        return rows[0]
    text, plain = EMPTY_LINE.join([row.text for row in rows]), EMPTY_LINE.join([row.plain for row in rows])
    shifts = tuple(accumulate([len(row.plain) + len(EMPTY_LINE) for row in rows], initial=0))
    # What stands before an empty line ends a sentence, whatever else parts it from the next word.
    ended = [row.breaks[:-1] + bytes([Break.SENTENCE]) for row in rows[:-1] if row.words]
    return Folded(
        text,
        plain,
        words=tuple(chain.from_iterable([row.words for row in rows])),
        starts=tuple([start + shift for row, shift in zip(rows, shifts, strict=False) for start in row.starts]),
        ends=tuple([end + shift for row, shift in zip(rows, shifts, strict=False) for end in row.ends]),
        breaks=b"".join([*ended, *(row.breaks for row in rows[-1:])]),
        origin=_joined_origin(rows),
    )


def _joined_origin(rows: Sequence[Folded]) -> Sequence[int]:
    if all(isinstance(row.origin, range) for row in rows):
        return range(sum(len(row.text) + len(EMPTY_LINE) for row in rows) - len(EMPTY_LINE))
    origin, begins = list[int](), 0
    for row in rows:
        origin += [begins + index for index in (*row.origin, len(row.text), len(row.text) + 1)]
        begins += len(row.text) + len(EMPTY_LINE)
    return origin[: -len(EMPTY_LINE)]


_Pieces = tuple[tuple[str, ...], list[str], tuple[int, ...], tuple[int, ...]]


def _spaced(pieces: list[str]) -> _Pieces:
    """Words, what stands behind each, and where each begins and ends, of a text cut at what is no word.

    Every second piece is a word; the first and the last of them may be empty.
    """
    ends = list(accumulate(map(len, pieces)))
    words, rests, starts, stops = pieces[::2], pieces[1::2], [0, *ends[1::2]], ends[::2]
    if not words[0]:
        del words[0], rests[:1], starts[0], stops[0]
    if words and not words[-1]:
        del words[-1], starts[-1], stops[-1]
    elif words:
        rests.append("")
    return tuple(words), rests, tuple(starts), tuple(stops)


def _unspaced(plain: str) -> _Pieces:
    """The same of a text in which some words are parted by nothing."""
    pairs = _UNSPACED_AND_REST.findall(plain)
    head = WORD.search(plain)
    steps = accumulate([len(word) + len(rest) for word, rest in pairs], initial=head.start() if head else 0)
    starts = tuple(steps)[: len(pairs)]
    words = tuple([word for word, _ in pairs])
    ends = tuple([start + len(word) for start, word in zip(starts, words, strict=True)])
    return words, [rest for _, rest in pairs], starts, ends


def _breaks(words: Sequence[str], rests: Sequence[str], first_sign: Callable[[int], str]) -> bytes:
    known = {rest: _break(rest) for rest in set(rests)}
    breaks = bytearray(map(known.__getitem__, rests))
    stops = {rest for rest in known if rest[:1] == "."}
    for index in compress(range(len(rests)), map(stops.__contains__, rests)) if stops else ():
        word, rest = words[index], rests[index]
        if _is_unspaced(word):
            breaks[index] = Break.SENTENCE
        elif word.isdecimal() and len(word) < 3 and rest == ". ":
            # The number of an entry in a list begins something new; a day of the month ("14. Februar") does not.
            breaks[index] = Break.NONE
            if index and "\n" in rests[index - 1]:
                breaks[index - 1] = Break.SENTENCE
        elif index + 1 < len(words) and _abbreviates(word, rest, first_sign(index + 1)):
            breaks[index] = Break.NONE
    return bytes(breaks)


def _break(rest: str) -> Break:
    if _SENTENCE_END.search(rest):
        return Break.SENTENCE
    return Break.CLAUSE if _CLAUSE_END.search(rest) else Break.NONE


def _abbreviates(word: str, rest: str, following: str) -> bool:
    """True where the full stop ends no sentence: "H.E. Mr. Berg", "Rev. 1", "approx. two"."""
    if rest.strip() != "." or "\n\n" in rest:
        return False
    if following.islower() or (following.isdecimal() and len(word) < 5):
        return True
    return word in _ABBREVIATED or (len(word) == 1 and word.isalpha())


def _is_unspaced(word: str) -> bool:
    return len(word) == 1 and word > "\u0dff"
