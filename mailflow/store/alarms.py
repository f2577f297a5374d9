"""Alarms: what is wrong with the installation, once a cause, and when it was over."""

from __future__ import annotations

from datetime import datetime

from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import Alarm


class Alarms:
    """Open and closed alarms. A write joins the open transaction, or is one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def open(self, cause: str, text: str, now: datetime) -> bool:
        """Note that something is wrong. True where that is news."""
        with self._db.write():
            done = self._db.execute(
                "insert into alarms (cause, text, opened_at) values (?, ?, ?) on conflict do nothing",
                [cause, text, times.written(now)],
            )
        return done.rowcount == 1

    def close(self, cause: str, now: datetime) -> Alarm | None:
        """Note that it is over. The alarm that was open, None where none was."""
        with self._db.write():
            found = next((alarm for alarm in self.listed() if alarm.cause == cause), None)
            if found is not None:
                self._db.execute(
                    "update alarms set closed_at = ? where cause = ? and closed_at is null", [times.written(now), cause]
                )
        return found

    def listed(self) -> list[Alarm]:
        """What is wrong now, oldest first."""
        return self._found("where closed_at is null order by id", ())

    def past(self, limit: int = 50) -> list[Alarm]:
        """What was ever wrong, newest first."""
        return self._found("order by id desc limit ?", (limit,))

    def _found(self, which: str, values: tuple[int, ...]) -> list[Alarm]:
        rows = self._db.rows(f"select cause, text, opened_at, closed_at from alarms {which}", values)
        return [Alarm(r[0], r[1], times.read(r[2]), times.read_or_none(r[3])) for r in rows]
