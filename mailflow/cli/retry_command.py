"""`mailflow retry MESSAGE…`: try parked messages again."""

from __future__ import annotations

import click

from mailflow.cli.desk import settings_of, who, writing
from mailflow.errors import Refused


@click.command("retry")
@click.argument("messages", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="Every parked message.")
@click.pass_context
def command(ctx: click.Context, messages: tuple[int, ...], everything: bool) -> int:
    """Let parked MESSAGES be tried again, after a fix; the worker takes them up within a minute."""
    with writing(settings_of(ctx)) as store:
        if absent := [str(message) for message in messages if store.records.get(message) is None]:
            raise Refused(f"There is no message {', '.join(absent)}.")
        chosen = tuple(r.id for r in store.records.listed(state="parked", limit=100_000)) if everything else messages
        with store.write():
            done = [message for message in chosen if store.ledger.retry(message, by=who())]
    for message in set(chosen) - set(done):
        click.echo(f"Message {message} is not parked.", err=True)
    click.echo(f"{len(done)} to be tried again.")
    return 0 if len(done) == len(chosen) else 1
