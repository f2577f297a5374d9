"""Tables with rules in a PDF: lines and boxes that touch are a grid, and words belong to the cell they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import Any

from mailflow.documents.pdf_words import Word, joined

_MOST_OBJECTS = 5_000
_MOST_EDGES = 600
_THIN = 3.0  # points; a path thinner than this is a rule
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A rule or the side of a box."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def upright(self) -> bool:
        """Whether it runs from top to bottom."""
        return self.top - self.bottom > self.right - self.left

    def touches(self, other: Edge) -> bool:
        """Whether the two meet, or nearly."""
        return not (
            self.left > other.right + _NEAR
            or other.left > self.right + _NEAR
            or self.bottom > other.top + _NEAR
            or other.bottom > self.top + _NEAR
        )


@dataclass(slots=True)
class Grid:
    """A table: its horizontal lines from the top, its edges, and the words that were put into its cells."""

    levels: list[float]
    edges: list[Edge]
    columns: list[float]
    cells: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    def take(self, word: Word) -> bool:
        """Put the word into its cell; False where it stands outside."""
        x, y = (word.left + word.right) / 2, (word.bottom + word.top) / 2
        row = next((i for i, (top, bottom) in enumerate(pairwise(self.levels)) if bottom <= y <= top), None)
        if row is None or not self.columns[0] <= x <= self.columns[-1]:
            return False
        middle = (self.levels[row] + self.levels[row + 1]) / 2
        # Only the rules that run through this row part its cells: the others are covered by a merged cell.
        left = max(
            (e.left for e in self.edges if e.upright and e.bottom <= middle <= e.top and e.left <= x), default=0.0
        )
        column = min(range(len(self.columns) - 1), key=lambda i: abs(self.columns[i] - left))
        self.cells.setdefault((row, column), []).append(word)
        return True

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows that hold something."""
        width = len(self.columns) - 1
        rows = [
            tuple(_text(self.cells.get((row, column), ())) for column in range(width))
            for row in range(len(self.levels) - 1)
        ]
        return tuple(row for row in rows if any(row))


def _text(words: Sequence[Word]) -> str:
    text = words[0].text if words else ""
    for above, word in pairwise(words):
        text = joined(text, word.text, above.broken)
    return text


def grids(page: Any) -> list[Grid]:
    """The tables of a page: at least two rows and two columns between rules."""
    found = []
    for group in _groups(_edges(page)):
        columns = _clustered([e.left for e in group if e.upright])
        levels = _clustered([e.bottom for e in group if not e.upright])[::-1]
        if len(columns) >= 3 and len(levels) >= 3:
            found.append(Grid(levels, group, columns))
    return found


def _edges(page: Any) -> list[Edge]:
    import pypdfium2.raw as raw

    edges: list[Edge] = []
    paths = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    for path in islice(paths, _MOST_OBJECTS):
        edges += _sides(*path.get_bounds())
        if len(edges) > _MOST_EDGES:
            return []
    return edges


def _sides(left: float, bottom: float, right: float, top: float) -> Iterable[Edge]:
    """A thin path is a rule; a box has four sides; a dot is nothing."""
    wide, high = right - left, top - bottom
    if wide < _THIN and high < _THIN:
        return ()
    if wide < _THIN or high < _THIN:
        return (Edge(left, bottom, right, top),)
    return (
        Edge(left, bottom, left, top),
        Edge(right, bottom, right, top),
        Edge(left, bottom, right, bottom),
        Edge(left, top, right, top),
    )


def _groups(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Edges that touch one another, directly or through others."""
    left = list(edges)
    groups = []
    while left:
        group = [left.pop()]
        for member in group:
            near = [e for e in left if e.touches(member)]
            left = [e for e in left if not e.touches(member)]
            group += near
        groups.append(group)
    return groups


def _clustered(values: list[float]) -> list[float]:
    """The values in rising order, those that are nearly equal once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found
