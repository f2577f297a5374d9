"""The worker, from its start to its end, in one process with its sorting processes (design §2)."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence

from mailflow import log
from mailflow.settings import Settings
from mailflow.worker.process import Process
from mailflow.workspace import read_key


async def run(settings: Settings, *, once: bool = False, quiet: bool = False) -> int:
    """Work until a signal; with `once`, until mailboxes and outbox are drained. A database that is not there is made.

    Returns the exit code: 0 all went well, 1 something waits for a person or for another try. Raises `MailflowError`
    where the work cannot begin.
    """
    log.open_log(settings.form.office.log, level=40 if quiet else 20)
    os.umask(0o077)
    key = read_key(settings.path(settings.form.office.key_file))
    processes = [Process(settings.form.limits.sort_memory) for _ in range(settings.form.office.sorters)]
    try:
        # They load while this process loads.
        for process in processes:
            await process.start()
        return await _work(settings, key, processes, once)
    finally:
        for process in processes:
            await process.kill()


async def _work(settings: Settings, key: bytes, processes: Sequence[Process], once: bool) -> int:
    # What is loaded from here on stays: looking through it for rubbish is a tenth of the time. `Worker.run` turns it on again.
    gc.disable()
    from mailflow.store import Store, lock_writer
    from mailflow.worker.loops import Worker
    from mailflow.worker.sorters import Sorters

    if not settings.database.exists():
        Store.open(settings.database, create=True).close()
    lock = lock_writer(settings.database)
    try:
        limits = settings.form.limits
        sorters = Sorters(len(processes), limits.sort_seconds, limits.sort_memory, processes)
        return await Worker(settings, key, sorters).run(once)
    finally:
        os.close(lock)
