"""A store on disk: nothing here is tested in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailflow.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mailflow.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path, create=True)
    yield opened
    opened.close()
