"""`mailflow circulate LETTER`: any letter to many."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.campaign_desk import SENT_KINDS, bureau_of, campaign_run, choosing, since_of
from mailflow.cli.desk import conference_of, reading, settings_of

if TYPE_CHECKING:
    from mailflow.store import Campaign

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

    A letter that is to go out again, such as the circulation of this week's documents, gets a --name of its own. The letter
    "circulation" lists what was accepted since the last one, or --since a day.
    """
    from mailflow.store import Campaign

    settings = settings_of(ctx)
    bureau = bureau_of(ctx, settings, conference_of(settings, conference).name)
    if not bureau.letters.languages(letter):
        from mailflow.core.located import did_you_mean

        hint = did_you_mean(letter, bureau.letters.names) or ""
        raise click.UsageError(f'There is no letter "{letter}". {hint}'.rstrip())
    if session is not None:
        from mailflow.cli.said import known_session

        known_session(session, bureau.conference)
    elif letter == "session-change":
        raise click.UsageError("The letter is about a session: say which with --session NAME.")
    called = name or "-".join(filter(None, (letter, session, "copy" if copy else "")))
    with reading(settings) as store:
        before = [each for each in store.campaigns.listed(bureau.conference.name) if each.letter == letter]
    campaign = Campaign(
        bureau.conference.name,
        called,
        letter,
        owes or (() if copy else _OWED.get(letter, ())),
        copy=copy,
        since=since_of(bureau, options["since"]) or _last(before, called),
        session=session or "",
    )
    return campaign_run(ctx, bureau, campaign, options)


def _last(before: list[Campaign], name: str) -> datetime | None:
    """Since when documents are listed: as this campaign has it already, else since the one before it began."""
    same = next((each for each in before if each.name == name), None)
    if same is not None:
        return same.since
    return before[-1].begun_at if before else None
