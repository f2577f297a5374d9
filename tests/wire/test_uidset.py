"""Sets of UIDs in commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.wire.imap.uidset import ranges, uid_sets


@pytest.mark.parametrize(
    ("uids", "expected"),
    [
        ([], ""),
        ([7], "7"),
        ([1, 2, 3], "1:3"),
        ([3, 1, 2, 2], "1:3"),
        ([1, 3, 4, 9], "1,3:4,9"),
        ([4294967295], "4294967295"),
    ],
)
def test_ranges_are_as_short_as_can_be(uids: list[int], expected: str) -> None:
    assert ",".join(ranges(uids)) == expected


def members(part: str) -> set[int]:
    bounds = [item.split(":") for item in part.split(",")]
    return {uid for pair in bounds for uid in range(int(pair[0]), int(pair[-1]) + 1)}


@given(st.sets(st.integers(1, 5000)))
def test_sets_hold_exactly_the_uids(uids: set[int]) -> None:
    assert set().union(*(members(part) for part in uid_sets(uids, 40))) == uids


@given(st.sets(st.integers(1, 2**32 - 1)))
def test_no_set_is_longer_than_allowed(uids: set[int]) -> None:
    assert all(len(part) <= 40 for part in uid_sets(uids, 40))


def test_twenty_thousand_scattered_uids_fit_into_command_lines() -> None:
    assert max(len(part) for part in uid_sets(range(1, 40_000, 2))) < 8000
