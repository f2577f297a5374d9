"""The worker's end of the sorting processes: hands out batches, keeps deadlines, replaces a process that died.

A message whose reading kills the process or runs over its time is tried once more with its attachments closed; if that
fails too it comes back as a `Failure`, and the others of its batch go on in a fresh process.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mailflow import log
from mailflow.errors import FileError, LetterError, RulesError
from mailflow.sources import Sources
from mailflow.worker.judgement import LENGTH, Batch, Failure, Judgement, Opened, Rehearsal

_OPENING_SECONDS = 60.0
_PIECE = 1_000_000  # bytes that are written at once, so that a large message is not copied into a buffer


def _folder(files: Mapping[str, str], other: str) -> str:
    return str(Path(next(iter(files), other)).parent)


class Sorters:
    """A fixed number of sorting processes. `seconds` is the time a message may take, `memory` what a process may use."""

    def __init__(self, count: int, seconds: float, memory: int) -> None:
        self.count = count
        self._seconds, self._memory = seconds, memory
        self._idle: asyncio.Queue[_Process] = asyncio.Queue()
        self._all: list[_Process] = []

    async def start(self) -> None:
        """Start the processes; they load while the worker connects."""
        for _ in range(self.count):
            process = _Process(self._memory)
            await process.start()
            self._all.append(process)
            self._idle.put_nowait(process)

    async def sort(self, sources: Sources, batch: Batch) -> list[Judgement | Failure]:
        """Sort a batch, in its order. Never raises for what a message does."""
        process = await self._idle.get()
        try:
            return await self._sorted(process, sources, batch)
        except BaseException:
            # Answers that nobody waits for must not be read as those of the next batch.
            await process.kill()
            raise
        finally:
            self._idle.put_nowait(process)

    async def try_out(self, sources: Sources) -> None:
        """Have one process open a desk. Raises the `FileError` of the file that cannot be used."""
        process = await self._idle.get()
        try:
            await process.ready(sources, _OPENING_SECONDS)
        finally:
            self._idle.put_nowait(process)

    async def rehearse(self, sources: Sources) -> None:
        """Have one process open a desk and write all its letters. Raises the `FileError` of the file that cannot be used."""
        process = await self._idle.get()
        try:
            await process.ready(sources, _OPENING_SECONDS)
            await process.rehearse(sources, _OPENING_SECONDS)
        except FileError:
            raise
        except BaseException:
            # As above: its answer must not be taken for another.
            await process.kill()
            raise
        finally:
            self._idle.put_nowait(process)

    async def close(self) -> None:
        """End the processes."""
        for process in self._all:
            await process.kill()

    async def _sorted(self, process: _Process, sources: Sources, batch: Batch) -> list[Judgement | Failure]:
        done: list[Judgement | Failure] = []
        jobs = list(batch.jobs)
        while jobs:
            await process.ready(sources, _OPENING_SECONDS)
            await process.send(replace(batch, jobs=tuple(jobs)), self._seconds)
            while jobs and isinstance(answer := await process.receive(self._seconds), Judgement | Failure):
                done.append(answer)
                del jobs[0]
            if not jobs:
                break
            await process.kill()
            if jobs[0].open_documents:
                log.warn("sorter.restarted", message=jobs[0].id, attachments="closed")
                jobs[0] = replace(jobs[0], open_documents=False)
            else:
                done.append(Failure(jobs.pop(0).id, "Sorting it took too long, too much memory, or ended the process."))
        return done


def _has_ended(process: asyncio.subprocess.Process) -> bool:
    """Whether a process is gone, though asyncio may not have heard of it: a message must not be blamed for that."""
    if process.returncode is not None:
        return True
    try:
        return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


class _Pieces(list[bytes]):
    """What a pickler writes. A large message is among it as it is: it is not copied, as by `pickle.dumps`."""

    write = list[bytes].append


class _Process:
    """One sorting process and its pipes."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: asyncio.subprocess.Process | None = None
        self._desks: dict[str, list[str]] = {}  # conference -> revisions that the process holds

    async def start(self) -> asyncio.subprocess.Process:
        self._desks = {}
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "mailflow.worker.sorter",
            str(self._memory),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            # A signal meant for the worker is the worker's to handle: the batch in hand is finished first.
            start_new_session=True,
        )
        return self._process

    async def ready(self, sources: Sources, seconds: float) -> None:
        """A living process that holds that desk."""
        if self._process is None or _has_ended(self._process):
            await self.start()
        name = sources.conference.name
        held = self._desks.setdefault(name, [])
        if sources.revision in held:
            return
        await self.send(sources, seconds)
        answer = await self.receive(seconds)
        if not isinstance(answer, Opened):
            await self.kill()
            text = f"The rules of the conference {name} could not be opened in {seconds:.0f} seconds."
            raise RulesError(text, file=_folder(sources.rules, sources.roster_file))
        if answer.error is not None:
            self._desks[name] = held[-1:]
            raise answer.error
        self._desks[name] = [*held[-1:], sources.revision]

    async def rehearse(self, sources: Sources, seconds: float) -> None:
        """Write every letter once."""
        await self.send(Rehearsal(sources, datetime.now(UTC)), seconds)
        answer = await self.receive(seconds)
        if not isinstance(answer, Opened):
            await self.kill()
            text = f"Writing the letters once took longer than {seconds:.0f} seconds, or too much memory."
            raise LetterError(text, file=_folder(sources.letters, sources.roster_file))
        if answer.error is not None:
            raise answer.error

    async def send(self, value: Sources | Batch | Rehearsal, seconds: float) -> None:
        """Write one value. A process that has died shows in `receive`; here it only ends the writing."""
        pipe = self._process.stdin if self._process else None
        if pipe is None:
            return
        pieces = _Pieces()
        pickle.Pickler(pieces, protocol=5).dump(value)
        with contextlib.suppress(ConnectionError, TimeoutError):
            async with asyncio.timeout(seconds):
                pipe.write(LENGTH.pack(sum(map(len, pieces))))
                for piece in pieces:
                    for start in range(0, len(piece), _PIECE):
                        pipe.write(memoryview(piece)[start : start + _PIECE])
                        await pipe.drain()

    async def receive(self, seconds: float) -> Judgement | Failure | Opened | None:
        """The next answer; None where the process died or the time is over."""
        pipe = self._process.stdout if self._process else None
        if pipe is None:
            return None
        try:
            async with asyncio.timeout(seconds):
                head = await pipe.readexactly(LENGTH.size)
                data = await pipe.readexactly(LENGTH.unpack(head)[0])
        except (TimeoutError, asyncio.IncompleteReadError):
            return None
        answer: Judgement | Failure | Opened = pickle.loads(data)  # noqa: S301  # written by our own sorter
        return answer

    async def kill(self) -> None:
        """End it at once."""
        if self._process is None:
            return
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                # With what it has started itself: it leads a group of its own.
                os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        self._process = None
