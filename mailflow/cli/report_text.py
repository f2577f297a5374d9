"""A report in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mailflow.cli.desk import clean
from mailflow.core import dates
from mailflow.office.report import Bars, Cell, Line, Report, Section
from mailflow.office.report import Table as Rows
from mailflow.office.report.words import source, word

if TYPE_CHECKING:
    from rich.console import Console

_STYLE = {"strong": "bold", "warning": "yellow", "quiet": "dim", "": ""}
_FILLS = ("█", "▒", "░", "·", "▞", "▚")
_LONGEST_BAR = 40


def show(out: Console, report: Report) -> None:
    """Print it. Messages are always named here: who reads this can look at them."""
    head = " · ".join(text for text in (report.symbol, dates.day(report.date, report.language), report.meeting) if text)
    out.print(f"[dim]{clean(head)}[/]")
    out.print(f"[bold]{clean(report.title)}[/]" + (f"  {clean(report.subtitle)}" if report.subtitle else ""))
    for section in report.sections:
        _section(out, section, report.language, 0)
    for note in (report.footer, *report.notes):
        if note:
            out.print(f"\n[dim]{clean(note)}[/]")


def _section(out: Console, section: Section, language: str, level: int) -> None:
    if section.heading:
        where = _where(Cell("", section.messages), language)
        style = "bold" if level else "bold underline"
        out.print(f"\n{'  ' * level}[{style}]{clean(section.heading)}[/]{where}")
    for block in section.blocks:
        if isinstance(block, Line):
            line = f"{_styled(block.cell)}{_where(block.cell, language)}"
            out.print(Padding(line, (0, 0, 0, 2 * (level + block.indent)), expand=False))
        elif isinstance(block, Rows):
            out.print(_table(block, language))
        elif isinstance(block, Bars):
            _bars(out, block)
    for below in section.sections:
        _section(out, below, language, level + 1)


def _table(rows: Rows, language: str) -> Table:
    table = Table(
        box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0), title=clean(rows.caption) or None
    )
    sources = any(each.messages or each.by for row in rows.rows for each in row)
    for column in rows.columns:
        table.add_column(clean(column.name), justify="right" if column.number else "left", overflow="fold")
    if sources:
        table.add_column(clean(word("messages", language)), style="dim", overflow="fold")
    for row in rows.rows:
        cells = [_styled(each) for each in row]
        table.add_row(*cells, *([clean(_sources(row, language))] if sources else []))
    return table


def _sources(row: tuple[Cell, ...], language: str) -> str:
    messages = sorted({message for each in row for message in each.messages})
    by = dict.fromkeys(each.by for each in row if each.by)
    return "; ".join(
        [*([", ".join(map(str, messages))] if messages else []), *(source(Cell("", (), b), language) for b in by)]
    )


def _bars(out: Console, bars: Bars) -> None:
    """Each part has its own sign, so that a terminal without colours and a printout tell them apart."""
    fills = {part: _FILLS[place % len(_FILLS)] for place, part in enumerate(bars.parts)}
    most = max((sum(bar.values) for bar in bars.bars), default=0) or 1
    width = max((len(bar.label) for bar in bars.bars), default=0)
    out.print(f"\n[bold]{clean(bars.title)}[/]  " + "  ".join(f"{fill} {clean(part)}" for part, fill in fills.items()))
    for bar in bars.bars:
        drawn = "".join(
            fill * max(round(_LONGEST_BAR * value / most), 1 if value else 0)
            for fill, value in zip(fills.values(), bar.values, strict=True)
        )
        out.print(Text(f"  {clean(bar.label):>{width}} {drawn} {sum(bar.values)}"))


def _styled(cell: Cell) -> str:
    style = _STYLE[cell.mark]
    return f"[{style}]{clean(cell.text)}[/]" if style and cell.text else clean(cell.text)


def _where(cell: Cell, language: str) -> str:
    where = source(cell, language)
    return f" [dim]\\[{clean(where)}][/]" if where else ""
