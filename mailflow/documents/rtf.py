"""RTF by hand: the text, paragraphs, table cells, characters of any code page. No pictures, no objects."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from mailflow.core.document import Condition
from mailflow.core.wordlist import words
from mailflow.documents.content import Content
from mailflow.documents.limits import Limits
from mailflow.documents.plain import tables_in
from mailflow.documents.titles import title_among

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\",
    re.DOTALL,
)
_OBJECT = re.compile(rb"\\(?:object|objdata|objocx|objupdate|ddeauto)", re.IGNORECASE)
_SKIPPED = frozenset(
    words("""fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc
    xe tc datastore themedata colorschememapping latentstyles listtable listoverridetable rsidtbl generator xmlnstbl mmathPr
    fldinst bkmkstart bkmkend filetbl revtbl pgdsctbl userprops docvar operator author title subject keywords comment
    nonshppict""")
)
_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "cell": "\t", "nestcell": "\t", "nestrow": "\n", "tab": "\t",
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEEPEST = 500
_MOST_TOKENS = 2_000_000
_FONT = re.compile(rb"\\f(\d{1,5})(?:\\[a-z]+-?\d* ?)*?\\fcharset(\d{1,3})")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")


def read_rtf(content: bytes, limits: Limits) -> Content:
    """The content of an RTF file. One with embedded objects is not opened: they are how RTF is used for attacks."""
    if _OBJECT.search(content):
        return Content(Condition.DANGEROUS, "it carries an embedded object")
    reading = _Reading(_default_codec(content), {int(f): int(c) for f, c in _FONT.findall(content[:200_000])})
    for token in islice(_TOKEN.finditer(content), _MOST_TOKENS):
        reading.take(token)
        if reading.length + len(reading.pending) > limits.text_characters:
            break
    text = re.sub(r"[ \t]++\n", "\n", reading.text()).strip()[: limits.text_characters]
    top = [line for line in text[:3000].split("\n") if line.strip()][:10]
    return Content(
        title=title_among(line for line in top[:3] if len(line) < 150), text=text, tables=tables_in(text.split("\n"))
    )


def _default_codec(content: bytes) -> str:
    page = _CODE_PAGE.search(content[:1000])
    return f"cp{page[1].decode()}" if page and page[1] != b"65001" else "cp1252"


@dataclass(slots=True)
class _State:
    """What a group inherits: whether it is shown, its font's charset, how many signs stand in for a Unicode one."""

    shown: bool = True
    codec: str = "cp1252"
    stand_ins: int = 1


@dataclass(slots=True)
class _Reading:
    """The reading of one file."""

    codec: str
    fonts: dict[int, int]
    state: _State = field(default_factory=_State)
    groups: list[_State] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    pending: bytearray = field(default_factory=bytearray)
    skip: int = 0
    length: int = 0

    def __post_init__(self) -> None:
        self.state.codec = self.codec

    def text(self) -> str:
        """All text so far."""
        self._flush()
        joined = "".join(self.pieces)
        return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def take(self, token: re.Match[bytes]) -> None:
        """One token."""
        word, number, code, symbol, brace, plain = token.groups()
        if brace:
            self._group(brace)
        elif word:
            self._word(word.decode("ascii"), int(number) if number else None)
        elif code:
            self._byte(bytes([int(code, 16)]))
        elif symbol:
            self._symbol(symbol)
        elif plain:
            self._plain(plain)

    def _group(self, brace: bytes) -> None:
        self._flush()
        self.skip = 0
        if brace == b"{" and len(self.groups) < _DEEPEST:
            self.groups.append(_State(self.state.shown, self.state.codec, self.state.stand_ins))
            self.groups[-1], self.state = self.state, self.groups[-1]
        elif brace == b"}" and self.groups:
            self.state = self.groups.pop()

    def _word(self, word: str, number: int | None) -> None:
        if word in _SKIPPED:
            self.state.shown = False
        elif word == "u" and number is not None:
            self._flush()
            self._put(chr(number % 65536))
            self.skip = self.state.stand_ins
            return
        elif word == "uc" and number is not None:
            self.state.stand_ins = min(max(number, 0), 10)
        elif word == "f" and number is not None:
            self._flush()
            self.state.codec = _CHARSETS.get(self.fonts.get(number, -1), self.codec)
        elif word in _SIGNS:
            self._flush()
            self._put(_SIGNS[word])
        elif word == "bin":
            self.state.shown = False
        self.skip = 0

    def _byte(self, byte: bytes) -> None:
        if self.skip:
            self.skip -= 1
        else:
            self.pending += byte

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.state.shown = False
        elif symbol in b"\\{}":
            self._byte(symbol)
        elif symbol in (b"~", b"_"):
            self._byte(b" " if symbol == b"~" else b"-")
        elif symbol in b"\r\n":
            self._flush()
            self._put("\n")

    def _plain(self, plain: bytes) -> None:
        dropped = min(self.skip, len(plain))
        self.skip -= dropped
        self.pending += plain[dropped:]

    def _put(self, text: str) -> None:
        if self.state.shown:
            self.pieces.append(text)
            self.length += len(text)

    def _flush(self) -> None:
        """Bytes wait for their neighbours: two of them may be one sign."""
        if not self.pending:
            return
        try:
            text = self.pending.decode(self.state.codec, "replace")
        except LookupError:
            text = self.pending.decode("cp1252", "replace")
        self.pending.clear()
        self._put(text)
