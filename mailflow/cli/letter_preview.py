"""Previews of letters: on the terminal, as a file, or all of them in a folder to look through."""

from __future__ import annotations

import html
from dataclasses import asdict
from pathlib import Path

import click

from mailflow.cli.desk import clean, console, print_json, save
from mailflow.cli.progress import progress
from mailflow.core.phrasing import RIGHT_TO_LEFT
from mailflow.errors import MailflowError, TypesetError
from mailflow.settings import Settings
from mailflow.typeset import Press
from mailflow.typeset.letters import letter_sheet
from mailflow.worker.previews import Preview, every, for_message, for_party

SUFFIXES = (".html", ".eml", ".pdf")
_INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; margin: 2em; line-height: 1.5">
<h1 style="font-size: 1.3em">{title}</h1>
<p>Letters on an invented occasion, with everything in them. Nothing was sent.</p>
<table style="border-collapse: collapse">
{rows}
</table>
</body>
</html>
"""
_ROW = '<tr><td style="padding: 2px 12px 2px 0">{name}</td><td style="padding: 2px 12px 2px 0">{links}</td><td>{said}</td></tr>'


def one(
    settings: Settings, conference: str, name: str, party: str | None, message: int | None, language: str | None
) -> Preview:
    """The letter asked for."""
    if message is not None:
        return for_message(settings, message, name, language)
    return for_party(settings, conference, name, party, language)


def show(preview: Preview, as_json: bool) -> None:
    """On the terminal."""
    rendered = preview.rendered
    if as_json:
        values = {key: value for key, value in asdict(rendered).items() if key not in ("source", "head")}
        party = preview.party.code if preview.party else None
        print_json(values | {"conference": preview.conference.name, "party": party, "to": preview.to.spec})
        return
    out = console()
    notes = [f"{rendered.form} in {rendered.language}", f"to {preview.to.spec}"]
    notes += ["held for a person"] if rendered.hold else []
    notes += [f"attached: {', '.join(rendered.attach)}"] if rendered.attach else []
    out.print(f"[dim]{clean(' · '.join(notes))}[/]\n[bold]{clean(rendered.subject)}[/]\n\n{clean(rendered.text)}")


def write(settings: Settings, preview: Preview, file: Path) -> None:
    """Into a file of one of the `SUFFIXES`."""
    with _press(settings) as press:
        save(file, _content(settings, preview, press, file.suffix))
    click.echo(f"{file}: {preview.rendered.subject}")


def write_all(settings: Settings, conference: str, party: str | None, folder: Path) -> int:
    """All letters as pages with an index, those that travel as PDF as PDF too. Exit code 1 where one could not be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MailflowError(f"{folder} cannot be made ({error.strerror}).") from error
    rows: dict[str, dict[str, tuple[str, str]]] = {}
    failed = 0
    with _press(settings) as press, progress("letters") as moved:
        for written, done, of in every(settings, conference, party):
            for (name, language), found in written.items():
                try:
                    if isinstance(found, MailflowError):
                        raise found
                    rows.setdefault(name, {})[language] = _written(settings, found, folder, press)
                except MailflowError as error:
                    failed += 1
                    rows.setdefault(name, {})[language] = (language, str(error))
                    click.echo(str(error), err=True)
            moved(done, of)
    title = settings.conferences[conference].title
    index = folder / "index.html"
    save(index, _INDEX.format(title=html.escape(title), rows="\n".join(_rows(rows))).encode())
    click.echo(f"{index}: {sum(map(len, rows.values())) - failed} letters of the conference {conference}.")
    return 1 if failed else 0


def _written(settings: Settings, preview: Preview, folder: Path, press: Press) -> tuple[str, str]:
    """The links to the files of one letter, and its subject."""
    rendered = preview.rendered
    links = []
    for suffix in (".html", ".pdf") if "pdf" in rendered.attach else (".html",):
        file = folder / f"{rendered.name}.{rendered.language}{suffix}"
        save(file, _content(settings, preview, press, suffix))
        words = rendered.language if suffix == ".html" else "PDF"
        links.append(f'<a href="{html.escape(file.name)}">{html.escape(words)}</a>')
    return " ".join(links), rendered.subject


def _rows(rows: dict[str, dict[str, tuple[str, str]]]) -> list[str]:
    return [
        _ROW.format(name=html.escape(name) if first else "", links=links, said=_said(said, language))
        for name, languages in sorted(rows.items())
        for first, (language, (links, said)) in zip(
            [True] + [False] * len(languages), sorted(languages.items()), strict=False
        )
    ]


def _said(words: str, language: str) -> str:
    direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return f'<bdi lang="{html.escape(language)}" dir="{direction}">{html.escape(words)}</bdi>'


def _content(settings: Settings, preview: Preview, press: Press, suffix: str) -> bytes:
    rendered = preview.rendered
    if suffix == ".html":
        return rendered.html.encode("utf-8", "replace")
    if suffix == ".pdf":
        try:
            return press.pdf(letter_sheet(rendered, preview.made))
        except TypesetError as error:
            raise TypesetError(f"{rendered.name}.{rendered.language}: {error}") from error
    return preview.as_message(settings, press)


def _press(settings: Settings) -> Press:
    return Press([settings.path(folder) for folder in settings.form.office.fonts])
