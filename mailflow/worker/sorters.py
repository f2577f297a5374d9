"""The worker's end of the sorting processes: hands out batches, keeps deadlines, replaces a process that died.

A message whose reading kills the process or runs over its time is tried once more with its attachments closed; if that
fails too it comes back as a `Failure`, and the others of its batch go on in a fresh process.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mailflow import log
from mailflow.errors import FileError, LetterError, RulesError
from mailflow.sources import Sources
from mailflow.worker.judgement import Batch, Failure, Judgement, Opened, Rehearsal
from mailflow.worker.process import Process

_OPENING_SECONDS = 60.0


def _folder(files: Mapping[str, str], other: str) -> str:
    return str(Path(next(iter(files), other)).parent)


class Sorters:
    """A fixed number of sorting processes. `seconds` is the time a message may take, `memory` what a process may use.

    `processes` are so many that were started already.
    """

    def __init__(self, count: int, seconds: float, memory: int, processes: Sequence[Process] = ()) -> None:
        self.count = count
        self._seconds = seconds
        self._all = [_Sorter(process) for process in processes or [Process(memory) for _ in range(count)]]
        self._idle: asyncio.Queue[_Sorter] = asyncio.Queue()
        for sorter in self._all:
            self._idle.put_nowait(sorter)

    async def start(self) -> None:
        """Start the processes; they load while the worker does something else. Else each is started with its first batch."""
        for sorter in self._all:
            await sorter.start()

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

    async def _sorted(self, process: _Sorter, sources: Sources, batch: Batch) -> list[Judgement | Failure]:
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


class _Sorter:
    """A sorting process, and which desks it holds."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._desks: dict[str, list[str]] = {}  # conference -> revisions that the process holds

    async def start(self) -> None:
        """Start it where it is not running."""
        if not self._process.is_alive:
            self._desks = {}
            await self._process.start()

    async def ready(self, sources: Sources, seconds: float) -> None:
        """A living process that holds that desk."""
        await self.start()
        name = sources.conference.name
        held = self._desks.setdefault(name, [])
        if sources.revision in held:
            return
        await self._process.send(sources, seconds)
        answer = await self._process.receive(seconds)
        if not isinstance(answer, Opened):
            await self._process.kill()
            text = f"The rules of the conference {name} could not be opened in {seconds:.0f} seconds."
            raise RulesError(text, file=_folder(sources.rules, sources.roster_file))
        if answer.error is not None:
            self._desks[name] = held[-1:]
            raise answer.error
        self._desks[name] = [*held[-1:], sources.revision]

    async def rehearse(self, sources: Sources, seconds: float) -> None:
        """Write every letter once."""
        await self._process.send(Rehearsal(sources, datetime.now(UTC)), seconds)
        answer = await self._process.receive(seconds)
        if not isinstance(answer, Opened):
            await self._process.kill()
            text = f"Writing the letters once took longer than {seconds:.0f} seconds, or too much memory."
            raise LetterError(text, file=_folder(sources.letters, sources.roster_file))
        if answer.error is not None:
            raise answer.error

    async def send(self, batch: Batch, seconds: float) -> None:
        """Give it a batch, each message of which may take so long."""
        await self._process.send(batch, seconds)

    async def receive(self, seconds: float) -> Judgement | Failure | None:
        """Its answer to the next message; None where it died or took too long."""
        answer: Judgement | Failure | None = await self._process.receive(seconds)
        return answer

    async def kill(self) -> None:
        """End it; the next call of `ready` starts it again."""
        await self._process.kill()
