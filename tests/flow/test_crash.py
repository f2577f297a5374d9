"""kill -9 at chosen moments: nothing is lost, nothing is sent twice, and what is in doubt is shown.

Every position of a kill is tried in tests/faults/test_kills.py.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from tests.flow.invariants import broken
from tests.flow.mail import STATES, Mail, acceptance, paper
from tests.flow.office import Office
from tests.flow.sink import CUT, Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

MAIL = [make(state) for state in STATES for make in (acceptance, paper)]


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """What lies in its mailbox is answered. With few connections, so that letters leave one after the other."""
    return make_office(mailbox={"backlog": "answer"}, courier={"connections": 2})


@pytest.fixture
def delivered(dovecot: Dovecot, user: str) -> list[Mail]:
    """Mail that lies in the mailbox."""
    found = MAIL[:12]
    dovecot.deliver(user, *(each.raw for each in found))
    return found


def drained(office: Office) -> int:
    """Start the worker again and again until one pass comes to its end; how often it was killed."""
    kills = 0
    while office.run("--once").wait(60) < 0:
        kills += 1
        assert kills < 1000
    return kills


class Killer:
    """Kills the worker of an office when a server is asked something for the n-th time."""

    def __init__(self, office: Office, *moments: int, children: bool = True) -> None:
        self.office, self.moments, self.children, self.count = office, set(moments), children, 0

    def __call__(self, _: object) -> str | None:
        self.count += 1
        if self.count not in self.moments or self.office.worker is None:
            return None
        self.office.worker.kill(children=self.children)
        return CUT


@pytest.mark.parametrize(
    ("children", "moments"),
    [(True, (1, 6)), (False, (3,)), pytest.param(True, range(1, 12), marks=pytest.mark.long)],
    ids=["with its children", "alone", "every time"],
)
def test_killed_when_the_server_has_the_letter_and_before_it_hears_so(
    office: Office, delivered: list[Mail], sink: Sink, children: bool, moments: Sequence[int]
) -> None:
    sink.dot = Killer(office, *moments, children=children)
    assert drained(office) >= len(moments)
    assert broken(office, delivered, sink) == []


@pytest.mark.parametrize("moments", [(4,), pytest.param(range(1, 12), marks=pytest.mark.long)])
def test_killed_before_the_letter_is_on_the_wire(
    office: Office, delivered: list[Mail], sink: Sink, moments: Sequence[int]
) -> None:
    sink.rcpt = Killer(office, *moments)
    assert drained(office) >= 1
    assert broken(office, delivered, sink) == []


@pytest.mark.parametrize("messages", [8, pytest.param(70, marks=pytest.mark.long)])
def test_killed_at_any_time(dovecot: Dovecot, user: str, office: Office, sink: Sink, messages: int) -> None:
    chance, long = random.Random(7), messages > 8
    delivered = MAIL[:messages]
    for number, each in enumerate(delivered):
        dovecot.deliver(user, each.raw)
        if long or number % 2:
            worker = office.run()
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.process.wait(chance.uniform(0.4, 1.6))
            worker.kill(children=bool(number % 4))
            worker.process.wait()
    drained(office)
    assert broken(office, delivered, sink) == []


def test_killed_when_the_database_reaches_a_state(dovecot: Dovecot, user: str, office: Office, sink: Sink) -> None:
    delivered = MAIL[:40]
    dovecot.deliver(user, *(each.raw for each in delivered))
    for state, count in (("taken", 1), ("sorted", 1)):
        office.run()
        until(partial(reached, office, state, count, len(delivered)), f"{count} messages are {state}")
        assert office.worker
        office.worker.kill()
        office.worker.process.wait()
    drained(office)
    assert broken(office, delivered, sink) == []


def reached(office: Office, state: str, count: int, total: int) -> bool:
    """Whether so many messages are in that state, or have left it all."""
    states = office.states()
    return states.get(state, 0) >= count or states == {"sorted": total}


def test_sorting_process_ends_with_a_worker_that_was_killed(office: Office) -> None:
    with office.running() as worker:
        (child,) = worker.children()
        worker.kill(children=False)
        until(lambda: not Path(f"/proc/{child}/cmdline").exists(), "the end of the sorting process")


def test_sorting_process_killed_while_it_waits_costs_nothing(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office, delivered = make_office(), MAIL[1:6:2]
    with office.running() as worker:
        for number, each in enumerate(delivered, 1):
            until(worker.children, "a sorting process")
            os.kill(worker.children()[0], signal.SIGKILL)
            until(lambda: not worker.children(), "its end")
            dovecot.deliver(user, each.raw)
            office.until_settled(number)
    with office.store() as store:
        traces = [store.records.trace(number) for number in range(1, len(delivered) + 1)]
    assert broken(office, delivered, sink) == []
    assert {trace["documents"][0]["condition"] for trace in traces} == {"read"}


def test_sorting_process_killed_at_its_work_parks_nothing(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    office, delivered = make_office(), MAIL[:12]
    with office.running() as worker:
        for start in range(0, len(delivered), 6):
            (child,) = worker.children()
            os.kill(child, signal.SIGSTOP)
            dovecot.deliver(user, *(each.raw for each in delivered[start : start + 6]))
            until(lambda: office.states().get("taken"), "messages in the ledger")
            os.kill(child, signal.SIGKILL)
            office.until_settled(start + 6)
    assert broken(office, delivered, sink) == []


@pytest.mark.long
def test_sorting_process_killed_again_and_again_parks_nothing(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink
) -> None:
    chance, office, delivered = random.Random(3), make_office(), MAIL[:60]
    with office.running() as worker:
        for each in delivered:
            dovecot.deliver(user, each.raw)
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.process.wait(chance.uniform(0, 1))
            for child in worker.children():
                os.kill(child, signal.SIGKILL)
    drained(office)
    assert broken(office, delivered, sink) == []
