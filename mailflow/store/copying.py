"""Copies of the database while it is in use, and the look for damage."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from mailflow.errors import Refused, StoreError
from mailflow.store.database import Database


def backup(db: Database, target: Path) -> None:
    """Copy the database, whole and checked, to a new file that appears under its name when it is done.

    The copy is of one moment: it is made in one step, for a copy in many would begin anew with each write of another
    process. Raises `Refused` where the target exists, `StoreError` where it cannot be written.
    """
    if target.exists():
        raise Refused(f"{target} exists already. Name another file, or remove this one first.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            db.connection.backup(copy, pages=-1)
            # One file, complete without a log beside it.
            copy.execute("pragma journal_mode = delete")
            found = str(copy.execute("pragma quick_check(1)").fetchone()[0])
        if found != "ok":
            raise StoreError(f"The copy is damaged ({found}); the database itself may be. Run: mailflow doctor")
        _flush(part)
        part.replace(target)
        _flush(target.parent)
    except (OSError, sqlite3.Error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise StoreError(f"The copy could not be written to {target} ({why}).") from error
    finally:
        with suppress(OSError):
            part.unlink()


def damage(db: Database) -> list[str]:
    """What SQLite's own integrity check finds, and references that lead nowhere; [] for a whole database."""
    found = [str(line) for (line,) in db.rows("pragma integrity_check(20)")]
    broken = db.rows("pragma foreign_key_check")
    return [line for line in found if line != "ok"] + [
        f"row {row} of {table} refers to a row of {parent} that is not there" for table, row, parent, _ in broken[:20]
    ]


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
