"""`mailflow invite`: the invitation to all whom the roster names."""

from __future__ import annotations

from typing import Any

import click

from mailflow.cli.campaign_desk import bureau_of, campaign_run, choosing
from mailflow.cli.desk import conference_of, settings_of


@click.command("invite")
@choosing
@click.option("--letter", default="invitation", show_default=True, metavar="NAME", help="The letter that invites.")
@click.option("--name", default="", metavar="NAME", help="What the campaign is called, if not as its letter.")
@click.option("--copy", is_flag=True, help="For information: marked COPY, to the second address of each party.")
@click.pass_context
def command(ctx: click.Context, /, letter: str, name: str, copy: bool, conference: str | None, **options: Any) -> int:
    """Show who would be invited, in which language, at which address, and what stops any; --queue puts the letters into the
    outbox, where they wait for: mailflow letters approve. A party that has its invitation gets no second one."""
    from mailflow.store import Campaign

    settings = settings_of(ctx)
    bureau = bureau_of(ctx, settings, conference_of(settings, conference).name)
    called = name or (f"{letter}-copy" if copy else letter)
    owed = () if copy else ("rsvp", "representation")
    campaign = Campaign(bureau.conference.name, called, letter, owed, copy=copy)
    return campaign_run(ctx, bureau, campaign, options)
