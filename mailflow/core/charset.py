"""Bytes to text: the declared charset where it fits, UTF-8 where it does not, then a guess by what letters come out.

Nothing here raises, and no text that leaves here holds a lone surrogate. UTF-7 is refused: no mail of this century needs
it, and it hides plain ASCII from every filter.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

# Codecs of Python that are text encodings but no charset of mail; some are dangerous (quadratic, executable escapes).
REFUSED = frozenset(
    {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem", "utf-8-sig"}
)

# What mail programs call them, and supersets that read the same bytes and those which the smaller set lacks.
ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "big5": "cp950",
    "x-big5": "cp950",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "tis-620": "cp874",
    "unicode": "utf-16",
    "ansi_x3.4-1968": "us-ascii",
    "x-unknown": "us-ascii",
    "unknown-8bit": "us-ascii",
    "default": "us-ascii",
    "_iso-2022-jp$esc": "iso-2022-jp",
    "cp-850": "cp850",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
}

_HIGH = re.compile(rb"[\x80-\xff]")
_AMONG_ASCII = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_C1 = bytes(range(0x80, 0xA0))
_LATIN_1 = frozenset({"ascii", "iso8859-1"})
_PLAIN = _LATIN_1 | {"utf-8"}
_ESCAPE = b"\x1b$"  # Japanese mail announces its signs by this
_SAFE = _LATIN_1 | {"utf-8", "cp1252", "iso8859-15"}  # never yield a surrogate
_SAMPLE = 8192

# The letters that make up most running text of each script; the guess prefers the charset that yields them.
_COMMON = {
    "windows-1252": "éèêëàâäáãçñíìîïóòôöõøúùûüßåæœÉÈÀÇÑÓÁÍÚÖÜÄØÅÆ’‘“”–—…«»°ºª·¿¡€\u00a0",
    "iso-8859-2": "ąćęłńóśźżčďěňřšťůýžáéíúőűöüăâîşţđĄĆĘŁŃÓŚŹŻČŠŽĐ\u00a0",
    "windows-1250": "ąćęłńóśźżčďěňřšťůýžáéíúőűöüăâîşţđĄĆĘŁŃÓŚŹŻČŠŽĐ’“”„–\u00a0",
    "windows-1251": "оеаинтсрвлкмдпуяыьзбгчйіє",
    "koi8-r": "оеаинтсрвлкмдпуяыьзбгчй",
    "windows-1256": "اليمونرتبعدسفهكقحة،",
    "windows-1253": "αετοινσρκυπλμςόίήώέά",
    "windows-1255": "יולהאתרבמשנעדםחקפ",
    "windows-1254": "çğışöüÇĞİŞÖÜ",
}
_COMMON_SETS = {name: frozenset(letters) for name, letters in _COMMON.items()}
_WIDE = ("gb18030", "cp932", "cp949", "cp950", "euc-jp")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`charset` as declared (lower case); `fallback` what was used instead, "" where the declared one fitted.

    `damaged` is true where characters had to be replaced by U+FFFD.
    """

    text: str
    charset: str
    fallback: str = ""
    damaged: bool = False


def decoded(data: bytes, declared: str = "") -> Decoded:
    """The text of these bytes. NUL is shown as U+FFFD."""
    charset = declared.strip().strip("\"'").lower() or "us-ascii"
    text, fallback = _text(data, charset)
    if "\0" in text:
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return Decoded(text, charset, fallback, "\N{REPLACEMENT CHARACTER}" in text)


def encodable(text: str) -> str:
    """The text with lone surrogates replaced, so that it can always be written as UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=256)
def codec(charset: str) -> str | None:
    """Python's name of a charset of mail, `None` where it is unknown or refused."""
    name = ALIASES.get(charset, charset)
    if len(name) > 40 or not name.isascii():
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    plain = found.name.replace("_", "-")
    is_text = getattr(found, "_is_text_encoding", True)
    return None if plain in REFUSED or not is_text else found.name


def _text(data: bytes, charset: str) -> tuple[str, str]:
    """The text, and the charset used where it is not the declared one."""
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    name = codec(charset)
    if _ESCAPE in data and (name is None or name in _PLAIN) and (text := _strict(data, "iso-2022-jp")) is not None:
        return text, "iso-2022-jp"
    if data.isascii() and (name is None or name in _PLAIN):
        return data.decode("ascii"), "" if name else "us-ascii"
    strict = _strict(data, name) if name else None
    if strict is not None and not _doubtful(data, name or ""):
        return strict, ""
    if (text := _strict(data, "utf-8")) is not None:
        return text, "" if name == "utf-8" else "utf-8"
    if strict is not None:
        return _without_c1(data, strict, name or "")
    return _guess(data, name or "")


def _strict(data: bytes, name: str) -> str | None:
    """The text, `None` where a byte does not fit. Some codecs of Python let surrogates pass: those do not fit either."""
    try:
        text = data.decode(name)
        if name not in _SAFE:
            text.encode("utf-8")
    except (UnicodeError, ValueError):
        return None
    return text


def _doubtful(data: bytes, name: str) -> bool:
    """True where a single-byte charset is declared that accepts any byte: UTF-8 that decodes is then never chance."""
    return not data.isascii() and name.startswith(("iso8859", "cp125", "koi8", "cp8", "mac"))


def _without_c1(data: bytes, strict: str, name: str) -> tuple[str, str]:
    """ISO 8859 declared, Windows meant: bytes 0x80-0x9F are then quotation marks and dashes, not control characters."""
    if name.startswith("iso8859") and len(data.translate(None, _C1)) != len(data):
        windows = {"iso8859-1": "cp1252", "iso8859-15": "cp1252", "iso8859-2": "cp1250", "iso8859-9": "cp1254"}
        other = windows.get(name)
        text = _strict(data, other) if other else None
        if other and text is not None:
            return text, other.replace("cp", "windows-")
    return strict, ""


def _guess(data: bytes, name: str) -> tuple[str, str]:
    """The likeliest text of bytes that fit neither their charset nor UTF-8."""
    if name in ("utf-8", "gb18030", "cp932", "cp949", "cp950") and _nearly(data, name):
        return data.decode(name, "replace"), name
    sample = _sample(data)
    best = max(_candidates(sample), default=None)
    if best is None:
        return data.decode("cp1252", "replace"), "windows-1252"
    return data.decode(best[1], "replace"), best[1]


def _nearly(data: bytes, name: str) -> bool:
    """True where only a few characters are damaged, as by a line that was cut inside a character."""
    text = data.decode(name, "replace")
    high = sum(1 for c in text if c > "\x7f")
    return text.count("\N{REPLACEMENT CHARACTER}") * 5 <= high


def _sample(data: bytes) -> bytes:
    """The stretch with the first bytes over 0x7F, long enough to tell."""
    high = _HIGH.search(data)
    first = high.start() if high else 0
    return data[max(0, first - 64) : first + _SAMPLE]


def _candidates(sample: bytes) -> list[tuple[float, str]]:
    """Each charset that fits, with its share of common letters."""
    high = len(sample.translate(None, bytes(range(0x80))))
    # Accented letters stand among ASCII letters; those of another script keep to themselves.
    among_ascii = len(_AMONG_ASCII.findall(sample)) * 2 > high
    found = [(_common(sample, name, high, among_ascii), name) for name in _COMMON_SETS]
    found += [(_common_wide(sample, name, high), name) for name in _WIDE]
    return [c for c in found if c[0] > 0]


def _common(sample: bytes, name: str, high: int, among_ascii: bool) -> float:
    """Share of the high bytes that are common letters of that charset, less where the mixture with ASCII is odd."""
    letters = [c for c in sample.decode(name, "replace") if c > "\x7f"]
    # The rarer letters of the script count half: they tell alphabets that share the same bytes apart.
    share = sum(1.0 if c in _COMMON_SETS[name] else 0.5 * c.isalpha() for c in letters) / high
    latin = name in ("windows-1252", "iso-8859-2", "windows-1250", "windows-1254")
    return share * (1.0 if latin == among_ascii else 0.5) * (1.0 if name == "windows-1252" else 0.99)


def _common_wide(sample: bytes, name: str, high: int) -> float:
    """Share of the high bytes that make everyday characters of that charset: kana, hangul, hanzi of the first level."""
    text = sample.decode(name, "replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    if bad * 20 > len(text):
        return 0.0
    everyday = sum(2 for c in text if _everyday(c, name))
    # Hangul stand where Chinese has its commonest signs, but Chinese goes on past them.
    return min(1.0, everyday / high) * (1.0 if name == "cp949" else 0.98)


def _everyday(character: str, name: str) -> bool:
    if name in ("cp932", "euc-jp") and "\u3041" <= character <= "\u30fe":
        return True
    if name == "cp949":
        return "\uac00" <= character <= "\ud7a3"
    if "\u3001" <= character <= "\u3011" or "\uff01" <= character <= "\uff5e":
        return True
    if not "\u4e00" <= character <= "\u9fff":
        return False
    return _first_level(character, name)


@lru_cache(maxsize=4096)
def _first_level(character: str, name: str) -> bool:
    """True for a character of the set's first level, which holds the few thousand that running text is made of."""
    levels = {"gb18030": ("gb2312", 0xB0, 0xD7), "cp950": ("big5", 0xA4, 0xC6)}
    encoding, low, high = levels.get(name, ("euc-jp", 0xB0, 0xCF))
    try:
        return low <= character.encode(encoding)[0] <= high
    except UnicodeError:
        return False
