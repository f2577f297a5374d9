"""Phrase lists: what correspondents write, by language, in files that staff edit.

A file `rules/phrases/<language>.toml` (or `<language>.<anything>.toml`) holds lists. A list is an array of phrases, or a table where a guard is wanted:

    attached = ["please find attached", "[I] attach", "enclos*"]

    [accept]
    unless = ["negation"]
    phrases = ["will … be represented", "(is|are) pleased to accept"]

Words match whatever their case, accents, punctuation and line breaks. `…` stands for up to eight words of the same
sentence, `(a|b)` for one or the other, `[word]` for a word that may be missing, `represent*` for any ending, `#` for a number, and
`<list>` for any phrase of another list of the language. In Arabic a
word also matches with و ف ب ل ك ال before it. A phrase never runs over the end of a sentence. `unless` names lists of the
same language: a hit does not count where a phrase of theirs stands within it, or up to five words before it in the same clause.

All lists are looked for at once (`phrase_index`), and the last texts are remembered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from mailflow.core.phrase_files import Entry, entries, revision
from mailflow.core.phrase_index import Index, Span
from mailflow.core.words import Break, Folded, folded

_GUARD_REACH = 5
_TEXTS_REMEMBERED = 16


class Hit(NamedTuple):
    """A phrase found. `start` and `end` are positions in the original text, `words` what stands there."""

    name: str
    language: str
    phrase: str
    start: int
    end: int
    words: str


# Where a phrase of a list stands in a text: its first word, the word after its last, and the list.
Place = tuple[int, int, str]


class _Reading:
    """What all lists found in one text; hits are made when a list is asked for. `lists` are those that may have some."""

    def __init__(self, row: Folded, spans: dict[str, list[Span]], lists: frozenset[str]) -> None:
        self.row = row
        self.spans = spans
        self.lists = lists
        self.standing: dict[str, list[Span]] = {}
        self.hits: dict[str, tuple[Hit, ...]] = {}
        self.starts: dict[tuple[str, str], list[int]] = {}  # of guards, by list and language


class Phrases:
    """All phrase lists of an installation."""

    def __init__(self, entries: Collection[Entry], revision: str, words: frozenset[str] = frozenset()) -> None:
        """`words` are lists that readers take as plain words (`of`): texts are walked for them only if they are asked for."""
        self.revision = revision
        self.entries = tuple(entries)
        guards = {name for entry in self.entries for name in entry.unless}
        self._words = words - guards
        self._index = self._indexed(lambda name: name not in self._words)
        self._word_index: Index | None = None
        self._open()

    def _open(self) -> None:
        """What is worked out from the rest, and what is remembered of texts."""
        self._list_of = tuple([entry.name for entry in self.entries])
        self._languages: dict[str, set[str]] = {}
        for entry in self.entries:
            self._languages.setdefault(entry.name, set()).add(entry.language)
        self.names = frozenset(self._languages)  # of all lists
        self._guarded = frozenset(entry.name for entry in self.entries if entry.unless)
        self._read = lru_cache(maxsize=_TEXTS_REMEMBERED)(lambda text: self._reading(text, self._index))
        self._read_words = lru_cache(maxsize=_TEXTS_REMEMBERED)(
            lambda text: self._reading(text, self._index_of_words())
        )

    def __getstate__(self) -> tuple[object, ...]:
        """What took long to make: lists are kept from one start to the next (`mailflow.compiled`)."""
        return self.revision, self.entries, self._words, self._index

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.revision, self.entries, self._words, self._index = state
        self._word_index = None
        self._open()

    def languages(self, name: str) -> frozenset[str]:
        """The languages that have a list of that name."""
        return frozenset(self._languages[name])

    def of(self, name: str, languages: Collection[str] | None = None) -> tuple[Entry, ...]:
        """The phrases of a list as written, for readers that build their own patterns. An unknown name is a KeyError."""
        if name not in self._languages:
            raise KeyError(name)
        return tuple(e for e in self.entries if e.name == name and (languages is None or e.language in languages))

    def row(self, text: str) -> Folded:
        """The words of a text."""
        return folded(text)

    def find(self, name: str, text: str | Folded, languages: Collection[str] | None = None) -> tuple[Hit, ...]:
        """The hits of a list in a text, in order and without overlap. An unknown name is a KeyError.

        With `languages` those of their phrases alone: where languages share words, a hit is else of any of them.
        """
        if name not in self._languages:
            raise KeyError(name)
        read = self._read_words if name in self._words else self._read
        reading = read(text.text if isinstance(text, Folded) else text)
        if name not in reading.spans:
            return ()
        if languages is not None:
            spans = [span for span in self._unbarred(reading, name) if self.entries[span[0]].language in languages]
            return self._as_hits(reading, _without_overlap(spans))
        hits = reading.hits.get(name)
        if hits is None:
            hits = reading.hits[name] = self._as_hits(reading, self._standing(reading, name))
        return hits

    def lists_in(self, text: str) -> frozenset[str]:
        """The lists that may find something in a text, those of plain words among them: any other finds nothing."""
        return self._read(text).lists

    def places(self, names: frozenset[str], text: str) -> list[Place]:
        """Where the phrases of several lists stand, in the order of the text; a list that is not there finds nothing.

        These are the hits of the lists (`find`), as words of `row`: most are asked for no more than that.
        """
        readings = [self._read(text)]
        if not self._words.isdisjoint(names):
            readings.append(self._read_words(text))
        return sorted(
            (start, stop, name)
            for reading in readings
            for name in names.intersection(reading.spans)
            for _, start, stop in self._standing(reading, name)
        )

    def has(self, name: str, text: str | Folded, languages: Collection[str] | None = None) -> Hit | None:
        """The first hit of a list in a text, None where there is none."""
        return next(iter(self.find(name, text, languages)), None)

    def _indexed(self, wanted: Callable[[str], bool]) -> Index:
        return Index((entry.parts, number) for number, entry in enumerate(self.entries) if wanted(entry.name))

    def _index_of_words(self) -> Index:
        if self._word_index is None:
            self._word_index = self._indexed(self._words.__contains__)
        return self._word_index

    def _reading(self, text: str, index: Index) -> _Reading:
        row = folded(text)
        found: dict[str, list[Span]] = {}
        list_of = self._list_of
        for span in index.spans(row):
            found.setdefault(list_of[span[0]], []).append(span)
        return _Reading(row, found, self._words.union(found))

    def _as_hits(self, reading: _Reading, spans: Iterable[Span]) -> tuple[Hit, ...]:
        hits, row = list[Hit](), reading.row
        for number, first, stop in spans:
            entry = self.entries[number]
            start, end = row.span(first, stop)
            hits.append(Hit(entry.name, entry.language, entry.phrase, start, end, row.text[start:end]))
        return tuple(hits)

    def _standing(self, reading: _Reading, name: str) -> list[Span]:
        """The spans of a list that count: that no guard bars, and of those that overlap the first and longest."""
        standing = reading.standing.get(name)
        if standing is None:
            standing = reading.standing[name] = _without_overlap(self._unbarred(reading, name))
        return standing

    def _unbarred(self, reading: _Reading, name: str) -> list[Span]:
        """The spans of a list that no guard bars, the first and longest first.

        Languages share words: what the guard of one language bars is no hit of another that has the same words.
        """
        found = reading.spans[name]
        if len(found) > 1:
            found.sort(key=_by_place)
        if name not in self._guarded:
            return found
        barred = {span[1:] for span in found if self._is_barred(span, reading)}
        return [span for span in found if span[1:] not in barred] if barred else found

    def _is_barred(self, span: Span, reading: _Reading) -> bool:
        """True where a phrase of a companion list stands within the hit or shortly before it."""
        number, first, stop = span
        entry = self.entries[number]
        if not entry.unless:
            return False
        opens = _guarded_from(reading.row, first)
        for name in entry.unless:
            starts = self._starts(reading, name, entry.language)
            nearest = bisect_left(starts, opens)
            if nearest < len(starts) and starts[nearest] < stop:
                return True
        return False

    def _starts(self, reading: _Reading, name: str, language: str) -> list[int]:
        """Where the phrases of a guard begin, in order."""
        if (name, language) not in reading.starts:
            spans = reading.spans.get(name, ())
            reading.starts[name, language] = sorted(
                start for number, start, _ in spans if self.entries[number].language == language
            )
        return reading.starts[name, language]


def _without_overlap(spans: Iterable[Span]) -> list[Span]:
    """Of spans in the order of `_by_place` those that overlap none before them."""
    standing, free_from = list[Span](), 0
    for span in spans:
        _, start, stop = span
        if start >= free_from:
            standing.append(span)
            free_from = stop
    return standing


def _by_place(span: Span) -> tuple[int, int, int]:
    number, start, stop = span
    return start, -stop, number


def _guarded_from(row: Folded, start: int) -> int:
    """The first word of the stretch before a hit in which a guard word bars it."""
    opens = start
    while opens > 0 and start - opens < _GUARD_REACH and row.breaks[opens - 1] == Break.NONE:
        opens -= 1
    return opens


def load(files: Mapping[str, str], words: frozenset[str] = frozenset()) -> Phrases:
    """The lists of all phrase files, given as path and text. A fault raises `RulesError` with file, line and key.

    `words` names lists that are read as plain words.
    """
    return Phrases(entries(files), revision(files), words)
