"""Bare names in running text: two words and nothing that shows a person, but in a place where a person must stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.folding import fold
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.persons import EMAIL
from mailflow.core.reading.rows import CLAUSE, Row
from mailflow.core.reading.selves import SELF

_LOOK_BACK = 9
_NEAR_TITLE = 3  # words
_ASIDE = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?[,;/&+،，、]\s*\Z")
# "and, for the first two days, Eva Lind": what stands between commas parts nothing.
_PARENTHETIC = re.compile(r"[\s,](\w{1,6}),\s[^,;.:()]{2,40},\s*\Z")
# "Г.П. Зимина" is a person's name wherever it stands.
_INITIALS = re.compile(r"(?:[\u0410-\u042f]\.\s?){2}[\u0410-\u042f]")
_INITIALLED = ("cannot-come", "strikes-off", "names-delegates", "headed-by")
_OPENING, _CLOSING = "\"'“„«‘", "\"'”“»’"
_TRIGGERS = (
    "names-delegates",
    "headed-by",
    "place-taken-by",
    "takes-place-of",
    "in-place-of",
    "read-instead",
    "strikes-off",
    "nobody-but",
    "all-but",
    "swaps",
    "puts-in",
    "replaces-me",
    "will-come",
    *SELF,
)


def is_placed(row: Row, first: int, last: int, candidate: Named, found: Sequence[Named], lex: Lexicon) -> bool:
    """True where a bare name stands where a person must stand."""
    if candidate.has_capitals and row.has("names-delegates", "headed-by", start=first, stop=last):
        return True
    return (
        is_self(row, candidate, lex)
        or _follows_trigger(row, first, candidate, lex)
        or _is_coordinated(row, candidate, found, lex)
        or _is_subject(row, first, last, candidate, found, lex)
        or _is_enumerated(row, first, candidate, lex)
        or _leads_to_self(row, last, candidate, lex)
        or _is_struck(row, first, last, candidate, lex)
        or (row.has(*_INITIALLED, start=first, stop=last) and bool(_INITIALS.match(candidate.name)))
        or (row.has("read-instead", start=first, stop=last) and is_corrected(row, candidate))
        or _is_apposed(row, first, candidate, lex)
    )


def is_corrected(row: Row, candidate: Named) -> bool:
    """True for a bare name in quotation marks, or behind "not": of a correction it is one side."""
    if any(m.stop == candidate.begin for m in row.of("and-not")):
        return True
    front, behind = row.gap(candidate.begin).rstrip()[-1:], row.tail(candidate.stop - 1).lstrip()[:1]
    return front in _OPENING and behind in _CLOSING and bool(front) and bool(behind)


def _is_apposed(row: Row, first: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a name behind a function and a comma, as it stands for one of ours: "our director, Karl Lind"."""
    at = candidate.begin - 1
    if at <= first or row.gap(candidate.begin) != ", " or not lex.is_title(row.keys[at]):
        return False
    while at > first and lex.is_title(row.keys[at]) and row.gap(at) == " ":
        at -= 1
    return row.keys[at] in lex.possessives and _is_followed_well(row, candidate, lex)


def _is_struck(row: Row, first: int, last: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a bare name that the words of a withdrawal stand around: "take Ana Berg off our list"."""
    return any(
        m.start < candidate.begin
        and candidate.stop < m.stop
        and all(stands_between(key, lex) for key in row.keys[m.start + 1 : candidate.begin])
        for m in row.of("strikes-off", start=first, stop=last)
    )


def _is_enumerated(row: Row, first: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a name behind a colon that is followed as in a list, whatever words stand in front of the colon."""
    if not opens_list(row, first, candidate.begin, lex):
        return False
    return candidate.stop < len(row) and row.gap(candidate.stop).strip()[:1] in (",", "(", ";", "–", "-")


def opens_list(row: Row, first: int, at: int, lex: Lexicon) -> bool:
    """True where a colon stands in front of a word, and no label such as "Contact:" in front of the colon."""
    if at <= first or row.gap(at).strip()[:1] not in (":", "："):
        return False
    return row.keys[at - 1] not in lex.labels and not row.has("contact-person", "about-else", start=first, stop=at)


def _leads_to_self(row: Row, last: int, candidate: Named, lex: Lexicon) -> bool:
    """True for "… Anna Berg, Director, and me"."""
    for mark in row.of(*SELF, start=candidate.stop, stop=last):
        if any(key in lex.conjunctions for key in row.keys[mark.start : mark.stop]) and mark.start - candidate.stop < 8:
            return _is_followed_well(row, candidate, lex) or mark.start == candidate.stop
    return False


def is_self(row: Row, candidate: Named, lex: Lexicon) -> bool:
    """True for "I, Anna Berg,", "… and me, Anna Berg" and "Anna Berg (me)": the writer's own name."""
    stop = candidate.stop
    if stop < len(row) and row.keys[stop] in lex.selves and row.gap(stop).endswith("("):
        return row.tail(stop).startswith(")")
    return candidate.begin > 0 and row.keys[candidate.begin - 1] in lex.selves and "," in row.gap(candidate.begin)


def _follows_trigger(row: Row, first: int, candidate: Named, lex: Lexicon) -> bool:
    """True where only small words and functions part a name from what announces it."""
    behind = [m.stop for m in row.of(*_TRIGGERS, start=first, stop=candidate.begin)]
    if row.gap(candidate.begin).rstrip().endswith((":", "：")) and (behind or row.has(*SELF, start=candidate.stop)):
        return True
    if not behind or candidate.begin - max(behind) > _LOOK_BACK:
        return False
    between = range(max(behind), candidate.begin)
    return all(stands_between(row.keys[i], lex) for i in between)


def stands_between(key: str, lex: Lexicon) -> bool:
    """True for what may part a name from what announces it: "represented *in Geneva by the Director*"."""
    return key in lex.fillers or key in lex.particles or key in lex.places or lex.is_title(key)


def _is_coordinated(row: Row, candidate: Named, found: Sequence[Named], lex: Lexicon) -> bool:
    """True for a name joined to a person by "and" or a comma, where it is no part of that person's title."""
    if not found or candidate.begin == 0:
        return False
    start = found[-1].stop
    gap = row.gap(candidate.begin)
    place = candidate.begin - 1
    while place > start and row.keys[place] in lex.fillers and row.keys[place] not in lex.conjunctions:
        place -= 1
    joined = (row.keys[place] in lex.conjunctions and place >= start) or ";" in gap or "；" in gap
    behind = row.between(start, candidate.begin)
    if not joined and _ASIDE.match(behind):
        return True
    aside = _PARENTHETIC.search(behind)
    if aside is not None and fold(aside.group(1)) in lex.conjunctions:
        return True
    if not joined:
        return False
    if place <= start or ";" in gap:
        return True
    # After a title only what is followed by a title of its own, or by nothing, is a person again.
    if _is_within_title(row, start, place, lex):
        return _has_title(row, candidate, lex)
    return _is_followed_well(row, candidate, lex)


def _is_within_title(row: Row, start: int, place: int, lex: Lexicon) -> bool:
    """True where "and" may join what somebody is head of: "Director for Arms Control and …", not "Director, and …"."""
    begin = place
    while begin > start and not CLAUSE.search(row.gap(begin)):
        begin -= 1
    if row.gap(place).strip() or not lex.verbs.isdisjoint(row.keys[begin:place]):
        return False
    title = next((at for at in range(begin, place) if lex.is_title(row.keys[at])), place)
    return not all(map(lex.is_title, row.keys[title + 1 : place]))


def _has_title(row: Row, candidate: Named, lex: Lexicon) -> bool:
    """True for a name with a function behind a comma or a bracket: ", Counsellor", and not ", who will head …"."""
    stop = candidate.stop
    keys = row.keys[stop : stop + _NEAR_TITLE]
    is_parted = stop < len(row) and row.gap(stop).strip()[:1] in (",", "(", "–", "-", "،")
    return is_parted and any(map(lex.is_title, keys)) and lex.verbs.isdisjoint(keys[:2])


def _is_followed_well(row: Row, candidate: Named, lex: Lexicon) -> bool:
    if candidate.stop >= len(row):
        return True
    gap = row.gap(candidate.stop)
    return bool(re.search(r"[,;.()،；，、]", gap)) or bool(EMAIL.match(gap.strip()))


def _is_subject(row: Row, first: int, last: int, candidate: Named, found: Sequence[Named], lex: Lexicon) -> bool:
    """True for a name that opens a sentence, alone or with others, of which the sentence says that they come or not."""
    opens = candidate.begin
    while (
        opens > first
        and row.keys[opens - 1] not in lex.openers
        and row.keys[opens - 1] not in lex.conjunctions
        and (row.keys[opens - 1] in lex.fillers or lex.is_title(row.keys[opens - 1]))
    ):
        opens -= 1
    if opens != first and not opens_clause(row, opens, lex):
        return _is_ranked_subject(row, last, candidate, lex)
    # "Ms Berg, Head of Security and Sensitive Technologies, who will lead": it is she who leads.
    joined = bool(found) and opens > found[-1].stop and row.keys[opens - 1] in lex.conjunctions
    if joined and _is_within_title(row, found[-1].stop, opens - 1, lex) and not _has_title(row, candidate, lex):
        return False
    said = row.of(
        "will-come", "will-head", "cannot-come", "takes-place-of", "place-taken-by", "in-their-stead",
        start=candidate.stop, stop=last,
    )  # fmt: skip
    return bool(said) and said[0].start - candidate.stop <= 14


def _is_ranked_subject(row: Row, last: int, candidate: Named, lex: Lexicon) -> bool:
    """True for "I am afraid Ambassador Berg cannot come": of a rank and a name the verb says it, of "the wife of …" not."""
    before = row.keys[candidate.begin - 1]
    if candidate.rank is None or before in lex.fillers or before in lex.particles or lex.is_title(before):
        return False
    said = row.of("will-come", "will-head", "cannot-come", start=candidate.stop, stop=last)
    return bool(said) and said[0].start == candidate.stop


def opens_clause(row: Row, at: int, lex: Lexicon) -> bool:
    """True where a clause begins: behind a comma, or a word that joins clauses."""
    before = row.keys[at - 1]
    return row.gap(at).strip()[-1:] in (",", ";", ":", "–") or before in lex.conjunctions or before in lex.openers
