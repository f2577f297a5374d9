"""What is made once for a whole run, though several processes run the tests side by side."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], T]) -> T:
    """What `make` gives, called with a folder of that name by whoever comes first; the others get what it gave."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # All processes of a parallel run share the folder above their own.
        base = base.parent
    folder, made = base / f"{name}-of-all", base / f"{name}-of-all.made"
    with (base / f"{name}-of-all.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder.mkdir()
            made.write_bytes(pickle.dumps(make(folder)))
    # Written by this run's own tests.
    found: T = pickle.loads(made.read_bytes())  # noqa: S301
    return found
