"""One phrase as a tree of words, and the walk of a text over it from a given first word.

A gap tries at most nine places and a phrase has at most three, so that no text can make a walk long. Which phrases are worth
a walk, and from where, `phrase_index` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mailflow.core.phrase_syntax import Choice, Reference, Sequel, Step
from mailflow.core.words import Break, Folded

_GAP_WORDS = 8.0
# A sign of a script without spaces is less than half a word.
_GAP_SIGN = 0.4
GAP = (Step.GAP, "")
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
FARTHEST_GAP = 1 + int(_GAP_WORDS / _GAP_SIGN)  # words that a gap can skip at most, signs without spaces being words


class Node:
    """A place in the tree: where the words of a text may lead from here.

    `onward` are places reached without a word. They have no circles; `sealed` writes them into the look-ups.
    """

    __slots__ = ("ends", "gap", "goes_on", "heads", "lengths", "number", "onward", "reached", "stems", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.stems: dict[str, Node] = {}
        self.lengths: tuple[int, ...] = ()
        self.heads: frozenset[str] = frozenset()  # the first two letters of the words and stems
        self.number: Node | None = None
        self.gap: Node | None = None
        self.onward: tuple[Node, ...] = ()
        self.ends = False
        self.reached: tuple[Node, ...] = (self,)
        self.goes_on = False

    def steps(self, word: str) -> tuple[Node, ...]:
        """Where a word of the text leads to, with the places that are reached from there without a word."""
        if self.number is None and not is_arabic(word):
            if word[:2] not in self.heads:
                return ()
            if not self.lengths:
                node = self.words.get(word)
                return node.reached if node is not None else ()
        found = list[Node]()
        for form in forms(word):
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


def grown(sequel: Sequel) -> tuple[Node, ...]:
    """The tree of one phrase, as the places that a walk begins at. References to lists must be resolved."""
    root = Node()
    _grow(root, sequel).ends = True
    _seal(root)
    return root.reached


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
        node.heads = frozenset(word[:2] for word in (*node.words, *node.stems))
        node.goes_on = bool(node.words or node.stems or node.number or node.gap)
        fresh = [following for following in node.next() if following not in seen]
        seen.update(fresh)
        ahead += fresh


def _onward(node: Node) -> Iterator[Node]:
    yield node
    for following in node.onward:
        yield from _onward(following)


def walked(roots: tuple[Node, ...], row: Folded, start: int) -> int:
    """Where the phrase ends that begins with the word at `start`; 0 where none does.

    Of several ways the one that skipped the fewest words, and of those the longest.
    """
    words, breaks, count = row.words, row.breaks, len(row.words)
    fewest, longest, is_ascii = 0, 0, row.plain.isascii()
    ahead = [(node, start, 0) for node in roots]
    while ahead:
        node, at, skipped = ahead.pop()
        if node.ends and (not longest or skipped < fewest or (skipped == fewest and at > longest)):
            fewest, longest = skipped, at
        if not node.goes_on or at >= count or (at > start and breaks[at - 1] == Break.SENTENCE):
            continue
        for step in node.steps(words[at]):
            ahead.append((step, at + 1, skipped))
        if node.gap is not None:
            gap, places = node.gap, _places(row, at)
            if is_ascii and gap.number is None:
                places = [place for place in places if words[place][:2] in gap.heads]
            for place in places:
                for step in gap.steps(words[place]):
                    ahead.append((step, place + 1, skipped + place - at))
    return longest


def _places(row: Folded, at: int) -> Iterable[int]:
    """Where a text may go on after a gap that begins at `at`: there, or up to eight words later in the sentence."""
    if not row.plain.isascii():
        return _places_of_signs(row, at)
    farthest = at + int(_GAP_WORDS)
    end = row.breaks.find(Break.SENTENCE, at, farthest)
    return range(at, min(farthest if end < 0 else end, len(row.words) - 1) + 1)


def _places_of_signs(row: Folded, at: int) -> Iterator[int]:
    """The same where some of the words may be signs of a script without spaces."""
    room = _GAP_WORDS
    while at < len(row.words):
        yield at
        room -= _GAP_SIGN if len(row.words[at]) == 1 and row.words[at] > "\u0dff" else 1.0
        if room < 0 or row.breaks[at] == Break.SENTENCE:
            return
        at += 1


def is_arabic(word: str) -> bool:
    """True for a word in Arabic letters, which may be written together with particles."""
    return "\u0600" <= word[0] <= "\u06ff"


def forms(word: str) -> tuple[str, ...]:
    """The word, and in Arabic what is left of it without the particles that are written together with it."""
    if not is_arabic(word):
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
