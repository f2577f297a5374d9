"""A program under measurement: a process with those below it, their processor time and their memory."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 0.05


class Program:
    """A process from its start to its end. `began` is on the machine's monotonic clock."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self.folder, self.log = folder, folder / "bench.log"
        self.seconds = self.cpu = 0.0  # when it has ended: wall clock, processor time with all processes below it
        self.peaks: dict[str, int] = {}  # bytes of memory, by what the process was
        self._over = threading.Event()
        self.began = time.monotonic()
        with self.log.open("wb") as log:
            root = {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}
            self._process = subprocess.Popen(
                command, cwd=folder, env=os.environ | root, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()

    def wait(self) -> int:
        """Until it has ended; its exit code."""
        _, status, used = os.wait4(self._process.pid, 0)
        self.seconds, self.cpu = time.monotonic() - self.began, used.ru_utime + used.ru_stime
        self._process.returncode = os.waitstatus_to_exitcode(status)
        self._over.set()
        self._watch.join()
        return self._process.returncode

    def stop(self) -> int:
        """Ask it to end, and wait."""
        self._process.send_signal(signal.SIGTERM)
        return self.wait()

    def until_logged(self, words: str, seconds: float = 60) -> None:
        """Wait for words in what it prints."""
        end = time.monotonic() + seconds
        while words not in self.said:
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError(f"waited in vain for {words!r}; it said:\n{self.said[-2000:]}")
            time.sleep(0.02)

    @property
    def said(self) -> str:
        """What it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def cpu_now(self) -> float:
        """Processor seconds so far, of it and of all that runs below it."""
        return sum(_cpu(pid) for pid in self._pids())

    def _pids(self) -> list[int]:
        return [self._process.pid, *_below(self._process.pid)]

    def _look(self) -> None:
        """The kernel keeps the peak of a process; it is read until shortly before the process ends."""
        while not self._over.wait(_LOOK_SECONDS):
            for pid in self._pids():
                command = _file(pid, "cmdline")
                # One that was forked and has not yet become another program looks like its parent, and is it.
                name = "main process" if command == _file(self._process.pid, "cmdline") else _role(command)
                for line in _file(pid, "status").splitlines():
                    if line.startswith(b"VmHWM:"):
                        self.peaks[name] = max(self.peaks.get(name, 0), int(line.split()[1]) * 1024)


def _role(command: bytes) -> str:
    """What a process below the main one is for."""
    if b"mailflow.worker.sorter" in command:
        return "sorting process"
    return f"process {os.path.basename(command.split(bytes(1))[0].decode('utf-8', 'replace'))}"


def _below(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_below(int(child))]
    return found


def _cpu(pid: int) -> float:
    # The name of the program stands in brackets and may hold anything; utime and stime are fields 14 and 15.
    fields = _file(pid, "stat").rpartition(b")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if len(fields) > 12 else 0.0


def _file(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""
