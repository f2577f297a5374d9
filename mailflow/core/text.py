"""Which text of a message is its own: new text apart from quotations, signature and disclaimer. Nothing is deleted.

`Text.segments` in order are the whole displayed text. Every segment names the part it stands in, so that a fact can name
its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mailflow.core.address import Address


class Role(StrEnum):
    """What a stretch of text is to the message."""

    NEW = "new"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    SIGNATURE = "signature"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text of one role. `author` is the original sender of a forwarded one, where it says so."""

    role: Role
    text: str
    part: str
    author: Address | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """The displayed text of a message, taken apart. `language` is an ISO 639-1 code, None where it cannot be told."""

    segments: tuple[Segment, ...] = ()
    language: str | None = None

    def of(self, *roles: Role) -> str:
        """The text of the segments of these roles, joined by newlines."""
        return "\n".join(s.text for s in self.segments if s.role in roles)

    @property
    def new(self) -> str:
        """What the sender wrote, and what he passes on as his own answer (forwarded text)."""
        return self.of(Role.NEW, Role.FORWARDED)

    @property
    def quoted(self) -> str:
        """What is quoted from earlier messages, ours above all."""
        return self.of(Role.QUOTED)

    @property
    def signature(self) -> str:
        """The signature block below the closing."""
        return self.of(Role.SIGNATURE)
