"""Every measurement works, with a few messages: what it finds then says nothing, and that it finds something says enough."""

from __future__ import annotations

import json
import shutil

import pytest

from bench import office
from bench.__main__ import NAMES, main
from tests.flow.office import SMALL
from tests.servers.ports import required_program

NEED_DOVECOT = {"backlog", "latency", "memory"}


@pytest.mark.parametrize("name", NAMES)
def test_measurement_works(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(office, "RULES", SMALL)
    if name in NEED_DOVECOT:
        required_program("dovecot")
    main([name, "--number", "2", "--json"])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(found) > 1
    assert {each["bench"] for each in found} == {name}
    assert all(isinstance(each["value"], float | int) for each in found)


def test_without_dovecot_it_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    main(["latency"])
    assert "left out: Dovecot is not installed" in capsys.readouterr().out
