"""Names told apart by their words, whatever their order, accents and capitals."""

from __future__ import annotations

from mailflow.core.folding import fold
from mailflow.core.words import WORD


def name_keys(name: str) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(fold(word) for word in WORD.findall(name))


def is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where one name is the other, or a part of it, or has initials for some of its words."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short <= long:
        return bool(short)
    rest, left = short - long, long - short
    return bool(short & long) and all(len(r) == 1 and any(w.startswith(r) for w in left) for r in rest)
