"""Workspaces to call commands in. The demo is made once for the whole run; who changes something takes a copy of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.small import small_workspace
from tests.flow.command import Call, Done, called
from tests.flow.once import once


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """The folder of the demo, and how the command that made it ended."""
    return once(tmp_path_factory, "demo", lambda folder: (folder / "demo", called(folder, "demo")))


@pytest.fixture(scope="session")
def demo(demo_made: tuple[Path, Done]) -> Call:
    """Commands in the demo that only look."""
    return lambda *arguments, **more: called(demo_made[0], *arguments, **more)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose rules load in a moment, with nothing on record."""
    return once(tmp_path_factory, "small", lambda folder: small_workspace(folder / "conference"))


@pytest.fixture
def desk(demo_made: tuple[Path, Done], tmp_path: Path) -> Path:
    """A copy of the demo, to change what is on record."""
    folder = tmp_path / "desk"
    shutil.copytree(demo_made[0], folder, ignore=shutil.ignore_patterns("*-shm"))
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """What `mailflow init` makes."""
    folder = tmp_path / "conference"
    done = called(tmp_path, "init", str(folder))
    assert done.code == 0, done.err
    return folder
