"""Promises: what our letters announced or a person wrote down; open until somebody says what kept it.

A letter's promises are written down when the first letter of its name is put into the outbox, in that transaction, and
stand from the day on which the first letter of that name was sent. So there is one for each name and conference however
many recipients there are, and none for a letter that never left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from mailflow.core.conference import Session
from mailflow.errors import Refused
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import AnnouncedSession, NewLetter, Promise

_COLUMNS = "id, conference, text, due, audience, letter, made_at, made_by, state, settled_at, settled_by, kept_by, note"
_SENT = "select template, min(sent_at) from letters where conference = ? and sent_at is not null group by template"


class Promises:
    """The tables of promises and of announced sessions. A write joins the open transaction, or is one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, conference: str, text: str, due: date, audience: str, by: str, now: datetime) -> int:
        """A person writes down what was promised. Returns its number."""
        with self._db.write():
            done = self._db.execute(
                "insert into promises (conference, text, due, audience, made_at, made_by) values (?, ?, ?, ?, ?, ?)",
                [conference, text, due.isoformat(), audience, times.written(now), by],
            )
        return int(done.lastrowid or 0)

    def listed(self, conference: str | None = None, *, settled: bool = False) -> list[Promise]:
        """What is open, the soonest due first; with `settled` also what was kept and dropped."""
        test = "1" if settled else "state = 'open'"
        values: list[Any] = []
        if conference is not None:
            test, values = f"{test} and conference = ?", [conference]
        rows = self._db.rows(f"select {_COLUMNS} from promises where {test} order by due, id", values)
        sent = {name: dict(self._db.rows(_SENT, [name])) for name in {row[1] for row in rows if row[5]}}
        found = [_promise(row, sent.get(row[1], {})) for row in rows]
        return [promise for promise in found if promise.made_at is not None]

    def settle(self, promise: int, state: str, by: str, now: datetime, *, kept_by: str = "", note: str = "") -> None:
        """A person says that a promise was kept, and by what, or is dropped, and why. Raises `StoreError` for none open."""
        with self._db.write():
            done = self._db.execute(
                "update promises set state = ?, settled_at = ?, settled_by = ?, kept_by = ?, note = ?"
                " where id = ? and state = 'open'",
                [state, times.written(now), by, kept_by, note, promise],
            )
            if done.rowcount != 1:
                row = self._db.row("select state from promises where id = ?", [promise])
                raise Refused(f"There is no promise {promise}." if row is None else f"Promise {promise} is {row[0]}.")

    def get(self, promise: int) -> Promise | None:
        """One promise, also one whose letter has not left."""
        row = self._db.row(f"select {_COLUMNS} from promises where id = ?", [promise])
        return None if row is None else _promise(row, dict(self._db.rows(_SENT, [row[1]])))

    # Sessions

    def announce(self, conference: str, sessions: Iterable[Session], by: str, now: datetime) -> None:
        """A person says that the times of sessions have been announced as they are."""
        with self._db.write():
            for session in sessions:
                _announce(self._db, conference, session, times.written(now), by=by)

    def announced(self, conference: str, but_by: str = "") -> dict[str, AnnouncedSession]:
        """The sessions as they were announced last, by name: by a person, or by a campaign of which a letter was sent.

        `but_by` names a campaign that does not count.
        """
        rows = self._db.rows(
            "select session, title, begins, ends, tentative, at, entered_by, campaign from announced_sessions a"
            " where conference = ?1 and (?2 = '' or campaign <> ?2) and (campaign = '' or exists (select 1 from letters l where l.conference = ?1"
            "  and l.campaign = a.campaign and l.sent_at is not null)) order by id",
            [conference, but_by],
        )
        return {row[0]: _announced(row) for row in rows}


def note_announcements(db: Database, letter: NewLetter, at: str) -> None:
    """Write down what a letter announces, the first time that one of its name or campaign is put into the outbox."""
    for promise in letter.promises:
        db.execute(
            "insert into promises (conference, text, due, audience, letter, made_at) values (?, ?, ?, ?, ?, ?)"
            " on conflict do nothing",
            [letter.conference, promise.text, promise.by.isoformat(), promise.to, letter.template, at],
        )
    for session in letter.announces:
        _announce(db, letter.conference, session, at, campaign=letter.campaign or "")


def _announce(db: Database, conference: str, session: Session, at: str, *, by: str = "", campaign: str = "") -> None:
    db.execute(
        "insert into announced_sessions (conference, session, title, begins, ends, tentative, at, entered_by, campaign)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
        [
            conference,
            session.name,
            session.title,
            times.written(session.begins),
            times.written(session.ends),
            int(session.tentative),
            at,
            by,
            campaign,
        ],
    )


def _promise(row: tuple[Any, ...], sent: Mapping[str, str]) -> Promise:
    """A promise of a letter was made when the first letter of its name was sent."""
    return Promise(
        id=row[0],
        conference=row[1],
        text=row[2],
        due=date.fromisoformat(row[3]),
        audience=row[4],
        letter=row[5],
        made_at=times.read_or_none(sent.get(row[5]) if row[5] else row[6]),
        by=row[7],
        state=row[8],
        settled_at=times.read_or_none(row[9]),
        settled_by=row[10],
        kept_by=row[11],
        note=row[12],
    )


def _announced(row: tuple[Any, ...]) -> AnnouncedSession:
    session = Session(row[0], row[1], times.read(row[2]), times.read(row[3]), bool(row[4]))
    return AnnouncedSession(session, times.read(row[5]), row[6], row[7])
