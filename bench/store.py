"""What a message costs on a store of 100,000 messages and on an empty one; search and status on the full one."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import mail
from bench.figures import Figure
from bench.office import MAILDIRS, Office
from mailflow.core.address import Address
from mailflow.core.arrival import Arrival, Place
from mailflow.core.delivery import Delivery, Envelope, Fate, Outcome
from mailflow.core.findable import Findable, findable
from mailflow.store import FactRow, NewLetter, NewRecord, Store

_AT_ONCE, _PARTIES = 50, 200
_WORDS = [f"word{number}" for number in range(4000)]
_ROUNDS = 20
_TRIES = 15
_BACKLOG = 300
_BEGINS = datetime(2026, 1, 5, 9, tzinfo=UTC)


def measure(number: int = 100_000) -> Iterator[Figure]:
    """The store alone first, used as the worker uses it; then the whole program on that store."""
    rounds, backlog = max(1, min(_ROUNDS, number // _AT_ONCE)), min(_BACKLOG, number)
    with Office(*MAILDIRS) as office:
        store = _opened(office.folder / "mailflow.db")
        with TemporaryDirectory(prefix="mailflow-bench-") as folder:
            _fill(store, number)
            small = _opened(Path(folder) / "mailflow.db")
            before, after = _costs(small, store, rounds)
            small.close()
        beside = f"{number:,} messages on record beside none"
        yield Figure(f"a message and its letter in the store alone, {beside}", after / before, "×")
        yield Figure("the same on an empty store", before * 1000, "ms/message")
        yield Figure(f"the same with {number:,} messages", after * 1000, "ms/message")
        yield from _asked(store)
        store.close()
        times = [_timed(lambda: office.call("status")) for _ in range(min(5, number))]
        yield Figure(f"mailflow status from the shell, {number:,} messages", median(times), "s", most=0.5)
        yield Figure("mailflow search from the shell", _timed(lambda: office.call("search", "delegation")), "s")
        full = _taken_in(office, backlog)
    with Office(*MAILDIRS) as office:
        none = _taken_in(office, backlog)
    yield Figure(f"a message from mailbox to letter, {beside}", full / none, "×", most=1.3)


def _opened(path: Path) -> Store:
    store = Store.open(path, create=not path.exists())
    store.ledger.begin("oslo", "INBOX", 1, 1, 0, _BEGINS)
    return store


def _asked(store: Store) -> Iterator[Figure]:
    questions: dict[str, Callable[[], object]] = {
        "status, in the store": store.status,
        "search for a word of every message": lambda: store.search("delegation"),
        "search for two rare words": lambda: store.search("word17 word423"),
        "search for the beginning of a word": lambda: store.search("word39*"),
        "list of the last 50 messages of a kind": lambda: store.records.listed(
            conference="oslo", kind="rsvp", limit=50
        ),
    }
    for what, ask in questions.items():
        yield Figure(what, median(_timed(ask) for _ in range(_TRIES)) * 1000, "ms")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _costs(small: Store, large: Store, rounds: int) -> list[float]:
    """Processor seconds for a message and its letter on each, in batches as the worker makes them, with the disk flushed as
    ever; by turns, so that what else the machine does counts for both."""
    spent = {small: 0.0, large: 0.0}
    for _ in range(rounds):
        for store in spent:
            spent[store] += _put(store, store.ledger.highest("oslo", "INBOX", 1), _AT_ONCE)
    return [seconds / (rounds * _AT_ONCE) for seconds in spent.values()]


def _fill(store: Store, count: int) -> None:
    """So many messages with their letters. Nothing is at stake before the end: the disk is not waited for."""
    store._db.execute("pragma synchronous = off")
    while (held := store.ledger.highest("oslo", "INBOX", 1)) < count:
        _put(store, held, min(1000, count - held))
    store._db.execute("pragma synchronous = full")
    store._db.execute("pragma wal_checkpoint(truncate)")


def _put(store: Store, held: int, count: int) -> float:
    """All that the store does for some messages: they are taken in, put on record with what the past says, answered, sent.
    The processor seconds of it."""
    now = _BEGINS + timedelta(minutes=5 * held)
    numbers = range(held, held + count)
    arrivals = [
        Arrival(Place("oslo", "INBOX", 1, number + 1), 3000, now, b"Message %09d " % number * 150) for number in numbers
    ]
    texts = [findable(_text(number)) for number in numbers]
    began = time.process_time()
    with store.write():
        taken = store.ledger.take(arrivals, conference="oslo", file_backlog=False, now=now)
    with store.write():
        for number, entry, text in zip(numbers, taken, texts, strict=True):
            with store.savepoint():
                made = _letter(entry.id, number)
                to = made.envelope.recipients[0]
                store.records.duplicate_of("oslo", f"key {number}", entry.id)
                store.outbox.last_of_kind("oslo", "received", to.key, now - timedelta(days=7))
                store.outbox.count_since(now - timedelta(days=1), key=to.key)
                store.outbox.count_since(now - timedelta(hours=1))
                store.records.commit(_record(entry.id, number, now, text), now)
                store.outbox.queue(made, now)
    with store.write():
        for letter in store.outbox.claim(count, now):
            outcomes = tuple(Outcome(to, Fate.SENT, 250, text="Taken") for to in letter.envelope.recipients)
            store.outbox.record(letter.id, Delivery(outcomes), now, None)
    return time.process_time() - began


def _text(number: int) -> str:
    """What search finds of a message: words that every message has, and some of four thousand others."""
    words = random.Random(number).choices(_WORDS, k=250)
    return f"Norway will be represented by a delegation of {number} persons. {' '.join(words)}"


def _record(message: int, number: int, now: datetime, text: Findable) -> NewRecord:
    return NewRecord(
        message=message,
        conference="oslo",
        mailbox="oslo",
        content_key=f"key {number}",
        message_id=f"<{number}@example>",
        sender=f"officer{number % 5000}@party{number % _PARTIES}.example",
        subject=f"Message {number}",
        sent_at=now,
        kinds=("rsvp",),
        party=f"org:party{number % _PARTIES}",
        attendance="accepted",
        language="en",
        disposition="acknowledge",
        needs_person=False,
        effective=True,
        decision={"letter": "received"},
        trace={"rules": ["x" * 2000]},
        facts=(FactRow("attendance", {"answer": "accepted"}, "1", "will be represented"),),
        search_text=text,
    )


def _letter(message: int, number: int) -> NewLetter:
    to = Address(f"officer{number % 5000}", f"party{number % _PARTIES}.example")
    token = f"{zlib.crc32(b'%d' % number):08x}{number}"
    return NewLetter(
        token=token,
        conference="oslo",
        party=f"org:party{number % _PARTIES}",
        purpose="answer",
        template="received",
        language="en",
        subject=f"Re: Message {number}",
        message_id=f"<mf.{token}.aaaaaaaaaaaaaaaa@secretariat.example>",
        envelope=Envelope(None, (to,)),
        data=b"Subject: Re: Message\r\n\r\n" + b"Thank you for your message.\r\n" * 60,
        message=message,
    )


def _taken_in(office: Office, count: int) -> float:
    """Processor seconds for one more message, over and above what the start of the program takes."""
    idle = office.call("run", "--once", "--quiet")
    for number in range(count):
        (office.folder / "incoming" / "new" / f"{1_700_000_000 + number}.M{number}P1.bench").write_bytes(
            mail.acceptance(number)
        )
    busy = office.call("run", "--once", "--quiet")
    return (busy.cpu - idle.cpu) / count
