"""`mailflow review`: what waits for a person, and settling it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial

import click

from mailflow.cli import completing
from mailflow.cli.at_odds import delegations_at_odds, told_at_odds
from mailflow.cli.desk import json_option, known_conference, print_json, reading, settings_of, who, writing
from mailflow.cli.from_pictures import accepted, confirmed, proposed, refuse_more, told
from mailflow.cli.received import answered, register_documents
from mailflow.errors import Refused


@click.group("review", invoke_without_command=True)
@click.option("--conference", metavar="NAME", shell_complete=completing.conferences)
@click.option("--assigned", metavar="NAME", help="Only what a rule gave to this person.")
@click.option("--all", "each", is_flag=True, help="Show each item, also where many are alike.")
@json_option
@click.pass_context
def command(ctx: click.Context, conference: str | None, assigned: str | None, each: bool, as_json: bool) -> None:
    """What waits for a person, with the reason and what would be done. Settle an item with accept, dismiss or correct.
    Where many are alike, a storm for instance, they stand in one line."""
    if ctx.invoked_subcommand is not None:
        return
    settings = settings_of(ctx)
    known_conference(settings, conference)
    with reading(settings) as store:
        items = store.records.review_items(conference)
        at_odds = {} if as_json else delegations_at_odds(settings, store, conference)
    if assigned is not None:
        items = [item for item in items if item.assigned.casefold() == assigned.casefold()]
    if as_json:
        for item in items:
            print_json(asdict(item))
        return
    from mailflow.cli.crowds import crowds
    from mailflow.cli.desk import console
    from mailflow.cli.tables import crowds_table, fitting, review_table

    out = console()
    many, single = ([], items) if each else crowds(items)
    if many:
        out.print(crowds_table(many))
        out.print("[dim]each of them: mailflow review --all · settle all like N: mailflow review dismiss N --like[/]\n")
    if single or not items:
        table = fitting(out, partial(review_table, single))
        out.print(table if single else "Nothing waits for a person.")
    if items:
        out.print(
            "\n[dim]mailflow show N · mailflow explain N · mailflow review accept N [--letter] · mailflow review dismiss N ·"
            " mailflow correct N --party CODE …[/]"
        )
    for line in told_at_odds(at_odds):
        out.print(line)


@command.command("accept")
@click.argument("message", type=int)
@click.option("--letter", is_flag=True, help="Also queue the letter that its kind is answered with.")
@click.option("--pictures", is_flag=True, help="You have compared what was read from its pictures with them.")
@click.pass_context
def accept(ctx: click.Context, message: int, letter: bool, pictures: bool) -> int:
    """You have looked at MESSAGE: its facts take effect, as they were read. One that is parked is tried again.

    What was read from a picture is shown before it takes effect, and asked for; without a terminal say --pictures.

    Exit code 1 where the letter that --letter asks for cannot go out, or what was read from a picture was not confirmed.
    """
    settings = settings_of(ctx)
    now = datetime.now(UTC)
    with reading(settings) as store:
        shown = proposed(store.records.facts(message=message))
    if shown and not pictures and not confirmed(shown, f"review accept {message}"):
        return 1
    with writing(settings) as store, store.write():
        refuse_more(shown, store.records.facts(message=message), asked=not pictures)
        if store.ledger.retry(message, by=who()):
            # Nothing was read of it yet that could take effect, and no letter can be made.
            click.echo(f"Message {message} is parked: it is tried again, as by mailflow retry {message}.")
            return 0
        if not store.records.accept(message, who(), now):
            raise Refused(f"Nothing is open for message {message}. See: mailflow review")
        numbers = register_documents(settings, store, message, now)
        read = accepted(store.records.facts(message=message))
    click.echo(f"Message {message} is settled; its facts are in force.{numbers}{told(read)}")
    return answered(settings, message, now) if letter else 0


@command.command("dismiss")
@click.argument("message", type=int)
@click.option("--note", default="", help="Why, for the record.")
@click.option("--like", is_flag=True, help="And all that wait for the same reason, from the same domain.")
@click.pass_context
def dismiss(ctx: click.Context, message: int, note: str, like: bool) -> None:
    """You have looked at MESSAGE and nothing follows from it."""
    from mailflow.cli.crowds import alike

    now = datetime.now(UTC)
    with writing(settings_of(ctx)) as store, store.write():
        concerned = [item.message for item in alike(store.records.review_items(), message)] if like else [message]
        settled = [each for each in concerned if store.records.dismiss(each, who(), now, note)]
        if not settled:
            raise Refused(f"Nothing is open for message {message}. See: mailflow review")
    others = f", and {len(settled) - 1:,} like it" if like else ""
    click.echo(f"Message {message} is settled{others}; nothing follows.")
