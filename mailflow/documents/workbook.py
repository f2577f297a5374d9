"""XLSX by calamine: each sheet is a table; its text is the rows with their cells parted by tabs."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, time, timedelta
from typing import Any

from mailflow.documents.content import EXTRA, Content, Table, unreadable
from mailflow.documents.limits import Limits
from mailflow.documents.titles import one_line, title_among
from mailflow.documents.zips import Directory

# A cell with something in it; one that only carries a style is closed at once.
_CELL = re.compile(rb"<(?:\w{1,9}:)?c\s[^<>]{0,200}?\br=\"([A-Z]{1,3})(\d{1,7})\"[^<>]{0,400}(?<!/)>")
_SHEET_BYTES = 40_000_000
_LARGEST = 20  # times the cells that are read


def read_workbook(content: bytes, directory: Directory, limits: Limits) -> Content:
    """The content of an XLSX. Its zip has been judged before."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        return unreadable(EXTRA)
    # Calamine builds the whole rectangle between the first and the last cell: two cells in far corners are a bomb.
    if (area := largest_area(directory)) > _LARGEST * limits.cells:
        return unreadable(f"a sheet of it covers {area} cells")
    try:
        tables = _tables(CalamineWorkbook.from_filelike(io.BytesIO(content)), limits)
    except BaseException as error:
        # A panic of the library, which is written in Rust, is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        return unreadable("the file is damaged")
    lines = ["\t".join(cell.replace("\n", " ") for cell in row) for table in tables for row in table]
    whole = sum(len(row) for table in tables for row in table) < limits.cells
    return Content(
        note="" if whole else "only the first rows were read",
        title=_title(tables),
        text="\n".join(lines)[: limits.text_characters],
        tables=tuple(tables),
    )


def largest_area(directory: Directory) -> int:
    """Cells of the largest rectangle that a sheet spans, as its XML says."""
    largest = 0
    for name in directory.names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            xml = directory.content(name, _SHEET_BYTES)
            rows, columns = 1, 1
            for column, row in _CELL.findall(xml):
                rows, columns = max(rows, int(row)), max(columns, _column(column))
            largest = max(largest, rows * columns)
    return largest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _tables(workbook: Any, limits: Limits) -> list[Table]:
    tables: list[Table] = []
    left = limits.cells
    for name in workbook.sheet_names[:100]:
        sheet = workbook.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=True, nrows=max(1, left // max(1, sheet.width)))
        table = trimmed([[_text(value) for value in row] for row in rows])
        left -= sum(map(len, table))
        if table:
            tables.append(table)
        if left <= 0:
            break
    return tables


def trimmed(rows: list[list[str]]) -> Table:
    """The rows that hold something, without the columns at the right that hold nothing."""
    kept = [row for row in rows if any(row)]
    width = max((max(i for i, cell in enumerate(row) if cell) + 1 for row in kept), default=0)
    return tuple(tuple(row[:width]) + ("",) * (width - len(row)) for row in kept)


def _text(value: Any) -> str:
    """A cell as a person sees it: 63.0 is 63, a date without a time is a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return str(value).strip()


def _title(tables: list[Table]) -> str:
    """A first row with one cell only, above a table of more columns."""
    if not tables or len(tables[0]) < 2:
        return ""
    filled = [cell for cell in tables[0][0] if cell]
    return title_among(map(one_line, filled)) if len(filled) == 1 and len(tables[0][0]) > 1 else ""
