"""Numbers as people write them: digits, ranges, lists, and words ("sixty-fourth", "soixante-trois", "шестьдесят пятый").

Number words stand in the phrase files, one entry a number: the number, then its words ("4 four fourth").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mailflow.core.folding import fold_with_map
from mailflow.core.phrases import Phrases
from mailflow.core.words import UNSPACED

_TOKEN = re.compile(rf"\d{{1,4}}|[{UNSPACED}]|[^\W\d{UNSPACED}]+|[^\w\s]")
_ORDINAL_END = re.compile(r"(?:st|nd|rd|th|e|er|ere|eme|ieme|o|a|os|as|й|го|му|ый|ая|ое|м)\Z")
_ROMAN = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_SIGNS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_DASHES = "-–—‑~"
_SKIPPED = frozenset("#:()[]\"'°º.№")
_LISTING = frozenset(",;/&+،、")
_MOST_TOKENS = 60
_WIDEST_RANGE = 40


_Tokens = list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Words:
    """Number words, and the small words between numbers."""

    values: dict[str, int]
    cardinals: frozenset[str]  # "four", not "fourth"
    joins: frozenset[str]  # "and"
    ranges: frozenset[str]  # "to"
    labels: frozenset[str]  # "no", "number", "point": may stand before each number


@lru_cache(maxsize=8)
def number_words(phrases: Phrases) -> Words:
    """The number words of an installation's phrase files."""
    values: dict[str, int] = {}
    cardinals = set[str]()
    for entry in _of(phrases, "number-words"):
        first, *words = fold_with_map(entry)[0].split()
        values.update(dict.fromkeys(words, int(first)))
        cardinals.update(words[:1])
    return Words(
        values,
        frozenset(cardinals),
        _folded(phrases, "number-joins"),
        _folded(phrases, "number-ranges"),
        _folded(phrases, "number-labels"),
    )


def _of(phrases: Phrases, name: str) -> Sequence[str]:
    return [entry.phrase for entry in phrases.of(name)] if name in phrases.names else []


def _folded(phrases: Phrases, name: str) -> frozenset[str]:
    return frozenset(fold_with_map(phrase)[0] for phrase in _of(phrases, name))


def numbers_after(text: str, start: int, words: Words) -> tuple[tuple[int, ...], int]:
    """The numbers that follow a place directly, ranges filled in, and where they end."""
    found, tokens = list[int](), _tokens(text, start)
    at, end, ranging, glossed = 0, start, False, set[int]()
    while at < len(tokens):
        number, following = _number(tokens, at, words)
        if number is not None:
            if found and at not in glossed and not _goes_on(tokens, at, following, number, found[-1], ranging, words):
                break
            if ranging:
                found += range(found[-1] + 1, number)
            found.append(number)
            end, at, ranging = tokens[following - 1][2], following, False
            continue
        sign = tokens[at][0]
        if sign in words.ranges or (sign in _DASHES and found):
            ranging = bool(found)
        elif not _may_stand_between(sign, words, is_list=bool(found)):
            at = _behind_gloss(tokens, at, words) if found else len(tokens)
            glossed.add(at)
            ranging = False
            continue
        at += 1
    return tuple(dict.fromkeys(found)), end


def _goes_on(tokens: _Tokens, at: int, following: int, number: int, last: int, ranging: bool, words: Words) -> bool:
    """True where a further number belongs to the list, and not to the words that follow it ("63, 2 workshops")."""
    if ranging:
        return last < number <= last + _WIDEST_RANGE
    if tokens[at - 1][0] in words.joins or tokens[at - 1][0] in words.labels or tokens[at - 1][0] in _SKIPPED:
        return number > 19 or tokens[at][0].isdigit()
    behind = tokens[following][0] if following < len(tokens) else "."
    is_followed = not behind[0].isalnum() or behind in words.joins or behind in words.ranges
    return tokens[at][0].isdigit() and is_followed


def _behind_gloss(tokens: _Tokens, at: int, words: Words) -> int:
    """The number behind a few words of explanation: "63 – legislation, 64 – information"; the end where none comes."""
    if tokens[at - 1][0] not in _DASHES and tokens[at - 1][0] not in ("(", ":"):
        return len(tokens)
    for place in range(at + 1, min(at + 7, len(tokens) - 1)):
        if tokens[place][0] in _LISTING or tokens[place][0] in (")", *words.joins):
            ahead = place + 1
            while ahead < len(tokens) and (tokens[ahead][0] in words.joins or tokens[ahead][0] in _LISTING):
                ahead += 1
            if ahead < len(tokens) and tokens[ahead][0].isdigit() and _is_glossed(tokens, ahead):
                return ahead
    return len(tokens)


def _is_glossed(tokens: _Tokens, at: int) -> bool:
    """True for a number behind which an explanation stands again."""
    return at + 1 < len(tokens) and (tokens[at + 1][0] in _DASHES or tokens[at + 1][0] in ("(", ":"))


def _may_stand_between(sign: str, words: Words, *, is_list: bool) -> bool:
    """True for what may stand in front of a number, or between two of a list."""
    if is_list and sign in (".", ":"):
        return False
    return sign in _SKIPPED or sign in words.labels or (is_list and (sign in _LISTING or sign in words.joins))


def number_before(text: str, end: int, words: Words) -> tuple[int, int] | None:
    """The ordinal directly before a place ("the sixty-fourth action", "64th action"), and where it begins."""
    begin = max(0, end - 40, text.rfind("\n\n", 0, end) + 2)
    tokens = _tokens(text[begin:end], 0)
    for size in (3, 2, 1):
        tail = tokens[-size:]
        if len(tail) < size or tail[-1][0].isdigit() or tail[-1][0] in words.cardinals:
            continue
        number, following = _number(tail, 0, words)
        if number is not None and following == len(tail):
            return number, begin + tail[0][1]
    return None


def _tokens(text: str, start: int) -> _Tokens:
    """The folded tokens behind a place, with their places."""
    piece = text[start : start + 400]
    plain, origin = fold_with_map(piece)
    found: _Tokens = []
    for match in _TOKEN.finditer(plain):
        if found and "\n\n" in piece[found[-1][2] - start : origin[match.start()]]:
            break
        token = match.group()
        if len(token) > 1 and piece[origin[match.start()] : origin[match.end() - 1] + 1].isupper():
            token = _of_roman(token)
        found.append((token, start + origin[match.start()], start + origin[match.end() - 1] + 1))
        if len(found) >= _MOST_TOKENS:
            break
    return found


def _of_roman(token: str) -> str:
    """The digits of a number in Roman signs below a hundred, any other token as it is."""
    if not _ROMAN.fullmatch(token):
        return token
    value = 0
    for sign, following in zip(token, token[1:] + "i", strict=True):
        value += _SIGNS[sign] if _SIGNS[sign] >= _SIGNS[following] else -_SIGNS[sign]
    return str(value)


def _number(tokens: _Tokens, at: int, words: Words) -> tuple[int | None, int]:
    """The number at a token, and the token behind it."""
    token = tokens[at][0]
    if token.isdigit():
        following = at + 1
        if (
            following < len(tokens)
            and tokens[following][1] == tokens[at][2]
            and _ORDINAL_END.match(tokens[following][0])
        ):
            following += 1
        elif (
            following + 1 < len(tokens) and tokens[following][0] == "-" and _ORDINAL_END.match(tokens[following + 1][0])
        ):
            following += 2
        return (int(token), following) if len(token) < 3 else (None, at)
    value = words.values.get(token)
    if value is None:
        return _reversed(tokens, at, words)
    if value % 10 or value < 20:
        return _unit(tokens, at, value, words)
    following = at + 1
    while following < len(tokens) and (tokens[following][0] in _DASHES or tokens[following][0] in words.joins):
        following += 1
    unit = words.values.get(tokens[following][0]) if following < len(tokens) else None
    joined = following < len(tokens) and _is_near(tokens, at, following)
    if unit is not None and 0 < unit < 10 and joined:
        return value + unit, following + 1
    return value, at + 1


def _is_near(tokens: _Tokens, at: int, following: int) -> bool:
    """True where nothing but small signs part tens and units."""
    return tokens[following][1] - tokens[at][2] <= 5


def _unit(tokens: _Tokens, at: int, value: int, words: Words) -> tuple[int | None, int]:
    """A unit, alone or before its ten: "六十三" has the ten behind the unit, Arabic the ten with "and"."""
    if at + 1 < len(tokens):
        following = tokens[at + 1][0]
        if following == "十" and 0 < value < 10:
            last = words.values.get(tokens[at + 2][0]) if at + 2 < len(tokens) else None
            if last is not None and 0 < last < 10 and len(tokens[at + 2][0]) == 1:
                return value * 10 + last, at + 3
            return value * 10, at + 2
        if following.startswith("و") and 0 < value < 10:
            ten = words.values.get(following[1:]) or words.values.get(following.removeprefix("وال"))
            if ten is not None and ten >= 20:
                return ten + value, at + 2
    return value, at + 1


def _reversed(tokens: _Tokens, at: int, words: Words) -> tuple[int | None, int]:
    """ "vierundsechzig", "vierenzestig": unit and ten in one word; the Arabic article in front."""
    token = tokens[at][0]
    if token.startswith("ال") and len(token) > 3:
        value = words.values.get(token[2:])
        return _unit(tokens, at, value, words) if value is not None else (None, at)
    for joint in ("und", "en"):
        unit, found, ten = token.partition(joint)
        if found and (u := words.values.get(unit)) and (t := words.values.get(ten)) and t >= 20 > u:
            return t + u, at + 1
    return None, at


def all_numbers(text: str) -> Iterator[int]:
    """The small whole numbers of a cell: "63", "63.", "#63", "AP 63"."""
    for match in re.finditer(r"(?<![\d.,/])\d{1,2}(?![\d/]|[.,]\d)", text):
        yield int(match.group())
