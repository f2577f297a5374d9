"""What people do with documents: each act a row of its own, and the files that were accepted.

Nothing here is ever changed: the register of today is a fold over the acts (`mailflow.office.register`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mailflow.core.packing import packed, unpacked
from mailflow.errors import StoreError
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import Entry

_COLUMNS = "id, message, at, entered_by, what, value"


class Documents:
    """The acts, and the bytes of accepted files."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def enter(
        self, conference: str, message: int | None, what: str, values: Mapping[str, Any], by: str, now: datetime
    ) -> int:
        """Put an act on record; its number."""
        with self._db.write():
            cursor = self._db.execute(
                "insert into document_acts (message, conference, at, entered_by, what, value) values (?, ?, ?, ?, ?, ?)",
                [message, conference, times.written(now), by, what, packed(values)],
            )
            return int(cursor.lastrowid or 0)

    def acts(self, conference: str) -> list[Entry]:
        """The acts of a conference in their order; `what` is receive, accept, reject, withdraw, correct or add."""
        rows = self._db.rows(f"select {_COLUMNS} from document_acts where conference = ? order by id", [conference])
        return [_act(row) for row in rows]

    def acts_on(self, message: int) -> list[Entry]:
        """What people did with the documents that came with a message."""
        rows = self._db.rows(f"select {_COLUMNS} from document_acts where message = ? order by id", [message])
        return [_act(row) for row in rows]

    def keep(self, content: bytes) -> str:
        """Keep the bytes of an accepted file; their SHA-256, by which they are found."""
        digest = hashlib.sha256(content).hexdigest()
        self._db.execute("insert or ignore into document_files values (?, ?)", [digest, content])
        return digest

    def file(self, sha256: str) -> bytes:
        """The bytes of an accepted file. Raises `StoreError` where they are missing or are others than were accepted."""
        row = self._db.row("select content from document_files where sha256 = ?", [sha256])
        if row is None:
            raise StoreError(f"The file {sha256} is not on record. Restore a backup.")
        content = bytes(row[0])
        if hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(f"The file {sha256} is damaged on record. Restore a backup.")
        return content


def _act(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], row[1], times.read(row[2]), row[3], row[4], unpacked(row[5]))
