"""Two hundred invitations, broken off by kill -9 at twenty points of queueing, approval and sending: each arrives once."""

from __future__ import annotations

import itertools
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mailflow.core.state_names import STATES
from tests.flow.command import COMMAND
from tests.flow.mail import OPERATOR
from tests.flow.office import Office
from tests.flow.sink import CUT, Sink
from tests.servers.ports import required_program

PARTIES = [*STATES, "org:relief", "org:law"][:200]
# More points than twenty: a call may come less often than it is waited for.
QUEUEING = [("pwrite64", 60), ("fdatasync", 2), ("pwrite64", 40), ("fdatasync", 3), ("pwrite64", 90), ("fdatasync", 2)]
QUEUEING += [("pwrite64", 15), ("fdatasync", 1)]
APPROVAL = [("pwrite64", 2), ("pwrite64", 9), ("fdatasync", 1), ("pwrite64", 20)]
DOTS, RCPTS = (3, 41, 90, 91, 150, 196), (11, 60, 77, 120, 160, 199)


def address(code: str) -> str:
    return f"registry@{code.lower().replace(':', '-')}.example"


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """Two hundred parties are on its roster."""
    office = make_office(courier={"connections": 2})
    rows = [f"{code},{'igo' if ':' in code else 'state'},{code},en,{address(code)}\n" for code in PARTIES]
    (office.folder / "roster.csv").write_text("code,kind,name,language,emails\n" + "".join(rows), encoding="utf-8")
    return office


def killed(folder: Path, call: str, count: int, *arguments: str) -> bool:
    """Run a command that is killed at its n-th system call of that name; False where it came to its end before."""
    inject = ("-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={count}")
    strace = (required_program("strace"), "-f", "-qq", "-o", "/dev/null", *inject)
    done = subprocess.run([*strace, *COMMAND, *arguments], cwd=folder, capture_output=True, timeout=120, check=False)
    return done.returncode < 0


class Killer:
    """Kills the worker when the server is asked something for the n-th time, of those that are given."""

    def __init__(self, office: Office, moments: tuple[int, ...]) -> None:
        self.office, self.moments, self.count, self.kills = office, moments, itertools.count(1), 0

    def __call__(self, _: object) -> str | None:
        if next(self.count) not in self.moments or self.office.worker is None:
            return None
        self.kills += 1
        self.office.worker.kill()
        return CUT


def test_two_hundred_invitations_that_are_killed_twenty_times_arrive_once_each(office: Office, sink: Sink) -> None:
    assert len(PARTIES) == 200
    office.run("--once").wait()
    queueing = [killed(office.folder, *point, "invite", "--queue") for point in QUEUEING]
    refused = office.call("letters", "approve", "invitation")
    queued = office.call("invite", "--queue")
    held = Counter(letter.party for letter in office.letters(campaign="invitation", state="held"))
    assert ("did not come to its end" in refused.err, queued.code, held) == (True, 0, Counter(PARTIES))

    approval = [killed(office.folder, *point, "letters", "approve", "invitation") for point in APPROVAL]
    states = Counter(letter.state for letter in office.letters(campaign="invitation"))
    assert states in (Counter(held=200), Counter(queued=200))  # an approval is whole or not at all
    if states["held"]:
        assert office.call("letters", "approve", "invitation").code == 0

    sink.dot, sink.rcpt = dots, rcpts = Killer(office, DOTS), Killer(office, RCPTS)
    while office.run("--once").wait(120) < 0:
        pass
    assert sum(queueing) + sum(approval) + dots.kills + rcpts.kills >= 20, (queueing, approval, dots.kills, rcpts.kills)

    sink.dot = sink.rcpt = lambda _: None
    # What was on the wire when it was killed nobody sends again by himself. Staff look at the server, and say.
    heard = {recipient for letter in sink.letters for recipient in letter.recipients}
    unknown = office.letters(campaign="invitation", state="unknown")
    there = [str(x.id) for x in unknown if x.recipients[0].address in heard]
    lost = [str(x.id) for x in unknown if x.recipients[0].address not in heard]
    assert len(unknown) >= dots.kills
    if there:
        office.call("letters", "arrived", *there)
    if lost:
        office.call("letters", "resend", *lost)
    office.run("--once").wait(120)

    came = Counter(recipient for letter in sink.letters for recipient in letter.recipients if recipient != OPERATOR)
    assert came == Counter(map(address, PARTIES))
    assert {letter.state for letter in office.letters(campaign="invitation")} == {"sent"}
    assert all(len(letter.recipients) == 1 for letter in sink.letters)
    with office.store() as store:
        assert store.damage() == []
