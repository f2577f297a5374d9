"""Reports to write and read back."""

from __future__ import annotations

from datetime import date
from typing import Any

from mailflow.office.report import Bar, Bars, Cell, Column, Line, Report, Section, Table

COLUMNS = (Column("Party", "party", weight=3), Column("Persons", "persons", number=True))


def table(*rows: tuple[str | Cell, int | Cell]) -> Table:
    cells = [tuple(each if isinstance(each, Cell) else Cell(each) for each in row) for row in rows]
    return Table(COLUMNS, tuple(cells))


def report(*blocks: Any, **other: Any) -> Report:
    """A report with one section of these blocks."""
    plain: dict[str, Any] = {
        "name": "sample",
        "title": "List of participants",
        "language": "en",
        "date": date(2027, 2, 22),
        "sections": (Section("I. States parties", blocks),),
    }
    return Report(**{**plain, **other})


FULL = report(
    Line(Cell("Norway", (12,), mark="strong")),
    Line(Cell("Ms. Berta LINDE, Ambassador", (12, 14)), indent=1),
    table(("Norway", Cell(3, (12,))), ("Côte d’Ivoire", Cell(-1, (15,), by="Anna"))),
    Bars("Answers", "Norway: yes 3, no 1", ("yes", "no"), (Bar("Norway", (3, 1)),)),
    symbol="OSLO/INF.1",
    subtitle="Provisional",
    meeting="Oslo Conference",
    notes=("How to read it.",),
    footer="Corrections to the secretariat.",
)
