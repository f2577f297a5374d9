"""Hearing of new messages: soon, surely, and with a dead connection noticed."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from mailflow.errors import MailboxError
from mailflow.wire.imap import ImapMailbox
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Proxy
from tests.servers.script import CLOSE, ScriptedImap
from tests.wire.post import fetched, imap_mailbox, message

IDLE_ONLY: dict[str, Any] = {"poll_seconds": 0}
NEWS = "* 4 EXISTS\r\n"
DONE = "{tag} OK done\r\n"


async def woken(mailbox: ImapMailbox, dovecot: Dovecot, user: str) -> tuple[bool, float]:
    """Whether a message delivered 0.15 s into the waiting ended it, and how many seconds after its delivery."""
    waiting = asyncio.create_task(mailbox.wait(5))
    await asyncio.sleep(0.15)
    await asyncio.to_thread(dovecot.deliver, user, message(1))
    delivered = time.monotonic()
    return await waiting, time.monotonic() - delivered


@pytest.mark.parametrize(("changes", "at_most"), [({}, 0.35), ({"poll_seconds": 0.05}, 0.2), (IDLE_ONLY, 1.2)])
async def test_new_message_ends_the_waiting(dovecot: Dovecot, changes: dict[str, float], at_most: float) -> None:
    user = dovecot.new_user()
    mailbox = imap_mailbox(dovecot, user, **changes)
    await mailbox.open()
    came, seconds = await woken(mailbox, dovecot, user)
    listing = await mailbox.listing(0)
    await mailbox.close()
    assert came
    assert seconds < at_most
    assert [x.uid for x in listing] == [1]


async def test_idle_over_tls_hears_of_a_new_message(dovecot: Dovecot, ca_file: str) -> None:
    user = dovecot.new_user()
    mailbox = imap_mailbox(dovecot, user, port=dovecot.tls_port, tls="implicit", ca_file=ca_file, **IDLE_ONLY)
    await mailbox.open()
    came, _ = await woken(mailbox, dovecot, user)
    await mailbox.close()
    assert came


@pytest.mark.parametrize("changes", [{}, IDLE_ONLY])
async def test_quiet_mailbox_lets_the_time_pass(dovecot: Dovecot, changes: dict[str, float]) -> None:
    mailbox = imap_mailbox(dovecot, dovecot.new_user(), **changes)
    await mailbox.open()
    began = time.monotonic()
    came = await mailbox.wait(0.5)
    took = time.monotonic() - began
    await mailbox.close()
    assert not came
    assert 0.45 < took < 1.0


async def test_flag_set_by_a_colleague_is_no_news(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    mailbox = imap_mailbox(dovecot, user, **IDLE_ONLY)
    await mailbox.open()
    await mailbox.listing(0)
    with dovecot.session(user) as colleague:
        waiting = asyncio.create_task(mailbox.wait(1.0))
        await asyncio.sleep(0.1)
        colleague.store("1", "+FLAGS", "(\\Flagged)")
        came = await waiting
    await mailbox.close()
    assert not came


async def test_message_that_comes_during_a_fetch_is_not_forgotten(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1))
    mailbox = imap_mailbox(dovecot, user)
    await mailbox.open()
    await mailbox.listing(0)
    dovecot.deliver(user, message(2))
    await fetched(mailbox, 1)  # Dovecot tells of the second message in the answer to this
    began = time.monotonic()
    came = await mailbox.wait(3)
    await mailbox.close()
    assert came
    assert time.monotonic() - began < 0.2


@pytest.mark.parametrize(
    ("idle", "done"),
    [
        pytest.param("+ idling\r\n" + NEWS, DONE, id="in one packet with the +"),
        pytest.param(NEWS + "+ idling\r\n", DONE, id="before the +"),
        pytest.param("+ idling\r\n* OK Still here\r\n", NEWS + DONE, id="with the end of IDLE"),
        pytest.param("+ idling\r\n* 4 EXI", "STS\r\n" + DONE, id="a line torn in two"),
        pytest.param("+\r\n" + NEWS, DONE, id="a bare +"),
    ],
)
async def test_news_in_idle_is_seen_wherever_it_stands(idle: str, done: str) -> None:
    async with ScriptedImap(IDLE=idle, DONE=done) as server:
        mailbox = imap_mailbox(server, **IDLE_ONLY)
        await mailbox.open()
        began = time.monotonic()
        came = await mailbox.wait(5)
        took = time.monotonic() - began
        await mailbox.close()
    assert came
    assert took < 1


@pytest.mark.parametrize(
    ("idle", "done"),
    [
        pytest.param("+ idling\r\n" + CLOSE, DONE, id="end of file"),
        pytest.param("+ idling\r\n* BYE shutting down\r\n" + CLOSE, DONE, id="BYE"),
        pytest.param("{tag} NO no\r\n", DONE, id="refused"),
        pytest.param("{tag} BAD no\r\n", DONE, id="not understood"),
        pytest.param("+ idling\r\ngarbage\r\n", DONE, id="garbage"),
        pytest.param("+ idling\r\n* 4 EXI", CLOSE, id="half a line and end of file"),
        pytest.param("+ idling\r\n* OK x\r\n", "", id="DONE is not answered"),
        pytest.param("+ idling\r\n* OK x\r\n", "{tag} BAD what\r\n", id="DONE is refused"),
    ],
)
async def test_dead_idle_is_an_error_and_not_silence(idle: str, done: str) -> None:
    async with ScriptedImap(IDLE=idle, DONE=done) as server:
        mailbox = imap_mailbox(server, timeout_seconds=0.3, **IDLE_ONLY)
        await mailbox.open()
        began = time.monotonic()
        with pytest.raises(MailboxError):
            await mailbox.wait(20)
        took = time.monotonic() - began
        await mailbox.close()
    assert took < 1


@pytest.mark.parametrize("changes", [{}, IDLE_ONLY])
async def test_line_that_a_firewall_forgot_is_noticed(dovecot: Dovecot, changes: dict[str, float]) -> None:
    async with Proxy(dovecot.port) as proxy:
        mailbox = imap_mailbox(
            proxy, dovecot.new_user(), timeout_seconds=0.3, secret=lambda: dovecot.password, **changes
        )
        await mailbox.open()
        proxy.stall()
        began = time.monotonic()
        with pytest.raises(MailboxError, match="did not answer"):
            await mailbox.wait(1)
        took = time.monotonic() - began
        await mailbox.close()
    assert took < 1.5


async def test_server_that_is_gone_is_noticed_and_its_return_too(dovecot: Dovecot) -> None:
    async with Proxy(dovecot.port) as proxy:
        mailbox = imap_mailbox(proxy, dovecot.new_user(), secret=lambda: dovecot.password)
        await mailbox.open()
        proxy.cut()
        with pytest.raises(MailboxError):
            await mailbox.wait(5)
        state = await mailbox.open()
        await mailbox.close()
    assert state.exists == 0


@pytest.mark.parametrize("changes", [{}, IDLE_ONLY])
async def test_waiting_can_be_stopped_at_once(dovecot: Dovecot, changes: dict[str, float]) -> None:
    mailbox = imap_mailbox(dovecot, dovecot.new_user(), **changes)
    await mailbox.open()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(mailbox.wait(60), 0.2)
    await mailbox.close()
    assert time.monotonic() - began < 1


async def test_server_without_idle_is_asked_by_noop() -> None:
    async with ScriptedImap(capability="IMAP4rev1", NOOP=["{tag} OK x\r\n"] * 4 + [NEWS + DONE]) as server:
        mailbox = imap_mailbox(server, poll_seconds=0.05)
        await mailbox.open()
        came = await mailbox.wait(5)
        await mailbox.close()
    assert came


async def test_far_server_is_listened_to_and_not_asked_all_the_time() -> None:
    async with ScriptedImap(IDLE="+ idling\r\n", DONE=DONE) as server, Proxy(server.port, delay=0.01) as proxy:
        mailbox = imap_mailbox(proxy)
        await mailbox.open()
        asked = len(server.lines)
        await mailbox.wait(0.5)
        await mailbox.close()
    assert [line.split(" ")[-1] for line in server.lines[asked:]] == ["IDLE", "DONE", "LOGOUT"]


async def test_far_server_without_idle_is_asked_seldom() -> None:
    async with ScriptedImap(capability="IMAP4rev1") as server, Proxy(server.port, delay=0.01) as proxy:
        mailbox = imap_mailbox(proxy, poll_seconds=0.01)
        await mailbox.open()
        asked = len(server.lines)
        await mailbox.wait(1.0)
        await mailbox.close()
    assert len(server.lines[asked:]) <= 4


async def test_server_that_was_slow_only_at_first_is_found_to_be_near() -> None:
    async with ScriptedImap(IDLE="+ idling\r\n", DONE=DONE) as server, Proxy(server.port, delay=0.01) as proxy:
        mailbox = imap_mailbox(proxy)
        await mailbox.open()
        proxy.delay = 0.0
        await mailbox.wait(0.2)
        asked = len(server.lines)
        await mailbox.wait(0.1)
        await mailbox.close()
    assert server.lines[asked].endswith("NOOP")
