"""Letters that wait in the demo's outbox sent, without looking into the mailboxes again."""

from __future__ import annotations

import asyncio
import os

from mailflow.settings import Settings
from mailflow.store import Store, lock_writer
from mailflow.worker import doors
from mailflow.worker.scribe import Scribe
from mailflow.worker.sending import Sending


async def send_waiting(settings: Settings) -> None:
    """Send what may leave; returns when the outbox holds nothing that can."""
    lock = lock_writer(settings.database)
    scribe = Scribe(lambda: Store.open(settings.database))
    try:
        await scribe.start()
        sending = Sending(scribe, doors.courier(settings), settings.form.courier, settings.form.limits)
        await sending.drain()
        await sending.run(asyncio.Event())
    finally:
        await scribe.close()
        os.close(lock)
