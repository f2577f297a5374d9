"""What the demo shows of contributions and speakers: the matrix as figures and documents, and the list by session."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mailflow.cli.desk import clean
from mailflow.cli.report_text import show as printed
from mailflow.core.roster import parse_roster
from mailflow.office.contributions import contributions
from mailflow.office.progress import report as progress
from mailflow.office.report import MissingExtra, find_forms, written
from mailflow.office.report.value import Section, Table
from mailflow.office.scope import Scope
from mailflow.office.speakers import report as speakers
from mailflow.sources import read_roster

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.settings import Settings
    from mailflow.store import Store

CONFERENCE = "implementation"


def show(out: Console, settings: Settings, store: Store, folder: Path) -> None:
    """Print the matrix of those who contributed and the speakers; write the whole into `reports/` of the workspace."""
    conference = settings.conferences[CONFERENCE]
    file, text = read_roster(settings, CONFERENCE)
    scope = Scope(store, conference, parse_roster(text, file), datetime.now(UTC), conference.languages[0])
    out.rule("[bold]Contributions and speakers[/]", align="left")
    matrix, listed = progress(scope), speakers(scope)
    names = {scope.party(code) for code in contributions(store, CONFERENCE).parties}
    shown = [_only(names, section) for section in matrix.sections[1:2]]
    printed(out, replace(matrix, sections=(matrix.sections[0], *shown), data=None))
    out.print()
    printed(out, listed)
    target = folder / "reports"
    target.mkdir(exist_ok=True)
    forms = find_forms([settings.path(name) for name in settings.form.conference[CONFERENCE].reports])
    out.print()
    for report, form in ((matrix, "docx"), (matrix, "html"), (matrix, "csv"), (listed, "html")):
        try:
            data = written(report, form, forms)
        except MissingExtra as error:
            out.print(f"[yellow]{clean(error)}[/]")
            continue
        (target / f"{report.name}.{form}").write_bytes(data)
        out.print(f"{clean(report.title)}: {clean(target / f'{report.name}.{form}')}")


def _only(names: set[str], section: Section) -> Section:
    """The rows of those who contributed; the documents have all."""
    blocks = [
        replace(block, rows=tuple(row for row in block.rows if row[0].text in names))
        if isinstance(block, Table)
        else block
        for block in section.blocks
    ]
    return replace(section, blocks=tuple(blocks))
