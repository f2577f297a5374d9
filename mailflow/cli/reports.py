"""What the commands `mailflow report …` share: which conference, which language, which format, and where it goes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.desk import conference_of, print_json, reading, save, settings_of, writing

if TYPE_CHECKING:
    from mailflow.office.report import Report
    from mailflow.office.scope import Scope

_FORMATS = ("docx", "pdf", "html", "xlsx", "csv", "json", "text")
_BINARY = ("docx", "pdf", "xlsx")


@dataclass(frozen=True, slots=True)
class Wanted:
    """How somebody wants a report."""

    conference: str | None = None
    language: str | None = None
    form: str | None = None  # None: by the name of the file, else text
    out: Path | None = None
    sources: bool | None = None  # None: as the report itself has it
    as_json: bool = False


def report_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of every report; it gets them as one value, `wanted`."""

    def command(
        conference: str | None,
        language: str | None,
        form: str | None,
        out: Path | None,
        sources: bool | None,
        as_json: bool,
        **others: Any,
    ) -> Any:
        return function(wanted=Wanted(conference, language, form, out, sources, as_json), **others)

    command.__doc__ = function.__doc__
    # Declared options of the command itself come first in its help.
    command.__click_params__ = list(getattr(function, "__click_params__", []))  # type: ignore[attr-defined]
    for option in (
        click.option(
            "--json", "as_json", is_flag=True, help="One JSON object a row, with the numbers of its messages."
        ),
        click.option("--sources/--no-sources", default=None, help="Name the messages in documents, or leave them out."),
        click.option(
            "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to FILE."
        ),
        click.option("--format", "form", type=click.Choice(_FORMATS), help="Default: by the name of FILE, else text."),
        click.option("--language", metavar="CODE", help="Two letters; default: the conference's first language."),
        click.option("--conference", metavar="NAME", help="Needed where there is more than one."),
    ):
        command = option(command)
    return command


@contextmanager
def scope_of(ctx: click.Context, wanted: Wanted, *, write: bool = False, purpose: str = "") -> Iterator[Scope]:
    """What reports are made from; with `write`, also to put something on record.

    The language is the one wanted, else, for the purpose "participants", that of the list, else the conference's first.
    """
    from mailflow.core.roster import parse_roster
    from mailflow.office.scope import Scope
    from mailflow.sources import read_roster

    settings = settings_of(ctx)
    name = conference_of(settings, wanted.conference).name
    conference = settings.conferences[name]
    file, text = read_roster(settings, name)
    roster = parse_roster(text, file)
    with (writing if write else reading)(settings) as store:
        own = conference.participation.language if purpose == "participants" else ""
        language = wanted.language or own or conference.languages[0]
        yield Scope(store, conference, roster, datetime.now(UTC), language)


def give_out(ctx: click.Context, report: Report, wanted: Wanted) -> None:
    """Write the report as it is wanted: to a file, to standard output, or as a table for who sits there."""
    form = _form(wanted)
    if wanted.as_json:
        from mailflow.office.report.as_json import records

        for record in records(report):
            print_json(record)
        return
    if form == "text" and wanted.out is None:
        from mailflow.cli.desk import console
        from mailflow.cli.report_text import show

        show(console(), report)
        return
    data = _written(ctx, report, form, wanted)
    if wanted.out is not None:
        save(wanted.out, data)
        click.echo(f"{wanted.out}: {len(data):,} bytes")
    elif form in _BINARY and sys.stdout.isatty():
        raise click.UsageError(f"A {form} file is not for a screen: name a file with --out report.{form}")
    else:
        sys.stdout.buffer.write(data)


def _form(wanted: Wanted) -> str:
    if wanted.form is not None:
        return wanted.form
    if wanted.out is None:
        return "text"
    ending = wanted.out.suffix.lower().removeprefix(".")
    known = {"txt": "text", "htm": "html"}.get(ending, ending)
    if known not in _FORMATS:
        raise click.UsageError(f"The format of {wanted.out.name} is not known: name one with --format.")
    return known


def _written(ctx: click.Context, report: Report, form: str, wanted: Wanted) -> bytes:
    from dataclasses import replace

    from mailflow.office.report import find_forms, written

    if wanted.sources is not None:
        report = replace(report, sources=wanted.sources)
    if form == "text":
        from rich.console import Console

        from mailflow.cli.report_text import show

        page = io.StringIO()
        show(Console(file=page, width=120, highlight=False), report)
        return page.getvalue().encode()
    settings = settings_of(ctx)
    name = conference_of(settings, wanted.conference).name
    folders = [settings.path(folder) for folder in settings.form.conference[name].reports]
    fonts = [settings.path(folder) for folder in settings.form.office.fonts]
    return written(report, form, find_forms(folders, fonts))
