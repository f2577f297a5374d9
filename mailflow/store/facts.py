"""Facts with their sources: only ever added. What a person says otherwise is a row of its own, and outranks what was read.

A row never changes what it says. It may lose its effect, to a correction that is named in it, or gain it, when a person
accepts what came from a sender who was not proven.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from mailflow.core.packing import packed, unpacked
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import FactRow, StoredFact

_COLUMNS = (
    "id, message, conference, party, kind, value, part, words, at, entered_by, effective, entered_at, replaced_by,"
    " picture, unsure"
)


class Facts:
    """The table of facts."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        facts: Sequence[FactRow],
        *,
        message: int | None,
        conference: str,
        party: str | None,
        effective: bool,
        at: str,
        entered_at: str,
        by: str = "",
        entry: int | None = None,
    ) -> None:
        """Add facts in their order. One that names a party of its own is that party's; one from a picture waits for a person."""
        for fact in facts:
            self._db.execute(
                "insert into facts (message, conference, party, kind, value, part, words, at, entered_at, entered_by,"
                " entry, effective, picture, unsure) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    message,
                    conference,
                    fact.values.get("party") or party,
                    fact.kind,
                    packed(fact.values),
                    fact.part,
                    fact.words,
                    at,
                    entered_at,
                    by,
                    entry,
                    int(effective and not fact.picture),
                    int(fact.picture),
                    packed(fact.unsure),
                ],
            )

    def replace(self, message: int, kinds: Collection[str], entry: int) -> None:
        """A person says otherwise: what stood for these kinds stays on record and loses its effect."""
        for kind in kinds:
            self._db.execute(
                "update facts set replaced_by = ?, effective = 0 where message = ? and kind = ? and replaced_by is null",
                [entry, message, kind],
            )

    def move(self, message: int, old: str | None, new: str | None, entry: int, by: str, at: datetime) -> None:
        """A person says for whom a message speaks: its facts stand again under that party, in his name."""
        copied = (
            "insert into facts (message, conference, party, kind, value, part, words, at, entered_at, entered_by, entry,"
            " effective, picture, unsure)"
            " select message, conference, ?1, kind, value, part, words, at, ?2, ?3, ?4, 1, picture, unsure from facts"
            " where message = ?5 and party is ?6 and replaced_by is null order by id"
        )
        last = self._db.one("select coalesce(max(id), 0) from facts")
        self._db.execute(copied, [new, times.written(at), by, entry, message, old])
        self._db.execute(
            "update facts set replaced_by = ?, effective = 0 where message = ? and party is ? and replaced_by is null"
            " and id <= ?",
            [entry, message, old, last],
        )

    def take_effect(self, message: int) -> None:
        """A person has looked: what stands takes effect."""
        self._db.execute("update facts set effective = 1 where message = ? and replaced_by is null", [message])

    def found(
        self,
        *,
        message: int | None = None,
        conference: str | None = None,
        party: str | None = None,
        kinds: Collection[str] = (),
        effective: bool = False,
    ) -> list[StoredFact]:
        """Facts in the order in which their notices came, of one message, one party, some kinds; all without limits."""
        tests: list[str] = ["effective = 1"] if effective else ["1"]
        values: list[Any] = []
        for column, value in (("message", message), ("conference", conference), ("party", party)):
            if value is not None:
                tests.append(f"{column} = ?")
                values.append(value)
        if kinds:
            tests.append(f"kind in ({', '.join('?' * len(kinds))})")
            values += kinds
        rows = self._db.rows(
            f"select {_COLUMNS} from facts where {' and '.join(tests)} order by at, id",
            values,
        )
        return [_fact(row) for row in rows]

    def senders(self, conference: str) -> dict[int, str]:
        """The address that each message with a notice about a delegation came from; "" for what did not come by mail."""
        rows = self._db.rows(
            "select distinct m.id, case m.channel when 'mail' then m.sender else '' end"
            " from facts f join messages m on m.id = f.message"
            " where f.conference = ? and f.kind in ('delegate', 'removal')",
            [conference],
        )
        return dict(rows)

    def parties(self, message: int) -> set[str]:
        """The parties that facts of a message are about."""
        rows = self._db.rows("select distinct party from facts where message = ? and party is not null", [message])
        return {party for (party,) in rows}


def _fact(row: tuple[Any, ...]) -> StoredFact:
    return StoredFact(
        id=row[0],
        message=row[1],
        conference=row[2],
        party=row[3],
        kind=row[4],
        values=unpacked(row[5]),
        part=row[6],
        words=row[7],
        at=times.read(row[8]),
        by=row[9],
        effective=bool(row[10]),
        entered_at=times.read(row[11]),
        replaced=row[12] is not None,
        picture=bool(row[13]),
        unsure=() if row[14] == "[]" else tuple(unpacked(row[14])),
    )
