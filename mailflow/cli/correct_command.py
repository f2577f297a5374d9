"""`mailflow correct MESSAGE`: a person says what a message is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import click

from mailflow.cli.desk import settings_of, who, writing
from mailflow.errors import StoreError
from mailflow.store import FactRow

KINDS = (
    "rsvp", "representation", "paper", "statement", "contribution", "floor", "views", "question", "registration",
    "auto-reply", "bounce", "bulk", "spam", "other",
)  # fmt: skip
_ROLES = ("head", "delegate", "alternate", "adviser", "observer")
_DELEGATE = re.compile(
    r"^(?P<name>[^,(<]+?)\s*(?:,\s*(?P<title>[^(<]+?))?\s*(?:\((?P<role>[^)]*)\))?\s*(?:<(?P<email>[^>]+)>)?$"
)


@click.command("correct")
@click.argument("message", type=int)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="What the message is; may be repeated.")
@click.option("--party", metavar="CODE", help='Roster code of the party it speaks for; "none" for nobody.')
@click.option("--attendance", type=click.Choice(["accepted", "declined", "tentative", "none"]))
@click.option(
    "--delegate",
    "delegates",
    multiple=True,
    metavar='"NAME, TITLE (ROLE) <EMAIL>"',
    help="A delegate; may be repeated.",
)
@click.option("--removed", multiple=True, metavar="NAME", help="A person withdrawn or replaced; may be repeated.")
@click.option("--note", default="", help="Why, for the record.")
@click.option("--letter", is_flag=True, help="Queue the letter that answers it as corrected.")
@click.pass_context
def command(
    ctx: click.Context,
    message: int,
    kinds: tuple[str, ...],
    party: str | None,
    attendance: str | None,
    delegates: tuple[str, ...],
    removed: tuple[str, ...],
    note: str,
    letter: bool,
) -> None:
    """Put right what MESSAGE was taken for. What was read stays on record; what you say outranks it."""
    settings = settings_of(ctx)
    values: dict[str, Any] = {}
    if kinds:
        values["kinds"] = list(kinds)
    if party is not None:
        values["party"] = _known_party(ctx, message, party)
    if attendance is not None:
        values["attendance"] = None if attendance == "none" else attendance
    if note:
        values["note"] = note
    facts = [FactRow("delegate", _delegate(text)) for text in delegates]
    facts += [FactRow("removal", {"name": name.strip(), "replaced_by": None}) for name in removed]
    if attendance is not None and attendance != "none":
        facts.append(FactRow("attendance", {"answer": attendance}))
    if not values and not facts:
        raise click.UsageError("Say what is to be corrected: --kind, --party, --attendance, --delegate, --removed.")
    now = datetime.now(UTC)
    with writing(settings) as store, store.write():
        if store.records.get(message) is None:
            raise StoreError(f"There is no message {message}.")
        store.records.correct(message, values, facts, who(), now)
    click.echo(f"Message {message} is corrected.")
    if letter:
        from mailflow.worker.by_hand import queue_answer

        click.echo(queue_answer(settings, message, who(), now))


def _known_party(ctx: click.Context, message: int, code: str) -> str | None:
    if code == "none":
        return None
    from mailflow.cli.desk import reading
    from mailflow.core.roster import parse_roster
    from mailflow.desk import read_sources

    settings = settings_of(ctx)
    with reading(settings) as store:
        record = store.records.get(message)
    if record is None:
        raise StoreError(f"There is no message {message}.")
    sources = read_sources(settings, record.conference)
    roster = parse_roster(sources.roster, sources.roster_file)
    if roster.get(code) is None:
        import difflib

        close = difflib.get_close_matches(code, [p.code for p in roster.parties], 1)
        raise click.UsageError(f'"{code}" is not on the roster.' + (f' Did you mean "{close[0]}"?' if close else ""))
    return code


def _delegate(text: str) -> dict[str, Any]:
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
