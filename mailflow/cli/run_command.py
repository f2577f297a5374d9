"""`mailflow run`: the worker."""

from __future__ import annotations

import asyncio

import click

from mailflow.cli.desk import settings_of


@click.command("run")
@click.option(
    "--once", is_flag=True, help="One pass: until mailboxes and outbox are drained; the exit code says how it went."
)
@click.option("--quiet", is_flag=True, help="Log only what is wrong.")
@click.pass_context
def command(ctx: click.Context, once: bool, quiet: bool) -> int:
    """Watch the mailboxes, sort, record, send. Ends on SIGTERM or Ctrl-C after the batch in hand.

    Exit code with --once: 0 everything is done; 1 a letter waits, failed or is unknown, a message is parked, or a mailbox
    could not be reached; 3 it could not begin.
    """
    settings = settings_of(ctx)
    from mailflow.worker.run import run

    return asyncio.run(run(settings, once=once, quiet=quiet))
