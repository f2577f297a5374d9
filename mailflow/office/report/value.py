"""A report as a value: what stands where, in one language, each piece with the messages it came from.

The writers know nothing of delegations or papers, and who makes a report knows nothing of Word or PDF. A report is frozen
and can be written to JSON and read back as it was (`mailflow.office.report.as_json`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Day = date  # a field called "date" hides the type in its class
Mark = Literal["", "strong", "warning", "quiet"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A text or a number, and where it comes from: messages by their number, or a person who entered it."""

    value: str | int
    messages: tuple[int, ...] = ()
    by: str = ""
    mark: Mark = ""

    @property
    def text(self) -> str:
        """As people read it."""
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `indent` counts steps to the right; a line feed in the text begins a new line in it."""

    cell: Cell
    indent: int = 0
    kind: Literal["line"] = "line"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading in the report's language, and the name of its values in JSON. `weight` is its share of the width."""

    name: str
    key: str
    number: bool = False
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    kind: Literal["table"] = "table"

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of several stretches, one for each name in `Bars.parts`."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart. It never stands for a table: whoever cannot see it reads the same figures there."""

    title: str
    description: str  # the figures as a sentence, for who hears the page
    parts: tuple[str, ...]
    bars: tuple[Bar, ...]
    kind: Literal["bars"] = "bars"


Block = Line | Table | Bars


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. Sections nest."""

    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    messages: tuple[int, ...] = ()  # what the heading itself rests on


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `data` is the whole as one table, for CSV, XLSX and JSON; None where the tables in the sections are that."""

    name: str  # participants, responses, …: names files
    title: str
    language: str
    date: Day
    sections: tuple[Section, ...]
    subtitle: str = ""
    symbol: str = ""  # "CCM/MSP/2027/INF.1/Rev.1"
    meeting: str = ""  # the title of the conference
    notes: tuple[str, ...] = ()  # below everything: how to read it, what is not in it
    footer: str = ""  # on each page
    data: Table | None = None
    sources: bool = True  # whether documents for people name the messages; what leaves the house mostly does not
    direction: Literal["ltr", "rtl"] = field(init=False, default="ltr")

    def __post_init__(self) -> None:
        from mailflow.core.phrasing import RIGHT_TO_LEFT

        object.__setattr__(self, "direction", "rtl" if self.language in RIGHT_TO_LEFT else "ltr")

    def tables(self) -> list[tuple[str, Table]]:
        """The data, table by table, each with the headings that it stands under."""
        if self.data is not None:
            return [("", self.data)]
        return [(" – ".join(path), block) for path, block in _blocks(self.sections, ()) if isinstance(block, Table)]

    def messages(self) -> tuple[int, ...]:
        """Every message that the report rests on, in order."""
        found: set[int] = set()
        for _, table in self.tables():
            for row in table.rows:
                found.update(*(each.messages for each in row))
        for _, block in _blocks(self.sections, ()):
            if isinstance(block, Line):
                found.update(block.cell.messages)
        return tuple(sorted(found | set(_headings(self.sections))))


def cell(value: str | int | None, messages: Iterable[int | None] = (), by: str = "", mark: Mark = "") -> Cell:
    """A cell; None is empty, and what came without a message (entered by a person) names none."""
    return Cell("" if value is None else value, tuple(sorted({m for m in messages if m is not None})), by, mark)


def _blocks(sections: Iterable[Section], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Block]]:
    for section in sections:
        path = (*above, section.heading) if section.heading else above
        yield from ((path, block) for block in section.blocks)
        yield from _blocks(section.sections, path)


def _headings(sections: Iterable[Section]) -> Iterator[int]:
    for section in sections:
        yield from section.messages
        yield from _headings(section.sections)
