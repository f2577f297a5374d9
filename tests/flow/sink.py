"""An SMTP server (aiosmtpd) in a thread of its own, for a worker that runs as a process. It remembers every letter whose
final dot came, whatever it answered: that is what a correspondent may have received.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.ports import HOST, free_port

CUT, WAIT = "cut", "wait"  # in place of an answer: the line is cut, or nothing is said, ever


@dataclass(frozen=True)
class Letter:
    """A letter as it came over the wire. `answered` is what the server said after the final dot."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    answered: str

    @property
    def message(self) -> EmailMessage:
        """The letter parsed."""
        return email.message_from_bytes(self.content, policy=email.policy.default)

    @property
    def text(self) -> str:
        """Its plain text."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""

    @property
    def id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])


@dataclass
class Sink:
    """The server. `rcpt` answers RCPT TO for an address, `dot` the letter of that number (from 1); None is "yes"."""

    rcpt: Callable[[str], str | None] = lambda _: None
    dot: Callable[[int], str | None] = lambda _: None
    port: int = field(default_factory=free_port)
    heard: list[Letter] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # addresses of all RCPT TO

    @property
    def letters(self) -> list[Letter]:
        """What was taken, or may have been: the client never heard that it was not."""
        return [letter for letter in self.heard if not letter.answered.startswith(("4", "5"))]

    def to(self, address: str) -> list[Letter]:
        """What came for an address."""
        return [letter for letter in self.letters if address in letter.recipients]

    def __enter__(self) -> Sink:
        """Listen."""
        self._loop = asyncio.new_event_loop()
        self._never = asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.listen()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and cut whoever is still connected."""
        self.deaf()
        self._do(self._cancel())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def listen(self) -> None:
        """Begin to listen; `deaf` ends it."""
        self._open: set[_Conversation] = set()
        self._server = self._do(self._loop.create_server(lambda: _Conversation(self), HOST, self.port))

    def deaf(self) -> None:
        """Listen no more, and cut all connections."""

        async def end() -> None:
            self._server.close()
            for conversation in list(self._open):
                conversation.cut()

        self._do(end())

    async def answer(self, server: Any, envelope: Envelope) -> str:
        """What is said after the final dot."""
        reply = self.dot(len(self.heard) + 1) or "250 2.0.0 Taken"
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.heard.append(Letter((envelope.mail_from or "").strip("<>"), tuple(envelope.rcpt_tos), content, reply))
        if reply == WAIT:
            await self._never.wait()
        if reply == CUT:
            server.cut()
        return reply

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _cancel(self) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Handler:
    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    async def handle_RCPT(
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self._sink.asked.append(address)
        reply = self._sink.rcpt(address)
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 2.1.5 Known"

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        return await self._sink.answer(server, envelope)


class _Conversation(SMTP):
    def __init__(self, sink: Sink) -> None:
        super().__init__(_Handler(sink), hostname="mx.secretariat.example", enable_SMTPUTF8=True)
        self._sink = sink

    def connection_made(self, transport: Any) -> None:
        self._sink._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._sink._open.discard(self)
        super().connection_lost(error)

    def cut(self) -> None:
        """Cut the line without a word."""
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()
