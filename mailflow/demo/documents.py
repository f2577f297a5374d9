"""The demo's documents: what a member of the staff accepts of what came, and the websites that show it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from mailflow.cli.desk import clean
from mailflow.cli.document_tables import items_table
from mailflow.cli.publishing import publish_site, site_folder
from mailflow.core.roster import parse_roster
from mailflow.office.register import Item
from mailflow.office.registering import Clerk, Offered, Wishes, accept, attached, read_register, revise
from mailflow.settings import Settings
from mailflow.sources import read_sources
from mailflow.store import Store

_BY = "Rewi Tamihana"
_SESSIONS = {"Declaración general de Guatemala": Wishes(session="opening", place=1)}
_CORRIGENDUM = (
    "Definitions and technical features",
    "Corrigendum\n\nParagraph 2: for “their surroundings” read “its surroundings”.\n",
)


def show(out: Console, settings: Settings, store: Store, folder: Path) -> None:
    """Do it, and show the register and where the websites lie."""
    pages = publish_documents(settings)
    out.rule("[bold]The documents, and the websites that show what was accepted[/]", align="left")
    for name, page in pages.items():
        out.print(f"[bold]{clean(settings.conferences[name].title)}[/]", soft_wrap=True)
        items = read_register(store, settings.conferences[name]).items
        if items:
            out.print(items_table(items))
        out.print(f"Website: {clean(page)}\n", soft_wrap=True)


def publish_documents(settings: Settings) -> dict[str, Path]:
    """Accept what may be accepted, as staff would, and publish; the page to begin with of each conference."""
    now, found = datetime.now(UTC), {}
    store = Store.open(settings.database)
    try:
        for name, conference in settings.conferences.items():
            sources = read_sources(settings, name)
            roster = parse_roster(sources.roster, sources.roster_file)
            clerk = Clerk(store, conference, roster, _BY, now)
            for item in read_register(store, conference).items:
                if item.state == "received" and item.receipt.filename:
                    _accept(clerk, item)
            found[name] = publish_site(settings, store, name, site_folder(settings, name)).folder / "index.html"
    finally:
        store.close()
    return found


def _accept(clerk: Clerk, item: Item) -> None:
    receipt = item.receipt
    if receipt.message is None:
        return
    accept(clerk, item, attached(clerk.store, receipt.message, receipt.part), _SESSIONS.get(receipt.title))
    title, text = _CORRIGENDUM
    version = read_register(clerk.store, clerk.conference).find(receipt.number)
    if receipt.title == title and version is not None and version.version is not None:
        revise(clerk, version.version, "corr", Offered("Corrigendum.txt", text.encode()))
