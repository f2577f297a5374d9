"""One worker a database: two would send the same letter twice."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from mailflow.errors import StoreError


def lock_writer(path: Path) -> int:
    """Become the one worker of this database; the lock is held until the process ends. Returns the lock's handle.

    Raises `StoreError` that names the process that holds it. Commands that change one thing need no lock.
    """
    name = path.with_name(f"{path.name}.lock")
    try:
        handle = os.open(name, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise StoreError(f"{name} cannot be made: {error.strerror}.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
        os.close(handle)
        raise StoreError(
            f"A worker runs already on {path} (process {holder}). "
            "Two would get in each other's way; stop that one first."
        ) from error
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    return handle
