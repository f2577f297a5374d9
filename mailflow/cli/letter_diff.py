"""`mailflow letters diff`: how letters on record would read under the templates as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import clean, console, json_option, print_json, reading, settings_of
from mailflow.cli.progress import progress

if TYPE_CHECKING:
    from mailflow.settings import Settings
    from mailflow.worker.letter_diffs import Comparison, Group

_STYLES = {"+": "green", "-": "red", "@": "dim"}


@click.command("diff")
@click.argument("names", nargs=-1)
@click.option(
    "--last", default=50, show_default=True, type=click.IntRange(1), help="The answers to so many messages, the newest."
)
@json_option
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], last: int, as_json: bool) -> int:
    """Show how the letters NAMES (else all) on record would read under the templates as they stand.

    Answers to the last messages, and letters of campaigns that wait. Nothing is changed. Exit code 1 where a letter would
    read otherwise.
    """
    from mailflow.worker.letter_diffs import affected, compared, grouped

    settings = settings_of(ctx)
    with reading(settings) as store:
        letters, same, standings = affected(settings, store, last, names)
    if not letters and not same:
        _refuse_unknown(settings, names)
    found = []
    with progress("letters", quiet=as_json) as moved:
        for comparison in compared(settings, letters, standings):
            found.append(comparison)
            moved(len(found), len(letters))
    groups = grouped(found, standings)
    for group in groups:
        _print_json(group) if as_json else _print(group)
    differing = sum(len(group.comparisons) for group in groups)
    if not as_json:
        unchanged = same + len(found) - differing
        click.echo(f"{differing} letters would read otherwise, {unchanged} would not.")
    return 1 if groups else 0


def _refuse_unknown(settings: Settings, names: tuple[str, ...]) -> None:
    """No letter of these names is on record: is there such a letter at all?"""
    from mailflow.core.located import did_you_mean
    from mailflow.letters import open_letters
    from mailflow.sources import read_sources

    known = {letter for each in settings.conferences for letter in open_letters(read_sources(settings, each)).names}
    for name in names:
        if name not in known:
            raise click.UsageError(f'There is no letter "{name}". {did_you_mean(name, known) or ""}'.rstrip())


def _print(group: Group) -> None:
    out, first = console(), group.comparisons[0]
    letter = first.letter
    count = len(group.comparisons)
    others = "" if count == 1 else f", and {count - 1} more that change in the same way: {_others(group)}"
    out.print(f"[bold]{clean(letter.template)}.{letter.language}[/] letter {letter.id} {clean(_where(first))}{others}")
    if first.problem:
        out.print(f"[red]{clean(first.problem)}[/]\n")
        return
    for line in first.diff:
        style = _STYLES.get(line[:1])
        out.print(f"[{style}]{clean(line)}[/]" if style else clean(line), soft_wrap=True)
    out.print()


def _where(comparison: Comparison) -> str:
    letter = comparison.letter
    to = f"to {letter.party}" if letter.party else ""
    return f"{to} ({f'message {letter.message}' if letter.message is not None else f'campaign {letter.campaign}'})"


def _others(group: Group) -> str:
    """The numbers of the other letters, by template."""
    by_template: dict[str, list[str]] = {}
    for each in group.comparisons[1:]:
        by_template.setdefault(f"{each.letter.template}.{each.letter.language}", []).append(str(each.letter.id))
    shown = (f"{template} {', '.join(n[:8])}{', …' if len(n) > 8 else ''}" for template, n in by_template.items())
    return "; ".join(shown)


def _print_json(group: Group) -> None:
    first = group.comparisons[0].letter.id
    for each in group.comparisons:
        letter = each.letter
        print_json(
            {
                "letter": letter.id,
                "template": letter.template,
                "language": letter.language,
                "party": letter.party,
                "conference": letter.conference,
                "message": letter.message,
                "campaign": letter.campaign,
                "problem": each.problem or None,
                "diff": each.diff if not each.problem else [],
                "same_change_as": first if letter.id != first else None,
            }
        )
