"""The files of a Maildir: `tmp`, `new` and `cur`, and names of the form `unique:2,flags`.

The part before the colon names a message for good; the rest changes with its flags, and the directory with its first
reading by somebody.
"""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

SUBDIRECTORIES = ("tmp", "new", "cur")
_TICK = 0.02  # seconds by which the clock of a file system may be behind


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

    `new` is read before `cur`: a message that is moved in the meantime is then seen twice and not never. One that is
    renamed within `cur` meanwhile can be missed by a look, so that a directory that changes under it is looked at once more.
    """
    began = time.time()
    found = _looked_at(root)
    if max((root / sub).stat().st_mtime for sub in ("new", "cur")) > began - _TICK:
        found |= _looked_at(root)
    return found


def _looked_at(root: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for sub in ("new", "cur"):
        with os.scandir(root / sub) as entries:
            for entry in entries:
                # Only plain files: reading from a pipe that somebody has put there would never end.
                if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                    found[base_name(entry.name)] = Path(entry.path)
    return found


def folders_at(root: Path) -> tuple[Path, str]:
    """Where the folders of the Maildir at `root` lie: a directory, and what their names begin with there.

    Maildir++ keeps folders flat, in the outermost Maildir: `.Conf` has its folder `Travel` beside itself, as `.Conf.Travel`.
    """
    if root.name.startswith(".") and is_maildir(root.parent):
        return root.parent, f"{root.name}."
    return root, "."


def folder_of(root: Path, folder: str) -> Path:
    """The Maildir of a folder of the Maildir at `root`.

    Letters beyond ASCII stand in its name as IMAP servers write and look for them there (modified UTF-7, RFC 3501 §5.1.3): a folder
    named otherwise is shown by no mail program. One that lies there under the plain name is taken as it is.
    """
    parent, prefix = folders_at(root)
    plain = parent / f"{prefix}{folder}"
    if (folder.isascii() and "&" not in folder) or is_maildir(plain):
        return plain
    from imapclient.imap_utf7 import encode  # a library that few Maildirs need

    return parent / f"{prefix}{encode(folder).decode('ascii')}"


def folder_named(directory: str) -> str:
    """The name of a folder, as rules bear it, by the rest of its directory's name: the other way of `folder_of`."""
    if "&" not in directory or not directory.isascii():
        return directory
    from imapclient.imap_utf7 import decode

    try:
        return str(decode(directory.encode("ascii")))
    except UnicodeError:
        return directory  # somebody's own name


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
