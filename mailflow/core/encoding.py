"""Text of any language written into header fields: encoded words, quoted strings, extended parameters, folding."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
# In a phrase an encoded word may hold only these unencoded (RFC 2047 §5 (3)); they serve everywhere.
_UNENCODED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
_Q = [chr(b) if b in _UNENCODED else "_" if b == 0x20 else f"={b:02X}" for b in range(256)]
# At most four marks are kept together with their letter, for an encoded word has an end.
_CHARACTER = re.compile(r".[\u0300-\u036f\u064b-\u0655\u200d\ufe0f]{0,4}", re.DOTALL)
_WORD = re.compile(r"\S+\s*|\s+")
_LINE = 76
_LONGEST_WORD = 75  # RFC 2047 §2
_FRAME = len("=?utf-8?q??=")


def is_plain(line: str) -> bool:
    """Whether a line may stand in a header as it is: printable ASCII, no encoded word in it, foldable."""
    return line.isascii() and line.isprintable() and "=?" not in line and all(len(w) < _LINE for w in line.split(" "))


def phrase(name: str) -> str:
    """A display name (RFC 5322 §3.2.5): as atoms, as a quoted string, or as encoded words."""
    if not is_plain(name):
        return encoded_words(name, len("Reply-To: "))
    if not name or _ATOMS.fullmatch(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    # A quoted string is folded at its spaces; a word that its escapes make too long for a line is not left in one.
    return f'"{escaped}"' if is_plain(f'"{escaped}"') else encoded_words(name, len("Reply-To: "))


def encoded_words(text: str, used: int) -> str:
    """The text as encoded words of at most 75 signs, cut between characters. `used` is the width taken on the line."""
    data = text.encode("utf-8", "replace")
    base64 = 4 * ((len(data) + 2) // 3) < sum(len(_Q[b]) for b in data)
    return " ".join(_words(text, base64, min(_LINE - used, _LONGEST_WORD) - _FRAME))


def _words(text: str, base64: bool, room: int) -> Iterator[str]:
    """Cut behind a space where there is one, for some readers show a space at every cut (Python before 3.12.9)."""
    piece = bytearray()
    for word in _WORD.findall(text):
        whole = _fits(piece, word, base64, room) or (piece and _fits(bytearray(), word, base64, _LONGEST_WORD - _FRAME))
        for part in [word] if whole else _CHARACTER.findall(word):
            if piece and not _fits(piece, part, base64, room):
                yield _word(piece, base64)
                piece, room = bytearray(), _LONGEST_WORD - _FRAME
            piece += part.encode("utf-8", "replace")
    yield _word(piece, base64)


def _fits(piece: bytearray, text: str, base64: bool, room: int) -> bool:
    data = piece + text.encode("utf-8", "replace")
    return (4 * ((len(data) + 2) // 3) if base64 else sum(len(_Q[b]) for b in data)) <= room


def _word(piece: bytearray, base64: bool) -> str:
    if base64:
        return f"=?utf-8?b?{b64encode(piece).decode('ascii')}?="
    return f"=?utf-8?q?{''.join(_Q[b] for b in piece)}?="


def parameter(name: str, value: str) -> str:
    """A MIME parameter. What is not plain ASCII or too long for a line is written as RFC 2231 has it, in pieces."""
    if is_plain(value) and len(value) + len(name) + 3 < _LINE:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'{name}="{escaped}"'
    coded = quote(value, safe="!#$&+-.^_`|~", encoding="utf-8", errors="replace")
    room = _LINE - len(name) - len(" *99*=;")
    if len(coded) + len("utf-8''") <= room:
        return f"{name}*=utf-8''{coded}"
    pieces = list(_cut(f"utf-8''{coded}", room))
    return ";\r\n ".join(f"{name}*{n}*={piece}" for n, piece in enumerate(pieces))


def _cut(coded: str, room: int) -> Iterator[str]:
    """Pieces of at most `room` signs; a percent-encoded octet is never torn."""
    while len(coded) > room:
        end = coded.rfind("%", room - 2, room)
        end = end if end > 0 else room
        yield coded[:end]
        coded = coded[end:]
    yield coded


def folded(name: str, body: str) -> str:
    """A header field in lines of 78 at most where its words allow it (RFC 5322 §2.2.3), with its line end."""
    line = f"{name}: {body}"
    if len(line) <= _LINE + 2:
        return f"{line}\r\n"
    lines: list[str] = []
    line = f"{name}:"
    for word in body.split(" "):
        # The name never stands alone on its line: some readers lose a field that begins with an empty line.
        if len(line) + 1 + len(word) > _LINE + 2 and line != f"{name}:" and word:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join([*lines, line]) + "\r\n"
