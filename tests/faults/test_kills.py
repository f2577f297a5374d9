"""kill -9 at every system call that writes, sends or hears: nothing is lost, nothing is sent twice, and what is in doubt is
shown. A run is killed at its N-th call, for N = 1, 2, 3 … until one ends unhurt; each run also mends what the one before it
left. What must never be is looked for after each kill, and everything at the end.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.calls import PIPES, TALKS, WRITES, killed_at
from tests.faults.figures import count
from tests.flow.invariants import broken, damaged, doubled, lost
from tests.flow.mail import Mail, correspondence
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot

NO_CEILINGS = {"letters_per_domain_per_hour": 100_000, "letters_per_hour": 100_000}
FEW = (("pwrite64", 90), ("fdatasync", 6), ("sendto", 14), ("recvfrom", 9))
ALL = pytest.mark.long
# The calls with many positions are tried in parts, side by side: every fourth position, from the first, the second, …
PARTS = {"recvfrom": 4, "pwrite64": 3}


@pytest.fixture
def post() -> Iterator[Mail]:
    """Mail without end."""
    return correspondence()


def killed(office: Office, deliver: Callable[[], Mail], sink: Sink, call: str, positions: Iterator[int]) -> None:
    """Kill a run at each position, until one ends unhurt; then look at everything."""
    delivered: list[Mail] = []
    kills, wrong = 0, []
    for number in positions:
        delivered.append(deliver())
        office.prefix = killed_at(call, number)
        code = office.run("--once").wait(90)
        wrong += [f"{call} {number}: {each}" for each in (*damaged(office), *doubled(office, sink))]
        assert office.worker is not None
        if code >= 0 and "sorter.restarted" not in office.worker.text:
            break
        kills += 1
    office.prefix = ()
    assert office.run("--once").wait(60) in (0, 1)
    count("kill positions", kills, lost(office, delivered, sink), [*wrong, *doubled(office, sink)])
    assert kills
    assert wrong + broken(office, delivered, sink) == []


def test_killed_at_some_calls(
    dovecot: Dovecot, user: str, make_office: Callable[..., Office], sink: Sink, post: Iterator[Mail]
) -> None:
    office, found, kills = make_office(mailbox={"backlog": "answer"}, limits=NO_CEILINGS), [], 0
    for call, number in FEW:
        found.append(delivered(dovecot, user, next(post)))
        office.prefix = killed_at(call, number)
        kills += office.run("--once").wait(90) < 0
    office.prefix = ()
    office.run("--once").wait(60)
    assert broken(office, found, sink) == []
    assert kills >= len(FEW) - 2


@ALL
@pytest.mark.parametrize(
    ("call", "part"), [(call, part) for call in (*WRITES, *TALKS, *PIPES) for part in range(1, PARTS.get(call, 1) + 1)]
)
def test_killed_at_every_call(
    dovecot: Dovecot,
    user: str,
    make_office: Callable[..., Office],
    sink: Sink,
    post: Iterator[Mail],
    call: str,
    part: int,
) -> None:
    office = make_office(mailbox={"backlog": "answer", "mark": "seen"}, limits=NO_CEILINGS)
    positions = itertools.count(part, PARTS.get(call, 1))
    killed(office, lambda: delivered(dovecot, user, next(post)), sink, call, positions)


@ALL
@pytest.mark.parametrize("first", [1, 5])
def test_killed_at_every_write_of_a_first_start(
    dovecot: Dovecot, sink: Sink, tmp_path: Path, post: Iterator[Mail], first: int
) -> None:
    kills, wrong = 0, []
    for number in itertools.count(first, 8):
        user, each = dovecot.new_user(), next(post)
        office = Office(tmp_path / str(number), smtp(sink.port), {"oslo": imap(dovecot, user, backlog="answer")})
        delivered(dovecot, user, each)
        office.prefix = killed_at("pwrite64", number)
        code = office.run("--once").wait(90)
        office.prefix = ()
        office.run("--once").wait(60)
        mine = [letter for letter in sink.letters if each.author in letter.recipients]
        wrong += [*damaged(office), *([] if len(mine) == 1 or told(office) else [f"{number}: {len(mine)} letters"])]
        if code >= 0:
            break
        kills += 1
    count("kill positions", kills, wrong, [])
    assert wrong == []


@ALL
def test_killed_at_every_call_of_a_maildir(tmp_path: Path, post: Iterator[Mail]) -> None:
    for call in ("rename", "fsync", "link", "openat"):
        folder = tmp_path / call
        kills, wrong = 0, []
        inbox, outbox = folder / "in", folder / "out"
        for part in ("cur", "new", "tmp"):
            (inbox / part).mkdir(parents=True)
        box = {"conference": "oslo", "kind": "maildir", "path": str(inbox), "backlog": "answer"}
        box |= {"authserv_id": "mx.secretariat.example"}
        office = Office(folder / "office", {"kind": "maildir", "path": str(outbox)}, {"oslo": box}, NO_CEILINGS)
        for number in itertools.count(1, 1 if call != "openat" else 40):
            each = next(post)
            (inbox / "new" / f"{number}.mail").write_bytes(each.raw)
            office.prefix = killed_at(call, number)
            code = office.run("--once").wait(90)
            office.prefix = ()
            if code >= 0:
                break
            kills += 1
        office.run("--once").wait(60)
        wrong = [*damaged(office), *doubled_in(outbox)]
        states = [letter.state for letter in office.letters() if letter.message is not None]
        wrong += [f"a letter is {state}" for state in states if state not in ("sent", "unknown")]
        count("kill positions", kills, [], wrong)
        assert wrong == []


def doubled_in(outbox: Path) -> list[str]:
    """Letters that lie twice in a Maildir."""
    ids = [
        line
        for file in (outbox / "new").glob("*")
        for line in file.read_bytes().splitlines()
        if line.lower().startswith(b"message-id:")
    ]
    return [f"{each!r} lies {ids.count(each)} times" for each in set(ids) if ids.count(each) > 1]


def told(office: Office) -> bool:
    """Whether staff are told of a letter of unknown fate."""
    return any(letter.state == "unknown" for letter in office.letters())


def delivered(dovecot: Dovecot, user: str, each: Mail) -> Mail:
    """The message, in the mailbox."""
    dovecot.deliver(user, each.raw)
    return each
