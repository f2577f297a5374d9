"""A letter as the bytes that go out: RFC 5322 header, MIME parts (RFC 2045 ff.), seven bits, CRLF.

Composed by hand, because the standard library takes forty times as long, and so that each field is set in one place from
one value. No value can add a field, a recipient or a part: each is brought to one line of printable text, and what is not
plain ASCII travels in encoded words (RFC 2047) or extended parameters (RFC 2231). The same letter gives the same bytes:
boundaries come from its Message-ID.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import idna

from mailflow.core.address import Address
from mailflow.core.data import one_line
from mailflow.core.encoding import encoded_words, folded, is_plain, parameter, phrase
from mailflow.core.template import Rendered
from mailflow.errors import LetterError

Auto = Literal["auto-replied", "auto-generated"]

_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")
_DOMAIN = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?|\[[A-Za-z0-9.:]+\]")
_LOCAL = re.compile(r"""[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+|"(?:[ !#-\[\]-~]|\\[ -~])*\"""")
_TYPE = re.compile(r"(?:application|audio|font|image|model|text|video)/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,80}")
_FROM = re.compile(rb"^From ", re.MULTILINE)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST_LINE = 78
_MOST_REFERENCES = 30


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file that travels with a letter."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"


def compose(
    *,
    rendered: Rendered,
    sender: Address,
    to: Address,
    cc: Sequence[Address] = (),
    message_id: str,
    date: datetime,
    auto: Auto,
    in_reply_to: str | None = None,
    references: tuple[str, ...] = (),
    reply_to: Address | None = None,
    organisation: str = "",
    attachments: Sequence[OutgoingFile] = (),
    calendar: bytes = b"",
) -> bytes:
    """The whole message. `calendar` is an iCalendar object of the method REQUEST, in UTF-8 with CRLF. Raises `LetterError` where an address or the Message-ID cannot be written."""
    if not _MESSAGE_ID.fullmatch(message_id):
        raise LetterError("The Message-ID of the letter is malformed.", file=rendered.name, key="message-id")
    fields = [
        ("Date", _date(date)),
        ("From", _address(sender, rendered.name)),
        ("Reply-To", _address(reply_to, rendered.name) if reply_to else ""),
        ("To", _address(to, rendered.name)),
        ("Cc", ", ".join(_address(each, rendered.name) for each in cc)),
        ("Subject", unstructured(rendered.subject, len("Subject: "))),
        ("Message-ID", message_id),
        ("In-Reply-To", " ".join(_ids((in_reply_to,) if in_reply_to else ()))),
        ("References", " ".join(_ids(references))),
        # A Reply-To stands there only where answers shall go elsewhere (RFC 3834 §3.1.2).
        # RFC 3834 §3.1.7, and what Microsoft's servers understand (MS-OXCMAIL §2.1.3.2.20): no answer by a machine,
        # please. Precedence says it less well, and is not written (RFC 3834 §3.1.8).
        ("Auto-Submitted", auto),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("Organization", unstructured(organisation, len("Organization: "))),
        ("Content-Language", rendered.language),
        ("MIME-Version", "1.0"),
    ]
    head = "".join(folded(name, body) for name, body in fields if body)
    return head.encode("ascii") + _content(rendered, message_id, attachments, calendar)


def _content(rendered: Rendered, message_id: str, attachments: Sequence[OutgoingFile], calendar: bytes) -> bytes:
    """The Content fields of the whole and the parts."""
    alternatives = [text_part(rendered.text, "plain"), text_part(rendered.html, "html")]
    if calendar:
        # Beside the texts, not attached to them: so mail programs show the letter and offer to answer (RFC 6047 §2.4).
        alternatives.append(_calendar(calendar))
    texts = _multipart("alternative", alternatives, f"alternative {message_id}")
    if not attachments:
        return texts
    return _multipart("mixed", [texts, *map(_file, attachments)], f"mixed {message_id}")


def _multipart(kind: str, parts: Sequence[bytes], seed: str) -> bytes:
    """RFC 2046 §5.1. The boundary follows from the letter, and stands in none of its parts."""
    boundary = _boundary(seed)
    while any(boundary.encode() in part for part in parts):
        boundary = _boundary(seed + boundary)
    delimiter = f"--{boundary}\r\n".encode()
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode()
    return head + b"".join(delimiter + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()


def _boundary(seed: str) -> str:
    """ "=_" occurs neither in base64 nor in quoted-printable (RFC 2045 §6.7)."""
    return f"=_{hashlib.sha256(seed.encode()).hexdigest()[:32]}"


def text_part(text: str, subtype: str) -> bytes:
    """A text part in the shortest coding that seven bits and short lines allow."""
    content = "\r\n".join(text.rstrip("\n").split("\n")).encode("utf-8", "replace") + b"\r\n"
    charset = "us-ascii" if content.isascii() else "utf-8"
    coding, coded = _coded(content)
    head = f'Content-Type: text/{subtype}; charset="{charset}"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    return head.encode() + coded


def _calendar(content: bytes) -> bytes:
    """RFC 6047 §2.4: the parameters `method` and `charset` are required, and `method` is the one that the object names."""
    coding, coded = _coded(content)
    head = (
        f'Content-Type: text/calendar; method=REQUEST; charset="utf-8"\r\nContent-Transfer-Encoding: {coding}\r\n\r\n'
    )
    return head.encode() + coded


def _coded(content: bytes) -> tuple[str, bytes]:
    """`content` has CRLF line ends. A line that begins with "From " would be changed on its way into an mbox."""
    if _goes_as_it_is(content):
        return "7bit", content
    # The soft line break keeps even the longest line within 76 (RFC 2045 §6.7 (5)).
    printable = _FROM.sub(b"=46rom=\r\n ", b2a_qp(content, istext=True))
    # Four signs for three bytes, and a line end for each 76 of them.
    if len(printable) <= len(content) * 4 / 3 * 78 / 76:
        return "quoted-printable", printable
    return "base64", _base64(content)


def _goes_as_it_is(content: bytes) -> bool:
    if not content.isascii() or b"\0" in content or content.startswith(b"From ") or b"\nFrom " in content:
        return False
    return max(map(len, content.split(b"\r\n"))) <= _LONGEST_LINE


def _base64(content: bytes) -> bytes:
    lines = b2a_base64(content, newline=False)
    return b"".join(lines[at : at + 76] + b"\r\n" for at in range(0, len(lines), 76))


def _file(file: OutgoingFile) -> bytes:
    """An attachment. Its name is a parameter of Content-Disposition only (RFC 2183 §2.3)."""
    name = re.sub(r'[/\\:*?"<>|]', "_", one_line(file.name)).lstrip(".") or "file"
    content_type = file.content_type.lower()
    # A part that holds parts, or a message, may not be in base64: as a file it is bytes like any other.
    if not _TYPE.fullmatch(content_type) or content_type.startswith(("multipart/", "message/")):
        content_type = "application/octet-stream"
    head = (
        f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {parameter('filename', name)}\r\n\r\n"
    )
    return head.encode("ascii") + _base64(file.content)


def _address(address: Address, letter: str) -> str:
    """An address with its display name (RFC 5322 §3.4). The addr-spec is written only if it is one beyond doubt."""
    domain = address.domain
    if not domain.isascii():
        try:
            domain = idna.encode(domain, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise LetterError(f"The domain {domain!r} cannot be written.", file=letter, key="address") from error
    if not _LOCAL.fullmatch(address.local) or not _DOMAIN.fullmatch(domain) or len(address.local) > 64:
        hint = "Addresses with other letters before the @ than those of ASCII are not served."
        raise LetterError(f"The address {address.spec!r} cannot be written.", file=letter, key="address", hint=hint)
    spec = f"{address.local}@{domain}"
    name = phrase(one_line(address.name))
    return f"{name} <{spec}>" if name else spec


def unstructured(text: str, used: int) -> str:
    """A field body of free text: as it is where it is plain, else in encoded words. `used` is what stands before it."""
    line = one_line(text)
    return line if is_plain(line) else encoded_words(line, used)


def _ids(ids: Sequence[str]) -> list[str]:
    """Message-IDs that are well formed; a malformed one is dropped, never copied (RFC 5322 §3.6.4). The first stays."""
    good = list(dict.fromkeys(each for each in ids if _MESSAGE_ID.fullmatch(each) and len(each) <= 250))
    return good if len(good) <= _MOST_REFERENCES else [good[0], *good[1 - _MOST_REFERENCES :]]


def _date(at: datetime) -> str:
    """RFC 5322 §3.3, in English whatever the letter's language."""
    offset = at.strftime("%z") or "+0000"
    return f"{_DAYS[at.weekday()]}, {at.day:02} {_MONTHS[at.month - 1]} {at.year:04} {at:%H:%M:%S} {offset[:5]}"
