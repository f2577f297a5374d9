"""A TCP relay that does harm after byte N, each way: cut, stall, garble, babble, or trickle. For any protocol, TLS included.

With `delay` it makes a server far away: every block arrives that many seconds later.

    async with Proxy(server.port, to_client=Harm("cut", after=100)) as proxy:
        ... connect to proxy.port ...

`proxy.to_client.passed` counts bytes; `stall()` and `cut()` act on whatever is under way.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.servers.ports import HOST


@dataclass
class Harm:
    """What happens in one direction once `after` bytes of a connection have passed unhurt."""

    kind: Literal["none", "cut", "stall", "garble", "babble", "trickle"] = "none"
    after: int = 0
    passed: int = 0  # bytes relayed so far, over all connections
    connections: int = 10**9  # how many connections are hurt; later ones are not
    at: Callable[[int], int | None] | None = None  # in place of `after`: the byte for each connection, None for no harm

    def of(self, number: int) -> Harm:
        """What happens to the connection of that number, from 0."""
        byte = self.after if self.at is None else self.at(number)
        if number >= self.connections or byte is None:
            return Harm()
        return Harm(self.kind, byte)


@dataclass
class Proxy:
    """The relay to `HOST:target`. `connections` is how often it was called."""

    target: int
    to_client: Harm = field(default_factory=Harm)
    to_server: Harm = field(default_factory=Harm)
    delay: float = 0.0
    connections: int = 0
    port: int = 0
    host: str = HOST

    async def __aenter__(self) -> Proxy:
        """Listen on a port the kernel picks."""
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._flows = asyncio.Event()
        self._flows.set()
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop and cut everything."""
        self._server.close()
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def cut(self) -> None:
        """Cut all connections at once."""
        for writer in self._writers:
            writer.transport.abort()

    def stall(self) -> None:
        """Let nothing through any more, and keep the connections open: a firewall that has forgotten them."""
        self._flows.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number, self.connections = self.connections, self.connections + 1
        self._writers.add(writer)
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, self.target)
        except OSError:
            writer.transport.abort()
            return
        self._writers.add(far_writer)
        for source, sink, harm in ((reader, far_writer, self.to_server), (far_reader, writer, self.to_client)):
            task = asyncio.create_task(self._relay(source, sink, harm.of(number), harm, (writer, far_writer)))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _relay(
        self,
        source: asyncio.StreamReader,
        sink: asyncio.StreamWriter,
        harm: Harm,
        count: Harm,
        both: tuple[asyncio.StreamWriter, ...],
    ) -> None:
        left = harm.after if harm.kind != "none" else 10**18
        with contextlib.suppress(OSError):
            while block := await source.read(65_536):
                await self._flows.wait()
                await asyncio.sleep(self.delay)
                whole, rest = block[:left], block[left:]
                left -= len(whole)
                count.passed += len(whole)
                sink.write(whole)
                await sink.drain()
                if not left:
                    await self._hurt(harm, rest, sink, both)
        with contextlib.suppress(OSError, RuntimeError):
            sink.close()

    async def _hurt(
        self, harm: Harm, rest: bytes, sink: asyncio.StreamWriter, both: tuple[asyncio.StreamWriter, ...]
    ) -> None:
        if harm.kind == "cut":
            for writer in both:
                writer.close()
        elif harm.kind == "stall":
            await asyncio.Event().wait()
        elif harm.kind == "babble":
            # Lines without sense: whoever waits for the end of one is not kept waiting.
            sink.write(bytes(b if b in b"\r\n" else b ^ 0x55 for b in rest))
            await sink.drain()
        elif harm.kind == "garble":
            sink.write(bytes(b ^ 0x55 for b in rest))
            await sink.drain()
        elif harm.kind == "trickle":
            for byte in rest:
                sink.write(bytes([byte]))
                await sink.drain()
                await asyncio.sleep(0)
