"""Days as a letter writes them, in the six official languages of the United Nations; English where a language is unknown.

Only whole days are written here: a deadline is a day in the conference's own zone. Names of months and days follow the
usage of United Nations documents (in Arabic both names of a month, «شباط/فبراير»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    "ar": (
        "كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه",
        "تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر",
    ),
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    "zh": tuple(f"{number}月" for number in range(1, 13)),
}  # fmt: skip
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "zh": ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
}
# Two days that follow each other are named one by one, not as a span.
_PAIR = {
    "en": "on {} and {}",
    "fr": "les {} et {}",
    "es": "los días {} y {}",
    "ar": "يومي {} و{}",
    "ru": "{} и {}",
}


def day(when: date, language: str = "en", *, weekday: bool = False) -> str:
    """One day: "22 February 2007", "le" left to the template; with `weekday` "Thursday, 22 February 2007"."""
    month = _months(language)[when.month - 1]
    name = _weekdays(language)[when.weekday()]
    match language:
        case "fr":
            written = f"{_premier(when.day)} {month} {when.year}"
            return f"{name} {written}" if weekday else written
        case "es":
            written = f"{when.day} de {month} de {when.year}"
            return f"{name} {written}" if weekday else written
        case "ar":
            written = f"{when.day} {month} {when.year}"
            return f"{name} {written}" if weekday else written
        case "ru":
            written = f"{when.day} {month} {when.year} года"
            return f"{name}, {written}" if weekday else written
        case "zh":
            written = f"{when.year}年{month}{when.day}日"
            return f"{written}{name}" if weekday else written
        case _:
            written = f"{when.day} {month} {when.year}"
            return f"{name}, {written}" if weekday else written


def days(first: date, last: date, language: str = "en") -> str:
    """From one day to another, without a preposition: "22–23 February 2007", "28 February – 2 March 2007"."""
    if first == last:
        return day(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return _within_month(first, last, language)
    dash = "至" if language == "zh" else " – "
    start = day(first, language) if first.year != last.year else _without_year(first, language)
    if language == "zh" and first.year == last.year:
        return f"{first.year}年{start}{dash}{_without_year(last, language)}"
    return f"{start}{dash}{day(last, language)}"


def from_to(first: date, last: date, language: str = "en") -> str:
    """From one day to another inside a sentence: "from 18 to 22 February 2008", "du 18 au 22 février 2008"."""
    if first == last:
        return _on(first, language)
    if (last - first).days == 1 and first.month == last.month and language in _PAIR:
        return _PAIR[language].format(_start(first, last, language), day(last, language))
    start, end = _start(first, last, language), day(last, language)
    match language:
        case "fr":
            return f"du {start} au {end}"
        case "es":
            return f"del {start} al {end}"
        case "ar":
            return f"من {start} إلى {end}"
        case "ru":
            return f"с {start} по {end}"
        case "zh":
            return days(first, last, language)
        case _:
            return f"from {start} to {end}"


def moment(at: datetime, language: str = "en") -> str:
    """A point in time with its zone, for letters to staff: "22 February 2007, 14:05 (UTC)"."""
    zone = at.tzname() or ""
    return f"{day(at.date(), language)}, {at:%H:%M}" + (f" ({zone})" if zone else "")


_PARTS = {
    "en": {"morning": "in the morning", "afternoon": "in the afternoon", "evening": "in the evening"},
    "fr": {"morning": "le matin", "afternoon": "l’après-midi", "evening": "en soirée"},
    "es": {"morning": "por la mañana", "afternoon": "por la tarde", "evening": "por la noche"},
    "ar": {"morning": "صباحاً", "afternoon": "بعد الظهر", "evening": "مساءً"},
    "ru": {"morning": "в первой половине дня", "afternoon": "во второй половине дня", "evening": "вечером"},
    "zh": {"morning": "上午", "afternoon": "下午", "evening": "晚间"},
}


def clock(at: time, language: str = "en") -> str:
    """A time of day on 24 hours: "15:00", «15 heures», «15 h 30»."""
    if language == "fr":
        unit = "heure" if at.hour < 2 else "heures"
        return f"{at.hour}\u00a0h\u00a0{at.minute:02}" if at.minute else f"{at.hour}\u00a0{unit}"
    return f"{at:%H:%M}"


def slot(when: date, begins: time | None, ends: time | None, part: str, language: str = "en") -> str:
    """A day with its weekday, and the hours or the part of the day: "Wednesday, 18 April 2012, in the afternoon".

    Weekday and date come from the one day, so that they cannot disagree.
    """
    written = day(when, language, weekday=True)
    parts = _PARTS.get(language, _PARTS["en"])
    if begins is None:
        if part not in parts:
            return written
        return f"{written}{parts[part]}" if language == "zh" else f"{written}{_separator(language)}{parts[part]}"
    hours = clock(begins, language)
    if ends is not None:
        hours = _hours(hours, clock(ends, language), language)
    return f"{written}{hours}" if language == "zh" else f"{written}{_separator(language)}{hours}"


def _hours(first: str, last: str, language: str) -> str:
    match language:
        case "fr":
            return f"de {first} à {last}"
        case "es":
            return f"de {first} a {last}"
        case "zh":
            return f"{first}至{last}"
        case _:
            return f"{first}–{last}"


def _separator(language: str) -> str:
    return "، " if language == "ar" else ", "


def _months(language: str) -> tuple[str, ...]:
    return MONTHS.get(language, MONTHS["en"])


def _weekdays(language: str) -> tuple[str, ...]:
    return WEEKDAYS.get(language, WEEKDAYS["en"])


def _premier(number: int) -> str:
    """The first of a month is an ordinal in French."""
    return "1er" if number == 1 else str(number)


def _on(when: date, language: str) -> str:
    written = day(when, language)
    prefix = {"fr": "le ", "es": "el ", "ar": "في ", "ru": "", "zh": ""}.get(language, "on ")
    return f"{prefix}{written}"


def _start(first: date, last: date, language: str) -> str:
    """The first day without what the last one says as well."""
    if first.year != last.year:
        return day(first, language)
    if first.month != last.month:
        return _without_year(first, language)
    return _premier(first.day) if language == "fr" else str(first.day)


def _within_month(first: date, last: date, language: str) -> str:
    if language == "zh":
        return f"{day(first, language)}至{last.day}日"
    start = _premier(first.day) if language == "fr" else str(first.day)
    return f"{start}–{day(last, language)}"


def _without_year(when: date, language: str) -> str:
    month = _months(language)[when.month - 1]
    match language:
        case "fr":
            return f"{_premier(when.day)} {month}"
        case "es":
            return f"{when.day} de {month}"
        case "zh":
            return f"{month}{when.day}日"
        case _:
            return f"{when.day} {month}"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day written with its weekday somewhere in a text: the words, the weekday they name (Monday 0), and the day."""

    words: str
    weekday: int
    day: int
    month: int
    year: int | None

    def is_wrong(self, year: int) -> bool:
        """Whether the weekday is not the one of that day; `year` counts where the words name none."""
        try:
            return date(self.year or year, self.month, self.day).weekday() != self.weekday
        except ValueError:
            return True


def _pattern(language: str) -> re.Pattern[str]:
    """A weekday and a day behind it (in Chinese before it), with or without a year."""
    weekday = "|".join(WEEKDAYS[language])
    month = "|".join(sorted(map(re.escape, MONTHS[language]), key=len, reverse=True))
    if language == "zh":
        return re.compile(
            rf"(?:(?P<year>\d{{4}})年)?(?P<month>{month})(?P<day>\d{{1,2}})日[（(]?(?P<weekday>{weekday})"
        )
    return re.compile(
        rf"\b(?P<weekday>{weekday})\b,?\s+(?:the\s+|le\s+|el\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º)?\s+"
        rf"(?:of\s+|de\s+)?(?P<month>{month})(?:,?\s+(?:de\s+)?(?P<year>\d{{4}}))?",
        re.IGNORECASE,
    )


_NAMED = {language: _pattern(language) for language in MONTHS}


def named_days(text: str, language: str) -> Iterator[NamedDay]:
    """The days that a text in this language names together with their weekday."""
    weekdays = [name.casefold() for name in _weekdays(language)]
    months = [name.casefold() for name in _months(language)]
    for match in _NAMED.get(language, _NAMED["en"]).finditer(text):
        yield NamedDay(
            words=match[0],
            weekday=weekdays.index(match["weekday"].casefold()),
            day=int(match["day"]),
            month=months.index(match["month"].casefold()) + 1,
            year=int(match["year"]) if match["year"] else None,
        )


def lacks_day(line: str, language: str) -> bool:
    """Whether a whole line is a date line with its day left out: "Oslo,    December 2006"."""
    if len(line) > 70:
        return False
    return _BLANK_DAY.get(language, _BLANK_DAY["en"]).fullmatch(line.strip()) is not None


def _blank_day(language: str) -> re.Pattern[str]:
    month = "|".join(map(re.escape, MONTHS[language]))
    gap = r"[\s_.…\[\]]*"
    if language == "zh":
        return re.compile(rf"(?:[^\d]*[，,]?)?\d{{4}}年(?:{month}){gap}日?|(?:[^\d]*)\d{{4}}年{gap}月{gap}日")
    return re.compile(
        rf"[^\d]{{2,40}},{gap}(?:the\b|le\b|el\b|в\b)?{gap}(?:of\s+|de\s+)?(?:{month})(?:\s+de)?\s+\d{{4}}(?:\s+года)?",
        re.IGNORECASE,
    )


_BLANK_DAY = {language: _blank_day(language) for language in MONTHS}
