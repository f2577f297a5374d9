"""Publishing: a site is built beside the one in force, made durable, and put in its place by one atomic step.

    OUT/current          a link to the build in force: what the web server serves
    OUT/builds/<name>/   builds, named by their contents; those that are not in force are removed
    OUT/.lock            held from before the record is read until the link is set

Whoever reads the site through `current` sees a whole build, the old one or the new one, and never a file that was not accepted.
Because the lock is taken before the record is read, an older look at it can never come into force after a newer one.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mailflow.core.conference import Conference
from mailflow.core.roster import Roster
from mailflow.errors import PublishError
from mailflow.office.registering import read_register
from mailflow.office.site.contents import contents, site_languages
from mailflow.office.site.pages import Site, fingerprint, pages
from mailflow.store import Store

CURRENT = "current"
_BUILDS, _LOCK, _PART = "builds", ".lock", ".part"
_OURS = {CURRENT, _BUILDS, _LOCK}


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing."""

    folder: Path  # `current`, for the web server
    pages: int
    files: int
    changed: bool  # False where the site in force said the same already


def publish(
    store: Store, conference: Conference, roster: Roster, out: Path, *, address: str = "", look: Path | None = None
) -> Published:
    """Build the site of a conference and put it in force. Raises `LookError` or `PublishError`; then nothing has changed."""
    try:
        with _locked(out):
            return _publish(store, conference, roster, out, address, look)
    except OSError as error:
        raise PublishError(
            f"The site cannot be written to {error.filename or out} ({error.strerror}). The one in force is unchanged."
        ) from error


def is_published(out: Path) -> bool:
    """Whether a site is in force there."""
    return (out / CURRENT).is_symlink()


def _publish(
    store: Store, conference: Conference, roster: Roster, out: Path, address: str, look: Path | None
) -> Published:
    register = read_register(store, conference)
    languages = [contents(register, conference, roster, language) for language in site_languages(conference)]
    site = Site(conference.name, _with_slash(address), conference.address.domain, tuple(languages))
    written = pages(site, look)
    files = {
        file.path: file.sha256
        for each in site.languages
        for document in each.documents
        for version in (document.main, *document.beside, *document.earlier)
        for file in version.files
    }
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in written.items()} | files
    builds = out / _BUILDS
    in_force = os.readlink(out / CURRENT) if is_published(out) else ""
    if in_force and _is_whole(out / in_force, digests):
        _prune(out, (out / in_force).name)
        return Published(out / CURRENT, _count(written), len(files), changed=False)
    name = _free_name(builds, fingerprint(digests))
    part = builds / f"{_PART}-{name}"
    _remove(part)
    for path, content in written.items():
        _write(part / path, content)
    for path, digest in files.items():
        _write(part / path, store.documents.file(digest))
    _make_durable(part)
    part.rename(builds / name)
    _fsync(builds)
    _switch(out, f"{_BUILDS}/{name}")
    _prune(out, name)
    return Published(out / CURRENT, _count(written), len(files), changed=True)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """One build at a time, in a folder that is ours."""
    (out / _BUILDS).mkdir(parents=True, exist_ok=True) if _is_ours(out) else _refuse(out)
    for folder in (out, out / _BUILDS):
        folder.chmod(0o755)
    handle = os.open(out / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_ours(out: Path) -> bool:
    """A folder that is not there, empty, or made by us. Nothing else is ever written over."""
    if not out.exists():
        return True
    strange = [
        entry.name for entry in out.iterdir() if entry.name not in _OURS and not entry.name.startswith(f".{CURRENT}")
    ]
    return out.is_dir() and not strange and ((out / CURRENT).is_symlink() or not (out / CURRENT).exists())


def _refuse(out: Path) -> None:
    raise PublishError(f"{out} holds other things than a site of mailflow. Name an empty or new folder with --out.")


def _count(written: Mapping[str, bytes]) -> int:
    return sum(path.endswith(".html") for path in written)


def _with_slash(address: str) -> str:
    return address if not address or address.endswith("/") else address + "/"


def _is_whole(build: Path, digests: Mapping[str, str]) -> bool:
    """Whether a build holds exactly these files with these bytes."""
    there = {file.relative_to(build).as_posix() for file in build.rglob("*") if not file.is_dir()}
    if there != set(digests):
        return False
    return all(hashlib.sha256((build / path).read_bytes()).hexdigest() == digest for path, digest in digests.items())


def _free_name(builds: Path, wanted: str) -> str:
    name, n = wanted, 1
    while (builds / name).exists():
        n += 1
        name = f"{wanted}-{n}"
    return name


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        # A worker under a strict umask still publishes what everybody may read.
        os.fchmod(stream.fileno(), 0o644)
        os.fsync(stream.fileno())


def _make_durable(folder: Path) -> None:
    """The entries of all folders; the files themselves were made durable when they were written."""
    for each, _, _ in os.walk(folder):
        os.chmod(each, 0o755)  # noqa: S103
        _fsync(Path(each))


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _switch(out: Path, target: str) -> None:
    """rename(2) puts the new link in the place of the old one: nobody ever finds none."""
    fresh = out / f".{CURRENT}.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.rename(out / CURRENT)
    _fsync(out)


def _prune(out: Path, name: str) -> None:
    """Only the build in force stays: what was withdrawn is gone from the disk, too."""
    for entry in (out / _BUILDS).iterdir():
        if entry.name != name:
            _remove(entry)
    (out / f".{CURRENT}.new").unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
