"""The line is cut, stalled or garbled at any byte: no half message is ever handed on, and the next try is whole."""

from __future__ import annotations

import asyncio
import time

import pytest

from mailflow.errors import MailboxError
from mailflow.wire.imap import ImapMailbox
from tests.servers.dovecot import Dovecot
from tests.servers.proxy import Harm, Proxy
from tests.servers.script import SILENCE, ScriptedImap
from tests.wire.post import fetched, imap_mailbox, message, until


@pytest.fixture(scope="module")
def user(dovecot: Dovecot) -> str:
    """A mailbox with four messages."""
    user = dovecot.new_user()
    dovecot.deliver(user, *(message(n, "We shall attend. " * 40 * n) for n in range(4)))
    return user


def through(proxy: Proxy, dovecot: Dovecot, user: str, **changes: float) -> ImapMailbox:
    return imap_mailbox(proxy, user, **({"secret": lambda: dovecot.password, "timeout_seconds": 0.2} | changes))


async def everything(mailbox: ImapMailbox) -> list[bytes | None]:
    await mailbox.open()
    sizes = {x.uid: x.size for x in await mailbox.listing(0)}
    return [a.raw for a in await mailbox.fetch(list(sizes), size_limit=100_000, sizes=sizes)]


Whole = tuple[list[bytes | None], int]
KNOWN: dict[str, Whole] = {}


async def whole(dovecot: Dovecot, user: str) -> Whole:
    """What the mailbox holds, and how many bytes of the server it takes to read it."""
    if user not in KNOWN:
        KNOWN[user] = await _whole(dovecot, user)
    return KNOWN[user]


async def _whole(dovecot: Dovecot, user: str) -> Whole:
    async with Proxy(dovecot.port) as proxy:
        mailbox = through(proxy, dovecot, user)
        raws = await everything(mailbox)
        passed = proxy.to_client.passed
        await mailbox.close()
    return raws, passed


@pytest.mark.parametrize("kind", ["cut", "garble"])
@pytest.mark.parametrize("part", range(15))
async def test_harm_at_any_byte_yields_all_or_an_error(dovecot: Dovecot, user: str, kind: str, part: int) -> None:
    expected, size = await whole(dovecot, user)
    harm = Harm(kind, after=size * part // 15, connections=1)  # type: ignore[arg-type]
    async with Proxy(dovecot.port, to_client=harm) as proxy:
        mailbox = through(proxy, dovecot, user)
        with pytest.raises(MailboxError):
            await everything(mailbox)
        again = await everything(mailbox)
        await mailbox.close()
    assert again == expected


@pytest.mark.parametrize("part", range(0, 40, 5))
async def test_stall_at_any_byte_is_noticed_in_time(dovecot: Dovecot, user: str, part: int) -> None:
    expected, size = await whole(dovecot, user)
    async with Proxy(dovecot.port, to_client=Harm("stall", after=size * part // 40, connections=1)) as proxy:
        mailbox = through(proxy, dovecot, user, connect_seconds=0.3)
        began = time.monotonic()
        with pytest.raises(MailboxError, match="did not answer"):
            await everything(mailbox)
        took = time.monotonic() - began
        again = await everything(mailbox)
        await mailbox.close()
    assert took < 1
    assert again == expected


async def test_slow_line_is_no_error(dovecot: Dovecot, user: str) -> None:
    expected, _ = await whole(dovecot, user)
    async with Proxy(dovecot.port, to_client=Harm("trickle", after=1000)) as proxy:
        mailbox = through(proxy, dovecot, user)
        raws = await everything(mailbox)
        await mailbox.close()
    assert raws == expected


async def test_stopping_in_mid_fetch_is_quick_and_leaves_nothing_behind(dovecot: Dovecot, user: str) -> None:
    _, size = await whole(dovecot, user)
    async with Proxy(dovecot.port, to_client=Harm("stall", after=size - 300, connections=1)) as proxy:
        mailbox = through(proxy, dovecot, user, timeout_seconds=20)
        reading = asyncio.create_task(everything(mailbox))
        await until(lambda: proxy.to_client.passed >= size - 300)
        began = time.monotonic()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        took = time.monotonic() - began
        again = await everything(mailbox)
        await mailbox.close()
    assert took < 0.2
    assert len(again) == 4


async def test_closing_a_stalled_connection_takes_less_than_two_seconds(dovecot: Dovecot, user: str) -> None:
    async with Proxy(dovecot.port) as proxy:
        mailbox = through(proxy, dovecot, user, timeout_seconds=20)
        await mailbox.open()
        proxy.stall()
        began = time.monotonic()
        await mailbox.close()
    assert time.monotonic() - began < 2


async def test_stopping_while_connecting_is_quick() -> None:
    async with ScriptedImap(GREETING=SILENCE) as server:
        mailbox = imap_mailbox(server, connect_seconds=20)
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(mailbox.open(), 0.2)
        await mailbox.close()
    assert time.monotonic() - began < 0.5


async def test_connection_that_died_unnoticed_is_replaced_on_opening(dovecot: Dovecot, user: str) -> None:
    async with Proxy(dovecot.port) as proxy:
        mailbox = through(proxy, dovecot, user)
        await mailbox.open()
        proxy.cut()
        state = await mailbox.open()
        await mailbox.close()
    assert state.exists == 4


async def test_two_mailboxes_do_not_disturb_each_other(dovecot: Dovecot, user: str) -> None:
    async with Proxy(dovecot.port) as proxy:
        ill, well = through(proxy, dovecot, user), imap_mailbox(dovecot, user)
        await ill.open()
        await well.open()
        proxy.stall()
        failing = asyncio.create_task(ill.wait(5))
        arrivals = await fetched(well, 1, 2, 3, 4)
        with pytest.raises(MailboxError):
            await failing
        await well.close()
        await ill.close()
    assert len(arrivals) == 4
