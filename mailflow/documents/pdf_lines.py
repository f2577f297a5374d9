"""The lines of a PDF page: joined to paragraphs, split into cells, told apart as headings.

PDF knows glyphs and places, not paragraphs. A line break was a wrap where the next word would not have fitted any more, a gap
far wider than the others parts the cells of a table without rules, and a heading is larger or bolder than the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median

from mailflow.documents.pdf_grid import Grid
from mailflow.documents.pdf_words import VisualLine, Word, joined

_LIST_ITEM = re.compile(
    r"(?:[-–—•*▪●◦·➢]|\(?\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s"
)
# A heading that ends so goes on in the next line.
_OPEN_END = re.compile(
    r"(?:\b(?:of|the|and|for|in|on|to|by|with|an?|or|de|du|des|la|le|les|et|sur|pour|en|del|y|el|los|и|в|о|по)|[,&/])$"
)
_CELL_GAP = 1.8  # letters
_SHORT = 200.0  # points
_INDENT = 40.0  # points
_ONLY_GAP = 2.8  # letters, where the line has no other gap to compare with


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `begin` and `end` run in reading direction (negative for right-to-left text), so that both are alike.

    `size` is the height of a letter; 0 where the places are not known, and in rows of a table. `table` numbers the table
    that the line is a row of.
    """

    text: str
    begin: float = 0.0
    end: float = 0.0
    baseline: float = 0.0
    size: float = 0.0
    bold: bool = False
    broken_word: bool = False
    table: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a row; a plain line is one cell."""
        return tuple(cell.strip() for cell in self.text.split("\t"))


@dataclass(slots=True)
class Layout:
    """What is usual on a page: the letter height and boldness of its text, the distance of lines, the margins."""

    size: float = 0.0
    bold: bool = False
    pitch: float = 0.0
    width: tuple[float, float] = (0.0, 0.0)
    reaches: list[tuple[float, float]] = field(default_factory=list)

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, with room at both sides."""
        left, right = line.begin - self.width[0], self.width[1] - line.end
        return bool(line.size) and abs(left - right) < line.size and left > line.size

    def margin(self, line: Line) -> float:
        """How far lines reach that begin where this one does or before: in two columns, those of its own column."""
        if abs(line.size - self.size) > 0.6 or not self.reaches:
            return self.width[1]
        return self.reaches[max(0, bisect_left(self.reaches, (line.begin + _INDENT, 0.0)) - 1)][1]

    def is_short(self, line: Line) -> bool:
        """Whether a line is too short to have been wrapped: a name in a list is not."""
        return line.end - line.begin < min(_SHORT, 0.6 * (self.width[1] - self.width[0]))


def page_lines(lines: Sequence[VisualLine], grids: Sequence[Grid]) -> list[Line]:
    """The lines in order; the words that stand in a grid become its rows, at the place of the first of them."""
    found: list[Line | int] = []
    for line in lines:
        outside = []
        for word in line.words:
            number = next((i for i, grid in enumerate(grids) if grid.take(word)), None)
            if number is None:
                outside.append(word)
            elif number not in found:
                found.append(number)
        if outside:
            found.append(_line(line, outside))
    return [line for entry in found for line in (_rows_of(grids[entry], entry) if isinstance(entry, int) else [entry])]


def _rows_of(grid: Grid, number: int) -> list[Line]:
    return [Line("\t".join(row), table=number) for row in grid.rows()]


def _line(line: VisualLine, words: Sequence[Word]) -> Line:
    text = _with_cells(words, line.size)
    left, right = min(w.left for w in words), max(w.right for w in words)
    begin, end = (-right, -left) if _is_right_to_left(text) else (left, right)
    return Line(text, begin, end, line.baseline, line.size, line.bold, words[-1].broken)


def _is_right_to_left(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL") for c in text[:40])


def _with_cells(words: Sequence[Word], size: float) -> str:
    """The words with a tab where a gap is too wide for a space: not in a line whose gaps are all wide (justified)."""
    gaps = [max(b.left - a.right, a.left - b.right) for a, b in pairwise(words)]
    usual = median(gaps) if gaps else 0.0
    widest = _ONLY_GAP * size if len(gaps) == 1 else max(_CELL_GAP * size, 2.5 * usual)
    pieces = [words[0].text]
    for gap, word in zip(gaps, words[1:], strict=True):
        pieces += ["\t" if size and gap > widest else " ", word.text]
    return "".join(pieces)


def layout(lines: Sequence[Line]) -> Layout:
    """What is usual among these lines."""
    placed = [line for line in lines if line.size > 0]
    if not placed:
        return Layout()
    weights: Counter[tuple[float, bool]] = Counter()
    for line in placed:
        weights[(round(line.size, 1), line.bold)] += len(line.text)
    size, bold = weights.most_common(1)[0][0]
    pitches = [a.baseline - b.baseline for a, b in pairwise(placed) if 0 < a.baseline - b.baseline < 4 * size]
    usual = median(pitches) if pitches else 1.5 * size
    # Between the lines of one paragraph: the commonest distance, not the one between paragraphs.
    pitch = median(p for p in pitches if p <= usual) if pitches else usual
    usual_lines = sorted((line.begin, line.end) for line in placed if abs(line.size - size) <= 0.6)
    reaches = [
        (begin, end) for (begin, _), end in zip(usual_lines, accumulate((e for _, e in usual_lines), max), strict=True)
    ]
    return Layout(size, bold, pitch, (min(p.begin for p in placed), max(p.end for p in placed)), reaches)


def is_wrapped(line: Line, following: Line, page: Layout) -> bool:
    """Whether the paragraph goes on in the following line."""
    if line.table is not None or following.table is not None:
        return False
    if line.broken_word:
        return True
    if not line.size or abs(line.size - following.size) > 0.15 * line.size or line.bold != following.bold:
        return False
    if page.is_short(line) or "\t" in line.text + following.text or _LIST_ITEM.match(following.text):
        return False
    step = line.baseline - following.baseline
    if not 0 < step <= max(1.25 * page.pitch, 1.45 * line.size if line.size > 1.1 * page.size else 0):
        return False
    letter = (following.end - following.begin) / max(1, len(following.text))
    word = letter * (len(following.text.split(maxsplit=1)[0]) + 0.5)
    if page.is_centred(line) and abs(line.begin + line.end - following.begin - following.end) < line.size:
        return line.end - line.begin + word > page.width[1] - page.width[0]
    return abs(line.begin - following.begin) <= 4.5 * line.size and line.end + word > page.margin(line)


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines with those of one paragraph joined."""
    page = layout(lines)
    found: list[str] = []
    above: Line | None = None
    for line in lines:
        if above is not None and is_wrapped(above, line, page):
            found[-1] = joined(found[-1], line.text, above.broken_word)
        else:
            found.append(line.text)
        above = line
    return found


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with how much larger than the text it is (in fifths, as the eye tells sizes apart)."""

    text: str
    rank: int


def headings(lines: Sequence[Line]) -> list[Heading]:
    """The headings above the first paragraph of a first page, in order; lines of one heading are joined."""
    page = layout(lines)
    found: list[Heading] = []
    above: Line | None = None
    for index, line in enumerate(lines[:60]):
        stands_out = _stands_out(line, page)
        if above is not None and stands_out and _goes_on(above, line, page):
            found[-1] = Heading(joined(found[-1].text, line.text, above.broken_word), found[-1].rank)
        elif stands_out:
            found.append(Heading(line.text.replace("\t", " "), round(line.size / max(page.size, 1.0) * 5)))
        elif index + 1 < len(lines) and is_wrapped(line, lines[index + 1], page):
            break
        above = line if stands_out else None
    return found


def _goes_on(line: Line, following: Line, page: Layout) -> bool:
    """Whether a heading goes on in the following line: headings are broken earlier than the margin would have it."""
    if is_wrapped(line, following, page):
        return True
    alike = abs(line.size - following.size) < 0.6 and line.bold == following.bold and bool(line.size)
    near = 0 < line.baseline - following.baseline < 1.6 * line.size
    return alike and near and (following.text[:1].islower() or _OPEN_END.search(line.text) is not None)


def _stands_out(line: Line, page: Layout) -> bool:
    """Larger, bolder, in capitals, or centred."""
    if len(line.text) > 250 or line.table is not None:
        return False
    if line.size > 1.1 * page.size or (line.bold and not page.bold):
        return True
    if line.text.isupper() and sum(map(str.isalpha, line.text)) > 5:
        return True
    return page.is_centred(line) and line.begin - page.width[0] > 3 * line.size


def rows(lines: Sequence[Line]) -> list[tuple[tuple[str, ...], ...]]:
    """Tables: those with rules, and two or more lines one after another with the same number of cells."""
    tables: list[tuple[tuple[str, ...], ...]] = []
    run: list[Line] = []
    for line in [*lines, Line("")]:
        if run and (line.table != run[0].table or len(line.cells) != len(run[0].cells) or len(line.cells) < 2):
            tables += [tuple(row.cells for row in run)] if len(run) > 1 else []
            run = []
        if len(line.cells) > 1:
            run.append(line)
    return tables
