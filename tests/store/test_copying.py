"""Copies while the database is in use, and the look for damage."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.errors import StoreError
from mailflow.store import Store
from tests.store.build import begin, on_record

WRITE_ON = """
import sys
from pathlib import Path
from mailflow.store import Store
from tests.store.build import on_record
store = Store.open(Path(sys.argv[1]))
for uid in range(100, 100_000):
    on_record(store, uid)
    if uid == 120:
        print("writing", flush=True)
"""


def test_a_copy_holds_what_was_committed(store: Store, tmp_path: Path) -> None:
    begin(store)
    on_record(store)
    store.backup(tmp_path / "copy.db")
    with closing(Store.open(tmp_path / "copy.db", check=True)) as copy:
        assert (len(copy.records.listed()), copy.damage()) == (1, [])


def test_a_copy_is_one_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    store.backup(tmp_path / "copies" / "copy.db")
    assert os.listdir(tmp_path / "copies") == ["copy.db"]


def test_a_copy_is_nobody_elses_business(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_copy_ends_though_another_process_keeps_writing(store: Store, path: Path, tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITE_ON, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        store.backup(tmp_path / "copy.db")
        writer.kill()
    with closing(Store.open(tmp_path / "copy.db", readonly=True)) as copy:
        assert copy.damage() == []


def test_what_is_there_is_never_overwritten(store: Store, path: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="exists already"):
        store.backup(path)


def test_a_copy_that_cannot_be_written_leaves_nothing(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        store.backup(tmp_path / "nowhere" / "copy.db")


def test_a_reference_that_leads_nowhere_is_damage(store: Store) -> None:
    begin(store)
    on_record(store)
    store._db.execute("pragma foreign_keys = off")
    store._db.execute("delete from messages")
    assert "refers to a row of messages that is not there" in store.damage()[0]
