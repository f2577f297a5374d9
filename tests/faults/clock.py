"""A clock that is wrong, or jumps while the worker runs. By libfaketime, which stands between a program and its clock."""

from __future__ import annotations

import os
from pathlib import Path

from tests.servers.ports import missing

_PLACES = ("/usr/lib", "/usr/lib64", "/usr/local/lib")


class Clock:
    """The clock of a worker. `jump` moves it at once: "+1h", "-10y", "@2038-01-19 03:14:05"."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.jump("+0")

    def jump(self, to: str) -> None:
        """Set it; it goes on from there."""
        part = self._file.with_suffix(".part")
        part.write_text(to + "\n", encoding="ascii")
        part.replace(self._file)

    @property
    def prefix(self) -> tuple[str, ...]:
        """The beginning of a command that lives by this clock. What it waits for is measured by the true one."""
        values = {"LD_PRELOAD": _library(), "FAKETIME_TIMESTAMP_FILE": str(self._file)}
        values |= {"FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        return ("env", *(f"{name}={value}" for name, value in values.items()))


def _library() -> str:
    for place in _PLACES:
        for folder, _, files in os.walk(place):
            if folder.endswith("faketime") and "libfaketimeMT.so.1" in files:
                return f"{folder}/libfaketimeMT.so.1"
    missing("faketime is not installed")
    return ""
