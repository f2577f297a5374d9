"""The note of what did not come by mail: a fax, a telephone call, a letter on paper, a conversation.

It is written as a message (RFC 5322), with the words as they were taken down for its text and a scan as its attachment, so
that all that holds of messages holds of it: it is stored with its checksum, shown, searched, exported and answered, and a
document that came by fax is found where one that came by mail would be. It is never sent. The same note gives the same
bytes: entered twice, it is on record once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum

from mailflow.core.address import Address
from mailflow.core.data import one_line

SCAN_PART = "2"  # of the note, by its IMAP section number


class Channel(StrEnum):
    """The ways other than mail by which something reaches a secretariat."""

    FAX = "fax"
    TELEPHONE = "telephone"
    PAPER = "paper"
    CONVERSATION = "conversation"


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture or file of what came. `name` and `content_type` are ours to trust; the content is not."""

    name: str
    content: bytes = field(repr=False)
    content_type: str = "application/octet-stream"

    @property
    def sha256(self) -> str:
        """The checksum under which the file is kept."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Note:
    """What was taken down. `at` is aware: when it came, not when it was entered."""

    channel: Channel
    taken_by: str
    at: datetime
    words: str = ""  # as they were noted
    subject: str = ""  # that the fax or letter itself bears; letters repeat it
    scan: Scan | None = None

    @property
    def source(self) -> str:
        """The words that every fact of the note is read from: how it came, who took it, what was noted."""
        how = f"{self.channel.value}, taken by {one_line(self.taken_by)}"
        return f"{how}: {self.words.strip()}" if self.words.strip() else how


def written(note: Note, office: Address) -> bytes:
    """The note as a message from the conference's own address to itself."""
    message = EmailMessage(policy=SMTP)
    who = HeaderAddress(_plain(note.taken_by), office.local, office.domain)
    message["From"] = who
    message["To"] = HeaderAddress("", office.local, office.domain)
    message["Date"] = format_datetime(note.at)
    if note.subject.strip():
        message["Subject"] = _plain(note.subject)
    message["X-Mailflow-Channel"] = note.channel.value
    message.set_content(_storable(note.words.strip()) + "\n", cte="quoted-printable")
    if note.scan is not None:
        main, _, sub = note.scan.content_type.partition("/")
        message.add_attachment(note.scan.content, main, sub or "octet-stream", filename=_plain(note.scan.name))
        # The library would draw a boundary by lot.
        message.set_boundary(f"=_{hashlib.sha256(note.scan.content).hexdigest()[:32]}")
    return message.as_bytes()


def _plain(text: str) -> str:
    return _storable(one_line(text))


def _storable(text: str) -> str:
    """A lone surrogate cannot be written."""
    return text.encode("utf-8", "replace").decode()
