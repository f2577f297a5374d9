"""The writing of a phrase taken apart.

    phrase = part, part, …        part = word | beginning* | # | … | (phrase|phrase) | [phrase|phrase] | <list>

Words are folded and cut as texts are, so that "l'honneur" is two words on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice, product
from typing import Any

from mailflow.core.folding import fold
from mailflow.core.words import UNSPACED, WORD

_MOST_ALTERNATIVES = 256
_MOST_GAPS = 3
_MOST_WORDS = 120
_MOST_RESOLVED = 6_000
_SIGN = re.compile(r"[()\[\]|*#<]|\.\.\.")
_LOOSE_STAR = re.compile(r"(?:^|\W)\*")
_GLUED = re.compile(rf"[)\]][^\W{UNSPACED}]|[^\W{UNSPACED}][(\[]")
_TOKEN = re.compile(rf"(\.\.\.|[()\[\]|#]|<[a-z0-9-]+>)|({WORD.pattern})(\*?)")


class Step(StrEnum):
    """What a step of a phrase asks of a text."""

    WORD = "word"
    STEM = "stem"
    NUMBER = "number"
    GAP = "gap"

    def __reduce_ex__(self, _: object) -> tuple[Any, ...]:
        """Pickled by its value: some versions of Python ask for a `getattr`, which the reader of compiled phrases refuses."""
        return Step, (self.value,)


Steps = tuple[tuple[Step, str], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several phrases; an empty one among them makes the choice optional."""

    options: tuple[Sequel, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Any phrase of another list of the same language."""

    name: str


Part = tuple[Step, str] | Choice | Reference
Sequel = tuple[Part, ...]


def parts(phrase: str) -> Sequel:
    """The parts of a phrase. What cannot be understood is a ValueError that ends a sentence about the phrase."""
    plain = fold(phrase)
    if not _SIGN.search(plain) and (words := WORD.findall(plain)):
        return tuple([(Step.WORD, word) for word in words[:_MOST_WORDS]])
    if _LOOSE_STAR.search(plain):
        raise ValueError("has a star that does not follow a word")
    if _GLUED.search(plain):
        raise ValueError("has a bracket within a word")
    tokens: list[_Token] = [(found[1], found[2], found[3]) for found in _TOKEN.finditer(plain)]
    options, at = _options(tokens, 0, "")
    if at < len(tokens):
        raise ValueError("has a bracket without its partner")
    if len(options) > 1:
        raise ValueError("has a | outside of brackets")
    _check(options[0])
    return options[0]


def references(sequel: Sequel) -> Iterator[str]:
    """The names of the lists that a phrase refers to."""
    for part in sequel:
        if isinstance(part, Reference):
            yield part.name
        elif isinstance(part, Choice):
            yield from chain.from_iterable(references(option) for option in part.options)


def resolved(sequel: Sequel, lists: Mapping[str, tuple[Sequel, ...]]) -> Sequel:
    """The phrase with the lists that it refers to in their place; these must be resolved themselves."""
    found = tuple(_resolved_part(part, lists) for part in sequel)
    if (size := sum(1 for _ in _steps(found))) > _MOST_RESOLVED:
        raise ValueError(f"stands for too much: {size} words with the lists that it refers to")
    return found


def _resolved_part(part: Part, lists: Mapping[str, tuple[Sequel, ...]]) -> Part:
    if isinstance(part, Reference):
        return Choice(lists[part.name])
    if isinstance(part, Choice):
        return Choice(tuple(tuple(_resolved_part(inner, lists) for inner in option) for option in part.options))
    return part


def alternatives(phrase: str) -> tuple[Steps, ...]:
    """The different rows of steps that a phrase stands for, at most 256 of them."""
    return tuple(dict.fromkeys(islice(_rows(parts(phrase)), _MOST_ALTERNATIVES)))


_Token = tuple[str | None, str | None, str | None]


def _options(tokens: list[_Token], at: int, closing: str) -> tuple[list[Sequel], int]:
    """The options from a place up to the closing bracket, and the place behind it."""
    options, current = list[Sequel](), list[Part]()
    while at < len(tokens):
        sign, word, star = tokens[at]
        at += 1
        if word:
            current.append((Step.STEM if star else Step.WORD, word))
        elif sign == "...":
            current.append((Step.GAP, ""))
        elif sign and sign.startswith("<"):
            current.append(Reference(sign[1:-1]))
        elif sign == "#":
            current.append((Step.NUMBER, ""))
        elif sign == "|":
            options.append(tuple(current))
            current = []
        elif sign in ("(", "["):
            inner, at = _options(tokens, at, ")" if sign == "(" else "]")
            if () in inner:
                raise ValueError("has a choice without a word")
            if any(all(part == (Step.GAP, "") for part in option) for option in inner):
                raise ValueError("has a gap alone in brackets; without them it may skip no word as well")
            current.append(Choice((*inner, ()) if sign == "[" else tuple(inner)))
        elif sign == closing:
            return [*options, tuple(current)], at
        else:
            raise ValueError("has a bracket without its partner")
    if closing:
        raise ValueError("has a bracket without its partner")
    return [*options, tuple(current)], at


def _check(sequel: Sequel) -> None:
    steps = list(_steps(sequel))
    if not any(kind is not Step.GAP for kind, _ in steps) or _may_be_empty(sequel):
        raise ValueError("has no word that must be there")
    if _may_open_with_gap(sequel) or _may_open_with_gap(_mirrored(sequel)):
        raise ValueError("begins or ends with a gap")
    if sum(kind is Step.GAP for kind, _ in steps) > _MOST_GAPS:
        raise ValueError(f"has more than {_MOST_GAPS} gaps")
    if len(steps) > _MOST_WORDS:
        raise ValueError(f"has more than {_MOST_WORDS} words; write it as several phrases")
    if any(kind is Step.STEM and len(word) < 2 for kind, word in steps):
        raise ValueError("has a star behind a single letter")


def _steps(sequel: Sequel) -> Iterator[tuple[Step, str]]:
    for part in sequel:
        if isinstance(part, Choice):
            yield from chain.from_iterable(_steps(option) for option in part.options)
        elif isinstance(part, Reference):
            yield Step.WORD, part.name
        else:
            yield part


def _may_be_empty(sequel: Sequel) -> bool:
    return all(isinstance(part, Choice) and any(_may_be_empty(option) for option in part.options) for part in sequel)


def _may_open_with_gap(sequel: Sequel) -> bool:
    for part in sequel:
        if isinstance(part, Reference):
            return False
        if not isinstance(part, Choice):
            return part[0] is Step.GAP
        if any(_may_open_with_gap(option) for option in part.options):
            return True
        if not any(_may_be_empty(option) for option in part.options):
            return False
    return False


def _mirrored(sequel: Sequel) -> Sequel:
    return tuple(
        Choice(tuple(_mirrored(option) for option in part.options)) if isinstance(part, Choice) else part
        for part in reversed(sequel)
    )


def _rows(sequel: Sequel) -> Iterator[Steps]:
    choices = [
        [row for option in part.options for row in islice(_rows(option), _MOST_ALTERNATIVES)]
        if isinstance(part, Choice)
        else [(part,)]
        for part in sequel
        if not isinstance(part, Reference)
    ]
    for rows in product(*choices):
        yield tuple(chain.from_iterable(rows))
