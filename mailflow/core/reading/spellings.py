"""Spellings of a name put right: which of two is the wrong one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from mailflow.core.folding import fold
from mailflow.core.reading.mentions import Mention, persons_before, persons_behind
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.rows import Mark, Row

_OPENS_QUOTE = re.compile(r"[\"“„«'‘]\s?\Z")
_CLOSES_QUOTE = re.compile(r"\s?[\"”“»'’]")
_MOST_PARTS = 6  # words of a part of a name
_ALIKE = 0.7


def put_right(
    row: Row, by_name: dict[str, Mark], marks: Sequence[Mark], found: Sequence[Mention]
) -> tuple[Mention, Mention] | None:
    """The wrong one and the right one of two spellings, None where the text does not tell them apart."""
    if len(found) == 1 and (wrong_part := _misspelt(row, by_name, found[0])) is not None:
        return wrong_part, found[0]
    if len(found) < 2:
        return None
    instead = by_name.get("in-place-of") or by_name.get("and-not")
    if instead is not None:
        wrong, right = persons_behind(instead, found), persons_before(instead, found)
        if wrong and right:
            return wrong[0], right[-1]
    for mark in marks:
        in_front, following = persons_before(mark, found), persons_behind(mark, found)
        if in_front and following:
            return in_front[-1], following[0]
    return (found[1], found[0]) if instead else None


def are_spellings(found: Sequence[Mention]) -> bool:
    """True for two names so alike that one must be the other's wrong spelling."""
    if len(found) != 2:
        return False
    one, other = (fold(mention.name) for mention in found)
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _misspelt(row: Row, by_name: dict[str, Mark], right: Mention) -> Mention | None:
    """ "… should read Ms Ana Díaz (not "Dias")": the name as it was, with the wrong part in quotation marks in its place."""
    mark = by_name.get("and-not") or by_name.get("in-place-of")
    if mark is None or mark.stop >= len(row) or not _OPENS_QUOTE.search(row.gap(mark.stop)):
        return None
    stop = mark.stop + 1
    while stop < len(row) and stop - mark.stop < _MOST_PARTS and not _CLOSES_QUOTE.match(row.gap(stop)):
        stop += 1
    wrong = row.span(mark.stop, stop)
    parts, size = right.name.split(), len(wrong.split())
    places = range(len(parts) - size + 1)
    like = {at: SequenceMatcher(None, fold(wrong), fold(" ".join(parts[at : at + size]))).ratio() for at in places}
    at = max(like, key=lambda place: like[place], default=-1)
    if at < 0 or like[at] < _ALIKE:
        return None
    name = " ".join((*parts[:at], wrong, *parts[at + size :]))
    return Mention(Named(name, mark.stop, mark.stop, stop, len(parts)), stop)
