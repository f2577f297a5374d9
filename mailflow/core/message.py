"""A message that came in, as a value (RFC 5322, RFC 2045 ff.). Parsing never raises: what is wrong is listed in `defects`.

The names of fields follow RFC 5322. Texts are decoded; the bytes of attachments are kept beside their checksum.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mailflow.core.address import Address


@dataclass(frozen=True, slots=True)
class Field:
    """One header field: its name as written, and its body unfolded and decoded (RFC 2047)."""

    name: str
    body: str


@dataclass(frozen=True, slots=True)
class Body:
    """A displayed text part. `fallback` names the charset that was used when the declared one did not fit, else ""."""

    part: str
    content_type: str  # text/plain, text/html
    charset: str
    text: str
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not displayed text. `part` is its IMAP section number, "2" or "1.3" (RFC 3501 §6.4.5)."""

    part: str
    name: str  # cleaned; "" where the part has none
    content_type: str
    disposition: str  # attachment, inline or ""
    size: int  # decoded bytes
    sha256: str
    content: bytes = field(repr=False)
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A parsed message. Every field may be empty; `defects` says what could not be understood."""

    sha256: str  # of the raw bytes
    content_key: str  # the same for two deliveries of one message: no trace fields, no transport differences
    size: int  # raw bytes
    fields: tuple[Field, ...] = ()
    content_type: str = "text/plain"  # of the whole, lower case
    report_type: str = ""  # parameter of multipart/report
    message_id: str | None = None  # with angle brackets, None where absent or malformed
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    date: datetime | None = None  # aware
    subject: str = ""
    from_: tuple[Address, ...] = ()
    sender: Address | None = None
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    resent_to: tuple[Address, ...] = ()  # Resent-To, Resent-Cc, Resent-Bcc and Bcc together
    return_path: Address | None = None  # topmost only; None when null or absent, see has_return_path
    has_return_path: bool = False
    bodies: tuple[Body, ...] = ()  # in order; of an alternative only the parts that say the same
    attachments: tuple[Attachment, ...] = ()
    embedded: tuple[Message, ...] = ()  # message/rfc822 parts, outermost first
    defects: tuple[str, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """The bodies of all fields of that name, in order; an absent field gives ()."""
        folded = name.lower()
        return tuple(f.body for f in self.fields if f.name.lower() == folded)

    def first(self, name: str) -> str | None:
        """The body of the topmost field of that name, `None` where there is none."""
        return next(iter(self.all(name)), None)

    @property
    def author(self) -> Address | None:
        """The one author, `None` where there is none or more than one (RFC 5322 §3.6.2)."""
        return self.from_[0] if len(self.from_) == 1 else None
