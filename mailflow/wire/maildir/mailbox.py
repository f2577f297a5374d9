"""A Maildir that messages are taken from. Files are only read; nothing is renamed unless marking is on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from mailflow.core.arrival import Arrival, Listing, Place
from mailflow.errors import MailboxError
from mailflow.wire.maildir.layout import (
    base_name,
    flags,
    folder_of,
    is_maildir,
    make_maildir,
    message_files,
    open_plain,
    sync_directory,
)
from mailflow.wire.maildir.uidlist import UidList
from mailflow.wire.ports import FolderState

T = TypeVar("T")

_FOLDER = re.compile(r"[^/.\0][^/\0]*")
_MARK = re.compile(rf"seen|move:{_FOLDER.pattern}")
LIST_NAME = ".mailflow-uidlist"
HEAD_LIMIT = 1_048_576
# Two changes within one tick of the file system's clock leave one and the same time on a directory. A directory that
# was changed this recently (seconds) is looked at once more.
_UNSETTLED = 2.0
_RENAMED_MEANWHILE = 5


class MaildirMailbox:
    """`Mailbox` over a Maildir. `state_dir` holds the list of UIDs where the Maildir itself must not be written to."""

    def __init__(
        self,
        name: str,
        path: Path,
        *,
        mark: str | None = None,
        state_dir: Path | None = None,
        poll_seconds: float = 0.2,
        list_name: str = "",
    ) -> None:
        """`list_name` is the beginning of the name of that list, where it is not the mailbox's own."""
        if mark is not None and not _MARK.fullmatch(mark):
            raise ValueError('a Maildir can be marked "seen" or "move:FOLDER"')
        self.name, self.path, self.mark_as, self.poll_seconds = name, path, mark, poll_seconds or 0.2
        self._list_path = state_dir / f"{list_name or name}{LIST_NAME}" if state_dir else path / LIST_NAME
        self._state_dir = state_dir
        self._list: UidList | None = None
        self._files: dict[str, Path] = {}
        self._names: dict[int, str] = {}
        self._looked_at: tuple[int, int] = (0, 0)
        self._look_again_at: float | None = None

    async def open(self) -> FolderState:
        """Find the Maildir and its list of UIDs."""
        return await self._in_thread(self._open)

    async def listing(self, after: int) -> list[Listing]:
        """UIDs above `after` with the sizes of their files."""

        return await self._in_thread(lambda: [each for each, _ in self._listed(after)])

    async def listing_since(self, day: date) -> list[Listing]:
        """Those whose files have the time of that day (UTC) or a later one: whoever renames a file leaves it."""
        return await self._in_thread(lambda: [each for each, at in self._listed() if at.date() >= day])

    async def uids(self) -> list[int]:
        """All UIDs that have a file."""

        def work() -> list[int]:
            self._look()
            return sorted(self._names)

        return await self._in_thread(work)

    async def fetch(self, uids: Sequence[int], *, size_limit: int, sizes: Mapping[int, int]) -> list[Arrival]:
        """The files' bytes as they are; `received_at` is the time of the file."""

        def work() -> list[Arrival]:
            arrivals = (self._arrival(uid, size_limit) for uid in sorted(set(uids)))
            return [arrival for arrival in arrivals if arrival is not None]

        return await self._in_thread(work)

    async def wait(self, seconds: float) -> bool:
        """Watch the times of `new` and `cur`."""
        until = time.monotonic() + seconds
        while True:
            if await self._in_thread(self._has_changed):
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            await asyncio.sleep(min(self.poll_seconds, left))

    async def mark(self, uids: Sequence[int]) -> None:
        """Set the flag S, or move to another folder of the same Maildir++."""

        def work() -> None:
            for uid in uids:
                self._mark(uid)

        if self.mark_as is not None:
            await self._in_thread(work)

    async def move(self, uids: Sequence[int], folder: str) -> None:
        """Move to another folder of the same Maildir++."""
        target = self._folder(folder)

        def work() -> None:
            for uid in uids:
                self._put(uid, target, "")

        await self._in_thread(work)

    async def lacking(self, folders: Sequence[str]) -> list[str]:
        """Which of these folders are not there."""
        return await self._in_thread(lambda: [f for f in folders if not is_maildir(self._folder(f))])

    async def beside(self, folder: str) -> MaildirMailbox | None:
        """The folder of the same Maildir++."""
        path = self._folder(folder)
        if not await self._in_thread(lambda: is_maildir(path)):
            return None
        return MaildirMailbox(self.name, path, state_dir=self._state_dir, list_name=f"{self.name}.{folder}")

    async def close(self) -> None:
        """Nothing is held open."""

    async def _in_thread(self, function: Callable[[], T]) -> T:
        try:
            return await asyncio.to_thread(function)
        except MailboxError:
            raise
        except PermissionError as error:
            raise MailboxError(f"{error.filename}: no permission. Check owner and mode.", permanent=True) from error
        except OSError as error:
            raise MailboxError(f"{self.path}: the Maildir cannot be read ({error})") from error

    def _open(self) -> FolderState:
        if not is_maildir(self.path):
            raise MailboxError(f"{self.path} is not a Maildir: it has no directories new and cur", permanent=True)
        self._list = UidList(self._list_path)
        self._look()
        self._list.prune(set(self._files))
        return FolderState(str(self.path), self._list.uidvalidity, self._list.uidnext, len(self._files))

    def _look(self) -> None:
        """Read the directories and number what is new, in the order of arrival."""
        if self._list is None:
            raise MailboxError(f"{self.path} is not open")
        before = self._times()
        self._files = message_files(self.path)
        known = self._list.uids
        self._list.number(sorted(self._files, key=lambda name: _arrived(self._files[name], name in known)))
        self._names = {self._list.uids[name]: name for name in self._files if name in self._list.uids}
        self._looked_at = before
        settled = time.time() - max(before) / 1e9
        self._look_again_at = time.monotonic() + _UNSETTLED if settled < _UNSETTLED else None

    def _times(self) -> tuple[int, int]:
        return (self.path / "new").stat().st_mtime_ns, (self.path / "cur").stat().st_mtime_ns

    def _has_changed(self) -> bool:
        if self._times() != self._looked_at:
            return True
        return self._look_again_at is not None and time.monotonic() > self._look_again_at

    def _path(self, uid: int) -> Path | None:
        """Where the file is now: a reader may have renamed it since the last look."""
        name = self._names.get(uid)
        if name is None or (path := self._files.get(name)) is None:
            return None
        if not path.exists():
            self._files = message_files(self.path)
            return self._files.get(name)
        return path

    def _listed(self, after: int = 0) -> Iterator[tuple[Listing, datetime]]:
        """The messages above that UID, and the times of their files."""
        self._look()
        for uid in sorted(each for each in self._names if each > after):
            with contextlib.suppress(FileNotFoundError):
                if (path := self._path(uid)) is not None:
                    found = path.stat()
                    yield Listing(uid, found.st_size), datetime.fromtimestamp(found.st_mtime, UTC)

    def _arrival(self, uid: int, size_limit: int) -> Arrival | None:
        path = self._path(uid)
        if path is None or self._list is None:
            return None
        try:
            with open(open_plain(path), "rb") as file:
                found = os.fstat(file.fileno())
                at = datetime.fromtimestamp(found.st_mtime, UTC)
                place = Place(self.name, str(self.path), self._list.uidvalidity, uid)
                if found.st_size > size_limit:
                    return Arrival(place, found.st_size, at, head=_head(file.read(HEAD_LIMIT)))
                raw = file.read()
        except FileNotFoundError:
            return None
        return Arrival(place, len(raw), at, raw=raw)

    def _mark(self, uid: int) -> None:
        verb, _, folder = (self.mark_as or "").partition(":")
        if verb == "seen":
            self._put(uid, self.path, "S")
        else:
            self._put(uid, self._folder(folder), "")

    def _folder(self, folder: str) -> Path:
        if not _FOLDER.fullmatch(folder):
            sentence = f'"{folder}" is no folder of a Maildir: its name holds no "/" and does not begin with a dot.'
            raise MailboxError(sentence, permanent=True)
        return folder_of(self.path, folder)

    def _put(self, uid: int, target: Path, flag: str) -> None:
        """Into that Maildir, with one more flag: one renaming, so that the message is in one place at any time."""
        make_maildir(target)
        for _ in range(_RENAMED_MEANWHILE):
            path = self._path(uid)
            if path is None:
                return
            letters = "".join(sorted({*flags(path.name), *flag}))
            try:
                path.rename(target / "cur" / f"{base_name(path.name)}:2,{letters}")
            except FileNotFoundError:
                # Gone, or a mail program has set a flag since the look: the next one tells.
                continue
            sync_directory(target / "cur")
            return
        raise MailboxError(f"{path} is renamed by another program again and again; it stays where it is for now")


def _arrived(path: Path, is_known: bool) -> tuple[int, str]:
    """Order of arrival, for files that have no number yet."""
    if is_known:
        return (0, "")
    try:
        return (path.stat().st_mtime_ns, path.name)
    except FileNotFoundError:
        return (0, path.name)


def _head(data: bytes) -> bytes:
    """The header of a message whose lines end in either way."""
    ends = [data.index(gap) + len(gap) for gap in (b"\r\n\r\n", b"\n\n") if gap in data]
    return data[: min(ends, default=len(data))]
