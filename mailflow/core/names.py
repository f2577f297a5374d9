"""Names of States and of the parties on a roster, found in texts. Exact or nothing: no similarity decides.

The longest name wins from the left, so that Niger is never found in Nigeria, nor Guinea in Papua New Guinea; longer names
that are no party's ("American Samoa", "Gulf of Mexico") use up the words they hold. Acronyms count in their capitals only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from mailflow.core.folding import fold
from mailflow.core.roster import Party, Roster
from mailflow.core.state_adjectives import ADJECTIVES, PEOPLES
from mailflow.core.state_names import ACRONYMS, DECOYS, STATES
from mailflow.core.words import WORD, Folded, folded

_LONGEST_ACRONYM = 8
_ARABIC = ("\u0600", "\u06ff")
# Names that are also given or family names: alone they say nothing.
PERSONAL = frozenset({"chad", "jordan", "georgia", "maurice", "dominica", "francia", "granada", "oman"})


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: whose, and the words of the text it stands on (`stop` exclusive). `personal`: a person may bear it."""

    code: str
    first: int
    stop: int
    personal: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a name in a tree stands for. An empty code is a decoy; `capitals` is the spelling that an acronym must have."""

    code: str
    capitals: str = ""


class Names:
    """A set of names, ready to be looked for. The names that begin with a word are tried longest first."""

    def __init__(self, entries: Iterable[tuple[str, _Entry]]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], _Entry]]] = {}
        for name, entry in entries:
            words = tuple(WORD.findall(name))
            if words:
                self._by_word.setdefault(words[0], []).append((words, entry))
        for found in self._by_word.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def candidates(self, row: Folded) -> Iterator[tuple[int, int, str]]:
        """The longest name at each word that begins one, as (first, stop, code), overlaps and decoys included."""
        known, words = self._by_word, row.words
        if row.plain.isascii():
            for first in compress(range(len(words)), map(known.__contains__, words)):
                yield from self._at(row, first, words[first])
            return
        for first, word in enumerate(words):
            if word in known:
                yield from self._at(row, first, word)
            elif _ARABIC[0] <= word[0] <= _ARABIC[1]:
                for form in _forms(word):
                    yield from self._at(row, first, form)

    def _at(self, row: Folded, first: int, word: str) -> Iterator[tuple[int, int, str]]:
        for words, entry in self._by_word.get(word, ()):
            stop = first + len(words)
            if len(words) > 1 and row.words[first + 1 : stop] != words[1:]:
                continue
            if not entry.capitals or _spelling(row, first, stop) == entry.capitals:
                yield first, stop, entry.code
                return


def _forms(word: str) -> Iterator[str]:
    """An Arabic word without the particles that are written together with it."""
    if word[0] in "وف" and len(word) > 3:
        word = word[1:]
        yield word
    if word[0] in "بلك" and len(word) > 3:
        yield word[1:]
        if word.startswith("لل"):
            yield "ا" + word[1:]


def _spelling(row: Folded, first: int, stop: int) -> str:
    """The original letters without dots and spaces."""
    start, end = row.span(first, stop)
    return "".join(c for c in row.text[start:end] if c.isalnum())


def find_names(row: Folded, *trees: Names) -> tuple[Name, ...]:
    """The names in a text, in order and without overlap. Of equal stretches the later tree's counts."""
    best: dict[int, tuple[int, str]] = {}
    for tree in trees:
        for first, stop, code in tree.candidates(row):
            if stop >= best.get(first, (0, ""))[0]:
                best[first] = (stop, code)
    found, free_from = list[Name](), 0
    for first in sorted(best):
        stop, code = best[first]
        if first < free_from:
            continue
        free_from = stop
        if code:
            found.append(Name(code, first, stop, stop == first + 1 and row.words[first] in PERSONAL))
    return tuple(found)


def find_states(text: str) -> list[tuple[str, int, int, str]]:
    """The States named in a text as (ISO code, start, end, words)."""
    row = folded(text)
    found = []
    for name in find_names(row, state_names()):
        start, end = row.span(name.first, name.stop)
        found.append((name.code, start, end, text[start:end]))
    return found


@lru_cache(maxsize=1)
def state_names() -> Names:
    """The names of all States."""
    return Names(
        [
            *((name, _Entry("")) for row in DECOYS.strip().splitlines() for name in row.split("|")),
            *((name, _Entry(code)) for code, names in STATES.items() for name in names.split("|")),
            *((fold(a), _Entry(code, _letters(a))) for code, names in ACRONYMS.items() for a in names),
        ]
    )


@lru_cache(maxsize=1)
def state_adjectives() -> Names:
    """The adjectives of States. They name a State only beside a word for an office."""
    known = ((word, code) for code, words in ADJECTIVES.items() for word in words.split())
    return Names([(word, _Entry(code)) for word, code in known])


@lru_cache(maxsize=1)
def peoples() -> Names:
    """The peoples of States in the plural: "the Danes", « les Belges »."""
    nouns = [(word, code) for code, words in PEOPLES.items() for word in words.split()]
    nouns += [(f"{word}s", code) for code, words in ADJECTIVES.items() for word in words.split()]
    return Names([(fold(word), _Entry(code)) for word, code in nouns])


@lru_cache(maxsize=16)
def roster_names(roster: Roster) -> Names:
    """The names of the parties on a roster as it writes them. A name that two parties share names neither."""
    owners: dict[str, dict[str, _Entry]] = {}
    for party in roster.parties:
        for name in _names_of(party):
            entry = _Entry(party.code, _letters(name) if _is_acronym(name) else "")
            owners.setdefault(" ".join(WORD.findall(fold(name))), {})[party.code] = entry
    return Names([(name, next(iter(found.values()))) for name, found in owners.items() if len(found) == 1])


def _names_of(party: Party) -> Iterator[str]:
    yield from (name for name in (party.name, *party.names.values(), party.official_name) if name)
    if party.code.startswith("org:") and "-" not in party.code:
        yield party.code.removeprefix("org:").upper()


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= _LONGEST_ACRONYM and " " not in name


def _letters(acronym: str) -> str:
    return "".join(c for c in acronym if c.isalnum())
