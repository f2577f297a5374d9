"""The ledger: raw bytes and their places on the server, committed before anything is parsed (design law 1)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime

from mailflow.core.arrival import Arrival, Place
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.moves import Moves
from mailflow.store.rows import Pending, Taken

LARGE = 4_000_000  # bytes; from here on a message is written and read so that it is in memory once


class Ledger:
    """What came in, where it lay, and whether it has been sorted. A write joins the open transaction, or is one."""

    def __init__(self, db: Database, moves: Moves) -> None:
        self._db, self._moves = db, moves

    # The folders

    def begin(self, mailbox: str, folder: str, uidvalidity: int, uidnext: int, exists: int, now: datetime) -> None:
        """A folder was opened. What lay there at the very first opening is backlog: UIDs below the fence.

        After a renumbering (another UIDVALIDITY) UIDs say nothing of that any more. What is not known by its content is
        backlog then if the server had it before the first opening, and else came while we were watching.
        """
        at = times.written(now)
        with self._db.write():
            self._db.execute(
                "insert into folders (mailbox, folder, uidvalidity, fence, first_at, last_contact, on_server)"
                " values (?, ?, ?, ?, ?, ?, ?) on conflict (mailbox, folder) do update set"
                " renumbered = case when fence_anew then 0 when uidvalidity = excluded.uidvalidity then renumbered else 1 end,"
                " fence = case when fence_anew then excluded.fence when uidvalidity = excluded.uidvalidity then fence else 0 end,"
                " fence_anew = 0, uidvalidity = excluded.uidvalidity, last_contact = excluded.last_contact,"
                " on_server = excluded.on_server, problem = ''",
                [mailbox, folder, uidvalidity, uidnext, at, at, exists],
            )
            # Numbers of another time say nothing any more; a message that is still there is met under its new one.
            self._db.execute(
                "delete from moves where mailbox = ? and folder = ? and uidvalidity <> ?",
                [mailbox, folder, uidvalidity],
            )

    def contact(
        self, mailbox: str, folder: str, now: datetime, on_server: int | None = None, problem: str = ""
    ) -> None:
        """Note when a folder was last seen, what it held, and what is wrong with it."""
        with self._db.write():
            self._db.execute(
                "update folders set last_contact = case when ?1 = '' then ?2 else last_contact end, problem = ?1,"
                " on_server = coalesce(?3, on_server) where mailbox = ?4 and folder = ?5",
                [problem, times.written(now), on_server, mailbox, folder],
            )

    def known(self, mailbox: str, folder: str, uidvalidity: int) -> set[int]:
        """The UIDs that are in the ledger."""
        rows = self._db.rows(
            "select uid from places where mailbox = ? and folder = ? and uidvalidity = ?",
            [mailbox, folder, uidvalidity],
        )
        return {uid for (uid,) in rows}

    def highest(self, mailbox: str, folder: str, uidvalidity: int) -> int:
        """The highest UID in the ledger, 0 where there is none."""
        found = self._db.one(
            "select max(uid) from places where mailbox = ? and folder = ? and uidvalidity = ?",
            [mailbox, folder, uidvalidity],
        )
        return int(found or 0)

    # What comes in

    def take(self, arrivals: Sequence[Arrival], *, conference: str, file_backlog: bool, now: datetime) -> list[Taken]:
        """Put a batch into the ledger, in one transaction; a place or a content that is there already adds nothing."""
        with self._db.write():
            return [self._take(arrival, conference, file_backlog, now) for arrival in arrivals]

    def take_moved(self, arrivals: Sequence[Arrival], *, conference: str, now: datetime) -> list[Taken]:
        """The same for what lies where rules move messages: what the database does not know was perhaps answered by one
        that is lost. It is backlog, and is moved no more."""
        with self._db.write():
            return [self._take_moved(arrival, conference, now) for arrival in arrivals]

    def _take(self, arrival: Arrival, conference: str, file_backlog: bool, now: datetime) -> Taken:
        place = arrival.place
        key = [place.mailbox, place.folder, place.uidvalidity, place.uid]
        there = self._db.row(
            "select message from places where mailbox = ? and folder = ? and uidvalidity = ? and uid = ?", key
        )
        if there is not None:
            return Taken(there[0], new=False)
        digest = _digest(arrival)
        same = self._known(conference, digest)
        backlog = same is None and self._is_backlog(arrival) and (file_backlog or self._went_back(place))
        message = same if same is not None else self._insert(arrival, digest, conference, backlog, now)
        self._db.execute("insert into places values (?, ?, ?, ?, ?)", [*key, message])
        if same is not None:
            self._moves.queue_again(message)
        return Taken(message, new=same is None, backlog=backlog)

    def _take_moved(self, arrival: Arrival, conference: str, now: datetime) -> Taken:
        digest = _digest(arrival)
        same = self._known(conference, digest)
        if same is not None:
            return Taken(same, new=False)
        message = self._insert(arrival, digest, conference, True, now)
        place = arrival.place
        key = [place.mailbox, place.folder, place.uidvalidity, place.uid]
        self._db.execute("insert or replace into places values (?, ?, ?, ?, ?)", [*key, message])
        return Taken(message, new=True, backlog=True)

    def _known(self, conference: str, digest: str) -> int | None:
        row = self._db.row("select id from messages where conference = ? and sha256 = ?", [conference, digest])
        return None if row is None else int(row[0])

    def _insert(self, arrival: Arrival, digest: str, conference: str, backlog: bool, now: datetime) -> int:
        cursor = self._db.execute(
            "insert into messages (conference, mailbox, sha256, size, received_at, taken_at, state, backlog)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                conference,
                arrival.place.mailbox,
                digest,
                arrival.size,
                times.written(arrival.received_at),
                times.written(now),
                "taken" if arrival.raw is not None else "oversize",
                int(backlog),
            ],
        )
        message = int(cursor.lastrowid or 0)
        self._keep(message, arrival.raw if arrival.raw is not None else arrival.head)
        return message

    def _keep(self, message: int, raw: bytes) -> None:
        if len(raw) < LARGE:
            self._db.execute("insert into raws values (?, ?)", [message, raw])
            return
        self._db.execute("insert into raws values (?, zeroblob(?))", [message, len(raw)])
        self._db.put_large("raws", "raw", message, raw)

    def note(self, raw: bytes, *, conference: str, channel: str, taken_by: str, at: datetime, now: datetime) -> Taken:
        """Put in what did not come by mail, as the note of it that a person made; the same note twice adds nothing.

        To be put on record in the same transaction: no worker is to find it waiting.
        """
        digest = hashlib.sha256(raw).hexdigest()
        with self._db.write():
            same = self._known(conference, digest)
            if same is not None:
                return Taken(same, new=False)
            cursor = self._db.execute(
                "insert into messages (conference, mailbox, sha256, size, received_at, taken_at, state, channel, taken_by)"
                " values (?, '', ?, ?, ?, ?, 'taken', ?, ?)",
                [conference, digest, len(raw), times.written(at), times.written(now), channel, taken_by],
            )
            message = int(cursor.lastrowid or 0)
            self._db.execute("insert into raws values (?, ?)", [message, raw])
        return Taken(message, new=True)

    def _is_backlog(self, arrival: Arrival) -> bool:
        place = arrival.place
        row = self._db.row(
            "select fence, renumbered, first_at from folders where mailbox = ? and folder = ?",
            [place.mailbox, place.folder],
        )
        if row is None:
            return False
        fence, renumbered, first_at = row
        return place.uid < fence or (bool(renumbered) and arrival.received_at < times.read(first_at))

    def _went_back(self, place: Place) -> bool:
        """True where the database was restored from a copy: what the copy does not know was perhaps answered."""
        name = restored_note(place.mailbox, place.folder)
        return self._db.row("select 1 from notes where name = ?", [name]) is not None

    # What waits to be sorted

    def pending(self, *, after: int = 0, limit: int, size: int) -> list[Pending]:
        """Messages that wait to be sorted, oldest first: at most `limit`, and about `size` bytes of them.

        One that is larger than that alone comes without its bytes: `raw` reads them when its turn has come.
        """
        rows = self._db.rows(
            "select id, size from messages where state = 'taken' and id > ? order by id limit ?", [after, limit]
        )
        chosen: list[int] = []
        total = 0
        for message, length in rows:
            if chosen and total + length > size:
                break
            chosen.append(message)
            total += length
        return [pending for message in chosen if (pending := self._pending(message, size)) is not None]

    def _pending(self, message: int, size: int) -> Pending | None:
        row = self._db.row(
            "select m.id, m.mailbox, m.conference, case when m.size <= ? then r.raw end, m.received_at, m.tries, m.backlog"
            " from messages m join raws r on r.message = m.id where m.id = ?",
            [size, message],
        )
        if row is None:
            return None
        return Pending(row[0], row[1], row[2], row[3], times.read(row[4]), row[5], bool(row[6]))

    def raw(self, message: int) -> bytes | None:
        """The bytes as they came, None for an unknown message. Of one over the size limit, its header."""
        row = self._db.row(
            "select length(raw), case when length(raw) < ? then raw end from raws where message = ?", [LARGE, message]
        )
        if row is None:
            return None
        return bytes(row[1]) if row[1] is not None else self._db.get_large("raws", "raw", message)

    def places(self, message: int) -> tuple[Place, ...]:
        """Where a message lay, in all mailboxes and under all numbers it ever had."""
        rows = self._db.rows("select mailbox, folder, uidvalidity, uid from places where message = ?", [message])
        return tuple(Place(*row) for row in rows)

    # Messages that cannot be sorted

    def tried(self, messages: Collection[int]) -> None:
        """Count a try before it is made, so that a message that ends the whole program is counted too."""
        with self._db.write():
            for message in messages:
                self._db.execute(
                    "update messages set tries = tries + 1, begun = 1 where id = ? and state = 'taken'", [message]
                )

    def untried(self, messages: Collection[int]) -> None:
        """The tries that were counted were not made: the program was stopped in good order."""
        with self._db.write():
            for message in messages:
                self._db.execute(
                    "update messages set tries = tries - 1, begun = 0 where id = ? and state = 'taken' and begun",
                    [message],
                )

    def failed(self, message: int, error: str, limit: int, now: datetime) -> bool:
        """A try to sort it failed. True where it was the last one: the message is parked, and then laid before a person.

        A try that `tried` has counted already is not counted again.
        """
        with self._db.write():
            self._db.execute(
                "update messages set tries = tries + 1 - begun, begun = 0, error = ?,"
                " state = case when tries + 1 - begun >= ? then 'parked' else state end where id = ? and state = 'taken'",
                [error[-4000:], limit, message],
            )
            row = self._db.row("select state from messages where id = ?", [message])
        return row is not None and row[0] == "parked"

    def spent(self, limit: int) -> list[int]:
        """At a worker's start: messages that were being sorted when their last try ended the program. To be parked."""
        rows = self._db.rows(
            "select id from messages where state = 'taken' and begun and tries >= ? order by id", [limit]
        )
        return [message for (message,) in rows]

    def retry(self, message: int, by: str = "") -> bool:
        """Let a parked message be tried again, and close what waited for a person. False where it is not parked."""
        with self._db.write():
            done = self._db.execute(
                "update messages set state = 'taken', tries = 0, begun = 0 where id = ? and state = 'parked'", [message]
            )
            if done.rowcount == 1:
                self._db.execute(
                    "update reviews set state = 'dismissed', settled_by = ? where message = ? and state = 'open'",
                    [by, message],
                )
        return done.rowcount == 1


def restored_note(mailbox: str, folder: str) -> str:
    """The name of the note that says since when a folder is read by a restored database."""
    return f"restored {mailbox} {folder}"


def _digest(arrival: Arrival) -> str:
    """What makes a message the same one. Of an over-size one only the header is known, and perhaps not even that."""
    if arrival.raw is not None:
        return hashlib.sha256(arrival.raw).hexdigest()
    known = arrival.head or repr(arrival.place).encode()
    return hashlib.sha256(b"%d\n" % arrival.size + known).hexdigest()
