"""Messages that a rule puts into another folder of their mailbox: what is still to be moved, and from where.

A move is queued in the transaction that puts its message on record, under the number that the server gave the message
(mailbox, folder, UIDVALIDITY, UID), and taken out when the server has done it. A program that dies in between asks once
more for a number that is no longer there, which moves nothing. What waits for a person waits here, too.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mailflow.store import times
from mailflow.store.database import Database

_AT_ONCE = 500
# What a person took for something else, or for nothing, is not what the rule took it for.
_STANDS = (
    " and not exists (select 1 from entries e where e.message = m.id and (e.what = 'dismiss'"
    " or e.what = 'correct' and json_extract(e.value, '$.kinds') is not null))"
)
# Nor is what comes once more moved while the first waits.
_FREE = (
    " and not exists (select 1 from reviews r where r.state = 'open' and r.message in"
    " (v.message, (select d.duplicate_of from messages d where d.id = v.message)))"
)


@dataclass(frozen=True, slots=True)
class Move:
    """A message in a watched folder, and the folder it belongs into."""

    uid: int
    target: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """Folders of a mailbox into which messages may have been moved that are not on record: those that came since then."""

    folders: tuple[str, ...]
    since: datetime


class Moves:
    """The queue of moves. A write joins the open transaction, or is one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def queue(self, message: int, target: str) -> None:
        """The message is to go there, from wherever it lies."""
        with self._db.write():
            self._db.execute(
                "insert or ignore into moves (mailbox, folder, uidvalidity, uid, message, target)"
                " select mailbox, folder, uidvalidity, uid, message, ? from places where message = ?",
                [target, message],
            )

    def queue_again(self, message: int) -> None:
        """A message that was put on record before lies there under one more number: it goes where it was to go.

        One that was on record already, and would have waited for a person, was to go nowhere.
        """
        with self._db.write():
            target = self._db.one(
                "select json_extract(m.decision, '$.folder') from messages m where m.id = ? and not m.backlog"
                f" and (m.state = 'sorted' or m.state = 'duplicate' and not m.needs_person){_STANDS}",
                [message],
            )
            if target:
                self.queue(message, target)

    def drop(self, message: int) -> None:
        """It stays where it is."""
        with self._db.write():
            self._db.execute("delete from moves where message = ?", [message])

    def due(self, mailbox: str, folder: str, uidvalidity: int) -> list[Move]:
        """What is to be moved out of this folder now, some hundred at once into each: none that waits for a person."""
        # Each target has a number of its own, so that one that takes nothing holds up no other.
        rows = self._db.rows(
            "select uid, target from (select v.uid, v.target, row_number() over (partition by v.target order by v.uid) n"
            f" from moves v where v.mailbox = ? and v.folder = ? and v.uidvalidity = ?{_FREE}) where n <= ? order by uid",
            [mailbox, folder, uidvalidity, _AT_ONCE],
        )
        return [Move(*row) for row in rows]

    def has_due(self, mailbox: str) -> bool:
        """Whether anything of a mailbox is to be moved now."""
        return self._db.row(f"select 1 from moves v where v.mailbox = ?{_FREE} limit 1", [mailbox]) is not None

    def done(self, mailbox: str, folder: str, uidvalidity: int, uids: Collection[int]) -> None:
        """The server has moved them, or they were gone."""
        with self._db.write():
            for uid in uids:
                self._db.execute(
                    "delete from moves where mailbox = ? and folder = ? and uidvalidity = ? and uid = ?",
                    [mailbox, folder, uidvalidity, uid],
                )

    def targets(self, message: int) -> tuple[str, ...]:
        """Where a message is still to be moved to."""
        rows = self._db.rows("select distinct target from moves where message = ? order by 1", [message])
        return tuple(target for (target,) in rows)

    def ever(self, mailbox: str) -> list[str]:
        """Into which folders rules have put messages of this mailbox, those of rules that are no longer there as well."""
        rows = self._db.rows(
            "select distinct json_extract(decision, '$.folder') from messages where mailbox = ? and decision is not null"
            " order by 1",
            [mailbox],
        )
        return [folder for (folder,) in rows if folder]

    def unseen(self, mailbox: str) -> Unseen | None:
        """What is still to be looked through, after an older copy of the database was put back."""
        value = self._db.one("select value from notes where name = ?", [unseen_note(mailbox)])
        if value is None:
            return None
        noted = json.loads(value)
        return Unseen(tuple(noted["folders"]), times.read(noted["since"]))

    def seen(self, mailbox: str) -> None:
        """It was looked through."""
        with self._db.write():
            self._db.execute("delete from notes where name = ?", [unseen_note(mailbox)])


def unseen_note(mailbox: str) -> str:
    """The name of the note that says which folders of a mailbox are to be looked through, and from when on."""
    return f"unseen {mailbox}"
