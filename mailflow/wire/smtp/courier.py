"""The courier over SMTP: a few connections, kept while there is work.

A server may close a kept connection at any time. That shows at the latest in the answer to MAIL, before anything was
begun, and then a fresh connection is taken without a word.
"""

from __future__ import annotations

import asyncio

from mailflow.core.delivery import Delivery, Envelope, Fate, Outcome
from mailflow.wire.ports import SendCancelled
from mailflow.wire.smtp.connection import Connection, connected
from mailflow.wire.smtp.options import SmtpOptions
from mailflow.wire.smtp.transaction import Stale, Transaction

_GOODBYE = 1.0  # seconds


class SmtpCourier:
    """`Courier` over SMTP. As many letters at once as there are connections; more of them wait."""

    def __init__(self, options: SmtpOptions) -> None:
        self.options = options
        self._slots = asyncio.Semaphore(options.connections)
        self._kept: list[Connection] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._closed = False

    async def send(self, envelope: Envelope, data: bytes) -> Delivery:
        """Hand over one letter, over a kept connection or a new one."""
        try:
            async with self._slots:
                return await self._sent(envelope, data)
        except SendCancelled:
            raise
        except asyncio.CancelledError:
            words = "we stopped before the letter was handed over"
            raise SendCancelled(
                Delivery(tuple(Outcome(r, Fate.DEFERRED, text=words) for r in envelope.recipients))
            ) from None

    async def check(self) -> str:
        """What a connection finds, and how it is secured."""
        connection = await connected(self.options)
        found = _found(connection, self.options)
        await connection.quit(_GOODBYE)
        return found

    async def close(self) -> None:
        """Take leave on all kept connections. Letters under way are not touched."""
        self._closed = True
        kept, self._kept = self._kept, []
        for connection in kept:
            self._leave(connection)
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=1.5 * _GOODBYE)

    async def _sent(self, envelope: Envelope, data: bytes) -> Delivery:
        while True:
            connection = self._taken() or await connected(self.options)
            try:
                delivery = await Transaction(connection, self.options, envelope, data).run()
            except Stale:
                continue
            self._keep(connection)
            return delivery

    def _taken(self) -> Connection | None:
        """The kept connection that was used last, if one lives."""
        while self._kept:
            connection = self._kept.pop()
            if connection.timer is not None:
                connection.timer.cancel()
            if connection.is_alive:
                return connection
        return None

    def _keep(self, connection: Connection) -> None:
        """Keep a connection for the next letter, or let it go after its share of letters."""
        connection.letters += 1
        if not connection.is_alive:
            return
        if self._closed or connection.letters >= self.options.letters_per_connection:
            self._leave(connection)
            return
        loop = asyncio.get_running_loop()
        connection.timer = loop.call_later(self.options.idle_seconds, self._retire, connection)
        self._kept.append(connection)

    def _retire(self, connection: Connection) -> None:
        if connection in self._kept:
            self._kept.remove(connection)
            self._leave(connection)

    def _leave(self, connection: Connection) -> None:
        if connection.timer is not None:
            connection.timer.cancel()
        task = asyncio.get_running_loop().create_task(connection.quit(_GOODBYE))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)


def _found(connection: Connection, options: SmtpOptions) -> str:
    tls = connection.client.get_transport_info("ssl_object")
    secured = f"over {tls.version()}" if tls is not None else "in clear, on this machine"
    login = f"takes the login of {options.user}" if options.user else "asks for no login"
    offers = [name for name in ("size", "dsn", "8bitmime", "smtputf8") if connection.offers(name)]
    named = f"; it offers {', '.join(offers).upper()}" if offers else ""
    return f"{options.server} answers {secured} and {login}{named}."
