"""`python -m tests.faults [NAME …]`: the whole fault bench, or the parts of that name (kills, disk, cuts, …), with the figures
at the end. Without names the figures also go into docs/reliability.md, in place of those that stand there.

A test that fails ends no other: what failed is named at the end, and the page stays as it was.
"""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults import figures
from tests.faults.figures import Figure

HERE = Path(__file__).resolve().parent
PAGE = HERE.parents[1] / "docs" / "reliability.md"
NAMES = sorted(file.stem.removeprefix("test_") for file in HERE.glob("test_*.py"))
# The tests of the long parts wait for servers and clocks now and then; whoever has nothing left to do takes over what waits.
_SIDE_BY_SIDE = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]
_PLACE = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def main(names: Sequence[str]) -> int:
    """Run the parts and print what was tried; the exit code of the tests."""
    if unknown := set(names) - set(NAMES):
        print(f"There is no part {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    os.environ.setdefault("MAILFLOW_REQUIRE_SERVERS", "1")
    parts = [str(HERE / f"test_{name}.py") for name in names or NAMES]
    with tempfile.TemporaryDirectory(prefix="mailflow-faults-") as folder:
        file = Path(folder) / "figures"
        os.environ[figures.VARIABLE] = str(file)
        began = time.monotonic()
        progress = _Progress(began)
        options = ["-m", "", "-q", *_SIDE_BY_SIDE, "--no-header", "-rs", "--durations=10"]
        code = int(pytest.main([*parts, *options], plugins=[progress]))
        minutes = (time.monotonic() - began) / 60
        found = figures.read(file)
    print(f"\n{table(found)}\nin {minutes:.0f} minutes")
    for test in progress.failed:
        print(f"FAILED: {test}")
    if code and not names:
        print("Something failed: docs/reliability.md stays as it was.")
    elif not names:
        text = _PLACE.sub(lambda place: place[1] + written(found, minutes) + place[2], PAGE.read_text(encoding="utf-8"))
        PAGE.write_text(text, encoding="utf-8")
    return code


class _Progress:
    """Says of each test that is over how it ended, and when."""

    def __init__(self, began: float) -> None:
        self.failed: list[str] = []
        self._began, self._over = began, 0

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """No dots: lines are printed."""
        return (report.outcome, "", "") if report.passed or report.skipped else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A line for each test."""
        if report.failed:
            self.failed.append(f"{report.nodeid} ({report.when})")
        if report.when != "call" and report.passed:
            return
        self._over += 1
        seconds = time.monotonic() - self._began
        name = report.nodeid.removeprefix("tests/faults/")
        print(f"{seconds // 60:3.0f}:{seconds % 60:02.0f}  {self._over:4}  {report.outcome:8} {name}", flush=True)


def table(found: Sequence[Figure]) -> str:
    """The figures as a table of the documentation."""
    rows = [
        f"| {each.name} | {each.tried:,} | {each.lost} | {each.doubled} | `make faults only={figures.PARTS.get(each.name, '')}` |"
        for each in found
    ]
    return "\n".join(["| fault | tried | lost | doubled | by |", "| --- | ---: | ---: | ---: | --- |", *rows])


def written(found: Sequence[Figure], minutes: float) -> str:
    """The table with the day on which it was made, the machine, and the state of the program."""
    said = (
        f"All parts in one run of `make faults` on {datetime.now(UTC):%-d %B %Y}, {minutes:.0f} minutes on {_machine()};"
        f" {_state()}:"
    )
    return f"\n{said}\n\n{table(found)}\n\n"


def _machine() -> str:
    """What the run was made on."""
    cores = os.cpu_count() or 1
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{cores} {'core' if cores == 1 else 'cores'} ({platform.machine()}, {platform.system()}, {versions})"


def _state() -> str:
    """The state of the program that was tried."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    try:
        commit, changed = (
            git("rev-parse", "--short", "HEAD"),
            git("status", "--porcelain", "mailflow", "rules", "templates"),
        )
    except OSError:
        commit, changed = "", ""
    if not commit:
        return "the state of the program is not known"
    return f"the program as of commit {commit}" + (", with changes that are in no commit" if changed else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
