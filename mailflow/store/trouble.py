"""What SQLite complains of, as a sentence for staff: what is wrong, what that means for the letters, what to do.

Four kinds matter to the caller. A full disk and a database that is held by another program pass, and the worker waits;
what is damaged or doubtful does not, and nothing may be sent from it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from mailflow.errors import StoreError


class DiskFull(StoreError, OSError):
    """There is no room, or the disk refuses. What was being written is not on record; everything before it is."""


class Busy(StoreError, TimeoutError):
    """Another program held the database for longer than the waiting time."""


class Damaged(StoreError):
    """The file is damaged: nothing may be sent from it."""


class Doubtful(StoreError):
    """The database is whole, but older than the letters that were sent from it."""


_RESTORE = "Nothing was sent. Restore the newest backup; mail that came after it is taken in again from the mailboxes."


def complain(error: sqlite3.Error, path: Path) -> None:
    """Raise the same error as one of ours. What only a fault in this program can cause is left to the caller to raise."""
    ours = _explained(error, path)
    if ours is not None:
        raise ours from error


def _explained(error: sqlite3.Error, path: Path) -> StoreError | None:
    if str(error).startswith("Could not decode to UTF-8"):
        # The disk changed a text; Python's own error has no code.
        return damaged(path, "a text is broken")
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return DiskFull(
                f"The disk with {path} takes no more ({error}). Make room; nothing that was stored before is lost."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Busy(f"{path} is in use by another program that does not let go of it. Close it and try again.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_FORMAT:
            return damaged(path, str(error))
        case sqlite3.SQLITE_NOTADB:
            return Damaged(f"{path} is not a database, or its beginning is damaged. {_RESTORE}")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreError(f"{path} cannot be written to. Look at the rights of the file and its folder.")
        case sqlite3.SQLITE_CANTOPEN:
            return StoreError(f"{path} cannot be opened. Look at the rights of the file and its folder.")
    return None


def damaged(path: Path, found: str) -> Damaged:
    """What a check of the whole file found."""
    return Damaged(f"{path} is damaged ({found}). {_RESTORE}")
