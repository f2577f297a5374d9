"""What the store does for one message, counted in steps of SQLite's machine, does not grow with what is on record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from mailflow.core.address import Address
from mailflow.core.delivery import Fate
from mailflow.store import Store
from tests.store.build import HOUR, JOURNAL, NOW, answer, arrival, begin, delegate, delivery, letter, record

SMALL, LARGE = 100, 1500
EVERY = 20  # steps between two counts


class Meter:
    """Counts the steps of SQLite's virtual machine."""

    def __init__(self, store: Store) -> None:
        self.steps = 0
        store._db.connection.set_progress_handler(self._count, EVERY)

    def _count(self) -> int:
        self.steps += EVERY
        return 0


def correspondent(uid: int) -> Address:
    return Address(f"delegate{uid}", f"ministry{uid % 150}.example")


def handle(store: Store, uid: int) -> None:
    """All that happens with one message and its answer, in a conference of 150 parties."""
    taken = store.ledger.take([arrival(uid)], conference="oslo", file_backlog=True, now=NOW)[0]
    to, party = correspondent(uid), f"P{uid % 150}"
    with store.write():
        new = record(
            taken.id, party=party, facts=(answer("accepted"), delegate(f"Delegate {uid % 5}")), review=("Look.",)
        )
        store.records.duplicate_of("oslo", new.content_key, taken.id)
        store.records.same_message_id("oslo", new.message_id or "", new.content_key)
        store.outbox.last_of_kind("oslo", "received", to.key, NOW - timedelta(days=7))
        store.outbox.count_since(NOW - HOUR, key=to.key)
        store.outbox.count_since(NOW - HOUR)
        made = letter(f"t{uid}", to, JOURNAL, message=taken.id, campaign=None, party=party, journal=JOURNAL)
        number = store.records.commit(new, NOW) or store.outbox.queue(made, NOW)
    claimed = store.outbox.claim(1, NOW)
    for each in claimed:
        store.outbox.record(each.id, delivery((to, Fate.SENT), (JOURNAL, Fate.SENT)), NOW, None)
    assert [each.id for each in claimed] == [number]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[str, int], dict[str, int]]]:
    """A store, and what everything cost in it when it was small and when it had grown."""
    store = Store.open(tmp_path_factory.mktemp("cost") / "mailflow.db", create=True)
    begin(store)
    with _quick(store):
        for uid in range(SMALL):
            handle(store, uid)
        small = costs(store, SMALL)
        for uid in range(SMALL + 10, LARGE):
            handle(store, uid)
        large = costs(store, LARGE)
    yield store, small, large
    store.close()


@contextmanager
def _quick(store: Store) -> Iterator[None]:
    store._db.execute("pragma synchronous = off")
    yield


WORK: dict[str, Callable[[Store, int], object]] = {
    "history": lambda store, uid: store.records.history("oslo", ["t7"]),
    "delegates": lambda store, uid: store.records.delegates("oslo", "P7"),
    "pending": lambda store, uid: store.ledger.pending(limit=50, size=10**6),
    "highest": lambda store, uid: store.ledger.highest("oslo", "INBOX", 1),
    "next due": lambda store, uid: store.outbox.next_due(NOW),
    "claim nothing": lambda store, uid: store.outbox.claim(4, NOW),
    "list": lambda store, uid: store.records.listed(limit=20),
    "list conference": lambda store, uid: store.records.listed(conference="oslo", limit=20),
    "list kind": lambda store, uid: store.records.listed(conference="oslo", kind="rsvp", limit=20),
    "list parked": lambda store, uid: store.records.listed(conference="oslo", state="parked", limit=20),
    "list review": lambda store, uid: store.records.listed(conference="oslo", disposition="review", limit=20),
    "list letters": lambda store, uid: store.outbox.listed(conference="oslo", limit=20),
    "list unknown": lambda store, uid: store.outbox.listed(state="unknown", limit=20),
    "list held": lambda store, uid: store.outbox.listed(conference="oslo", state="held", limit=20),
    "letters of a message": lambda store, uid: store.outbox.listed(message=7),
    "search": lambda store, uid: store.search("norway", limit=20),
    "get": lambda store, uid: store.records.get(7),
    "unknown": lambda store, uid: store.outbox.unknown_before(NOW),
}


def costs(store: Store, uid: int) -> dict[str, int]:
    meter = Meter(store)
    found = {}
    for name, work in {**WORK, "message": _ten}.items():
        meter.steps = 0
        work(store, uid)
        found[name] = meter.steps
    store._db.connection.set_progress_handler(None, 0)
    return found


def _ten(store: Store, uid: int) -> None:
    for each in range(uid, uid + 10):
        handle(store, each)


@pytest.mark.parametrize("what", [*WORK, "message"])
def test_cost_does_not_grow(grown: tuple[Store, dict[str, int], dict[str, int]], what: str) -> None:
    _, small, large = grown
    assert large[what] <= small[what] * 1.5 + 500


def test_all_parties_of_the_history_are_read_in_a_bounded_number_of_steps(
    grown: tuple[Store, dict[str, int], dict[str, int]],
) -> None:
    assert grown[2]["history"] < 150 * 40
