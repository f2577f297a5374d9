"""Encoded words in header fields (RFC 2047), and the cleaning of text that stands on one line."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from mailflow.core.charset import Decoded, decoded
from mailflow.core.defects import DAMAGED_WORD, OTHER_CHARSET, noted

# Spaces inside a Q word are against RFC 2047 §2 and common; the text may not hold "?", which ends it. A language may follow
# the charset after "*" (RFC 2231 §5).
_WORD = re.compile(r"=\?([^\s?*\"<>]{1,40})(?:\*[^\s?]{0,40})?\?([bBqQ])\?([^?]*)\?=")
_Q_SPACE = bytes.maketrans(b"_", b" ")
_CONTROLS = {c: " " if c in (9, 10, 13) else "\N{REPLACEMENT CHARACTER}" for c in [*range(32), *range(0x7F, 0xA0)]}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def decoded_words(text: str) -> str:
    """The text with its encoded words decoded, on one line. What cannot be decoded stays as written."""
    return words_and_defects(text)[0]


def words_and_defects(text: str) -> tuple[str, tuple[str, ...]]:
    """As `decoded_words`, and what was wrong with the words."""
    if "=?" not in text:
        return one_line(text), ()
    defects: list[str] = []
    pieces: list[str] = []
    for piece in _pieces(text):
        if isinstance(piece, Decoded):
            pieces.append(piece.text)
            defects += [noted(OTHER_CHARSET, piece.charset)] if piece.fallback else []
        else:
            pieces.append(piece)
            defects += [DAMAGED_WORD] if "=?" in piece else []
    return one_line("".join(pieces)), tuple(dict.fromkeys(defects))


def one_line(text: str) -> str:
    """The text without control characters and lone surrogates: tabs and line breaks become spaces, others U+FFFD."""
    if _CONTROL.search(text) is None:
        return text
    return text.translate(_CONTROLS).encode("utf-8", "replace").decode("utf-8")


def _pieces(text: str) -> Iterator[Decoded | str]:
    """Plain stretches and decoded words. Words of one charset side by side are joined before they are decoded, because
    mail programs do cut inside a character; white space between two words means nothing (RFC 2047 §6.2)."""
    at, charset, data = 0, "", bytearray()
    for match in _WORD.finditer(text):
        between = text[at : match.start()]
        if between and (not between.isspace() or not charset):
            if charset:
                yield decoded(bytes(data), charset)
                charset, data = "", bytearray()
            yield between
        if charset and charset != match[1].lower():
            yield decoded(bytes(data), charset)
            data = bytearray()
        charset = match[1].lower()
        data += _bytes(match[2], match[3])
        at = match.end()
    if charset:
        yield decoded(bytes(data), charset)
    if text[at:]:
        yield text[at:]


def _bytes(coding: str, text: str) -> bytes:
    """The bytes of one word. A word without its padding, or with signs that are no base64, is read as far as it goes."""
    raw = text.encode("utf-8", "replace")
    if coding in "qQ":
        return binascii.a2b_qp(raw.translate(_Q_SPACE))
    kept = _NOT_BASE64.sub(b"", raw)
    kept = kept[: len(kept) - (len(kept) % 4 == 1)]
    return binascii.a2b_base64(kept + b"=" * (-len(kept) % 4))
