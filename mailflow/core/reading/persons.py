"""The grammar of a person in a line: honorifics and rank in front, the name, and what follows it.

A name is recognised by its form and its place, never by a list of names: words that begin with a capital (or stand in a
script without capitals), with the small words of family names between them, and none that belongs to a function, a
body, a place or a courtesy. An honorific in front makes a name certain; without one a name needs at least two words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from mailflow.core.names import find_states
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.rows import SOFT, Mark, Row
from mailflow.core.reading.unspaced import unspaced_names

PREFIXES = ("forms-of-address", "ranks-before-names")
EMAIL = re.compile(r"[^\s<>()\[\],;:\"'|/]+@[^\s<>()\[\],;:\"'|/]+\.[^\s<>()\[\],;:\"'|/.]+")
_NAME_SIGN = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_JOINS = re.compile(r"(?: {1,2}|[ ]?\r[ ]*|[-‐‑–'’ʼ`´]|[ ]?['’ʼ`´])\Z")
_INITIAL_JOINS = re.compile(r"(?:\.?[ \r]{0,3}|\.[-‐‑]?)\Z")
_PREFIX_JOINS = re.compile(r"[\s./ºª]{0,5}\Z|[.]?\)[\s]?\Z|[.]?-\Z|[-‐‑]\Z|['’]\s?\Z")
_COMMA_JOIN = re.compile(r",[ ]{0,2}\Z|,\s?\r\s*\Z")
_APOSTROPHES = ("'", "’", "ʼ", "`", "´")
_MOST_UNITS = 7
_ARABIC_MOST = 6
_MOST_ABBREVIATIONS = 3  # in front of a name: "Cons. Leg. Anna Berg"


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
        run = _run(row, lex, shortened, end, is_announced=True)
        if run is not None and run.units > 1:
            rank = row.span(at if honorific is None else start, shortened) + "."
            return Named(run.name, at, shortened, run.stop, run.units, honorific, rank, run.has_capitals)
    if start > at:
        run = _run(row, lex, start, end, is_announced=True)
        # A rank is followed by "des Generalstabs" as well: a small word makes no name without a second one.
        if run is not None and honorific is None and run.units == 1 and row.word(start)[0].islower():
            return None
        if run is not None:
            return Named(run.name, at, start, run.stop, run.units, honorific, rank, run.has_capitals)
        return None
    if honorific is not None or rank is not None:
        return None
    run = _run(row, lex, at, end, is_announced=False)
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


def _run(row: Row, lex: Lexicon, start: int, end: int, *, is_announced: bool) -> Named | None:
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


_ABBREVIATED = frozenset({"jr", "sr"})
_GENERATIONS = _ABBREVIATED | {"ii", "iii", "iv"}


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


_SHORTENED = frozenset({"mohd", "muhd", "moh", "chr", "phil", "alex", "abd", "fco", "mme"})


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
