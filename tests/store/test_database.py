"""Transactions: all or nothing, and nothing outside them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mailflow.store import Busy, DiskFull
from mailflow.store.database import Database
from mailflow.store.opening import open_database
from tests.store.build import broken_off


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    opened = open_database(path, create=True, readonly=False)
    yield opened
    opened.close()


def put(db: Database, name: str) -> None:
    db.execute("insert into notes values (?, '')", [name])


def names(db: Database) -> list[str]:
    return [name for (name,) in db.rows("select name from notes where value = '' order by name")]


def test_what_is_written_is_there_after_the_end(db: Database) -> None:
    with db.write():
        put(db, "a")
    assert names(db) == ["a"]


def test_an_error_undoes_all_of_it(db: Database) -> None:
    with broken_off(db.write()):
        put(db, "a")
    assert names(db) == []


def test_a_write_inside_a_write_is_part_of_it(db: Database) -> None:
    with broken_off(db.write()), db.write():
        put(db, "a")
    assert names(db) == []


def test_a_savepoint_fails_alone(db: Database) -> None:
    with db.write():
        put(db, "a")
        with broken_off(db.savepoint()):
            put(db, "b")
        put(db, "c")
    assert names(db) == ["a", "c"]


def test_savepoints_nest(db: Database) -> None:
    with db.write(), db.savepoint():
        put(db, "a")
        with broken_off(db.savepoint()):
            put(db, "b")
    assert names(db) == ["a"]


def test_a_savepoint_alone_is_a_transaction(db: Database) -> None:
    with db.savepoint():
        put(db, "a")
    assert not db.connection.in_transaction


def test_what_is_late_is_written_with_the_commit(db: Database) -> None:
    with db.write():
        db.late("insert into notes values (?, '')", ["late"])
        before = names(db)
    assert (before, names(db)) == ([], ["late"])


def test_what_is_late_goes_with_its_savepoint(db: Database) -> None:
    with db.write(), broken_off(db.savepoint()):
        db.late("insert into notes values (?, '')", ["late"])
    assert names(db) == []


def test_what_follows_a_commit_follows_only_a_commit(db: Database) -> None:
    followed: list[str] = []
    with db.write():
        db.after_commit(lambda: followed.append("first"))
    with broken_off(db.write()):
        db.after_commit(lambda: followed.append("second"))
    assert followed == ["first"]


def write_until_full(db: Database) -> None:
    """SQLite finds no room for another page, as on a full disk."""
    db.execute(f"pragma max_page_count = {db.one('pragma page_count')}")
    with db.write():
        put(db, "a")
        fill(db)


def fill(db: Database) -> None:
    for number in range(10_000):
        db.execute("insert into raws values (?, zeroblob(20000))", [-number])


@pytest.fixture
def loose(db: Database) -> Database:
    db.execute("pragma foreign_keys = off")
    return db


def test_a_full_disk_leaves_nothing_of_the_transaction(loose: Database) -> None:
    with pytest.raises(DiskFull):
        write_until_full(loose)
    assert names(loose) == []


def test_after_a_full_disk_no_statement_commits_alone(loose: Database) -> None:
    def two_parts() -> None:
        with loose.write():
            with suppress(DiskFull), loose.savepoint():
                loose.execute("rollback")  # what SQLite does of itself when the log cannot grow
                put(loose, "a")
            with loose.savepoint():
                put(loose, "b")

    with pytest.raises(DiskFull):
        two_parts()
    assert names(loose) == []


def test_after_a_full_disk_the_next_transaction_works(loose: Database) -> None:
    with suppress(DiskFull):
        write_until_full(loose)
    loose.execute("pragma max_page_count = 1000000")
    with loose.write():
        put(loose, "a")
    assert names(loose) == ["a"]


def test_a_commit_that_fails_is_undone(db: Database) -> None:
    def refer_to_nothing() -> None:
        with db.write():
            db.execute("pragma defer_foreign_keys = on")
            db.execute("insert into raws values (99, x'00')")

    with pytest.raises(sqlite3.IntegrityError):
        refer_to_nothing()
    with db.write():
        put(db, "a")
    assert names(db) == ["a"]


def test_a_database_that_is_held_too_long_is_busy(db: Database, path: Path) -> None:
    other = open_database(path, create=False, readonly=False)
    other.execute("pragma busy_timeout = 20")
    with db.write(), pytest.raises(Busy, match="in use by another program"), other.write():
        put(other, "a")
    other.close()


def test_a_writer_waits_for_another(db: Database, path: Path) -> None:
    begun = threading.Event()

    def other() -> None:
        second = open_database(path, create=False, readonly=False)
        begun.set()
        with second.write():
            put(second, "second")
        second.close()

    thread = threading.Thread(target=other)
    with db.write():
        thread.start()
        begun.wait(10)
        put(db, "first")
    thread.join()
    assert names(db) == ["first", "second"]


def test_a_read_before_a_write_never_fails_for_it(db: Database, path: Path) -> None:
    second = open_database(path, create=False, readonly=False)
    with db.write():
        names(db)
        put(db, "first")
    with second.write():
        names(second)
        put(second, "second")
    second.close()
    assert names(db) == ["first", "second"]


def test_a_lone_surrogate_is_stored_as_a_question_mark(db: Database) -> None:
    put(db, "a\udc80b")
    assert names(db) == ["a?b"]


def test_a_fault_of_ours_stays_what_it_is(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError), db.write():
        put(db, "identity")
