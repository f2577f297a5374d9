"""`mailflow status`: how everything stands, at a glance."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.at_odds import delegations_at_odds, told_at_odds
from mailflow.cli.desk import json_option, print_json, reading, settings_of

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.store import Promise, Store


def _promised(store: Store, conference: Conference, now: datetime) -> tuple[list[Promise], list[str]]:
    """What was announced and is due, and the sessions that participants have been told another time of."""
    from mailflow.office.promised import due_now, sessions

    told = [each.name for each in sessions(store, conference) if each.to_tell]
    return due_now(store, conference, conference.day(now)), told


@click.command("status")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Mailboxes, letters by state, what waits, what is wrong. Exit code 1 where an alarm is open."""
    settings, now = settings_of(ctx), datetime.now(UTC)
    with reading(settings) as store:
        status = store.status()
        promised = {name: _promised(store, each, now) for name, each in settings.conferences.items()}
        at_odds = delegations_at_odds(settings, store)
    boxes = {box.mailbox for box in status.mailboxes}
    if as_json:
        value = asdict(status)
        for box in value["mailboxes"]:
            box["difference"] = max((box["on_server"] or 0) - box["in_ledger"], 0)
            form = settings.form.mailbox.get(box["mailbox"])
            box["conference"] = form.conference if form else ""
        value["not_yet_opened"] = [name for name in settings.form.mailbox if name not in boxes]
        value["delegation_conflicts"] = at_odds
        value["promises_due"] = {name: len(due) for name, (due, _) in promised.items()}
        value["sessions_to_tell"] = {name: told for name, (_, told) in promised.items()}
        print_json(value)
        return 1 if status.alarms else 0
    from mailflow.cli.desk import clean, console
    from mailflow.cli.tables import ago, mailboxes_table

    out = console()
    out.print(mailboxes_table(status.mailboxes, now))
    for box in status.mailboxes:
        if box.problem:
            out.print(f"[red]{clean(box.mailbox)}: {clean(box.problem)}[/]")
    for name in settings.form.mailbox:
        if name not in boxes:
            out.print(
                f"{clean(name)}: not opened yet. If the worker runs, its log says why; else start it with: mailflow run"
            )
    letters = ", ".join(f"{count} {state}" for state, count in sorted(status.letters.items())) or "none yet"
    messages = ", ".join(f"{count} {state}" for state, count in sorted(status.messages.items())) or "none yet"
    out.print(f"\nMessages: {messages}\nLetters:  {letters}")
    if status.open_reviews:
        out.print(f"[yellow]{status.open_reviews} waiting for a person:[/] mailflow review")
    for line in told_at_odds(at_odds):
        out.print(line)
    for name, (due, told) in promised.items():
        for promise in due:
            out.print(
                f"[yellow]Announced in {clean(name)} for {promise.due}:[/] {clean(promise.text)}, to"
                f" {clean(promise.audience)} (mailflow promises list)"
            )
        for session in told:
            out.print(
                f"[yellow]Session {clean(session)} of {clean(name)} is not as announced:[/]"
                f" mailflow promises sessions --conference {clean(name)}"
            )
    for alarm in status.alarms:
        out.print(f"[bold red]Alarm[/] ({ago(alarm.opened_at, now)}): {clean(alarm.text)}")
    return 1 if status.alarms else 0
