"""Everything on record for an archive, in forms that will be read in thirty years: mbox, CSV, JSON, and plain text.

    messages/<conference>.mbox      every message byte by byte (mboxrd), with messages/<conference>.csv: number, length, hash
    letters/<conference>.mbox       every letter likewise
    tables/<name>.csv               every table of the database
    traces/<conference>.jsonl       what led to each decision
    workspace/…                     configuration, roster, rules and letters as they stand
    README.txt, manifest.json       how to read it; each file with its length and SHA-256

Nothing in it is secret key or password. All of it is personal data.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from mailflow import __version__
from mailflow.core import mboxrd, safe_csv
from mailflow.office.archive_files import Hashed, Target, target
from mailflow.store import Store
from mailflow.store.archive import Archive, Stored

FORMAT = 1
BOM = "\ufeff".encode()
INDEX = ("number", "bytes", "sha256")
Progress = Callable[[int, int], None]
_README = """\
This is the record of {what}, exported by mailflow {version} at {at} (UTC).

manifest.json       every other file with its length and SHA-256. Check it with:  mailflow export --verify FOLDER
messages/*.mbox     the messages as they came, byte by byte, in the form "mboxrd": a line that begins with "From " is the
                    head of a message; a line of the message that begins with ">"s and "From " has one ">" more than it had;
                    an empty line follows each message, after a line feed where the message had none at its end.
messages/*.csv      for each message in the mbox, in its order: its number in the tables, its length in bytes, its SHA-256.
letters/            the letters that were written, in the same form.
tables/*.csv        the tables of the record: UTF-8 with a byte order mark, commas, texts in quotation marks, nothing between
                    two commas for no value. Times are UTC. A cell that a spreadsheet would take for a formula has an
                    apostrophe in front of its =, +, - or @ (also after a separator inside the cell): take one away.
                    JSON stands in some cells. Bytes are named by their SHA-256 and lie in files/.
traces/*.jsonl      what led to each decision, one JSON object a line.
workspace/          configuration, roster, rules and letters at the time of the export.

All of it is personal data.
"""


def export(
    store: Store,
    path: Path,
    conference: str | None,
    workspace: Mapping[str, Path],
    now: datetime,
    progress: Progress = lambda done, of: None,
) -> tuple[dict[str, Any], str]:
    """Write the archive to a new folder or ZIP file. Returns the manifest and its own SHA-256.

    Raises `MailflowError` where it cannot be written; then nothing of it is there.
    """
    archive = store.archive
    with target(path) as out, archive.moment():
        chosen = [conference] if conference else archive.conferences()
        counts = {name: archive.counts(name) for name in chosen}
        steps = _Steps(progress, sum(map(sum, counts.values())))
        for name in chosen:
            # A conference has any name that a key of the configuration may have.
            file_name = re.sub(r"[^\w.-]|^\.", "_", name)
            _mbox(out, f"messages/{file_name}", archive.messages(name), steps)
            _mbox(out, f"letters/{file_name}", archive.letters(name), steps)
            _traces(out, f"traces/{file_name}", archive.traces(name))
        rows = {table: _table(out, archive, table, conference) for table in archive.tables()}
        for name, file in workspace.items():
            with out.file(f"workspace/{name}") as stream:
                stream.write(file.read_bytes())
        what = f'the conference "{conference}"' if conference else "all conferences of this installation"
        with out.file("README.txt") as stream:
            stream.write(_README.format(what=what, version=__version__, at=f"{now:%Y-%m-%d %H:%M}").encode())
        manifest = {
            "format": FORMAT,
            "program": f"mailflow {__version__}",
            "schema": archive.schema,
            "made_at": now.isoformat(timespec="seconds"),
            "conferences": {n: {"messages": m, "letters": k} for n, (m, k) in counts.items()},
            "rows": rows,
            "files": [{"name": w.name, "bytes": w.size, "sha256": w.sha256} for w in out.written],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        with out.file("manifest.json") as stream:
            stream.write(text)
    return manifest, _sha256(text)


class _Steps:
    def __init__(self, progress: Progress, whole: int) -> None:
        self._progress, self._whole, self._done = progress, whole, 0

    def one(self) -> None:
        self._done += 1
        if self._done % 20 == 0 or self._done == self._whole:
            self._progress(self._done, self._whole)


def _mbox(out: Target, name: str, stored: Iterator[Stored], steps: _Steps) -> None:
    index: list[tuple[int, int, str]] = []
    with out.file(f"{name}.mbox") as stream:
        for each in stored:
            stream.write(mboxrd.entry(each.raw, each.sender, each.at))
            index.append((each.number, len(each.raw), _sha256(each.raw)))
            steps.one()
    with out.file(f"{name}.csv") as stream:
        _head(stream, INDEX)
        for row in index:
            stream.write(safe_csv.line(row).encode())


def _traces(out: Target, name: str, traces: Iterator[dict[str, Any]]) -> None:
    with out.file(f"{name}.jsonl") as stream:
        for trace in traces:
            stream.write(json.dumps(trace, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _table(out: Target, archive: Archive, table: str, conference: str | None) -> int:
    """A table as CSV; the bytes in it as files of their own, each once. Returns the number of rows."""
    count, has_bytes = 0, False
    with out.file(f"tables/{table}.csv") as stream:
        _head(stream, archive.columns(table))
        for row in archive.rows(table, conference):
            stream.write(safe_csv.line([_value(cell) for cell in row]).encode())
            has_bytes = has_bytes or any(isinstance(cell, bytes) for cell in row)
            count += 1
    if has_bytes:
        _bytes(out, archive.rows(table, conference))
    return count


def _bytes(out: Target, rows: Iterator[Sequence[Any]]) -> None:
    have = {written.name for written in out.written}
    for cell in (cell for row in rows for cell in row if isinstance(cell, bytes)):
        name = f"files/{_sha256(cell)}"
        if name not in have:
            have.add(name)
            with out.file(name) as stream:
                stream.write(cell)


def _value(cell: Any) -> safe_csv.Value:
    value: safe_csv.Value = f"sha256:{_sha256(cell)}" if isinstance(cell, bytes) else cell
    return value


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _head(stream: Hashed, columns: tuple[str, ...] | list[str]) -> None:
    stream.write(BOM + safe_csv.line(columns).encode())
