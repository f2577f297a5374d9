"""A connection to the server for outgoing mail: TCP, TLS, EHLO, login. `CourierError` where it cannot be had.

aiosmtplib carries the commands. Its own shortcuts are not used: `login` tries one method after the other (three wrong
passwords at a time lock an account), and addresses are "repaired" on their way into MAIL and RCPT.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import socket
import ssl
from dataclasses import dataclass

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPResponseException,
)

from mailflow.errors import CourierError
from mailflow.wire.smtp.options import SmtpOptions
from mailflow.wire.tls import ca_fault, is_loopback, plaintext_refusal, printable, tls_context, tls_sentence

# What aiosmtplib and asyncio raise when a conversation cannot go on.
BROKEN = (SMTPException, OSError, ValueError, RuntimeError, EOFError)


@dataclass(slots=True, eq=False)
class Connection:
    """A connection that letters can be handed to."""

    client: SMTP
    letters: int = 0
    timer: asyncio.TimerHandle | None = None  # until it has been idle for too long

    @property
    def is_alive(self) -> bool:
        """False once an end of file was seen."""
        return self.client.is_connected

    def offers(self, extension: str) -> bool:
        """Whether EHLO named the extension."""
        return self.client.supports_extension(extension)

    def close(self) -> None:
        """End it at once."""
        self.client.close()

    async def quit(self, seconds: float) -> None:
        """End it politely, within `seconds`."""
        with contextlib.suppress(*BROKEN):
            await self.client.quit(timeout=seconds)
        self.client.close()


async def connected(options: SmtpOptions) -> Connection:
    """A connection, secured and logged in."""
    if options.tls == "none" and not is_loopback(options.host):
        raise CourierError(plaintext_refusal(options.host), permanent=True)
    if (fault := ca_fault(options.ca_file)) is not None:
        raise CourierError(fault, permanent=True)
    secret = await asyncio.to_thread(_secret, options)
    client = _client(options)
    try:
        await client.connect()
        await _greeted(client)
        if options.tls == "starttls":
            await _start_tls(client, options)
        if options.user is not None:
            await _log_in(client, options, secret)
    except CourierError:
        client.close()
        raise
    except BROKEN as error:
        client.close()
        # Not chained: what the server sent back may hold what we sent.
        raise courier_error(options, error, secret) from None
    except asyncio.CancelledError:
        client.close()
        raise
    return Connection(client)


def _secret(options: SmtpOptions) -> str:
    if options.user is None or options.secret is None:
        return ""
    try:
        return options.secret()
    except (OSError, ValueError) as error:
        raise CourierError(f"the password for {options.server} could not be read: {error}", permanent=True) from None


def _client(options: SmtpOptions) -> SMTP:
    context = tls_context(options.ca_file) if options.tls != "none" else None
    return SMTP(
        hostname=options.host,
        port=options.served_port,
        use_tls=options.tls == "implicit",
        start_tls=False,
        tls_context=context,
        timeout=options.timeout_seconds,
        local_hostname="localhost",
    )


async def _greeted(client: SMTP) -> None:
    """EHLO with the address of our end (RFC 5321 §4.1.4): no name server is asked, and it is always right."""
    ours = client.get_transport_info("sockname")[0]
    literal = f"[IPv6:{ours.partition('%')[0]}]" if ":" in ours else f"[{ours}]"
    try:
        await client.ehlo(hostname=literal)
    except SMTPResponseException as error:
        if error.code // 100 != 5 or not client.is_connected:
            raise
        await client.helo(hostname=literal)


async def _start_tls(client: SMTP, options: SmtpOptions) -> None:
    if not client.supports_extension("starttls"):
        raise CourierError(
            f"{options.server} does not offer STARTTLS, so no password and no letter is sent. "
            'Set tls = "implicit" (port 465), or ask whoever runs the server.',
            permanent=True,
        )
    await client.starttls()
    await _greeted(client)


async def _log_in(client: SMTP, options: SmtpOptions, secret: str) -> None:
    user, methods = options.user or "", client.server_auth_methods
    try:
        if options.auth == "xoauth2":
            await client.auth_xoauth2(user, secret)
        elif "plain" in methods:
            await client.auth_plain(user, secret)
        elif "login" in methods:
            await client.auth_login(user, secret)
        elif "cram-md5" in methods:
            await client.auth_crammd5(user, secret)
        else:
            raise CourierError(f"{options.server} offers no login by password", permanent=True)
    except SMTPResponseException as error:
        if error.code <= 0:  # no reply at all, but something that is none
            raise
        passing = error.code // 100 != 5
        hint = "" if passing else " Check user and password, and whether the account may send by SMTP."
        words = printable(error.message, *_spellings(user, secret)).rstrip(".")
        raise CourierError(
            f"{options.server} refused the login of {user}: {error.code} {words}.{hint}", permanent=not passing
        ) from None


def _spellings(user: str, secret: str) -> tuple[str, ...]:
    """The forms in which a secret travels, longest first, so that an echo of it can be struck out."""
    plain = base64.b64encode(f"\0{user}\0{secret}".encode()).decode()
    bearer = base64.b64encode(f"user={user}\1auth=Bearer {secret}\1\1".encode()).decode()
    return bearer, plain, base64.b64encode(secret.encode()).decode(), secret


def courier_error(options: SmtpOptions, error: BaseException, secret: str = "") -> CourierError:
    """Why the way out is shut, as one sentence for staff."""
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return CourierError(tls_sentence(options.server, cause), permanent=True)
    if isinstance(cause, ssl.SSLError):
        return CourierError(tls_sentence(options.server, cause), permanent=cause.reason == "WRONG_VERSION_NUMBER")
    if isinstance(error, SMTPResponseException) and error.code > 0:
        words = printable(error.message, *_spellings(options.user or "", secret))
        return CourierError(f"{options.server} turned us away: {error.code} {words}", permanent=error.code // 100 == 5)
    return CourierError(f"{options.server} {_what_happened(options, error, cause, secret)}")


def _what_happened(options: SmtpOptions, error: BaseException, cause: BaseException, secret: str) -> str:
    if isinstance(error, TimeoutError):
        return f"did not answer within {options.timeout_seconds:g} s."
    if isinstance(cause, socket.gaierror):
        return "could not be found: no name server knows the name. Check host and the network."
    if isinstance(cause, ConnectionRefusedError):
        return "refuses connections. Check host and port, and whether the server runs."
    words = printable(str(error), secret)
    if isinstance(error, SMTPResponseException):
        return f"gave an answer that cannot be understood ({words})."
    return f"could not be reached ({words})."
