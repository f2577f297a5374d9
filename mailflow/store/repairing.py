"""Putting right what can be made again from the rest of the database, and saying what cannot.

Made again are: the indexes of SQLite, the index of words, what came before from each party (from the facts), the count of
automatic letters (from the letters), and the list of kinds. Rows that hang in the air are removed where they were made
from something else. What messages said, what people entered and how letters fared is never touched: for that there is the
backup.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from mailflow.core.packing import packed
from mailflow.store import search, times
from mailflow.store.copying import damage
from mailflow.store.database import Database
from mailflow.store.facts import Facts
from mailflow.store.lock import lock_writer
from mailflow.store.opening import open_database
from mailflow.store.pasts import Pasts
from mailflow.store.trouble import Damaged

_MADE_FROM_MESSAGES = ("kinds", "texts", "traces")
_OF_AN_INDEX = ("missing from index", "wrong # of entries in index", "malformed inverted index")


def repair(path: Path, by: str, now: datetime) -> list[str]:
    """Put right what can be. Returns a sentence for each thing that was made anew: the index of words in any case.

    Raises `StoreError` while a worker runs, and `Damaged` where only a backup helps; then nothing was changed.
    """
    lock = lock_writer(path)
    try:
        db = open_database(path, create=False, readonly=False)
        try:
            return _repaired(db, by, times.written(now))
        finally:
            db.close()
    finally:
        os.close(lock)


def _repaired(db: Database, by: str, at: str) -> list[str]:
    found = damage(db)
    orphans = _orphans(db)
    hopeless = [
        line for line in found if not any(sign in line for sign in _OF_AN_INDEX) and not line.startswith("row ")
    ]
    if hopeless:
        raise Damaged(
            f"{db.path} is damaged where nothing can be made again from the rest ({hopeless[0]}). Nothing was changed. "
            "Restore the newest backup; mail that came after it is taken in again from the mailboxes."
        )
    with db.write():
        said = [*_indexes(db, found), *_orphaned(db, orphans), *_words(db), *_kinds(db), *_pasts(db), *_tallies(db)]
        db.execute(
            "insert into entries (message, conference, at, entered_by, what, value) values (null, '', ?, ?, 'repair', ?)",
            [at, by, packed({"done": said})],
        )
    left = [line for line in damage(db) if line.startswith("row ")]
    return said + [
        f"Left as it is: {line}. It does no harm; a backup from before has what it refers to." for line in left
    ]


def _indexes(db: Database, found: list[str]) -> list[str]:
    if not any(sign in line for line in found for sign in _OF_AN_INDEX):
        return []
    db.execute("reindex")
    return ["Indexes of the database did not fit their tables; they were made anew."]


def _orphans(db: Database) -> dict[str, int]:
    """Rows about messages that are not there, of tables that were made from messages."""
    counts = {
        table: int(db.one(f"select count(*) from {table} where message not in (select id from messages)"))
        for table in _MADE_FROM_MESSAGES
    }
    return {table: count for table, count in counts.items() if count}


def _orphaned(db: Database, orphans: dict[str, int]) -> list[str]:
    for table in orphans:
        db.execute(f"delete from {table} where message not in (select id from messages)")
    return [f"{count} rows of {table} belonged to no message; they were removed." for table, count in orphans.items()]


def _words(db: Database) -> list[str]:
    """Made anew in any case: an index that holds no text of its own cannot be compared with the texts."""
    made = db.one("select sql from sqlite_master where name = 'search'")
    db.execute("drop table search")
    db.execute(str(made))
    search.rebuild(db)
    return [f"The index of words was made anew, for {db.one('select count(*) from texts'):,} messages."]


def _kinds(db: Database) -> list[str]:
    done = db.execute(
        "insert or ignore into kinds select k.value, m.id from messages m, json_each(m.kinds) k where m.state = 'sorted'"
    )
    return [f"{done.rowcount} kinds were missing in the list of kinds; they were added."] if done.rowcount > 0 else []


def _pasts(db: Database) -> list[str]:
    pasts = Pasts(db, Facts(db))
    parties = db.rows(
        "select conference, party from pasts union select conference, party from facts where party is not null"
        " union select conference, party from messages where party is not null and effective = 1"
    )
    changed = 0
    for conference, party in parties:
        before = _past(db, conference, party)
        pasts.renew(conference, party)
        changed += _past(db, conference, party) != before
    return (
        [f"What came before from {changed} parties did not fit their facts; it was computed anew."] if changed else []
    )


def _past(db: Database, conference: str, party: str) -> tuple[object, ...]:
    """What the rules see of it; an empty past is none."""
    row = db.row(
        "select kinds, attendance, delegates from pasts where conference = ? and party = ?", [conference, party]
    )
    return row or ("{}", None, "[]")


def _tallies(db: Database) -> list[str]:
    wanted = (
        "select substr(queued_at, 1, 16), count(*) from letters where message is not null and queued_at is not null"
        " group by 1"
    )
    if sorted(db.rows(wanted)) == sorted(db.rows("select minute, answers from tallies where answers <> 0")):
        return []
    db.execute("delete from tallies")
    db.execute(f"insert into tallies {wanted}")
    return ["The count of automatic letters, which the ceilings go by, did not fit the letters; it was made anew."]
