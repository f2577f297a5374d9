"""Text made comparable: without case, accents, and the typography in which two spellings of one word differ.

Both sides of a comparison are folded by the same table, one character at a time, so that a hit in folded text can be cut
out of the original words. Folded are: case, combining marks (Arabic vowel signs among them), compatibility forms (full
width, ligatures, superscripts), letters with strokes, the alef family, quotation marks, dashes and spaces. Removed are
soft hyphens, zero-width and directional signs and the tatweel. Tabs and line ends stay.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Letters that NFKD does not take apart, and signs that stand for one another in correspondence.
_PLAIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "ə": "e", "ß": "ss", "ӏ": "і",
    # Arabic and Persian letters that are typed for one another; the tatweel only stretches a line.
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ە": "ه", "ہ": "ه", "ـ": "",
    **dict.fromkeys("‘’‚‛′‹›´ʼʻʹˈ＇", "'"),
    **dict.fromkeys("“”„‟″«»〝〞＂", '"'),
    **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
    "…": "...", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "。": ".", "、": ",",
}  # fmt: skip
_SEPARATORS = ("Zs",)
_INVISIBLE = ("Cf", "Cs")
_SELECTORS = frozenset([0x034F, 0x115F, 0x1160, 0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
# The whole of Unicode would be a million entries: a hostile text must not fill the memory for good.
_MOST_REMEMBERED = 20_000


def _folded(character: str) -> str:
    """One character, folded to none, one or several."""
    if (plain := _PLAIN.get(character)) is not None:
        return plain
    category = unicodedata.category(character)
    if category in _INVISIBLE or ord(character) in _SELECTORS:
        return ""
    if category in _SEPARATORS:
        return " "
    apart = unicodedata.normalize("NFKD", character.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c)).casefold()
    return "".join(_PLAIN.get(c, c) for c in bare)


class _Folds(dict[int, str]):
    """Code point to folded text, worked out when first met."""

    def __missing__(self, code: int) -> str:
        folded = _folded(chr(code))
        if len(self) < _MOST_REMEMBERED:
            self[code] = folded
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """The text in the form in which texts are compared. Folding twice changes nothing."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDS)


def fold_with_map(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the index in `text` of the one it came from.

    A hit `folded[a:b]` came from `text[origin[a] : origin[b - 1] + 1]`; see `cut`.
    """
    if text.isascii():
        return text.lower(), range(len(text))
    if all(len(_FOLDS[ord(c)]) == 1 for c in set(text)):
        return text.translate(_FOLDS), range(len(text))
    pieces = [_FOLDS[ord(c)] for c in text]
    origin = [index for index, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origin


def cut(text: str, origin: Sequence[int], start: int, end: int) -> str:
    """The original words behind `folded[start:end]`, accents that follow the last letter included."""
    if start >= end:
        return ""
    stop = origin[end] if end < len(origin) else len(text)
    return text[origin[start] : max(stop, origin[end - 1] + 1)]
