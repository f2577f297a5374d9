"""CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel knows the encoding. No field can start a formula."""

from __future__ import annotations

import csv
import io

from mailflow.office.report.plain import guarded, plain
from mailflow.office.report.value import Cell, Report


def write(report: Report) -> bytes:
    """The data with a column of message numbers at the end. Several tables stand below each other, parted by an empty line."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    for number, (heading, table) in enumerate(report.tables()):
        if number:
            lines.writerow([])
        if heading:
            lines.writerow([_field(Cell(heading))])
        lines.writerow([*(_field(Cell(column.key)) for column in table.columns), "messages"])
        lines.writerows([*map(_field, row), " ".join(map(str, sources(row)))] for row in table.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def sources(row: tuple[Cell, ...]) -> list[int]:
    """The messages that a row rests on."""
    return sorted({message for cell in row for message in cell.messages})


def _field(cell: Cell) -> str | int:
    # Our own numbers may be negative; only text can be foreign.
    return cell.value if isinstance(cell.value, int) else guarded(plain(cell.value))
