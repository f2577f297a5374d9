"""UIDs for a Maildir, which has none of its own: the file `.mailflow-uidlist` says which name has which number.

The first line is `mailflow-uidlist 1 <uidvalidity> <uidnext>`, each further one `<uid> <base name>`. Lines are appended and
made durable before a number is handed out, so that no number can ever stand for two messages; half a line at the end is the
trace of a crash and was never handed out. Names are kept after their files are gone, so that a file that comes back (a reader
renames it while we look) keeps its number; when dead names are in the majority, the file is written anew.
A list that is lost or cannot be read gets a new uidvalidity, which is how readers learn that the numbers are new.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mailflow.wire.maildir.layout import sync_directory

_TITLE = "mailflow-uidlist 1"
_FEW = 1000


class UidList:
    """The list at `path`. Other processes may use it at the same time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.uidvalidity = 0
        self.uidnext = 1
        self.uids: dict[str, int] = {}
        self._seen: tuple[int, int, int] | None = None

    def number(self, names: Iterable[str]) -> None:
        """Give numbers to those names that have none, in their order. Makes the list where there is none."""
        if self.uidvalidity and self._unchanged() and all(name in self.uids for name in names):
            return
        with self._locked():
            self._load()
            new = [name for name in names if name not in self.uids and "\n" not in name]
            if new:
                self._append(new)

    def prune(self, living: set[str]) -> None:
        """Write the list anew without names that are gone, where that is worth it."""
        dead = len(self.uids) - len(living)
        if dead < _FEW or dead < len(living):
            return
        with self._locked():
            self._load()
            self.uids = {name: uid for name, uid in self.uids.items() if name in living}
            self._write()

    def _load(self) -> None:
        try:
            text = self.path.read_text(encoding="utf-8", errors="surrogateescape")
        except FileNotFoundError:
            text = ""
        head, _, rest = text.partition("\n")
        try:
            title, number, uidvalidity, uidnext = head.split(" ")
            if f"{title} {number}" != _TITLE:
                raise ValueError(head)
            self.uidvalidity = int(uidvalidity)
            self.uidnext = int(uidnext)
            self.uids = dict(_entries(rest))
        except ValueError:
            self._begin()
            return
        self.uidnext = max(self.uidnext, max(self.uids.values(), default=0) + 1)
        if rest and not rest.endswith("\n"):
            self._write()
        self._seen = self._signature()

    def _begin(self) -> None:
        self.uidvalidity = max(int(time.time()), self.uidvalidity + 1)
        self.uidnext, self.uids = 1, {}
        self._write()

    def _append(self, names: list[str]) -> None:
        lines = []
        for name in names:
            self.uids[name] = self.uidnext
            lines.append(f"{self.uidnext} {name}\n")
            self.uidnext += 1
        with self.path.open("a", encoding="utf-8", errors="surrogateescape") as file:
            file.write("".join(lines))
            file.flush()
            os.fsync(file.fileno())
        self._seen = self._signature()

    def _write(self) -> None:
        temporary = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        with temporary.open("w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(f"{_TITLE} {self.uidvalidity} {self.uidnext}\n")
            file.writelines(f"{uid} {name}\n" for name, uid in self.uids.items())
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path)
        sync_directory(self.path.parent)
        self._seen = self._signature()

    def _unchanged(self) -> bool:
        return self._seen == self._signature()

    def _signature(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self.path.with_name(self.path.name + ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _entries(text: str) -> Iterator[tuple[str, int]]:
    """Names and numbers; `ValueError` on a line that is none. A last line without its end does not count."""
    for line in text.split("\n")[:-1]:
        uid, _, name = line.partition(" ")
        yield name, int(uid)
