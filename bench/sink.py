"""`python -m bench.sink [MILLISECONDS]`: an SMTP server that takes every letter and notes when, in a process of its own.

It does no more than the conversation asks for, so that the server is not what is measured: aiosmtpd on the same machine takes
fewer letters a second than a good client can send. With MILLISECONDS it is a slow relay, which waits so long before
every answer. The first line it prints is its port; for each line it is sent it prints how many letters it has taken, or for the line
"tell" the letters since it last told: when each was taken (seconds of the machine's monotonic clock), and for whom.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time

_EHLO = b"250-sink.example\r\n250-SIZE 100000000\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
_END = b"\r\n.\r\n"
_ANSWERS = {
    b"EHLO": _EHLO,
    b"HELO": b"250 sink.example\r\n",
    b"MAIL": b"250 2.1.0 Yes\r\n",
    b"RCPT": b"250 2.1.5 Yes\r\n",
    b"DATA": b"354 Go on\r\n",
    b"RSET": b"250 2.0.0 Yes\r\n",
    b"NOOP": b"250 2.0.0 Yes\r\n",
    b"QUIT": b"221 2.0.0 Goodbye\r\n",
}


class Letters:
    """What was taken."""

    def __init__(self) -> None:
        self.count = 0
        self._fresh: list[tuple[float, str]] = []

    def take(self, recipients: list[str]) -> None:
        """Note a letter."""
        self.count += 1
        self._fresh.append((time.monotonic(), ",".join(recipients)))

    def tell(self) -> list[tuple[float, str]]:
        """What came since this was last asked."""
        fresh, self._fresh = self._fresh, []
        return fresh


class _Conversation(asyncio.Protocol):
    """One connection. A client speaks, waits for the answer, and speaks again: no pipelining is offered."""

    def __init__(self, letters: Letters, wait: float) -> None:
        self._letters, self._wait = letters, wait
        self._heard = bytearray()
        self._recipients: list[str] = []
        self._in_letter = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._say(b"220 sink.example ready\r\n")

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if self._in_letter:
            # The line end before the dot may be the one of DATA itself, of a letter without a single line.
            if self._heard.endswith(_END) or self._heard == _END[2:]:
                self._letter()
            return
        while (end := self._heard.find(b"\r\n")) >= 0 and not self._in_letter:
            line = bytes(self._heard[:end])
            del self._heard[: end + 2]
            self._command(line)

    def _command(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"RCPT":
            self._recipients.append(line.partition(b"<")[2].partition(b">")[0].decode("utf-8", "replace"))
        elif verb in (b"MAIL", b"RSET"):
            self._recipients = []
        self._in_letter = verb == b"DATA"
        self._say(_ANSWERS.get(verb, b"500 5.5.2 What?\r\n"), last=verb == b"QUIT")

    def _letter(self) -> None:
        self._heard.clear()
        self._in_letter = False
        if not self._wait:
            self._taken()
            return
        asyncio.get_running_loop().call_later(self._wait, self._taken)

    def _taken(self) -> None:
        self._letters.take(self._recipients)
        self._transport.write(b"250 2.0.0 Taken\r\n")  # type: ignore[attr-defined]

    def _say(self, answer: bytes, *, last: bool = False) -> None:
        if self._wait:
            asyncio.get_running_loop().call_later(self._wait, self._write, answer, last)
        else:
            self._write(answer, last)

    def _write(self, answer: bytes, last: bool) -> None:
        if not self._transport.is_closing():
            self._transport.write(answer)  # type: ignore[attr-defined]
        if last:
            self._transport.close()


async def serve(wait: float) -> None:
    """Serve until the end of standard input."""
    letters, loop = Letters(), asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Conversation(letters, wait), "127.0.0.1", 0, backlog=200)
    print(server.sockets[0].getsockname()[1], flush=True)
    questions = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(questions), sys.stdin)
    while question := await questions.readline():
        print(json.dumps(letters.tell()) if question == b"tell\n" else letters.count, flush=True)
    server.close()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(float(sys.argv[1]) / 1000 if len(sys.argv) > 1 else 0.0))
