"""What takes time to make out of files, kept from one start to the next.

It lies in the cache of the user (`folder`), under a name that changes with every byte of what it was made of, of the code that made it,
and with the Python that ran it. What cannot be kept or read is made again; nothing else depends on it, and it may be deleted at any
time. A file that another user could have written is not read, nor one that was kept under another name.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import BinaryIO, TypeVar

T = TypeVar("T")

_MOST_KEPT = 8  # of a kind
_LONGEST_WRITE = 3_600  # seconds: what is older was left by a process that was killed
_DIGEST = hashlib.sha256().digest_size


def folder() -> Path | None:
    """Where things are kept: what the service manager or the user's settings name, else `~/.cache/mailflow`."""
    if given := os.environ.get("CACHE_DIRECTORY", "").partition(":")[0]:  # systemd's CacheDirectory=
        return Path(given)
    if given := os.environ.get("XDG_CACHE_HOME", ""):
        return Path(given) / "mailflow"
    try:
        return Path.home() / ".cache" / "mailflow"
    except RuntimeError:
        return None


def place(kind: str, code: Iterable[ModuleType], *pieces: str) -> Path | None:
    """The file for what this code makes of these texts, None where nothing can be kept."""
    where = folder()
    if where is None or not where.is_absolute():
        return None
    digest = hashlib.sha256(f"{sys.version}\0".encode())
    try:
        for module in code:
            digest.update(Path(str(module.__file__)).read_bytes() + b"\0")
    except OSError:
        return None
    for piece in pieces:
        digest.update(piece.encode("utf-8", "surrogatepass") + b"\0")
    return where / f"{kind}-{digest.hexdigest()[:32]}"


def read(place: Path, load: Callable[[BinaryIO], T]) -> T | None:
    """What is kept there, None where there is nothing that can be trusted. `load` may raise `UnpicklingError` or `ValueError`."""
    try:
        with place.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return None
            # Read twice, and never held as a whole: what is freed of it would stay with the process.
            digest = stream.read(_DIGEST)
            if hashlib.file_digest(stream, lambda: _begun(place)).digest() != digest:
                return None
            stream.seek(_DIGEST)
            found = load(stream)
    except (OSError, ValueError, pickle.UnpicklingError):
        return None
    with contextlib.suppress(OSError):
        os.utime(place)  # what is in use is kept; where that cannot be noted, it is read all the same
    return found


def packed(place: Path, content: bytes) -> bytes:
    """The file: a checksum of its name and content, and the content."""
    digest = _begun(place)
    digest.update(content)
    return digest.digest() + content


def _begun(place: Path) -> hashlib._Hash:
    # Who may rename files could else put what was made of other texts under this name.
    return hashlib.sha256(place.name.encode() + b"\0")


def keep(place: Path, content: bytes) -> None:
    """Write it, whole or not at all, and let go of what was not used for longest. Nothing is kept where nothing can be written."""
    with contextlib.suppress(OSError):
        _keep(place, content)


def _keep(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix="new-", delete=False) as stream:
        try:
            stream.write(packed(place, content))
            stream.close()
            os.replace(stream.name, place)
        except BaseException:
            os.unlink(stream.name)
            raise
    kind = place.name.partition("-")[0]
    kept = sorted(place.parent.glob(f"{kind}-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    began = place.stat().st_mtime - _LONGEST_WRITE
    unfinished = [file for file in place.parent.glob("new-*") if file.stat().st_mtime < began]
    for file in (*kept[_MOST_KEPT:], *unfinished):
        file.unlink(missing_ok=True)
