"""What is read out of a message by the rules that ship."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest

from mailflow.core.conference import Receiving, Trust
from mailflow.core.history import History
from mailflow.core.sorting import Desk
from mailflow.demo.build import HERE
from mailflow.desk import open_desk
from mailflow.settings import load_settings
from mailflow.sources import read_sources
from mailflow.worker.judgement import Batch, Job, Judgement
from mailflow.worker.sorter import judge
from mailflow.workspace import make_workspace

CASES = Path(__file__).parents[1] / "cases" / "holdout"
RECEIVING = Receiving(Trust.RESULTS, "mx.secretariat.example")


def _roster() -> str:
    """The demo's roster, and the parties that write besides."""
    more = (CASES / "parties.csv").read_text(encoding="utf-8").partition("\n")[2]
    return (HERE / "roster.csv").read_text(encoding="utf-8").rstrip("\n") + "\n" + more


@pytest.fixture(scope="module")
def sort(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes, datetime], Judgement]:
    """What is read out of a message to one of the demo's conferences, by the rules that ship."""
    folder = tmp_path_factory.mktemp("holdout") / "office"
    make_workspace(folder, (HERE / "config.toml").read_text(encoding="utf-8"), _roster())
    settings = load_settings(folder / "config.toml")

    @cache
    def desk(conference: str) -> tuple[Desk, Batch]:
        sources = read_sources(settings, conference)
        return open_desk(sources), Batch(sources.revision, (), History())

    def sorted_(conference: str, written: bytes, at: datetime) -> Judgement:
        done = judge(Job(1, written, RECEIVING, at), *desk(conference))
        assert isinstance(done, Judgement)
        return done

    return sorted_
