"""Messages one after the other in one file, in the form "mboxrd": what is read back is what was written, byte by byte.

A line that begins with "From ", or with ">" signs and "From ", gets one more ">" in front (RFC 4155 calls the plain form mbox
and leaves this open; without it, reading back cannot know which ">" were there). So a line that begins with "From " is always
the head of a message. After each message stands an empty line; one that does not end with a line feed gets one, which only its
length tells from a line feed of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

_QUOTED = re.compile(rb"^(?=>*From )", re.MULTILINE)
_UNQUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_HEAD = b"From "
_ODD = re.compile(r"[^\x21-\x7e]")


def entry(raw: bytes, sender: str, at: datetime) -> bytes:
    """One message as it stands in the file. `sender` "" is written as MAILER-DAEMON, as everywhere (RFC 4155)."""
    name = _ODD.sub("", sender) or "MAILER-DAEMON"
    head = f"From {name} {at.astimezone(UTC):%a %b %d %H:%M:%S %Y}\n".encode("ascii")
    end = b"\n" if raw.endswith(b"\n") else b"\n\n"
    return head + _QUOTED.sub(b">", raw) + end


def messages(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The messages of a file, given as its lines. One that ended without a line feed has one here: see `cut`."""
    body: list[bytes] | None = None
    for line in lines:
        if line.startswith(_HEAD):
            if body is not None:
                yield _unquoted(body)
            body = []
        elif body is not None:
            body.append(line)
    if body is not None:
        yield _unquoted(body)


def cut(read: bytes, size: int) -> bytes:
    """The message of that size in what was read: without the line feed that was added to one that had none."""
    return read[:size] if len(read) == size + 1 and read.endswith(b"\n") else read


def _unquoted(body: list[bytes]) -> bytes:
    whole = b"".join(body)
    return _UNQUOTED.sub(b"", whole.removesuffix(b"\n"))
