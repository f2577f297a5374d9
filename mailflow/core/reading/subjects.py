"""Of whom an answer is said: of the party that writes, or of another that it speaks about.

"We regret that Austria will not attend" is no refusal of those who write it. The subject of an answer is looked for from
the answer backwards, clause by clause: in the first clause that names a party or the writers' own side, these are meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from mailflow.core.names import Name, Names, find_names, peoples, roster_names, state_adjectives, state_names
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.state_adjectives import OF_A_PEOPLE
from mailflow.core.view import View
from mailflow.core.words import folded

_REACH = 12  # words from the name of a party to what is said of it: "Austria has asked us to convey to you that it cannot come"


def own_parties(view: View) -> frozenset[str]:
    """The parties for whom the message speaks."""
    speaker = view.speaker
    return frozenset(speaker.parties or ((speaker.party,) if speaker.party else ()))


def said_of_others(row: Row, first: int, answers: Sequence[Mark], view: View, lex: Lexicon) -> frozenset[Mark]:
    """Those of the answers in a sentence (which begins with word `first`) whose subject is another party."""
    ours = own_parties(view)
    end = max(mark.stop for mark in answers)
    own_side = [mark.start for mark in row.of("our-side", start=first, stop=end)]
    clauses = {mark: _clauses(row, first, mark, answers, lex) for mark in answers}
    # Nearly always "we" stands in the clause of the answer, and no name has to be looked for.
    doubtful = [m for m in answers if not any(clauses[m][-2] <= at < m.stop for at in own_side)]
    if not ours or not doubtful:
        return frozenset()
    named = _named(row, min(clauses[m][0] for m in doubtful), end, view)
    own = [*own_side, *(at for at, code in named if code in ours)]
    named += _peoples(row, min(clauses[m][0] for m in doubtful), end)
    others = [at for at, code in named if code not in ours and code != view.conference.host]
    return frozenset(m for m in doubtful if others and _is_of_another(clauses[m], own, others))


def _clauses(row: Row, first: int, mark: Mark, answers: Sequence[Mark], lex: Lexicon) -> list[int]:
    """Where the clauses up to the end of an answer begin, and that end."""
    begin = max(first, mark.start - _REACH)
    opens = {begin, mark.stop, *(at for at in range(begin, mark.stop) if row.keys[at] in lex.openers)}
    # "Ireland will attend and Austria will not": behind an answer something new begins.
    opens.update(other.stop for other in answers if begin < other.stop <= mark.start)
    return sorted(opens)


def _is_of_another(clauses: Sequence[int], own: Sequence[int], others: Sequence[int]) -> bool:
    """True where in the last clause that names anybody nobody of the own side is named."""
    for start, stop in reversed(list(pairwise(clauses))):
        if any(start <= at < stop for at in own):
            return False
        if any(start <= at < stop for at in others):
            return True
    return False


def _named(row: Row, first: int, stop: int, view: View) -> list[tuple[int, str]]:
    """The parties named in a stretch: the word where each name begins, and whose it is."""
    names = _found(row, first, stop, state_names(), roster_names(view.roster))
    return [(at, name.code) for at, name in names if not name.personal]


def _peoples(row: Row, first: int, stop: int) -> list[tuple[int, str]]:
    """The peoples named in a stretch: "the Danes", "the Danish delegation", "délégations suédoises"."""
    nouns = {at for at in range(first, stop) if row.keys[at].startswith(OF_A_PEOPLE)}
    # The third word in front is the first of "Danish and Swedish delegations".
    beside = {at + step for at in nouns for step in (-1, -3, 1, 3)}
    adjectives = (
        [(at, name) for at, name in _found(row, first, stop, state_adjectives()) if at in beside] if beside else []
    )
    return [(at, name.code) for at, name in (*_found(row, first, stop, peoples()), *adjectives)]


def _found(row: Row, first: int, stop: int, *sets: Names) -> list[tuple[int, Name]]:
    begin = row.starts[first]
    words = folded(row.text[begin : row.ends[stop - 1]])
    return [(bisect_left(row.starts, begin + words.span(n.first, n.stop)[0]), n) for n in find_names(words, *sets)]
