"""`mailflow forget`: remove personal data for good, of one person or of everything before a day."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import DAY, clean, console, json_option, known_conference, print_json, reading, settings_of, who
from mailflow.errors import MailflowError

if TYPE_CHECKING:
    from mailflow.core.person import Person
    from mailflow.settings import Settings
    from mailflow.store import Forgettable, Store

_MOST_NAMED = 30
_LARGEST_FILE = 5_000_000
_TEXTS = {".csv", ".toml", ".md", ".eml", ".txt", ".json", ".html"}


@click.command("forget")
@click.argument("person", nargs=-1)
@click.option("--before", type=DAY, metavar="DATE", help="Everything that came before this day.")
@click.option("--conference", metavar="NAME", help="Of this conference only.")
@click.option("--yes", is_flag=True, help="Do it. Without, it is only shown what would go.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    person: tuple[str, ...],
    before: datetime | None,
    conference: str | None,
    yes: bool,
    as_json: bool,
) -> int:
    """Remove personal data for good: of a PERSON (whole name, address, or several that all mean the same person), or of
    everything that came before a DATE. What is left of a message says that there was one: number, time, kinds, party, hashes;
    so it is known when it is delivered again, and not answered twice. Exit code 1 where something is kept back because it is
    still open."""
    from mailflow.core.person import person as person_of

    if bool(person) == (before is not None):
        raise click.UsageError("Name a PERSON, or a day with --before.")
    settings = settings_of(ctx)
    known_conference(settings, conference)
    try:
        somebody = person_of(person) if person else None
    except MailflowError as error:
        raise click.UsageError(str(error)) from error
    day = _moment(settings, before, conference) if before else None
    plan = _done(settings, somebody, day, conference) if yes else _looked(settings, somebody, day, conference, as_json)
    own, shipped = _files(settings, somebody) if somebody else ([], [])
    if as_json:
        files = {"files": [str(file) for file in own], "shipped_files": [str(file) for file in shipped]}
        print_json({"done": yes, **asdict(plan), **files})
    else:
        _show(plan, own, shipped, yes)
    return 1 if plan.kept_back else 0


def _moment(settings: Settings, day: datetime, conference: str | None) -> datetime:
    """The day begins at midnight in the conference's zone; where conferences differ, in UTC."""
    zones = {c.zone for name, c in settings.conferences.items() if conference in (None, name)}
    moment = datetime.combine(day.date(), time(), zones.pop() if len(zones) == 1 else UTC)
    if moment > datetime.now(UTC):
        raise click.UsageError(f"{day:%Y-%m-%d} has not come yet: name a day in the past.")
    return moment


def _looked(
    settings: Settings, somebody: Person | None, day: datetime | None, conference: str | None, as_json: bool
) -> Forgettable:
    with reading(settings) as store:
        return _plan(store, somebody, day, conference, quiet=as_json)


def _plan(
    store: Store, somebody: Person | None, day: datetime | None, conference: str | None, quiet: bool
) -> Forgettable:
    if somebody is None:
        assert day is not None  # noqa: S101  # one of the two is there
        return store.forgetting.before(day, conference)
    from mailflow.cli.progress import progress

    with progress("messages looked through", quiet=quiet) as moved:
        return store.forgetting.about(somebody, conference, moved)


def _done(settings: Settings, somebody: Person | None, day: datetime | None, conference: str | None) -> Forgettable:
    """The removal: while no worker runs, so that nothing is half removed under its hands."""
    from mailflow.store import Store, lock_writer

    lock = lock_writer(settings.database)
    try:
        store = Store.open(settings.database)
        try:
            now = datetime.now(UTC)
            if somebody is not None:
                plan = store.forgetting.forget_person(somebody, conference, who(), now)
            else:
                assert day is not None  # noqa: S101  # one of the two is there
                plan = store.forgetting.forget_before(day, conference, who(), now)
            store.compact()
        finally:
            store.close()
    finally:
        os.close(lock)
    return plan


def _files(settings: Settings, somebody: Person) -> tuple[list[Path], list[Path]]:
    """Files of the workspace that speak of the person: the staff's own, which are named and not changed; and those that
    ship and are untouched, whose examples are invented and bear the same name by chance."""
    from mailflow.renewal import unchanged

    untouched, own, shipped = unchanged(settings.folder), list[Path](), list[Path]()
    for file in sorted(settings.folder.rglob("*")):
        if file.suffix in _TEXTS and file.is_file() and file.stat().st_size <= _LARGEST_FILE:
            name = file.relative_to(settings.folder)
            try:
                if somebody.is_in(file.read_text(encoding="utf-8", errors="replace")):
                    (shipped if name.as_posix() in untouched else own).append(name)
            except OSError:
                continue
    return own, shipped


def _show(plan: Forgettable, own: list[Path], shipped: list[Path], done: bool) -> None:
    out = console()
    if plan.is_nothing:
        out.print("Nothing on record is to be forgotten.")
    else:
        out.print("[bold]Forgotten:[/]" if done else "[bold]Would be forgotten[/] (nothing is changed yet):")
        for what, numbers in (("messages", plan.messages), ("letters", plan.letters)):
            if numbers:
                named = ", ".join(map(str, numbers[:_MOST_NAMED])) + (" …" if len(numbers) > _MOST_NAMED else "")
                out.print(f"  {len(numbers)} {what}: {named}")
        for what, numbers in (("facts", plan.facts), ("entries", plan.entries)):
            if numbers:
                out.print(f"  {len(numbers)} {what}")
        for what, count in plan.others.items():
            out.print(f"  {count} in {clean(what)}")
        out.print("  Of messages and letters stay: number, times, kinds, party, state, hashes.")
    if plan.kept_back:
        out.print("[yellow]Kept back, because it is still open:[/]")
        for each in plan.kept_back:
            out.print(f"  {each.what} {each.number}: {clean(each.why)}")
    if own:
        out.print("Files of the workspace that speak of this person; change them yourself:")
        for file in own[:_MOST_NAMED]:
            out.print(f"  {clean(file)}")
    if shipped:
        named = ", ".join(clean(file) for file in shipped[:_MOST_NAMED])
        out.print(
            f"[dim]An invented person of that name stands in examples that ship with mailflow: {named}. Leave them.[/]"
        )
    if plan.is_nothing and not own:
        return
    out.print(
        "[dim]Not touched, and yours to clear: the mailbox on the server, letters in other mailboxes, accepted documents, issued lists of participants, backups, exports, logs,"
        " reports that were written to files.[/]"
    )
    if not done and not plan.is_nothing:
        out.print("To do it: stop the worker, and call this again with [bold]--yes[/]. It cannot be undone.")
