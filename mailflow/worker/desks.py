"""The desks in force: read at the start, read again when a file changes; a broken file leaves the last good one in force.

The worker itself needs of a conference its roster and its letters. Rules and phrases are opened where messages are sorted:
`try_out` has a sorting process open them, and only what it could open comes into force.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mailflow import log
from mailflow.core.conference import Conference
from mailflow.core.roster import Roster, parse_roster
from mailflow.core.template import TemplateSet
from mailflow.errors import Faults, FileError, RulesError
from mailflow.letters import open_letters
from mailflow.settings import Settings
from mailflow.sources import Sources, read_sources, stamp
from mailflow.typeset.enclosures import refuse_lost_enclosures

if TYPE_CHECKING:
    from mailflow.core.sorting import Desk


@dataclass(frozen=True)
class Standing:
    """A conference's files in force: as text, and what the worker opened of them."""

    sources: Sources
    roster: Roster
    letters: TemplateSet

    @property
    def conference(self) -> Conference:
        """The conference."""
        return self.sources.conference

    @cached_property
    def desk(self) -> Desk:
        """The whole desk, for who sorts in this process. Takes a second; a worker starts without it."""
        from mailflow.desk import open_desk

        return open_desk(self.sources)


class Desks:
    """All conferences' desks. `problems` names, by conference, what keeps a newer file from coming into force.

    `unsettled` while a file has just changed: it may be half written, and is read when the next look finds it unchanged.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stamps = {name: stamp(settings, name) for name in settings.conferences}
        self._changing: dict[str, object] = {}  # conference -> the stamp that the last look saw
        self._standing = {name: read_standing(settings, name) for name in settings.conferences}
        self.problems: dict[str, str] = {}

    def __getitem__(self, conference: str) -> Standing:
        return self._standing[conference]

    async def open(self, try_out: Callable[[Sources], Awaitable[None]]) -> None:
        """At the start every file must be good. Raises the `FileError` of the first that is not."""
        for standing in self._standing.values():
            await try_out(standing.sources)

    @property
    def unsettled(self) -> bool:
        """True where a file was seen to change, so that another look should come soon."""
        return bool(self._changing)

    async def refresh(self, try_out: Callable[[Sources], Awaitable[None]]) -> None:
        """Look whether files changed, and take over what can be used."""
        for name in self._settings.conferences:
            now = await asyncio.to_thread(stamp, self._settings, name)
            if now == self._stamps[name]:
                self._changing.pop(name, None)
                continue
            if self._changing.get(name) != now:
                # Half of a letter can be a whole letter to the eye of a program.
                self._changing[name] = now
                continue
            del self._changing[name]
            self._stamps[name] = now
            try:
                fresh = await asyncio.to_thread(read_standing, self._settings, name)
                _refuse_loss(self._standing[name].sources, fresh.sources)
                await asyncio.to_thread(refuse_lost_enclosures, fresh.letters, self._settings.folder)
                await try_out(fresh.sources)
            except FileError as problem:
                self.problems[name] = str(problem)
                log.warn("desk.broken", conference=name, problem=problem)
                continue
            self.problems.pop(name, None)
            if fresh.sources.revision != self._standing[name].sources.revision:
                self._standing[name] = fresh
                log.event("desk.renewed", conference=name, revision=fresh.sources.revision)


def _refuse_loss(before: Sources, fresh: Sources) -> None:
    """Raise `RulesError` where all rules are gone at once: a folder that is being moved, or a disk that is not there."""
    if before.rules and not fresh.rules:
        folder = str(Path(next(iter(before.rules))).parent)
        raise RulesError(
            "All rule files are gone.", file=folder, hint="Put them back; an empty set of rules needs a new start."
        )


def read_standing(settings: Settings, conference: str) -> Standing:
    """Read a conference's files. Raises `RosterError` or `LetterError`, for all that is wrong; rules are not opened yet."""
    sources = read_sources(settings, conference)
    faults = Faults()
    with faults.gathered():
        roster = parse_roster(sources.roster, sources.roster_file)
    with faults.gathered():
        letters = open_letters(sources)
    faults.refuse()
    return Standing(sources, roster, letters)
