"""A sorting process as the worker holds it: started, given values, asked for answers, ended.

It takes half a second to load. So this is all that the worker itself has loaded when it starts one (`worker.run`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import signal
import sys
from typing import Any

from mailflow.worker.pipe import LENGTH

_PIECE = 1_000_000  # bytes that are written at once, so that a large message is not copied into a buffer


class _Pieces(list[bytes]):
    """What a pickler writes. A large message is among it as it is: it is not copied, as by `pickle.dumps`."""

    write = list[bytes].append


class Process:
    """One process and its pipes. `memory` is what it may use, in bytes."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """Its number, None where none was started or it was ended."""
        return self._process.pid if self._process is not None else None

    @property
    def is_alive(self) -> bool:
        """False where it is gone, though asyncio may not have heard of it: a message must not be blamed for that."""
        process = self._process
        if process is None or process.returncode is not None:
            return False
        try:
            return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
        except ChildProcessError:
            return False

    async def start(self) -> None:
        """Start it, in the place of one that has ended."""
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

    async def send(self, value: object, seconds: float) -> None:
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

    async def receive(self, seconds: float) -> Any:
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
        return pickle.loads(data)  # noqa: S301  # written by our own sorter

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
