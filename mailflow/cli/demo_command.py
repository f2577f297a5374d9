"""`mailflow demo`: the whole way on invented mail, without server or network."""

from __future__ import annotations

import asyncio
import importlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import clean, console, reading
from mailflow.settings import load_settings

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.settings import Settings
    from mailflow.store import Store


# Modules of `mailflow.demo`, each with `show(out, settings, store, folder)`, in the order in which they are shown.
SCENES = ("campaigns", "reports", "progress", "documents")


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
@click.option("--quiet", is_flag=True, help="Make and run the workspace, show nothing of it.")
def command(folder: Path, quiet: bool) -> int:
    """Make the workspace FOLDER (default: demo) with three conferences and their mail, and run the worker once."""
    if (folder / "config.toml").exists():
        click.echo(f"The demo exists in {folder}. Look at it with:  mailflow --config {folder}/config.toml status")
        click.echo(f"To begin anew:  rm -r {folder}  and call the demo again.")
        return 0
    from mailflow.demo import campaigns
    from mailflow.demo.build import build
    from mailflow.demo.sending import send_waiting
    from mailflow.store import Store
    from mailflow.worker.run import run

    count = build(folder)
    settings = load_settings(folder / "config.toml")
    Store.open(settings.database, create=True).close()
    out = console()
    if not quiet:
        out.rule("[bold]mailflow demo[/]")
        out.print(
            "An invitation, a note to participants and a call go out; "
            f"{count} messages lie in the mailboxes of three conferences. The worker takes them in once …\n"
        )
    began = datetime.now(UTC)
    campaigns.send_first(settings, began)
    code = asyncio.run(run(settings, once=True, quiet=True))
    campaigns.remind(settings, datetime.now(UTC))
    asyncio.run(send_waiting(settings))
    seconds = (datetime.now(UTC) - began).total_seconds()
    if not quiet:
        with reading(settings) as store:
            _show(out, settings, store, seconds)
            for scene in SCENES:
                importlib.import_module(f"mailflow.demo.{scene}").show(out, settings, store, folder)
        _next(out, folder)
    return code


def _show(out: Console, settings: Settings, store: Store, seconds: float) -> None:
    from mailflow.cli.tables import letters_table, messages_table, review_table

    out.print(f"Done in {seconds:.1f} seconds.\n")
    for name, conference in settings.conferences.items():
        out.rule(f"[bold]{clean(conference.title)}[/]", align="left")
        out.print(messages_table(store.records.listed(conference=name, limit=100, oldest_first=True)))
        letters = [x for x in store.outbox.listed(conference=name, limit=1000) if x.campaign is None]
        if letters:
            out.print(letters_table(letters))
            _one_letter(out, store, min(letters, key=lambda x: x.id).id)
    waiting = store.records.review_items()
    out.rule("[bold]What waits for a person[/]", align="left")
    out.print(review_table(waiting))


def _one_letter(out: Console, store: Store, letter: int) -> None:
    from rich.panel import Panel

    from mailflow.core.letter_text import readable

    out.print(Panel(clean(readable(store.outbox.data(letter))), title=f"letter {letter}, in full", width=100))


def _next(out: Console, folder: Path) -> None:
    config = f"mailflow --config {folder}/config.toml"
    out.print(f"""
[bold]What to try next[/]
  {config} status              how everything stands
  {config} review              what waits for a person, and why
  {config} show 2              one message, its facts and the words they were read from
  {config} explain 2           which rules were tried, and what each condition saw
  {config} search delegation   find messages by words, in any language
  {config} delegation AUT --conference oslo   one delegation, with its history
  {config} report participants --conference oslo   the list of participants; --out list.docx writes it
  {config} campaign show invitation --conference oslo    who was reached, has answered, is silent
  {config} letters list        the letters that went out; they lie in {folder}/outgoing
  {config} documents list      the papers that came, and where they stand
  {config} publish             build the websites anew; with --serve look at them in a browser
  {config} rules check         the rules in {folder}/rules, to be read and changed
""")
