"""`mailflow circulate LETTER`: any letter to many."""

from __future__ import annotations

from typing import Any

import click

from mailflow.cli.campaign_desk import SENT_KINDS, bureau_of, campaign_run, choosing, conference_of, since_of
from mailflow.cli.desk import settings_of

# What the letters that ship ask for.
_OWED = {"invitation": ("rsvp", "representation"), "call": ("contribution",)}


@click.command("circulate")
@click.argument("letter")
@choosing
@click.option("--name", default="", metavar="NAME", help="What the campaign is called, if not as its letter.")
@click.option("--owes", multiple=True, type=click.Choice(SENT_KINDS), help="What answers it; may be repeated.")
@click.option("--session", metavar="NAME", help="The session of the programme that the letter is about.")
@click.option("--copy", is_flag=True, help="For information: marked COPY, to the second address of each party.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    letter: str,
    name: str,
    owes: tuple[str, ...],
    session: str | None,
    copy: bool,
    conference: str | None,
    **options: Any,
) -> int:
    """Show to whom LETTER, a template, would go; --queue puts it into the outbox, where it waits for approval.

    A letter that is to go out again, such as the circulation of this week's documents, gets a --name of its own.
    """
    from mailflow.store import Campaign

    settings = settings_of(ctx)
    bureau = bureau_of(ctx, settings, conference_of(settings, conference))
    if not bureau.letters.languages(letter):
        from mailflow.core.located import did_you_mean

        hint = did_you_mean(letter, bureau.letters.names) or ""
        raise click.UsageError(f'There is no letter "{letter}". {hint}'.rstrip())
    if session is not None:
        from mailflow.cli.said import known_session

        known_session(session, bureau.conference)
    elif letter == "session-change":
        raise click.UsageError("The letter is about a session: say which with --session NAME.")
    campaign = Campaign(
        bureau.conference.name,
        name or "-".join(filter(None, (letter, session, "copy" if copy else ""))),
        letter,
        owes or (() if copy else _OWED.get(letter, ())),
        copy=copy,
        since=since_of(bureau, options["since"]),
        session=session or "",
    )
    return campaign_run(ctx, bureau, campaign, options)
