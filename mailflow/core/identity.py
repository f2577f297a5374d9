"""Message-IDs and return paths of our own that nobody else can make, and the threading of answers (RFC 5322 §3.6.4).

A token names a letter; a truncated HMAC beside it shows that we wrote it. Both are lower case letters and digits, because
some servers change the case of what they return.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from mailflow.core.address import Address
from mailflow.core.message import Message

_MAC_BYTES = 10  # 80 bits, 16 characters in base32
_LONGEST_ID = 500
_ID = re.compile(r"<([^<>@\s\"\\\x00-\x1f\x7f]+@[^<>@\s\"\\\x00-\x1f\x7f]+)>")
_TOKEN = re.compile(r"[a-z0-9]{1,32}")
_OWN_ID = re.compile(r"<?mf\.([a-z0-9]{1,32})\.([a-z2-7]{16})@[a-z0-9.-]+>?")
_OWN_LOCAL = re.compile(r".*\+b\.([a-z0-9]{1,32})\.([a-z2-7]{16})", re.DOTALL)
_OWN = re.compile(rb"(?:(?<![a-z0-9])(mf)|\+(b))\.([a-z0-9]{1,32})\.([a-z2-7]{16})(?=@)", re.IGNORECASE)
_MARKS = (b"mf.", b"MF.", b"+b.", b"+B.", b"mf=2E", b"+b=2E", b"=2Bb")
_SEARCHED = 256 * 1024
_REFERENCES = 20


def message_id(key: bytes, token: str, domain: str) -> str:
    """The Message-ID of the letter of that token. Raises ValueError where the token is not 1 to 32 of `a-z0-9`."""
    return f"<mf.{_valid(token)}.{_mac(key, b'id', token)}@{domain.lower()}>"


def token_of(key: bytes, message_id: str) -> str | None:
    """The token of a Message-ID of ours, `None` where it is not ours. Takes the same time for every wrong one."""
    match = _OWN_ID.fullmatch(message_id.strip().lower())
    return _verified(key, b"id", match[1], match[2]) if match else None


def return_path(key: bytes, token: str, base: Address) -> Address:
    """The return path of one letter: `local+b.token.mac@domain` (a bounce then names its letter).

    Raises ValueError where the local part would be over 64 octets (RFC 5321 §4.5.3.1.1).
    """
    local = f"{base.local}+b.{_valid(token)}.{_mac(key, b'path', token)}"
    if len(local.encode()) > 64:
        raise ValueError(f"the return path {local} would be longer than 64 octets")
    return Address(local, base.domain)


def token_of_address(key: bytes, address: Address) -> str | None:
    """The token of a return path of ours, `None` where it is not ours."""
    match = _OWN_LOCAL.fullmatch(address.local.lower())
    return _verified(key, b"path", match[1], match[2]) if match else None


def tokens_in(key: bytes, raw: bytes) -> tuple[str, ...]:
    """The tokens of all our ids and return paths in the first 256 KiB, in order of appearance; folded and quoted-printable
    lines are joined first. Whoever has seen a letter of ours can repeat its id: this ties a message to a letter, and proves
    nothing about who wrote the message."""
    text = raw[:_SEARCHED]
    # Most messages hold nothing of ours: to see that costs a hundredth of the search itself.
    if not any(mark in text for mark in _MARKS):
        return ()
    for broken in (b"=\r\n", b"=\n", b"\r\n ", b"\n ", b"\r\n\t", b"\n\t"):
        if broken in text:
            text = text.replace(broken, b"")
    for coded, sign in ((b"=2E", b"."), (b"=40", b"@"), (b"=2B", b"+")):
        if coded in text:
            text = text.replace(coded, sign)
    found = []
    for match in _OWN.finditer(text):
        token, mac = match[3].decode("ascii").lower(), match[4].decode("ascii").lower()
        found.append(_verified(key, b"id" if match[1] else b"path", token, mac))
    return tuple(dict.fromkeys(token for token in found if token))


def message_ids(body: str) -> tuple[str, ...]:
    """The well-formed ids in a field, with angle brackets, without repeats. Malformed ones are dropped, and so are those over
    500 characters, which no line of a header can hold beside others."""
    return tuple(dict.fromkeys(i for i in (m[0] for m in _ID.finditer(body)) if len(i) <= _LONGEST_ID and i.isascii()))


def references_for(parent: Message) -> tuple[str | None, tuple[str, ...]]:
    """In-Reply-To and References for an answer (RFC 5322 §3.6.4): the parent's References, else its single In-Reply-To, then
    its Message-ID. Of more than 20 the first and the last 19 are kept. A parent without an id gives nothing."""
    if parent.message_id is None:
        return None, ()
    before = parent.references or (parent.in_reply_to if len(parent.in_reply_to) == 1 else ())
    chain = [*(i for i in before if i != parent.message_id), parent.message_id]
    if len(chain) > _REFERENCES:
        chain = [chain[0], *chain[1 - _REFERENCES :]]
    return parent.message_id, tuple(chain)


def _valid(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise ValueError(f"{token!r} is no token: 1 to 32 of a-z and 0-9")
    return token


def _mac(key: bytes, purpose: bytes, token: str) -> str:
    full = hmac.digest(key, b"mailflow\0" + purpose + b"\0" + token.encode("ascii"), hashlib.sha256)
    return base64.b32encode(full[:_MAC_BYTES]).decode("ascii").lower()


def _verified(key: bytes, purpose: bytes, token: str, mac: str) -> str | None:
    return token if hmac.compare_digest(_mac(key, purpose, token), mac) else None
