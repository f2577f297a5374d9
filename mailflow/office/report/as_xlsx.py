"""XLSX by XlsxWriter. Text is always written as text, so that no cell can be a formula, whatever a message says."""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import TYPE_CHECKING

from mailflow.office.report.as_csv import sources
from mailflow.office.report.plain import plain, starts_a_formula
from mailflow.office.report.value import Cell, Report, Table
from mailflow.office.report.words import word

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767  # characters in a cell; XlsxWriter leaves a longer one out without a word
_CUT = " […]"
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")


def write(report: Report) -> bytes:
    """A sheet a table, with its head frozen and filters set, and a sheet that says what this is."""
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(stream, options) as book:
        book.set_properties({"title": plain(report.title), "created": datetime.combine(report.date, time())})
        styles = _Styles(book)
        names: set[str] = set()
        for heading, table in report.tables():
            sheet = book.add_worksheet(_sheet_name(heading or report.name, names))
            _fill(sheet, table, styles, report.language)
            if report.direction == "rtl":
                sheet.right_to_left()
        _about(book.add_worksheet(_sheet_name(word("notes", report.language), names)), report, styles)
    return stream.getvalue()


class _Styles:
    def __init__(self, book: Workbook) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self.head = book.add_format({"bold": True, "bottom": 1, **wrapped})
        self.plain = book.add_format(wrapped)
        self.strong = book.add_format({"bold": True, **wrapped})
        # Text stays text also when somebody edits the cell and presses Enter.
        self.quoted = book.add_format({"quote_prefix": True, **wrapped})

    def of(self, cell: Cell) -> Format:
        if starts_a_formula(cell.text):
            return self.quoted
        return self.strong if cell.mark in ("strong", "warning") else self.plain


def _fill(sheet: Worksheet, table: Table, styles: _Styles, language: str) -> None:
    heads = [*(column.name for column in table.columns), word("messages", language)]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, plain(head), styles.head)
        texts = [len(row[place].text) for row in table.rows] if place < len(table.columns) else []
        sheet.set_column(place, place, min(max([len(head), *texts]) + 2, 60))
    for line, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            if isinstance(cell.value, int):
                sheet.write_number(line, place, cell.value, styles.plain)
            else:
                sheet.write_string(line, place, _fitting(plain(cell.value)), styles.of(cell))
        sheet.write_string(line, len(row), ", ".join(map(str, sources(row))), styles.plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(heads) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _about(sheet: Worksheet, report: Report, styles: _Styles) -> None:
    lines = [
        report.title,
        report.symbol,
        report.subtitle,
        report.meeting,
        f"{report.date}",
        report.footer,
        *report.notes,
    ]
    sheet.set_column(0, 0, 100)
    for line, text in enumerate(text for text in lines if text):
        sheet.write_string(line, 0, _fitting(plain(text)), styles.quoted if starts_a_formula(text) else styles.plain)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of its signs, each name once whatever its case."""
    base = _NOT_IN_A_NAME.sub(" ", plain(wanted)).strip() or "Table"
    name, number = base[:31], 1
    while name.casefold() in taken:
        number += 1
        name = f"{base[: 30 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name
