"""`mailflow backup FILE`: copy the database while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from mailflow.cli.desk import reading, settings_of


@click.command("backup")
@click.argument("target", type=click.Path(path_type=Path))
@click.pass_context
def command(ctx: click.Context, target: Path) -> None:
    """Copy the database to TARGET, whole and checked. The worker may be running. Keep the key file with it."""
    settings = settings_of(ctx)
    with reading(settings) as store:
        store.backup(target)
    key = settings.path(settings.form.office.key_file)
    click.echo(f"The database is copied to {target}. Keep a copy of {key} in the same safe place.")
