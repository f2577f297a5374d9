"""The questions of `mailflow enter` when it is called without options: one at a time, an empty line where nothing is to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from mailflow.cli.desk import conference_of, who
from mailflow.cli.said import ANSWERS
from mailflow.core.kinds import DOCUMENTS, WRITTEN
from mailflow.core.note import Channel

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.core.roster import Party, Roster
    from mailflow.settings import Settings


def asked(settings: Settings, conference: str | None) -> tuple[Conference, dict[str, Any]]:
    """The conference, and what the options of the command would have said."""
    from mailflow.core.roster import parse_roster
    from mailflow.sources import read_sources

    if conference is None and len(settings.conferences) > 1:
        conference = click.prompt("Conference", type=click.Choice(list(settings.conferences)))
    chosen = conference_of(settings, conference)
    sources = read_sources(settings, chosen.name)
    channel = click.prompt("How did it come?", type=click.Choice([channel.value for channel in Channel]))
    party = _party(parse_roster(sources.roster, sources.roster_file))
    said: dict[str, Any] = {"channel": channel, "party": party.code}
    said["by"] = click.prompt("Who took it?", default=who())
    said["at"] = _optional("When did it come? (2027-01-20 14:30; empty: now)") or None
    said["words"] = _optional("What was said or written? (one line)")
    said["subject"] = _optional("Its subject or reference, if it bears one")
    scan = _optional("File of a scan, if there is one")
    said["scan"] = (
        click.Path(exists=True, dir_okay=False, path_type=_path()).convert(scan, None, None) if scan else None
    )
    kinds = _several("What is it?", WRITTEN)
    said["kinds"] = kinds
    is_answer = bool({"rsvp", "representation"}.intersection(kinds))
    answer = _choice("Will the party be represented?", ANSWERS) if is_answer else None
    said["attendance"] = answer
    said["delegates"] = _lines('Delegate, as "Name, function (role)"') if is_answer else ()
    said["removed"] = _lines('Withdrawn, as "Name" or "Name > successor"') if is_answer else ()
    is_document = bool(set(DOCUMENTS).intersection(kinds))
    said["title"] = _optional("Title of the document") if is_document else ""
    said["language"] = _optional("Language of the document (en, fr, …)") or None if is_document else None
    is_report = "contribution" in kinds
    said["actions"] = _lines('Action point, as "63: what is reported"') if is_report else ()
    said["not_applicable"] = (
        tuple(int(n) for n in _lines("Number of an action point that does not apply") if n.isdigit())
        if is_report
        else ()
    )
    names = [session.name for session in chosen.sessions]
    said["session"] = _choice("In which session?", names) if "floor" in kinds and names else None
    asks = bool({"question", "floor", "views"}.intersection(kinds))
    said["settled"] = asks and click.confirm("Is everything done that it asks for?", default=False)
    said["letter"] = click.confirm("Acknowledge it by mail?", default=False)
    return chosen, said


def _party(roster: Roster) -> Party:
    """The party by its code or a part of its name."""
    from mailflow.core.folding import fold

    while True:
        typed = click.prompt("Which party? (code or name)").strip()
        if (party := roster.get(typed) or roster.get(typed.upper())) is not None:
            return party
        key = fold(typed)
        found = [p for p in roster.parties if any(key in fold(name) for name in (p.name, *p.names.values()))]
        exact = [p for p in found if any(key == fold(name) for name in (p.name, *p.names.values()))]
        if len(exact or found) == 1:
            return (exact or found)[0]
        names = ", ".join(f"{p.name} ({p.code})" for p in found[:12])
        click.echo(f"Several fit: {names}" if found else "Nothing on the roster fits.")


def _optional(question: str) -> str:
    answer: str = click.prompt(question, default="", show_default=False)
    return answer.strip()


def _choice(question: str, options: Sequence[str]) -> str | None:
    """One of the options, or nothing."""
    while True:
        answer = _optional(f"{question} ({', '.join(options)}; empty: not said)")
        if not answer or answer in options:
            return answer or None
        click.echo(f"Not one of: {', '.join(options)}")


def _several(question: str, options: Sequence[str]) -> tuple[str, ...]:
    """One or more of the options, with commas between them."""
    while True:
        answer = click.prompt(f"{question} ({', '.join(options)}; several with commas)")
        found = tuple(word.strip() for word in answer.split(",") if word.strip())
        if found and set(found) <= set(options):
            return found
        click.echo(f"Not one of: {', '.join(options)}")


def _lines(question: str) -> tuple[str, ...]:
    """Answers until an empty one."""
    found: list[str] = []
    while answer := _optional(f"{question} (empty: {'no more' if found else 'none'})"):
        found.append(answer)
    return tuple(found)


def _path() -> type:
    from pathlib import Path

    return Path
