"""Every stage of a conversation meets every fault. The final dot divides what is tried again from what is never repeated."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from mailflow.core.delivery import Delivery, Envelope, Fate
from mailflow.errors import CourierError
from mailflow.wire.ports import SendCancelled
from tests.servers.certificates import Authority
from tests.servers.proxy import Harm, Proxy
from tests.servers.script import CLOSE as CUT
from tests.servers.script import ScriptedSmtp
from tests.servers.smtp import CLOSE, SILENCE, SmtpServer
from tests.wire.post import ADA, BO, CY, LETTER, TO_ADA, smtp_courier, until

BUSY, NEVER, GARBAGE = "451 4.3.0 Later", "554 5.7.1 Never", "what?"


async def sent(server: SmtpServer | ScriptedSmtp | Proxy, envelope: Envelope = TO_ADA, **changes: Any) -> Delivery:
    courier = smtp_courier(server, **({"timeout_seconds": 0.2, "final_seconds": 0.2} | changes))
    try:
        return await courier.send(envelope, LETTER)
    finally:
        await courier.close()


REPLIES = [
    (BUSY, Fate.DEFERRED, Fate.DEFERRED),
    (NEVER, Fate.FAILED, Fate.FAILED),
    (CLOSE, Fate.DEFERRED, Fate.UNKNOWN),
    (SILENCE, Fate.DEFERRED, Fate.UNKNOWN),
    (GARBAGE, Fate.DEFERRED, Fate.UNKNOWN),
    ("421 4.3.2 Shutting down", Fate.DEFERRED, Fate.DEFERRED),
    ("199 Odd", Fate.DEFERRED, Fate.UNKNOWN),
]


@pytest.mark.parametrize(("fault", "fate", "_"), REPLIES)
@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
async def test_what_fails_before_the_dot_is_never_unknown(stage: str, fault: str, fate: Fate, _: Fate) -> None:
    faults: dict[str, Any] = {stage: fault}
    async with SmtpServer(**faults) as server:
        delivery = await sent(server)
    assert [o.fate for o in delivery.outcomes] == [fate]


@pytest.mark.parametrize(("fault", "_", "fate"), [*REPLIES, ("354 Go on", Fate.DEFERRED, Fate.UNKNOWN)])
async def test_after_the_dot_only_a_plain_answer_decides(fault: str, _: Fate, fate: Fate) -> None:
    async with SmtpServer(dot=fault) as server:
        delivery = await sent(server)
    assert [o.fate for o in delivery.outcomes] == [fate]


SHUT = [(BUSY, False), (NEVER, True), (CLOSE, False), (SILENCE, False), (GARBAGE, False)]


# A server that knows no EHLO (5yz) is greeted by HELO.
@pytest.mark.parametrize(
    ("stage", "fault", "permanent"),
    [(stage, *case) for stage in ("connect", "ehlo", "auth") for case in SHUT if (stage, case[0]) != ("ehlo", NEVER)],
)
async def test_nothing_is_begun_where_the_way_out_is_shut(stage: str, fault: str, permanent: bool) -> None:
    faults: dict[str, Any] = {stage: fault}
    async with SmtpServer(password="secret", **faults) as server:
        with pytest.raises(CourierError) as caught:
            await sent(server, user="conference", secret=lambda: "secret")
    assert caught.value.permanent is permanent
    assert not any(c.startswith("MAIL") for c in server.commands)


@pytest.mark.parametrize(("fault", "permanent"), SHUT)
async def test_no_letter_goes_out_where_starttls_fails(authority: Authority, fault: str, permanent: bool) -> None:
    context = authority.certificate("localhost", "IP:127.0.0.1").server_context()
    async with SmtpServer(tls=context, starttls=fault) as server:
        with pytest.raises(CourierError) as caught:
            await sent(server, tls="starttls", ca_file=str(authority.ca_file))
    assert caught.value.permanent is permanent
    assert not any(c.startswith("MAIL") for c in server.commands)


async def test_some_of_several_are_refused() -> None:
    answers = {"bo": "550 5.1.1 No such user", "cy": "450 4.2.1 Full"}
    async with SmtpServer(rcpt=lambda to: next((a for who, a in answers.items() if f"<{who}@" in to), None)) as server:
        delivery = await sent(server, Envelope(None, (BO, ADA, CY)))
    assert [(o.recipient, o.fate, o.code, o.enhanced) for o in delivery.outcomes] == [
        (BO, Fate.FAILED, 550, "5.1.1"),
        (ADA, Fate.SENT, 250, "2.0.0"),
        (CY, Fate.DEFERRED, 450, "4.2.1"),
    ]
    assert [letter.recipients for letter in server.letters] == [["ada@state.example"]]


async def test_no_data_where_all_are_refused() -> None:
    async with SmtpServer(rcpt=NEVER) as server:
        await sent(server, Envelope(None, (ADA, BO)))
    assert [c.split(" ")[0] for c in server.commands] == ["EHLO", "MAIL", "RCPT", "RCPT", "RSET", "QUIT"]


async def test_refused_sender_is_the_fate_of_all() -> None:
    async with SmtpServer(mail=NEVER) as server:
        delivery = await sent(server, Envelope(ADA, (ADA, BO)))
    assert [(o.fate, o.code) for o in delivery.outcomes] == [(Fate.FAILED, 554)] * 2


async def test_refused_letter_is_the_fate_of_the_accepted_only() -> None:
    async with SmtpServer(rcpt=lambda to: NEVER if "<bo@" in to else None, dot=BUSY) as server:
        delivery = await sent(server, Envelope(None, (ADA, BO)))
    assert [o.fate for o in delivery.outcomes] == [Fate.DEFERRED, Fate.FAILED]


async def test_line_cut_among_the_recipients_defers_the_accepted() -> None:
    answers = {"bo": NEVER, "cy": CLOSE}
    async with SmtpServer(rcpt=lambda to: next((a for who, a in answers.items() if f"<{who}@" in to), None)) as server:
        delivery = await sent(server, Envelope(None, (ADA, BO, CY)))
    assert [o.fate for o in delivery.outcomes] == [Fate.DEFERRED, Fate.FAILED, Fate.DEFERRED]
    assert delivery.connection_lost


async def test_too_many_recipients_of_old_servers_is_no_refusal() -> None:
    async with SmtpServer(rcpt="552 Too many recipients") as server:
        delivery = await sent(server)
    assert delivery.outcomes[0].fate is Fate.DEFERRED


@pytest.mark.parametrize(
    ("reply", "slow"),
    [
        ("421 4.7.0 Too fast", True),
        ("450 4.7.1 Rate limit", True),
        ("451 4.7.500 Server busy", True),
        ("452 4.5.3 Too many", True),
        ("450 4.2.1 Full", False),
        ("451 4.3.0 Later", False),
        ("550 5.7.1 No", False),
    ],
)
async def test_server_that_asks_for_patience_is_heard(reply: str, slow: bool) -> None:
    async with SmtpServer(rcpt=reply) as server:
        delivery = await sent(server)
    assert delivery.slow_down is slow


async def test_missing_login_is_a_matter_of_the_configuration_and_no_fate() -> None:
    async with SmtpServer(mail="530 5.7.0 Authentication required") as server:
        with pytest.raises(CourierError, match="without a login") as caught:
            await sent(server)
    assert caught.value.permanent


async def test_connection_is_not_used_again_after_a_lost_answer() -> None:
    faults = iter([SILENCE, None])
    async with SmtpServer(dot=lambda _: next(faults)) as server:
        courier = smtp_courier(server, final_seconds=0.2)
        first = await courier.send(TO_ADA, LETTER)
        second = await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert [d.outcomes[0].fate for d in (first, second)] == [Fate.UNKNOWN, Fate.SENT]
    assert server.connections == 2


async def test_refused_letter_leaves_the_connection_fit_for_the_next() -> None:
    faults = iter([NEVER, None])
    async with SmtpServer(rcpt=lambda _: next(faults)) as server:
        courier = smtp_courier(server)
        fates = [(await courier.send(TO_ADA, LETTER)).outcomes[0].fate for _ in range(2)]
        await courier.close()
    assert fates == [Fate.FAILED, Fate.SENT]
    assert server.connections == 1


async def test_refused_reset_costs_the_connection() -> None:
    faults = iter([NEVER, None])
    async with SmtpServer(rcpt=lambda _: next(faults), rset="500 What") as server:
        courier = smtp_courier(server)
        fates = [(await courier.send(TO_ADA, LETTER)).outcomes[0].fate for _ in range(2)]
        await courier.close()
    assert fates == [Fate.FAILED, Fate.SENT]
    assert server.connections == 2


async def test_stopping_before_the_dot_defers() -> None:
    async with SmtpServer(data=SILENCE) as server:
        courier = smtp_courier(server, timeout_seconds=20)
        task = asyncio.create_task(courier.send(TO_ADA, LETTER))
        await until(lambda: "DATA" in server.commands)
        task.cancel()
        with pytest.raises(SendCancelled) as caught:
            await task
        await courier.close()
    assert [o.fate for o in caught.value.delivery.outcomes] == [Fate.DEFERRED]


async def test_stopping_after_the_dot_leaves_the_fate_unknown() -> None:
    reached = asyncio.Event()

    def dot(_: str) -> str:
        reached.set()
        return SILENCE

    async with SmtpServer(dot=dot) as server:
        courier = smtp_courier(server, final_seconds=20)
        task = asyncio.create_task(courier.send(TO_ADA, LETTER))
        await reached.wait()
        task.cancel()
        with pytest.raises(SendCancelled) as caught:
            await task
        await courier.close()
    assert [o.fate for o in caught.value.delivery.outcomes] == [Fate.UNKNOWN]


async def test_stopping_while_connecting_defers() -> None:
    async with SmtpServer(connect=SILENCE) as server:
        courier = smtp_courier(server, timeout_seconds=20)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(courier.send(TO_ADA, LETTER), 0.1)
        began = time.monotonic()
        await courier.close()
    assert time.monotonic() - began < 0.5


async def test_connection_after_stopping_in_mid_letter_is_a_new_one() -> None:
    faults = iter([SILENCE, None])
    async with SmtpServer(dot=lambda _: next(faults)) as server:
        courier = smtp_courier(server, final_seconds=20)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(courier.send(TO_ADA, LETTER), 0.2)
        delivery = await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert delivery.outcomes[0].fate is Fate.SENT


async def test_line_cut_within_a_long_letter_is_a_failed_try() -> None:
    async with SmtpServer() as server, Proxy(server.port, to_server=Harm("cut", after=500_000)) as proxy:
        courier = smtp_courier(proxy)
        delivery = await courier.send(TO_ADA, LETTER + b"line of a long paper\r\n" * 1_000_000)
        await courier.close()
    assert delivery.outcomes[0].fate is Fate.DEFERRED
    assert server.letters == []


async def test_line_stalled_within_a_long_letter_is_a_failed_try() -> None:
    async with SmtpServer() as server, Proxy(server.port, to_server=Harm("stall", after=500_000)) as proxy:
        courier = smtp_courier(proxy)
        delivery = await courier.send(TO_ADA, LETTER + b"line of a long paper\r\n" * 1_000_000)
        await courier.close()
    assert delivery.outcomes[0].fate is Fate.DEFERRED


@pytest.mark.parametrize("part", range(25))
async def test_answers_cut_at_any_byte_are_never_taken_for_a_delivery(part: int) -> None:
    async with SmtpServer() as server:
        async with Proxy(server.port) as proxy:
            await sent(proxy)
            size = proxy.to_client.passed
        server.letters.clear()
        async with Proxy(server.port, to_client=Harm("cut", after=size * part // 25)) as proxy:
            try:
                fate = (await sent(proxy)).outcomes[0].fate
            except CourierError:
                fate = Fate.DEFERRED
    # Whatever the server took must be known as sent or unknown, and never be tried again.
    assert not server.letters or fate in (Fate.SENT, Fate.UNKNOWN)


@pytest.mark.parametrize(
    ("answers", "fate", "enhanced", "text"),
    [
        ({"DOT": "250-2.0.0 Taken\r\n250 2.0.0 as 4711\r\n"}, Fate.SENT, "2.0.0", "2.0.0 Taken 2.0.0 as 4711"),
        ({"DOT": "250\r\n"}, Fate.SENT, "", ""),
        ({"DOT": "251 2.1.5 elsewhere\r\n"}, Fate.SENT, "2.1.5", "2.1.5 elsewhere"),
        ({"RCPT": "550-5.1.1 The account\r\n550 5.1.1 does not exist\r\n"}, Fate.FAILED, "5.1.1", "5.1.1 The account 5.1.1 does not exist"),
        ({"RCPT": "550 4.7.1 Odd mixture\r\n"}, Fate.FAILED, "", "4.7.1 Odd mixture"),
        ({"RCPT": "550 no\x1b[31m\x07red\r\n"}, Fate.FAILED, "", "no [31m red"),
        ({"RCPT": "250 ok\r\n250 once more\r\n"}, Fate.DEFERRED, "", None),
        ({"DATA": "354 go on\r\n250 taken already\r\n"}, Fate.DEFERRED, "", None),
        ({"DOT": "25"  + CUT}, Fate.UNKNOWN, "", None),
        ({"DOT": "250-more to come\r\n" + CUT}, Fate.UNKNOWN, "", None),
        ({"MAIL": "250 ok\r\n" + CUT}, Fate.DEFERRED, "", None),
        ({"RCPT": "\r\n"}, Fate.DEFERRED, "", None),
        ({"RCPT": "x" * 100_000 + "\r\n"}, Fate.DEFERRED, "", None),
        ({"RCPT": "550-no\r\n" * 20_000}, Fate.DEFERRED, "", None),
    ],
)  # fmt: skip
async def test_odd_replies(answers: dict[str, str], fate: Fate, enhanced: str, text: str | None) -> None:
    async with ScriptedSmtp(**answers) as server:
        (outcome,) = (await sent(server)).outcomes
    assert (outcome.fate, outcome.enhanced) == (fate, enhanced)
    assert text is None or outcome.text == text


async def test_server_that_knows_no_ehlo_is_greeted_by_helo() -> None:
    async with ScriptedSmtp(EHLO="502 what\r\n") as server:
        delivery = await sent(server)
    assert delivery.outcomes[0].fate is Fate.SENT
    assert server.lines[1] == "HELO [127.0.0.1]"
