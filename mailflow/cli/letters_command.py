"""`mailflow letters …`: the letters that went out or wait, and the templates they are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli import approve_command, completing, edit_command, letter_diff
from mailflow.cli.desk import (
    conferences_of,
    here,
    json_option,
    known_conference,
    print_json,
    reading,
    settings_of,
    who,
    writing,
)
from mailflow.cli.said import refuse_unknown
from mailflow.errors import Refused

if TYPE_CHECKING:
    from mailflow.store import Store

_STATES = ("held", "queued", "sending", "sent", "deferred", "failed", "unknown", "cancelled", "bounced")


@click.group("letters")
def command() -> None:
    """Letters: list and show them; release, hold, cancel, resend; check, preview and compare the templates."""


for _further in (approve_command.command, edit_command.edit_letter, edit_command.renew_letters, letter_diff.command):
    command.add_command(_further)


@command.command("list")
@click.option("--state", type=click.Choice(_STATES))
@click.option("--conference", metavar="NAME", shell_complete=completing.conferences)
@click.option("--party", metavar="CODE")
@click.option("--campaign", metavar="NAME")
@click.option("-n", "--limit", default=50, show_default=True, type=click.IntRange(1))
@json_option
@click.pass_context
def list_letters(
    ctx: click.Context,
    state: str | None,
    conference: str | None,
    party: str | None,
    campaign: str | None,
    limit: int,
    as_json: bool,
) -> None:
    """Letters, newest first."""
    settings = settings_of(ctx)
    known_conference(settings, conference)
    with reading(settings) as store:
        letters = store.outbox.listed(state=state, conference=conference, party=party, campaign=campaign, limit=limit)
        campaigns = {each.name for each in store.campaigns.listed(conference)}
    if not letters:
        if campaign is not None and campaign not in campaigns:
            raise Refused(f'There is no campaign "{campaign}". See: mailflow campaign list')
        refuse_unknown(settings, conference, None, party)
    if as_json:
        for letter in letters:
            print_json({key: value for key, value in asdict(letter).items() if key != "data"})
        return
    from mailflow.cli.desk import console
    from mailflow.cli.tables import fitting, letters_table

    out = console()
    out.print(fitting(out, partial(letters_table, letters)) if letters else "No letter fits.")


@command.command("show")
@click.argument("letter", type=int)
@click.option("--raw", is_flag=True, help="The exact bytes.")
@json_option
@click.pass_context
def show(ctx: click.Context, letter: int, raw: bool, as_json: bool) -> None:
    """Letter number LETTER: its text, and what happened to it."""
    import sys

    with reading(settings_of(ctx)) as store:
        found = store.outbox.get(letter, data=True)
        attempts = store.outbox.attempts(letter)
        revisions = store.outbox.revisions(letter)
    if found is None:
        raise Refused(f"There is no letter {letter}.")
    if raw:
        sys.stdout.buffer.write(found.data)
        return
    from mailflow.core.letter_text import readable

    if as_json:
        value = {key: x for key, x in asdict(found).items() if key != "data"}
        before = [{k: v for k, v in asdict(r).items() if k != "data"} | {"text": readable(r.data)} for r in revisions]
        value |= {"text": readable(found.data), "attempts": [asdict(a) for a in attempts], "revisions": before}
        print_json(value)
        return
    from mailflow.cli.desk import clean, console
    from mailflow.cli.tables import fitting, letters_table

    out = console()
    out.print(fitting(out, partial(letters_table, [found])))
    for recipient in found.recipients:
        said = " ".join(str(x) for x in (recipient.code or "", recipient.enhanced, recipient.text) if x)
        out.print(
            f"  {clean(recipient.address)}: {recipient.state} [dim]{clean(said)}[/]"
            + (" (journal)" if recipient.journal else "")
        )
    for attempt in attempts:
        by = f" by {clean(attempt.by)}" if attempt.by else ""
        out.print(f"  [dim]{attempt.at:%d %b %Y %H:%M:%S} {attempt.what}{by}: {clean(attempt.text)}[/]")
    out.print(
        f"  [dim]template {clean(found.template)}.{found.language}, revision {clean(found.template_revision)}[/]\n"
    )
    out.print(clean(readable(found.data)) if found.data else "Its text was forgotten.")
    for revision in revisions:
        out.rule(f"[dim]until {revision.at:%d %b %Y %H:%M:%S}, when {clean(revision.by)} changed it[/]", align="left")
        out.print(clean(readable(revision.data)), style="dim")


def _step(name: str, help_text: str, change: Callable[[Store, int, str, datetime], None], done: str) -> None:
    @command.command(name, help=help_text)
    @click.argument("letters", nargs=-1, required=True, type=int)
    @click.pass_context
    def step(ctx: click.Context, letters: tuple[int, ...]) -> None:
        with writing(settings_of(ctx)) as store, store.write():
            for letter in letters:
                change(store, letter, who(), datetime.now(UTC))
        click.echo(f"{', '.join(map(str, letters))}: {done}")


_step("release", "Let held LETTERS leave.", lambda s, n, by, at: s.outbox.release(n, by, at), "will leave.")
_step("hold", "Keep back LETTERS that have not left.", lambda s, n, by, at: s.outbox.hold(n, by, at), "held.")
_step(
    "cancel",
    "LETTERS that have not left never will.",
    lambda s, n, by, at: s.outbox.cancel(n, by, at),
    "will never leave.",
)
_step(
    "resend",
    "Send LETTERS again that are unknown, failed, bounced or cancelled. You answer for it: an unknown one may arrive twice.",
    lambda s, n, by, at: s.outbox.resend(n, by, at),
    "will be sent again.",
)
_step(
    "arrived",
    "You know that LETTERS of unknown fate arrived.",
    lambda s, n, by, at: s.outbox.settle_sent(n, by, at),
    "noted as sent.",
)


@command.command("check")
@click.option("--conference", metavar="NAME", help="Else all of them.")
@json_option
@click.pass_context
def check(ctx: click.Context, conference: str | None, as_json: bool) -> int:
    """Write every letter in every language and to every party, with awkward names too. Exit code 1 where something is wrong."""
    from mailflow.cli.progress import progress
    from mailflow.core.letter_problem import grouped
    from mailflow.worker.checking import checked

    settings = settings_of(ctx)
    names = conferences_of(settings, conference)
    problems = []
    with progress("letters", quiet=as_json) as moved:
        for found, done, of in checked(settings, names, datetime.now(UTC)):
            problems += found
            moved(done, of)
    findings = grouped(problems)
    for finding in findings:
        if as_json:
            print_json(asdict(finding))
            continue
        some = len(finding.conferences) < len(names)
        told = here(str(finding))
        click.echo(f"{', '.join(finding.conferences)}: {told}" if some and finding.conferences else told)
    if not findings and not as_json:
        click.echo("Every letter can be written to every party.")
    return 1 if findings else 0


@command.command("preview")
@click.argument("name", required=False)
@click.option(
    "--party", metavar="CODE", help="To this party of the roster, on an invented occasion; else to the first."
)
@click.option("--message", type=int, help="As it would answer this message on record.")
@click.option("--conference", metavar="NAME", help="Else the first of the configuration.")
@click.option("--language", metavar="CODE", help="Else the party's, else the first of the conference's that exists.")
@click.option(
    "--to", "file", type=click.Path(dir_okay=False, path_type=Path), help="Into this .html, .eml or .pdf file."
)
@click.option(
    "--all",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="All letters in all languages, into a folder.",
)
@json_option
@click.pass_context
def preview(
    ctx: click.Context,
    name: str | None,
    party: str | None,
    message: int | None,
    conference: str | None,
    language: str | None,
    file: Path | None,
    folder: Path | None,
    as_json: bool,
) -> int:
    """Show the letter NAME as it would read. Nothing is stored or sent."""
    from mailflow.cli import letter_preview

    settings = settings_of(ctx)
    if (name is None) == (folder is None):
        raise click.UsageError("Name a letter, or a folder for all of them with --all.")
    if message is not None and (party is not None or folder is not None or conference is not None):
        raise click.UsageError("--message names the party and the conference already, and goes with one letter.")
    if file is not None and file.suffix not in letter_preview.SUFFIXES:
        raise click.UsageError(f"{file.name}: the name must end in {', '.join(letter_preview.SUFFIXES)}.")
    chosen = conferences_of(settings, conference)[0]
    if folder is not None:
        return letter_preview.write_all(settings, chosen, party, folder)
    found = letter_preview.one(settings, chosen, name or "", party, message, language)
    if file is not None:
        letter_preview.write(settings, found, file)
    else:
        letter_preview.show(found, as_json)
    return 0
