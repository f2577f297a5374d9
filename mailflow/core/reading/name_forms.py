"""Words in a line that have the form of a name.

No list of names is asked: words that begin with a capital (or stand in a script without capitals), with the small words of
family names between them, and none that belongs to a function, a body, a place or a courtesy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.core.names import find_states
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.lines import SOFT
from mailflow.core.reading.rows import Row

_JOINS = re.compile(r"(?: {1,2}|[ ]?\r[ ]*|[-‐‑–'’ʼ`´]|[ ]?['’ʼ`´])\Z")
_INITIAL_JOINS = re.compile(r"(?:\.?[ \r]{0,3}|\.[-‐‑]?)\Z")
_COMMA_JOIN = re.compile(r",[ ]{0,2}\Z|,\s?\r\s*\Z")
_APOSTROPHES = ("'", "’", "ʼ", "`", "´")
_MOST_UNITS = 7
_ABBREVIATED = frozenset({"jr", "sr"})
_GENERATIONS = _ABBREVIATED | {"ii", "iii", "iv"}
_SHORTENED = frozenset({"mohd", "muhd", "moh", "chr", "phil", "alex", "abd", "fco", "mme"})


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a row. `begin` is the first word of what stands in front, the name is `start` to `stop`."""

    name: str
    begin: int
    start: int
    stop: int
    units: int
    honorific: str | None = None
    rank: str | None = None
    has_capitals: bool = False  # a family name in capitals beside other words

    @property
    def is_certain(self) -> bool:
        """True where its own form shows that it is a name."""
        return self.honorific is not None or (self.rank is not None and self.units > 1)


def form_at(row: Row, lex: Lexicon, start: int, end: int, *, is_announced: bool) -> Named | None:
    """The longest row of words from `start` that has the form of a name."""
    if row.word(start)[0] > "\u2e7f":
        return None
    at, units, last, commas, skipped = start, 0, start, 0, -1
    capitals = others = 0
    while at < end and units < _MOST_UNITS:
        gap = row.gap(at) if at > start else ""
        is_comma = at > start and _is_inverted(row, lex, start, at, end, capitals, others, commas, is_announced)
        if at > start and not is_comma and (not _joins(row, at, gap) or _opens_another(row, at, lex, units)):
            break
        if is_comma and row.keys[at] in lex.honorifics and at + 1 < end:
            skipped = at
            at += 1
        word, key = row.word(at), row.keys[at]
        if word == "s" and gap in _APOSTROPHES:
            break
        is_hyphenated = at > start and gap[-1:] in "-‐‑–'’ʼ`´" and gap == gap.strip()
        if key in lex.particles and at + 1 < end and (at == start or gap[:1].isspace()):
            if not _leads_on(row, lex, at + 1, end) or (at == start > 0 and word[0].islower() and not is_announced):
                break
            # "Ben Tak": at the front and with a capital it may be a name of its own.
            units += at == start and word[0].isupper() and not word.isupper() and is_announced
            commas += is_comma
            at += 1
            continue
        if not _is_name_word(word) and not is_hyphenated:
            break
        if _bars(row, lex, at, end, units, key, is_announced=is_announced, is_hyphenated=is_hyphenated):
            break
        # "Bushra Al-Qadri" has two names, however they are joined.
        units += not is_hyphenated or (units > 0 and row.keys[at - 1] in lex.particles and row.gap(at - 1).isspace())
        is_capitals = len(word) > 1 and word.isupper()
        capitals += is_capitals
        others += not is_capitals and (len(word) > 1 or word > "\u0590")
        commas += is_comma
        at += 1
        last = at
    if not units or last == start or not (capitals or others):
        return None
    name = row.span(start, last)
    if skipped >= 0:
        name = f"{row.span(start, skipped)}, {row.span(skipped + 1, last)}"
    if last < end and row.keys[last] in _GENERATIONS and row.gap(last).strip(" \r") in ("", ","):
        last += 1
        name = row.span(start, last)
    if row.keys[last - 1] in _ABBREVIATED and row.tail(last - 1).startswith("."):
        name += "."
    return Named(name, start, start, last, units, None, None, capitals > 0 and others > 0)


def _opens_another(row: Row, at: int, lex: Lexicon, units: int) -> bool:
    """True where an honorific stands: there another person begins. In scripts without capitals any phrase ends a name."""
    is_caseless = row.word(at)[0] > "\u0590"
    if is_caseless and _is_name_like_title(row, at, lex, units):
        return False
    if len(row.word(at)) == 1 and not is_caseless and units:
        return False
    # "Maj. Abdikadir Sheikh Noor": behind a given name it is a name.
    if units == 1 and _is_courtesy_as_name(row.keys[at], lex) and row.gap(at) == " ":
        return False
    return any(m.start == at and (is_caseless or m.name == "forms-of-address") for m in row.marks if m.start <= at)


def _is_courtesy_as_name(key: str, lex: Lexicon) -> bool:
    """True for "Sheikh", which is a name behind a given name; in scripts without capitals a courtesy begins another person."""
    return key < "\u0590" and key in lex.names_like_titles and key in lex.honorifics


def _is_name_like_title(row: Row, at: int, lex: Lexicon, units: int) -> bool:
    """True for an Arabic courtesy that is a name as well, directly behind a single given name: "السيد محمد السيد"."""
    return units == 1 and row.keys[at] in lex.names_like_titles and row.gap(at) == " "


def _joins(row: Row, at: int, gap: str) -> bool:
    """True where two words of one name may be parted so."""
    if _JOINS.match(gap):
        return True
    before = row.word(at - 1)
    return (len(before) < 3 or row.keys[at - 1] in _SHORTENED) and bool(_INITIAL_JOINS.match(gap))


def _is_inverted(
    row: Row, lex: Lexicon, start: int, at: int, end: int, capitals: int, others: int, commas: int, is_announced: bool
) -> bool:
    """True for the comma of "SURNAME, Given"."""
    if commas or others or not capitals or not _COMMA_JOIN.match(row.gap(at)):
        return False
    # "Dr BERG, Anna, Director": behind a courtesy what stands alone between commas may be a place as well.
    if is_announced and (not _is_given(row, lex, at) or find_states(row.word(at))):
        return False
    if row.keys[at] in lex.honorifics and at + 1 < end and _INITIAL_JOINS.match(row.gap(at + 1)):
        at += 1
    word, key = row.word(at), row.keys[at]
    return _is_name_word(word) and not (lex.bars(key) or key in lex.honorifics or key in lex.ranks)


def _is_given(row: Row, lex: Lexicon, at: int) -> bool:
    """True for a word in small letters behind a capital that stands alone up to the next sign, and is no place."""
    word, behind = row.word(at), row.tail(at).strip(" \r")[:1]
    return not word.isupper() and row.keys[at] not in lex.places and (at + 1 >= len(row) or behind in (",", "(", ";"))


def _leads_on(row: Row, lex: Lexicon, at: int, end: int) -> bool:
    """True where after a small word, or several, a word of a name follows."""
    for place in range(at, min(at + 3, end)):
        if not _joins(row, place, row.gap(place)):
            return False
        if row.keys[place] in lex.particles:
            continue
        # "Ana Raby y el Comandante Ignacio Toro": behind "and" a rank opens another person.
        if row.keys[place] in lex.ranks and not lex.conjunctions.isdisjoint(row.keys[at - 1 : place]):
            return False
        is_free = not lex.bars(row.keys[place]) or row.keys[place] in lex.family_names
        return _is_name_word(row.word(place)) and is_free
    return False


def _is_name_word(word: str) -> bool:
    """True for a word with a capital in front, or of a script without capitals."""
    first = word[0]
    return (first.isupper() or not (first.islower() or first.isdigit())) and word.isalpha()


def _is_given_or_family_name(row: Row, lex: Lexicon, at: int, end: int, units: int) -> bool:
    """True for a word with a capital that is a name in its place: "Marco Rossi", "Ana Cruz"."""
    key, word = row.keys[at], row.word(at)
    if not word[0].isupper() or word[0] > "\u0590":
        return False
    if units == 0:
        return (
            key in lex.names_like_titles
            and at + 1 < end
            and row.gap(at + 1) == " "
            and _leads_on(row, lex, at + 1, end)
        )
    is_last = at + 1 >= end or row.gap(at + 1).strip(" ") != "" or SOFT in row.gap(at + 1)
    is_last = is_last or (row.keys[at + 1] in lex.conjunctions and row.word(at + 1)[0].islower())
    return is_last and (key in lex.family_names or key in lex.names_like_titles)


def _bars(
    row: Row, lex: Lexicon, at: int, end: int, units: int, key: str, *, is_announced: bool, is_hyphenated: bool
) -> bool:
    """True where a word cannot belong to the name that has come so far."""
    # "Côté Bruxelles" begins no name, though "Côte d'Ivoire" is a place.
    if key in lex.places and (units or is_announced or key not in lex.not_names):
        return not is_announced and not is_hyphenated and not _leads_on(row, lex, at + 1, end)
    if not lex.bars(key) and key not in lex.honorifics:
        return False
    if _is_given_or_family_name(row, lex, at, end, units) or (units == 1 and _is_courtesy_as_name(key, lex)):
        return False
    if is_announced and units == 0 and key in lex.names_like_titles and _leads_on(row, lex, at + 1, end):
        return False
    if is_announced and key > "\u0590" and _is_name_like_title(row, at, lex, units):
        return False
    word = row.word(at)
    if (is_hyphenated and units > 1) or (len(word) == 1 and row.tail(at).startswith(".")):
        return False
    leads_on = (
        word[0].isupper() and key not in lex.fillers and not lex.is_title(key) and _leads_on(row, lex, at + 1, end)
    )
    if leads_on and is_announced:
        return units > 0 and len(key) > 3
    # "Ms Ana Tercero Paz": between a given name and a further word even a function is a family name.
    if is_announced and units == 1 and word[0].isupper() and lex.is_title(key) and _leads_on(row, lex, at + 1, end):
        return False
    # "Le Van Minh", "Do Thi Hanh": the first name may be written like a small word.
    if leads_on and units == 0 and at == 0 and len(key) < 3:
        return not _leads_on(row, lex, at + 2, end)
    # "Mr Paul Bishop, Director": after a given name even such a word may be the family name.
    ends_here = at + 1 >= end or row.gap(at + 1).strip(" ") != "" or SOFT in row.gap(at + 1)
    return not (is_announced and units == 1 and ends_here)
