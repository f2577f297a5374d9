"""What a person does with requests for the floor."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.flow.command import called

SESSIONS = """
[[conference.oslo.sessions]]
name = "opening"
title = "General exchange of views"
begins = 2031-05-12T10:00:00
ends = 2031-05-12T13:00:00

[[conference.oslo.sessions]]
name = "law"
title = "National implementation"
begins = 2031-05-13T10:00:00
ends = 2031-05-13T13:00:00
"""
ASK = ("enter", "--channel", "telephone", "--party", "NOR")


@pytest.fixture
def desk(small: Path, tmp_path: Path) -> Path:
    """A workspace with two sessions and one request."""
    shutil.copytree(small, tmp_path / "desk")
    config = tmp_path / "desk" / "config.toml"
    config.write_text(config.read_text() + SESSIONS)
    assert called(tmp_path / "desk", *ASK, "--session", "opening").code == 0
    return tmp_path / "desk"


def listed(desk: Path) -> list[tuple[str, str]]:
    """Session and state of the requests."""
    found = called(desk, "speakers", "list", "--json").objects
    return [(row["session"], row["state"]) for row in found]


def test_a_request_is_moved_and_its_state_is_said(desk: Path) -> None:
    seen = [listed(desk)]
    for step in (("move", "1", "law"), ("spoken", "1"), ("withdraw", "1"), ("reopen", "1"), ("move", "1", "none")):
        assert called(desk, "speakers", *step).code == 0
        seen.append(listed(desk))
    assert seen == [
        [("opening", "open")],
        [("law", "open")],
        [("law", "spoken")],
        [("law", "withdrawn")],
        [("law", "open")],
        [("", "open")],
    ]


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (("move", "1", "closing"), 2, 'no session "closing"'),
        (("move", "9", "law"), 2, "no message 9"),
        (("spoken", "1", "--session", "law"), 2, "no request for the floor for law"),
    ],
)
def test_what_is_not_there_cannot_be_moved(desk: Path, wrong: tuple[str, ...], code: int, said: str) -> None:
    done = called(desk, "speakers", *wrong)
    assert (done.code, said in done.err, listed(desk)) == (code, True, [("opening", "open")])


def test_the_list_is_a_report(desk: Path) -> None:
    done = called(desk, "report", "speakers", "--format", "csv")
    assert (done.code, "General" in done.out, "opening" in done.out) == (0, False, True)
