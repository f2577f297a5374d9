"""One connection, and the one kind of transaction.

WAL with `synchronous=FULL`: what is committed survives a power cut. Write transactions begin immediate, for a deferred one
that reads first fails at once when another connection writes in between, busy timeout or not.

SQLite ends a transaction by itself when the disk is full. Statements that come after it would then each be committed
alone; so every statement inside `write()` looks first whether its transaction is still there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from mailflow.errors import StoreError
from mailflow.store.trouble import DiskFull, complain

Values = Sequence[Any]
_PIECE = 1_000_000  # bytes


class Database:
    """A connection with its open transaction. It belongs to the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection, self.path = connection, path
        self._writing = False
        self._late: list[tuple[str, Values]] = []
        self._after: list[Callable[[], None]] = []

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement. Raises `StoreError` for what staff can do something about."""
        if self._writing and not self.connection.in_transaction:
            raise DiskFull(f"The transaction on {self.path} was given up; nothing of it is on record.")
        try:
            return self.connection.execute(sql, values)
        except UnicodeEncodeError:
            # A lone surrogate out of a broken message cannot be stored; the message must be.
            return self.execute(sql, [_storable(value) for value in values])
        except sqlite3.Error as error:
            complain(error, self.path)
            raise

    def rows(self, sql: str, values: Values = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        cursor = self.execute(sql, values)
        try:
            return cursor.fetchall()
        except sqlite3.Error as error:
            complain(error, self.path)
            raise

    def row(self, sql: str, values: Values = ()) -> tuple[Any, ...] | None:
        """The first row of a query, None where it finds nothing."""
        cursor = self.execute(sql, values)
        # A cursor that is left half read keeps its transaction, and with it the log, from being let go.
        with closing(cursor):
            try:
                found: tuple[Any, ...] | None = cursor.fetchone()
            except sqlite3.Error as error:
                complain(error, self.path)
                raise
        return found

    def put_large(self, table: str, column: str, row: int, value: bytes) -> None:
        """Fill a blob that was made with `zeroblob(length)`, in pieces.

        A value that is bound to a statement is in memory three times before it is written; this way it is there once.
        """
        view = memoryview(value)
        try:
            with self.connection.blobopen(table, column, row) as blob:
                for start in range(0, len(view), _PIECE):
                    blob.write(view[start : start + _PIECE])
        except sqlite3.Error as error:
            complain(error, self.path)
            raise

    def get_large(self, table: str, column: str, row: int) -> bytes:
        """A blob that is there, read without a second copy of it."""
        try:
            with self.connection.blobopen(table, column, row, readonly=True) as blob:
                return blob.read()
        except sqlite3.Error as error:
            complain(error, self.path)
            raise

    def one(self, sql: str, values: Values = ()) -> Any:
        """The one value of a query that always has a row: a count, a pragma."""
        found = self.row(sql, values)
        return None if found is None else found[0]

    @contextmanager
    def write(self) -> Iterator[None]:
        """The only write transaction: all of it is durable at the end, or nothing. Inside another it is a part of that."""
        if self._writing:
            yield
            return
        self.execute("begin immediate")
        self._writing = True
        try:
            yield
            self._write_late()
            self.execute("commit")
        except BaseException:
            self._undo()
            raise
        finally:
            self._writing = False
            self._late.clear()
            after, self._after = self._after, []
        for each in after:
            each()

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of a transaction that can fail alone."""
        with self.write():
            late, after = len(self._late), len(self._after)
            self.execute("savepoint part")
            try:
                yield
            except BaseException:
                del self._late[late:], self._after[after:]
                if self.connection.in_transaction:
                    self.execute("rollback to part")
                    self.execute("release part")
                raise
            self.execute("release part")

    def late(self, sql: str, values: Values) -> None:
        """Run a statement just before the commit, together with its like.

        FTS5 writes a piece of index at each savepoint and merges the pieces later: one piece a transaction is cheaper
        than one a message.
        """
        self._late.append((sql, values))

    def after_commit(self, work: Callable[[], None]) -> None:
        """Do something outside the database once the transaction is durable; not at all where it fails."""
        self._after.append(work)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _write_late(self) -> None:
        for sql, values in self._late:
            self.execute(sql, values)

    def _undo(self) -> None:
        self._after.clear()
        if self.connection.in_transaction:
            with suppress(sqlite3.Error):
                self.connection.execute("rollback")


def _storable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def pragma(db: Database, name: str) -> int:
    """The value of a numeric pragma."""
    value = db.one(f"pragma {name}")
    if not isinstance(value, int):
        raise StoreError(f"{db.path} gives no value for {name}.")
    return value
