"""Documents that a person lets in get their register numbers with it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from mailflow.cli.desk import who
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
