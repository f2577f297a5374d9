"""What the demo shows of reports: the list of participants as documents, and the responses with their chart."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mailflow.cli.desk import clean
from mailflow.cli.report_text import show as printed
from mailflow.core.roster import parse_roster
from mailflow.errors import TypesetError
from mailflow.office.participants import list_of
from mailflow.office.participants_report import report as participants
from mailflow.office.report import MissingExtra, Report, find_forms, written
from mailflow.office.responses_report import report as responses
from mailflow.office.scope import Scope
from mailflow.sources import read_roster

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.settings import Settings
    from mailflow.store import Store

CONFERENCE = "oslo"


def show(out: Console, settings: Settings, store: Store, folder: Path) -> None:
    """Write the documents into `reports/` of the workspace, and print the figures."""
    conference = settings.conferences[CONFERENCE]
    file, text = read_roster(settings, CONFERENCE)
    scope = Scope(store, conference, parse_roster(text, file), datetime.now(UTC), conference.languages[0])
    out.rule("[bold]Reports[/]", align="left")
    found = responses(scope)
    overview = Report(found.name, found.title, found.language, found.date, found.sections[:1], meeting=found.meeting)
    printed(out, overview)
    target = folder / "reports"
    target.mkdir()
    forms = find_forms([settings.path(name) for name in settings.form.conference[CONFERENCE].reports])
    listed = participants(list_of(scope)[0])
    out.print()
    for report, form in ((listed, "docx"), (listed, "pdf"), (found, "html")):
        try:
            data = written(report, form, forms)
        except (MissingExtra, TypesetError) as error:
            out.print(f"[yellow]{clean(error)}[/]")
            continue
        (target / f"{report.name}.{form}").write_bytes(data)
        out.print(f"{clean(report.title)}: {clean(target / f'{report.name}.{form}')}")
