"""One worker a database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.errors import StoreError
from mailflow.store import Store, lock_writer
from tests.store.build import NOW

HOLD = """
import sys
from pathlib import Path
from mailflow.store import lock_writer
lock_writer(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_worker_is_refused_and_told_who_runs(path: Path) -> None:
    with holder(path) as process:
        with pytest.raises(StoreError, match=f"process {process.pid}"):
            lock_writer(path)
        process.communicate("")


def test_the_lock_of_a_killed_worker_is_free(path: Path) -> None:
    with holder(path) as process:
        process.send_signal(signal.SIGKILL)
    os.close(lock_writer(path))


def test_staff_commands_need_no_lock(path: Path) -> None:
    Store.open(path, create=True).close()
    lock = lock_writer(path)
    with closing(Store.open(path)) as store:
        store.alarms.open("courier", "No letter could leave.", NOW)
    os.close(lock)
