"""An SMTP server (aiosmtpd) in the loop of the test. The fault stands beside the test: `SmtpServer(rcpt="451 4.3.0 Later")`.

A fault is a reply in place of the usual one, `CLOSE` (the line is cut without a word), `SILENCE` (no answer comes), or a
function of the command's argument that gives one of these, or None for the usual answer.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session, auth_mechanism

from tests.servers.ports import HOST

CLOSE, SILENCE = "close", "silence"
Fault = str | Callable[[str], str | None] | None


@dataclass(frozen=True)
class Received:
    """A letter that the server took."""

    sender: str
    recipients: list[str]
    content: bytes


@dataclass
class SmtpServer:
    """The server. `letters` is what it took, `commands` every command it was sent, `connections` how often it was called."""

    connect: Fault = None
    ehlo: Fault = None
    starttls: Fault = None
    mail: Fault = None
    rcpt: Fault = None
    data: Fault = None  # in place of 354
    dot: Fault = None  # in place of the 250 after the letter
    rset: Fault = None
    tls: ssl.SSLContext | None = None
    implicit_tls: bool = False
    password: str | None = None  # of every user; None: no login is asked for
    auth: Fault = None
    dsn: bool = False
    utf8: bool = False
    size_limit: int = 33_554_432
    letters: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0
    host: str = HOST

    async def __aenter__(self) -> SmtpServer:
        """Listen on a port the kernel picks."""
        self._open: set[_Conversation] = set()
        context = self.tls if self.implicit_tls else None
        self._server = await asyncio.get_running_loop().create_server(lambda: _Conversation(self), HOST, 0, ssl=context)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop, and cut whoever is still connected."""
        self._server.close()
        self.cut()
        await self._server.wait_closed()

    def cut(self) -> None:
        """Cut all connections, as a server does that is restarted."""
        for conversation in list(self._open):
            conversation.hang_up()


class _Handler:
    """Takes letters."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    async def handle_EHLO(
        self, server: Any, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], *(["250-DSN"] if self._server.dsn else []), responses[-1]]

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str | None:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        letter = Received(envelope.mail_from or "", envelope.rcpt_tos, content)
        reply: str | None = await server.faulty(self._server.dot, letter.sender)
        if reply is None:
            self._server.letters.append(letter)
        return reply or "250 2.0.0 Taken"


class _Conversation(SMTP):
    """One connection."""

    def __init__(self, server: SmtpServer) -> None:
        self._ours = server
        server.connections += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a login in clear, which a test may want
            self._begin(server)

    def _begin(self, server: SmtpServer) -> None:
        super().__init__(
            _Handler(server),
            hostname="mx.secretariat.example",
            data_size_limit=server.size_limit,
            enable_SMTPUTF8=server.utf8,
            tls_context=None if server.implicit_tls else server.tls,
            authenticator=self._authenticated,
            auth_required=server.password is not None,
            auth_require_tls=False,
        )

    def connection_made(self, transport: Any) -> None:
        self._ours._open.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._ours._open.discard(self)
        super().connection_lost(error)

    def hang_up(self) -> None:
        """Cut the line without a word."""
        # Where TLS is half closed already, there is nothing below it to abort.
        with contextlib.suppress(AttributeError):
            if isinstance(self.transport, asyncio.WriteTransport):
                self.transport.abort()

    async def faulty(self, fault: Fault, argument: str) -> str | None:
        """The reply of a fault; for CLOSE and SILENCE none ever comes."""
        reply = fault(argument) if callable(fault) else fault
        if reply == CLOSE:
            self.hang_up()
        if reply in (CLOSE, SILENCE):
            await asyncio.sleep(60)
        return reply

    async def _handle_client(self) -> None:
        if (reply := await self.faulty(self._ours.connect, "")) is not None:
            await self.push(reply)
            self._writer.close()
            return
        await super()._handle_client()

    async def _command(self, name: str, fault: Fault, argument: str | None) -> bool:
        """Note the command; whether the fault has answered it."""
        self._ours.commands.append(f"{name} {argument}" if argument else name)
        reply = await self.faulty(fault, argument or "")
        if reply is not None:
            await self.push(reply)
        return reply is not None

    async def smtp_EHLO(self, hostname: str) -> None:
        if not await self._command("EHLO", self._ours.ehlo, hostname):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self._command("STARTTLS", self._ours.starttls, arg):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        if not await self._command("AUTH", self._ours.auth, arg):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        if not await self._command("MAIL", self._ours.mail, arg):
            # aiosmtpd knows no DSN (RFC 3461); its parameters are noted above and taken off.
            await super().smtp_MAIL(re.sub(r" RET=\w+", "", arg or "") if self._ours.dsn else arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        if not await self._command("RCPT", self._ours.rcpt, arg):
            await super().smtp_RCPT(re.sub(r" NOTIFY=\w+", "", arg or "") if self._ours.dsn else arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self._command("DATA", self._ours.data, arg):
            await super().smtp_DATA(arg)

    async def smtp_RSET(self, arg: str) -> None:
        if not await self._command("RSET", self._ours.rset, arg):
            await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        self._ours.commands.append("QUIT")
        await super().smtp_QUIT(arg)

    @auth_mechanism("XOAUTH2")
    async def auth_xoauth2(self, _: Any, args: list[str]) -> AuthResult:
        return AuthResult(success=False, handled=False)

    def _authenticated(
        self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        return AuthResult(success=data.password.decode() == self._ours.password, handled=False)
