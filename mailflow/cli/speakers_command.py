"""`mailflow speakers …`: requests for the floor, and what a person decides on them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import conference_of, settings_of, who, writing
from mailflow.cli.reports import Wanted, give_out, report_options, scope_of
from mailflow.cli.said import known_session
from mailflow.errors import Refused
from mailflow.office.floor import State, decide, requests

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.office.floor import Request
    from mailflow.settings import Settings
    from mailflow.store import Store

_NONE = "none"


@click.group("speakers")
def command() -> None:
    """Requests for the floor by session. One that came by telephone is put on the list with: mailflow enter --session."""


@command.command("list")
@report_options
@click.pass_context
def list_requests(ctx: click.Context, wanted: Wanted) -> None:
    """Requests in the order in which they came (the same as: mailflow report speakers)."""
    from mailflow.office.speakers import report

    with scope_of(ctx, wanted) as scope:
        made = report(scope)
    give_out(ctx, made, wanted)


@command.command("move")
@click.argument("message", type=int)
@click.argument("session")
@click.option("--from", "source", metavar="SESSION", help="Where a message asks for several sessions: which of them.")
@click.option("--note", default="", help="Why, for the record.")
@click.pass_context
def move(ctx: click.Context, message: int, session: str, source: str | None, note: str) -> None:
    """Put the request of MESSAGE under SESSION ("none" for no session). Its place there is by when it came."""
    settings = settings_of(ctx)
    with writing(settings) as store:
        conference = _conference(settings, store, message)
        target = None if session == _NONE else known_session(session, conference)
        chosen = _chosen(store, conference, message, source)
        if len(chosen) > 1:
            names = ", ".join(each.session or _NONE for each in chosen)
            raise click.UsageError(f"Message {message} asks for several sessions: {names}. Say which with --from.")
        decide(store, conference, chosen, who(), datetime.now(UTC), session=target, move=True, note=note)
    click.echo(f"The request of message {message} now stands under {target or 'no session'}.")


def _step(name: str, state: State, help_text: str, done: str) -> None:
    @command.command(name, help=help_text)
    @click.argument("message", type=int)
    @click.option("--session", metavar="SESSION", help="Only the request for this session.")
    @click.option("--note", default="", help="Why, for the record.")
    @click.pass_context
    def step(ctx: click.Context, message: int, session: str | None, note: str) -> None:
        settings = settings_of(ctx)
        with writing(settings) as store:
            conference = _conference(settings, store, message)
            chosen = _chosen(store, conference, message, session)
            decide(store, conference, chosen, who(), datetime.now(UTC), state=state, note=note)
        click.echo(f"Message {message}: {done}")


_step("withdraw", State.WITHDRAWN, "The party of MESSAGE no longer wishes to speak.", "withdrawn.")
_step("spoken", State.SPOKEN, "The party of MESSAGE has spoken.", "marked as spoken.")
_step("reopen", State.OPEN, "The request of MESSAGE is open again.", "open again.")


def _conference(settings: Settings, store: Store, message: int) -> Conference:
    record = store.records.get(message)
    if record is None:
        raise Refused(f"There is no message {message}.")
    return conference_of(settings, record.conference)


def _chosen(store: Store, conference: Conference, message: int, session: str | None) -> list[Request]:
    """The requests of a message; with a session only the one that stands there."""
    wanted = None if session in (None, _NONE) else known_session(str(session), conference)
    found = [each for each in requests(store, conference) if each.message == message]
    if session is not None:
        found = [each for each in found if each.session == wanted]
    if not found:
        where = f" for {session}" if session is not None else ""
        raise Refused(f"Message {message} holds no request for the floor{where}. See: mailflow speakers list")
    return found
