"""Header blocks: bytes to fields (RFC 5322 §2.2), and the parameters of structured ones (RFC 2045 §5.1, RFC 2231).

Mail that breaks the rules is read as far as a person would read it, and what was wrong is noted. All of it is linear, and
what is over `limit` is left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from mailflow.core import defects as d
from mailflow.core.charset import decoded
from mailflow.core.encoded import decoded_words, one_line, words_and_defects
from mailflow.core.message import Field

_FIELD = re.compile(r"([!-9;-~]++)[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|$)")
_LOOKS_LIKE_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t\n]")
_PARAMETER = re.compile(
    r";\s*+([^\s;=*\"]++)(?:\*(\d{1,4}))?(\*)?\s*=\s*+(\"(?:[^\"\\]|\\.)*+\"|[^;]*+)",
    re.DOTALL,
)
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_SECTIONS = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One field as it came: unfolded, not decoded."""

    name: str
    lower: str
    raw: str


@dataclass(frozen=True, slots=True)
class Head:
    """A header block. `end` is where its body begins in the bytes it was read from."""

    entries: tuple[Entry, ...]
    end: int
    defects: tuple[str, ...] = ()

    def first(self, lower: str) -> str | None:
        """The topmost field of that name (lower case), not decoded."""
        return next((e.raw for e in self.entries if e.lower == lower), None)

    def count(self, lower: str) -> int:
        """How many fields of that name there are."""
        return sum(e.lower == lower for e in self.entries)

    def fields(self) -> tuple[tuple[Field, ...], tuple[str, ...]]:
        """All fields decoded, and what was wrong with their encoded words."""
        found: list[Field] = []
        defects: list[str] = []
        for entry in self.entries:
            # What a server wrote about a message holds a sender's words in its own grammar: an encoded word that were
            # decoded there could break out of it (RFC 2047 §5 keeps encoded words out of such fields).
            body, wrong = (one_line(entry.raw), ()) if entry.lower in _TRACE else words_and_defects(entry.raw)
            found.append(Field(entry.name, body))
            defects += wrong
        return tuple(found), tuple(dict.fromkeys(defects))


_TRACE = frozenset(
    {
        "authentication-results",
        "arc-authentication-results",
        "arc-message-signature",
        "arc-seal",
        "dkim-signature",
        "received",
        "received-spf",
        "return-path",
        "message-id",
        "in-reply-to",
        "references",
    }
)


def head(raw: bytes, start: int, end: int, limit: int) -> Head:
    """The header block that begins at `start`. `limit` bounds what is kept, in characters; a single field gets a quarter."""
    block_end, body = _blank_line(raw, start, end)
    cut = min(block_end, start + 8 * limit)
    text, defects = _text(raw[start:cut])
    entries, rest, wrong = _entries(text, limit)
    defects += wrong
    if cut < block_end:
        defects.append(d.HEADER_TOO_LARGE)
    elif rest is not None:
        # The block ended before its blank line. Where nothing was changed in decoding, the body begins right there.
        defects.append(d.NO_SEPARATOR)
        body = _line_start(raw, start, body, rest)
    return Head(tuple(entries), body, tuple(dict.fromkeys(defects)))


def _blank_line(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header block ends and where the body begins."""
    for blank in (b"\r\n", b"\n"):
        if raw.startswith(blank, start, end):
            return start, start + len(blank)
    crlf = raw.find(b"\n\r\n", start, end)
    lf = raw.find(b"\n\n", start, end if crlf < 0 else crlf)
    if lf >= 0:
        return lf + 1, lf + 2
    return (crlf + 1, crlf + 3) if crlf >= 0 else (end, end)


def _text(block: bytes) -> tuple[str, list[str]]:
    """The block as text with LF line ends."""
    defects = []
    if block.isascii():
        text = block.decode("ascii")
    else:
        text = _eight_bit(block)
        defects.append(d.EIGHT_BIT_HEADER)
    if b"\0" in block:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        defects.append(d.NUL)
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        text = text.rstrip("\r").replace("\r", " ")
        defects.append(d.BARE_CR)
    return text, defects


def _eight_bit(block: bytes) -> str:
    """Raw 8-bit text: UTF-8 line by line, and one charset for all lines that are not, because one program wrote them."""
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        lines = block.split(b"\n")
    texts = [_utf8(line) for line in lines]
    foreign = b"\n".join(line for line, text in zip(lines, texts, strict=True) if text is None)
    charset = decoded(foreign[:8192], "utf-8").fallback or "windows-1252"
    return "\n".join(
        decoded(line, charset).text if text is None else text for line, text in zip(lines, texts, strict=True)
    )


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _entries(text: str, limit: int) -> tuple[list[Entry], int | None, list[str]]:
    """The fields; the number of the line at which the block turned out to be over, `None` where it was whole."""
    entries: list[Entry] = []
    defects: list[str] = []
    at, budget = 0, limit
    while at < len(text):
        match = _FIELD.match(text, at)
        if match is None:
            after = text.find("\n", at) + 1 or len(text)
            defect = _tolerated(text, at, after, first=not entries)
            if defect is None:
                return entries, text.count("\n", 0, at), defects
            defects.append(defect)
            at = after
            continue
        at = match.end()
        raw = match[2].replace("\n", "").replace("\t", " ").strip()
        if len(raw) > limit // 4 or budget < 0:
            defects.append(d.HEADER_TOO_LARGE)
        if budget < 0:
            break
        raw = raw[: limit // 4]
        budget -= len(raw) + len(match[1])
        entries.append(Entry(match[1], match[1].lower(), raw))
    return entries, None, list(dict.fromkeys(defects))


def _tolerated(text: str, at: int, after: int, *, first: bool) -> str | None:
    """Why this line, which is no field, may be passed over; `None` where the body begins with it."""
    if first and text.startswith(("From ", ">From "), at):
        return d.MBOX_LINE
    if text[at] in " \t" or _LOOKS_LIKE_FIELD.match(text, after):
        return d.NOT_A_FIELD
    return None


def _line_start(raw: bytes, start: int, end: int, number: int) -> int:
    """Where the line of that number begins."""
    for _ in range(number):
        start = raw.find(b"\n", start, end) + 1
        if start == 0:
            return end
    return start


@dataclass(slots=True)
class _Section:
    """The pieces of one parameter under its name."""

    plain: str | None = None
    extended: str | None = None
    numbered: dict[int, tuple[bool, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Structured:
    """A field with parameters, such as Content-Type. `value` and the names of parameters are in lower case."""

    value: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    doubled: tuple[str, ...] = ()

    def get(self, name: str) -> str:
        """The parameter, "" where it is absent."""
        return self.parameters.get(name, "")


_ABSENT = Structured()


def structured(raw: str | None) -> Structured:
    """The value and the parameters of a field; of a parameter that occurs twice the first counts (and is `doubled`)."""
    if not raw:
        return _ABSENT
    value = raw.partition(";")[0]
    value = value.partition("(")[0].strip().lower()
    if ";" not in raw:
        return Structured(value)
    sections: dict[str, _Section] = {}
    doubled: list[str] = []
    for count, match in enumerate(_PARAMETER.finditer(raw)):
        if count >= _SECTIONS:
            break
        if not _collect(sections.setdefault(match[1].lower(), _Section()), match):
            doubled.append(match[1].lower())
    parameters = {name: _parameter(section) for name, section in sections.items()}
    return Structured(value, parameters, tuple(doubled))


def _collect(section: _Section, match: re.Match[str]) -> bool:
    """Put a piece in its place; False where that place is taken."""
    value = match[4].strip()
    if value.startswith('"'):
        value = _QUOTED_PAIR.sub(r"\1", value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:])
    if match[2] is not None:
        number = int(match[2])
        free = number not in section.numbered
        section.numbered.setdefault(number, (match[3] is not None, value))
        return free
    if match[3] is not None:
        free = section.extended is None
        section.extended = value if free else section.extended
        return free
    free = section.plain is None
    section.plain = value if free else section.plain
    return free


def _parameter(section: _Section) -> str:
    """The value: the extended form before the plain one, which is there for old programs (RFC 2231 §4, RFC 6266 §4.3)."""
    if section.extended is not None:
        return _percent_decoded([(True, section.extended)])
    if 0 in section.numbered:
        pieces: list[tuple[bool, str]] = []
        while (piece := section.numbered.get(len(pieces))) is not None:
            pieces.append(piece)
        return _percent_decoded(pieces)
    if section.plain is None:
        return "".join(text for _, (_, text) in sorted(section.numbered.items()))
    # Encoded words in a parameter are against RFC 2047 §5 and common.
    return decoded_words(section.plain)


def _percent_decoded(pieces: list[tuple[bool, str]]) -> str:
    """The joined pieces of a parameter; an extended first piece begins with charset'language'."""
    charset = ""
    first_extended, first = pieces[0]
    if first_extended and first.count("'") >= 2:
        charset, _, rest = first.split("'", 2)
        pieces = [(True, rest), *pieces[1:]]
    if not any(extended for extended, _ in pieces):
        return decoded_words("".join(text for _, text in pieces))
    data = b"".join(unquote_to_bytes(text) if extended else text.encode("utf-8") for extended, text in pieces)
    return decoded_words(decoded(data, charset or "utf-8").text)
