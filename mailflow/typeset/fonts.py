"""Which fonts a sheet is set in. Typst brings Libertinus Serif for Latin, Greek and Cyrillic; others are the machine's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Fonts with serifs that suit a letter, and are free; the first of each list that is there is taken.
_LETTERS = ("Libertinus Serif",)
_ARABIC = ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Noto Sans Arabic", "DejaVu Sans")
_CHINESE = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Zen Hei",
)
_FIRST_PICTURE, _AFTER_PICTURES = 0x1F000, 0x1FB00
_EAST_ASIAN = ("CJK", "KANGXI", "IDEOGRAPHIC", "FULLWIDTH", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO")


def families(language: str, there: Iterable[str]) -> list[str]:
    """The families to set that language in, first choice first; signs that they lack are taken from any other font."""
    found = set(there)
    arabic = [name for name in _ARABIC if name in found][:1]
    chinese = [name for name in _CHINESE if name in found][:1]
    if language in ("ar", "fa", "ur"):
        return [*arabic, *_LETTERS, *chinese]
    return [*_LETTERS, *chinese, *arabic]


def package_for(sign: str) -> str:
    """The Debian package whose fonts have that sign."""
    name = unicodedata.name(sign, "")
    if name.startswith(_EAST_ASIAN):
        return "fonts-noto-cjk"
    return "fonts-noto-color-emoji" if _FIRST_PICTURE <= ord(sign) < _AFTER_PICTURES else "fonts-noto-core"
