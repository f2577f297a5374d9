"""A worker in small, to be killed: takes in, sorts, sends, and writes beside the database what the world saw of it.

Its mailbox holds the messages 1 to N. `marked` is what it told the mail server after a commit; `wire` is what it sent.
Argument 3 is the number of SQLite's steps after which it kills itself; 0: it is left to others, or comes to its end.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from mailflow.core.delivery import Fate
from mailflow.store import Store, lock_writer
from tests.store.build import ANNA, JOURNAL, NOW, arrival, begin, delegate, delivery, letter, record

MESSAGES, BATCH = 40, 8


def main(path: Path, steps: int) -> None:
    lock_writer(path)
    store = Store.open(path, check=True)
    if steps:
        _die_after(store, steps)
    print("begun", flush=True)
    store.outbox.sweep(NOW)
    begin(store)
    _sort(store)
    _send(store, path)
    missing = sorted(set(range(1, MESSAGES + 1)) - store.ledger.known("oslo", "INBOX", 1))
    while missing:
        batch, missing = missing[:BATCH], missing[BATCH:]
        store.ledger.take([arrival(uid) for uid in batch], conference="oslo", file_backlog=True, now=NOW)
        _saw(path, "marked", batch)
        _sort(store)
        _send(store, path)
    store.close()


def _sort(store: Store) -> None:
    while waiting := store.ledger.pending(limit=BATCH, size=10**6):
        with store.write():
            for each in waiting:
                with store.savepoint():
                    number = store.records.next_number("oslo", "PAPER")
                    answer = letter(f"t{each.id}", ANNA, JOURNAL, message=each.id, campaign=None, journal=JOURNAL)
                    facts = (delegate(f"Delegate {number}"),)
                    store.records.commit(record(each.id, facts=facts, letter=answer, subject=str(number)), NOW)


def _send(store: Store, path: Path) -> None:
    while claimed := store.outbox.claim(3, NOW):
        for each in claimed:
            _saw(path, "wire", [each.id])
            store.outbox.record(each.id, delivery((ANNA, Fate.SENT), (JOURNAL, Fate.SENT)), NOW, None)


def _saw(path: Path, what: str, numbers: list[int]) -> None:
    with path.with_name(what).open("a") as log:
        log.write("".join(f"{number}\n" for number in numbers))


def _die_after(store: Store, steps: int) -> None:
    left = steps

    def count() -> int:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    store._db.connection.set_progress_handler(count, 100)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
