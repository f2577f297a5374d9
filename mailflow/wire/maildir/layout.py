"""The files of a Maildir: `tmp`, `new` and `cur`, and names of the form `unique:2,flags`.

The part before the colon names a message for good; the rest changes with its flags, and the directory with its first
reading by somebody.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

SUBDIRECTORIES = ("tmp", "new", "cur")


def base_name(name: str) -> str:
    """What stays of a file's name whatever is done with the message. Some systems write `!` or `;` for the colon."""
    for mark in (":2,", "!2,", ";2,"):
        name = name.partition(mark)[0]
    return name


def flags(name: str) -> str:
    """The flags in a file's name."""
    base = base_name(name)
    return name[len(base) + 3 :]


def message_files(root: Path) -> dict[str, Path]:
    """Base names and paths of all messages.

    `new` is read before `cur`: a message that is moved in the meantime is then seen twice and not never.
    """
    found: dict[str, Path] = {}
    for sub in ("new", "cur"):
        with os.scandir(root / sub) as entries:
            for entry in entries:
                # Only plain files: reading from a pipe that somebody has put there would never end.
                if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                    found[base_name(entry.name)] = Path(entry.path)
    return found


def is_maildir(root: Path) -> bool:
    """Whether messages can be read there."""
    return (root / "new").is_dir() and (root / "cur").is_dir()


def make_maildir(root: Path) -> None:
    """Create what is missing, for ourselves alone."""
    for sub in SUBDIRECTORIES:
        (root / sub).mkdir(mode=0o700, parents=True, exist_ok=True)


def sync_directory(directory: Path) -> None:
    """Make names in a directory durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_plain(path: Path) -> int:
    """A descriptor for reading a plain file; `OSError` for anything else under that name."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileNotFoundError(path)
    return descriptor
