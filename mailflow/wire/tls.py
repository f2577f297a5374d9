"""TLS towards our own mail servers: always verified, and never left out except on this machine itself."""

from __future__ import annotations

import ipaddress
import ssl
from functools import lru_cache
from pathlib import Path

# OpenSSL's verification results that staff meet (`openssl verify`, x509_vfy.h).
_NOT_YET_VALID, _EXPIRED = 9, 10
_SELF_SIGNED, _UNKNOWN_ISSUER = (18, 19), (2, 20, 21)
_WRONG_NAME = (62, 64)


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine, so that nothing travels over a wire."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """A verifying client context. With `ca_file`, only the authorities in that file count."""
    return _context(ca_file, Path(ca_file).stat().st_mtime_ns if ca_file else 0)


@lru_cache(maxsize=8)
def _context(ca_file: str | None, _changed_at: int) -> ssl.SSLContext:
    """Reading the machine's authorities takes 20 ms, too long for each connection."""
    return ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=ca_file)


def ca_fault(ca_file: str | None) -> str | None:
    """What is wrong with a file of authorities, None where it can be used."""
    if ca_file is None:
        return None
    try:
        tls_context(ca_file)
    except OSError as error:  # ssl.SSLError is one too
        return f"ca_file {ca_file} cannot be used ({error.strerror or error}). It has to hold certificates in PEM form."
    return None


def plaintext_refusal(host: str) -> str:
    """The sentence for `tls = "none"` towards another machine."""
    return (
        f'tls = "none" would send the password and all mail to {host} in clear; it is allowed on this machine only. '
        'Set tls = "implicit" or "starttls".'
    )


def tls_sentence(host: str, error: ssl.SSLError) -> str:
    """What is wrong with the server's TLS, and what to do about it."""
    if not isinstance(error, ssl.SSLCertVerificationError):
        reason = (error.reason or "no reason given").replace("_", " ").lower()
        return f"{host} did not agree on TLS ({reason}). Check the port, and whether tls is to be implicit or starttls."
    code = error.verify_code
    if code == _EXPIRED:
        return f"the certificate of {host} has expired. Ask whoever runs the server to renew it."
    if code == _NOT_YET_VALID:
        return f"the certificate of {host} is not valid yet. Compare the clocks of this machine and of the server."
    if code in _WRONG_NAME:
        return f"the certificate is not made out to {host}. Set host to the name that the certificate carries."
    if code in _SELF_SIGNED or code in _UNKNOWN_ISSUER:
        return (
            f"the certificate of {host} is not signed by an authority that this machine knows. "
            "Set ca_file to the certificate of the authority that signed it."
        )
    return f"the certificate of {host} was not accepted ({error.verify_message})."


def printable(text: str, *secrets: str, limit: int = 300) -> str:
    """A server's words fit for a log: one line, no control characters, no secret, bounded."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[…]")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
