"""The clock goes back, forward, over the change of the hour and past 2038, while the worker runs and between its runs: no
second letter, and no letter that waits for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.clock import Clock
from tests.faults.figures import count
from tests.faults.test_kills import NO_CEILINGS
from tests.flow.invariants import broken, doubled, lost
from tests.flow.mail import Mail, correspondence, desk, mail
from tests.flow.office import Office
from tests.flow.sink import Sink
from tests.flow.waiting import until
from tests.servers.dovecot import Dovecot

JUMPS = [
    "+1h", "-1h", "+0", "+1d", "-1d", "+0", "+10y", "-10y", "+0", "-1h", "+8d", "+0",
    "@2027-03-28 00:59:58", "@2027-10-31 00:59:58", "@2038-01-19 03:14:05", "@2027-12-31 23:59:58", "@2028-02-29 23:59:58",
    "+0",
]  # fmt: skip


@pytest.mark.parametrize("jumps", [["-1d", "+10y"], pytest.param(JUMPS, marks=pytest.mark.long)], ids=["few", "all"])
def test_clock_jumps_while_the_worker_runs(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office], tmp_path: Path, jumps: list[str]
) -> None:
    clock, post, asked = Clock(tmp_path / "clock"), correspondence(), Counter[str]()

    def put_off_once(address: str) -> str | None:
        asked[address] += 1
        return "451 4.3.0 Later" if asked[address] == 1 else None

    sink.rcpt = put_off_once
    # A letter that is put off by one clock is due by another.
    office = make_office(limits=NO_CEILINGS | {"give_up_hours": 10**6})
    office.prefix = clock.prefix
    delivered: list[Mail] = []

    def answered() -> bool:
        return not lost(office, delivered, sink)

    with office.running():
        for jump in jumps:
            each = next(post)
            dovecot.deliver(user, each.raw)
            until(lambda who=each.author: asked[who], "a first try")  # type: ignore[misc]
            clock.jump(jump)
            later = next(post)
            # The message that is there already comes once more, under the new clock.
            dovecot.deliver(user, later.raw, each.raw)
            delivered += [each, later]
            # Copies are on record too: their number does not say that every message is.
            until(answered, "the answers to all, once put off", 90)
            office.until_settled(len(delivered))
    count("clock jumps", len(jumps), lost(office, delivered, sink), doubled(office, sink))
    assert broken(office, delivered, sink) == []


@pytest.mark.long
def test_clock_is_another_at_every_start(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office], tmp_path: Path
) -> None:
    clock, office = Clock(tmp_path / "clock"), make_office(mailbox={"backlog": "answer"}, limits=NO_CEILINGS)
    office.prefix, post, delivered = clock.prefix, correspondence(), []
    for jump in JUMPS:
        clock.jump(jump)
        delivered.append(next(post))
        dovecot.deliver(user, delivered[-1].raw, *(each.raw for each in delivered[:3]))
        office.run("--once").wait(120)
    count("clock jumps", len(JUMPS), lost(office, delivered, sink), doubled(office, sink))
    assert broken(office, delivered, sink) == []


@pytest.mark.long
def test_clock_that_went_back_brings_no_second_letter_of_a_kind(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office], tmp_path: Path
) -> None:
    clock, office = Clock(tmp_path / "clock"), make_office(mailbox={"backlog": "answer"})
    office.prefix = clock.prefix
    for number, jump in enumerate(("+3d", "+0", "-30d")):
        clock.jump(jump)
        text = f"Norway will be represented at the Conference, as we said {number} times before.\n"
        dovecot.deliver(user, mail(desk("Norway"), text, f"Re: Invitation {number}").raw)
        office.run("--once").wait(120)
    assert len(sink.to(desk("Norway"))) == 1
    assert len(sink.letters) == 1
