"""The desk of a conference, to sort by: its roster, rules and phrases, opened from their sources."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from mailflow import compiled
from mailflow.core import ruleset
from mailflow.core.phrases import Phrases
from mailflow.core.reading.lists import WORDS, missing_lists
from mailflow.core.roster import Roster, parse_roster
from mailflow.core.sorting import Desk
from mailflow.errors import Faults, RulesError
from mailflow.sources import Sources


def open_desk(sources: Sources) -> Desk:
    """A desk to sort by. Raises `RulesError` or `RosterError`, for all that is wrong in the files."""
    faults = Faults()
    with faults.gathered():
        roster = _roster(sources.roster, sources.roster_file)
    try:
        lists = _lists(tuple(sources.phrases.items()))
        refuse_lost_lists(sources.phrases, lists)
    except RulesError as error:
        faults.add(error)
        with faults.gathered():
            # Rules that name a list of a file with an error would be told off for what is not their fault.
            ruleset.read(sources.rules, None)
    else:
        with faults.gathered():
            rules = ruleset.load(sources.rules, lists)
    faults.refuse()
    return Desk(conference=sources.conference, roster=roster, ruleset=rules, phrases=lists)


def refuse_lost_lists(files: Iterable[str], lists: Phrases) -> None:
    """Raise `RulesError` where a list is gone that the readers of facts look for: they would find nothing, in silence."""
    if lost := missing_lists(lists.names):
        named = ", ".join(f'"{name}"' for name in lost[:5]) + (" and others" if len(lost) > 5 else "")
        text = f"the facts of messages are read with phrase lists that no file has: {named}."
        hint = "An update of mailflow may bring new ones. Take them over with: mailflow renew"
        raise RulesError(text, file=str(Path(next(iter(files))).parent), key=lost[0], hint=hint)


# Conferences side by side mostly share their files, and these take a second to read: the same text is read once.
@lru_cache(maxsize=4)
def _lists(files: tuple[tuple[str, str], ...]) -> Phrases:
    # A hundred thousand small values that all stay: looking through them for rubbish again and again doubles the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return compiled.load(dict(files), WORDS)
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=16)
def _roster(text: str, file: str) -> Roster:
    return parse_roster(text, file)
