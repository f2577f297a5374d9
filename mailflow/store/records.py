"""Records: what messages were taken for, with the letter that follows, in the transaction that is all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mailflow.core.arrival import Place
from mailflow.core.facts import Delegate
from mailflow.core.findable import findable
from mailflow.core.history import History
from mailflow.core.packing import packed, squeezed, unpacked, unsqueezed
from mailflow.store import search, times
from mailflow.store.corrections import Corrections
from mailflow.store.database import Database
from mailflow.store.heard import brought
from mailflow.store.moves import Moves
from mailflow.store.outbox import Outbox
from mailflow.store.rows import NewRecord, Record
from mailflow.store.withdrawing import withdraw

_COLUMNS = (
    "m.id, m.conference, m.mailbox, m.state, m.received_at, m.sender, m.subject, m.message_id, m.size, m.kinds, m.party,"
    " m.attendance, m.language, m.disposition, m.needs_person, m.effective, m.backlog, m.tries, m.error, m.duplicate_of,"
    " m.sha256, m.decision, m.forgotten_at, m.channel, m.taken_by"
)


class Records(Corrections):
    """Messages on record. A write joins the open transaction, or is one."""

    def __init__(self, db: Database, outbox: Outbox, moves: Moves) -> None:
        super().__init__(db, moves)
        self._outbox = outbox

    def commit(self, record: NewRecord, now: datetime) -> int | None:
        """Put a message on record with its facts, trace and letter. Done a second time it does nothing.

        Returns the id of the letter that was queued, None where there is none.
        """
        with self._db.write():
            received_at = self._received_at(record.message, "taken")
            if received_at is None:
                return None
            self._sort(record, now)
            trace = record.trace if isinstance(record.trace, bytes) else squeezed(record.trace)
            self._db.execute("insert or replace into traces values (?, ?)", [record.message, trace])
            if record.folder:
                self._moves.queue(record.message, record.folder)
            if record.duplicate_of is not None:
                return None
            self._record(record, received_at, times.written(now))
            return None if record.letter is None else self._outbox.queue(record.letter, now)

    def _received_at(self, message: int, state: str) -> str | None:
        row = self._db.row("select received_at from messages where id = ? and state = ?", [message, state])
        return None if row is None else str(row[0])

    def _sort(self, record: NewRecord, now: datetime) -> None:
        self._db.execute(
            "update messages set state = ?, content_key = ?, message_id = ?, sender = ?, subject = ?, sent_at = ?,"
            " kinds = ?, party = ?, attendance = ?, language = ?, disposition = ?, needs_person = ?, effective = ?,"
            " decision = ?, duplicate_of = ?, sorted_at = ?, begun = 0, error = '' where id = ?",
            [
                "sorted" if record.duplicate_of is None else "duplicate",
                record.content_key,
                record.message_id,
                record.sender,
                record.subject,
                times.written_or_none(record.sent_at),
                packed(record.kinds),
                record.party,
                record.attendance,
                record.language,
                record.disposition,
                int(record.needs_person),
                int(record.effective and record.duplicate_of is None),
                packed(record.decision),
                record.duplicate_of,
                times.written(now),
                record.message,
            ],
        )

    def _record(self, record: NewRecord, received_at: str, at: str) -> None:
        self._set_kinds(record.message, (), record.kinds)
        entry = (
            self._enter(record.message, record.conference, record.by, "enter", record.said, at) if record.by else None
        )
        self._facts.add(
            record.facts,
            message=record.message,
            conference=record.conference,
            party=record.party,
            effective=record.effective,
            at=received_at,
            entered_at=at,
            by=record.by,
            entry=entry,
        )
        text = record.search_text
        found = findable(text) if isinstance(text, str) else text
        search.add(self._db, record.message, record.subject, record.sender, found)
        if record.pictures:
            self._db.execute("insert or ignore into pictures (message) values (?)", [record.message])
        if record.review:
            self._open_review(record.message, record.conference, record.review, at)
        if record.effective and record.party:
            self._pasts.add(record.conference, record.party, record.kinds, record.attendance, record.facts, received_at)
        if record.effective:
            why = f"the party has answered with message {record.message}"
            withdraw(self._db, record.conference, brought(record.party, record.kinds, record.facts), why, "", at)

    def file_oversize(
        self, message: int, sender: str, subject: str, message_id: str | None, why: str, now: datetime
    ) -> None:
        """A message over the size limit: on record by its header, and before a person. A second time does nothing."""
        at = times.written(now)
        with self._db.write():
            done = self._db.execute(
                "update messages set sender = ?, subject = ?, message_id = ?, disposition = 'review', needs_person = 1,"
                " sorted_at = ? where id = ? and state = 'oversize' and sorted_at is null",
                [sender, subject, message_id, at, message],
            )
            if done.rowcount == 1:
                search.add(self._db, message, subject, sender, findable(""))
                self._open_review(message, self._conference(message), (why,), at)

    def park(self, message: int, why: str, now: datetime) -> None:
        """Lay a parked message before a person."""
        with self._db.write():
            self._open_review(message, self._conference(message), (why,), times.written(now))

    def duplicate_of(self, conference: str, content_key: str, but_not: int) -> int | None:
        """The message on record that is the same delivery again, one that was acknowledged first; None for none."""
        row = self._db.row(
            "select id from messages where conference = ? and content_key = ? and id <> ? and state = 'sorted'"
            " order by disposition = 'acknowledge' desc, id limit 1",
            [conference, content_key, but_not],
        )
        return None if row is None else int(row[0])

    def same_message_id(self, conference: str, message_id: str, content_key: str) -> list[int]:
        """Messages on record with that Message-ID and other content, oldest first."""
        rows = self._db.rows(
            "select id from messages where conference = ? and message_id = ? and content_key is not ? order by id"
            " limit 100",
            [conference, message_id, content_key],
        )
        return [message for (message,) in rows]

    def next_number(self, conference: str, kind: str) -> int:
        """The next register number of that kind, without gaps: it is given back where the transaction fails."""
        with self._db.write():
            self._db.execute(
                "insert into registers values (?, ?, 1) on conflict (conference, kind) do update set last = last + 1",
                [conference, kind],
            )
            return int(self._db.one("select last from registers where conference = ? and kind = ?", [conference, kind]))

    # Reading

    def history(self, conference: str, tokens: Sequence[str] = ()) -> History:
        """The past of a conference as the core wants it. Its cost does not grow with the number of messages."""
        letters = self._outbox.by_token(tokens) if tokens else {}
        return History(parties=self._pasts.of(conference), letters=letters)

    def delegates(self, conference: str, party: str) -> tuple[Delegate, ...]:
        """The delegation of a party as it stands after everything in force; without sources, for which see `facts`."""
        return self._pasts.delegates(conference, party)

    def get(self, message: int) -> Record | None:
        """One message."""
        row = self._db.row(f"select {_COLUMNS} from messages m where m.id = ?", [message])
        if row is None:
            return None
        places = self._db.rows("select mailbox, folder, uidvalidity, uid from places where message = ?", [message])
        return replace(_record(row), places=tuple(Place(*place) for place in places))

    def listed(
        self,
        *,
        conference: str | None = None,
        kind: str | None = None,
        party: str | None = None,
        state: str | None = None,
        disposition: str | None = None,
        assigned: str | None = None,
        since: datetime | None = None,
        before: int | None = None,
        limit: int = 50,
        oldest_first: bool = False,
    ) -> list[Record]:
        """Messages, newest first unless told otherwise. `before` is the id that the next page begins below."""
        tests: list[str] = ["1"]
        values: list[Any] = []
        for test, value in (
            # The plus keeps the index of conferences out of it: a rare state is found by the index of states.
            ("m.conference = ?" if state in (None, "sorted") else "+m.conference = ?", conference),
            ("m.party = ?", party),
            ("m.state = ?", state),
            ("m.disposition = ?", disposition),
            ("json_extract(m.decision, '$.assign') = ?", assigned),
            ("m.received_at >= ?", times.written_or_none(since)),
            ("m.id < ?", before),
            ("k.kind = ?", kind),
        ):
            if value is not None:
                tests.append(test)
                values.append(value)
        # A cross join keeps the order of its tables: by kind, the list is read off the index of kinds.
        source, by = (
            ("kinds k cross join messages m on m.id = k.message", "k.message") if kind else ("messages m", "m.id")
        )
        order = "asc" if oldest_first else "desc"
        rows = self._db.rows(
            f"select {_COLUMNS} from {source} where {' and '.join(tests)} order by {by} {order} limit ?",
            [*values, limit],
        )
        return [_record(row) for row in rows]

    def channels(self, conference: str) -> dict[int, str]:
        """How messages came that did not come by mail."""
        return dict(
            self._db.rows("select id, channel from messages where channel <> 'mail' and conference = ?", [conference])
        )

    def trace(self, message: int) -> Mapping[str, Any]:
        """What led to the decision; empty where nothing is stored."""
        row = self._db.row("select trace from traces where message = ?", [message])
        found: dict[str, Any] = unsqueezed(row[0]) if row is not None else {}
        return found


def _record(row: tuple[Any, ...]) -> Record:
    return Record(
        id=row[0],
        conference=row[1],
        mailbox=row[2],
        state=row[3],
        received_at=times.read(row[4]),
        sender=row[5],
        subject=row[6],
        message_id=row[7],
        size=row[8],
        kinds=tuple(unpacked(row[9])),
        party=row[10],
        attendance=row[11],
        language=row[12],
        disposition=row[13],
        needs_person=bool(row[14]),
        effective=bool(row[15]),
        backlog=bool(row[16]),
        tries=row[17],
        error=row[18],
        duplicate_of=row[19],
        sha256=row[20],
        decision=unpacked(row[21]),
        forgotten_at=times.read_or_none(row[22]),
        channel=row[23],
        taken_by=row[24],
    )
