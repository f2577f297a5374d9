"""PDF/A, tagged, on A4, set by the room `typeset` from the report's words alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import groupby

from mailflow.core import dates
from mailflow.office.report.forms import Forms
from mailflow.office.report.plain import plain
from mailflow.office.report.value import Bars, Block, Cell, Line, Report, Section, Table
from mailflow.office.report.words import source
from mailflow.typeset import Block as Printed
from mailflow.typeset import Break, Emphasis, Heading, Inline, Items, Paragraph, Rule, Sheet, Strong, pdf
from mailflow.typeset import Table as Grid

_WIDE = 7  # columns; a table with as many lies across


def write(report: Report, forms: Forms) -> bytes:
    """The document. Raises `TypesetError` where it cannot be made."""
    return pdf(sheet(report), forms.fonts)


def sheet(report: Report) -> Sheet:
    """What is printed. The same report gives the same sheet, and so the same bytes."""
    tables = [block for section in report.sections for block in _all(section) if isinstance(block, Table)]
    return Sheet(
        title=plain(f"{report.symbol} {report.title}".strip()),
        language=report.language,
        made=datetime.combine(report.date, time(), UTC),
        blocks=tuple(_blocks(report)),
        date=" · ".join(text for text in (report.symbol, dates.day(report.date, report.language)) if text),
        foot=report.footer or report.symbol or report.title,
        landscape=any(len(table.columns) >= _WIDE for table in tables),
    )


def _blocks(report: Report) -> Iterator[Printed]:
    if report.meeting:
        yield Paragraph(plain(report.meeting))
    yield Heading(plain(report.title), 1)
    if report.subtitle:
        yield Paragraph(plain(report.subtitle))
    for section in report.sections:
        yield from _section(section, report, 2)
    if report.notes:
        yield Rule()
        yield from (Paragraph(_lines(note)) for note in report.notes)


def _section(section: Section, report: Report, level: int) -> Iterator[Printed]:
    if section.heading:
        yield Heading(_words(Cell(section.heading, section.messages), report), level)
    for indented, blocks in groupby(section.blocks, lambda block: isinstance(block, Line) and block.indent > 0):
        if indented:
            lines = [block for block in blocks if isinstance(block, Line)]
            yield Items(tuple((Paragraph(_words(line.cell, report)),) for line in lines))
        else:
            for block in blocks:
                yield from _block(block, report)
    for below in section.sections:
        yield from _section(below, report, level + 1)


def _block(block: Block, report: Report) -> Iterator[Printed]:
    match block:
        case Line(cell):
            yield Paragraph(_words(cell, report))
        case Table():
            if block.caption:
                yield Paragraph((Strong(plain(block.caption)),))
            yield Grid(
                head=tuple(plain(column.name) for column in block.columns),
                rows=tuple(tuple(_words(cell, report) for cell in row) for row in block.rows),
                widths=tuple(float(column.weight) for column in block.columns),
                align=tuple("end" if column.number else "start" for column in block.columns),
            )
        case Bars():
            # The same figures stand in a table; a picture without words would be silent for who hears the document.
            return


def _words(cell: Cell, report: Report) -> tuple[Inline, ...]:
    text = _lines(cell.text)
    words: tuple[Inline, ...] = (Strong(text),) if cell.mark in ("strong", "warning") else text
    where = source(cell, report.language) if report.sources else ""
    return (*words, " ", Emphasis(f"[{plain(where)}]")) if where else words


def _lines(text: str) -> tuple[Inline, ...]:
    words: list[Inline] = []
    for line in plain(text).split("\n"):
        words += [Break(), line] if words else [line]
    return tuple(words)


def _all(section: Section) -> Iterator[Block]:
    yield from section.blocks
    for below in section.sections:
        yield from _all(below)
