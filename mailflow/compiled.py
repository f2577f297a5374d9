"""Phrase lists as they were compiled, kept for the next start: ten thousand phrases take most of a second to compile.

They are kept in the cache of the user (`folder`), under a name that changes with every byte of the phrase files, of the
code that compiles them, and with the Python that runs it. What cannot be kept or read is compiled; nothing else depends on it, and it may be
deleted at any time. A file that another user could have written, or that holds anything but phrases, is not read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import stat
import sys
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

from mailflow.core import folding, phrase_files, phrase_index, phrase_syntax, phrase_tree, phrases, words
from mailflow.core.phrase_files import Entry
from mailflow.core.phrase_index import Index, Pattern
from mailflow.core.phrase_syntax import Choice, Reference, Step
from mailflow.core.phrases import Phrases
from mailflow.errors import RulesError

_CODE = (folding, phrase_files, phrase_index, phrase_syntax, phrase_tree, phrases, words)
_KEPT = (Phrases, Entry, Index, Pattern, Choice, Reference, Step)
_FEWEST = 50_000  # characters: less is compiled as fast as it is read
_MOST_KEPT = 8  # sets of files
_LONGEST_WRITE = 3_600  # seconds: what is older was left by a process that was killed
_DIGEST = hashlib.sha256().digest_size


def load(files: Mapping[str, str], plain: frozenset[str]) -> Phrases:
    """`phrases.load`, from the cache where that has it. A fault raises `RulesError` with file, line and key."""
    named = {Path(file).name: file for file in files}
    if len(named) < len(files):
        return phrases.load(files, plain)
    # Installations share the lists that ship: what is kept does not say where they lie.
    texts = {name: files[file] for name, file in named.items()}
    place = _place(texts, plain) if sum(map(len, texts.values())) >= _FEWEST else None
    if place is not None and (kept := _kept(place)) is not None:
        return kept
    try:
        found = phrases.load(texts, plain)
    except RulesError:
        # Once more under the paths that people know: the errors name them.
        return phrases.load(files, plain)
    if place is not None:
        with contextlib.suppress(OSError):
            _keep(found, place)
    return found


def folder() -> Path | None:
    """Where compiled lists are kept: what the service manager or the user's settings name, else `~/.cache/mailflow`."""
    if given := os.environ.get("CACHE_DIRECTORY", "").partition(":")[0]:  # systemd's CacheDirectory=
        return Path(given)
    if given := os.environ.get("XDG_CACHE_HOME", ""):
        return Path(given) / "mailflow"
    try:
        return Path.home() / ".cache" / "mailflow"
    except RuntimeError:
        return None


def _place(texts: Mapping[str, str], plain: frozenset[str]) -> Path | None:
    """The file for these very texts, None where nothing can be kept."""
    where = folder()
    if where is None or not where.is_absolute():
        return None
    digest = hashlib.sha256(f"{sys.version}\0{unicodedata.unidata_version}\0{sorted(plain)}\0".encode())
    try:
        for module in _CODE:
            digest.update(Path(str(module.__file__)).read_bytes() + b"\0")
    except OSError:
        return None
    digest.update(phrase_files.revision(texts).encode())
    return where / f"phrases-{digest.hexdigest()[:32]}"


def _kept(place: Path) -> Phrases | None:
    """What is kept there, None where there is nothing that can be trusted."""
    try:
        with place.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return None
            # Read twice, and never held as a whole: what is freed of it would stay with the process.
            digest = stream.read(_DIGEST)
            if hashlib.file_digest(stream, "sha256").digest() != digest:
                return None
            stream.seek(_DIGEST)
            found = _Unpickler(stream).load()
        os.utime(place)  # what is in use is kept
    except (OSError, pickle.UnpicklingError):
        return None
    return found if isinstance(found, Phrases) else None


def _keep(found: Phrases, place: Path) -> None:
    """Write it, whole or not at all, and let go of what was not used for longest. Raises `OSError`."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    packed = pickle.dumps(found, protocol=5)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix="new-", delete=False) as stream:
        try:
            stream.write(hashlib.sha256(packed).digest() + packed)
            stream.close()
            os.replace(stream.name, place)
        except BaseException:
            os.unlink(stream.name)
            raise
    kept = sorted(place.parent.glob("phrases-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    began = place.stat().st_mtime - _LONGEST_WRITE
    unfinished = [file for file in place.parent.glob("new-*") if file.stat().st_mtime < began]
    for file in (*kept[_MOST_KEPT:], *unfinished):
        file.unlink(missing_ok=True)


class _Unpickler(pickle.Unpickler):
    """Makes phrases, and nothing else whatever a file says."""

    _classes: ClassVar = {(each.__module__, each.__name__): each for each in _KEPT}

    def find_class(self, module: str, name: str) -> Any:
        """The classes of phrases alone."""
        try:
            return self._classes[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of phrases") from None
