"""`mailflow renew`: take over the rules, phrase lists and letters that ship with a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import clean, console, json_option, print_json, settings_of
from mailflow.errors import FileError

if TYPE_CHECKING:
    from mailflow.renewal import Step
    from mailflow.settings import Settings


@click.command("renew")
@click.option("--yes", is_flag=True, help="Do it. Without, it is only shown what would change.")
@click.option(
    "--diff", "with_diff", is_flag=True, help="For files that you changed: how what ships differs, line by line."
)
@json_option
@click.pass_context
def command(ctx: click.Context, yes: bool, with_diff: bool, as_json: bool) -> int:
    """Take over the rules, phrase lists and letters that ship with this version of mailflow. Files that you have not changed are
    renewed; yours stay, and what ships is put beside them as .new; new phrase lists are added. Exit code 1 where something is
    to be done, or is left to you."""
    from mailflow.renewal import Action, carry_out, steps

    settings = settings_of(ctx)
    planned = steps(settings.folder)
    if yes:
        carry_out(settings.folder, planned)
    for step in planned:
        _tell(step, yes, with_diff, as_json)
    if as_json:
        return 1 if planned and not (yes and all(s.action is not Action.KEPT for s in planned)) else 0
    if not planned:
        click.echo("Everything is as it ships, or as you changed it. Nothing to be done.")
        return 0
    if not yes:
        click.echo("\nNothing is changed yet. To do it: mailflow renew --yes")
        return 1
    for problem in _problems(settings):
        click.echo(f"Look at: {problem}", err=True)
    left = [step for step in planned if step.action is Action.KEPT]
    if left:
        click.echo(
            f"\n{len(left)} of your files have a newer one beside them (.new): take over what you want, then remove it."
        )
    return 1 if left else 0


def _tell(step: Step, done: bool, with_diff: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {"file": step.file, "action": step.action.value, "lists": step.lists, "diff": step.diff, "done": done}
        )
        return
    from mailflow.renewal import SENTENCE

    lists = f": {', '.join(step.lists)}" if step.lists else ""
    lines = [x for x in step.diff.splitlines() if x[:1] in "+-" and x[:3] not in ("+++", "---")]
    counted = f" [dim]({len(lines)} lines differ; see them with --diff)[/]" if lines and not with_diff else ""
    console().print(f"[bold]{clean(step.file)}[/] {SENTENCE[step.action]}{clean(lists)}{counted}")
    if with_diff and step.diff:
        click.echo(step.diff)


def _problems(settings: Settings) -> list[str]:
    """What keeps the files from working together now; the worker stays with the last good ones until it is put right."""
    from mailflow.desk import open_desk
    from mailflow.letters import open_letters
    from mailflow.sources import read_sources

    found = []
    for name in settings.conferences:
        try:
            sources = read_sources(settings, name)
            open_desk(sources)
            open_letters(sources)
        except FileError as error:
            found.append(f"{name}: {error}")
    return found
