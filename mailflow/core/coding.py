"""Transfer encodings undone (RFC 2045 §6). What is damaged is decoded as far as it goes."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import islice

from mailflow.core.defects import DAMAGED_CODING, UNKNOWN_CODING, noted

_PADDING = re.compile(rb"=+")
_MOST_PIECES = 10_000
UNCODED = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "7bits", "8bits"})
_UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


def uncoded(raw: bytes, start: int, end: int, coding: str) -> tuple[bytes, tuple[str, ...]]:
    """The bytes behind the Content-Transfer-Encoding of `raw[start:end]`, and what was wrong with it."""
    if coding == "base64":
        return _base64(raw, start, end)
    data = raw[start:end]
    if coding in UNCODED:
        return data, ()
    if coding == "quoted-printable":
        # White space that a server appended after a soft break would undo the break (RFC 2045 §6.7, rule 3).
        return binascii.a2b_qp(
            re.sub(rb"=[ \t]+(?=\r?\n)", b"=", data) if b"= " in data or b"=\t" in data else data
        ), ()
    if coding in _UU:
        return _uuencoded(data)
    return data, (noted(UNKNOWN_CODING, coding),)


def _base64(raw: bytes, start: int, end: int) -> tuple[bytes, tuple[str, ...]]:
    """Decoded where it stands: a large attachment is in memory once as it came and once decoded, and no third time."""
    padding = raw.find(b"=", start, end)
    tail = b"" if padding < 0 else raw[padding:end].rstrip()
    if len(tail) <= 2 or not tail.strip(b"= \t\r\n"):
        try:
            return binascii.a2b_base64(memoryview(raw)[start:end]), _foreign(raw, start, end)
        except binascii.Error:
            pass
    return _pieces(raw[start:end]), (DAMAGED_CODING,)


def _foreign(raw: bytes, start: int, end: int) -> tuple[str, ...]:
    """Signs that are no base64: a footer that a server put below the part, say. The decoder has passed over them."""
    pieces = (raw[begin : min(begin + _PIECE, end)] for begin in range(start, end, _PIECE))
    return (DAMAGED_CODING,) if any(piece.translate(None, _ALPHABET) for piece in pieces) else ()


_PIECE = 100_000
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/= \t\r\n"
_NOT_BASE64 = bytes(set(range(256)) - set(_ALPHABET[:65]))


def _pieces(body: bytes) -> bytes:
    """Each run up to its padding by itself: some programs join several encoded pieces. Nobody joins ten thousand."""
    kept, out, begin = memoryview(body.translate(None, _NOT_BASE64)), list[bytes](), 0
    for padding in islice(_PADDING.finditer(kept), _MOST_PIECES):
        out += _run(kept[begin : padding.start()])
        begin = padding.end()
    if len(out) < _MOST_PIECES:
        out += _run(kept[begin:])
    return b"".join(out)


def _run(signs: memoryview) -> Iterator[bytes]:
    """What one run without padding says; a sign too many at its end says nothing."""
    whole = len(signs) // 4 * 4
    yield binascii.a2b_base64(signs[:whole])
    if len(signs) - whole > 1:
        yield binascii.a2b_base64(bytes(signs[whole:]) + b"=" * (4 - len(signs) + whole))


def _uuencoded(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    out: list[bytes] = []
    begun = False
    for line in data.splitlines():
        if not begun:
            begun = line.startswith(b"begin ")
        elif line.strip() == b"end":
            return b"".join(out), ()
        else:
            try:
                out.append(binascii.a2b_uu(line))
            except binascii.Error:
                return b"".join(out), (DAMAGED_CODING,)
    return (b"".join(out) if begun else data), (DAMAGED_CODING,)
