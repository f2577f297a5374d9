"""The whole record read out, table by table and message by message, as it stood at one moment.

Tables are found in the database itself, so that one that a later version adds is in the archive, too. What is left out can be
made from the rest: the index of words with its texts, and counters of the running program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mailflow.core.packing import unsqueezed
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.version import VERSION

# Message bytes, letter bytes and traces have files of their own.
_ELSEWHERE = ("raws", "letter_data", "traces")
_DERIVED = ("texts", "pasts", "tallies")
_INTERNAL = ("search", "sqlite_", "_sqlite", "notes")


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes on record with what a file of them needs to know. `number` is that of the message or letter."""

    number: int
    conference: str
    at: datetime
    sender: str
    raw: bytes = field(repr=False)


class Archive:
    """The record as a whole, to be read in one go. `conference` None means all of them."""

    schema = VERSION

    def __init__(self, db: Database) -> None:
        self._db = db

    @contextmanager
    def moment(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever the worker writes meanwhile."""
        self._db.execute("begin")
        try:
            # A read begins the moment.
            self._db.one("select count(*) from folders")
            yield
        finally:
            self._db.execute("commit")

    def conferences(self) -> list[str]:
        """The conferences that anything is on record of."""
        rows = self._db.rows("select distinct conference from messages union select distinct conference from letters")
        return sorted(name for (name,) in rows)

    def counts(self, conference: str) -> tuple[int, int]:
        """How many messages and letters have their bytes on record."""
        messages = self._db.one(
            "select count(*) from raws r join messages m on m.id = r.message where m.conference = ?", [conference]
        )
        letters = self._db.one(
            "select count(*) from letter_data d join letters l on l.id = d.letter where l.conference = ?", [conference]
        )
        return int(messages), int(letters)

    def messages(self, conference: str) -> Iterator[Stored]:
        """The bytes of all messages, in the order in which they came into the ledger."""
        yield from self._stored(
            "select m.id, m.conference, m.received_at, m.sender, r.raw from messages m join raws r on r.message = m.id"
            " where m.conference = ? order by m.id",
            conference,
        )

    def letters(self, conference: str) -> Iterator[Stored]:
        """The bytes of all letters, in the order in which they were written."""
        yield from self._stored(
            "select l.id, l.conference, l.created_at, coalesce(l.sender, ''), d.data from letters l"
            " join letter_data d on d.letter = l.id where l.conference = ? order by l.id",
            conference,
        )

    def _stored(self, sql: str, conference: str) -> Iterator[Stored]:
        for number, of, at, sender, raw in self._db.execute(sql, [conference]):
            yield Stored(number, of, times.read(at), sender, raw)

    def traces(self, conference: str) -> Iterator[dict[str, Any]]:
        """What led to each decision."""
        rows = self._db.execute(
            "select t.message, t.trace from traces t join messages m on m.id = t.message where m.conference = ?"
            " order by t.message",
            [conference],
        )
        for message, trace in rows:
            yield {"message": message, **unsqueezed(trace)}

    def tables(self) -> list[str]:
        """The names of all other tables."""
        rows = self._db.rows("select name from sqlite_master where type = 'table' order by name")
        return [
            name
            for (name,) in rows
            if not name.startswith(_INTERNAL) and name not in _ELSEWHERE and name not in _DERIVED
        ]

    def columns(self, table: str) -> list[str]:
        """The columns of a table, in their order."""
        return [str(row[1]) for row in self._db.rows(f"pragma table_info({table})")]

    def rows(self, table: str, conference: str | None) -> Iterator[Sequence[Any]]:
        """The rows of a table, in the order of their keys. Of one conference, where a row says to which it belongs."""
        columns = self.columns(table)
        test, values = "1", []
        if conference is not None:
            values = [conference]
            if "conference" in columns:
                test = "conference = ?"
            elif "message" in columns:
                test = "message in (select id from messages where conference = ?)"
            elif "letter" in columns:
                test = "letter in (select id from letters where conference = ?)"
            else:
                values = []
        order = ", ".join(str(row[1]) for row in self._db.rows(f"pragma table_info({table})") if row[5]) or "1"
        yield from self._db.execute(f"select * from {table} where {test} order by {order}", values)
