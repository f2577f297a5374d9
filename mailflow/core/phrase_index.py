"""Which phrases may stand in a text, and where: every phrase is filed under two neighbouring words that it cannot do without,
or under one word where it has no such two.

So of ten thousand phrases a text meets those few of which two words stand side by side in it, at the place where they do. Of the
pairs that a phrase has, the one whose words the fewest phrases have is taken.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from mailflow.core.phrase_syntax import Choice, Part, Reference, Sequel, Step
from mailflow.core.phrase_tree import FARTHEST_GAP, GAP, Node, forms, grown, is_arabic, walked
from mailflow.core.words import Break, Folded

_MOST_REMEMBERED = 50_000
_MOST_HEADS_REMEMBERED = 2_000  # for one phrase
_MOST_PAIRS = 300  # that one phrase is filed under
_NUMBER = "#"
# What an anchor weighs: a number or a short beginning of a word stands in nearly every text, a short word in many.
_COMMON, _SHORT = 1_000, 20

_OPEN = (Choice, Reference)

Anchor = str  # a word, the beginning of one with a star behind it, or "#" for any number


# A phrase found: its number, its first word, and the word after its last. A plain tuple, for a text has hundreds.
Span = tuple[int, int, int]


class Pattern:
    """A phrase as it is filed: `least` to `most` words stand before what it is filed under.

    A phrase that is only a row of words has these in `words`; the tree of any other is grown when it is first met.
    """

    __slots__ = ("_begins", "_roots", "entry", "least", "most", "needs", "sequel", "words")

    def __init__(
        self, entry: int, sequel: Sequel, least: int, most: int, needs: tuple[frozenset[Anchor], ...] = ()
    ) -> None:
        self.entry, self.sequel, self.least, self.most = entry, sequel, least, most
        self.words = tuple(_anchor(part) for part in sequel) if all(map(_is_plain, sequel)) else ()
        self.needs = needs  # of each of these a text that has the phrase has one
        self._roots: tuple[Node, ...] = ()
        self._begins: dict[str, bool] = {}

    def spans(self, row: Folded, places: list[int]) -> Iterator[Span]:
        """Where it stands, given that what it is filed under stands at these places, which are in order."""
        words, breaks, done = row.words, row.breaks, -1
        if self.words:
            for place in places:
                start, stop = place - self.least, place - self.least + len(self.words)
                if start >= 0 and words[start:stop] == self.words and Break.SENTENCE not in breaks[start : stop - 1]:
                    yield self.entry, start, stop
            return
        if not self._roots:
            self._roots = grown(self.sequel)
        for place in places:
            # The same beginning may lead to several of the places: it is tried once.
            last, first = place - self.least, max(place - self.most, done + 1)
            for start in range(place, first - 1, -1):
                if start < place and breaks[start] == Break.SENTENCE:
                    break
                if start <= last and self._begins_with(words[start]) and (stop := walked(self._roots, row, start)):
                    yield self.entry, start, stop
            done = max(done, last)

    def _begins_with(self, word: str) -> bool:
        """True where the phrase may begin with that word of a text."""
        begins = self._begins.get(word)
        if begins is None:
            begins = any(node.steps(word) for node in self._roots)
            if len(self._begins) < _MOST_HEADS_REMEMBERED:
                self._begins[word] = begins
        return begins


class _Word(NamedTuple):
    """What a word of a text is to the index.

    Its anchors, the phrases that it is by itself, those filed under it alone, and what may follow it in a pair.
    """

    anchors: tuple[Anchor, ...]
    entries: tuple[int, ...]
    alone: tuple[Pattern, ...]
    pairs: tuple[dict[Anchor, list[Pattern]], ...]


class _Sentences:
    """The sentences of a text, by the anchors of their words: no phrase runs over the end of one."""

    def __init__(self, row: Folded, words: Mapping[str, _Word | None]) -> None:
        self._row, self._words, self._begins = row, words, row.openings()
        self._anchors: dict[int, frozenset[Anchor]] = {}  # by number of the sentence

    def with_all(self, needs: tuple[frozenset[Anchor], ...], places: list[int]) -> list[int]:
        """Those of the places in whose sentence one anchor of each of these stands."""
        return [place for place in places if not any(map(self._around(place).isdisjoint, needs))]

    def _around(self, place: int) -> frozenset[Anchor]:
        number = bisect_right(self._begins, place)
        if (anchors := self._anchors.get(number)) is None:
            first, stop = self._begins[number - 1], next(iter(self._begins[number : number + 1]), None)
            known = map(self._words.__getitem__, self._row.words[first:stop])
            anchors = frozenset(chain.from_iterable([word.anchors for word in known if word is not None]))
            self._anchors[number] = anchors
        return anchors


class Index:
    """The phrases of some lists, filed by what they cannot do without."""

    def __init__(self, phrases: Iterable[tuple[Sequel, int]]) -> None:
        """Phrases with their numbers. References to lists must be resolved."""
        kept = list(phrases)
        # How many phrases have a word outside of choices: a measure of how common it is in this kind of mail.
        self._common = Counter(_anchor(part) for sequel, _ in kept for part in sequel if not _is_open(part))
        self._alone: dict[Anchor, list[Pattern]] = {}
        self._pairs: dict[Anchor, dict[Anchor, list[Pattern]]] = {}
        patterns = [self._file(sequel, entry) for sequel, entry in kept]
        seconds = {anchor for following in self._pairs.values() for anchor in following}
        needed = {anchor for pattern in patterns for anchors in pattern.needs for anchor in anchors}
        self._anchors = frozenset({*self._alone, *self._pairs, *seconds, *needed})
        self._lengths = sorted({len(anchor) - 1 for anchor in self._anchors if anchor[-1] == "*"})
        self._remembered: dict[str, _Word | None] = {}
        del self._common  # only filing asks for it

    def spans(self, row: Folded) -> list[Span]:
        """Every phrase found in a text: one stretch for a phrase and a first word, with the narrowest gaps."""
        words = {word: self._word(word) for word in set(row.words)}
        places_of, met = defaultdict[str, list[int]](list), defaultdict[Pattern, list[int]](list)
        breaks = row.breaks
        before: tuple[dict[Anchor, list[Pattern]], ...] = ()
        for place, word in enumerate(row.words):
            known = words[word]
            if known is None:
                before = ()
                continue
            places_of[word].append(place)
            if before and breaks[place - 1] != Break.SENTENCE:
                for following in before:
                    for anchor in known.anchors:
                        if anchor in following:
                            for pattern in following[anchor]:
                                met[pattern].append(place - 1)
            before = known.pairs
        found = list[Span]()
        for word, places in places_of.items():
            if (known := words[word]) is not None:
                for entry in known.entries:
                    found += [(entry, place, place + 1) for place in places]
                for pattern in known.alone:
                    met[pattern] += places
        present = {anchor for known in words.values() if known is not None for anchor in known.anchors}
        sentences: _Sentences | None = None
        for pattern, places in met.items():
            needs = pattern.needs
            if not any(map(present.isdisjoint, needs)):
                places.sort()  # a phrase may be filed under several words
                if len(needs) > 1:
                    sentences = sentences or _Sentences(row, words)
                    places = sentences.with_all(needs, places)
                found += pattern.spans(row, places)
        return found

    def _word(self, word: str) -> _Word | None:
        """What a word of a text is to the index; None for nothing."""
        if word in self._remembered:
            return self._remembered[word]
        met = list[Anchor]()
        for form in forms(word):
            met += [form, *(f"{form[:length]}*" for length in self._lengths if length <= len(form))]
        if word.isdecimal():
            met.append(_NUMBER)
        anchors = tuple(anchor for anchor in dict.fromkeys(met) if anchor in self._anchors)
        alone = tuple(dict.fromkeys(pattern for anchor in anchors for pattern in self._alone.get(anchor, ())))
        known = None
        if anchors:
            entries = tuple(pattern.entry for pattern in alone if len(pattern.sequel) == 1 and not pattern.most)
            longer = tuple(pattern for pattern in alone if len(pattern.sequel) > 1 or pattern.most)
            known = _Word(
                anchors, entries, longer, tuple(self._pairs[anchor] for anchor in anchors if anchor in self._pairs)
            )
        if len(self._remembered) < _MOST_REMEMBERED:
            self._remembered[word] = known
        return known

    def _file(self, sequel: Sequel, entry: int) -> Pattern:
        pairs = [(self._pair_weight(one, other), place) for place, (one, other) in enumerate(pairwise(sequel))]
        lightest = min((pair for pair in pairs if pair[0]), default=None)
        needed = [self._needed(part) for part in sequel]
        if lightest is None:
            place = self._rarest(needed)
            pattern = self._pattern(entry, sequel, place, needed, alone=True)
            for anchor in needed[place]:
                self._alone.setdefault(anchor, []).append(pattern)
            return pattern
        place = lightest[1]
        pattern = self._pattern(entry, sequel, place, needed, alone=False)
        for tail in _tails(sequel[place]):
            following = self._pairs.setdefault(tail, {})
            for head in dict.fromkeys(_heads(sequel[place + 1 : place + 2])):
                following.setdefault(head, []).append(pattern)
        return pattern

    def _pattern(
        self, entry: int, sequel: Sequel, place: int, needed: Sequence[list[Anchor]], *, alone: bool
    ) -> Pattern:
        """A phrase filed under its part at `place`: a pair begins with the last word of that part."""
        before, part = sequel[:place], sequel[place]
        least, most = sum(map(_least, before)), sum(map(_most, before)) + _most(part) - 1
        if not alone:
            least += _least(part) - 1
        needs = () if all(map(_is_plain, sequel)) else tuple(map(frozenset, filter(None, needed)))
        return Pattern(entry, sequel, least, most, needs)

    def _pair_weight(self, one: Part, other: Part) -> int:
        """How common two neighbouring parts are together; 0 where they are no pair."""
        if any(part == GAP or isinstance(part, Reference) or _may_be_empty(part) for part in (one, other)):
            return 0
        tails, heads = _tails(one), tuple(dict.fromkeys(_heads((other,))))
        if len(tails) * len(heads) > _MOST_PAIRS:
            return 0
        return sum(map(self._weight, tails)) * sum(map(self._weight, heads))

    def _rarest(self, needed: Sequence[list[Anchor]]) -> int:
        """The part of a phrase by which it is filed, given what each part needs: one of that stands in every text that has it."""
        weights = [(sum(map(self._weight, anchors)), place) for place, anchors in enumerate(needed) if anchors]
        return min(weights, default=(0, 0))[1]

    def _needed(self, part: Part) -> list[Anchor]:
        """Words of which one stands wherever the part does; none where the part may be left out."""
        if not isinstance(part, Choice):
            return [] if _is_open(part) else [_anchor(part)]
        found = list[Anchor]()
        for option in part.options:
            needed = [self._needed(inner) for inner in option]
            if not any(needed):
                return []
            found += needed[self._rarest(needed)]
        return list(dict.fromkeys(found))

    def _weight(self, anchor: Anchor) -> int:
        if anchor == _NUMBER or (anchor[-1] == "*" and len(anchor) < 5):
            return _COMMON
        return self._common[anchor] + (_SHORT if len(anchor) < 4 else 1)


def _is_open(part: Part) -> bool:
    """True for what asks for no word of its own."""
    return isinstance(part, _OPEN) or part == GAP


def _is_plain(part: Part) -> bool:
    return not isinstance(part, _OPEN) and part[0] is Step.WORD and not is_arabic(part[1])


def _anchor(part: Part) -> Anchor:
    if isinstance(part, _OPEN):
        raise TypeError("not a word")
    kind, word = part
    return f"{word}*" if kind is Step.STEM else word or _NUMBER


def _heads(sequel: Sequence[Part]) -> Iterator[Anchor]:
    """What the phrase may begin with."""
    for part in sequel:
        if not isinstance(part, Choice):
            yield _anchor(part)
            return
        for option in part.options:
            yield from _heads(option)
        if not _may_be_empty(part):
            return


def _tails(part: Part) -> tuple[Anchor, ...]:
    """What the part may end with."""
    return tuple(dict.fromkeys(_ends((part,))))


def _ends(sequel: Sequence[Part]) -> Iterator[Anchor]:
    for part in reversed(sequel):
        if not isinstance(part, Choice):
            yield _anchor(part)
            return
        for option in part.options:
            yield from _ends(option)
        if not _may_be_empty(part):
            return


def _may_be_empty(part: Part) -> bool:
    return isinstance(part, Choice) and any(all(map(_may_be_empty, option)) for option in part.options)


def _least(part: Part) -> int:
    """How many words of a text the part takes up at least."""
    if isinstance(part, Choice):
        return min(sum(map(_least, option)) for option in part.options)
    return 0 if part == GAP else 1


def _most(part: Part) -> int:
    """How many words of a text the part takes up at most."""
    if isinstance(part, Choice):
        return max(sum(map(_most, option)) for option in part.options)
    return FARTHEST_GAP if part == GAP else 1
