"""What follows when a person lets a message in: register numbers for its documents, and the letter, where it is asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from mailflow.cli.desk import who
from mailflow.errors import StoreError
from mailflow.settings import Settings

if TYPE_CHECKING:
    from mailflow.store import Store


def register_documents(settings: Settings, store: Store, message: int, now: datetime) -> str:
    """Number the documents of a message that has taken effect, in the same transaction; a sentence on it, "" for none."""
    record = store.records.get(message)
    conference = settings.conferences.get(record.conference) if record else None
    if conference is None:
        return ""
    from mailflow.office.registering import receive

    numbers = receive(store, conference, message, who(), now)
    return f" In the register: {', '.join(numbers)}." if numbers else ""


def answered(settings: Settings, message: int, now: datetime) -> int:
    """Queue the letter that answers a message, and tell what became of it. The exit code: 1 where none goes out.

    What was put on record before stands in either case, and the caller has said so.
    """
    from mailflow.worker.by_hand import queue_answer

    try:
        click.echo(queue_answer(settings, message, who(), now))
    except StoreError as error:
        click.echo(f"That is on record. No letter goes out: {error}", err=True)
        return 1
    return 0
