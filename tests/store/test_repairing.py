"""What can be made again is made again; what letters, facts and messages say is never touched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.errors import StoreError
from mailflow.store import Store, lock_writer
from tests.store.build import ANNA, NOW, answer, begin, delegate, letter, message, record

ALWAYS = ["The index of words was made anew, for 12 messages."]
KEPT = (
    "messages",
    "raws",
    "letters",
    "letter_data",
    "recipients",
    "attempts",
    "facts",
    "reviews",
    "places",
    "folders",
    "registers",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Twelve messages on record, each with facts and a letter; some letters are away."""
    path = tmp_path / "mailflow.db"
    with closing(Store.open(path, create=True)) as store:
        begin(store)
        for uid in range(1, 13):
            number = message(store, uid)
            facts = (delegate(f"Delegate {uid}"), answer("accepted"))
            one = letter(f"t{uid}", ANNA, message=number, campaign=None)
            store.records.commit(record(number, facts=facts, attendance="accepted", letter=one), NOW)
        store.outbox.claim(4, NOW)
    return path


def kept(path: Path) -> list[tuple[object, ...]]:
    """Every row of what must not change."""
    with closing(sqlite3.connect(path)) as db:
        return [row for table in KEPT for row in db.execute(f"select '{table}', * from {table} order by 2, 3")]  # noqa: S608


def seen(path: Path) -> tuple[object, ...]:
    """What the rest of the program sees of what can be made again."""
    with closing(Store.open(path, check=True)) as store:
        past = store.records.history("oslo").of("NOR")
        found = [hit.id for hit in store.search("norway", limit=100)]
        kinds = [r.id for r in store.records.listed(kind="rsvp", limit=100)]
        count = store.outbox.count_since(NOW.replace(hour=0))
        return past, found, kinds, count, store.damage()


BREAKS: dict[str, str] = {
    "words lost": "insert into search (search) values ('delete-all')",
    "words damaged": "update search_data set block = x'00ff00ff' where id > 1",
    "words gone": "delete from search_idx; delete from search_data where id > 10",
    "pasts lost": "delete from pasts",
    "pasts wrong": "update pasts set attendance = 'declined', delegates = '[]'",
    "counts lost": "delete from tallies",
    "counts wrong": "update tallies set answers = 999",
    "kinds lost": "delete from kinds",
    "texts of nothing": "insert into texts values (777, x'789c030000000001')",
    "kinds of nothing": "insert into kinds values ('rsvp', 777)",
    "traces of nothing": "insert into traces values (777, x'00')",
}


@pytest.mark.parametrize("harm", BREAKS.values(), ids=BREAKS)
def test_what_is_made_from_the_rest_is_made_again(path: Path, harm: str) -> None:
    before, rest = seen(path), kept(path)
    with closing(sqlite3.connect(path)) as db:
        db.executescript(harm)
    said = Store.repair(path, "registrar", NOW)
    assert len(said) == (1 if "search" in harm else 2)
    assert (seen(path), kept(path)) == (before, rest)
    assert Store.repair(path, "registrar", NOW) == ALWAYS


def test_an_index_that_lacks_rows_is_made_again(path: Path) -> None:
    before, rest = seen(path), kept(path)
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma writable_schema = on")
        db.execute("update sqlite_master set sql = sql || ' where id > 5' where name = 'messages_state'")
        db.commit()
    with closing(sqlite3.connect(path)) as db:
        db.execute("reindex")
        db.execute("pragma writable_schema = on")
        db.execute("update sqlite_master set sql = replace(sql, ' where id > 5', '') where name = 'messages_state'")
        db.commit()
    with closing(Store.open(path)) as store:
        assert store.damage()
    assert "Indexes" in Store.repair(path, "registrar", NOW)[0]
    assert (seen(path), kept(path)) == (before, rest)


def test_a_whole_database_stays_as_it_is(path: Path) -> None:
    before, rest = seen(path), kept(path)
    assert Store.repair(path, "registrar", NOW) == ALWAYS
    assert (seen(path), kept(path)) == (before, rest)


def overwritten(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[16384 * 3 : 16384 * 4] = b"\xa7" * 16384
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [overwritten])
def test_what_only_a_backup_can_mend_is_not_touched(path: Path, harm: Callable[[Path], None]) -> None:
    harm(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"[Rr]estore the newest backup"):
        Store.repair(path, "registrar", NOW)
    assert path.read_bytes() == before


def test_nothing_is_repaired_while_a_worker_runs(path: Path) -> None:
    lock = lock_writer(path)
    try:
        with pytest.raises(StoreError, match="A worker runs already"):
            Store.repair(path, "registrar", NOW)
    finally:
        os.close(lock)


def test_a_lock_that_a_dead_worker_left_is_no_hindrance(path: Path) -> None:
    path.with_name(f"{path.name}.lock").write_text("999999\n")
    assert Store.repair(path, "registrar", NOW) == ALWAYS
