"""Connecting, TLS and login: what is refused, and in which words."""

from __future__ import annotations

import base64
import ssl
import traceback
from typing import Any

import pytest

from mailflow.errors import MailboxError
from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot
from tests.servers.ports import free_port
from tests.servers.script import CLOSE, SILENCE, ScriptedImap
from tests.servers.tls_relay import TlsRelay
from tests.wire.post import imap_mailbox


async def refusal(server: object, **changes: Any) -> MailboxError:
    mailbox = imap_mailbox(server, **changes)
    with pytest.raises(MailboxError) as caught:
        await mailbox.open()
    await mailbox.close()
    return caught.value


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
async def test_verified_tls_is_taken(dovecot: Dovecot, ca_file: str, tls: str) -> None:
    port = dovecot.tls_port if tls == "implicit" else dovecot.port
    mailbox = imap_mailbox(dovecot, dovecot.new_user(), port=port, tls=tls, ca_file=ca_file)
    await mailbox.open()
    secured = isinstance(mailbox._live().imap.sock, ssl.SSLSocket)
    await mailbox.close()
    assert secured


@pytest.mark.parametrize("tls", ["implicit", "starttls"])
async def test_unknown_authority_is_refused_and_ca_file_named(dovecot: Dovecot, tls: str) -> None:
    port = dovecot.tls_port if tls == "implicit" else dovecot.port
    error = await refusal(dovecot, user=dovecot.new_user(), port=port, tls=tls)
    assert error.permanent
    assert "ca_file" in str(error)


async def test_expired_certificate_is_called_expired(dovecot: Dovecot, authority: Authority) -> None:
    expired = authority.certificate("expired", "DNS:localhost,IP:127.0.0.1", days=-1)
    async with TlsRelay(dovecot.port, expired.server_context()) as relay:
        error = await refusal(relay, tls="implicit", ca_file=str(authority.ca_file))
    assert error.permanent
    assert "has expired" in str(error)


async def test_certificate_for_another_name_is_refused(dovecot: Dovecot, authority: Authority) -> None:
    other = authority.certificate("other", "DNS:mail.elsewhere.example")
    async with TlsRelay(dovecot.port, other.server_context()) as relay:
        error = await refusal(relay, tls="implicit", ca_file=str(authority.ca_file))
    assert "is not made out to 127.0.0.1" in str(error)


async def test_plaintext_to_another_machine_is_refused_before_connecting(dovecot: Dovecot) -> None:
    error = await refusal(dovecot, host="imap.elsewhere.example")
    assert error.permanent
    assert "in clear" in str(error)


async def test_wrong_password_is_permanent_and_says_what_to_check(dovecot: Dovecot) -> None:
    error = await refusal(dovecot, user=dovecot.new_user(), secret=lambda: "wrong-password")
    assert error.permanent
    assert "Check user and password" in str(error)


async def test_missing_ca_file_is_named(dovecot: Dovecot) -> None:
    error = await refusal(dovecot, tls="implicit", ca_file="/nowhere/ca.pem")
    assert error.permanent
    assert "/nowhere/ca.pem" in str(error)


async def test_nobody_listening_is_no_permanent_error(dovecot: Dovecot) -> None:
    error = await refusal(dovecot, port=free_port())
    assert not error.permanent
    assert "refuses connections" in str(error)


async def test_password_that_cannot_be_read_is_no_connection_trouble(dovecot: Dovecot) -> None:
    def secret() -> str:
        raise FileNotFoundError(2, "No such file", "/etc/mailflow/password")

    error = await refusal(dovecot, secret=secret)
    assert error.permanent
    assert "/etc/mailflow/password" in str(error)


async def test_password_is_read_at_each_login(dovecot: Dovecot) -> None:
    secrets = iter(["stale-token", dovecot.password])
    mailbox = imap_mailbox(dovecot, dovecot.new_user(), secret=lambda: next(secrets))
    with pytest.raises(MailboxError):
        await mailbox.open()
    state = await mailbox.open()
    await mailbox.close()
    assert state.exists == 0


@pytest.mark.parametrize("secret", ["a\r\nA9 DELETE INBOX", "nul\0", "tab\t"])
async def test_control_characters_never_reach_the_login(secret: str) -> None:
    async with ScriptedImap() as server:
        error = await refusal(server, secret=lambda: secret)
    assert error.permanent
    assert server.lines == []


async def test_starttls_that_is_not_offered_sends_no_password() -> None:
    async with ScriptedImap(capability="IMAP4rev1") as server:
        error = await refusal(server, tls="starttls")
    assert error.permanent
    assert not any("LOGIN" in line or "AUTHENTICATE" in line for line in server.lines)


async def test_greeting_that_skips_starttls_sends_no_password() -> None:
    async with ScriptedImap(GREETING="* PREAUTH welcome\r\n", capability="IMAP4rev1 STARTTLS") as server:
        error = await refusal(server, tls="starttls")
    assert "STARTTLS" in str(error)
    assert server.lines == [line for line in server.lines if "CAPABILITY" in line]


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("{tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n", True),
        ("{tag} NO LOGIN failed.\r\n", True),
        ("{tag} NO [UNAVAILABLE] Temporary authentication failure.\r\n", False),
        ("{tag} NO [ALERT] Too many simultaneous connections. (Failure)\r\n", False),
        ("{tag} NO [LIMIT] Slow down\r\n", False),
        ("{tag} BAD what\r\n", True),
        ("* BYE shutting down\r\n" + CLOSE, False),
        (CLOSE, False),
        (SILENCE, False),
        ("{tag} wh", False),
    ],
)
async def test_login_refusals_are_told_from_passing_trouble(answer: str, permanent: bool) -> None:
    async with ScriptedImap(LOGIN=answer) as server:
        error = await refusal(server, timeout_seconds=0.2)
    assert error.permanent is permanent


@pytest.mark.parametrize(
    "greeting",
    ["* BYE too many connections\r\n" + CLOSE, "HTTP/1.1 400 Bad Request\r\n\r\n", CLOSE, SILENCE, "\r\n" * 9],
)
async def test_odd_greeting_is_an_error_that_may_pass(greeting: str) -> None:
    async with ScriptedImap(GREETING=greeting) as server:
        error = await refusal(server, connect_seconds=0.3, timeout_seconds=0.3)
    assert not error.permanent


async def test_secret_is_in_no_error_even_if_the_server_echoes_it() -> None:
    secret = "s3cret-horse"
    coded = base64.b64encode(f"\0ada\0{secret}".encode()).decode()
    async with ScriptedImap(
        capability="IMAP4rev1 AUTH=PLAIN", AUTHENTICATE=f"{{tag}} NO cannot do {coded} nor {secret}\r\n"
    ) as server:
        error = await refusal(server, secret=lambda: secret)
    shown = "".join(traceback.format_exception(error)) + repr(error)
    assert secret not in shown
    assert coded not in shown


async def test_secret_is_not_in_the_text_of_the_options() -> None:
    async with ScriptedImap() as server:
        assert "secret" not in repr(imap_mailbox(server).options)


@pytest.mark.parametrize(
    ("auth", "first"),
    [
        ("xoauth2", "user=ada\x01auth=Bearer token\x01\x01"),
        ("oauthbearer", "n,a=ada,\x01auth=Bearer token\x01\x01"),
    ],
)
async def test_token_is_sent_once_and_its_refusal_acknowledged(auth: str, first: str) -> None:
    challenge = base64.b64encode(b'{"status":"401"}').decode()
    # The first "+" asks for the token; the second carries the refusal; then comes the NO.
    async with ScriptedImap(AUTHENTICATE="+ \r\n", capability=f"IMAP4rev1 AUTH={auth.upper()}") as server:
        coded = base64.b64encode(first.encode()).decode()
        server.after(coded, f"+ {challenge}\r\n")
        server.after("" if auth == "xoauth2" else "AQ==", "{tag} NO token expired\r\n")
        error = await refusal(server, auth=auth, secret=lambda: "token")
    assert error.permanent
    assert server.lines.count(coded) == 1


async def test_password_in_any_script_is_sent_by_plain() -> None:
    async with ScriptedImap(AUTHENTICATE="+ \r\n", capability="IMAP4rev1 AUTH=PLAIN") as server:
        server.after(base64.b64encode("\0ada\0пароль".encode()).decode(), "{tag} OK welcome\r\n")
        mailbox = imap_mailbox(server, secret=lambda: "пароль")
        state = await mailbox.open()
        await mailbox.close()
    assert state.exists == 3


async def test_user_and_password_are_quoted_in_login() -> None:
    async with ScriptedImap() as server:
        mailbox = imap_mailbox(server, user='ada "the" fjell', secret=lambda: 'a"b\\c')
        await mailbox.open()
        await mailbox.close()
    assert any(line.endswith('LOGIN "ada \\"the\\" fjell" "a\\"b\\\\c"') for line in server.lines)
