"""Going on from an older copy of the database, so that nobody is written to twice.

What the copy does not know of is not knowable from it. So a person says that it may go on, and then: letters that wait in
the copy are held, because they may have left since (one whose journal copy then comes is sent), and letters to many that
wait for approval in the copy are marked, because they may have been approved since; and mail in the mailboxes that the copy
does not know is filed and not answered, as at a first start, and whatever `backlog` says.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from mailflow.store import times
from mailflow.store.fence import Fence
from mailflow.store.ledger import restored_note
from mailflow.store.lock import lock_writer
from mailflow.store.opening import open_database
from mailflow.store.outbox import AWAITS_APPROVAL

RESTORED = "the database was restored from a copy; this letter may have left already"


def accept_restored(path: Path, by: str, now: datetime) -> list[int]:
    """Let the database at `path` go on. Returns the letters that are held now. Raises `StoreError` while a worker runs."""
    at = times.written(now)
    lock = lock_writer(path)
    try:
        return _held(path, by, at)
    finally:
        os.close(lock)


def _held(path: Path, by: str, at: str) -> list[int]:
    db = open_database(path, create=False, readonly=False, doubtful=True)
    try:
        with db.write():
            rows = db.rows("select id from letters where state in ('queued', 'deferred', 'sending') order by id")
            held = [letter for (letter,) in rows]
            for letter in held:
                db.execute("update letters set state = 'held', hold = ? where id = ?", [RESTORED, letter])
            waiting = db.rows(
                "select id from letters where state = 'held' and campaign is not null and hold = ?", [AWAITS_APPROVAL]
            )
            for letter in (*held, *(number for (number,) in waiting)):
                db.execute(
                    "insert into attempts (letter, at, what, entered_by, text) values (?, ?, 'held', ?, ?)",
                    [letter, at, by, RESTORED],
                )
            db.execute("update folders set fence_anew = 1")
            for mailbox, folder in db.rows("select mailbox, folder from folders"):
                # Filed even where old mail is answered otherwise: the mailbox's setting speaks of the first start.
                db.execute("insert or replace into notes values (?, ?)", [restored_note(mailbox, folder), at])
        Fence(path).forget()
    finally:
        db.close()
    return held
