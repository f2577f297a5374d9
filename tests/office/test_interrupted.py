"""A hundred builds are killed at every stage while others read the site: nobody ever sees a half, or what was not accepted."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.office import registering
from mailflow.store import Store
from tests.cli.small import small_workspace
from tests.office.documents import Archive

BUILDS = 100


class Reader(threading.Thread):
    """Reads the site all the while, as a web server does: each request finds its way through `current` anew."""

    def __init__(self, current: Path) -> None:
        super().__init__(daemon=True)
        self.current, self.ended = current, threading.Event()
        self.problems: list[str] = []
        self.rounds = 0
        self.seen: set[str] = set()

    def run(self) -> None:
        while not self.ended.is_set():
            try:
                build = self.current.resolve(strict=True)
            except OSError as error:
                self.problems.append(f"there is no site: {error}")
                return
            try:
                self._look(build)
            except FileNotFoundError as error:
                # A build may be put out of force while one reads in it by its own name; through `current` never.
                if self.current.resolve(strict=True) == build:
                    self.problems.append(f"half a build: {error}")
            self.rounds += 1

    def _look(self, build: Path) -> None:
        sums = (build / "SHA256SUMS").read_text(encoding="utf-8")
        page = (build / "papers.html").read_text(encoding="utf-8")
        if not page.rstrip().endswith("</html>"):
            self.problems.append("half a page")
        for line in sums.splitlines():
            digest, path = line.split("  ")
            if hashlib.sha256((build / path).read_bytes()).hexdigest() != digest:
                self.problems.append(f"half a file: {path}")
            if Path(path).name not in page:
                self.problems.append(f"a page of another build: {path}")
        self.seen.add(sums)
        if b"never to be seen" in b"".join(f.read_bytes() for f in build.rglob("*") if f.is_file()):
            self.problems.append("what was not accepted")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_workspace(tmp_path / "conference")


@pytest.fixture
def publisher(folder: Path) -> Iterator[subprocess.Popen[str]]:
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.office.publisher"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        process.wait(20)


class Calls:
    """Calls of the real command, each in a process that can be killed at any moment."""

    def __init__(self, publisher: subprocess.Popen[str], folder: Path) -> None:
        self._publisher, self._folder = publisher, folder

    def begin(self) -> int:
        """Begin a build; the number of its process."""
        return int(self._told(f"publish --config {self._folder / 'config.toml'}"))

    def end(self) -> int:
        """How the build ended."""
        return int(self._told("wait"))

    def _told(self, line: str) -> str:
        assert self._publisher.stdin is not None
        assert self._publisher.stdout is not None
        self._publisher.stdin.write(f"{line}\n")
        self._publisher.stdin.flush()
        return self._publisher.stdout.readline()


def runs(process: int) -> bool:
    """Whether it has not ended yet."""
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"


def written(site: Path) -> int:
    """How many files the build under way has written."""
    return sum(1 for part in (site / "builds").glob(".part-*") for _, _, files in os.walk(part) for _ in files)


def test_a_hundred_killed_builds_never_show_a_half_or_what_was_not_accepted(
    folder: Path, publisher: subprocess.Popen[str]
) -> None:
    site, calls = folder / "site" / "oslo", Calls(publisher, folder)
    with closing(Store.open(folder / "mailflow.db")) as store:
        archive = Archive(store)
        archive.receive("never to be seen", content=b"%PDF-1.4 never to be seen")
        archive.accept(archive.receive("This one stays"))
        number = archive.receive("This one comes and goes").receipt.number
        calls.begin()
        assert calls.end() == 0
        whole = sum(1 for f in (site / "current").resolve().rglob("*") if f.is_file())
        reader = Reader(site / "current")
        reader.start()
        killed = switched = 0
        for n in range(BUILDS):
            # Each build has something new to say: the paper is accepted and withdrawn in turn.
            if n % 2 == 0:
                version = archive.accept(archive.item(number))
            else:
                registering.withdraw(archive.clerk, version, "in turn")
            # Killed after so many of its files: from before the first one to after the last; some have put theirs in force.
            stop, before = n * (whole + 4) // BUILDS, os.readlink(site / "current")
            child = calls.begin()
            while runs(child) and written(site) < stop and os.readlink(site / "current") == before:
                pass
            os.kill(child, signal.SIGKILL)
            killed += os.WIFSIGNALED(calls.end())
            switched += os.readlink(site / "current") != before
        reader.ended.set()
        reader.join(20)
        assert reader.problems == []
        assert killed > BUILDS * 0.8
        assert 0 < switched < BUILDS
        assert reader.rounds > BUILDS / 2
        calls.begin()
        assert calls.end() == 0
    # The debris of all of them is gone, and what is in force is what the record says.
    assert [entry.name for entry in (site / "builds").iterdir()] == [Path(os.readlink(site / "current")).name]
    assert [p.name.rsplit("-", 1)[0] for p in (site / "current" / "files").iterdir()] == ["ccm-wlg-2027-wp-1-en"]
