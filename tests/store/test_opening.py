"""A database that cannot be trusted is not opened, and the sentence says why."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.errors import StoreError
from mailflow.store import Damaged, Store
from mailflow.store.version import VERSION
from tests.store.build import begin, on_record


def make(path: Path) -> None:
    with closing(Store.open(path, create=True)) as store:
        begin(store)
        for uid in range(1, 40):
            on_record(store, uid)


def absent(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def prose(path: Path) -> None:
    path.write_bytes(b"This is a letter, not a database.\n" * 1000)


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table songs (title text)")


def marked_by_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("pragma application_id = 252006673")
        other.execute("create table songs (title text)")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"pragma user_version = {VERSION + 1}")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (absent, "There is no database"),
        (emptied, "is empty"),
        (prose, "is not a database"),
        (of_another_program, "is a database of another program"),
        (marked_by_another_program, "is a database of another program"),
        (newer, "was written by a newer mailflow"),
    ],
)
@pytest.mark.parametrize("readonly", [False, True])
def test_what_is_no_database_of_ours_is_refused(
    path: Path, fault: Callable[[Path], None], sentence: str, readonly: bool
) -> None:
    make(path)
    fault(path)
    with pytest.raises(StoreError, match=sentence):
        Store.open(path, readonly=readonly)


@pytest.mark.parametrize("fault", [of_another_program, newer])
def test_a_refused_database_is_not_touched(path: Path, fault: Callable[[Path], None]) -> None:
    make(path)
    fault(path)
    before = path.read_bytes()
    with pytest.raises(StoreError):
        Store.open(path)
    assert path.read_bytes() == before


def test_an_older_schema_is_not_read_before_it_is_brought_up_to_date(path: Path) -> None:
    make(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"pragma user_version = {VERSION - 1}")
    with pytest.raises(StoreError, match="older mailflow"):
        Store.open(path, readonly=True)


@pytest.mark.parametrize("page", [1, 2, 3, 5, 8])
def test_an_overwritten_page_is_found_before_anything_is_sent(path: Path, page: int) -> None:
    make(path)
    with path.open("r+b") as stream:
        stream.seek(page * 16384)
        stream.write(b"\xa5" * 16384)
    with pytest.raises(Damaged, match="Restore the newest backup"):
        Store.open(path, check=True)


def test_damage_met_while_reading_is_an_error_of_ours(path: Path) -> None:
    make(path)
    pages = path.stat().st_size // 16384
    with path.open("r+b") as stream:
        stream.seek(16384)
        stream.write(b"\xa5" * 16384 * (pages - 1))
    with pytest.raises(Damaged), closing(Store.open(path)) as store:
        store.records.listed()


def test_a_text_that_the_disk_changed_is_damage(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes().replace(b"Representation", b"Repr\xff\xfe\xfdntation"))
    with pytest.raises(Damaged, match="a text is broken"), closing(Store.open(path, check=True)) as store:
        store.records.listed()


def test_a_whole_database_passes_the_check(path: Path) -> None:
    make(path)
    with closing(Store.open(path, check=True)) as store:
        assert store.damage() == []


def test_a_new_database_is_nobody_elses_business(path: Path) -> None:
    make(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_making_a_database_leaves_nothing_else_behind(path: Path) -> None:
    Store.open(path, create=True).close()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Store.open(tmp_path / "nowhere" / "mailflow.db", create=True)


def test_a_name_that_the_disk_refuses_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be made: File name too long"):
        Store.open(tmp_path / f"{'x' * 250}.db", create=True)


READ_ONLY = """
mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" -c "
import sys
from pathlib import Path
from mailflow.errors import StoreError
from mailflow.store import Store
path = Path(sys.argv[1], 'mailflow.db')
print(len(Store.open(path, readonly=True).records.listed()))
try:
    Store.open(path)
except StoreError as error:
    print(error)
" "$1"
"""


def can_mount() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not can_mount(), reason="needs a mount of its own")
def test_on_a_disk_that_is_read_only_a_database_is_read_and_not_written(path: Path) -> None:
    make(path)
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", READ_ONLY, "sh", str(path.parent), sys.executable],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"39\n{path} cannot be opened. Look at the rights of the file and its folder.\n"


def test_two_that_make_a_database_at_once_make_one(path: Path) -> None:
    make_one = "import sys; from pathlib import Path; from mailflow.store import Store; Store.open(Path(sys.argv[1]), create=True)"
    makers = [subprocess.Popen([sys.executable, "-c", make_one, str(path)]) for _ in range(3)]
    assert [maker.wait() for maker in makers] == [0, 0, 0]


def test_creating_opens_what_is_there(path: Path) -> None:
    make(path)
    with closing(Store.open(path, create=True)) as store:
        assert len(store.records.listed()) == 39


def test_a_reader_changes_nothing(path: Path) -> None:
    make(path)
    with closing(Store.open(path, readonly=True)) as store, pytest.raises(StoreError, match="cannot be written to"):
        begin(store, uidvalidity=2)


def test_a_reader_sees_what_a_writer_has_committed(path: Path, store: Store) -> None:
    with closing(Store.open(path, readonly=True)) as reader:
        begin(store)
        on_record(store)
        assert [record.id for record in reader.records.listed()] == [1]


def test_a_copy_of_file_and_log_of_a_running_worker_opens(path: Path, store: Store, tmp_path: Path) -> None:
    begin(store)
    on_record(store)
    for name in (path.name, f"{path.name}-wal"):
        shutil.copy(path.with_name(name), tmp_path / f"copy{name.removeprefix('mailflow')}")
    with closing(Store.open(tmp_path / "copy.db", check=True)) as copy:
        assert len(copy.records.listed()) == 1
