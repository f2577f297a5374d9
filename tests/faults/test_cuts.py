"""The line is cut, stalled or garbled at any byte, on the way in and on the way out, under a whole worker: no half message
goes on record, none is lost, and no letter leaves twice.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.background import Background, background
from tests.faults.figures import count
from tests.faults.test_kills import NO_CEILINGS
from tests.flow.invariants import broken, damaged, doubled, lost
from tests.flow.mail import Mail, correspondence
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Harm, Proxy


@pytest.fixture
def servers() -> Iterator[Background]:
    """Where the relays run."""
    with background() as thread:
        yield thread


@pytest.mark.parametrize(
    ("kind", "boxes", "rounds"),
    [
        ("cut", 6, 1),
        pytest.param("cut", 20, 9, marks=pytest.mark.long),
        pytest.param("garble", 20, 4, marks=pytest.mark.long),
        pytest.param("stall", 20, 2, marks=pytest.mark.long),
    ],
)
def test_mailbox_cut_at_any_byte(
    dovecot: Dovecot, sink: Sink, tmp_path: Path, servers: Background, kind: str, boxes: int, rounds: int
) -> None:
    """Each round has a mailbox cut at each of as many bytes, spread over all that a server says; the next round mends it."""
    users, post = [dovecot.new_user() for _ in range(boxes)], correspondence()
    proxies = [servers.enter(Proxy(dovecot.port)) for _ in users]
    tables = {
        f"box{n}": imap(dovecot, user, port=proxy.port, backlog="answer", timeout_seconds=1.0)
        for n, (user, proxy) in enumerate(zip(users, proxies, strict=True))
    }
    office = Office(tmp_path / "office", smtp(sink.port), tables, NO_CEILINGS)
    delivered: list[Mail] = []

    def deliver() -> None:
        for user in users:
            delivered.append(next(post))
            dovecot.deliver(user, delivered[-1].raw)

    deliver()
    office.run("--once").wait()
    whole, wrong, tried = max(proxy.to_client.passed for proxy in proxies), [], 0
    for part in range(rounds):
        deliver()
        for n, proxy in enumerate(proxies):
            after = whole * (part * boxes + n) // (rounds * boxes)
            # One way or the other: what the server says, or what it is told (about a seventh as much).
            away = Harm(kind, after // 7, connections=10**9)  # type: ignore[arg-type]
            back = Harm(kind, after, connections=10**9)  # type: ignore[arg-type]
            proxy.to_client, proxy.to_server = (back, Harm()) if n % 4 else (Harm(), away)
        office.run("--once").wait(90)
        tried += boxes
        wrong += [*damaged(office), *doubled(office, sink)]
    for proxy in proxies:
        proxy.to_client = proxy.to_server = Harm()
    office.run("--once").wait(60)
    count("connection cuts", tried, lost(office, delivered, sink), [*wrong, *doubled(office, sink)])
    assert wrong + broken(office, delivered, sink) == []


@pytest.mark.parametrize(
    ("kind", "letters"),
    [
        ("cut", 8),
        pytest.param("cut", 100, marks=pytest.mark.long),
        pytest.param("babble", 24, marks=pytest.mark.long),
    ],
)
def test_courier_cut_at_any_byte(
    dovecot: Dovecot, user: str, sink: Sink, tmp_path: Path, servers: Background, kind: str, letters: int
) -> None:
    """Every connection is cut, at another byte each time: within its first letter or its second, in what the server says
    or in what it is told. What it is told is not garbled: that would be another letter, to another address.
    """
    letter, answers, hurt = 1800, 230, 0

    def at(way: str) -> Callable[[int], int | None]:
        def byte(number: int) -> int | None:
            nonlocal hurt
            if ("there" if kind == "cut" and number % 4 < 2 else "back") != way:
                return None
            hurt += 1
            size = letter if way == "there" else answers
            return number * 131 % size + (size if number % 2 else 0)

        return byte

    proxy = servers.enter(
        Proxy(sink.port, to_client=Harm(kind, at=at("back")), to_server=Harm(kind, at=at("there")))  # type: ignore[arg-type]
    )
    box = {"oslo": imap(dovecot, user, backlog="answer")}
    office = Office(tmp_path / "office", smtp(proxy.port, connections=6, timeout_seconds=2), box, NO_CEILINGS)
    delivered = list(itertools.islice(correspondence(), letters))
    dovecot.deliver(user, *(each.raw for each in delivered))
    with office.running():

        def settled() -> bool:
            states = [each.state for each in office.letters() if each.message is not None]
            return len(states) == letters and set(states) <= {"sent", "unknown"}

        until(settled, "all letters sent, or of unknown fate", 200)
    count("connection cuts", hurt, lost(office, delivered, sink), doubled(office, sink))
    assert broken(office, delivered, sink) == []
    assert hurt >= letters / 2
