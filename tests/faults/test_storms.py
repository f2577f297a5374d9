"""Thousands of messages in a minute: ceilings hold, whoever else writes is served, everything is on record, and a person is told
once, not once a message.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.figures import count
from tests.flow.invariants import damaged, doubled
from tests.flow.mail import OPERATOR, STATES, Mail, acceptance, desk, domain, mail
from tests.flow.office import Office, smtp
from tests.flow.sink import Sink

S = list(STATES)
PER_ADDRESS, PER_DOMAIN = 6, 60  # the ceilings as they are without a word in the configuration
PAPER = {"Working paper.txt": b"Working paper\n\nOn the clearance of land.\n"}


def one_sender(number: int) -> Mail:
    """A proven sender who sends paper after paper; each calls for a receipt of its own."""
    return mail(desk("Norway"), "Attached is a working paper.\n", f"Paper {number}", attached=PAPER)


def one_domain(number: int) -> Mail:
    """Ever other proven senders of one domain."""
    author = f"officer.{number}@{domain('Norway')}"
    return mail(author, "Norway will be represented at the Conference.\n", f"Number {number}")


def forged(number: int) -> Mail:
    """Everybody writes in the name of one victim, and the server sees that it was not she."""
    return mail(desk("Norway"), "Norway will be represented.\n", f"Number {number}", proof="fail")


def strangers(number: int) -> Mail:
    """Everybody from a domain of his own, which nobody knows."""
    return mail(f"guest@host-{number}.example", "We will be represented.\n", f"Number {number}")


STORMS: dict[Callable[[int], Mail], int] = {one_sender: PER_ADDRESS, one_domain: PER_DOMAIN, forged: 0, strangers: 0}


def sizes() -> Iterator[object]:
    """Small storms for every day, and large ones."""
    for storm in STORMS:
        if storm is one_sender:
            yield pytest.param(storm, 250, id=f"{storm.__name__}-250")
        yield pytest.param(storm, 5000, id=f"{storm.__name__}-5000", marks=pytest.mark.long)


@pytest.mark.parametrize(("storm", "messages"), list(sizes()))
def test_storm(tmp_path: Path, sink: Sink, storm: Callable[[int], Mail], messages: int) -> None:
    inbox = tmp_path / "inbox"
    for part in ("cur", "new", "tmp"):
        (inbox / part).mkdir(parents=True)
    box = {"conference": "oslo", "kind": "maildir", "path": str(inbox), "backlog": "answer"}
    box |= {"authserv_id": "mx.secretariat.example"}
    office = Office(tmp_path / "office", smtp(sink.port), {"oslo": box})
    others = [acceptance(state) for state in S if state != "Norway"][:20]
    each = [storm(number) for number in range(messages)]
    # The others write in the middle of it.
    each[messages // 2 : messages // 2] = others
    for number, one in enumerate(each):
        (inbox / "new" / f"{number:06}.mail").write_bytes(one.raw)
    office.run("--once").wait(400)
    # Nothing changes by looking again, nor is anybody told again.
    office.run("--once").wait(60)

    answered = Counter(a for letter in sink.letters for a in letter.recipients if a != OPERATOR)
    to_others = {address: times for address, times in answered.items() if address in {o.author for o in others}}
    to_storm = sum(answered.values()) - sum(to_others.values())
    alarms = [letter.message["Subject"] for letter in sink.letters if OPERATOR in letter.recipients]
    shown = office.call("review").out
    recorded = sum(office.states().values())
    count(
        "messages in storms",
        messages,
        ["not on record"] * (len(each) - recorded) + ["not served"] * (len(others) - len(to_others)),
        [*doubled(office, sink), *(["over the ceiling"] * max(to_storm - STORMS[storm], 0))],
    )
    assert (recorded, damaged(office), doubled(office, sink)) == (len(each), [], [])
    assert to_others == {other.author: 1 for other in others}
    assert to_storm == STORMS[storm]
    assert ["storm oslo" in subject for subject in alarms] == [True]
    assert f"{messages - STORMS[storm]:,}" in shown
    assert len(shown.splitlines()) < 60


def test_storm_is_settled_at_once_and_stays_on_record(tmp_path: Path, sink: Sink) -> None:
    inbox = tmp_path / "inbox"
    for part in ("cur", "new", "tmp"):
        (inbox / part).mkdir(parents=True)
    box = {"conference": "oslo", "kind": "maildir", "path": str(inbox), "backlog": "answer"}
    box |= {"authserv_id": "mx.secretariat.example"}
    office = Office(tmp_path / "office", smtp(sink.port), {"oslo": box})
    for number in range(30):
        (inbox / "new" / f"{number}.mail").write_bytes(forged(number).raw)
    (inbox / "new" / "31.mail").write_bytes(strangers(31).raw)
    office.run("--once").wait()
    first = min(item["message"] for item in office.objects("review"))
    done = office.call("review", "dismiss", str(first), "--like", "--note", "a storm")
    left = office.objects("review")
    assert (done.code, "29 like it" in done.out) == (0, True)
    assert [item["sender"] for item in left] == ["guest@host-31.example"]
    assert sum(office.states().values()) == 31
