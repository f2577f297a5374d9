"""What was issued under a symbol: frozen as it was, so that it can be shown again and the next can say what changed."""

from __future__ import annotations

from datetime import datetime

from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import Issue

_COLUMNS = "conference, series, number, symbol, final, addendum, issued_at, issued_by, value"


class Issues:
    """The table of issues. A series is what is issued again and again, such as "participants"."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        conference: str,
        series: str,
        symbol: str,
        value: str,
        by: str,
        now: datetime,
        *,
        final: bool = False,
        addendum: bool = False,
    ) -> int:
        """Freeze an issue, `value` being all that is needed to show it again, as JSON. Returns its number, from 1 on.

        Text and not packed bytes, so that a person who asks to be forgotten is found in it.
        """
        with self._db.write():
            last = self._db.one(
                "select coalesce(max(number), 0) from issues where conference = ? and series = ?", [conference, series]
            )
            self._db.execute(
                f"insert into issues ({_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [conference, series, last + 1, symbol, int(final), int(addendum), times.written(now), by, value],
            )
        return int(last) + 1

    def listed(self, conference: str, series: str) -> list[Issue]:
        """All issues of a series, the first one first."""
        rows = self._db.rows(
            f"select {_COLUMNS} from issues where conference = ? and series = ? order by number", [conference, series]
        )
        return [Issue(r[0], r[1], r[2], r[3], bool(r[4]), bool(r[5]), times.read(r[6]), r[7], r[8]) for r in rows]
