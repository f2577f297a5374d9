"""Letters as they lie in the outbox, to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mailflow.core.address import Address
from mailflow.core.delivery import Envelope
from mailflow.core.history import Letter
from mailflow.core.packing import unpacked
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import Attempt, Recipient, Revision, StoredLetter

_COLUMNS = (
    "l.id, l.token, l.conference, l.party, l.purpose, l.template, l.language, l.subject, l.message_id, l.state, l.tries,"
    " l.created_at, l.next_try_at, l.hold, l.message, l.campaign, l.sender, l.template_revision, l.rules_revision,"
    " l.sent_at, l.queued_at"
)
WAITING = ("queued", "deferred")  # states of a recipient who still waits for the letter


class Letters:
    """Reading the outbox."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, letter: int, data: bool = False) -> StoredLetter | None:
        """One letter; with its bytes where asked for."""
        row = self._db.row(f"select {_COLUMNS} from letters l where l.id = ?", [letter])
        return None if row is None else self._letter(row, self.data(letter) if data else b"")

    def data(self, letter: int) -> bytes:
        """The exact bytes of a letter."""
        row = self._db.row("select data from letter_data where letter = ?", [letter])
        return b"" if row is None else bytes(row[0])

    def listed(
        self,
        *,
        conference: str | None = None,
        state: str | None = None,
        message: int | None = None,
        party: str | None = None,
        campaign: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> list[StoredLetter]:
        """Letters, newest first. `before` is the id that the next page begins below."""
        tests: list[str] = ["1"]
        values: list[Any] = []
        for test, value in (
            # The plus keeps the index of conferences out of it: a rare state is found by the index of states.
            ("l.conference = ?" if state in (None, "sent") else "+l.conference = ?", conference),
            ("l.state = ?", state),
            ("l.message = ?", message),
            ("l.party = ?", party),
            ("l.campaign = ?", campaign),
            ("l.id < ?", before),
        ):
            if value is not None:
                tests.append(test)
                values.append(value)
        rows = self._db.rows(
            f"select {_COLUMNS} from letters l where {' and '.join(tests)} order by l.id desc limit ?",
            [*values, limit],
        )
        return [self._letter(row) for row in rows]

    def attempts(self, letter: int) -> list[Attempt]:
        """What happened to a letter, in order."""
        rows = self._db.rows("select at, what, entered_by, text from attempts where letter = ? order by id", [letter])
        return [Attempt(times.read(r[0]), r[1], r[2], r[3]) for r in rows]

    def revisions(self, letter: int) -> list[Revision]:
        """What a letter was before it was edited or written anew, oldest first."""
        rows = self._db.rows(
            "select at, entered_by, subject, language, template, template_revision, recipients, data from revisions"
            " where letter = ? order by id",
            [letter],
        )
        return [
            Revision(times.read(r[0]), r[1], r[2], r[3], r[4], r[5], tuple(unpacked(r[6])), r[7].encode("latin-1"))
            for r in rows
        ]

    def counts(self) -> dict[str, int]:
        """Letters by state."""
        return dict(self._db.rows("select state, count(*) from letters group by state"))

    def by_token(self, tokens: Sequence[str]) -> dict[str, Letter]:
        """Letters of ours that a message speaks of."""
        found = {}
        for token in tokens:
            row = self._db.row("select id, template, party, sent_at, message from letters where token = ?", [token])
            if row is not None:
                to = self._db.rows("select address from recipients where letter = ? and journal = 0", [row[0]])
                names = tuple(address for (address,) in to)
                found[token] = Letter(row[0], row[1], row[2], names, times.read_or_none(row[3]), row[4])
        return found

    # Ceilings: what counts is what may leave or has left, not what is held or was cancelled before it left.

    def count_since(self, since: datetime, *, key: str | None = None, domain: str | None = None) -> int:
        """Answers that were let out since then: to one correspondent, to one domain, or all (by whole minutes)."""
        at = times.written(since)
        if key is not None:
            sql = "select count(*) from recipients where key = ? and queued_at >= ? and journal = 0 and automatic = 1"
            return int(self._db.one(sql, [key, at]))
        if domain is not None:
            sql = (
                "select count(*) from recipients where domain = ? and queued_at >= ? and journal = 0 and automatic = 1"
            )
            return int(self._db.one(sql, [domain, at]))
        minute = times.minute(at)
        return int(self._db.one("select coalesce(sum(answers), 0) from tallies where minute >= ?", [minute]))

    def last_of_kind(self, conference: str, template: str, key: str, since: datetime) -> int | None:
        """The newest letter of that kind to that correspondent since then, held ones included; None for none."""
        at = times.written(since)
        row = self._db.row(
            "select l.id from recipients r cross join letters l on l.id = r.letter where r.key = ? and r.journal = 0"
            " and l.conference = ? and l.template = ? and l.state <> 'cancelled'"
            " and coalesce(l.queued_at, l.created_at) >= ? order by r.letter desc limit 1",
            [key, conference, template, at],
        )
        return None if row is None else int(row[0])

    def unknown_before(self, at: datetime) -> list[int]:
        """Letters of unknown fate whose journal copy should have come by then."""
        rows = self._db.rows(
            "select id from letters where state = 'unknown' and tried_at <= ? order by id", [times.written(at)]
        )
        return [letter for (letter,) in rows]

    # Within

    def _let_out(self, letter: int, at: str | None) -> None:
        """Since when a letter may leave, None for one that may not: it is counted from then on, or not."""
        message, before = self._db.row("select message, queued_at from letters where id = ?", [letter]) or (None, None)
        self._db.execute("update letters set queued_at = ? where id = ?", [at, letter])
        self._db.execute("update recipients set queued_at = ? where letter = ?", [at, letter])
        if message is not None:
            self._tally(before, -1)
            self._tally(at, 1)

    def _tally(self, at: str | None, change: int) -> None:
        if at is not None:
            self._db.execute(
                "insert into tallies values (?, ?) on conflict (minute) do update set answers = answers + excluded.answers",
                [times.minute(at), change],
            )

    def _letter(self, row: tuple[Any, ...], data: bytes = b"") -> StoredLetter:
        recipients = self._recipients(row[0])
        waiting = tuple(_address(r.address) for r in recipients if r.state in WAITING)
        return StoredLetter(
            id=row[0],
            token=row[1],
            conference=row[2],
            party=row[3],
            purpose=row[4],
            template=row[5],
            language=row[6],
            subject=row[7],
            message_id=row[8],
            state=row[9],
            tries=row[10],
            created_at=times.read(row[11]),
            next_try_at=times.read_or_none(row[12]),
            hold=row[13],
            message=row[14],
            campaign=row[15],
            recipients=recipients,
            envelope=Envelope(_address(row[16]) if row[16] else None, waiting),
            template_revision=row[17],
            rules_revision=row[18],
            sent_at=times.read_or_none(row[19]),
            data=data,
            queued_at=times.read_or_none(row[20]),
        )

    def _recipients(self, letter: int) -> tuple[Recipient, ...]:
        rows = self._db.rows(
            "select address, state, code, enhanced, text, at, journal from recipients where letter = ? order by place",
            [letter],
        )
        return tuple(Recipient(r[0], r[1], r[2], r[3], r[4], times.read_or_none(r[5]), bool(r[6])) for r in rows)

    def _state(self, letter: int) -> str | None:
        row = self._db.row("select state from letters where id = ?", [letter])
        return None if row is None else str(row[0])

    def _note(self, letter: int, at: str, what: str, by: str, text: str) -> None:
        self._db.execute(
            "insert into attempts (letter, at, what, entered_by, text) values (?, ?, ?, ?, ?)",
            [letter, at, what, by, text],
        )


def _address(spec: str) -> Address:
    local, _, domain = spec.rpartition("@")
    return Address(local, domain)
