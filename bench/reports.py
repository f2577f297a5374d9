"""Reports on a record of 200 parties, 1,500 delegates and 10,000 messages: each made and written, from the open store."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bench.figures import Figure
from mailflow.core.address import Address
from mailflow.core.arrival import Arrival, Place
from mailflow.core.conference import Conference, Session
from mailflow.core.roster import Party, Roster
from mailflow.office.delegations_report import one, overview
from mailflow.office.participants import list_of
from mailflow.office.participants_report import report as participants
from mailflow.office.progress import report as progress
from mailflow.office.report import Report, find_forms, written
from mailflow.office.responses_report import report as responses
from mailflow.office.scope import Scope
from mailflow.office.speakers import report as speakers
from mailflow.store import FactRow, NewRecord, Store

_PARTIES, _DELEGATES = 200, 1500
_FORMS = ("docx", "pdf", "html", "xlsx", "csv", "json")
_TITLES = (
    "Ambassador, Permanent Representative",
    "Minister Counsellor",
    "First Secretary",
    "Adviser",
    "Director-General",
)
_BEGINS = datetime(2026, 11, 2, 9, tzinfo=UTC)


def measure(number: int = 10_000) -> Iterator[Figure]:
    """The seconds that each report takes to make, and each format to write; `number` is how many messages are on record."""
    with TemporaryDirectory(prefix="mailflow-bench-") as folder:
        store = Store.open(Path(folder) / "bench.db", create=True)
        scope = _scope(store)
        _fill(store, number)
        reports: dict[str, Callable[[], Report]] = {
            "participants": lambda: participants(list_of(scope)[0]),
            "delegations": lambda: overview(scope),
            "one delegation": lambda: one(scope, _code(7)),
            "responses": lambda: responses(scope),
            "progress": lambda: progress(scope),
            "speakers": lambda: speakers(scope),
        }
        forms, longest = find_forms(), dict.fromkeys(("made", *_FORMS), 0.0)
        for name, make in reports.items():
            began = time.perf_counter()
            made = make()
            took = time.perf_counter() - began
            longest["made"] = max(longest["made"], took)
            yield Figure(f"{name}, made", took, "s", detail=True)
            for form in _FORMS:
                began = time.perf_counter()
                size = len(written(made, form, forms))
                took = time.perf_counter() - began
                longest[form] = max(longest[form], took)
                yield Figure(f"{name}, as {form} ({size // 1000:,} kB)", took, "s", detail=True)
        about = f"{_PARTIES} parties, {_DELEGATES:,} delegates, {number:,} messages"
        yield Figure(f"reports on {about}: the one that takes longest to make", longest.pop("made"), "s")
        for form, took in longest.items():
            yield Figure(f"the one that takes longest to write as {form.upper()}", took, "s")
        store.close()


def _scope(store: Store) -> Scope:
    zone, address = ZoneInfo("Europe/Oslo"), Address("oslo", "secretariat.example")
    begins = datetime(2027, 2, 22, 9, tzinfo=UTC)
    sessions = tuple(Session(f"s{n}", f"Session {n}", begins, begins + timedelta(hours=3)) for n in range(10))
    conference = Conference(
        "one", "Conference", "Oslo", date(2027, 2, 22), date(2027, 2, 23), zone, address, sessions=sessions
    )
    parties = tuple(Party(_code(n), "state", f"State {_code(n)}") for n in range(_PARTIES))
    return Scope(store, conference, Roster(parties), datetime(2027, 2, 1, tzinfo=UTC))


def _fill(store: Store, count: int) -> None:
    with store.write():
        store.ledger.begin("one", "INBOX", 1, 1, 0, _BEGINS)
    for first in range(0, count, 500):
        arrivals = [
            Arrival(Place("one", "INBOX", 1, n + 1), 200, _BEGINS + timedelta(minutes=n), b"Message %d" % n)
            for n in range(first, min(first + 500, count))
        ]
        with store.write():
            taken = store.ledger.take(arrivals, conference="one", file_backlog=False, now=_BEGINS)
            for number, each in enumerate(taken, first):
                store.records.commit(_record(each.id, number), _BEGINS)


def _record(message: int, number: int) -> NewRecord:
    party = _code(number % _PARTIES)
    plain = NewRecord(
        message=message,
        conference="one",
        mailbox="one",
        content_key=f"key {message}",
        message_id=f"<{message}@example>",
        sender=f"desk@{party.lower()}.example",
        subject=f"Message {message}",
        sent_at=_BEGINS,
        kinds=("other",),
        party=party,
        attendance=None,
        language="en",
        disposition="ignore",
        needs_person=False,
        effective=True,
        decision={},
        trace={},
        facts=(),
        search_text="Text.",
    )
    if _PARTIES * 3 <= number < _PARTIES * 4:
        return replace(plain, kinds=("contribution",), facts=tuple(_contribution(number)))
    if _PARTIES * 4 <= number < _PARTIES * 5:
        return replace(plain, kinds=("floor",), facts=(_request(number),))
    if number >= _PARTIES * 5:
        return plain
    # Each party names its delegation in three notices, the second of which says otherwise of one.
    return replace(plain, kinds=("representation",), facts=tuple(_facts(number)), attendance="accepted")


def _facts(number: int) -> Iterator[FactRow]:
    party, notice = number % _PARTIES, number // _PARTIES
    yield FactRow("attendance", {"answer": "accepted"}, "1", "will be represented")
    share = -(-_DELEGATES // (_PARTIES * 3))
    for place in range(share if (party + notice) % 2 else share - 1):
        person = f"Given{notice}{place} Family{party}"
        head = "head" if not notice and not place else "delegate"
        title = _TITLES[(number + place) % len(_TITLES)]
        yield FactRow("delegate", {"name": person, "title": title, "role": head}, "1", person)


def _contribution(number: int) -> Iterator[FactRow]:
    """Each party reports on three action points, as a coordinator asks for."""
    yield FactRow(
        "paper", {"kind": "contribution", "title": "Contribution", "number": f"C/{number}"}, "2", "Contribution"
    )
    for point in range(63, 66):
        denied = (number + point) % 7 == 0
        text = "" if denied else f"On action point {point} the law was amended. " * 4
        yield FactRow("action-point", {"number": point, "text": text, "not_applicable": denied}, "2", "Action point")


def _request(number: int) -> FactRow:
    return FactRow("floor", {"session": f"s{number % 10}", "withdrawn": number % 9 == 0}, "1", "We ask for the floor.")


def _code(number: int) -> str:
    return "".join(chr(65 + (number // 26**place) % 26) for place in (2, 1, 0))
