"""Small pieces of wording that depend on the language and not on a letter: lists in a sentence, sizes of files."""

from __future__ import annotations

from collections.abc import Sequence

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_AND = {"en": " and ", "fr": " et ", "es": " y ", "ar": " و", "ru": " и ", "zh": "和"}
_COMMA = {"ar": "، ", "zh": "、"}
_UNITS = {
    "en": ("bytes", "kB", "MB", "GB"),
    "fr": ("octets", "ko", "Mo", "Go"),
    "es": ("bytes", "kB", "MB", "GB"),
    "ar": ("بايت", "كيلوبايت", "ميغابايت", "غيغابايت"),
    "ru": ("байт", "КБ", "МБ", "ГБ"),
    "zh": ("字节", "KB", "MB", "GB"),
}
_DECIMAL_COMMA = frozenset({"fr", "es", "ru"})


def listed(items: Sequence[str], language: str = "en") -> str:
    """The items as one enumeration: "A, B and C", «A, B et C», "A、B和C"."""
    if len(items) < 2:
        return "".join(items)
    return f"{_COMMA.get(language, ', ').join(items[:-1])}{_and(items[-1], language)}{items[-1]}"


def _and(following: str, language: str) -> str:
    """The conjunction before a word: Spanish "y" becomes "e" before an i-sound."""
    starts = following.casefold()
    if (
        language == "es"
        and starts.startswith(("i", "í", "hi", "hí"))
        and not starts.startswith(("ia", "ie", "io", "hie"))
    ):
        return " e "
    return _AND.get(language, _AND["en"])


def size(count: int, language: str = "en") -> str:
    """A number of bytes for people, in decimal units: "18.4 kB", «18,4 ko»."""
    units = _UNITS.get(language, _UNITS["en"])
    if count < 1000:
        return f"{count} {units[0]}"
    number, unit = float(count), 0
    while number >= 999.95 and unit < len(units) - 1:
        number, unit = number / 1000, unit + 1
    written = f"{number:.1f}".removesuffix(".0")
    return f"{written.replace('.', ',') if language in _DECIMAL_COMMA else written} {units[unit]}"
