"""An archive looked over: is every file there as it was written, and does every message come back byte by byte?"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mailflow.core import mboxrd
from mailflow.errors import MailflowError
from mailflow.office.archive_files import Source

MANIFEST = "manifest.json"


def check(path: Path) -> Iterator[str]:
    """What is wrong with the archive, as sentences; none where it is whole. Raises `MailflowError` where it is no archive."""
    source = Source(path)
    manifest = _manifest(source)
    names = source.names()
    named = {entry["name"] for entry in manifest["files"]}
    for name in sorted(names - named - {MANIFEST}):
        yield f"{name}: stands in no manifest; it was added later"
    for entry in manifest["files"]:
        yield from _file(source, entry, names)


def _manifest(source: Source) -> dict[str, Any]:
    try:
        with source.open(MANIFEST) as stream:
            manifest: dict[str, Any] = json.load(stream)
            _ = [(entry["name"], entry["bytes"], entry["sha256"]) for entry in manifest["files"]]
    except (OSError, KeyError) as error:
        raise MailflowError(
            f"{source.path} has no manifest: it is no archive of mailflow, or not a whole one."
        ) from error
    except (ValueError, TypeError, zipfile.BadZipFile) as error:
        raise MailflowError(f"The manifest in {source.path} cannot be read: {error}.") from error
    return manifest


def _file(source: Source, entry: dict[str, Any], names: set[str]) -> Iterator[str]:
    name = entry["name"]
    if name not in names:
        yield f"{name}: is missing"
        return
    try:
        size, digest = source.sha256(name)
        if (size, digest) != (entry["bytes"], entry["sha256"]):
            yield f"{name}: is not as it was written ({size:,} bytes, then {entry['bytes']:,}; SHA-256 {digest})"
        elif name.endswith(".mbox"):
            yield from _mbox(source, name)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        yield f"{name}: cannot be read ({error})"


def _mbox(source: Source, name: str) -> Iterator[str]:
    """Compare what is read back with the list that was made when it was written."""
    with source.open(name) as stream, source.open(f"{name.removesuffix('.mbox')}.csv") as listed:
        rows = csv.DictReader(io.TextIOWrapper(listed, encoding="utf-8-sig", newline=""))
        found = mboxrd.messages(stream)
        for row in rows:
            raw = next(found, None)
            if raw is None:
                yield f"{name}: message {row['number']} is missing"
                return
            if hashlib.sha256(mboxrd.cut(raw, int(row["bytes"]))).hexdigest() != row["sha256"]:
                yield f"{name}: message {row['number']} is not as it came"
        if next(found, None) is not None:
            yield f"{name}: holds more messages than its list"
