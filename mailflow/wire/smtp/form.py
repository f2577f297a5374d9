"""Addresses and letters in the form in which they may travel (RFC 5321 §4.1.2, §4.5.2). Pure."""

from __future__ import annotations

import re

from mailflow.core.address import Address

# atext and dots in any order (the server judges those), or a quoted string; UTF-8 by RFC 6531 §3.3.
_LOCAL = re.compile(r'(?:[A-Za-z0-9!#$%&\'*+/=?^_`{|}~.\-]|[^\x00-\xa0])+|"(?:[ !#-\[\]-~]|\\[ -~])+"')
_DOMAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-fv:.Ip]+\]")
_LINE_END = re.compile(rb"\r\n|\n|\r")
_LONGEST_LOCAL, _LONGEST_PATH = 64, 254


def address_fault(address: Address) -> str | None:
    """Why an address cannot stand in an envelope, None if it can. Nothing is ever repaired."""
    if len(address.local.encode()) > _LONGEST_LOCAL or len(address.spec.encode()) > _LONGEST_PATH:
        return "the address is longer than RFC 5321 §4.5.3.1 allows"
    if not _LOCAL.fullmatch(address.local) or any(not c.isprintable() for c in address.local):
        return "the part before the @ holds characters that no address may hold"
    if not _DOMAIN.fullmatch(address.domain) or ".." in address.domain:
        return "the part after the @ is not the name of a mail domain"
    return None


def path(address: Address | None) -> bytes:
    """Reverse or forward path; the null one for None."""
    return b"<>" if address is None else f"<{address.spec}>".encode()


def is_ascii(address: Address | None) -> bool:
    """Whether the address travels without SMTPUTF8."""
    return address is None or address.spec.isascii()


def canonical(data: bytes) -> bytes:
    """The letter with CR LF at the end of each line and nowhere a CR or LF alone.

    A bare LF before a dot is read as the end of the letter by some servers, and what follows as commands (CVE-2023-51764).
    """
    ends = data.count(b"\r\n")
    if ends != data.count(b"\n") or ends != data.count(b"\r"):
        data = _LINE_END.sub(b"\r\n", data)
    return data if data.endswith(b"\r\n") else data + b"\r\n"


def stuffed(canonical_data: bytes) -> bytes:
    """With the dots at line starts doubled (RFC 5321 §4.5.2), without the final one."""
    doubled = canonical_data.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled


def has_eight_bits(data: bytes) -> bool:
    """Whether a letter needs 8BITMIME."""
    return not data.isascii()


def has_utf8_header(data: bytes) -> bool:
    """Whether the header needs SMTPUTF8 (RFC 6532)."""
    return not data.partition(b"\r\n\r\n")[0].isascii()
