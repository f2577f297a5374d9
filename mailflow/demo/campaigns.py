"""The demo's letters to many: an invitation, a note to participants and a call go out first, reminders to the silent last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mailflow.core.roster import parse_roster
from mailflow.letters import open_letters
from mailflow.office.background import read_background
from mailflow.office.choosing import Choice
from mailflow.office.plan import Wanted, plan
from mailflow.office.queueing import queue
from mailflow.office.writing import Bureau
from mailflow.sources import read_sources
from mailflow.store import Campaign, Store
from mailflow.workspace import read_key

if TYPE_CHECKING:
    from rich.console import Console

    from mailflow.settings import Settings

_BY = "demo"
_ANSWER = ("rsvp", "representation")
_CONTRIBUTION = ("contribution",)
# Who takes part in the other two processes: those who write in the demo's mail, and some who are silent.
_WELLINGTON = ("DEU", "FRA", "NZL", "NOR", "IRL", "AUT", "PER", "MEX", "SEN", "LAO", "org:icrc", "org:cmc")
_PARTIES = ("DNK", "JPN", "CIV", "NOR", "AUT", "MEX", "ZMB", "LAO", "BFA", "IRL")
_FIRST = (
    (Campaign("oslo", "invitation", "invitation", _ANSWER), ()),
    (Campaign("wellington", "note-to-participants", "note-to-participants"), _WELLINGTON),
    (Campaign("implementation", "call", "call", _CONTRIBUTION), _PARTIES),
)
_LAST = (
    (Campaign("oslo", "invitation-reminder", "reminder", _ANSWER, reminds="invitation"), ()),
    (Campaign("implementation", "call-reminder", "reminder-contribution", _CONTRIBUTION, reminds="call"), ()),
)


def send_first(settings: Settings, now: datetime) -> None:
    """Queue and approve what is sent before any mail comes."""
    _send(settings, _FIRST, now)


def remind(settings: Settings, now: datetime) -> None:
    """Queue and approve the reminders to those who owe an answer still."""
    _send(settings, _LAST, now)


def _send(settings: Settings, campaigns: Sequence[tuple[Campaign, tuple[str, ...]]], now: datetime) -> None:
    store = Store.open(settings.database)
    try:
        for campaign, codes in campaigns:
            bureau = _bureau(settings, campaign.conference)
            there = tuple(code for code in codes if bureau.roster.get(code) is not None)
            background = read_background(store, campaign, bureau.conference)
            lines = plan(bureau, campaign, Wanted(Choice(parties=there)), background, now)
            letters = [line.letter for line in lines if line.letter is not None]
            with store.write():
                seal = queue(store, campaign, letters, background, _BY, now).seal
                store.campaigns.approve(campaign.conference, campaign.name, _BY, now, seal=seal)
    finally:
        store.close()


def _bureau(settings: Settings, conference: str) -> Bureau:
    sources = read_sources(settings, conference)
    key = read_key(settings.path(settings.form.office.key_file))
    roster = parse_roster(sources.roster, sources.roster_file)
    return Bureau(sources.conference, roster, open_letters(sources), key, settings.folder)


def show(out: Console, settings: Settings, store: Store, _: Path) -> None:
    """How the letters to many stand, as `campaign show` has it."""
    from mailflow.cli.campaign_command import sums
    from mailflow.cli.campaign_tables import campaign_table
    from mailflow.cli.desk import clean
    from mailflow.cli.tables import fitting
    from mailflow.office.following import follow

    out.rule("[bold]Letters to many[/]", align="left")
    for campaign in store.campaigns.listed():
        if campaign.reminds is not None:
            continue
        sources = read_sources(settings, campaign.conference)
        report = follow(store, campaign, parse_roster(sources.roster, sources.roster_file))
        out.print(f"[bold]{clean(campaign.name)}[/] ({clean(campaign.conference)}): {clean(sums(report))}")
        out.print(fitting(out, partial(campaign_table, report.lines[:8])))
        if len(report.lines) > 8:
            out.print(f"… and {len(report.lines) - 8} more\n")
