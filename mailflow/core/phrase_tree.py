"""All phrases of all lists as one tree of words, and the walk of a text over it.

The work for a word of the text is a look-up or two; only where a phrase begins is more looked at. A gap tries at most nine
places and a phrase has at most three, so that no text can make the walk long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mailflow.core.phrase_syntax import Choice, Reference, Sequel, Step
from mailflow.core.words import Break, Folded

_GAP_WORDS = 8.0
# A sign of a script without spaces is less than half a word.
_GAP_SIGN = 0.4
_MOST_REMEMBERED = 50_000
_ARABIC = ("\u0600", "\u06ff")
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"


class Span(NamedTuple):
    """A phrase found: its number, its first word, and the word after its last."""

    entry: int
    start: int
    stop: int


class Node:
    """A place in the tree: where the words of a text may lead from here.

    `onward` are places reached without a word. They have no circles; `sealed` writes them into the look-ups.
    """

    __slots__ = ("entries", "gap", "goes_on", "lengths", "number", "onward", "reached", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.stems: dict[str, Node] = {}
        self.lengths: tuple[int, ...] = ()
        self.number: Node | None = None
        self.gap: Node | None = None
        self.onward: tuple[Node, ...] = ()
        self.entries: tuple[int, ...] = ()
        self.reached: tuple[Node, ...] = (self,)
        self.goes_on = False

    def steps(self, word: str) -> tuple[Node, ...]:
        """Where a word of the text leads to, with the places that are reached from there without a word."""
        if not self.lengths and self.number is None and not _ARABIC[0] <= word[0] <= _ARABIC[1]:
            node = self.words.get(word)
            return node.reached if node is not None else ()
        found = list[Node]()
        for form in _forms(word):
            if (node := self.words.get(form)) is not None:
                found += node.reached
            for length in self.lengths:
                if length <= len(form) and (node := self.stems.get(form[:length])) is not None:
                    found += node.reached
        if self.number is not None and word.isdecimal():
            found += self.number.reached
        return tuple(dict.fromkeys(found))

    def next(self) -> Iterator[Node]:
        """The places one word, gap or onward step away."""
        yield from self.words.values()
        yield from self.stems.values()
        yield from self.onward
        if self.number is not None:
            yield self.number
        if self.gap is not None:
            yield self.gap


class Opening(NamedTuple):
    """What a first word opens: the places reached, the phrases that end there, and what the next word must be.

    `seconds` and `stems` are the words and beginnings of words that lead on; `always` where the tree must be asked.
    """

    nodes: tuple[Node, ...]
    entries: tuple[int, ...]
    seconds: frozenset[str]
    stems: frozenset[str]
    lengths: tuple[int, ...]
    always: bool

    def leads_on(self, word: str) -> bool:
        """False where no phrase can go on with that word."""
        return self.always or word in self.seconds or any(word[:length] in self.stems for length in self.lengths)


class Tree:
    """The tree, with what its root was asked before."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._remembered: dict[str, Opening | None] = {}

    def opening(self, word: str) -> Opening | None:
        """What a phrase that begins with that word has reached, None where none does."""
        if word in self._remembered:
            return self._remembered[word]
        nodes = self._root.steps(word)
        known = _opening(nodes) if nodes else None
        if len(self._remembered) < _MOST_REMEMBERED:
            self._remembered[word] = known
        return known


def _opening(nodes: tuple[Node, ...]) -> Opening:
    is_arabic = any(_ARABIC[0] <= word[0] <= _ARABIC[1] for node in nodes for word in node.words)
    return Opening(
        nodes=nodes,
        entries=tuple(entry for node in nodes for entry in node.entries),
        seconds=frozenset(word for node in nodes for word in node.words),
        stems=frozenset(stem for node in nodes for stem in node.stems),
        lengths=tuple(sorted({length for node in nodes for length in node.lengths})),
        always=is_arabic or any(node.gap is not None or node.number is not None for node in nodes),
    )


def grown(phrases: Iterable[tuple[Sequel, int]]) -> Tree:
    """The tree of these phrases, each with its number. References to lists must be resolved."""
    root = Node()
    for sequel, entry in phrases:
        for opened in _openings(sequel):
            end = _grow(root, opened)
            end.entries = (*end.entries, entry)
    _seal(root)
    return Tree(root)


def _openings(sequel: Sequel) -> Iterator[Sequel]:
    """A phrase once for each word that it may begin with: the root is asked for every word of a text and must stay plain."""
    if isinstance(sequel[0], Choice):
        for option in sequel[0].options:
            yield from _openings((*option, *sequel[1:]))
    else:
        yield sequel


def _grow(node: Node, sequel: Sequel) -> Node:
    for part in sequel:
        if isinstance(part, Choice):
            node = _branch(node, part)
        elif not isinstance(part, Reference):
            node = _twig(node, *part)
    return node


def _branch(node: Node, choice: Choice) -> Node:
    """All options of a choice, joined again in a new place."""
    joined = Node()
    for option in choice.options:
        end = _grow(node, option)
        end.onward = (*end.onward, joined)
    return joined


def _twig(node: Node, kind: Step, word: str) -> Node:
    if kind is Step.GAP:
        node.gap = node.gap or Node()
        return node.gap
    if kind is Step.NUMBER:
        node.number = node.number or Node()
        return node.number
    if kind is Step.WORD:
        return node.words.setdefault(word, Node())
    if word not in node.stems:
        node.stems[word] = Node()
        node.lengths = tuple(sorted({*node.lengths, len(word)}))
    return node.stems[word]


def _seal(root: Node) -> None:
    """Write down for every place what is reached from it without a word, and whether anything follows."""
    seen, ahead = {root}, [root]
    while ahead:
        node = ahead.pop()
        node.reached = tuple(dict.fromkeys(_onward(node)))
        node.goes_on = bool(node.words or node.stems or node.number or node.gap)
        fresh = [following for following in node.next() if following not in seen]
        seen.update(fresh)
        ahead += fresh


def _onward(node: Node) -> Iterator[Node]:
    yield node
    for following in node.onward:
        yield from _onward(following)


def spans(tree: Tree, row: Folded) -> Iterator[Span]:
    """Every phrase found in a text: one stretch for a phrase and a first word, with the narrowest gaps."""
    words, breaks, last = row.words, row.breaks, len(row.words) - 1
    for start, word in enumerate(words):
        opening = tree.opening(word)
        if opening is None:
            continue
        if start == last or breaks[start] == Break.SENTENCE or not opening.leads_on(words[start + 1]):
            for entry in opening.entries:
                yield Span(entry, start, start + 1)
        else:
            yield from _from(opening.nodes, row, start)


def _from(first: tuple[Node, ...], row: Folded, start: int) -> Iterator[Span]:
    # For each phrase the way that skipped the fewest words, and of those the longest.
    best: dict[int, tuple[int, int]] = {}
    words, breaks, count = row.words, row.breaks, len(row.words)
    ahead = [(node, start + 1, 0) for node in first]
    while ahead:
        node, at, skipped = ahead.pop()
        for entry in node.entries:
            known = best.get(entry)
            if known is None or (skipped, -at) < known:
                best[entry] = (skipped, -at)
        if not node.goes_on or at >= count or breaks[at - 1] == Break.SENTENCE:
            continue
        for step in node.steps(words[at]):
            ahead.append((step, at + 1, skipped))
        if node.gap is not None:
            for place in _places(row, at):
                for step in node.gap.steps(words[place]):
                    ahead.append((step, place + 1, skipped + place - at))
    for entry, (_, stop) in best.items():
        yield Span(entry, start, -stop)


def _places(row: Folded, at: int) -> Iterator[int]:
    """Where a text may go on after a gap that begins at `at`: there, or up to eight words later in the sentence."""
    room = _GAP_WORDS
    while at < len(row.words):
        yield at
        room -= _GAP_SIGN if len(row.words[at]) == 1 and row.words[at] > "\u0dff" else 1.0
        if room < 0 or row.breaks[at] == Break.SENTENCE:
            return
        at += 1


def _forms(word: str) -> tuple[str, ...]:
    """The word, and in Arabic what is left of it without the particles that are written together with it."""
    if not _ARABIC[0] <= word[0] <= _ARABIC[1]:
        return (word,)
    forms = [word]
    if word[0] in _CONJUNCTIONS and len(word) > 2:
        forms.append(word[1:])
    for form in tuple(forms):
        if form[0] in _PREPOSITIONS and len(form) > 3:
            forms.append(form[1:])
            if form.startswith("لل"):
                forms.append("ا" + form)
    for form in tuple(forms):
        if form.startswith("ال") and len(form) > 4:
            forms.append(form[2:])
    return tuple(dict.fromkeys(forms))
