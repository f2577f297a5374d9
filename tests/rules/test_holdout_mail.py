"""Two hundred and twenty labelled messages that no rule was written for.

They were written and labelled before they were sorted for the first time (docs/judgement.md has the figures of that). What is
read right of them stays right; what is read wrong stands in the data, with the reason, and is told here when it is no longer wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomlrt

from mailflow.core.conference import Receiving, Trust
from mailflow.core.history import History
from mailflow.core.sorting import Desk
from mailflow.demo.build import CONFERENCES, HERE
from mailflow.desk import open_desk
from mailflow.settings import load_settings
from mailflow.sources import read_sources
from mailflow.worker.judgement import Batch, Job, Judgement
from mailflow.worker.sorter import judge
from mailflow.workspace import make_workspace
from tests.rules.holdout_mail import message

CASES = Path(__file__).parents[1] / "cases" / "holdout"
RECEIVING = Receiving(Trust.RESULTS, "mx.secretariat.example")
Read = Mapping[str, Any]
DEFAULTS: Read = {
    "party": None,
    "attendance": None,
    "delegates": [],
    "removed": [],
    "papers": [],
    "action_points": [],
    "language": "en",
    "disposition": "acknowledge",
    "needs_person": False,
}


def _roster() -> str:
    """The demo's roster, and the parties that write besides."""
    more = (CASES / "parties.csv").read_text(encoding="utf-8").partition("\n")[2]
    return (HERE / "roster.csv").read_text(encoding="utf-8").rstrip("\n") + "\n" + more


def _mails() -> list[tuple[str, int, dict[str, Any]]]:
    return [
        (mail.get("conference", file.stem), number, mail)
        for file in sorted(CASES.glob("*.toml"))
        for number, mail in enumerate(tomlrt.loads(file.read_text(encoding="utf-8"))["mail"], 1)
    ]


MAILS = _mails()


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


def _words(name: str) -> str:
    """A name without its signs: whether a full stop behind initials belongs to them counts for nothing."""
    return " ".join(re.findall(r"\w+", name))


def _comparable(told: Read) -> dict[str, Any]:
    """The fields of a label, or of what was read, in the form in which they are compared: order does not count."""
    return {
        **{name: told[name] for name in ("party", "attendance", "language", "disposition", "needs_person")},
        "kinds": sorted(told["kinds"]),
        "delegates": sorted((_words(d["name"]), d.get("role") or "") for d in told["delegates"]),
        "removed": sorted(map(_words, told["removed"])),
        "papers": sorted(p.get("filename") or "" for p in told["papers"]),
        "action_points": sorted(told["action_points"]),
    }


@pytest.mark.parametrize(
    ("conference", "number", "mail"), MAILS, ids=[f"{c}-{n}-{m['subject'][:30]}" for c, n, m in MAILS]
)
def test_mail_of_strangers_is_read_as_an_officer_would(
    conference: str, number: int, mail: dict[str, Any], sort: Callable[[str, bytes, datetime], Judgement]
) -> None:
    done = sort(conference, message(mail, conference, number), mail["at"].astimezone(UTC))
    want, read = _comparable({**DEFAULTS, **mail["label"]}), _comparable(done.decision.as_json(mail["subject"]))
    misread = set(mail.get("misread", {}))
    assert {name for name in want if want[name] != read[name]} == misread, (want, read)


@pytest.mark.parametrize(("conference", "number", "mail"), MAILS, ids=[f"{c}-{n}" for c, n, _ in MAILS])
def test_no_letter_goes_to_whom_none_may_go_or_to_another_party(
    conference: str, number: int, mail: dict[str, Any], sort: Callable[[str, bytes, datetime], Judgement]
) -> None:
    decision = sort(conference, message(mail, conference, number), mail["at"].astimezone(UTC)).decision
    want = {**DEFAULTS, **mail["label"]}
    if decision.letter is not None:
        assert want["disposition"] == "acknowledge"
        assert decision.party == want["party"]


def test_every_conference_has_mail() -> None:
    assert {conference for conference, _, _ in MAILS} == set(CONFERENCES)
