"""A mailbox full of mail taken in and answered, beside a plain pipeline in the same run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from bench import mail
from bench.figures import Figure
from bench.office import Office, imap, smtp
from bench.program import Program
from bench.servers import Sink, dovecot, filled
from tests.servers.dovecot import PASSWORD, Dovecot

# What the rate is to be beside the plain pipeline's.
_LEAST = {"mixed": 2.0, "small": 1.0}


@dataclass(frozen=True)
class Pass:
    """One pass over a mailbox: from the start of the program to the last letter taken, and from the first letter on."""

    whole: float  # messages a second
    running: float  # the same without start-up
    program: Program
    letters: int


def measure(number: int = 1000) -> Iterator[Figure]:
    """For mixed and for small mail: the rates, their ratio, processor time, memory."""
    with dovecot() as server, Sink() as sink:
        for kind in _LEAST:
            yield from _kind(server, sink, kind, number)


def _kind(server: Dovecot, sink: Sink, kind: str, count: int) -> Iterator[Figure]:
    messages = list(mail.many(kind, count))
    size = sum(map(len, messages)) / count / 1000
    # The plain pipeline runs before and after, so that a drift of the machine does not count for either.
    plain = [_plain(server, sink, messages)]
    ours = _ours(server, sink, messages)
    plain.append(_plain(server, sink, messages))
    whole, running = mean(each.whole for each in plain), mean(each.running for each in plain)
    about = f"{kind} mail ({count:,} messages, {size:,.0f} kB on average)"
    yield Figure(f"{about}, beside the plain pipeline", ours.whole / whole, "× plain", least=_LEAST[kind])
    yield Figure("the same without start-up", ours.running / running, "× plain")
    yield Figure("mailflow", ours.whole, "messages/s")
    yield Figure("mailflow without start-up", ours.running, "messages/s")
    yield Figure("the plain pipeline", whole, "messages/s")
    yield Figure("mailflow, processor time", ours.program.cpu / count * 1000, "ms/message")
    yield Figure("the plain pipeline, processor time", mean(p.program.cpu for p in plain) / count * 1000, "ms/message")
    yield Figure("letters sent by mailflow", ours.letters, "letters")
    yield Figure("letters sent by the plain pipeline", plain[0].letters, "letters")
    for process, peak in ours.program.peaks.items():
        yield Figure(f"mailflow, peak memory of its {process}", peak / 1e6, "MB", most=250)


def _plain(server: Dovecot, sink: Sink, messages: Sequence[bytes]) -> Pass:
    user = filled(server, messages)
    with TemporaryDirectory(prefix="mailflow-bench-") as folder:
        command = [sys.executable, "-m", "bench.plain", str(server.port), str(sink.port), user, PASSWORD, folder]
        return _passed(server, sink, user, messages, lambda: Program(command, Path(folder)))


def _ours(server: Dovecot, sink: Sink, messages: Sequence[bytes]) -> Pass:
    user = filled(server, messages)
    with Office(imap(server, user), smtp(sink.port)) as office:
        return _passed(server, sink, user, messages, lambda: office.start("run", "--once", "--quiet"))


def _passed(server: Dovecot, sink: Sink, user: str, messages: Sequence[bytes], start: Callable[[], Program]) -> Pass:
    """Run a program over the mailbox. Everything must be marked, and nobody may have been written to twice."""
    os.sync()  # what was written to fill the mailbox is not to be flushed while the program is measured
    sink.tell()
    program = start()
    code, letters = program.wait(), sink.tell()
    seen = sum("\\Seen" in flags for flags in server.flags(user))
    shutil.rmtree(server.maildir(user))
    recipients = {to for _, to in letters}
    if code or seen != len(messages) or not letters or len(recipients) != len(letters):
        found = f"{seen} of {len(messages)} messages marked, {len(letters)} letters to {len(recipients)} addresses"
        raise RuntimeError(f"exit code {code}, {found}; it said:\n{program.said[-3000:]}")
    first, last = letters[0][0], letters[-1][0]
    share = len(messages) / len(letters)
    running = (len(letters) - 1) * share / max(last - first, 1e-9)
    return Pass(len(messages) / (last - program.began), running, program, len(letters))
