"""What went wrong with an IMAP server, as one sentence for staff and a yes or no on whether waiting may help."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl

from mailflow.errors import MailboxError, MailflowError
from mailflow.wire.imap.options import ImapOptions
from mailflow.wire.tls import printable, tls_sentence

# RFC 5530 §3: codes that pass by themselves. The words are those of servers that give no code (Gmail, Exchange, Dovecot).
_PASSING = re.compile(
    r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\b|too many|try (again|later)|temporar|maximum number of connections"
    r"|not connected|throttl|overloaded",
    re.IGNORECASE,
)

# What imaplib and imapclient raise on answers that are cut, torn or garbled, beside their own errors.
BROKEN = (imaplib.IMAP4.error, OSError, ValueError, LookupError, TypeError, AttributeError, EOFError)


def is_passing(text: str) -> bool:
    """Whether a refusal is of the kind that waiting cures."""
    return _PASSING.search(text) is not None


def refusal(options: ImapOptions, doing: str, text: str) -> MailboxError:
    """The server answered NO or BAD to what we were doing."""
    words = printable(text)
    return MailboxError(f"{options.server} refused {doing}: {words}", permanent=not is_passing(text))


def mailbox_error(options: ImapOptions, error: BaseException, *secrets: str) -> MailflowError:
    """The error that a failed step raises; our own errors stay as they are."""
    if isinstance(error, MailflowError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailboxError(tls_sentence(options.server, error), permanent=True)
    if isinstance(error, ssl.SSLError):
        return MailboxError(tls_sentence(options.server, error), permanent=error.reason == "WRONG_VERSION_NUMBER")
    return MailboxError(f"{options.server} {_what_happened(options, error, secrets)}")


def _what_happened(options: ImapOptions, error: BaseException, secrets: tuple[str, ...]) -> str:
    if isinstance(error, TimeoutError):
        return f"did not answer within {options.timeout_seconds:g} s."
    if isinstance(error, socket.gaierror):
        return "could not be found: no name server knows the name. Check host and the network."
    if isinstance(error, ConnectionRefusedError):
        return "refuses connections. Check host and port, and whether the server runs."
    words = printable(str(error), *secrets)
    if "* BYE" in words:
        return f"turned us away ({words})."
    if isinstance(error, imaplib.IMAP4.abort):
        return f"ended the connection ({words})."
    if isinstance(error, OSError):
        return f"could not be reached ({words})."
    return f"gave an answer that cannot be understood ({words})."
