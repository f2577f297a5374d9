"""A text as search looks through it: folded words, signs of scripts without spaces set apart (see `store.search`)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

from mailflow.core.folding import fold
from mailflow.core.words import UNSPACED

_SIGN = rf"{UNSPACED}\uac00-\ud7af\U00020000-\U0003ffff"
_SIGNS = re.compile(rf"[{_SIGN}]")
_PIECES = re.compile(rf"[{_SIGN}]|[^{_SIGN}]+")
_MOST_INDEXED = 60_000  # characters of a message


@dataclass(frozen=True, slots=True)
class Findable:
    """A text made ready for search: its folded words, and the text itself compressed."""

    words: str = field(repr=False)
    packed: bytes = field(repr=False)


def findable(text: str) -> Findable:
    """The text of a message made ready for search."""
    text = text[:_MOST_INDEXED]
    return Findable(searchable(text), zlib.compress(text.encode("utf-8", "replace"), level=1))


def searchable(text: str) -> str:
    """The text as it is indexed and asked for."""
    if text.isascii():
        return text.replace("\0", " ").lower()
    apart = " ".join(_PIECES.findall(text)) if _SIGNS.search(text) else text
    return fold(apart).replace("\0", " ")
