"""How to hear of new messages soon and cheaply.

Measured on one machine against Dovecot 2.3: a letter is seen 500 ms after its arrival by IDLE, because Dovecot holds
every IDLE notice back for half a second; a NOOP sees it at once and costs 0.13 ms of round trip. So on a near server
(round trip within 10 ms) a NOOP every 0.2 s is faster than IDLE: 0.1 s in the middle and 0.2 s at worst, for a third of
a percent of one core. On a far server five commands a second would be a burden, and large providers throttle whoever does
that: there IDLE serves, which notifies within one trip.

IDLE is left on any sign of life (RFC 2177), and the answers are read with the DONE, blocking. imapclient's own `idle_check`
reads without blocking: it loses half lines, takes an end of file for silence, and does not see what came in one packet
with the server's "+ idling".
"""

from __future__ import annotations

import imaplib
import ssl
from typing import Any

from mailflow.wire.imap.connection import Connection
from mailflow.wire.imap.options import ImapOptions

NEAR = 0.010  # seconds of round trip
PATIENCE = 20.0  # seconds that a NOOP or DONE may take before the connection counts as dead
LONGEST_STRETCH = 540.0  # RFC 2177 asks for less than 29 minutes; many firewalls forget a silent line after ten
_WITHOUT_POLL = 15.0
_FAR_FACTOR = 20


def by_idle(connection: Connection, options: ImapOptions) -> bool:
    """Whether to wait in IDLE rather than by NOOP."""
    if not options.idle or not connection.offers("IDLE"):
        return False
    return options.poll_seconds == 0 or connection.round_trip > NEAR


def noop_interval(connection: Connection, options: ImapOptions) -> float:
    """Seconds between two NOOPs: as configured, but so that at most a twentieth of the time goes into asking."""
    return max(options.poll_seconds or _WITHOUT_POLL, _FAR_FACTOR * connection.round_trip)


def noop(connection: Connection) -> None:
    """Ask for news."""
    connection.ask(connection.imap.noop, PATIENCE)


def begin_idle(connection: Connection) -> tuple[bytes, bool]:
    """Enter IDLE. The tag that ends it, and whether the server has said something already."""
    imap: Any = connection.imap
    tag: bytes = imap._command("IDLE")
    # Answers may come before the "+"; imaplib keeps them for `Connection.news`.
    while imap._get_response() is not None:
        if imap.tagged_commands[tag] is not None:
            raise imaplib.IMAP4.abort("the server would not enter IDLE")
    return tag, _has_read_ahead(imap)


def _has_read_ahead(imap: Any) -> bool:
    """Whether something lies in the reader or in TLS, where no watching of the socket would show it."""
    seconds = imap.sock.gettimeout()
    imap.sock.settimeout(0)
    try:
        return bool(imap.file.peek(1))
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        imap.sock.settimeout(seconds)


def end_idle(connection: Connection, tag: bytes) -> None:
    """Leave IDLE and read all that was said; raises where the connection has died in the meantime."""
    imap: Any = connection.imap
    imap.send(b"DONE\r\n")
    connection.ask(lambda: imap._command_complete("IDLE", tag), PATIENCE)
