"""One letter over one connection (RFC 5321 §3.3), with an outcome for each recipient.

The one line that matters is the final dot. Until it has been given to the transport, the server cannot have the letter,
and whatever goes wrong is a failed try. From then on, only a reply tells; without one the fate is unknown.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from aiosmtplib import SMTPResponseException, SMTPServerDisconnected

from mailflow.core.address import Address
from mailflow.core.delivery import Delivery, Envelope, Fate, Outcome
from mailflow.errors import CourierError
from mailflow.wire.ports import SendCancelled
from mailflow.wire.smtp.connection import BROKEN, Connection
from mailflow.wire.smtp.form import address_fault, canonical, has_eight_bits, has_utf8_header, is_ascii, path, stuffed
from mailflow.wire.smtp.options import SmtpOptions
from mailflow.wire.smtp.replies import Reply, fate, outcome, recipient_fate

_BLOCK = 65_536


class Stale(Exception):
    """A kept connection turned out dead at the first command; nothing was begun."""


class Transaction:
    """The handing over of one letter. `run` once."""

    def __init__(self, connection: Connection, options: SmtpOptions, envelope: Envelope, data: bytes) -> None:
        self._connection, self._options = connection, options
        self._envelope, self._data = envelope, canonical(data)
        self._decided: dict[Address, Outcome] = {}
        self._dot_sent = False
        self._slow = False

    async def run(self) -> Delivery:
        """Go through the transaction as far as the server lets us. `Stale` and `CourierError`: nothing was begun."""
        self._refuse_the_impossible()
        try:
            await self._converse()
        except asyncio.CancelledError:
            self._connection.close()
            raise SendCancelled(
                self._delivery(Reply(None, "we stopped while the letter was being handed over"))
            ) from None
        return self._delivery(Reply(None, "the connection was lost"))

    async def _converse(self) -> None:
        if not self._open():
            return
        await self._mail()
        for recipient in self._open():
            if self._connection.is_alive:
                await self._rcpt(recipient)
        if self._open() and self._connection.is_alive:
            await self._content()
        if self._connection.is_alive and not self._dot_sent:
            await self._reset()

    def _open(self) -> list[Address]:
        """The recipients whose fate is not decided."""
        return [r for r in dict.fromkeys(self._envelope.recipients) if r not in self._decided]

    def _decide(self, recipients: Sequence[Address], reply: Reply, decided: Fate) -> None:
        self._slow |= reply.asks_for_patience
        for recipient in recipients:
            self._decided[recipient] = outcome(recipient, reply, decided)

    def _delivery(self, otherwise: Reply) -> Delivery:
        """What is decided; what is not follows from whether the dot was out."""
        self._decide(self._open(), otherwise, fate(otherwise, dot_sent=self._dot_sent))
        outcomes = tuple(self._decided[r] for r in self._envelope.recipients)
        return Delivery(outcomes, connection_lost=not self._connection.is_alive, slow_down=self._slow)

    def _refuse_the_impossible(self) -> None:
        """Addresses that cannot travel, and what this server has no extension for (RFC 3463 codes, as it would say)."""
        sender, utf8 = self._envelope.sender, self._connection.offers("smtputf8")
        if sender is not None and (fault := address_fault(sender)) is not None:
            self._decide(self._open(), Reply(None, f"5.1.7 {sender.spec!r} as sender: {fault}"), Fate.FAILED)
        for recipient in self._open():
            if (fault := address_fault(recipient)) is not None:
                self._decide([recipient], Reply(None, f"5.1.3 {recipient.spec!r}: {fault}"), Fate.FAILED)
            elif not utf8 and not is_ascii(recipient):
                self._decide([recipient], Reply(None, "5.6.7 the server cannot carry such an address"), Fate.FAILED)
        if not utf8 and (not is_ascii(sender) or has_utf8_header(self._data)):
            self._decide(
                self._open(), Reply(None, "5.6.9 the server cannot carry UTF-8 in addresses or header"), Fate.FAILED
            )
        if has_eight_bits(self._data) and not self._connection.offers("8bitmime"):
            self._decide(self._open(), Reply(None, "5.6.3 the server takes 7-bit letters only"), Fate.FAILED)

    async def _mail(self) -> None:
        reply = await self._command(b"MAIL", b"FROM:" + path(self._envelope.sender), *self._mail_options())
        if self._connection.letters and not self._connection.is_alive:
            raise Stale(reply.text)
        if reply.wants_login:
            self._connection.close()
            raise CourierError(
                f"{self._options.server} takes no letters without a login: {reply.code} {reply.text}. "
                "Set user and a password for the courier.",
                permanent=True,
            )
        if not reply.is_good:
            self._decide(self._open(), reply, fate(reply, dot_sent=False))

    def _mail_options(self) -> list[bytes]:
        offers, options = self._connection.offers, []
        if offers("size"):
            options.append(b"SIZE=%d" % len(self._data))
        if has_eight_bits(self._data):
            options.append(b"BODY=8BITMIME")
        if has_utf8_header(self._data) or not all(map(is_ascii, (self._envelope.sender, *self._open()))):
            options.append(b"SMTPUTF8")
        if offers("dsn"):
            options.append(b"RET=HDRS")
        return options

    async def _rcpt(self, recipient: Address) -> None:
        # Answers to the null path must cause no report themselves (RFC 3834 §3.3, RFC 3461 §4.1: NOTIFY=NEVER).
        never = self._envelope.sender is None and self._connection.offers("dsn")
        reply = await self._command(b"RCPT", b"TO:" + path(recipient), *([b"NOTIFY=NEVER"] if never else []))
        if not reply.is_good:
            self._decide([recipient], reply, recipient_fate(reply))
        if not self._connection.is_alive:
            self._decide(self._open(), reply, Fate.DEFERRED)

    async def _content(self) -> None:
        reply = await self._command(b"DATA")
        if reply.code == 354:
            reply = await self._letter()
        self._decide(self._open(), reply, fate(reply, dot_sent=self._dot_sent))

    async def _letter(self) -> Reply:
        """Send the content, and the dot at its very end; the reply to it."""
        protocol, seconds = self._connection.client.protocol, self._options.timeout_seconds
        content = stuffed(self._data) + b".\r\n"
        last = (len(content) - 1) // _BLOCK * _BLOCK
        try:
            if protocol is None:
                raise SMTPServerDisconnected("the connection was lost")
            # A reply too many would be taken for the one to the final dot.
            if protocol._buffer:
                raise SMTPServerDisconnected("the server answered more than it was asked")
            for start in range(0, last, _BLOCK):
                protocol.write(content[start : start + _BLOCK])
                await asyncio.wait_for(protocol._drain_helper(), seconds)
            protocol.write(content[last:])
            self._dot_sent = True
            code, text = await protocol.read_response(timeout=self._options.final_seconds)
        except BROKEN as error:
            self._connection.close()
            return _no_reply(error)
        if code == 421 or not 200 <= code < 600:
            self._connection.close()
        return Reply(code, text)

    async def _command(self, *words: bytes) -> Reply:
        """Send a command. A connection that gives no proper reply is closed: what comes later would answer the wrong one."""
        try:
            code, text = await self._connection.client.execute_command(*words)
        except BROKEN as error:
            self._connection.close()
            return _no_reply(error)
        return Reply(code, text)

    async def _reset(self) -> None:
        """Leave the connection fit for the next letter."""
        if not (await self._command(b"RSET")).is_good:
            self._connection.close()


def _no_reply(error: BaseException) -> Reply:
    if isinstance(error, SMTPResponseException):
        return Reply(None, f"the server answered what cannot be understood: {error.message}")
    if isinstance(error, TimeoutError):
        return Reply(None, "the server did not answer in time")
    return Reply(None, f"the connection was lost ({error})")
