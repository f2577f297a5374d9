"""A letter to many sent, beside bare Jinja2 and aiosmtplib in the same run; also to a slow relay."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from bench.figures import Figure
from bench.office import MAILDIRS, Office, smtp
from bench.program import Program
from bench.servers import Sink
from mailflow.workspace import ROSTER_HEAD

_SLOW_MS = 20.0


@dataclass(frozen=True)
class Sent:
    """So many letters a second: while they left, and from the start of the program on."""

    running: float
    whole: float
    program: Program


def measure(number: int = 2000) -> Iterator[Figure]:
    """All letters to a fast server, a quarter of them to a relay that takes 20 ms for each command."""
    with Sink() as sink:
        yield from _beside(sink, number, f"{number:,} letters")
    slow = max(number // 4, 2)
    with Sink(_SLOW_MS) as sink:
        yield from _beside(sink, slow, f"{slow:,} letters to a relay that takes {_SLOW_MS:.0f} ms for a command")


def _beside(sink: Sink, count: int, about: str) -> Iterator[Figure]:
    bare = [_bare(sink, count)]
    made, ours = _ours(sink, count)
    bare.append(_bare(sink, count))
    rate = mean(each.running for each in bare)
    yield Figure(f"{about}, sent, beside the bare sender", ours.running / rate, "× bare", least=0.5)
    yield Figure("mailflow", ours.running, "letters/s")
    yield Figure("the bare sender", rate, "letters/s")
    whole = mean(each.whole for each in bare)
    yield Figure("mailflow with the start of its worker", ours.whole, "letters/s")
    yield Figure("the bare sender with its start", whole, "letters/s")
    yield Figure("mailflow, writing and queueing them before (invite --queue)", count / made.seconds, "letters/s")


def _ours(sink: Sink, count: int) -> tuple[Program, Sent]:
    with Office(MAILDIRS[0], smtp(sink.port), _roster(count)) as office:
        office.call("run", "--once", "--quiet")
        made = office.call("invite", "--queue", "--by", "Bench", "--json")
        seal = json.loads(made.said.splitlines()[-1])["seal"]
        office.call("letters", "approve", "invitation", "--seal", seal, "--by", "Bench")
        return made, _sent(sink, count, lambda: office.start("run", "--once", "--quiet"))


def _bare(sink: Sink, count: int) -> Sent:
    with TemporaryDirectory(prefix="mailflow-bench-") as folder:
        command = [sys.executable, "-m", "bench.bare", str(sink.port), str(count)]
        return _sent(sink, count, lambda: Program(command, Path(folder)))


def _sent(sink: Sink, count: int, start: Callable[[], Program]) -> Sent:
    sink.tell()
    program = start()
    code, letters = program.wait(), sink.tell()
    if code or len(letters) != count or len({to for _, to in letters}) != count:
        raise RuntimeError(f"exit code {code}, {len(letters)} letters of {count}; it said:\n{program.said[-3000:]}")
    first, last = letters[0][0], letters[-1][0]
    return Sent((count - 1) / max(last - first, 1e-9), count / (last - program.began), program)


def _roster(count: int) -> str:
    rows = (f"org:party{n},ngo,Party {n},,,,en,party{n}.example,office@party{n}.example\n" for n in range(count))
    return ROSTER_HEAD + "".join(rows)
