"""Hostile messages in the real sorting process, with its limits: each within ten seconds and 300 MB, no letter named, nothing
written, nobody called.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bench import mail as bench_mail
from mailflow.core.history import History
from mailflow.sources import Sources
from mailflow.worker.judgement import Batch, Failure, Job, Judgement
from mailflow.worker.sorters import Sorters
from tests.faults import hostile
from tests.faults.figures import count
from tests.servers.ports import required_program

SECONDS, MEMORY = 10.0, 300_000_000
QUICK = ("10,000 parts", "messages 1,000 deep", "100,000 addresses")


@pytest.fixture(scope="module")
def sources() -> Sources:
    """All rules and phrases that ship."""
    return bench_mail.sources()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sorters(sources: Sources) -> AsyncIterator[Sorters]:
    """One sorting process with the limits of an ordinary installation. One that a message has ended is started anew."""
    found = Sorters(1, 20, 1_000_000_000)
    await found.start()
    await found.try_out(sources)
    yield found
    await found.close()


def batch(sources: Sources, raw: bytes) -> Batch:
    """A message alone."""
    job = Job(1, raw, bench_mail.RECEIVING, datetime(2026, 11, 2, 9, tzinfo=UTC))
    return Batch(sources.revision, (job,), History())


def pid(sorters: Sorters) -> int | None:
    """The sorting process, None where the last message has ended it."""
    (sorter,) = sorters._all
    return sorter._process.pid


def peak(sorters: Sorters) -> int:
    """The most memory that the process has used since `forget_peak`, in bytes."""
    status = Path(f"/proc/{pid(sorters)}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) * 1024


def forget_peak(sorters: Sorters) -> None:
    """What a message before this one took does not count against it (proc(5), clear_refs)."""
    Path(f"/proc/{pid(sorters)}/clear_refs").write_text("5", encoding="ascii")


def cpu(sorters: Sorters) -> float:
    """Processor seconds of the sorting process, and of those before it that have ended."""
    ended, fields = (
        os.times(),
        Path(f"/proc/{pid(sorters)}/stat").read_text(encoding="ascii").rpartition(")")[2].split(),
    )
    return ended.children_user + ended.children_system + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.long) for name in hostile.CASES]
)
@pytest.mark.asyncio(loop_scope="module")
async def test_hostile_message(sorters: Sorters, sources: Sources, name: str) -> None:
    raw = hostile.CASES[name]()
    await sorters.try_out(sources)
    forget_peak(sorters)
    used, began = cpu(sorters), time.monotonic()
    (judged,) = await sorters.sort(sources, batch(sources, raw))
    took = time.monotonic() - began
    count("hostile messages", 1, ["not sorted"] if isinstance(judged, Failure) else [])
    assert isinstance(judged, Judgement), judged
    assert judged.decision.letter is None
    # What the machine has to do beside it does not count against the message.
    seconds, memory = min(took, cpu(sorters) - used), peak(sorters)
    assert (seconds < SECONDS, memory < MEMORY) == (True, True), f"{seconds:.1f} s, {memory / 1e6:.0f} MB"


@pytest.mark.parametrize("step", [12, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.asyncio(loop_scope="module")
async def test_odd_names_of_files(sorters: Sorters, sources: Sources, step: int) -> None:
    """No name that leads elsewhere is passed on as it stands."""
    tried = list(hostile.named())[::step]
    wrong = []
    for name, raw in tried:
        (judged,) = await sorters.sort(sources, batch(sources, raw))
        assert isinstance(judged, Judgement), judged
        for attachment in judged.message.attachments:
            if bad(attachment.name):
                wrong.append(f"{name!r} became {attachment.name!r}")
        assert judged.decision.letter is None
    count("hostile messages", len(tried), wrong)
    assert wrong == []


def bad(name: str) -> bool:
    """True for a name that is more than a name."""
    return (
        bool(re.search(r"[/\\\x00-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", name))
        or name.strip(". ") == "" != name
    )


def test_nothing_is_written_and_nobody_is_called(tmp_path: Path) -> None:
    """Every open and every connection of the program while it reads all that: files are read, and no more."""
    folder, log = tmp_path / "mail", tmp_path / "calls"
    folder.mkdir()
    for number, raw in enumerate([*(raw for _, raw in list(hostile.named())[::12]), *(small())]):
        (folder / f"{number}.eml").write_bytes(raw)
    office = tmp_path / "office"
    subprocess.run([sys.executable, "-m", "mailflow", "init", str(office)], check=True, capture_output=True)
    # Whoever sorts first keeps the compiled phrases, which hold nothing of any message.
    first = [sys.executable, "-m", "mailflow", "sort", str(folder / "0.eml")]
    subprocess.run(first, cwd=office, check=False, capture_output=True)
    done = subprocess.run(
        [
            *(required_program("strace"), "-f", "--seccomp-bpf", "-qq", "-o", str(log)),
            *("-e", "trace=open,openat,creat,rename,renameat,unlink,unlinkat,mkdir,mkdirat,link,symlink,connect"),
            *(sys.executable, "-m", "mailflow", "sort", "--json", str(folder)),
        ],
        cwd=office,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    writing = [line for line in calls if re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat\(|rename|unlink|mkdir|link\(", line)]
    touched = [line for line in writing if "/dev/" not in line and "ENOENT" not in line]
    called = [line for line in calls if "connect(" in line and "AF_INET" in line]
    assert (done.returncode in (0, 1), touched, called) == (True, [], [])
    assert len(done.stdout.splitlines()) == len(list(folder.iterdir()))


def small() -> list[bytes]:
    """The cases about meaning, which are no larger than a letter."""
    names = ("utf-7", "lone surrogates", "two boundaries", "line ends in every value", "template text everywhere")
    more = ("html and script everywhere", "docx with entities without end", "xlsx with entities without end")
    return [hostile.CASES[name]() for name in (*names, *more)]
