"""Databases of every schema that was ever released open, and nothing in them changes its meaning.

`cases/schema-N.db.gz` was written by the program of that schema: answers that were sent, put off, lost on the way and held, a
correction, a parked message, one over the size limit, an open alarm.
"""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.errors import StoreError
from mailflow.store import Store
from mailflow.store.opening import open_database
from mailflow.store.version import VERSION
from tests.store.build import HOUR, NOW, begin, letter, message, record

CASES = sorted((Path(__file__).parent / "cases").glob("schema-*.db.gz"))


@pytest.fixture(params=CASES, ids=lambda file: file.name.removesuffix(".db.gz"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as an older program left it."""
    path = tmp_path / "mailflow.db"
    path.write_bytes(gzip.decompress(request.param.read_bytes()))
    return path


def test_an_old_database_is_brought_up_to_date(old: Path) -> None:
    with closing(Store.open(old, check=True)) as store:
        assert store.damage() == []
    with closing(sqlite3.connect(old)) as db:
        assert db.execute("pragma user_version").fetchone() == (VERSION,)


def test_every_letter_keeps_its_fate_and_its_bytes(old: Path) -> None:
    with closing(sqlite3.connect(old)) as db:
        before = db.execute("select id, state, token, data from letters join letter_data on letter = id").fetchall()
    with closing(Store.open(old)) as store:
        after = [(x.id, x.state, x.token, store.outbox.data(x.id)) for x in store.outbox.listed()]
    assert sorted(after) == sorted(before)
    assert {state for _, state, _, _ in after} >= {"sent", "deferred", "unknown", "sending", "held", "queued"}


def test_messages_facts_and_search_are_what_they_were(old: Path) -> None:
    with closing(Store.open(old)) as store:
        states = {r.id: r.state for r in store.records.listed(limit=100)}
        past = store.records.history("oslo").of("NOR")
        found = len(store.search("norvege")), len(store.search("挪威"))
        corrected = store.records.get(1)
    assert (states[7], states[8]) == ("parked", "oversize")
    assert (len(past.delegates), past.attendance, found) == (6, "declined", (6, 6))
    assert corrected is not None
    assert corrected.attendance == "declined"


def test_work_goes_on_where_it_stopped(old: Path) -> None:
    with closing(Store.open(old)) as store:
        begin(store)
        known = store.ledger.known("oslo", "INBOX", 1)
        lost = store.outbox.sweep(NOW)
        number = message(store, 20)
        store.records.commit(record(number, letter=letter("fresh", message=number, campaign=None)), NOW)
        claimed = {each.token for each in store.outbox.claim(20, NOW + 2 * HOUR)}
    assert (known, len(lost)) == (set(range(1, 9)), 1)
    # What was put off is due, what waited leaves; what was sent, held, lost or on its way does not.
    assert claimed == {"t2", "t5", "invitation", "fresh"}


def test_a_reader_waits_for_the_worker_to_bring_it_up_to_date(old: Path) -> None:
    with pytest.raises(StoreError, match="older mailflow"):
        open_database(old, create=False, readonly=True)
