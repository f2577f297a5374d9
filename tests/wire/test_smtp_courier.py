"""Handing letters to a real server."""

from __future__ import annotations

import asyncio
import base64
import traceback

import pytest

from mailflow.core.address import Address
from mailflow.core.delivery import Envelope, Fate
from mailflow.errors import CourierError
from tests.servers.certificates import Authority
from tests.servers.ports import free_port
from tests.servers.script import ScriptedSmtp
from tests.servers.smtp import SmtpServer
from tests.wire.post import ADA, BO, LETTER, TO_ADA, smtp_courier, until

UTF8 = Address("josé", "state.example")


async def received(data: bytes, envelope: Envelope = TO_ADA) -> bytes:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        await courier.send(envelope, data)
        await courier.close()
    (letter,) = server.letters
    return letter.content


async def test_letter_arrives_as_it_was_handed_over() -> None:
    assert await received(LETTER) == LETTER


@pytest.mark.parametrize(
    "ending", [b"\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\n", b"\n\n.\r\n", b"\r\n.\r", b"\r\n.\r\n", b"\r.\r\n", b"\n.\r"]
)
async def test_dot_on_a_line_of_its_own_never_ends_a_letter_early(ending: bytes) -> None:
    smuggled = b"MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSubject: smuggled\r\n\r\nx\r\n.\r\n"
    content = await received(LETTER + b"before" + ending + smuggled)
    assert b"Subject: smuggled" in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("line", [b".", b"..", b".x", b"...", b". "])
async def test_leading_dots_survive(line: bytes) -> None:
    assert (await received(LETTER + line + b"\r\nend\r\n")).endswith(b"\r\n" + line + b"\r\nend\r\n")


async def test_letter_that_begins_with_a_dot_survives() -> None:
    assert await received(b".Subject: x\r\n\r\ny\r\n") == b".Subject: x\r\n\r\ny\r\n"


async def test_letter_without_a_last_line_end_gets_one() -> None:
    assert await received(b"Subject: x\n\nno end") == b"Subject: x\r\n\r\nno end\r\n"


async def test_letter_of_several_blocks_arrives_whole() -> None:
    long = LETTER + b"".join(b".line %d of a long paper\r\n" % n for n in range(40_000))
    assert await received(long) == long


async def test_letter_to_several_goes_out_once() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        delivery = await courier.send(Envelope(None, (ADA, BO)), LETTER)
        await courier.close()
    assert [o.recipient for o in delivery.outcomes] == [ADA, BO]
    assert [x.recipients for x in server.letters] == [["ada@state.example", "bo@state.example"]]


async def test_recipient_named_twice_is_told_twice_and_written_once() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        delivery = await courier.send(Envelope(None, (ADA, ADA)), LETTER)
        await courier.close()
    assert [o.fate for o in delivery.outcomes] == [Fate.SENT, Fate.SENT]
    assert server.letters[0].recipients == ["ada@state.example"]


@pytest.mark.parametrize(
    ("envelope", "mail", "rcpt"),
    [
        (
            Envelope(None, (ADA,)),
            f"MAIL FROM:<> SIZE={len(LETTER)} RET=HDRS",
            "RCPT TO:<ada@state.example> NOTIFY=NEVER",
        ),
        (
            Envelope(BO, (ADA,)),
            f"MAIL FROM:<bo@state.example> SIZE={len(LETTER)} RET=HDRS",
            "RCPT TO:<ada@state.example>",
        ),
    ],
)
async def test_reports_are_asked_for_only_where_somebody_would_read_them(
    envelope: Envelope, mail: str, rcpt: str
) -> None:
    async with SmtpServer(dsn=True) as server:
        courier = smtp_courier(server)
        await courier.send(envelope, LETTER)
        await courier.close()
    assert server.commands[1:3] == [mail, rcpt]


async def test_no_parameter_is_sent_that_the_server_does_not_know() -> None:
    async with ScriptedSmtp() as server:
        courier = smtp_courier(server)
        await courier.send(Envelope(None, (ADA,)), LETTER)
        await courier.close()
    assert server.lines[1:3] == ["MAIL FROM:<>", "RCPT TO:<ada@state.example>"]


async def test_eight_bit_letter_is_announced() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        await courier.send(Envelope(None, (ADA,)), LETTER + "Größe\r\n".encode())
        await courier.close()
    assert "BODY=8BITMIME" in server.commands[1]


async def test_eight_bit_letter_fails_where_it_cannot_travel() -> None:
    async with ScriptedSmtp() as server:
        courier = smtp_courier(server)
        delivery = await courier.send(Envelope(None, (ADA,)), LETTER + "Größe\r\n".encode())
        await courier.close()
    assert delivery.outcomes[0].fate is Fate.FAILED
    assert not any(line.startswith("MAIL") for line in server.lines)


async def test_address_in_utf8_travels_where_it_can() -> None:
    async with SmtpServer(utf8=True) as server:
        courier = smtp_courier(server)
        await courier.send(Envelope(None, (UTF8,)), LETTER)
        await courier.close()
    assert server.letters[0].recipients == ["josé@state.example"]
    assert "SMTPUTF8" in server.commands[1]


async def test_address_in_utf8_fails_alone_where_it_cannot_travel() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        delivery = await courier.send(Envelope(None, (UTF8, ADA)), LETTER)
        await courier.close()
    assert [o.fate for o in delivery.outcomes] == [Fate.FAILED, Fate.SENT]
    assert "SMTPUTF8" not in server.commands[1]


@pytest.mark.parametrize(
    ("local", "domain"),
    [
        ("ada\r\nRCPT TO:<eve@evil.example>", "state.example"),
        ("ada", "state.example> NOTIFY=SUCCESS"),
        ("ada", "state.example\n"),
        ("ada bo", "state.example"),
        ("ada>", "state.example"),
        ("<ada", "state.example"),
        ("ada\0", "state.example"),
        ("ada\x85", "state.example"),
        ("ada\u2028bo", "state.example"),
        ("", "state.example"),
        ("ada", ""),
        ("ada", "-"),
        ("ada@x", "state.example"),
        ("group: ada", "state.example;"),
        ("a" * 65, "state.example"),
        ("ada", "a" * 250 + ".example"),
        ("ada", "st\u0430te.example"),
        ("ada", "state..example"),
    ],
)
async def test_address_that_cannot_travel_fails_and_reaches_no_server(local: str, domain: str) -> None:
    async with ScriptedSmtp(extensions=["SMTPUTF8"]) as server:
        courier = smtp_courier(server)
        delivery = await courier.send(Envelope(None, (Address(local, domain), ADA)), LETTER)
        await courier.close()
    assert [o.fate for o in delivery.outcomes] == [Fate.FAILED, Fate.SENT]
    assert [line for line in server.lines if line.startswith("RCPT")] == ["RCPT TO:<ada@state.example>"]


@pytest.mark.parametrize(
    ("local", "domain"),
    [
        ("o'neill+conf", "state.example"),
        ('"ada fjell"', "state.example"),
        ('"ada\\"fjell"', "state.example"),
        ("ada.", "state.example"),
        ("ada", "xn--bcher-kva.example"),
        ("ada", "[192.0.2.1]"),
    ],
)
async def test_unusual_addresses_travel_unchanged(local: str, domain: str) -> None:
    async with ScriptedSmtp() as server:
        courier = smtp_courier(server)
        await courier.send(Envelope(None, (Address(local, domain),)), LETTER)
        await courier.close()
    assert server.lines[2] == f"RCPT TO:<{local}@{domain}>"


async def test_connection_is_kept_for_the_next_letter() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        for _ in range(3):
            await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert (len(server.letters), server.connections) == (3, 1)


async def test_as_many_letters_at_once_as_there_are_connections() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server, connections=3)
        await asyncio.gather(*(courier.send(TO_ADA, LETTER) for _ in range(30)))
        await courier.close()
    assert (len(server.letters), server.connections) == (30, 3)


async def test_connection_is_given_up_after_its_share_of_letters() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server, letters_per_connection=2)
        for _ in range(4):
            await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert server.connections == 2


async def test_connection_without_work_is_closed_politely() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server, idle_seconds=0.05)
        await courier.send(TO_ADA, LETTER)
        await until(lambda: "QUIT" in server.commands)
        await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert server.connections == 2


async def test_connection_that_the_server_closed_is_replaced_without_a_word() -> None:
    async with SmtpServer() as server:
        courier = smtp_courier(server)
        await courier.send(TO_ADA, LETTER)
        server.cut()
        delivery = await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert delivery.outcomes[0].fate is Fate.SENT
    assert len(server.letters) == 2


@pytest.mark.parametrize("goodbye", ["421 4.4.2 idle for too long\r\n", "<close>"])
async def test_kept_connection_that_says_goodbye_to_mail_is_replaced(goodbye: str) -> None:
    async with ScriptedSmtp(MAIL=["250 ok\r\n", goodbye, "250 ok\r\n"]) as server:
        courier = smtp_courier(server)
        fates = [(await courier.send(TO_ADA, LETTER)).outcomes[0].fate for _ in range(2)]
        await courier.close()
    assert fates == [Fate.SENT, Fate.SENT]
    assert len(server.letters) == 2


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
async def test_letter_goes_over_verified_tls(authority: Authority, tls: str) -> None:
    context = authority.certificate("localhost", "IP:127.0.0.1").server_context()
    async with SmtpServer(tls=context, implicit_tls=tls == "implicit", password="secret") as server:
        courier = smtp_courier(
            server, tls=tls, ca_file=str(authority.ca_file), user="conference", secret=lambda: "secret"
        )
        found = await courier.check()
        await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert "TLSv1.3" in found
    assert len(server.letters) == 1


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
@pytest.mark.parametrize(
    ("names", "days", "trusted", "words"),
    [
        ("IP:127.0.0.1", 30, False, "ca_file"),
        ("IP:127.0.0.1", -1, True, "has expired"),
        ("DNS:mx.elsewhere.example", 30, True, "is not made out to"),
    ],
)
async def test_wrong_certificate_sends_no_password(
    authority: Authority, tls: str, names: str, days: int, trusted: bool, words: str
) -> None:
    context = authority.certificate("wrong", names, days).server_context()
    async with SmtpServer(tls=context, implicit_tls=tls == "implicit", password="secret") as server:
        ca_file = str(authority.ca_file) if trusted else None
        courier = smtp_courier(server, tls=tls, ca_file=ca_file, user="conference", secret=lambda: "secret")
        with pytest.raises(CourierError, match=words) as caught:
            await courier.check()
    assert caught.value.permanent
    assert not any(c.startswith(("AUTH", "MAIL")) for c in server.commands)


async def test_stripped_starttls_sends_no_password() -> None:
    async with SmtpServer(password="secret") as server:
        courier = smtp_courier(server, tls="starttls", user="conference", secret=lambda: "secret")
        with pytest.raises(CourierError, match="STARTTLS") as caught:
            await courier.send(TO_ADA, LETTER)
    assert caught.value.permanent
    assert not any(c.startswith(("AUTH", "MAIL")) for c in server.commands)


async def test_plaintext_to_another_machine_is_refused_before_connecting() -> None:
    courier = smtp_courier(SmtpServer(), host="smtp.elsewhere.example")
    with pytest.raises(CourierError, match="in clear") as caught:
        await courier.send(TO_ADA, LETTER)
    assert caught.value.permanent


async def test_nobody_listening_is_no_permanent_error() -> None:
    courier = smtp_courier(SmtpServer(), port=free_port())
    with pytest.raises(CourierError, match="refuses connections") as caught:
        await courier.check()
    assert not caught.value.permanent


async def test_wrong_password_is_tried_once_and_permanent() -> None:
    async with SmtpServer(password="secret") as server:
        courier = smtp_courier(server, user="conference", secret=lambda: "wrong")
        with pytest.raises(CourierError, match="Check user and password") as caught:
            await courier.send(TO_ADA, LETTER)
    assert caught.value.permanent
    assert sum(c.startswith("AUTH") for c in server.commands) == 1


@pytest.mark.parametrize("methods", ["PLAIN LOGIN", "LOGIN", "CRAM-MD5"])
async def test_login_by_what_the_server_offers(methods: str) -> None:
    answers = {"AUTH": "334 PDE4OTYuNjk3MTcwOTUyQG14LmV4YW1wbGU+\r\n"} if methods != "PLAIN LOGIN" else {}
    answer = {"LOGIN": base64.b64encode(b"s3cret").decode(), "CRAM-MD5": "Y29uZmVyZW5jZSA"}.get(methods, "")
    async with ScriptedSmtp(extensions=[f"AUTH {methods}"], **answers) as server:
        server.after(answer, "235 welcome\r\n")
        courier = smtp_courier(server, user="conference", secret=lambda: "s3cret")
        delivery = await courier.send(TO_ADA, LETTER)
        await courier.close()
    assert delivery.outcomes[0].fate is Fate.SENT


async def test_token_is_read_at_each_login() -> None:
    tokens = iter(["first", "second"])
    async with ScriptedSmtp(extensions=["AUTH XOAUTH2"]) as server:
        courier = smtp_courier(
            server, auth="xoauth2", user="ada", secret=lambda: next(tokens), letters_per_connection=1
        )
        for _ in range(2):
            await courier.send(TO_ADA, LETTER)
        await courier.close()
    sent = [base64.b64decode(line.split(" ")[2]).decode() for line in server.lines if line.startswith("AUTH")]
    assert sent == [f"user=ada\x01auth=Bearer {t}\x01\x01" for t in ("first", "second")]


async def test_secret_is_in_no_error_even_if_the_server_echoes_it() -> None:
    coded = base64.b64encode(b"\0conference\0s3cret-horse").decode()
    async with ScriptedSmtp(extensions=["AUTH PLAIN"], AUTH=f"535 no {coded} s3cret-horse\r\n") as server:
        courier = smtp_courier(server, user="conference", secret=lambda: "s3cret-horse")
        with pytest.raises(CourierError) as caught:
            await courier.check()
    shown = "".join(traceback.format_exception(caught.value)) + repr(courier.options)
    assert "s3cret-horse" not in shown
    assert coded not in shown


async def test_check_says_what_it_found() -> None:
    async with SmtpServer(dsn=True) as server:
        found = await smtp_courier(server).check()
    assert "asks for no login" in found
    assert "SIZE, DSN, 8BITMIME" in found


async def test_letter_over_the_servers_limit_fails_before_it_is_sent() -> None:
    async with SmtpServer(size_limit=1000) as server:
        courier = smtp_courier(server)
        delivery = await courier.send(TO_ADA, LETTER + b"x" * 5000 + b"\r\n")
        await courier.close()
    assert (delivery.outcomes[0].fate, delivery.outcomes[0].code) == (Fate.FAILED, 552)
    assert "DATA" not in server.commands
