"""A disk that is full, or that refuses: the worker waits, loses nothing, sends nothing that is not on record, and goes on
when there is room. On a small disk of its own where one may be mounted, and by calls that fail, which needs no rights.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mailflow.store import Store
from tests.faults.calls import failing_at, injected
from tests.faults.figures import count
from tests.faults.test_kills import NO_CEILINGS
from tests.flow.invariants import broken, damaged, doubled, lost
from tests.flow.mail import correspondence
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot

MB = 5


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of some megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", f"size={MB}m", "tmpfs", folder]
    if subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("a disk can be mounted by root only; the tests beside this one make the calls fail")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(file: Path) -> None:
    """Write until nothing more can be written."""
    with file.open("wb", buffering=0) as stream:
        try:
            while stream.write(b"x" * 16_384):
                pass
        except OSError:
            return


def test_full_disk_is_waited_for(dovecot: Dovecot, user: str, sink: Sink, little_disk: Path) -> None:
    office = Office(little_disk / "office", smtp(sink.port), {"oslo": imap(dovecot, user)})
    delivered = list(itertools.islice(correspondence(), 10))
    with office.running() as worker:
        fill(little_disk / "ballast")
        dovecot.deliver(user, *(each.raw for each in delivered))
        worker.until_logged("store.waits", "takes no more")
        letters = len(sink.heard)
        (little_disk / "ballast").unlink()
        office.until_settled(len(delivered))
    assert (letters, broken(office, delivered, sink)) == (0, [])


@pytest.mark.long
def test_disk_that_is_full_from_a_write_on_is_waited_for(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office], tmp_path: Path
) -> None:
    office = make_office(mailbox={"backlog": "answer"})
    delivered = list(itertools.islice(correspondence(), 4))
    dovecot.deliver(user, *(each.raw for each in delivered))
    # The tables are made by some hundred writes; what comes after them is the first batch of mail.
    office.run("--once").wait()
    more = list(itertools.islice(correspondence(), 4, 10))
    dovecot.deliver(user, *(each.raw for each in more))
    office.prefix = failing_at("pwrite64", "ENOSPC", "40+", tmp_path / "calls")
    worker = office.run()
    worker.until_logged("store.waits", "takes no more")
    letters = len(sink.heard)
    worker.stop()
    office.prefix = ()
    office.run("--once").wait()
    assert (letters, broken(office, [*delivered, *more], sink)) == (len(delivered), [])


MAKE = (
    "import sys; from pathlib import Path; from mailflow.store import Store; Store.open(Path(sys.argv[1]), create=True)"
)


@pytest.mark.parametrize("step", [40, pytest.param(1, marks=pytest.mark.long)])
def test_database_is_made_whole_or_not_at_all(tmp_path: Path, step: int) -> None:
    """Also where the log cannot be brought into the file at the end: SQLite's closing says nothing of that."""
    tried, wrong = 0, []
    for number in itertools.count(1, step):
        path, log = tmp_path / f"{number}.db", tmp_path / f"{number}.calls"
        making = [sys.executable, "-c", MAKE, str(path)]
        done = subprocess.run(
            [*failing_at("pwrite64", "ENOSPC", str(number), log), *making], capture_output=True, text=True, check=False
        )
        if not injected(log):
            break
        tried += 1
        if path.exists():
            with closing(Store.open(path)) as store:
                wrong += [f"{number}: {line}" for line in store.damage()]
        elif "DiskFull" not in done.stderr:
            wrong.append(f"{number}: {done.stderr[-300:]}")
        wrong += [f"{number}: {left.name} is left" for left in tmp_path.glob("*.part*")]
    count("disk-full positions", tried, wrong)
    assert wrong == []
    assert tried > 90 // step


@pytest.mark.long
@pytest.mark.parametrize(("call", "error"), [("pwrite64", "ENOSPC"), ("fdatasync", "EIO"), ("ftruncate", "ENOSPC")])
def test_disk_that_refuses_any_write_costs_nothing(
    dovecot: Dovecot,
    user: str,
    make_office: Callable[..., Office],
    sink: Sink,
    tmp_path: Path,
    call: str,
    error: str,
) -> None:
    office, post = make_office(mailbox={"backlog": "answer"}, limits=NO_CEILINGS), correspondence()
    delivered, wrong, tried = [], [], 0
    for number in itertools.count(1):
        delivered.append(next(post))
        dovecot.deliver(user, delivered[-1].raw)
        log = tmp_path / f"calls.{number}"
        office.prefix = failing_at(call, error, str(number), log)
        code = office.run("--once").wait(90)
        if not injected(log):
            break
        tried += 1
        wrong += [f"{call} {number}: {each}" for each in (*damaged(office), *doubled(office, sink))]
        # Where it cannot begin it says so and ends; otherwise it waits and goes on by itself.
        if code not in (0, 1, 3):
            wrong.append(f"{call} {number}: exit code {code}\n{office.worker.text[-2000:]}")
    office.prefix = ()
    office.run("--once").wait()
    count("disk-full positions", tried, lost(office, delivered, sink), [*wrong, *doubled(office, sink)])
    assert wrong + broken(office, delivered, sink) == []
