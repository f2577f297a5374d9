"""`mailflow remind`: a reminder to those who owe an answer, and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.campaign_desk import bureau_of, campaign_run, choosing
from mailflow.cli.desk import conference_of, reading, settings_of
from mailflow.errors import Refused

if TYPE_CHECKING:
    from mailflow.store import Campaign

# What is owed -> the letter that reminds of it.
_LETTERS = {"rsvp": "reminder", "contribution": "reminder-contribution"}


@click.command("remind")
@click.argument("of", metavar="[CAMPAIGN]", default="")
@choosing
@click.option("--letter", default="", metavar="NAME", help="The letter, if not the one for what is owed.")
@click.option(
    "--round", "round_", default=1, show_default=True, type=click.IntRange(1), help="2 for a second reminder."
)
@click.option("--undecided", is_flag=True, help='Also to those who answered "not yet".')
@click.option("--unnamed", is_flag=True, help="Also to those who will come and have named nobody.")
@click.pass_context
def command(ctx: click.Context, /, of: str, letter: str, round_: int, conference: str | None, **options: Any) -> int:
    """Show who owes an answer to CAMPAIGN (the one that asks for answers, where there is only one) and would be reminded;
    --queue puts the reminders into the outbox. Whoever answers before his reminder leaves gets none."""
    from mailflow.store import Campaign

    settings = settings_of(ctx)
    bureau = bureau_of(ctx, settings, conference_of(settings, conference).name)
    with reading(settings) as store:
        first = _named(store.campaigns.listed(bureau.conference.name), of)
    named = letter or next((_LETTERS[kind] for kind in first.owed if kind in _LETTERS), "")
    if not named:
        raise click.UsageError(f"No letter reminds of {first.name}: say which with --letter.")
    called = f"{first.name}-reminder" + (f"-{round_}" if round_ > 1 else "")
    campaign = Campaign(bureau.conference.name, called, named, first.owed, reminds=first.name)
    return campaign_run(ctx, bureau, campaign, options)


def _named(campaigns: list[Campaign], name: str) -> Campaign:
    """The campaign of that name, or the only one that anything is owed to. Raises `StoreError` or `UsageError`."""
    asking = [each for each in campaigns if each.owed and each.reminds is None]
    found = [each for each in asking if name in ("", each.name)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(each.name for each in asking)
    if name:
        known = any(each.name == name for each in campaigns)
        said = "asks for no answer" if known else "does not exist"
        raise Refused(f'The campaign "{name}" {said}. Those that ask for one: {names or "none"}.')
    if not asking:
        raise Refused("No letter that asks for an answer was sent to many yet. See: mailflow invite")
    raise click.UsageError(f"Which campaign? There are: {names}.")
