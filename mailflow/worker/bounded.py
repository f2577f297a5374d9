"""Work in child processes whose memory and time are bounded: letters that staff are still writing may never come to an end.

A child is a copy of this process (fork): what is open here is open there, and nothing is loaded twice. The caller holds no
database open meanwhile, and no threads.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from mailflow.errors import MailflowError

A = TypeVar("A")
R = TypeVar("R")
_PATIENCE = 10
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Stopped:
    """Work that was ended. `why` completes the sentence "… took longer than 20 seconds"."""

    why: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one piece of work may take: `seconds` of a processor, and bytes of `memory` beyond what this process uses already.

    Work that waits, or shares a busy machine, gets `_PATIENCE` times as long by the clock.
    """

    seconds: float
    memory: int
    processes: int = field(default_factory=lambda: min(4, os.cpu_count() or 1))


@dataclass(frozen=True, slots=True)
class _Child(Generic[A]):
    item: A
    process: BaseProcess
    deadline: float


def bounded(work: Callable[[], R], what: str, bounds: Bounds) -> R:
    """What `work` gives or raises. Raises `MailflowError` where it is ended; `what` begins the sentence."""
    ((_, result),) = in_children(lambda _: work(), [None], bounds)
    if isinstance(result, Stopped):
        raise MailflowError(f"{what} {result.why}, and was stopped. Look for a loop that does not end.")
    if isinstance(result, BaseException):
        raise result
    return result


def in_children(
    work: Callable[[A], R], items: Sequence[A], bounds: Bounds
) -> Iterator[tuple[A, R | Stopped | Exception]]:
    """Each item with what `work` makes of it, in the order in which they are done; an exception is handed on as a value."""
    waiting = list(reversed(items))
    running: dict[Connection, _Child[A]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < bounds.processes:
                pipe, child = _started(work, waiting.pop(), bounds)
                running[pipe] = child
            patience = max(0.0, min(child.deadline for child in running.values()) - time.monotonic())
            ready = wait(list(running), patience)
            for pipe, child in list(running.items()):
                if pipe in ready:
                    yield child.item, _received(pipe, child, bounds)
                elif child.deadline <= time.monotonic():
                    child.process.kill()
                    yield child.item, _late(bounds)
                else:
                    continue
                _ended(pipe, running.pop(pipe))
    finally:
        for pipe, child in running.items():
            child.process.kill()
            _ended(pipe, child)


def _started(work: Callable[[A], R], item: A, bounds: Bounds) -> tuple[Connection, _Child[A]]:
    here, there = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_run, args=(work, item, there, bounds), daemon=True)
    process.start()
    there.close()
    return here, _Child(item, process, time.monotonic() + _PATIENCE * bounds.seconds)


def _ended(pipe: Connection, child: _Child[A]) -> None:
    pipe.close()
    child.process.join()
    child.process.close()


def _late(bounds: Bounds) -> Stopped:
    return Stopped(f"took longer than {bounds.seconds:g} seconds")


def _received(pipe: Connection, child: _Child[A], bounds: Bounds) -> Any:
    try:
        return pipe.recv()
    except EOFError:
        child.process.join()
        late = child.process.exitcode == -signal.SIGXCPU
        return _late(bounds) if late else Stopped("took too much memory, or broke off")


def _run(work: Callable[[A], R], item: A, there: Connection, bounds: Bounds) -> None:
    """In the child."""
    # Nothing of the parent's is garbage here, and looking for it would copy every page.
    gc.freeze()
    limit = _in_use() + bounds.memory
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    # The limit counts whole seconds; at the soft one SIGXCPU comes, which ends the process.
    processor = math.ceil(bounds.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    result: Any
    try:
        result = work(item)
    except MemoryError:
        result = Stopped("took too much memory")
    except Exception as error:  # noqa: BLE001  # raised again at the other end
        result = error
    there.send(result)


def _in_use() -> int:
    """Bytes of address space, as RLIMIT_AS counts them; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
