"""Plain text broken into lines by columns, not by characters: a Chinese sign takes two, a combining mark none."""

from __future__ import annotations

import re
from collections.abc import Iterator

WIDTH = 76

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_NARROWLESS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u093c\u0941-\u0948\u094d"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
# A line may break before and after a wide sign, but not before a closing one nor after an opening one.
_CLOSING = "、。，．：；？！）》」』】〕’”…—％"
_OPENING = "（《「『【〔‘“"
# A run of narrow signs is one: half a link is no link, and half a number another.
_UNIT = re.compile(
    rf"[{_OPENING}]*(?:{_WIDE.pattern}|(?:(?!{_WIDE.pattern})[^\s{_OPENING}])+)[{_CLOSING}]*|[{_OPENING}]+|\s+"
)


def columns(text: str) -> int:
    """How many columns a text takes on a terminal or in a mail program with letters of one width."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) - len(_NARROWLESS.findall(text))


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """The text in lines of at most `width` columns; its own line breaks stay. A word that is longer is left whole."""
    return [line for part in text.split("\n") for line in _lines(part, width)]


def _lines(text: str, width: int) -> list[str]:
    text = text.strip(" ")
    # What fits is most often plain to see: no sign takes more than two columns.
    if len(text) <= width and (text.isascii() or columns(text) <= width):
        return [text]
    lines: list[str] = []
    line, taken = "", 0
    for gap, word, length in _words(text):
        if line and taken + len(gap) + length > width:
            lines.append(line)
            line, taken = word, length
        elif line:
            line += gap + word
            taken += len(gap) + length
        else:
            line, taken = word, length
    return [*lines, line]


def _words(text: str) -> Iterator[tuple[str, str, int]]:
    """What may not be broken, with the gap before it and its columns. A no-break space is no gap."""
    even = text.isascii() or not (_WIDE.search(text) or _NARROWLESS.search(text))
    for word in text.split(" "):
        if even:
            if word:
                yield " ", word, len(word)
        elif word and _WIDE.search(word):
            gap = " "
            for piece in _pieces(word):
                yield gap, piece, columns(piece)
                gap = ""
        elif word:
            yield " ", word, columns(word)


def _pieces(word: str) -> Iterator[str]:
    """A run with wide signs, cut where it may be broken: around each wide sign, never inside a run of narrow ones."""
    narrow = ""
    for piece in _UNIT.findall(word):
        if _WIDE.search(piece):
            if narrow:
                yield narrow
                narrow = ""
            yield piece
        else:
            narrow += piece
    if narrow:
        yield narrow
