"""The words of a PDF page with their places, as PDFium gives them.

PDFium gives characters in logical order, Arabic too, with line ends of its own. What it gets wrong is put right here: the
letters of an Arabic ligature come in the wrong order, and shapes of letters come instead of letters.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import hypot
from typing import Any

_VISUAL_LINE = re.compile("[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_HYPHENS = "\ufffe\x02"
_WORD = re.compile("[^ \xa0]+")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
# Presentation forms are glyphs, not letters: Arabic shapes and Latin ligatures are put back to what was written.
_FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
_LAM_ALEF = re.compile("[اأإآ]ل")
UNSPACED_SIGN = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_MOST_LINES = 3_000


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a space, and where it stands (in points, from the lower left corner).

    `broken`: a hyphen follows that PDFium takes for that of a word cut at the end of a line.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    broken: bool = False


@dataclass(frozen=True, slots=True)
class VisualLine:
    """Words one after another on one line. `size` is that of the letters in points, 0 where places are not known."""

    words: tuple[Word, ...]
    baseline: float = 0.0
    size: float = 0.0
    bold: bool = False


def visual_lines(textpage: Any, most: int) -> list[VisualLine]:
    """The lines of a page, at most `most` characters."""
    count = min(textpage.count_chars(), most)
    text = textpage.get_text_range(0, count) if count > 0 else ""
    if len(text) != count:
        # Signs beyond the first plane shift the numbers of characters: the text is kept, the places are not.
        bare = (clean(line) for line in text.replace("\ufffe", "").splitlines())
        return [VisualLine(tuple(map(Word, line.split()))) for line in bare if line.strip()]
    text = _with_ligatures(textpage, text)
    boxes = _Boxes(textpage)
    matches = islice(_VISUAL_LINE.finditer(text), _MOST_LINES)
    return [line for m in matches if (line := _line(textpage, boxes, text, m.start(), m.end())) is not None]


class _Boxes:
    """Where characters stand. Two for each word are asked for, so that PDFium writes every answer into the same place."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as raw

        self._ask, self._page = raw.FPDFText_GetCharBox, textpage.raw
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._places = [ctypes.pointer(side) for side in self._sides]

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom and top of a character; 0 where PDFium does not know."""
        if not self._ask(self._page, index, *self._places):
            return 0.0, 0.0, 0.0, 0.0
        left, right, bottom, top = self._sides
        return left.value, right.value, bottom.value, top.value


def joined(text: str, more: str, broken: bool) -> str:
    """Two pieces of text as one. A hyphen at the end stays where a name or a number goes on."""
    if broken:
        return text + more if more[:1].islower() else f"{text}-{more}"
    if UNSPACED_SIGN.match(text[-1:]) and UNSPACED_SIGN.match(more):
        return text + more
    return f"{text} {more}"


def clean(text: str) -> str:
    """The text with presentation forms and control characters put right."""
    if text.isascii() and text.isprintable():
        return text
    text = _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return "".join(c for c in text if c >= " " and c not in "\x7f\xad")


def _with_ligatures(textpage: Any, text: str) -> str:
    """Lam and alef in one glyph have one place, and PDFium turns their order with that of the line."""
    for match in _LAM_ALEF.finditer(text):
        at = match.start()
        if textpage.get_charbox(at) == textpage.get_charbox(at + 1):
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def _line(textpage: Any, boxes: _Boxes, text: str, start: int, end: int) -> VisualLine | None:
    """One line, `None` where it is blank."""
    broken = text[end - 1] in _HYPHENS
    words = list(_words(boxes, text, start, end - broken))
    if not words:
        return None
    words[-1] = replace(words[-1], broken=broken)
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    last = start + len(text[start : end - broken].rstrip()) - 1
    size = max(_height(textpage, first), _height(textpage, last))
    return VisualLine(
        tuple(words), _baseline(textpage, first), size, _is_bold(textpage, first) and _is_bold(textpage, last)
    )


def _words(boxes: _Boxes, text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        shown = clean(match[0])
        if not shown:
            continue
        first, last = match.start(), match.end() - 1
        left, right, bottom, top = box = boxes.box(first)
        other = boxes.box(last) if last > first else box
        yield Word(shown, min(left, other[0]), max(right, other[1]), min(bottom, other[2]), max(top, other[3]))


def _height(textpage: Any, index: int) -> float:
    """The size of the letter's font as it is printed: many programs set size 1 and scale it."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    scale = hypot(matrix.b, matrix.d) if raw.FPDFText_GetMatrix(textpage, index, matrix) else 1.0
    return float(raw.FPDFText_GetFontSize(textpage, index)) * (scale or 1.0)


def _baseline(textpage: Any, index: int) -> float:
    import pypdfium2.raw as raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    return y.value


def _is_bold(textpage: Any, index: int) -> bool:
    import pypdfium2.raw as raw

    name = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 64, flags)
    return _BOLD.search(name.value) is not None or raw.FPDFText_GetFontWeight(textpage, index) >= 600
