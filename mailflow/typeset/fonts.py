"""Which fonts a sheet is set in. Typst brings Libertinus Serif for Latin, Greek and Cyrillic; others are the machine's."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Fonts with serifs that suit a letter, and are free; the first of each list that is there is taken.
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


def families(language: str, there: Iterable[str]) -> list[dict[str, str]]:
    """The families to set that language in, first choice first, and what each is for ("" is all that it has).

    Digits and brackets look the same in Arabic and Latin words; those of Chinese are Chinese. Signs that none of them has
    are taken from any other font.
    """
    found = set(there)
    letters = {"name": "Libertinus Serif", "covers": "latin-in-cjk" if language == "zh" else ""}
    arabic = [{"name": name, "covers": "arabic"} for name in _ARABIC if name in found][:1]
    chinese = [{"name": name, "covers": ""} for name in _CHINESE if name in found][:1]
    return [*arabic, letters, *chinese]


def package_for(sign: str) -> str:
    """The Debian package whose fonts have that sign."""
    name = unicodedata.name(sign, "")
    if name.startswith(_EAST_ASIAN):
        return "fonts-noto-cjk"
    return "fonts-noto-color-emoji" if _FIRST_PICTURE <= ord(sign) < _AFTER_PICTURES else "fonts-noto-core"
