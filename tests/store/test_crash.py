"""Killed at any moment, and started again: nothing lost, nothing twice, nothing in between."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.store import Store
from tests.store.clerk import MESSAGES


def start(path: Path, steps: int = 0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.clerk", str(path), str(steps)], stdout=subprocess.PIPE, text=True
    )


def run(path: Path, steps: int = 0) -> bool:
    """True where it came to its end."""
    with start(path, steps) as process:
        process.communicate()
    return process.returncode == 0


def seen(path: Path, what: str) -> list[int]:
    file = path.with_name(what)
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def faults(path: Path, *, at_end: bool = False) -> list[str]:
    """What is wrong with the record, compared with what the world saw."""
    with closing(Store.open(path, check=True)) as store:
        found = store.damage()
        known = store.ledger.known("oslo", "INBOX", 1)
        found += [f"message {uid} lost" for uid in set(seen(path, "marked")) - known]
        records = [each for each in store.records.listed(limit=1000, oldest_first=True) if each.state == "sorted"]
        letters = store.outbox.listed(limit=1000)
        numbers = sorted(int(each.subject) for each in records)
        found += [] if numbers == list(range(1, len(records) + 1)) else [f"register numbers {numbers}"]
        by_message = sorted(letter.message or 0 for letter in letters)
        found += [] if by_message == sorted(each.id for each in records) else ["records and letters differ"]
        facts = sorted(fact.message or 0 for fact in store.records.facts())
        found += [] if facts == sorted(each.id for each in records) else ["records and facts differ"]
        past = store.records.history("oslo").of("NOR")
        found += [] if sum(past.kinds.values()) == len(past.delegates) == len(records) else ["records and past differ"]
        findable = [hit.id for hit in store.search("norway", limit=1000)]
        found += [] if sorted(findable) == sorted(each.id for each in records) else ["records and search differ"]
        wire = seen(path, "wire")
        found += [f"letter {number} sent twice" for number in set(wire) if wire.count(number) > 1]
        told = {letter.id: letter.state for letter in letters}
        found += [f"letter {n} on the wire is {told[n]}" for n in wire if told[n] not in ("sent", "unknown", "sending")]
        if at_end:
            left = {state for state in told.values() if state not in ("sent", "unknown")}
            found += [f"letters left {left}"] if left or len(records) != MESSAGES else []
            found += [f"letter {n} not sent" for n, state in told.items() if state == "sent" and n not in wire]
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mailflow.db"
    Store.open(path, create=True).close()
    return path


@pytest.mark.parametrize("steps", [1, 3, 7, 20, 50, 90, 140, 200, 280, 400, 550, 700, 900, 1200])
def test_killed_at_a_step_of_sqlite(path: Path, steps: int) -> None:
    ended = run(path, steps)
    after_the_kill = [] if ended else faults(path)
    run(path)
    assert (after_the_kill, faults(path, at_end=True)) == ([], [])


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_again_and_again_at_any_moment(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    found: list[str] = []
    for _ in range(8):
        with start(path) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
        found += faults(path)
    run(path)
    assert found + faults(path, at_end=True) == []


def test_left_alone_it_sends_every_letter_once(path: Path) -> None:
    run(path)
    assert (faults(path, at_end=True), sorted(seen(path, "wire"))) == ([], list(range(1, MESSAGES + 1)))


FILL = """
import resource, sys
from pathlib import Path
from mailflow.store import DiskFull, Store
from tests.store.build import arrival, begin, taken

path = Path(sys.argv[1])
store = Store.open(path)
begin(store)
full = 0
done = 0
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
for uid in range(1, 60):
    try:
        taken(store, arrival(uid, b"%d" % uid * 20_000))
        done += 1
    except DiskFull:
        full += 1
        break
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
held = store.ledger.known("oslo", "INBOX", 1)
taken(store, arrival(100))
print(full, len(held) == done, store.damage(), 100 in store.ledger.known("oslo", "INBOX", 1))
"""


def test_a_full_disk_stops_the_intake_and_loses_nothing(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1 True [] True"
