"""The server that takes letters takes them as a server does."""

from __future__ import annotations

import time

import aiosmtplib
import pytest

from bench.servers import Sink

LETTER = b"Subject: A letter\r\n\r\n"


@pytest.mark.parametrize("body", [b"", b"Text.\r\n", b".\r\n..\r\n", b"x" * 300_000 + b"\r\n"], ids=len)
async def test_letters_are_taken_whole(body: bytes) -> None:
    with Sink() as sink:
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=sink.port, use_tls=False, start_tls=False) as client:
            for number in range(3):
                await client.sendmail("us@secretariat.example", [f"{number}@state.example"], LETTER + body)
        sink.until(3)
        began = time.monotonic()
        found = sink.tell()
        assert [to for _, to in found] == ["0@state.example", "1@state.example", "2@state.example"]
        assert found[0][0] <= found[1][0] <= found[2][0] <= began
        assert (sink.tell(), sink.count) == ([], 3)


async def test_slow_relay_waits_before_each_answer() -> None:
    with Sink(10) as sink:
        began = time.monotonic()
        async with aiosmtplib.SMTP(hostname="127.0.0.1", port=sink.port, use_tls=False, start_tls=False) as client:
            await client.sendmail("us@secretariat.example", ["a@state.example"], LETTER)
        # Greeting, EHLO, MAIL, RCPT, DATA, the letter, QUIT.
        assert time.monotonic() - began >= 0.07
        assert sink.count == 1
