"""`mailflow doctor`: look whether everything is set up as it should be."""

from __future__ import annotations

import itertools
from dataclasses import asdict
from datetime import UTC, datetime

import click

from mailflow.cli.desk import json_option, print_json, settings_of
from mailflow.cli.examination import Finding, examined
from mailflow.cli.move_targets import moved_into, shared_targets, unwatched
from mailflow.settings import Settings


@click.command("doctor")
@click.option("--offline", is_flag=True, help="Do not connect to any server.")
@click.option(
    "--restored", is_flag=True, help="You restored an older copy of the database and let it go on from there."
)
@click.option(
    "--repair", is_flag=True, help="Make anew what can be made from the rest of the database: indexes, search, counts."
)
@json_option
@click.pass_context
def command(ctx: click.Context, offline: bool, restored: bool, repair: bool, as_json: bool) -> int:
    """Configuration, permissions, secrets, logins, folders, clock, templates, rules, and what your server writes into
    Authentication-Results. Exit code 1 where something is wrong."""
    settings = settings_of(ctx)
    findings = []
    gone_back = _go_on_restored(settings) if restored else ()
    if repair:
        _repair(settings)
    for finding in itertools.chain(gone_back, examined(settings, offline=offline)):
        findings.append(finding)
        if as_json:
            print_json(asdict(finding))
        else:
            _print(finding)
    return 1 if any(f.state == "bad" for f in findings) else 0


def _go_on_restored(settings: Settings) -> list[Finding]:
    """The database went back in time: what may have been sent since is unknown, and no machine sends it again.

    Raises `FileError` where a rule file is broken: it would not be known into which folders messages were moved.
    """
    from mailflow.cli.desk import reading, who
    from mailflow.store import Store, Watched

    boxes = {name: moved_into(settings, name) for name in settings.form.mailbox}
    with reading(settings) as store:
        # A rule that was removed since the copy was made may have moved messages until then.
        boxes = {name: unwatched(settings, name, [*now, *store.moves.ever(name)]) for name, now in boxes.items()}
    shared = shared_targets(settings, boxes)
    watched = [
        Watched(name, settings.folder_of(name), tuple(folder for folder in targets if (name, folder) not in shared))
        for name, targets in boxes.items()
    ]
    letters = Store.accept_restored(settings.database, who(), datetime.now(UTC), watched)
    held = f" {len(letters)} letters wait for you: mailflow letters list --state held" if letters else ""
    click.echo(f"The worker goes on from the restored copy.{held}", err=True)
    return [
        *(
            Finding(
                f"mailbox {box.mailbox}",
                "note",
                "When the worker starts, it also files what came since the copy was made and was moved into: "
                + ", ".join(box.targets),
            )
            for box in watched
            if box.targets
        ),
        *(
            Finding(
                f"mailbox {name}",
                "bad",
                f"Messages of the conferences {' and '.join(conferences)} are moved into {folder}, and which are whose is not known."
                f" Before the worker starts, move back into {settings.form.mailbox[name].folder} those of"
                f" {settings.form.mailbox[name].conference} that came since the copy was made: they are filed then.",
            )
            for (name, folder), conferences in shared.items()
        ),
    ]


def _repair(settings: Settings) -> None:
    """Sentences on what was put right; the fate of letters, facts and messages are not touched."""
    from mailflow.cli.desk import who
    from mailflow.store import Store

    done = Store.repair(settings.database, who(), datetime.now(UTC))
    for line in done:
        click.echo(line, err=True)


def _print(finding: Finding) -> None:
    from mailflow.cli.desk import clean, console, here

    mark = {"ok": "[green]ok  [/]", "note": "[yellow]note[/]", "bad": "[bold red]bad [/]"}[finding.state]
    console().print(f"{mark} [bold]{clean(finding.what)}[/]  {clean(here(finding.text))}")
