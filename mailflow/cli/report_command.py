"""`mailflow report …`: what the record says, in the terminal or as a document."""

from __future__ import annotations

import click

from mailflow.cli.reports import Wanted, give_out, report_options, scope_of


@click.group("report")
def command() -> None:
    """What the record says: in the terminal, or as DOCX, PDF, HTML, XLSX, CSV or JSON. Each figure names its messages."""


@command.command("responses")
@report_options
@click.pass_context
def responses(ctx: click.Context, wanted: Wanted) -> None:
    """Who answered the invitation and how: yes, no, not yet, silent, by category and party."""
    from mailflow.office.responses import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)


@command.command("progress")
@report_options
@click.pass_context
def progress(ctx: click.Context, wanted: Wanted) -> None:
    """Who reported on which action point, the texts for the drafter with their sources, and who has not reported."""
    from mailflow.office.progress import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)


@command.command("speakers")
@report_options
@click.pass_context
def speakers(ctx: click.Context, wanted: Wanted) -> None:
    """Requests for the floor by session, in the order in which they came."""
    from mailflow.office.speakers import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)
