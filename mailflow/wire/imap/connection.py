"""A connection to an IMAP server: TCP, TLS, login, folder. Blocking; runs in the connection's own thread.

Of imapclient this uses connecting, TLS, capabilities, folder names and the parser of answers. Commands go through the
imaplib object below it, because only there a NO keeps the data that came before it (RFC 2180 §4.1).
"""

from __future__ import annotations

import base64
import contextlib
import imaplib
import math
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from imapclient import IMAPClient, SocketTimeout

from mailflow.errors import MailboxError
from mailflow.wire.imap.options import ImapOptions
from mailflow.wire.imap.trouble import BROKEN, is_passing, mailbox_error, refusal
from mailflow.wire.ports import FolderState
from mailflow.wire.tls import ca_fault, is_loopback, plaintext_refusal, printable, tls_context

# imaplib stops at 1 MB a line; the answer to a SEARCH over a million messages is one line of 8 MB.
_LONGEST_LINE = 16_000_000


class Renumbered(Exception):
    """The server says in the middle of a session that the UIDs of the folder mean other messages now."""


class Connection:
    """A logged-in client and what must be known of it. `imap` is the imaplib object."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.imap: imaplib.IMAP4 = client._imap
        self.round_trip = math.inf  # seconds; the shortest seen
        self.uidvalidity = 0
        self.readonly = True
        self.keywords: tuple[bytes, ...] | None = None  # what may be set for good, None where the server does not say
        self._capabilities: frozenset[bytes] = frozenset()

    def learn_capabilities(self) -> None:
        """Ask once, after the login. Later questions are answered from memory, and from any thread."""
        self._capabilities = frozenset(self.client.capabilities())

    def offers(self, capability: str) -> bool:
        """Whether the server named the capability after the login."""
        return capability.encode() in self._capabilities

    def sever(self) -> None:
        """End the connection now, from any thread: whoever reads from it gets an end of file."""
        # The plain method: an SSLSocket's own would take the TLS object away from under the reader.
        with contextlib.suppress(OSError):
            socket.socket.shutdown(self.imap.sock, socket.SHUT_RDWR)

    def release(self) -> None:
        """Give the descriptors back. Only in the connection's own thread, or after its end."""
        self.sever()
        with contextlib.suppress(OSError, ValueError):
            self.imap.file.close()
            self.imap.sock.close()

    def ask(self, question: Callable[[], object], patience: float) -> None:
        """Put a question that is answered at once: does the server live, and how far away is it?"""
        seconds = self.imap.sock.gettimeout()
        self.imap.sock.settimeout(min(patience, seconds or patience))
        began = time.monotonic()
        question()
        self.round_trip = min(self.round_trip, time.monotonic() - began)
        self.imap.sock.settimeout(seconds)

    def news(self) -> bool:
        """Whether the server said since the last question that messages have come; forgets what it said."""
        said = self.imap.untagged_responses
        came = bool(said.pop("EXISTS", None))
        renumbered = said.pop("UIDVALIDITY", None)
        said.clear()
        if renumbered and renumbered[-1] != str(self.uidvalidity).encode():
            raise Renumbered
        return came


def connected(options: ImapOptions) -> Connection:
    """A connection, logged in. `MailboxError` in the words of staff otherwise."""
    if options.tls == "none" and not is_loopback(options.host):
        raise MailboxError(plaintext_refusal(options.host), permanent=True)
    if (fault := ca_fault(options.ca_file)) is not None:
        raise MailboxError(fault, permanent=True)
    secret = _secret(options)
    connection = None
    try:
        connection = _secured(options)
        _log_in(connection, options, secret)
        connection.learn_capabilities()
    except BROKEN as error:
        if connection is not None:
            connection.release()
        # Not chained: what the server sent back may hold what we sent.
        raise mailbox_error(options, error, secret) from None
    return connection


def _secret(options: ImapOptions) -> str:
    try:
        secret = options.secret()
    except (OSError, ValueError) as error:
        raise MailboxError(f"the password for {options.server} could not be read: {error}", permanent=True) from None
    if any(ord(c) < 32 for c in secret + options.user):
        raise MailboxError(f"user or password for {options.server} holds a control character", permanent=True)
    return secret


def _secured(options: ImapOptions) -> Connection:
    context = tls_context(options.ca_file) if options.tls != "none" else None
    client = IMAPClient(
        options.host,
        options.served_port,
        ssl=options.tls == "implicit",
        ssl_context=context,
        timeout=SocketTimeout(options.connect_seconds, options.timeout_seconds),
    )
    connection = Connection(client)
    connection.imap.debug = 0  # imapclient sets 5, and every letter would be formatted twice for a log that drops it
    connection.imap.readline = lambda: _line(connection.imap)  # type: ignore[method-assign]
    if options.tls == "starttls":
        try:
            _start_tls(connection, options, context)
        except BROKEN:
            connection.release()
            raise
    return connection


def _line(imap: imaplib.IMAP4) -> bytes:
    line: bytes = imap.file.readline(_LONGEST_LINE + 1)  # type: ignore[assignment]
    if len(line) > _LONGEST_LINE:
        raise imaplib.IMAP4.abort("a line without end")
    return line


def _start_tls(connection: Connection, options: ImapOptions, context: Any) -> None:
    # A greeting of PREAUTH would skip STARTTLS and is how it is stripped (RFC 8314 §5.1 and NO STARTTLS, 2021).
    if connection.imap.state != "NONAUTH" or not connection.client.has_capability("STARTTLS"):
        raise MailboxError(
            f"{options.server} does not offer STARTTLS, so no password is sent. "
            'Set tls = "implicit" (port 993), or ask whoever runs the server.',
            permanent=True,
        )
    connection.client.starttls(context)


def _log_in(connection: Connection, options: ImapOptions, secret: str) -> None:
    imap = connection.imap
    if imap.state == "AUTH":  # PREAUTH on a connection that TLS or this machine vouches for
        return
    try:
        _authenticate(connection, options, secret)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        coded = base64.b64encode(f"\0{options.user}\0{secret}".encode()).decode()
        words = printable(str(error), coded, secret).rstrip(".")
        hint = "" if is_passing(words) else " Check user and password, and whether IMAP is allowed for this account."
        raise MailboxError(
            f"{options.server} refused the login of {options.user}: {words}.{hint}", permanent=not is_passing(words)
        ) from None
    imap.state = "AUTH"


def _authenticate(connection: Connection, options: ImapOptions, secret: str) -> None:
    imap, client = connection.imap, connection.client
    if options.auth == "xoauth2":
        _sasl(imap, "XOAUTH2", f"user={options.user}\1auth=Bearer {secret}\1\1", "")
    elif options.auth == "oauthbearer":
        # RFC 7628 §3.1; after a refusal the client sends one more 0x01 (§3.2.3).
        name = options.user.replace("=", "=3D").replace(",", "=2C")
        _sasl(imap, "OAUTHBEARER", f"n,a={name},\1auth=Bearer {secret}\1\1", "\1")
    elif client.has_capability("AUTH=PLAIN"):
        _sasl(imap, "PLAIN", f"\0{options.user}\0{secret}", "")
    elif client.has_capability("LOGINDISABLED"):
        raise imaplib.IMAP4.error("the server allows no login by password here")
    elif not (options.user + secret).isascii():
        raise imaplib.IMAP4.error("user or password is not ASCII, and the server does not offer AUTH=PLAIN")
    else:
        quoted = options.user.replace("\\", "\\\\").replace('"', '\\"')
        imap.login(f'"{quoted}"', secret)


def _sasl(imap: imaplib.IMAP4, mechanism: str, first: str, further: str) -> None:
    """Answer the first challenge with `first`; any further one is a refusal to be acknowledged (RFC 7628 §3.2.3)."""
    answers = iter([first])
    imap.authenticate(mechanism, lambda _challenge: next(answers, further).encode())


@contextmanager
def to_change(connection: Connection, options: ImapOptions) -> Iterator[None]:
    """The folder open so that messages can be moved out of it, for as long as the block takes.

    Raises `Renumbered` where the numbers in hand are no longer those of its messages, before or after, and `MailboxError`
    where the server opens it for reading only.
    """
    _selected_again(connection, options, writing=True)
    try:
        if connection.readonly:
            sentence = f"{options.folder} on {options.server} is read-only: messages cannot be moved"
            raise MailboxError(sentence, permanent=True)
        yield
    finally:
        if options.mark is None and not connection.readonly:
            _selected_again(connection, options)


def _selected_again(connection: Connection, options: ImapOptions, writing: bool = False) -> None:
    uidvalidity = connection.uidvalidity
    if selected(connection, options, writing).uidvalidity != uidvalidity:
        raise Renumbered


def selected(connection: Connection, options: ImapOptions, writing: bool = False) -> FolderState:
    """Select the folder: EXAMINE, so that nothing can be changed, unless messages are to be marked or `writing` is asked for."""
    answer = _select(connection, options, writing or options.mark is not None)
    uidvalidity = answer.get(b"UIDVALIDITY")
    if not uidvalidity:
        raise MailboxError(
            f"{options.server} gives no UIDVALIDITY for {options.folder}; it cannot be used", permanent=True
        )
    connection.uidvalidity = int(uidvalidity)
    connection.keywords = answer.get(b"PERMANENTFLAGS")
    exists = int(answer.get(b"EXISTS", 0))
    uidnext = int(answer.get(b"UIDNEXT") or _uidnext(connection, exists))
    connection.imap.untagged_responses.clear()
    return FolderState(options.folder, connection.uidvalidity, uidnext, exists)


def _select(connection: Connection, options: ImapOptions, writing: bool) -> dict[bytes, Any]:
    client = connection.client
    try:
        if writing:
            try:
                connection.readonly = False
                return dict(client.select_folder(options.folder, readonly=False))
            except imaplib.IMAP4.readonly:
                pass
        connection.readonly = True
        return dict(client.select_folder(options.folder, readonly=True))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise refusal(options, f"to open the folder {options.folder}", str(error)) from None


def is_there(connection: Connection, folder: str) -> bool:
    """Whether there is a folder of that name that messages can lie in."""
    found = connection.client.list_folders("", folder)
    return any(not {b"\\noselect", b"\\nonexistent"} & {flag.lower() for flag in flags} for flags, _, _ in found)


def _uidnext(connection: Connection, exists: int) -> int:
    """For servers that do not say: one more than the highest UID there is."""
    if not exists:
        return 1
    _, data = connection.imap.uid("SEARCH", "UID", "*")
    return max((int(uid) for line in data if line for uid in line.split()), default=0) + 1


def log_out(connection: Connection, seconds: float) -> None:
    """Say good-bye if the server listens, and let go in any case."""
    try:
        connection.imap.sock.settimeout(seconds)
        connection.imap.logout()
    except BROKEN:
        pass
    connection.release()
