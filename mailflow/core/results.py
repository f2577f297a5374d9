"""Authentication-Results fields taken apart (RFC 8601 §2.2), as real servers write them.

Every sign has its place: comments nest and are left out, a quoted string is one piece, a semicolon inside either ends
nothing. Looking for `dmarc=pass` somewhere in the text is how forged results get believed (CVE-2020-12272).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LONGEST = 64 * 1024
_TOKEN = re.compile(r'\s++|"(?:[^"\\]|\\.)*+"|[^\s();"]++|.', re.DOTALL)
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_PARENTHESIS = re.compile(r"[()]|\\.", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)?")


@dataclass(frozen=True, slots=True)
class Result:
    """One `method=result` with its properties, names in lower case. Of a property that occurs twice nothing is believed."""

    method: str
    result: str
    properties: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The property's value, "" where it is absent or doubled."""
        return self.properties.get(name, "")


@dataclass(frozen=True, slots=True)
class Results:
    """One field. `server` is its authserv-id, "" where it has none. `malformed`: it cannot be read in one way only."""

    server: str
    results: tuple[Result, ...] = ()
    malformed: bool = False

    def of(self, method: str) -> tuple[Result, ...]:
        """The results of that method, in order."""
        return tuple(r for r in self.results if r.method == method)


@dataclass(slots=True)
class _Chunk:
    """Pieces without white space between them. `equals` is the place of the first `=` outside quotation marks."""

    text: str = ""
    equals: int = -1
    quoted: bool = False

    def add(self, piece: str, *, quoted: bool) -> None:
        """Put a piece behind what is there."""
        if not quoted and self.equals < 0 and "=" in piece:
            self.equals = len(self.text) + piece.index("=")
        self.text += piece
        self.quoted = self.quoted or quoted


def read_results(body: str) -> Results:
    """The field body as values. Never raises; what is over 64 KiB or not closed makes it malformed."""
    segments, malformed = _segments(body[:_LONGEST])
    malformed = malformed or len(body) > _LONGEST
    first, rest = segments[0], segments[1:]
    server = ""
    if first and first[0].equals < 0:
        server = first[0].text
        version = [c.text for c in first[1:]]
        # Only version 1 exists; another one must be ignored (RFC 8601 §2.2).
        malformed = malformed or version not in ([], ["1"])
    else:
        # Microsoft 365 leaves the authserv-id out and begins with a result.
        rest = segments
    found = [_result(segment) for segment in rest if segment]
    results = tuple(r for r in found if r is not None)
    return Results(server, results, malformed)


def _segments(body: str) -> tuple[list[list[_Chunk]], bool]:
    """What stands between the semicolons, and whether a comment or a quotation is never closed."""
    segments: list[list[_Chunk]] = [[]]
    chunk: _Chunk | None = None
    at, malformed = 0, False
    while at < len(body):
        match = _TOKEN.match(body, at)
        piece = match[0] if match else body[at]
        at += len(piece)
        if piece == "(":
            after = _after_comment(body, at)
            malformed = malformed or after is None
            at = len(body) if after is None else after
            chunk = None
        elif piece.isspace():
            chunk = None
        elif piece == ";":
            segments.append([])
            chunk = None
        elif piece in ('"', ")"):
            malformed = True
            chunk = None
        else:
            if chunk is None:
                chunk = _Chunk()
                segments[-1].append(chunk)
            quoted = piece.startswith('"')
            chunk.add(_QUOTED_PAIR.sub(r"\1", piece[1:-1]) if quoted else piece, quoted=quoted)
    return segments, malformed


def _after_comment(body: str, start: int) -> int | None:
    """Where the comment whose parenthesis was just opened ends, `None` where it does not; comments nest."""
    depth = 1
    for match in _PARENTHESIS.finditer(body, start):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if depth == 0:
                return match.end()
    return None


def _pairs(segment: list[_Chunk]) -> list[tuple[str, str]]:
    """`name=value`, white space around the equals sign allowed."""
    pairs: list[tuple[str, str]] = []
    name, waiting = "", False
    for chunk in segment:
        if waiting:
            pairs.append((name, chunk.text))
            name, waiting = "", False
        elif chunk.equals >= 0:
            left, right = chunk.text[: chunk.equals], chunk.text[chunk.equals + 1 :]
            name, waiting = (left or name).lower(), not right and not chunk.quoted
            if not waiting:
                pairs.append((name, right))
                name = ""
        else:
            name = chunk.text
    return pairs


def _result(segment: list[_Chunk]) -> Result | None:
    """A segment as a result; `none` alone (no result at all) and what is no result give `None`."""
    pairs = _pairs(segment)
    if not pairs or not _NAME.fullmatch(pairs[0][0].partition("/")[0]):
        return None
    method, result = pairs[0][0].partition("/")[0], pairs[0][1].lower()
    properties: dict[str, str] = {}
    doubled = set()
    for name, value in pairs[1:]:
        if properties.setdefault(name, value) != value:
            doubled.add(name)
    return Result(method, result, {n: v for n, v in properties.items() if n not in doubled})
