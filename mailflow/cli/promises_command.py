"""`mailflow promises …`: what our letters announced, and the times of sessions that were announced."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

import click

from mailflow.cli.desk import (
    DAY,
    conference_of,
    json_option,
    known_conference,
    print_json,
    reading,
    settings_of,
    who,
    writing,
)
from mailflow.errors import Refused
from mailflow.office.promised import Urgency, urgency


@click.group("promises")
def command() -> None:
    """What was announced and is still to follow. Letters declare it (`promises` between their +++ lines), or you add it."""


@command.command("list")
@click.option("--conference", metavar="NAME")
@click.option("--all", "everything", is_flag=True, help="Those that were kept or dropped, too.")
@json_option
@click.pass_context
def list_promises(ctx: click.Context, conference: str | None, everything: bool, as_json: bool) -> int:
    """Open promises, the soonest due first. Exit code 1 where one is overdue."""
    settings = settings_of(ctx)
    known_conference(settings, conference)
    now = datetime.now(UTC)
    with reading(settings) as store:
        found = store.promises.listed(conference, settled=everything)
    today = {name: each.day(now) for name, each in settings.conferences.items()}
    late = {p.id: urgency(p.due, today.get(p.conference, now.date())) for p in found if p.state == "open"}
    if as_json:
        for promise in found:
            print_json(asdict(promise) | {"urgency": late.get(promise.id)})
    else:
        from mailflow.cli.desk import console
        from mailflow.cli.promises_table import promises_table

        console().print(promises_table(found, late) if found else "Nothing that was announced is open.")
    return 1 if Urgency.OVERDUE in late.values() else 0


@command.command("add")
@click.argument("text")
@click.option("--by", "due", required=True, type=DAY, metavar="DATE", help="By what day.")
@click.option("--to", "audience", default="participants", show_default=True, help="To whom it was announced.")
@click.option("--conference", metavar="NAME", help="Needed where there are several.")
@click.pass_context
def add(ctx: click.Context, text: str, due: datetime, audience: str, conference: str | None) -> None:
    """Write down what was promised: TEXT is to follow by a day."""
    settings = settings_of(ctx)
    chosen = conference_of(settings, conference)
    if not text.strip():
        raise click.UsageError("Say what was promised.")
    with writing(settings) as store:
        number = store.promises.add(chosen.name, text.strip(), due.date(), audience, who(), datetime.now(UTC))
    click.echo(f"Promise {number} is open.")


@command.command("keep")
@click.argument("promise", type=int)
@click.option("--campaign", metavar="NAME", help="The campaign that kept it.")
@click.option("--letter", type=int, metavar="N", help="The letter that kept it, by its number.")
@click.option("--note", default="", help="Anything else, for the record.")
@click.pass_context
def keep(ctx: click.Context, promise: int, campaign: str | None, letter: int | None, note: str) -> None:
    """PROMISE is kept: say by which campaign or letter."""
    if (campaign is None) == (letter is None):
        raise click.UsageError("Say what kept it: --campaign NAME or --letter N.")
    with writing(settings_of(ctx)) as store, store.write():
        found = store.promises.get(promise)
        if found is None:
            raise Refused(f"There is no promise {promise}.")
        if campaign is not None:
            if store.campaigns.get(found.conference, campaign) is None:
                raise Refused(f'There is no campaign "{campaign}" in {found.conference}. See: mailflow campaign list')
            kept_by = f"campaign {campaign}"
        else:
            sent = store.outbox.get(letter or 0)
            if sent is None or sent.conference != found.conference:
                raise Refused(f"There is no letter {letter} in {found.conference}. See: mailflow letters list")
            kept_by = f"letter {letter}"
        store.promises.settle(promise, "kept", who(), datetime.now(UTC), kept_by=kept_by, note=note)
    click.echo(f"Promise {promise} is kept, by {kept_by}.")


@command.command("drop")
@click.argument("promise", type=int)
@click.option("--note", required=True, help="Why it will not be kept.")
@click.pass_context
def drop(ctx: click.Context, promise: int, note: str) -> None:
    """PROMISE will not be kept, and nobody waits for it any more."""
    with writing(settings_of(ctx)) as store:
        store.promises.settle(promise, "dropped", who(), datetime.now(UTC), note=note)
    click.echo(f"Promise {promise} is dropped.")


@command.command("sessions")
@click.option("--conference", metavar="NAME", help="Needed where there are several.")
@click.option(
    "--announced", "names", multiple=True, metavar="NAME", help='Announced as it is now; "all" for every one.'
)
@json_option
@click.pass_context
def sessions(ctx: click.Context, conference: str | None, names: tuple[str, ...], as_json: bool) -> int:
    """The programme against what was announced. Exit code 1 where participants have been told another time.

    What a campaign announced with --session counts by itself; what was announced otherwise you say with --announced.
    """
    from mailflow.cli.said import known_session
    from mailflow.office.promised import sessions as standing

    settings = settings_of(ctx)
    chosen = conference_of(settings, conference)
    today = chosen.day(datetime.now(UTC))
    if names:
        said = None if "all" in names else {known_session(name, chosen) for name in names}
        with writing(settings) as store:
            told = [each for each in chosen.sessions if said is None or each.name in said]
            store.promises.announce(chosen.name, told, who(), datetime.now(UTC))
    with reading(settings) as store:
        found = standing(store, chosen)
    if as_json:
        for each in found:
            print_json(asdict(each) | {"to_tell": each.to_tell, "command": each.command(chosen.name, today)})
    else:
        from mailflow.cli.desk import clean, console
        from mailflow.cli.promises_table import sessions_table

        out = console()
        out.print(sessions_table(found, chosen.zone) if found else "The conference has no sessions.")
        for each in found:
            if each.to_tell:
                out.print(
                    f"\nTell participants, after a look:\n  {clean(each.command(chosen.name, today))}", soft_wrap=True
                )
    return 1 if any(each.to_tell for each in found) else 0
