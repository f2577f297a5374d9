"""`mailflow demo`: the whole way on invented mail, without server or network."""

from __future__ import annotations

import asyncio
import importlib
import shutil
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import clean, console, reading
from mailflow.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console
    from rich.table import Table

    from mailflow.settings import Settings
    from mailflow.store import Store


# Modules of `mailflow.demo`, each with `show(out, settings, store, folder)`, in the order in which they are shown.
SCENES = ("campaigns", "reports", "progress", "documents")

_ROOM = 120  # columns of a terminal in which a message or a letter fits on one line

# In the folder of the demo.
_TO_TRY = (
    ("status", "how everything stands"),
    ("review", "what waits for a person, and why"),
    ("show 2", "one message, its facts and the words they were read from"),
    ("explain 2", "which rules were tried, and what each condition saw"),
    ("search delegation", "find messages by words, in any language"),
    ("letters list", "the letters that went out; they lie in outgoing"),
    ("campaign show invitation --conference oslo", "who was reached, has answered, is silent"),
    ("delegation AUT --conference oslo", "one delegation, with its history"),
    ("report participants --conference oslo", "the list of participants; --out list.docx writes it"),
    ("report progress --conference implementation", "who has contributed to which action point"),
    ("documents list", "the papers that came, and where they stand"),
    ("publish --serve", "build the websites anew and look at them in a browser"),
    ("rules check", "the rules in rules, the letters in templates: read and change them"),
)


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
@click.option("--quiet", is_flag=True, help="Make and run the workspace, show nothing of it.")
def command(folder: Path, quiet: bool) -> int:
    """Make the workspace FOLDER (default: demo) with three conferences and their mail, and run the worker once."""
    if (folder / "config.toml").exists():
        click.echo(f"The demo exists in {folder}. To begin anew:  rm -r {folder}  and call the demo again.")
        _next(console(), folder)
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
    from mailflow.cli.tables import fitting, letters_table, messages_table, one_line, review_table

    def trim(make: Callable[[bool], Table]) -> Table:
        return one_line(make(False)) if out.width >= _ROOM else fitting(out, make)

    out.print(f"Done in {seconds:.1f} seconds.\n")
    for name, conference in settings.conferences.items():
        out.rule(f"[bold]{clean(conference.title)}[/]", align="left")
        messages = store.records.listed(conference=name, limit=100, oldest_first=True)
        out.print(trim(partial(messages_table, messages)))
        letters = [x for x in store.outbox.listed(conference=name, limit=1000) if x.campaign is None]
        if letters:
            out.print()
            out.print(trim(partial(letters_table, letters)))
            _one_letter(out, store, min(letters, key=lambda x: x.id).id)
    waiting = store.records.review_items()
    out.rule("[bold]What waits for a person[/]", align="left")
    out.print(fitting(out, partial(review_table, waiting)))


def _one_letter(out: Console, store: Store, letter: int) -> None:
    from rich.panel import Panel

    from mailflow.core.letter_text import readable

    out.print(Panel(clean(readable(store.outbox.data(letter))), title=f"letter {letter}, in full", width=100))


def _next(out: Console, folder: Path) -> None:
    out.rule("[bold]What to try next[/]", align="left")
    if shutil.which("mailflow") is None:
        bin_folder = Path(sys.argv[0]).absolute().parent
        out.print(f'  export PATH="{clean(bin_folder)}:$PATH"', soft_wrap=True)
    out.print(f"  cd {clean(folder)}\n", soft_wrap=True)
    for call, about in _TO_TRY:
        out.print(f"  mailflow {call:<50} {about}", soft_wrap=True)
