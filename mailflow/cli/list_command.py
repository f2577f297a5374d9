"""`mailflow list`: messages on record."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

import click

from mailflow.cli import completing
from mailflow.cli.desk import json_option, known_conference, print_json, reading, settings_of
from mailflow.cli.said import refuse_unknown


@click.command("list")
@click.option("--conference", metavar="NAME", shell_complete=completing.conferences)
@click.option("--kind", metavar="KIND", shell_complete=completing.kinds, help="rsvp, representation, paper, …")
@click.option("--party", metavar="CODE", shell_complete=completing.parties)
@click.option("--state", type=click.Choice(["taken", "sorted", "duplicate", "parked", "oversize"]))
@click.option("--disposition", type=click.Choice(["acknowledge", "ignore", "review"]))
@click.option("--assigned", metavar="NAME", help="To whom a rule gave them.")
@click.option("-n", "--limit", default=50, show_default=True, type=click.IntRange(1))
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    conference: str | None,
    kind: str | None,
    party: str | None,
    state: str | None,
    disposition: str | None,
    assigned: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Messages on record, newest first."""
    settings = settings_of(ctx)
    known_conference(settings, conference)
    with reading(settings) as store:
        records = store.records.listed(
            conference=conference,
            kind=kind,
            party=party,
            state=state,
            disposition=disposition,
            assigned=assigned,
            limit=limit,
        )
    if not records:
        refuse_unknown(settings, conference, kind, party)
    if as_json:
        for record in records:
            print_json(asdict(record))
        return
    from mailflow.cli.desk import console
    from mailflow.cli.tables import fitting, messages_table

    out = console()
    out.print(fitting(out, partial(messages_table, records)) if records else "Nothing on record fits.")
