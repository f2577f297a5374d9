"""Messages of many megabytes: stored and read whole, in memory once, all or nothing where there is no room."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from mailflow.store import DiskFull, Store
from mailflow.store.ledger import LARGE
from tests.store.build import arrival, begin, taken

SIZES = (LARGE - 1, LARGE, LARGE + 1, 5_000_000, 9_999_999)
MEMORY = """
import resource, sys
from pathlib import Path
from mailflow.store import Store
from tests.store.build import arrival, begin, taken

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

store = Store.open(Path(sys.argv[1]), create=True)
begin(store)
raw = bytes(40_000_000)
before = peak()
(number,) = taken(store, arrival(1, raw))
stored = peak()
del raw
back = store.ledger.raw(number)
print(stored - before, peak() - before, len(back))
"""


@pytest.mark.parametrize("size", SIZES)
def test_large_message_is_stored_and_read_whole(store: Store, size: int) -> None:
    begin(store)
    raw = random.Random(size).randbytes(size)
    (number,) = taken(store, arrival(1, raw))
    assert store.ledger.raw(number) == raw
    assert taken(store, arrival(2, raw)) == [number]
    assert store.damage() == []


def test_large_message_that_waits_comes_without_its_bytes(store: Store) -> None:
    begin(store)
    numbers = taken(store, arrival(1), arrival(2, b"x" * 2000), arrival(3))
    waiting = [found for number in numbers for found in store.ledger.pending(after=number - 1, limit=1, size=1000)]
    assert [(each.id, each.raw is None) for each in waiting] == list(zip(numbers, (False, True, False), strict=True))
    assert store.ledger.raw(numbers[1]) == b"x" * 2000


def test_large_message_for_which_there_is_no_room_leaves_nothing_behind(store: Store) -> None:
    begin(store)
    pages = store._db.one("pragma page_count")
    store._db.execute(f"pragma max_page_count = {pages + 100}")
    with pytest.raises(DiskFull):
        taken(store, arrival(1, bytes(2 * LARGE)))
    assert (store.ledger.pending(limit=10, size=1000), store.ledger.known("oslo", "INBOX", 1)) == ([], set())
    store._db.execute("pragma max_page_count = 1000000000")
    (number,) = taken(store, arrival(1, bytes(2 * LARGE)))
    assert store.ledger.raw(number) == bytes(2 * LARGE)
    assert store.damage() == []


def test_large_message_is_in_memory_once(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(tmp_path / "mailflow.db")], capture_output=True, text=True, check=True
    )
    storing, reading, length = map(int, done.stdout.split())
    # Storing it takes next to nothing beside the message itself; reading it, the message.
    assert length == 40_000_000
    assert storing < 15_000_000
    assert reading < 15_000_000
