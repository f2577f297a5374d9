"""Going on from an older copy of the database, so that nobody is written to twice.

What the copy does not know of is not knowable from it. So a person says that it may go on, and then: letters that wait in
the copy are held, because they may have left since (one whose journal copy then comes is sent), and letters to many that
wait for approval in the copy are marked, because they may have been approved since; and mail in the mailboxes that the copy
does not know is filed and not answered, as at a first start, and whatever `backlog` says. That holds for folders, too, into
which messages were moved since: the worker looks through them once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.fence import Fence
from mailflow.store.ledger import restored_note
from mailflow.store.lock import lock_writer
from mailflow.store.moves import unseen_note
from mailflow.store.opening import open_database
from mailflow.store.outbox import AWAITS_APPROVAL

RESTORED = "the database was restored from a copy; this letter may have left already"
# Clocks differ, and a server is asked by days of its own zone.
_MARGIN = timedelta(days=1)
_EVER = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Watched:
    """A mailbox, the folder that it watches, and those folders of the account into which its messages are moved."""

    mailbox: str
    folder: str
    targets: tuple[str, ...] = ()


def accept_restored(path: Path, by: str, now: datetime, mailboxes: Sequence[Watched] = ()) -> list[int]:
    """Let the database at `path` go on, with these mailboxes and all that it knows.

    Returns the letters that are held now. Raises `StoreError` while a worker runs.
    """
    at = times.written(now)
    lock = lock_writer(path)
    try:
        return _held(path, by, at, mailboxes)
    finally:
        os.close(lock)


def _held(path: Path, by: str, at: str, mailboxes: Sequence[Watched]) -> list[int]:
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
            for each in mailboxes:
                if each.targets:
                    _to_be_seen(db, each)
            # A mailbox that was added after the copy was made is none of a first start, either.
            known = db.rows("select mailbox, folder from folders")
            for mailbox, folder in {*known, *((each.mailbox, each.folder) for each in mailboxes)}:
                # Filed even where old mail is answered otherwise: the mailbox's setting speaks of the first start.
                db.execute("insert or replace into notes values (?, ?)", [restored_note(mailbox, folder), at])
        Fence(path).forget()
    finally:
        db.close()
    return held


def _to_be_seen(db: Database, box: Watched) -> None:
    """Note the folders; what an earlier restoring left to be looked through stays to be."""
    since, folders = _known_until(db, box) - _MARGIN, set(box.targets)
    name = unseen_note(box.mailbox)
    if (noted := db.one("select value from notes where name = ?", [name])) is not None:
        earlier = json.loads(noted)
        since, folders = min(since, times.read(earlier["since"])), folders | set(earlier["folders"])
    value = json.dumps({"since": times.written(since), "folders": sorted(folders)})
    db.execute("insert or replace into notes values (?, ?)", [name, value])


def _known_until(db: Database, box: Watched) -> datetime:
    """The moment up to which the copy knows what came: the newest message, or the last look where that is earlier."""
    newest = db.one("select max(received_at) from messages where mailbox = ?", [box.mailbox])
    row = db.row(
        "select first_at, last_contact from folders where mailbox = ? and folder = ?", [box.mailbox, box.folder]
    )
    if row is None:
        # The mailbox is younger than the copy.
        looked = db.one("select max(last_contact) from folders")
        return times.read(looked) if looked else _EVER
    first_at, last_contact = row
    return times.read(min(newest or first_at, last_contact))
