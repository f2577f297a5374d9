"""`mailflow roster …`: the parties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from mailflow.cli.desk import conferences_of, here, json_option, print_json, settings_of
from mailflow.core.roster import Roster, parse_roster, roster_problems, write_roster
from mailflow.errors import FileError, RosterError
from mailflow.settings import Settings


@click.group("roster")
def command() -> None:
    """The parties: who was invited, their names, languages, domains and addresses."""


def _named(settings: Settings, conference: str | None) -> list[tuple[Path, list[str]]]:
    """Roster files with the conferences that use them."""
    found: dict[Path, list[str]] = {}
    for name in conferences_of(settings, conference):
        found.setdefault(settings.path(settings.form.conference[name].roster), []).append(name)
    return list(found.items())


def _read(path: Path) -> Roster:
    try:
        return parse_roster(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise RosterError(f"The roster cannot be read ({error.strerror}).", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise RosterError("The roster is not in UTF-8.", file=str(path), hint='Save it as "CSV UTF-8".') from error


@command.command("list")
@click.option("--conference", metavar="NAME")
@json_option
@click.pass_context
def list_parties(ctx: click.Context, conference: str | None, as_json: bool) -> None:
    """The parties of a roster."""
    for path, _ in _named(settings_of(ctx), conference):
        parties = _read(path).parties
        if as_json:
            for p in parties:
                print_json(
                    {"code": p.code, "kind": p.kind, "name": p.name, "language": p.language, "status": p.status,
                     "official_name": p.official_name, "domains": list(p.domains), "emails": [a.spec for a in p.emails],
                     "lists": list(p.lists), "salutation": p.salutation}
                )  # fmt: skip
            continue
        from mailflow.cli.desk import console
        from mailflow.cli.tables import fitting, roster_table

        out = console()
        table = fitting(out, partial(roster_table, parties))
        out.print(table if parties else f"{path} names no party yet: mailflow roster import FILE")


@command.command("check")
@click.option("--conference", metavar="NAME")
@json_option
@click.pass_context
def check(ctx: click.Context, conference: str | None, as_json: bool) -> int:
    """What is wrong or doubtful in a roster. Exit code 1 where something is."""
    count = 0
    for path, _ in _named(settings_of(ctx), conference):
        parties, found = _look_over(path)
        count += len(found)
        for error in found:
            if as_json:
                values = {"line": error.line, "key": error.key or "", "text": error.text, "hint": error.hint or ""}
                print_json({"file": str(path), **values})
            else:
                click.echo(here(error.sentence))
        if not found and not as_json:
            click.echo(f"{here(str(path))}: {parties} parties, nothing to complain of.")
    return 1 if count else 0


def _look_over(path: Path) -> tuple[int, Sequence[FileError]]:
    """How many parties a roster names, and what is wrong or doubtful in it."""
    try:
        roster = _read(path)
    except RosterError as error:
        return 0, error.all
    return len(roster.parties), [RosterError(problem, file=str(path)) for problem in roster_problems(roster)]


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--conference", metavar="NAME", help="Into this conference's roster, where there is more than one.")
@click.option("--replace", is_flag=True, help="Put FILE in the roster's place, instead of adding and updating by code.")
@click.pass_context
def import_file(ctx: click.Context, file: Path, conference: str | None, replace: bool) -> None:
    """Take parties over from FILE, a CSV file in UTF-8 with the roster's columns. Parties that are there are updated."""
    rosters = _named(settings_of(ctx), conference)
    if len(rosters) > 1:
        raise click.UsageError("There is more than one roster. Say which with --conference.")
    path, _ = rosters[0]
    fresh = _read(file)
    standing = {} if replace or not path.exists() else {p.code: p for p in _read(path).parties}
    added = sum(p.code not in standing for p in fresh.parties)
    merged = standing | {p.code: p for p in fresh.parties}
    text = write_roster(Roster(tuple(merged.values())))
    parse_roster(text, str(path))  # the whole must hold together, not only its parts
    part = path.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
    updated = sum(standing.get(p.code, p) != p for p in fresh.parties)
    same = len(fresh.parties) - added - updated
    click.echo(f"{path}: {added} parties added, {updated} updated, {same} as they were, {len(merged)} in all.")
    for problem in roster_problems(Roster(tuple(merged.values()))):
        click.echo(f"  look at: {problem}")
