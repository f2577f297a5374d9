"""`mailflow export`: everything on record for an archive, and the look whether an archive is still whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import json_option, known_conference, print_json, reading, settings_of

if TYPE_CHECKING:
    from mailflow.settings import Settings


@click.command("export")
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--conference", metavar="NAME", help="Of this conference only.")
@click.option("--verify", is_flag=True, help="Look over the archive TARGET instead: every hash, every message.")
@json_option
@click.pass_context
def command(ctx: click.Context, target: Path, conference: str | None, verify: bool, as_json: bool) -> int:
    """Write everything on record to TARGET, a new folder or FILE.zip: messages and letters as mbox, tables as CSV, a manifest
    with the SHA-256 of each file. The worker may be running. With --verify: exit code 1 where something is wrong."""
    if verify:
        return _verify(target, as_json)
    from mailflow.cli.progress import progress
    from mailflow.office.archive import export

    settings = settings_of(ctx)
    known_conference(settings, conference)
    with reading(settings) as store, progress("messages and letters", quiet=as_json) as moved:
        manifest, digest = export(store, target, conference, _workspace(settings), datetime.now(UTC), moved)
    if as_json:
        print_json({"path": str(target), "sha256_of_manifest": digest, **manifest})
        return 0
    for name, count in manifest["conferences"].items():
        click.echo(f"{name}: {count['messages']} messages, {count['letters']} letters")
    size = sum(entry["bytes"] for entry in manifest["files"])
    click.echo(f"{len(manifest['files'])} files, {size:,} bytes in {target}. SHA-256 of its manifest: {digest}")
    click.echo("All of it is personal data: keep it where such data may be kept.")
    return 0


def _verify(target: Path, as_json: bool) -> int:
    from mailflow.office.archive_check import check

    problems = list(check(target))
    for problem in problems:
        print_json({"problem": problem}) if as_json else click.echo(problem)
    if not problems and not as_json:
        click.echo(f"{target} is whole: every file and every message is as it was written.")
    return 1 if problems else 0


def _workspace(settings: Settings) -> dict[str, Path]:
    """The files that the conferences work by, by their name in the workspace. Secrets are not among them."""
    files = {settings.file}
    for form in settings.form.conference.values():
        files.add(settings.path(form.roster))
        for name in form.rules:
            files |= {*settings.path(name).glob("*.toml"), *settings.path(name).glob("phrases/*.toml")}
        for name in form.letters:
            files |= set(settings.path(name).glob("**/*.md"))
    inside = [file for file in sorted(files) if file.is_file() and file.is_relative_to(settings.folder)]
    return {str(file.relative_to(settings.folder)): file for file in inside}
