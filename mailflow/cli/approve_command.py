"""`mailflow letters approve CAMPAIGN`: the letters that were shown may leave."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.campaign_desk import bureau_of, naming
from mailflow.cli.desk import conference_of, settings_of, who, writing
from mailflow.errors import Refused

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.office.approving import Look
    from mailflow.office.writing import Bureau
    from mailflow.settings import Settings
    from mailflow.store import Campaign, Store


@click.command("approve")
@click.argument("campaign")
@click.option("--conference", metavar="NAME", help="Needed where there is more than one.")
@click.option("--seal", metavar="HEX", help="The seal that you saw; nothing leaves where the letters have another.")
@click.option("--by", default="", metavar="NAME", help="Who approves, if not the user of this account.")
@click.option("--as-dated", is_flag=True, help="Let letters out that bear the date of an earlier day.")
@click.option(
    "--renew", is_flag=True, help="Instead write all that wait anew, with today's date; look at them, then approve."
)
@click.pass_context
def command(
    ctx: click.Context, campaign: str, conference: str | None, seal: str | None, by: str, as_dated: bool, renew: bool
) -> int:
    """Let out the letters of CAMPAIGN that wait: exactly the bytes that were shown when they were queued.

    Where the conference asks for two persons (approval = "two"), one who queued them and another who approves.
    """
    from mailflow.office.approving import look

    settings, now = settings_of(ctx), datetime.now(UTC)
    bureau = bureau_of(ctx, settings, conference_of(settings, conference).name)
    by, of = by or who(), naming(settings, bureau.conference.name)
    if renew:
        return _renewed(settings, bureau, campaign, by, now)
    with writing(settings) as store, store.write():
        found = _known(store, bureau, campaign)
        seen = look(store, found, bureau.conference, bureau.roster, now)
        if seen.dated and not as_dated:
            click.echo(_dated(seen, bureau.conference, f"{campaign}{of}"))
            return 1
        done = store.campaigns.approve(
            bureau.conference.name,
            campaign,
            by,
            now,
            seal=seal,
            two=bureau.conference.approval == "two",
            withheld=seen.withheld,
        )
    if done.lacking:
        click.echo(f"Noted. Nothing leaves yet: {done.lacking}.")
        return 1
    if not seen.letters:
        click.echo(f"No letter of {campaign} waits for approval. See: mailflow campaign show {campaign}{of}")
        return 0
    click.echo(
        f"{len(done.letters)} letters of {campaign} may leave; the worker sends up to"
        f" {settings.form.courier.letters_per_minute} a minute. See how they fare: mailflow campaign show {campaign}{of}"
    )
    for number, why in seen.withheld.items():
        click.echo(f"  letter {number} stays: {why}")
    return 1 if seen.withheld else 0


def _known(store: Store, bureau: Bureau, name: str) -> Campaign:
    found = store.campaigns.get(bureau.conference.name, name)
    if found is None:
        raise Refused(f'There is no campaign "{name}". See: mailflow campaign list')
    return found


def _renewed(settings: Settings, bureau: Bureau, campaign: str, by: str, now: datetime) -> int:
    """Write all that wait anew. The exit code."""
    from mailflow.office.renewing import renew_campaign

    with writing(settings) as store:
        count, fresh = renew_campaign(store, bureau, _known(store, bureau, campaign), by, now)
    click.echo(f"{count} letters of {campaign} were written anew, with today's date. Their seal:\n  {fresh}")
    click.echo("Look at them again (mailflow letters show N), then approve.")
    return 0


def _dated(seen: Look, conference: Conference, campaign: str) -> str:
    from mailflow.core.dates import day

    days = Counter(seen.dated.values())
    said = ", ".join(f"{count} of {day(on)}" for on, count in sorted(days.items()))
    return (
        f"Letters of {campaign} bear the date of an earlier day: {said}. Nothing leaves yet.\n"
        f"Write them anew with today's date:  mailflow letters approve {campaign} --renew\n"
        f"Or let them out as they are dated:  mailflow letters approve {campaign} --as-dated"
    )
