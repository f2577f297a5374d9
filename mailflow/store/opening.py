"""Opening the database: what it is, whether it is ours and whole, and bringing it up to date."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from mailflow.errors import StoreError
from mailflow.store.database import Database, pragma
from mailflow.store.fence import Fence, is_behind
from mailflow.store.trouble import DiskFull, Doubtful, complain, damaged
from mailflow.store.version import APPLICATION_ID, VERSION

_PAGE = 16384
_BUSY_SECONDS = 30.0
_WHOLE_CHECK_UP_TO = 1_000_000_000  # bytes; above, what decides on sending is checked, and not each old message
_DECIDING = ("letters", "recipients", "letter_data", "messages", "places", "folders", "facts", "notes", "registers")
_KEPT_LOG = 64 * 1024 * 1024  # bytes of write-ahead log that stay on disk for the next time


def open_database(path: Path, *, create: bool, readonly: bool, doubtful: bool = False) -> Database:
    """A connection to a database of ours, up to date. Raises `StoreError` with what is wrong and what to do.

    One that is older than the letters sent from it can be read, and written to only where `doubtful` is given.
    """
    if not path.exists():
        if not create:
            raise StoreError(f"There is no database {path}. Make a workspace with: mailflow init DIR")
        _make(path)
    db = _connected(path, _mode(path, readonly))
    try:
        _look(db, readonly)
        _settle(db, readonly)
        if not readonly:
            _update(db)
            if not doubtful and (why := doubt(db)):
                raise Doubtful(why)
    except BaseException:
        db.close()
        raise
    return db


def doubt(db: Database) -> str:
    """Why nothing may be sent from this database though it is whole; "" for none."""
    if not is_behind(db):
        return ""
    return (
        f"{db.path} is older than the letters that were sent from it: it was restored from a copy, or its -wal file "
        "was removed. Nothing was sent. Put the newer file back if you have it; else go on with: "
        "mailflow doctor --restored, which holds waiting letters and files the mail since then without answering."
    )


def check(db: Database) -> None:
    """Look for damage where that is quick. Raises `StoreError`; nothing is ever sent from a doubtful database.

    A process that was killed leaves no damage: SQLite replays its log by checksums. This finds what the disk did.
    """
    small = db.path.stat().st_size <= _WHOLE_CHECK_UP_TO
    for part in ("3",) if small else _DECIDING:
        found = db.one(f"pragma quick_check({part})")
        if found != "ok":
            raise damaged(db.path, found)


def _make(path: Path) -> None:
    """A new database, which appears under its name when it is whole: a crash leaves no half of one."""
    if not path.parent.is_dir():
        raise StoreError(f"The folder {path.parent} does not exist.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        # Letters and addresses are nobody else's business on this machine.
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        db = _connected(part, "rw")
        try:
            db.execute(f"pragma page_size = {_PAGE}")
            _settle(db, readonly=False)
            _update(db)
            # Closing would bring the log into the file, too, but would not say that it could not.
            if db.one("pragma wal_checkpoint(truncate)"):
                raise DiskFull(f"{path} could not be written whole.")
        finally:
            db.close()
        Fence(path).forget()
        _put_in_place(part, path)
    except StoreError:
        raise
    except OSError as error:
        raise StoreError(f"{path} cannot be made: {error.strerror}.") from error
    finally:
        for each in (part, part.with_name(f"{part.name}-wal"), part.with_name(f"{part.name}-shm")):
            with suppress(OSError):
                each.unlink()


def _mode(path: Path, readonly: bool) -> str:
    """A copy on a disk that nobody can write to has no log beside it, and SQLite cannot make one: it is read as it is."""
    if not readonly:
        return "rw"
    alone = not path.with_name(f"{path.name}-wal").exists()
    return "ro&immutable=1" if alone and not os.access(path.parent, os.W_OK) else "ro"


def _put_in_place(part: Path, path: Path) -> None:
    """Never over a database that another process has made meanwhile and uses already."""
    try:
        path.hardlink_to(part)
    except FileExistsError:
        return
    except OSError:
        # A disk without links.
        part.rename(path)


def _connected(path: Path, mode: str) -> Database:
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=_BUSY_SECONDS,
            cached_statements=256,
        )
    except sqlite3.Error as error:
        complain(error, path)
        raise
    return Database(connection, path)


def _look(db: Database, readonly: bool) -> None:
    """Is it ours, and do we understand it?"""
    version = pragma(db, "user_version")
    if pragma(db, "application_id") != APPLICATION_ID:
        if not db.one("select count(*) from sqlite_master"):
            raise StoreError(
                f"{db.path} is empty. Restore a backup, or remove it and make a new one with: mailflow init"
            )
        raise StoreError(f"{db.path} is a database of another program.")
    if version > VERSION:
        raise StoreError(
            f"{db.path} was written by a newer mailflow (schema {version}, this program knows {VERSION}). "
            "Install the newer version; the database is not touched."
        )
    if version < VERSION and readonly:
        raise StoreError(f"{db.path} was written by an older mailflow. The worker brings it up to date: mailflow run")


def _settle(db: Database, readonly: bool) -> None:
    """What is set for each connection."""
    db.execute("pragma foreign_keys = on")
    db.execute("pragma temp_store = memory")
    db.execute("pragma cache_size = -16000")
    if readonly:
        db.execute("pragma query_only = on")
        return
    if db.one("pragma journal_mode = wal") != "wal":
        raise StoreError(f"{db.path} lies on a disk that SQLite cannot share safely. Keep it on a local disk.")
    db.execute("pragma synchronous = full")
    db.execute(f"pragma journal_size_limit = {_KEPT_LOG}")


def _update(db: Database) -> None:
    if pragma(db, "user_version") >= VERSION:
        return
    # The library takes a tenth of a second to load, and is needed once in the life of a version.
    from mailflow.store.schema import migrate

    with db.write():
        migrate(db)
