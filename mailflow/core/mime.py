"""Where the parts of a multipart lie (RFC 2046 §5.1): offsets into the bytes, nothing is copied.

A delimiter is `--boundary` at the start of a line with nothing behind it but white space. The search is one `find` after
another, so that its time is linear whatever the parts hold, and stops at the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A boundary may be 70 characters (RFC 2046 §5.1.1); programs write longer ones.
LONGEST_BOUNDARY = 500
# Lines that begin like a delimiter and are none; more of them is an attack on the search.
_NEAR_MISSES = 10_000
_LONGEST_LINE = 1000
_GUESS = re.compile(
    rb"(?:^|\n)--([^\s-][^\r\n]{0,198}?|-+[^\s-][^\r\n]{0,190}?)[ \t]*\r?\n(?:Content-|\r?\n)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Division:
    """The parts as (start, end). `closed` is true where the closing delimiter was found; `more` where parts were left."""

    parts: tuple[tuple[int, int], ...] = ()
    closed: bool = False
    more: bool = False


def division(raw: bytes, start: int, end: int, boundary: bytes, most: int) -> Division:
    """The parts between the delimiters in `raw[start:end]`, at most `most`. No delimiter at all gives no part."""
    mark = b"--" + boundary
    parts: list[tuple[int, int]] = []
    begun: int | None = None
    at, misses = start, 0
    while misses < _NEAR_MISSES:
        found = raw.find(mark, at, end)
        if found < 0:
            break
        line_end = raw.find(b"\n", found, min(end, found + len(mark) + _LONGEST_LINE))
        after = line_end + 1 if line_end >= 0 else end
        rest = raw[found + len(mark) : min(after, found + len(mark) + _LONGEST_LINE)].strip(b" \t\r\n")
        if rest not in (b"", b"--") or (found > start and raw[found - 1] != 10):
            # Go on in the next line at once: nothing in this one can be at the start of a line.
            at, misses = (line_end + 1 if line_end >= 0 else found + len(mark)), misses + 1
            continue
        if begun is not None:
            parts.append((begun, _before_line_break(raw, begun, found)))
        if rest == b"--":
            return Division(tuple(parts), closed=True)
        if len(parts) >= most:
            return Division(tuple(parts), more=True)
        begun, at = after, after
    if begun is not None:
        parts.append((begun, end))
    return Division(tuple(parts))


def guessed_boundary(raw: bytes, start: int, end: int) -> bytes | None:
    """The boundary that a multipart uses without declaring it: the first line that looks like a delimiter and comes again."""
    match = _GUESS.search(raw, start, min(end, start + 64 * 1024))
    if match is None:
        return None
    return match[1] if raw.find(b"\n--" + match[1], match.end(1), end) >= 0 else None


def _before_line_break(raw: bytes, begun: int, found: int) -> int:
    """The line break in front of a delimiter belongs to the delimiter (RFC 2046 §5.1.1)."""
    cut = found - 1
    if cut > begun and raw[cut - 1] == 13:
        cut -= 1
    return max(begun, cut)


def even_lines(raw: bytes, start: int, end: int, size: int = 100_000) -> Iterator[bytes]:
    """`raw[start:end]` in pieces, with every line end as one LF and without those at the end of it.

    In pieces of about `size` bytes, for a large message would be in memory twice more otherwise.
    """
    waiting = 0
    while start < end:
        stop = min(start + size, end)
        if raw[stop - 1 : stop + 1] == b"\r\n" and stop < end:
            stop += 1
        piece = raw[start:stop]
        if b"\r" in piece:
            piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        kept = piece.rstrip(b"\n")
        if kept:
            yield b"\n" * waiting
            yield kept
            waiting = 0
        waiting += len(piece) - len(kept)
        start = stop
