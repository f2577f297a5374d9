"""The alphabetical order of names in the languages of lists, as the United Nations order their Members.

Latin and Cyrillic: letters first, whatever their case and accents, then accents, so that Côte d'Ivoire stands beside Costa
Rica. Spanish: ñ follows n. Russian: ё is е, й follows и. Arabic: the article does not count, and the forms of alef are one.
Chinese: by sound (pinyin), which is the order of the 3,755 common signs in GB 2312; rarer signs follow. A library would be
ICU itself (compiled, 30 MB) or tables without the rules of a language (see docs/decisions.md).
"""

from __future__ import annotations

import re
import unicodedata

_ARTICLE = re.compile(r"\bال(?=\w{2})")
_ALEF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Letters of their own: an accent that is no accent in that language.
_OWN_LETTERS = {"es": {"n\u0303": "n\uffff"}, "ru": {"и\u0306": "и\uffff"}}
_NO_LETTER = re.compile(r"[^\w\uffff]+")

Key = tuple[tuple[object, ...], str, str]


def sort_key(name: str, language: str = "en") -> Key:
    """What to sort a name by in that language: letters, then accents, then the name itself, so that the order is total."""
    if language == "zh":
        return (_signs(name), "", name)
    folded = unicodedata.normalize("NFD", name.casefold().translate(_LIGATURES))
    if language == "ar":
        folded = unicodedata.normalize("NFD", _ARTICLE.sub("", unicodedata.normalize("NFC", folded).translate(_ALEF)))
    accented = folded
    for letter, own in _OWN_LETTERS.get(language, {}).items():
        folded = folded.replace(letter, own)
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    # A shorter word stands before a longer one that begins with it: Niger, Niger Delta, Nigeria.
    return (tuple(_NO_LETTER.sub(" ", letters).split()), accented, name)


def _signs(name: str) -> tuple[bytes, ...]:
    return tuple(sign.encode("gb18030", "replace") for sign in unicodedata.normalize("NFKC", name))
