"""Lengths of time as staff write them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailflow.core.duration import duration


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("15 min", timedelta(minutes=15)),
        ("15min", timedelta(minutes=15)),
        ("2 hours", timedelta(hours=2)),
        ("1.5 h", timedelta(minutes=90)),
        ("1 day", timedelta(days=1)),
        ("0 min", timedelta()),
        (" 30 S ", timedelta(seconds=30)),
    ],
)
def test_a_length_is_read(text: str, length: timedelta) -> None:
    assert duration(text) == length


@pytest.mark.parametrize("text", ["", "15", "min", "-1 h", "1 fortnight", "15 min later", "32 days"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected a length|31 days"):
        duration(text)
