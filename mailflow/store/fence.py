"""A mark beside the database that shows when the database is older than the letters sent from it.

A restored backup, or a database whose `-wal` file was removed, is whole and knows nothing of its last letters: it would
send them again. So each time letters are claimed for sending, a counter in the database and, after the commit, the same
counter in a small file beside it are raised. A file that is ahead of its database shows that the database went back.
The file is never ahead for another reason: it is written after the commit.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from mailflow.store.database import Database


class Fence:
    """The file `<database>.fence`: the identity of a database, and how far its sending had come."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.fence")

    def raise_to(self, identity: str, serial: int) -> None:
        """Note how far the sending came. A disk that refuses costs the warning, not the letter."""
        with suppress(OSError):
            handle = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
            try:
                # One write of one width: a crash leaves the old line or the new one.
                os.pwrite(handle, f"{identity} {serial:020}\n".encode("ascii"), 0)
            finally:
                os.close(handle)

    def reached(self) -> tuple[str, int]:
        """The identity of the database that was sent from, and how far; ("", 0) where nothing readable says so."""
        try:
            identity, _, serial = self.path.read_text(encoding="ascii").strip().partition(" ")
            return identity, int(serial)
        except (OSError, ValueError):
            return "", 0

    def forget(self) -> None:
        """A new database begins."""
        self.path.unlink(missing_ok=True)


def is_behind(db: Database) -> bool:
    """True where letters of this database may have been sent that it knows nothing of."""
    # The file first: a worker that sends meanwhile can only bring the database further than what the file said.
    noted, reached = Fence(db.path).reached()
    identity, serial = sendings(db)
    return noted == identity and reached > serial


def sendings(db: Database) -> tuple[str, int]:
    """The identity of a database, and how often letters were claimed for sending."""
    notes = dict(db.rows("select name, value from notes where name in ('identity', 'sendings')"))
    return notes.get("identity", ""), int(notes.get("sendings", "0"))


def count_sending(db: Database) -> None:
    """Count one more, inside the transaction that claims letters; the file beside the database follows it."""
    db.execute("update notes set value = cast(value as integer) + 1 where name = 'sendings'")
    identity, serial = sendings(db)
    db.after_commit(lambda: Fence(db.path).raise_to(identity, serial))
