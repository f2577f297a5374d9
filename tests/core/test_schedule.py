"""When a letter is tried again, and how fast letters leave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.schedule import Pace, next_try

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 15), (99, 15)])
def test_waits_grow_and_the_last_one_repeats(tries: int, minutes: int) -> None:
    assert next_try(tries, NOW, (1, 5, 15), NOW, DAY) == NOW + timedelta(minutes=minutes)


def test_a_letter_is_given_up_after_the_set_time() -> None:
    assert next_try(5, NOW, (1, 5), NOW - DAY, DAY) is None


def test_a_clock_set_back_freezes_no_retry() -> None:
    again = next_try(1, NOW - timedelta(days=365), (1,), NOW, DAY)
    assert again == NOW - timedelta(days=365) + timedelta(minutes=1)


@given(st.integers(1, 600), st.lists(st.floats(0, 5), min_size=1, max_size=200))
def test_no_minute_sees_more_letters_than_allowed_and_a_burst(per_minute: int, gaps: list[float]) -> None:
    pace, now, left = Pace(per_minute), 0.0, []
    for gap in gaps:
        now += gap
        left.append(now + pace.wait(now))
    most = per_minute + max(1, per_minute / 12) + 1
    for start in left:
        assert sum(start <= at < start + 60 for at in left) <= most


def test_a_server_that_asks_for_patience_gets_it() -> None:
    pace = Pace(600)
    pace.slow_down(10.0, 30.0)
    assert pace.wait(10.0) >= 30.0
