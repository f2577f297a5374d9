"""Proposals: what was made out in the pictures of messages, laid before a person after the message is on record.

Reading a picture takes seconds and decides nothing, so it comes after everything else: a message that brings pictures is noted in
the transaction of its record, and its proposal is added when it is made. Where a person was quicker, there is nothing to propose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mailflow.core.findable import Findable
from mailflow.core.packing import squeezed, unsqueezed
from mailflow.store import search, times
from mailflow.store.database import Database
from mailflow.store.facts import Facts
from mailflow.store.records import Records
from mailflow.store.rows import FactRow, Pending


class Proposals:
    """The queue of messages whose pictures are to be read, and what came of it."""

    def __init__(self, db: Database, records: Records) -> None:
        self._db, self._records, self._facts = db, records, Facts(db)

    def take(self, tries: int) -> Pending | None:
        """The next message to read pictures of, with the try counted; those whose sender is proven come first.

        One that was tried so many times already, or that a person has dealt with, is let go. Its bytes are still to be read.
        """
        with self._db.write():
            self._db.execute(
                "delete from pictures where tries >= ? or message in (select message from entries where message is not null)",
                [tries],
            )
            row = self._db.row(
                "select m.id, m.mailbox, m.conference, m.received_at, p.tries, m.backlog from pictures p"
                " join messages m on m.id = p.message order by p.tries, m.effective desc, m.id limit 1"
            )
            if row is None:
                return None
            self._db.execute("update pictures set tries = tries + 1 where message = ?", [row[0]])
        return Pending(row[0], row[1], row[2], None, times.read(row[3]), row[4] + 1, bool(row[5]))

    def waiting(self) -> int:
        """How many messages wait for their pictures to be read."""
        return int(self._db.one("select count(*) from pictures"))

    def let_go(self) -> int:
        """Read none of them. Returns how many there were."""
        with self._db.write():
            return self._db.execute("delete from pictures").rowcount

    def put(
        self,
        message: int,
        facts: Sequence[FactRow],
        why: str,
        read: Mapping[str, Any],
        search_text: Findable | None,
        now: datetime,
    ) -> bool:
        """Put on record what was made out: `facts` wait for a person with the reason `why`; `read` goes to what explains the message.

        False where a person has dealt with the message meanwhile, or it is no longer what it was.
        """
        at = times.written(now)
        with self._db.write():
            self._db.execute("delete from pictures where message = ?", [message])
            row = self._db.row(
                "select conference, party, received_at, sender, subject from messages where id = ? and state = 'sorted'"
                " and forgotten_at is null and not exists (select 1 from entries where message = ?1)",
                [message],
            )
            if row is None:
                return False
            conference, party, received_at, sender, subject = row
            trace = self._db.one("select trace from traces where message = ?", [message])
            if read and trace is not None:
                grown = squeezed({**unsqueezed(trace), **read})
                self._db.execute("update traces set trace = ? where message = ?", [grown, message])
            if search_text is not None:
                search.renew(self._db, message, subject, sender, search_text)
            self._facts.add(
                facts,
                message=message,
                conference=conference,
                party=party,
                effective=False,
                at=received_at,
                entered_at=at,
            )
            if why:
                self._records.lay_before(message, why, now)
        return True
