"""`mailflow init DIR`: a new workspace, or a further conference, from nothing or from the last one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import known_conference, settings_of

if TYPE_CHECKING:
    from mailflow.settings import Settings
    from mailflow.succession import Made


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option(
    "--from",
    "last",
    metavar="WORKSPACE[:CONFERENCE]",
    help="Begin with the participants and files of the last conference.",
)
@click.option("--name", metavar="NAME", help="With --from: the name of the new conference (else the folder's).")
@click.option("--add", metavar="NAME", help="A further conference in this workspace; --from names the one it follows.")
@click.pass_context
def command(ctx: click.Context, folder: Path | None, last: str | None, name: str | None, add: str | None) -> None:
    """Make a new workspace in FOLDER: configuration, rules, letters, roster, and the key that signs our letters. With --from, roster,
    lists, rules and letters go on from the last conference, and contacts.csv tells how its addresses fared. Nothing is sent."""
    if add is not None:
        if folder is not None or last is None:
            raise click.UsageError("Say: mailflow init --add NAME --from CONFERENCE (in the workspace of both).")
        _add(ctx, last, add)
    elif folder is None:
        raise click.UsageError("Name the folder of the new workspace: mailflow init FOLDER")
    elif last is not None:
        _follow(folder, last, name or re.sub(r"[^a-z0-9_-]+", "-", folder.resolve().name.lower()).strip("-"))
    elif name is not None:
        raise click.UsageError("--name goes with --from; without, the conference is named in config.toml.")
    else:
        _fresh(folder)


def _fresh(folder: Path) -> None:
    from mailflow.store import Store
    from mailflow.workspace import make_maildirs, make_workspace

    make_workspace(folder)
    make_maildirs([folder / "incoming", folder / "outgoing"])
    Store.open(folder / "mailflow.db", create=True).close()
    steps = (
        (f"{folder}/config.toml", "name your conference, its mailbox and the way out"),
        (f"cd {folder}", "every command finds config.toml here"),
        ("mailflow roster import FILE", "who was invited: a CSV file, its columns as in roster.csv"),
        ("mailflow doctor", "look whether everything is in place"),
        ("mailflow sort FILE.eml", "what a message would be taken for; stores and sends nothing"),
        ("mailflow run --once", "one pass; letters go into outgoing until you name a server"),
        ("mailflow run", "watch the mailbox"),
    )
    width = max(len(step) for step, _ in steps)
    click.echo(f"The workspace {folder} is made. What to do next:\n")
    for number, (step, why) in enumerate(steps, 1):
        click.echo(f"  {number}. {step:{width}}  {why}")


def _follow(folder: Path, last: str, name: str) -> None:
    from mailflow.succession import new_workspace

    settings, conference = _last(last)
    made = new_workspace(settings, conference, folder, name)
    _tell(made, conference)
    click.echo(f"""
What to do next:
  1. {made.config}    title, place, days, address and deadlines; then its mailbox and the way out
  2. cd {folder} && mailflow doctor      what is still to be set, and which addresses to look at""")


def _add(ctx: click.Context, conference: str, name: str) -> None:
    from mailflow.succession import further_conference

    settings = settings_of(ctx)
    known_conference(settings, conference)
    made = further_conference(settings, conference, name)
    _tell(made, conference)
    click.echo(f"""
What to do next:
  1. {made.config}    [conference.{name}] at the end: title, place, days, address, deadlines; and a [mailbox.{name}]
  2. mailflow doctor      what is still to be set, and which addresses to look at""")


def _last(text: str) -> tuple[Settings, str]:
    """The workspace of the last conference, and which of its conferences is meant."""
    from mailflow.settings import find_config, load_settings

    before, colon, after = text.rpartition(":")
    whole = not colon or Path(text).exists()
    path, conference = (Path(text), None) if whole else (Path(before), after)
    if not path.exists():
        raise click.UsageError(
            f"There is no workspace {path}. Name its folder, and its conference after a colon: --from oslo-workspace:oslo"
        )
    settings = load_settings(find_config(str(path / "config.toml" if path.is_dir() else path)))
    names = list(settings.conferences)
    if conference is None and len(names) > 1:
        raise click.UsageError(f"{path} has several conferences. Say which: --from {path}:{names[0]}")
    known_conference(settings, conference)
    return settings, conference or names[0]


def _tell(made: Made, last: str) -> None:
    roster = made.carried.roster
    click.echo(f'The conference "{made.name}" is made from "{last}": {len(roster.parties)} parties in {made.roster}.')
    for name, codes in made.carried.members.items():
        click.echo(f"  list {name}: {len(codes)}")
    click.echo(f"  {made.contacts} tells how each address fared, and who the delegates were. Nothing was sent.")
