"""In what language a text is written: its script decides, and for the Latin script the small words that betray a language.

Where two languages stand one after the other (a bilingual note), the first is the text's, unless it is only a letterhead
or a line above the other. Where nothing is clear, the answer is None: a wrong language is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from mailflow.core.stopwords import SHARES

# What is said in 2,400 characters is enough to tell.
_SAMPLE = 2_400
_SIGNS = 600
_WORD = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_PARAGRAPH = re.compile(r"\n\s*\n")
# What follows the sign; a local part left behind does no harm, and nothing here can go back and try again.
_ADDRESS = re.compile(r"(?:@|://|www\.)\S+")
_OTHER = re.compile(r"[\u0370-\u1cff\u1f00-\u1fff\u2e80-\u2fff\u3041-\u318f\u3400-\ua4cf\ua960-\ufaff\ufb1d-\ufefc]+")
# First and last code point, language or script, and how much a sign of it says against a Latin letter.
_SCRIPTS: tuple[tuple[int, int, str, int], ...] = (
    (0x0370, 0x03FF, "el", 1),
    (0x0400, 0x052F, "cyrillic", 1),
    (0x0530, 0x058F, "hy", 1),
    (0x0590, 0x05FF, "he", 1),
    (0x0600, 0x08FF, "arabic", 1),
    (0x0900, 0x097F, "hi", 1),
    (0x0980, 0x09FF, "bn", 1),
    (0x0B80, 0x0BFF, "ta", 1),
    (0x0D80, 0x0DFF, "si", 1),
    (0x0E00, 0x0E7F, "th", 1),
    (0x0E80, 0x0EFF, "lo", 1),
    (0x1000, 0x109F, "my", 1),
    (0x10A0, 0x10FF, "ka", 1),
    (0x1100, 0x11FF, "ko", 1),
    (0x1200, 0x139F, "am", 2),
    (0x1780, 0x17FF, "km", 1),
    (0x1F00, 0x1FFF, "el", 1),
    (0x3041, 0x30FF, "kana", 3),
    (0x3130, 0x318F, "ko", 1),
    (0x3400, 0x9FFF, "han", 3),
    (0xAC00, 0xD7A3, "ko", 2),
    (0xF900, 0xFAFF, "han", 3),
    (0xFB50, 0xFDFF, "arabic", 1),
    (0xFE70, 0xFEFC, "arabic", 1),
)
_FIRSTS = [first for first, *_ in _SCRIPTS]
# Letters that only one language of a script has.
_CYRILLIC_MARKS = (("be", "ў"), ("kk", "әғқңөұү"), ("uk", "іїєґ"), ("mk", "ѓќѕ"), ("sr", "ђћљњџј"))
_PERSIAN = "پچژگیک"
# A second language must be this much longer before the first counts as a mere heading above it.
_MUCH_LONGER = 3.0


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language the text is written in, None where it cannot be told."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not (other := "".join(_OTHER.findall(sample))):
        return _latin(sample)
    # Every third or so of many signs says the same as all of them.
    step = 1 + len(other) // _SIGNS
    other = other[::step]
    signs = _by_script(other)
    letters = sum(signs.values()) * step
    length = len("".join(_LATIN.findall(_without_addresses(sample))))
    if letters * _MUCH_LONGER < length or (letters < length and _begins_latin(sample)):
        return _latin(sample) or (_in_script(signs, other) if letters * 10 > length else None)
    return _in_script(signs, other) if letters else _latin(sample)


def _without_addresses(text: str) -> str:
    """The text without the parts of addresses that are no words of a language."""
    return _ADDRESS.sub(" ", text) if "@" in text or "://" in text or "www." in text else text


def _by_script(text: str) -> Counter[str]:
    """Signs of each script other than Latin, weighted by how much they say."""
    signs: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        first, last, name, weight = _SCRIPTS[bisect_right(_FIRSTS, ord(sign)) - 1]
        if first <= ord(sign) <= last:
            signs[name] += count * weight
    return signs


def _begins_latin(text: str) -> bool:
    """Whether the text begins with Latin words rather than with a name or an address among others."""
    first = text.lstrip()[:80]
    return len("".join(_LATIN.findall(first))) > len(first) / 2


def _in_script(signs: Counter[str], text: str) -> str:
    """The language of the script that carries most of the text."""
    # Japanese is written in Han signs and kana together; a Chinese text has no kana.
    if signs["kana"] * 8 > signs["han"] and signs["kana"]:
        signs = Counter({**signs, "ja": signs["kana"] + signs["han"], "kana": 0, "han": 0})
    script = signs.most_common(1)[0][0]
    if script == "cyrillic":
        return _cyrillic(text.casefold())
    if script == "arabic":
        return _arabic(text)
    return {"han": "zh", "kana": "ja"}.get(script, script)


def _cyrillic(text: str) -> str:
    """Russian, unless letters that Russian has not occur more than by accident."""
    signs = Counter(text)
    total = signs.total()
    for code, marks in _CYRILLIC_MARKS:
        if sum(signs[m] for m in marks) * 50 > total:
            return code
    # Bulgarian writes the hard sign as a vowel and never the letters of the last group.
    if signs["ъ"] * 100 > total and not signs["ы"] and not signs["э"]:
        return "bg"
    return "ru"


def _arabic(text: str) -> str:
    """Arabic, or Persian where its own letters occur more than in a name."""
    signs = Counter(text)
    return "fa" if sum(signs[mark] for mark in _PERSIAN) * 14 > signs.total() else "ar"


def _latin(text: str) -> str | None:
    """The language by its small words, taken paragraph by paragraph and then together."""
    whole: dict[str, float] = {}
    lengths: dict[str, int] = {}
    for scores, words in _paragraphs(text):
        for code, score in scores.items():
            whole[code] = whole.get(code, 0.0) + score
        if (found := _clear(scores, words)) is not None:
            lengths[found] = lengths.get(found, 0) + words
    return _first_of(lengths) or _clear(whole, 0)


def _paragraphs(text: str) -> Iterator[tuple[dict[str, float], int]]:
    """For each paragraph the score of each language and the number of words."""
    for paragraph in _PARAGRAPH.split(_without_addresses(text).lower()):
        words = _WORD.findall(paragraph)
        scores = defaultdict[str, float](float)
        for code, share in chain.from_iterable(filter(None, map(SHARES.get, words))):
            scores[code] += share
        if words:
            yield scores, len(words)


def _clear(scores: dict[str, float], words: int) -> str | None:
    """The language that leads by a margin. A paragraph of `words` must also show enough of it; 0 asks for no density."""
    if not scores:
        return None
    best = max(scores, key=lambda code: scores[code])
    second = max((score for code, score in scores.items() if code != best), default=0.0)
    if scores[best] < 0.9 or scores[best] < 1.3 * second or scores[best] < 0.06 * words:
        return None
    return best


def _first_of(lengths: dict[str, int]) -> str | None:
    """The first language in the order of the text that is no mere heading above a longer one."""
    longest = max(lengths.values(), default=0)
    return next((code for code, words in lengths.items() if words * _MUCH_LONGER >= longest), None)
