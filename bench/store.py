"""The store: what taking in and recording costs, empty and full, and how fast search and status answer."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp

from mailflow.core.arrival import Arrival, Place
from mailflow.store import FactRow, NewRecord, Store

_BATCH, _ROUNDS, _FULL = 50, 20, 20_000


def measure() -> None:
    """Print messages a second on an empty store and on one with 20,000 messages, then search and status."""
    store = Store.open(Path(mkdtemp(prefix="mailflow-bench-")) / "bench.db", create=True)
    now = datetime.now(UTC)
    with store.write():
        store.ledger.begin("one", "INBOX", 1, 1, 0, now)
    print(f"empty: {_rate(store, now, 4_000):7.0f} messages/s taken and recorded")
    while (held := store.ledger.highest("one", "INBOX", 1)) < _FULL:
        _fill(store, now, held, 500)
    print(f"with {_FULL:,}: {_rate(store, now, 4_000):7.0f} messages/s")
    for name, call in (("status", store.status), ("search", lambda: store.search("delegation norway"))):
        began = time.perf_counter()
        call()
        print(f"{name}: {(time.perf_counter() - began) * 1000:.1f} ms")
    store.close()


def _rate(store: Store, now: datetime, size: int) -> float:
    began = time.perf_counter()
    for _ in range(_ROUNDS):
        _fill(store, now, store.ledger.highest("one", "INBOX", 1), _BATCH, size)
    return _BATCH * _ROUNDS / (time.perf_counter() - began)


def _fill(store: Store, now: datetime, held: int, count: int, size: int = 1000) -> None:
    arrivals = [Arrival(Place("one", "INBOX", 1, held + i + 1), size, now, os.urandom(size)) for i in range(count)]
    with store.write():
        taken = store.ledger.take(arrivals, conference="one", file_backlog=False, now=now)
    with store.write():
        for entry in taken:
            with store.savepoint():
                store.records.commit(_record(entry.id, now), now)


def _record(message: int, now: datetime) -> NewRecord:
    return NewRecord(
        message=message,
        conference="one",
        mailbox="one",
        content_key=f"key {message}",
        message_id=f"<{message}@example>",
        sender="officer@foreign.norway.example",
        subject=f"Message {message}",
        sent_at=now,
        kinds=("rsvp",),
        party="NOR",
        attendance="accepted",
        language="en",
        disposition="acknowledge",
        needs_person=False,
        effective=True,
        decision={"letter": "accepted"},
        trace={"rules": ["x" * 2000]},
        facts=(FactRow("attendance", {"answer": "accepted"}, "1", "will be represented"),),
        search_text=f"Norway will be represented by a delegation of {message} persons. " * 40,
    )
