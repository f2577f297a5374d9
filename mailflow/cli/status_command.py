"""`mailflow status`: how everything stands, at a glance."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import json_option, print_json, reading, settings_of

if TYPE_CHECKING:
    from mailflow.core.conference import Conference
    from mailflow.store import Store


def _conflicts(store: Store, conference: Conference) -> list[str]:
    """The parties whose notices are at odds."""
    from mailflow.office.delegations import delegations

    return [party for party, each in delegations(store, conference).items() if each.conflicts]


@click.command("status")
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Mailboxes, letters by state, what waits, what is wrong. Exit code 1 where an alarm is open."""
    settings = settings_of(ctx)
    with reading(settings) as store:
        status = store.status()
        at_odds = {name: len(_conflicts(store, settings.conferences[name])) for name in settings.conferences}
    boxes = {box.mailbox for box in status.mailboxes}
    if as_json:
        value = asdict(status)
        for box in value["mailboxes"]:
            box["difference"] = max((box["on_server"] or 0) - box["in_ledger"], 0)
            form = settings.form.mailbox.get(box["mailbox"])
            box["conference"] = form.conference if form else ""
        value["not_yet_opened"] = [name for name in settings.form.mailbox if name not in boxes]
        value["delegation_conflicts"] = at_odds
        print_json(value)
        return 1 if status.alarms else 0
    from mailflow.cli.desk import clean, console
    from mailflow.cli.tables import ago, mailboxes_table

    out, now = console(), datetime.now(UTC)
    out.print(mailboxes_table(status.mailboxes, now))
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
    for name, count in at_odds.items():
        if count:
            out.print(
                f"[yellow]{count} delegations of {clean(name)} with notices at odds:[/]"
                f" mailflow delegation --conflicts --conference {clean(name)}"
            )
    for alarm in status.alarms:
        out.print(f"[bold red]Alarm[/] ({ago(alarm.opened_at, now)}): {clean(alarm.text)}")
    return 1 if status.alarms else 0
