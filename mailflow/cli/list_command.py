"""`mailflow list`: messages on record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mailflow.cli import completing
from mailflow.cli.desk import json_option, known_conference, print_json, reading, settings_of

if TYPE_CHECKING:
    from mailflow.settings import Settings


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
        _refuse_unknown(settings, conference, kind, party)
    if as_json:
        for record in records:
            print_json(asdict(record))
        return
    from mailflow.cli.desk import console
    from mailflow.cli.tables import messages_table

    console().print(messages_table(records) if records else "Nothing on record fits.")


def _refuse_unknown(settings: Settings, conference: str | None, kind: str | None, party: str | None) -> None:
    """Nothing was found: was it asked for by a name that is there? What is on record counts, also where a roster forgot it."""
    from mailflow.cli.said import known_kinds, known_party

    names = [conference] if conference else list(settings.conferences)
    for name in names:
        try:
            known_kinds(settings, name, (kind,) if kind else ())
            if party is not None and (code := known_party(settings, name, party).code) != party:
                raise click.UsageError(f"Say it by its code: --party {code}.")
            return
        except click.UsageError:
            if name == names[-1]:
                raise
