"""What a person says that a message is: the options that `correct` and `enter` share, and the facts they stand for."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mailflow.cli.desk import conferences_of
from mailflow.core.kinds import KINDS
from mailflow.store import FactRow

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.core.roster import Party, Roster
    from mailflow.settings import Settings

ANSWERS = ("accepted", "declined", "tentative")
_ROLES = ("head", "delegate", "alternate", "adviser", "observer")
_DELEGATE = re.compile(
    r"^(?P<name>[^,(<]+?)\s*(?:,\s*(?P<title>[^(<]+?))?\s*(?:\((?P<role>[^)]*)\))?\s*(?:<(?P<email>[^>]+)>)?$"
)
_ACTION = re.compile(r"^\s*(?P<number>\d{1,2})\s*(?::\s*(?P<text>.*))?$", re.DOTALL)
_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option(
        "--delegate",
        "delegates",
        multiple=True,
        metavar='"NAME, TITLE (ROLE) <EMAIL>"',
        help="A delegate; may be repeated. In a correction these take the place of all that were read.",
    ),
    click.option(
        "--removed",
        multiple=True,
        metavar='"NAME"',
        help='A person withdrawn, or "NAME > NAME" for one who is replaced; may be repeated.',
    ),
    click.option(
        "--action",
        "actions",
        multiple=True,
        metavar='"NUMBER: TEXT"',
        help="What is reported on an action point; may be repeated.",
    ),
    click.option(
        "--not-applicable",
        multiple=True,
        type=click.IntRange(1, 99),
        metavar="NUMBER",
        help="An action point that the party says does not apply to it; may be repeated.",
    ),
    click.option("--session", metavar="NAME", help="The session in which the party asks for the floor."),
)


def said_options(command: _Command) -> _Command:
    """The options by which a person names persons, action points and the session of a request to speak."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def said_facts(
    conference: Conference,
    *,
    attendance: str | None,
    delegates: tuple[str, ...],
    removed: tuple[str, ...],
    actions: tuple[str, ...],
    not_applicable: tuple[int, ...],
    session: str | None,
) -> list[FactRow]:
    """The facts that these options stand for. Raises `click.UsageError` where one cannot be understood."""
    facts = [FactRow("attendance", {"answer": attendance})] if attendance in ANSWERS else []
    facts += [FactRow("delegate", delegate(text)) for text in delegates]
    facts += [FactRow("removal", removal(text)) for text in removed]
    facts += [FactRow("action-point", action(text, conference)) for text in actions]
    facts += [
        FactRow("action-point", {"number": number, "text": "", "not_applicable": True})
        for number in not_applicable
        if _is_point(number, conference)
    ]
    if session is not None:
        facts.append(FactRow("floor", {"session": known_session(session, conference), "withdrawn": False}))
    return facts


def delegate(text: str) -> dict[str, Any]:
    """The person whom "Name, function (role) <address>" describes."""
    match = _DELEGATE.match(text.strip())
    if match is None:
        raise click.UsageError(
            f'"{text}" is not of the form "Name, function (role) <address>"; only the name is needed.'
        )
    role = (match["role"] or "").strip().lower() or None
    if role is not None and role not in _ROLES:
        raise click.UsageError(f'"{role}" is no role. Roles are: {", ".join(_ROLES)}.')
    return {
        "name": match["name"].strip(),
        "title": (match["title"] or "").strip() or None,
        "role": role,
        "email": match["email"],
        "honorific": None,
        "party": None,
    }


def removal(text: str) -> dict[str, Any]:
    """The person who goes, and who comes instead: "Name" or "Name > Name"."""
    name, _, successor = (piece.strip() for piece in text.partition(">"))
    if not name:
        raise click.UsageError(f'"{text}" names nobody who is withdrawn.')
    return {"name": name, "replaced_by": successor or None}


def action(text: str, conference: Conference) -> dict[str, Any]:
    """The action point and what is said on it: "63: the Act was amended"; the number alone where nothing more is said."""
    match = _ACTION.match(text)
    if match is None:
        raise click.UsageError(f'"{text}" is not of the form "63: what is reported".')
    number = int(match["number"])
    _is_point(number, conference)
    return {"number": number, "text": (match["text"] or "").strip(), "not_applicable": False}


def _is_point(number: int, conference: Conference) -> bool:
    """True; a number that the conference does not have is an error of the person, where the conference has any."""
    if conference.action_points and number not in conference.action_points:
        known = ", ".join(map(str, sorted(conference.action_points)))
        raise click.UsageError(f"The conference has no action point {number}. It has: {known}.")
    return True


def known_session(name: str, conference: Conference) -> str:
    """The name of a session of the conference."""
    if conference.session(name) is None:
        from mailflow.core.located import did_you_mean

        names = [session.name for session in conference.sessions]
        hint = did_you_mean(name, names) or (f"Sessions are: {', '.join(names)}." if names else "It has none.")
        raise click.UsageError(f'The conference has no session "{name}". {hint}')
    return name


def known_kinds(settings: Settings, conference: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds, which are those that ship or that a rule of the conference gives."""
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        known = {*KINDS, *own_kinds(settings, conference)}
        for kind in unknown:
            if kind not in known:
                from mailflow.core.located import did_you_mean

                hint = did_you_mean(kind, known) or f"Kinds are: {', '.join(sorted(known))}."
                raise click.UsageError(f'"{kind}" is no kind of message. {hint}')
    return kinds


def own_kinds(settings: Settings, conference: str) -> set[str]:
    """The kinds that the rules of a conference give and that do not ship. A file that cannot be read gives none."""
    from mailflow.core.located import load_toml
    from mailflow.errors import FileError, RulesError
    from mailflow.sources import read_sources

    found: set[str] = set()
    try:
        for file, text in read_sources(settings, conference).rules.items():
            for rule in load_toml(text, file, RulesError).get("rule", []):
                given = rule.get("then", {}).get("kinds", [])
                found |= {given} if isinstance(given, str) else set(given)
    except (FileError, AttributeError, TypeError):
        return set()
    return found - {*KINDS}


def known_party(settings: Settings, conference: str, wanted: str) -> Party:
    """The party on the roster of a conference that is meant. Raises `UsageError` as `party_named` does."""
    from mailflow.core.roster import parse_roster
    from mailflow.sources import read_sources

    sources = read_sources(settings, conference)
    return party_named(parse_roster(sources.roster, sources.roster_file), wanted)


def party_named(roster: Roster, wanted: str) -> Party:
    """By code, or by a name in any language of the roster, whatever its case and accents. Raises `UsageError` for none."""
    import difflib

    from mailflow.core.folding import fold

    if (party := roster.get(wanted) or roster.get(wanted.upper())) is not None:
        return party
    named = {fold(name): party for party in roster.parties for name in (party.name, *party.names.values())}
    if (party := named.get(fold(wanted))) is not None:
        return party
    close = difflib.get_close_matches(fold(wanted), named, 1) or difflib.get_close_matches(
        wanted.upper(), [each.code for each in roster.parties], 1
    )
    hint = f' Did you mean "{named[close[0]].code if close[0] in named else close[0]}"?' if close else ""
    raise click.UsageError(f'"{wanted}" is not on the roster.{hint}')


def refuse_unknown(settings: Settings, conference: str | None, kind: str | None, party: str | None) -> None:
    """Nothing was found: was it asked for by a name that is there? What is on record counts, also where a roster forgot it."""
    names = conferences_of(settings, conference)
    for name in names:
        try:
            known_kinds(settings, name, (kind,) if kind else ())
            if party is not None and (code := known_party(settings, name, party).code) != party:
                raise click.UsageError(f"Say it by its code: --party {code}.")
            return
        except click.UsageError:
            if name == names[-1]:
                raise
