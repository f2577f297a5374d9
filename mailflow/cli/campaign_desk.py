"""What the commands that write to many have in common: how parties are chosen, the table that is shown first, queueing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mailflow.cli.desk import DAY, json_option, print_json, reading, settings_of, who, writing
from mailflow.core.kinds import WRITTEN
from mailflow.core.roster import KINDS

if TYPE_CHECKING:
    from mailflow.office.plan import Line, Wanted
    from mailflow.office.writing import Bureau
    from mailflow.settings import Settings
    from mailflow.store import Campaign, Store

F = TypeVar("F", bound=Callable[..., Any])

SENT_KINDS = tuple(kind for kind in WRITTEN if kind != "other")
_ANSWERS = ("accepted", "declined", "tentative", "none")


def choosing(function: F) -> F:
    """The options by which a person says to whom, and whether it is to be queued."""
    for option in reversed(
        (
            click.option("--conference", metavar="NAME", help="Needed where there is more than one."),
            click.option("--party", "parties", multiple=True, metavar="CODE", help="These alone; may be repeated."),
            click.option("--but-not", multiple=True, metavar="CODE", help="Not these; may be repeated."),
            click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="By kind; may be repeated."),
            click.option("--list", "lists", multiple=True, metavar="NAME", help="By list on the roster."),
            click.option("--status", "statuses", multiple=True, metavar="WORD", help="By legal status on the roster."),
            click.option("--language", "languages", multiple=True, metavar="CODE", help="By language on the roster."),
            click.option("--answer", "answers", multiple=True, type=click.Choice(_ANSWERS), help="By answer so far."),
            click.option(
                "--sent", multiple=True, type=click.Choice(SENT_KINDS), help="Who has sent something of a kind."
            ),
            click.option(
                "--not-sent", multiple=True, type=click.Choice(SENT_KINDS), help="Who has sent nothing of a kind."
            ),
            click.option(
                "--since",
                type=DAY,
                help="What was sent counts from this day on; documents to circulate, too.",
            ),
            click.option("--address", metavar="ADDRESS", help="At this address of the one party named with --party."),
            click.option("--queue", "queued", is_flag=True, help="Put the letters into the outbox, held for approval."),
            click.option(
                "--by", default="", metavar="NAME", help="Who answers for it, if not the user of this account."
            ),
            json_option,
        )
    ):
        function = option(function)
    return function


def naming(settings: Settings, conference: str) -> str:
    """What a command that is suggested needs behind it, where there is more than one conference."""
    return f" --conference {conference}" if len(settings.conferences) > 1 else ""


def bureau_of(ctx: click.Context, settings: Settings, conference: str) -> Bureau:
    """What writing letters to many needs. Raises the error of the file that cannot be used."""
    from mailflow.core.roster import parse_roster
    from mailflow.letters import open_letters
    from mailflow.office.writing import Bureau
    from mailflow.sources import read_sources
    from mailflow.typeset import Press
    from mailflow.workspace import read_key

    sources = read_sources(settings, conference)
    press = Press([settings.path(folder) for folder in settings.form.office.fonts])
    ctx.call_on_close(press.close)
    return Bureau(
        sources.conference,
        parse_roster(sources.roster, sources.roster_file),
        open_letters(sources),
        read_key(settings.path(settings.form.office.key_file)),
        settings.folder,
        press,
    )


def wanted_of(bureau: Bureau, *, undecided: bool = False, unnamed: bool = False, **options: Any) -> Wanted:
    """What the options ask for. Raises `UsageError` for a code, list, status or language that the roster does not have."""
    from mailflow.core.address import parse_address
    from mailflow.office.choosing import Choice, slips
    from mailflow.office.plan import Wanted

    choice = Choice(
        kinds=options["kinds"],
        lists=options["lists"],
        statuses=options["statuses"],
        languages=options["languages"],
        parties=options["parties"],
        but_not=options["but_not"],
        answers=options["answers"],
        sent=options["sent"],
        not_sent=options["not_sent"],
        since=since_of(bureau, options["since"]),
    )
    slip = next(slips(bureau.roster.parties, choice), None)
    if slip is not None:
        raise click.UsageError(slip)
    address = None
    if options["address"]:
        if len(choice.parties) != 1:
            raise click.UsageError("--address is for one party: name it with --party.")
        address = parse_address(options["address"])
        if address is None:
            raise click.UsageError(f'"{options["address"]}" is no address.')
    return Wanted(choice, address, undecided, unnamed)


def since_of(bureau: Bureau, day: datetime | None) -> datetime | None:
    """The beginning of that day in the conference's own zone."""
    return None if day is None else day.replace(tzinfo=bureau.conference.zone).astimezone(UTC)


def campaign_run(ctx: click.Context, bureau: Bureau, campaign: Campaign, options: dict[str, Any]) -> int:
    """Show who would get what, and with --queue put it into the outbox. The exit code: 1 where something stops a letter."""
    from mailflow.office.background import read_background
    from mailflow.office.plan import plan

    settings, now = settings_of(ctx), datetime.now(UTC)
    wanted = wanted_of(bureau, **options)
    with reading(settings) as store:
        background = read_background(store, campaign, bureau.conference)
    lines = plan(bureau, campaign, wanted, background, now)
    if options["as_json"]:
        for line in lines:
            print_json(_object(campaign, line))
    else:
        _show(bureau, campaign, lines)
    if options["queued"] and (any(line.letter for line in lines) or background.letters):
        with writing(settings) as store:
            _queue(store, campaign, lines, background, options, now, naming(settings, campaign.conference))
    elif any(line.letter for line in lines) and not options["as_json"]:
        click.echo("Nothing is written down yet. With --queue these letters go into the outbox, and wait there.")
    return 1 if any(line.stop and line.has is None for line in lines) else 0


def _show(bureau: Bureau, campaign: Campaign, lines: Sequence[Line]) -> None:
    from mailflow.cli.campaign_tables import plan_table
    from mailflow.cli.desk import clean, console
    from mailflow.cli.tables import fitting

    out = console()
    if not lines:
        if not bureau.roster.parties:
            out.print("The roster names no party yet: mailflow roster import FILE")
            return
        whom = "owes an answer" if campaign.reminds else "fits"
        out.print(f"No party {whom}; nobody gets the letter {clean(campaign.letter)}.")
        return
    out.print(f"[bold]{clean(campaign.name)}[/]: the letter {clean(campaign.letter)}, {clean(bureau.conference.title)}")
    if len(lines) > 1 and lines[0].stop and len({line.stop for line in lines}) == 1:
        out.print(f"[yellow]{clean(lines[0].stop)}[/] So none of {len(lines)} parties gets a letter.")
        return
    out.print(fitting(out, partial(plan_table, lines)))
    out.print(clean(_sums(lines)))
    for language, letter in {line.letter.language: line.letter for line in reversed(lines) if line.letter}.items():
        out.print(clean(f"  {language}: {letter.subject}"))
    if bureau.conference.bounces is None:
        address = bureau.conference.address.spec
        out.print(
            clean(
                f"The conference has no address for reports (bounces): what cannot be delivered comes back to {address},"
                " and is tied to its letter only by what the report quotes."
            )
        )


def _sums(lines: Sequence[Line]) -> str:
    languages = Counter(line.language for line in lines if line.letter is not None)
    of = ", ".join(f"{count} in {language}" for language, count in languages.most_common())
    has = sum(line.has is not None for line in lines)
    stopped = sum(bool(line.stop) for line in lines) - has
    count = sum(languages.values())
    said = [f"{count} {'letter' if count == 1 else 'letters'}" + (f" ({of})" if of else "")]
    said += [f"{has} have it already"] if has else []
    said += [f"{stopped} stopped"] if stopped else []
    return "; ".join(said) + "."


def _queue(
    store: Store,
    campaign: Campaign,
    lines: Sequence[Line],
    background: Any,
    options: dict[str, Any],
    now: datetime,
    of: str,
) -> None:
    from rich.progress import Progress

    from mailflow.cli.desk import console
    from mailflow.office.queueing import queue

    letters = [line.letter for line in lines if line.letter is not None]
    by = options["by"] or who()
    quiet = options["as_json"]
    with Progress(console=console(), transient=True, disable=quiet) as progress:
        task = progress.add_task("into the outbox", total=len(letters))
        done = queue(store, campaign, letters, background, by, now, lambda n: progress.advance(task, n))
    if quiet:
        print_json({"campaign": campaign.name, "queued": done.letters, "seal": done.seal, "unseen": list(done.unseen)})
        return
    for party in done.overtaken:
        click.echo(f"{party} has answered in the meantime, and is left alone.")
    if done.unseen:
        numbers = ", ".join(map(str, done.unseen))
        click.echo(f"Somebody else has changed letters since you saw them: {numbers}. Your name is not put to them.")
    click.echo(
        f"{done.letters} letters are in the outbox, held. Seal over all letters of {campaign.name}:\n  {done.seal}"
    )
    click.echo(
        f"Read some (mailflow letters list --campaign {campaign.name}, mailflow letters show N), then let them out:"
    )
    click.echo(f"  mailflow letters approve {campaign.name}{of} --seal {done.seal[:12]}")


def _object(campaign: Campaign, line: Line) -> dict[str, Any]:
    letter = line.letter
    return {
        "campaign": campaign.name,
        "party": line.party.code,
        "name": line.party.name,
        "kind": line.party.kind,
        "language": line.language,
        "address": line.address.spec if line.address else None,
        "stop": line.stop,
        "subject": letter.subject if letter else None,
        "has": line.has.id if line.has else None,
        "others": [address.spec for address in line.others],
    }
