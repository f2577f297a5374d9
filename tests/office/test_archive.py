"""The archive of a record: whole or not there, byte by byte what came, safe to open, and its damage is found."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from mailflow.core import mboxrd, safe_csv
from mailflow.errors import MailflowError
from mailflow.office.archive import export
from mailflow.office.archive_check import check
from mailflow.store import Store
from tests.store.build import NOW, arrival, delegate, letter, message, on_record, record

AWKWARD = [
    b"Subject: one\r\n\r\nFrom here on\r\n>From there\r\n",
    b"Subject: no end",
    b"",
    b"From the very first line\n\n\nFrom ",
    b"Subject: \xff\x00\r\n\r\n" + b"x" * 3000,
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A record of messages that are hard to keep, with a fact that a spreadsheet would compute, and a letter."""
    store = Store.open(tmp_path / "mailflow.db", create=True)
    for uid, raw in enumerate(AWKWARD, 1):
        facts = (delegate('=HYPERLINK("https://x.example")'),) if uid == 1 else ()
        store.records.commit(record(message(store, uid, raw=raw), facts=facts), NOW)
    store.outbox.queue(letter(1, data=b"Subject: =?utf-8?q?x?=\r\n\r\nFrom us\r\n"), NOW)
    return store


def exported(store: Store, path: Path, conference: str | None = None, workspace: dict[str, Path] | None = None) -> Path:
    export(store, path, conference, workspace or {}, NOW)
    return path


@pytest.mark.parametrize("name", ["archive", "archive.zip"])
def test_messages_come_back_byte_by_byte(store: Store, tmp_path: Path, name: str) -> None:
    path = exported(store, tmp_path / name)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            packed.extractall(tmp_path / "unpacked")
        path = tmp_path / "unpacked"
    with (path / "messages/oslo.mbox").open("rb") as file:
        read = list(mboxrd.messages(file))
    assert [mboxrd.cut(each, len(raw)) for each, raw in zip(read, AWKWARD, strict=True)] == AWKWARD
    assert list(check(tmp_path / name)) == []


def test_every_table_reads_back_as_it_is_in_the_database(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "archive")
    with sqlite3.connect(tmp_path / "mailflow.db") as db:
        for file in (path / "tables").glob("*.csv"):
            with file.open(encoding="utf-8-sig", newline="") as lines:
                head, *rows = csv.reader(lines)
            stored = db.execute(f"select {', '.join(head)} from {file.stem} order by 1, 2").fetchall()  # noqa: S608
            read = [tuple(safe_csv.original(cell) for cell in row) for row in rows]
            assert sorted(read) == sorted(tuple("" if v is None else str(v) for v in row) for row in stored)


def test_no_table_of_the_record_is_left_out_but_what_is_derived(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "archive")
    with sqlite3.connect(tmp_path / "mailflow.db") as db:
        tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
    missing = {t for t in tables - {f.stem for f in (path / "tables").iterdir()} if not t.startswith(("search", "_"))}
    assert missing == {"raws", "letter_data", "traces", "texts", "pasts", "tallies", "notes"}


def test_formula_of_a_stranger_is_text_to_a_spreadsheet(store: Store, tmp_path: Path) -> None:
    on_record(store, 9, subject="=1+1;=2+2")
    lines = (exported(store, tmp_path / "archive") / "tables/messages.csv").read_text(encoding="utf-8-sig")
    assert "\"'=1+1;'=2+2\"" in lines


def test_archive_of_one_conference_holds_nothing_of_another(store: Store, tmp_path: Path) -> None:
    (taken,) = store.ledger.take([arrival(9)], conference="wellington", file_backlog=False, now=NOW)
    store.records.commit(record(taken.id, conference="wellington"), NOW)
    path = exported(store, tmp_path / "archive", "oslo")
    whole = b"".join(file.read_bytes() for file in path.rglob("*") if file.is_file())
    assert (b"wellington" in whole, [f.name for f in (path / "messages").glob("*.mbox")]) == (False, ["oslo.mbox"])


def test_manifest_names_every_file_with_its_hash(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "archive")
    named = {entry["name"] for entry in json.loads((path / "manifest.json").read_text())["files"]}
    assert named | {"manifest.json"} == {str(f.relative_to(path)) for f in path.rglob("*") if f.is_file()}


def test_archive_is_for_nobody_else_on_the_machine(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "archive")
    assert all(each.stat().st_mode & 0o077 == 0 for each in [path, *path.rglob("*")])


@pytest.mark.parametrize("name", ["archive", "archive.zip"])
def test_export_that_breaks_off_leaves_nothing(store: Store, tmp_path: Path, name: str) -> None:
    there = sorted(tmp_path.iterdir())
    with pytest.raises(MailflowError, match="could not be written"):
        exported(store, tmp_path / name, workspace={"roster.csv": tmp_path / "not-there.csv"})
    assert sorted(tmp_path.iterdir()) == there


def test_what_is_there_is_never_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    with pytest.raises(MailflowError, match="exists already"):
        exported(store, tmp_path / "archive")


def test_export_sees_one_moment_while_the_worker_writes(store: Store, tmp_path: Path) -> None:
    other = Store.open(tmp_path / "mailflow.db")
    came: list[int] = []

    def progress(done: int, of: int) -> None:
        if not came:
            came.append(on_record(other, 77))

    with_one_more = len(AWKWARD) + 1
    export(store, tmp_path / "archive", None, {}, NOW, progress)
    rows = (tmp_path / "archive/tables/messages.csv").read_text(encoding="utf-8-sig").splitlines()
    assert (came, len(rows)) == ([with_one_more], with_one_more)


def test_memory_in_use_does_not_grow_with_the_record(store: Store, tmp_path: Path) -> None:
    for uid in range(100, 160):
        message(store, uid, raw=b"Subject: %d\r\n\r\n" % uid + b"line of text\r\n" * 40_000)
    tracemalloc.start()
    exported(store, tmp_path / "archive.zip")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000, f"{peak:,} bytes at most in use for 33 MB of messages"


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: (path / "tables/facts.csv").unlink(), "tables/facts.csv: is missing"),
        (lambda path: (path / "extra.txt").write_text("x"), "extra.txt: stands in no manifest"),
        (lambda path: _flip(path / "messages/oslo.mbox"), "messages/oslo.mbox: is not as it was written"),
    ],
)
def test_damage_is_found(store: Store, tmp_path: Path, harm: object, told: str) -> None:
    path = exported(store, tmp_path / "archive")
    harm(path)  # type: ignore[operator]
    assert [problem for problem in check(path) if problem.startswith(told)]


def _flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[40] ^= 1
    file.write_bytes(data)


def test_message_that_does_not_come_back_is_found_where_hashes_are_made_to_fit(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "archive")
    mbox, manifest = path / "messages/oslo.mbox", path / "manifest.json"
    old = hashlib.sha256(mbox.read_bytes()).hexdigest()
    mbox.write_bytes(mbox.read_bytes().replace(b"\n>From here", b"\n From here"))
    manifest.write_text(manifest.read_text().replace(old, hashlib.sha256(mbox.read_bytes()).hexdigest()))
    assert list(check(path)) == ["messages/oslo.mbox: message 1 is not as it came"]


def test_cut_zip_is_no_archive(store: Store, tmp_path: Path) -> None:
    path = exported(store, tmp_path / "archive.zip")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(MailflowError, match="cannot be read as an archive"):
        list(check(path))


def test_letter_stands_in_its_mbox(store: Store, tmp_path: Path) -> None:
    text = (exported(store, tmp_path / "archive") / "letters/oslo.mbox").read_bytes()
    assert b">From us" in text
    assert text.startswith(f"From MAILER-DAEMON {NOW:%a %b %d %H:%M:%S %Y}".encode())
