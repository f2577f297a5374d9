"""Servers that say what a test tells them to, for answers that no real server can be made to give.

    async with ScriptedImap(FETCH="* 1 FETCH (FLAGS ())\\r\\n{tag} OK done\\r\\n") as server: ...

An answer is a text with `{tag}` in it, `CLOSE` at its end or alone to cut the line, or a list of such texts for the first,
second … time (the last one stays). What is not scripted is answered as an ordinary server would.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Self

from tests.servers.ports import HOST

CLOSE = "<close>"
SILENCE = "<silence>"

_Answer = str | Sequence[str]


class _Scripted:
    """A line-by-line server. `lines` is everything it was sent."""

    def __init__(self, answers: dict[str, _Answer]) -> None:
        self._answers = answers
        self._times: dict[str, int] = {}
        self._after: dict[str, str] = {}
        self.lines: list[str] = []
        self.connections = 0
        self.port = 0
        self.host = HOST

    async def __aenter__(self) -> Self:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            # A task that ends cancelled makes asyncio's own callback complain.
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._talk(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    def after(self, line: str, answer: str) -> None:
        """Answer a line that begins like this, and is no command but part of a login, in this way."""
        self._after[line] = answer

    def _further(self, line: str) -> str | None:
        """The answer to such a line."""
        return next(
            (a for start, a in self._after.items() if line == start or (start and line.startswith(start))), None
        )

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        raise NotImplementedError

    def _answer(self, verb: str, usual: str) -> str:
        scripted = self._answers.get(verb, usual)
        if isinstance(scripted, str):
            return scripted
        time = self._times.get(verb, 0)
        self._times[verb] = time + 1
        return scripted[min(time, len(scripted) - 1)]

    async def _say(self, writer: asyncio.StreamWriter, answer: str) -> bool:
        """Say it; False where the conversation is over."""
        if SILENCE in answer:
            await asyncio.sleep(60)
        text, cut, _ = answer.partition(CLOSE)
        writer.write(text.encode("utf-8", "surrogateescape"))
        await writer.drain()
        return not cut


class ScriptedImap(_Scripted):
    """An IMAP server. Keys: GREETING, CAPABILITY, LOGIN, EXAMINE, NOOP, IDLE, DONE, SEARCH, FETCH, STORE, MOVE, …"""

    def __init__(self, capability: str = "IMAP4rev1 IDLE MOVE", uidvalidity: int = 7, **answers: _Answer) -> None:
        super().__init__(dict(answers))
        self._usual = {
            "GREETING": "* OK ready\r\n",
            "CAPABILITY": f"* CAPABILITY {capability}\r\n{{tag}} OK done\r\n",
            "EXAMINE": (
                f"* 3 EXISTS\r\n* OK [UIDVALIDITY {uidvalidity}] here\r\n* OK [UIDNEXT 4] next\r\n"
                "{tag} OK [READ-ONLY] done\r\n"
            ),
            "SEARCH": "* SEARCH 1 2 3\r\n{tag} OK done\r\n",
            "IDLE": "+ idling\r\n",
            "LOGOUT": "* BYE\r\n{tag} OK bye\r\n",
        }
        self._usual["SELECT"] = self._usual["EXAMINE"].replace("[READ-ONLY]", "[READ-WRITE]")

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tag, going = "", await self._say(writer, self._answer("GREETING", self._usual["GREETING"]))
        while going and (raw := await reader.readline()):
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            self.lines.append(line)
            if (further := self._further(line)) is not None:
                going = await self._say(writer, further.replace("{tag}", tag))
                continue
            if line == "DONE":
                verb = "DONE"
            else:
                tag, _, rest = line.partition(" ")
                verb = rest.removeprefix("UID ").split(" ")[0].upper()
            answer = self._answer(verb, self._usual.get(verb, "{tag} OK done\r\n"))
            going = await self._say(writer, answer.replace("{tag}", tag))


class ScriptedSmtp(_Scripted):
    """An SMTP server. Keys: GREETING, EHLO, HELO, AUTH, MAIL, RCPT, DATA, DOT (after the letter), RSET, NOOP, QUIT."""

    def __init__(self, extensions: Sequence[str] = (), **answers: _Answer) -> None:
        super().__init__(dict(answers))
        lines = ["mx.secretariat.example", *extensions]
        self._ehlo = "".join(f"250{'-' if n < len(lines) - 1 else ' '}{x}\r\n" for n, x in enumerate(lines))
        self.letters: list[bytes] = []

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        usual = {"EHLO": self._ehlo, "DATA": "354 go on\r\n", "QUIT": "221 bye\r\n" + CLOSE, "AUTH": "235 welcome\r\n"}
        going = await self._say(writer, self._answer("GREETING", "220 ready\r\n"))
        while going and (line := (await reader.readline()).decode("utf-8", "replace").rstrip("\r\n")):
            self.lines.append(line)
            if (further := self._further(line)) is not None:
                going = await self._say(writer, further)
                continue
            verb = line.split(" ")[0].upper()
            answer = self._answer(verb, usual.get(verb, "250 ok\r\n"))
            going = await self._say(writer, answer)
            if verb == "DATA" and answer.startswith("354") and going:
                self.letters.append(await reader.readuntil(b"\r\n.\r\n"))
                going = await self._say(writer, self._answer("DOT", "250 taken\r\n"))
