"""The name under which an attachment is shown and judged: one clean name, whatever was sent.

All checks (endings, programs, double suffixes) are run on this final name and on no other (CVE-2024-39929). Nothing is
ever stored on disk under it.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
_SUFFIX = re.compile(r"\.[^.\s]{1,20}$")
_SEPARATORS = str.maketrans({"/": "_", "\\": "_", "\N{FRACTION SLASH}": "_", "\N{FULLWIDTH SOLIDUS}": "_"})


def clean_name(name: str) -> str:
    """The name without control characters, signs that hide or turn text, path separators and trailing dots; NFC.

    The result is a fixed point: cleaning it again changes nothing. "" where nothing is left.
    """
    if len(name) > 16 * LONGEST:
        name = name[: 8 * LONGEST] + name[-8 * LONGEST :]
    shown = "".join(_shown(c) for c in name.translate(_SEPARATORS))
    shown = _trimmed(unicodedata.normalize("NFC", shown))
    if len(shown) <= LONGEST:
        return shown
    suffix = _SUFFIX.search(shown)
    ending = suffix[0] if suffix else ""
    return _trimmed(shown[: LONGEST - len(ending)].rstrip(". ") + ending)


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\r\n":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else character


def _trimmed(name: str) -> str:
    return " ".join(name.split()).rstrip(". ")
