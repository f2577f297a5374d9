"""What is due of what was announced, and sessions that are no longer as they were announced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mailflow.office.promised import Change, Urgency, due_now, sessions, urgency
from mailflow.store import Store
from tests.office.build import NOW, OSLO

TODAY = date(2027, 1, 11)
OPENING = OSLO.sessions[0]


@pytest.mark.parametrize(
    ("days", "expected"),
    [(-1, Urgency.OVERDUE), (0, Urgency.DUE), (7, Urgency.DUE), (8, Urgency.LATER)],
)
def test_a_week_ahead_is_soon(days: int, expected: Urgency) -> None:
    assert urgency(TODAY + timedelta(days=days), TODAY) is expected


def test_what_is_due_is_named_and_what_is_later_is_not(store: Store) -> None:
    for days, text in ((-3, "the list"), (3, "the rooms"), (30, "the programme")):
        store.promises.add("oslo", text, TODAY + timedelta(days=days), "participants", "kari", NOW)
    assert [promise.text for promise in due_now(store, OSLO, TODAY)] == ["the list", "the rooms"]


HOUR = timedelta(hours=1)
CASES = [
    ({}, {}, Change.AS_ANNOUNCED),
    ({}, {"begins": OPENING.begins + HOUR}, Change.MOVED),
    ({}, {"ends": OPENING.ends + HOUR}, Change.MOVED),
    ({"tentative": True}, {"tentative": True}, Change.TENTATIVE),
    ({"tentative": True}, {}, Change.CONFIRMED),
    ({}, {"tentative": True}, Change.RESERVED),
    ({}, {"title": "Opening of the Conference"}, Change.AS_ANNOUNCED),
]


@pytest.mark.parametrize(("before", "now", "expected"), CASES)
def test_a_session_is_compared_with_what_was_announced(
    store: Store, before: dict[str, object], now: dict[str, object], expected: Change
) -> None:
    store.promises.announce("oslo", [replace(OPENING, **before)], "kari", NOW)  # type: ignore[arg-type]
    conference = replace(OSLO, sessions=(replace(OPENING, **now),))  # type: ignore[arg-type]
    (standing,) = sessions(store, conference)
    assert standing.change is expected
    assert standing.to_tell == (expected in (Change.MOVED, Change.CONFIRMED, Change.RESERVED))
    assert ("circulate session-change --session opening" in standing.command("oslo", TODAY)) == standing.to_tell


def test_a_session_that_was_never_announced_is_new_and_one_that_is_gone_is_named(store: Store) -> None:
    store.promises.announce("oslo", [replace(OPENING, name="gala", title="Gala")], "kari", NOW)
    found = {each.name: each.change for each in sessions(store, OSLO)}
    assert (found["opening"], found["gala"]) == (Change.NEW, Change.GONE)


def test_the_same_moment_in_another_zone_is_the_same_time(store: Store) -> None:
    store.promises.announce("oslo", OSLO.sessions, "kari", NOW)
    assert {each.change for each in sessions(store, OSLO)} == {Change.AS_ANNOUNCED, Change.TENTATIVE}
