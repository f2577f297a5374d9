"""What a PDF would do when it is opened, looked for in its bytes and in everything that is packed in them (ISO 32000-2 §12.6).

No parser is asked where an object stands: two readers may see two documents in one file. All bytes are looked through, and
what cannot be unpacked counts as hiding something. Names may be written with escapes (`/Java#53cript`, §7.3.5).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_ACTIVE = (
    (b"/JavaScript", "it carries JavaScript"),
    (b"/EmbeddedFile", "it carries files"),  # and /EmbeddedFiles
    (b"/FileAttachment", "it carries files"),
    (b"/EF", "it carries files"),
    (b"/RichMedia", "it carries film, sound or a program"),
    (b"/Rendition", "it carries film, sound or a program"),
    (b"/Launch", "it starts a program when it is opened"),
    (b"/SubmitForm", "it sends what is filled in to somebody"),
    (b"/ImportData", "it takes data out of other files"),
    (b"/GoToE", "it carries files"),
    (b"/XFA", "it carries a form that can run programs"),
)
_SHORT = frozenset({b"/XFA", b"/EF"})  # so short that a picture holds them by chance: looked for among written signs
_PROTECTED = re.compile(rb"/Encrypt[\s/<\d]")
_STREAM = re.compile(rb"stream\r?\n")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DICTIONARY = 2_000  # bytes in front of a stream in which its dictionary is looked for
_CHUNK = 1 << 16
_OVERLAP = 64  # longer than any name looked for, escaped
_MOST = 600_000_000  # bytes unpacked, over all streams of a file


def active_content(content: bytes) -> str:
    """Why a PDF is not published, "" where nothing speaks against it. Takes about a second for 300 MB unpacked."""
    if _PROTECTED.search(_plain(content)):
        return "it is protected, so that nobody can look what it carries"
    if found := _named(content):
        return found
    left = _MOST
    for stream in _STREAM.finditer(content):
        packed = memoryview(content)[stream.end() :]
        is_objects = b"/ObjStm" in _plain(content[max(0, stream.start() - _DICTIONARY) : stream.start()])
        if not _is_deflated(packed):
            if is_objects:
                return "it is packed in a way that hides what it carries"
            continue
        tail = b""
        for chunk in _inflated(packed):
            left -= len(chunk)
            if left < 0:
                return "it unpacks to so much that it cannot be looked through"
            if found := _named(tail + chunk):
                return found
            tail = chunk[-_OVERLAP:]
    return ""


def _named(content: bytes) -> str:
    plain = _plain(content)
    for name, sentence in _ACTIVE:
        if _is_written(plain, name) if name in _SHORT else name in plain:
            return sentence
    return ""


def _is_written(content: bytes, name: bytes) -> bool:
    """Whether the whole name stands among signs as they are written, and not in a picture."""
    for found in re.finditer(re.escape(name) + rb"[\s/<\[(\d]", content):
        around = content[max(0, found.start() - 8) : found.end() + 8]
        if all(byte in b"\t\r\n\f" or 32 <= byte < 127 for byte in around):
            return True
    return False


def _plain(content: bytes) -> bytes:
    return _ESCAPE.sub(lambda m: bytes([int(m[1], 16)]), content) if b"#" in content else content


def _is_deflated(packed: memoryview) -> bool:
    """A zlib stream begins with its method and a check sum over two bytes (RFC 1950 §2.2)."""
    return len(packed) > 2 and packed[0] & 0x0F == 8 and (packed[0] << 8 | packed[1]) % 31 == 0


def _inflated(packed: memoryview) -> Iterator[bytes]:
    """What is in it, as far as it goes, in pieces."""
    engine, at = zlib.decompressobj(), 0
    try:
        while not engine.eof and at < len(packed):
            data: bytes | memoryview = packed[at : at + _CHUNK]
            at += _CHUNK
            while data:
                chunk = engine.decompress(data, _CHUNK * 16)
                data = engine.unconsumed_tail
                if chunk:
                    yield chunk
                elif not data:
                    break
    except zlib.error:
        return
