"""Lines of text as they come out of blocks, lists and table cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_SPACES = re.compile(r"[ \t\r\n\f]+")
_BULLET = re.compile(r"[·•▪◦‣∙]\s+")
_RULE = "_" * 32
# A cell longer than this holds a text, not an entry: its table only places things on the page.
_LONGEST_CELL = 400
_HAS_TIME_OR_ADDRESS = re.compile(r"\d[:.h]\d\d|@")


class Row(NamedTuple):
    """One line: `depth` quotations around it; `mark`: the head of an earlier message begins here."""

    text: str
    depth: int = 0
    mark: bool = False


@dataclass(slots=True)
class Page:
    """A page or a table cell while it is being filled."""

    depth: int = 0
    rows: list[Row] = field(default_factory=list)
    has_row: bool = False  # a row with several cells stands in it
    _line: list[str] = field(default_factory=list)
    _lists: list[int | None] = field(default_factory=list)  # next number of each open list, None for bullets
    _items: int = 0
    _prefix: str = ""
    _mark: bool = False

    def say(self, text: str, *, keep: bool = False) -> None:
        """Add text to the line; runs of white space are one space, unless `keep`."""
        said = text.strip("\r") if keep else _SPACES.sub(" ", text)
        if not keep and said[:1] == " " and (not self._line or self._line[-1].endswith(" ")):
            said = said[1:]
        if said:
            self._line.append(said)

    def line(self) -> None:
        """End the line; an empty one stays as a blank line."""
        text = "".join(self._line).replace("\xa0", " ").strip()
        self._line.clear()
        if text:
            self._put(_BULLET.sub("- ", text, count=1) if _BULLET.match(text) else text)
        else:
            self.space()

    def block(self, *, spaced: bool) -> None:
        """A block begins or ends here."""
        if self._line:
            self.line()
        if spaced:
            self.space()

    def space(self) -> None:
        """A blank line, if there is text above and none yet."""
        if self.rows and self.rows[-1].text:
            self.rows.append(Row("", self.depth))

    def rule(self) -> None:
        """A line across the page."""
        self.block(spaced=False)
        self.rows.append(Row(_RULE, self.depth))

    def mark(self) -> None:
        """The next line is the head of an earlier message."""
        self._mark = True

    @property
    def in_list(self) -> bool:
        """Whether a list is open."""
        return bool(self._lists)

    @property
    def announces(self) -> bool:
        """Whether the last line may be the "… wrote:" above a quotation."""
        last = next((row.text for row in reversed(self.rows[-3:]) if row.text), "")
        return last[-1:] in (":", "\uff1a") and bool(_HAS_TIME_OR_ADDRESS.search(last))

    def open_list(self, first: int | None) -> None:
        """A list begins: numbered from `first`, or with bullets."""
        self._lists.append(first)

    def close_list(self) -> None:
        """The list ends; a blank line follows the outermost one."""
        if self._lists:
            self._lists.pop()
        if not self._lists:
            self.space()

    def open_item(self) -> None:
        """The next line is an item."""
        number = self._lists[-1] if self._lists else None
        self._prefix = "- " if number is None else f"{number}. "
        if number is not None:
            self._lists[-1] = number + 1
        self._items += 1

    def close_item(self) -> None:
        """The item ends."""
        self._prefix = ""
        self._items = max(0, self._items - 1)

    def row(self, cells: list[Page]) -> bool:
        """Add a row of a table; true where it has several cells. A row with one cell, or with texts for cells, is a block."""
        filled = [cell for cell in cells if cell.finished()]
        self.block(spaced=False)
        if len(filled) > 1 and all(cell.is_entry for cell in filled):
            self._put("\t".join(cell.entry for cell in cells).rstrip("\t"))
            self.has_row = True
            return True
        for cell in filled:
            self.rows += cell.rows
            self.has_row |= cell.has_row
        return False

    @property
    def is_entry(self) -> bool:
        """Whether a cell is short enough, and simple enough, to stand in a line."""
        return not self.has_row and len(self.rows) <= 12 and sum(len(row.text) for row in self.rows) <= _LONGEST_CELL

    @property
    def entry(self) -> str:
        """The cell on one line."""
        pieces = [row.text.removeprefix("- ").strip() for row in self.finished() if row.text]
        return "".join(_joined(piece, last=i == len(pieces) - 1) for i, piece in enumerate(pieces))

    def finished(self) -> list[Row]:
        """All lines, without blank ones at either end."""
        self.block(spaced=False)
        while self.rows and not self.rows[-1].text:
            self.rows.pop()
        return self.rows

    def _put(self, text: str) -> None:
        indent = "  " * (self._items - bool(self._prefix))
        self.rows.append(Row(f"{indent}{self._prefix}{text}", self.depth, self._mark))
        self._prefix, self._mark = "", False


def _joined(piece: str, *, last: bool) -> str:
    """A line of a cell with what parts it from the next one."""
    if last:
        return piece
    return f"{piece} " if piece[-1] in ",;:/-(" else f"{piece}, "
