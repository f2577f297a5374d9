"""`mailflow rules …`: look over the rule files, run their examples, try them on everything that is on record."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from mailflow.cli.desk import DAY, conferences_of, here, json_option, print_json, reading, settings_of


@click.group("rules")
def command() -> None:
    """Rules: look them over, run their examples, try them on everything on record."""


@command.command("check")
@click.option("--conference", metavar="NAME")
@json_option
@click.pass_context
def check(ctx: click.Context, conference: str | None, as_json: bool) -> int:
    """Look over all rule and phrase files: what cannot be read, what can never happen, names of what does not exist.

    Exit code 1 where something is wrong.
    """
    from mailflow.cli.rule_problems import problems

    settings = settings_of(ctx)
    told = list(dict.fromkeys(problems(settings, conferences_of(settings, conference))))
    for problem in told:
        print_json(asdict(problem)) if as_json else click.echo(here(str(problem)))
    if not told and not as_json:
        click.echo("All rule and phrase files can be used, and nothing in them is in doubt.")
    return 1 if told else 0


@command.command("test")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--conference", metavar="NAME")
@json_option
@click.pass_context
def test(ctx: click.Context, folder: Path | None, conference: str | None, as_json: bool) -> int:
    """Run the examples inside the rule files, and those of FOLDER (by default "examples" in the workspace).

    FOLDER holds messages NAME.eml, each with a NAME.json that says what it must be taken for. Exit code 1 where something
    is not as expected.
    """
    from mailflow.cli import example_files
    from mailflow.cli.rule_examples import examples, show_example, show_pair

    settings = settings_of(ctx)
    names = conferences_of(settings, conference)
    results = examples(settings, names, datetime.now(UTC))
    place = folder or settings.folder / example_files.FOLDER
    found = example_files.pairs(place, settings, conference) if place.is_dir() else []
    messages = asyncio.run(example_files.check(settings, found)) if found else []
    for result in results:
        show_example(result, as_json)
    for message in messages:
        show_pair(message, as_json)
    failed = sum(not r.is_as_expected for r in results) + sum(not m.is_as_expected for m in messages)
    if not as_json:
        told = f"{len(results)} examples of rules" + (f", {len(messages)} messages of {place}" if messages else "")
        click.echo(f"{told}: " + (f"{failed} not as expected." if failed else "all as expected."))
    return 1 if failed else 0


@command.command("backtest")
@click.option("--conference", metavar="NAME")
@click.option("--since", metavar="DAY", type=DAY, help="Only what came since, such as 2027-02-01.")
@json_option
@click.pass_context
def backtest(ctx: click.Context, conference: str | None, since: datetime | None, as_json: bool) -> int:
    """Sort everything on record again under the files as they stand, and list what would be decided otherwise.

    Nothing is stored and nothing is sent. Exit code 1 where a message could not be sorted.
    """
    from mailflow.cli.backtest_report import Report

    settings = settings_of(ctx)
    names = conferences_of(settings, conference)
    with reading(settings) as store:
        report = Report(settings, store, as_json)
        for name in names:
            asyncio.run(report.run(name, since.replace(tzinfo=settings.conferences[name].zone) if since else None))
    report.close()
    return 1 if report.failed else 0


@command.command("add-example")
@click.argument("messages", metavar="MESSAGE", nargs=-1, required=True, type=int)
@click.pass_context
def add_example(ctx: click.Context, messages: tuple[int, ...]) -> None:
    """Make MESSAGE, a number on record, an example that `mailflow rules test` runs from now on.

    It is expected to be taken for what a person said that it is, or, where nobody did, for what it was taken for.
    """
    from mailflow.cli.example_files import add

    settings = settings_of(ctx)
    with reading(settings) as store:
        for message in messages:
            raw, expected = add(settings, store, message)
            click.echo(f"Message {message} is an example now: {raw}")
            click.echo(f"  what is expected of it stands in {expected}")
