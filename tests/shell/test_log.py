"""The log: one event a line, in both forms."""

from __future__ import annotations

import io
import json
import logging

import pytest

from mailflow import log


@pytest.fixture
def stream():
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    yield io.StringIO()
    root.handlers[:], _ = before
    root.setLevel(before[1])


def test_an_event_is_one_line_whatever_its_values_hold(stream: io.StringIO) -> None:
    log.open_log("text", stream)
    log.event("mail.taken", mailbox="oslo\nX-Evil: 1", new=3)
    assert stream.getvalue().count("\n") == 1


def test_json_events_can_be_read_back(stream: io.StringIO) -> None:
    log.open_log("json", stream)
    log.event("letter.sent", letter=7, answer="2.0.0 Ok")
    assert json.loads(stream.getvalue())["letter"] == 7


def test_values_that_are_absent_do_not_appear(stream: io.StringIO) -> None:
    log.open_log("text", stream)
    log.event("letter.sent", letter=7, answer=None)
    assert "answer" not in stream.getvalue()


def test_long_values_are_cut(stream: io.StringIO) -> None:
    log.open_log("text", stream)
    log.event("x", text="y" * 10_000)
    assert len(stream.getvalue()) < 500
