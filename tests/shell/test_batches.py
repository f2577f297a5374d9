"""In what pieces a mailbox is taken in."""

from __future__ import annotations

import pytest

from mailflow.core.arrival import Listing
from mailflow.worker.intake import batches


@pytest.mark.parametrize(
    ("sizes", "count", "size", "lengths"),
    [
        ([], 50, 100, []),
        ([1] * 8, 50, 100, [8]),
        ([1] * 200, 50, 100, [8, 16, 32, 50, 50, 44]),
        ([1] * 30, 4, 100, [4] * 7 + [2]),
        ([1] * 30, 20, 100, [8, 16, 6]),
        ([1, 1, 1], 1, 100, [1, 1, 1]),
        # Bytes bound a piece, too; a message that is larger than that goes alone.
        ([40, 40, 40, 500, 1], 50, 100, [2, 1, 1, 1]),
    ],
)
def test_pieces_begin_small_and_are_bounded(sizes: list[int], count: int, size: int, lengths: list[int]) -> None:
    listed = [Listing(uid, each) for uid, each in enumerate(sizes, 1)]
    found = list(batches(listed, count, size))
    assert [len(part) for part in found] == lengths
    assert [item for part in found for item in part] == listed
