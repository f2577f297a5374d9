"""`mailflow search WORDS`: find messages."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

import click

from mailflow.cli import completing
from mailflow.cli.desk import json_option, known_conference, print_json, reading, settings_of


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--conference", metavar="NAME", shell_complete=completing.conferences)
@click.option("-n", "--limit", default=30, show_default=True, type=click.IntRange(1))
@json_option
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], conference: str | None, limit: int, as_json: bool) -> int:
    """Messages that hold all the WORDS, in any language; accents and case do not matter, "several words" stand together,
    delegat* finds all endings. Exit code 1 where nothing is found."""
    text = " ".join(f'"{word}"' if " " in word else word for word in words)
    settings = settings_of(ctx)
    known_conference(settings, conference)
    with reading(settings) as store:
        hits = store.search(text, conference, limit)
    if as_json:
        for hit in hits:
            print_json(asdict(hit))
    else:
        from mailflow.cli.desk import console
        from mailflow.cli.tables import fitting, hits_table

        out = console()
        out.print(fitting(out, partial(hits_table, hits)) if hits else "Nothing found.")
    return 0 if hits else 1
