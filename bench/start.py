"""What it takes to start a command, from the shell."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from statistics import median

from bench.figures import Figure
from bench.office import MAILDIRS, Office


def measure(number: int = 7) -> Iterator[Figure]:
    """The median of some tries of each."""
    with Office(*MAILDIRS) as office:
        office.call("run", "--once", "--quiet")
        bare = [sys.executable, "-c", "pass"]
        yield Figure("Python alone", _median(number, lambda: subprocess.run(bare, check=True)), "s")
        yield Figure("mailflow --help", _median(number, lambda: office.call("--help")), "s")
        yield Figure("mailflow status", _median(number, lambda: office.call("status")), "s", most=0.5)
        run = _median(number, lambda: office.call("run", "--once", "--quiet"))
        yield Figure("mailflow run --once with nothing to do", run, "s")


def _median(times: int, work: Callable[[], object]) -> float:
    def once() -> float:
        began = time.monotonic()
        work()
        return time.monotonic() - began

    return median(once() for _ in range(times))
