"""How a text is compared with what a rule names: the match types of RFC 5228 §2.7.1, and two more.

`is`, `contains` and `matches` (`*` and `?`) fold case and accents and take any run of white space for one space. `word`
finds whole words. `regex` is RE2, which needs no more than linear time whatever a rule or a message says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import re2

from mailflow.core.folding import fold
from mailflow.core.words import WORD

_REGEX_MEMORY = 8 << 20
_MOST_COMPARED = 400_000
_SPACE = re.compile(r"\s+")
# What RE2 takes for ASCII only is written out for all scripts: outside a class, and inside one.
_SHORTHAND = {
    "w": (r"[\pL\pM\pN_]", r"\pL\pM\pN_"),
    "d": (r"\pN", r"\pN"),
    "D": (r"\PN", r"\PN"),
    "W": (r"[^\pL\pM\pN_]", ""),
}


class Operator(StrEnum):
    """The way of comparing."""

    IS = "is"
    CONTAINS = "contains"
    MATCHES = "matches"
    WORD = "word"
    REGEX = "regex"


def plain(text: str) -> str:
    """A text folded, with each run of white space as one space."""
    return _SPACE.sub(" ", fold(text[:_MOST_COMPARED])).strip()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One operator with the values of which any may hold."""

    operator: Operator
    values: tuple[str, ...]
    tests: tuple[Callable[[str, str], bool], ...] = field(repr=False, compare=False)

    def found(self, text: str, folded: str | None = None) -> str | None:
        """The first value that holds of the text, None where none does. `folded` is `plain(text)` where at hand."""
        if folded is None:
            folded = plain(text)
        return next((value for value, test in zip(self.values, self.tests, strict=True) if test(text, folded)), None)


def comparison(operator: Operator, values: tuple[str, ...]) -> Comparison:
    """A comparison, ready. A value that cannot be used is a ValueError whose text is a sentence for staff."""
    return Comparison(operator, values, tuple(_test(operator, value) for value in values))


def _test(operator: Operator, value: str) -> Callable[[str, str], bool]:
    if operator is Operator.REGEX:
        return _regex_test(value)
    wanted = plain(value)
    if operator is Operator.IS:
        return lambda _, folded: folded == wanted
    if operator is Operator.CONTAINS:
        return lambda _, folded: wanted in folded
    if operator is Operator.MATCHES:
        return _glob_test(wanted)
    return _word_test(value)


def _glob_test(wanted: str) -> Callable[[str, str], bool]:
    pattern = "".join({"*": ".*", "?": "."}.get(c) or re2.escape(c) for c in wanted)
    compiled = re2.compile(f"(?s){pattern}", _options())
    return lambda _, folded: compiled.fullmatch(folded) is not None


def _word_test(value: str) -> Callable[[str, str], bool]:
    words = [re2.escape(found.group()) for found in WORD.finditer(fold(value))]
    if not words:
        raise ValueError(f'the word "{value}" has no letter in it')
    # Scripts without spaces have no word ends: there a word is found anywhere.
    spaced = [w for w in words if len(w) > 1 or w < "\u0e00"]
    edge = r"(?:^|$|[^\pL\pM\pN_])" if spaced else ""
    compiled = re2.compile(edge + r"[^\pL\pM\pN_]+".join(words) + edge if spaced else "".join(words), _options())
    return lambda _, folded: compiled.search(folded) is not None


def _regex_test(value: str) -> Callable[[str, str], bool]:
    written = for_re2(value)
    original = _compiled(written)
    bare = _compiled(re.sub(r"[^\x00-\x7f]+", lambda found: fold(found.group()), written))
    return lambda text, folded: bool(original.search(text[:_MOST_COMPARED]) or bare.search(folded))


def _compiled(pattern: str) -> Any:
    try:
        return re2.compile(pattern, _options())
    except re2.error as error:
        told = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error.args[0])
        raise ValueError(f'the regular expression "{pattern}" is refused: {told}') from error


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = _REGEX_MEMORY
    return options


def for_re2(pattern: str) -> str:
    r"""The pattern with `\w` and `\d` in their Unicode meaning. `\b` is refused: RE2 knows only ASCII word ends."""
    written, inside, at = list[str](), False, 0
    while at < len(pattern):
        character, following = pattern[at], pattern[at + 1 : at + 2]
        if character == "\\" and following:
            written.append(_escape(following, inside))
            at += 2
            continue
        if character == "[" and not inside:
            inside = True
            # A bracket that stands first in a class is a member of it.
            member = re.match(r"\[\^?\]?", pattern[at:])
            written.append(member.group() if member else "[")
            at += len(written[-1])
            continue
        if character == "]":
            inside = False
        written.append(character)
        at += 1
    return "".join(written)


def _escape(letter: str, inside: bool) -> str:
    if letter in "bB":
        raise ValueError(rf'"\{letter}" would see only ASCII word ends. Use word = "…" for whole words')
    if letter == "W" and inside:
        raise ValueError(r'"\W" cannot stand inside brackets')
    return _SHORTHAND[letter][inside] if letter in _SHORTHAND else f"\\{letter}"
