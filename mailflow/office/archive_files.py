"""Where an archive is written to: a folder, or one ZIP file. It appears under its name when it is whole.

Each file is written as a stream and hashed on its way, so that the memory in use does not grow with what is on record.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from mailflow.errors import MailflowError, Refused

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the archive: its name in it, its length and its SHA-256."""

    name: str
    size: int
    sha256: str


class Hashed:
    """A file being written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        """Write on."""
        self._stream.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def sha256(self) -> str:
        """The hash of what was written so far."""
        return self._digest.hexdigest()


class Target(ABC):
    """An archive being written. Left by an exception, nothing of it stays. `written` lists the files in their order."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise Refused(f"{path} exists already. Name another, or remove this one first.")
        if not path.parent.is_dir():
            raise Refused(f"The folder {path.parent} does not exist.")
        self.path, self.part = path, path.with_name(f".{path.name}.{os.getpid()}.part")
        self.written: list[Written] = []

    @contextmanager
    def file(self, name: str) -> Iterator[Hashed]:
        """Write the file of that name."""
        with self._opened(name) as stream:
            hashed = Hashed(stream)
            yield hashed
        self.written.append(Written(name, hashed.size, hashed.sha256))

    def __enter__(self) -> Target:
        self._begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
            # The name is given at the end, and the folder that holds it made to remember it.
            self.part.replace(self.path)
            _flush(self.path.parent)
        else:
            self._abandon()
        if isinstance(error, OSError):
            raise MailflowError(
                f"The archive could not be written to {self.path}: {error.strerror or error}."
            ) from error

    @abstractmethod
    def _begin(self) -> None: ...

    @abstractmethod
    def _opened(self, name: str) -> IO[bytes]: ...

    @abstractmethod
    def _finish(self) -> None: ...

    @abstractmethod
    def _abandon(self) -> None: ...


class Folder(Target):
    """A folder that nobody else on this machine can read."""

    def _begin(self) -> None:
        self.part.mkdir(mode=0o700)

    def _opened(self, name: str) -> IO[bytes]:
        path = self.part / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")

    def _finish(self) -> None:
        for path in sorted(self.part.rglob("*")):
            _flush(path)

    def _abandon(self) -> None:
        shutil.rmtree(self.part, ignore_errors=True)


class Zip(Target):
    """One ZIP file, with files of any size in it."""

    def _begin(self) -> None:
        self._stream = os.fdopen(os.open(self.part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._stream, "w", zipfile.ZIP_DEFLATED)

    def _opened(self, name: str) -> IO[bytes]:
        return self._zip.open(zipfile.ZipInfo(name), "w", force_zip64=True)

    def _finish(self) -> None:
        self._zip.close()
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def _abandon(self) -> None:
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):
            self._stream.close()
        with suppress(OSError):
            self.part.unlink()


def target(path: Path) -> Target:
    """A ZIP file where the name says so, else a folder. Raises `MailflowError` where something is there already."""
    return Zip(path) if path.suffix.lower() == ".zip" else Folder(path)


class Source:
    """An archive to be read again. Raises `MailflowError` where it is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._zip: zipfile.ZipFile | None = None
        if path.is_dir():
            return
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise Refused(f"There is no archive {path}.") from error
        except (OSError, zipfile.BadZipFile) as error:
            raise MailflowError(f"{path} cannot be read as an archive: {error}.") from error

    def names(self) -> set[str]:
        """All files in it."""
        if self._zip is not None:
            return {info.filename for info in self._zip.infolist() if not info.is_dir()}
        return {str(file.relative_to(self.path)) for file in self.path.rglob("*") if file.is_file()}

    def open(self, name: str) -> IO[bytes]:
        """One of them. Raises OSError, KeyError or BadZipFile where it cannot be read."""
        return self._zip.open(name) if self._zip is not None else (self.path / name).open("rb")

    def sha256(self, name: str) -> tuple[int, str]:
        """Its length and its hash."""
        digest, size = hashlib.sha256(), 0
        with self.open(name) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                size += len(piece)
        return size, digest.hexdigest()


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
