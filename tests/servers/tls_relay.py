"""TLS in front of a server that speaks in clear, with a certificate of the test's choice."""

from __future__ import annotations

import asyncio
import contextlib
import ssl

from tests.servers.ports import HOST


class TlsRelay:
    """Listens with TLS, and passes what it hears to `HOST:target`."""

    def __init__(self, target: int, context: ssl.SSLContext) -> None:
        self.target, self._context = target, context
        self.host, self.port = HOST, 0

    async def __aenter__(self) -> TlsRelay:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._serve, HOST, 0, ssl=self._context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(HOST, self.target)
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(_relay(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


async def _relay(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while block := await source.read(65_536):
            sink.write(block)
            await sink.drain()
    with contextlib.suppress(OSError, RuntimeError):
        sink.close()
