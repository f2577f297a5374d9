"""Values as data inside a Markdown source: whatever they hold, they are only ever text in the letter.

A template is written by staff; a value may come from anybody. Before a value enters the source, each sign that Markdown or
HTML could understand is replaced by one of the 32 noncharacters U+FDD0–U+FDEF, which Unicode reserves for use inside a
program, one for each sign of ASCII punctuation. Markdown takes them for letters; `restored` and `restored_html` put the
signs back when the letter is typeset. Unlike a backslash this cannot be undone by doing it twice, in part, or by cutting.

Line ends and other white space become one space, control signs and signs that turn the direction of text disappear, and a
value in a script that runs against the letter's own is isolated (Unicode UAX #9), so that it cannot drag its neighbours
along.
"""

from __future__ import annotations

import html
import re
import string
from functools import lru_cache

from mailflow.core.phrasing import RIGHT_TO_LEFT

_FIRST = 0xFDD0
_STAND_IN = {sign: chr(_FIRST + n) for n, sign in enumerate(string.punctuation)}
_SIGN = {stand_in: sign for sign, stand_in in _STAND_IN.items()}
_SHORT = 200  # characters; what is longer is written once
_ISOLATE, _END = "\u2068", "\u2069"
_HTML = {stand_in: html.escape(sign) for stand_in, sign in _SIGN.items()} | {_ISOLATE: "<bdi>", _END: "</bdi>"}

_PUNCTUATION = re.compile("[" + re.escape(string.punctuation) + "]")
_STAND_INS = re.compile("[\ufdd0-\ufdef]")
_HTML_STAND_INS = re.compile("[\ufdd0-\ufdef\u2068\u2069]")
# Controls, directional embeddings, overrides and isolates, byte order marks: invisible, and able to change what is seen.
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
_SPACE = re.compile("[^\\S\u00a0\u202f]+")
# Lone surrogates cannot be written in UTF-8, and noncharacters shall not leave this program.
_FOREIGN = re.compile("[\ud800-\udfff\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2c00-\u2fef\u3040-\ud7ff\uf900-\ufaff]")


class Markdown(str):
    """A piece of Markdown source made by the program itself: it enters the source as it stands."""

    __slots__ = ()


def one_line(value: str) -> str:
    """The value on one line, without invisible signs: fit for a subject or a header. A no-break space stays one."""
    return _STAND_INS.sub("\ufffd", _line(value))


def _line(value: str) -> str:
    if value.isascii():
        line = " ".join(value.split())
        return line if line.isprintable() else _INVISIBLE.sub("", line).strip()
    return _FOREIGN.sub("\ufffd", _INVISIBLE.sub("", _SPACE.sub(" ", value))).strip()


def as_data(value: str, language: str = "en") -> str:
    """The value as it may stand in a Markdown source. What is data already stays as it is."""
    return _remembered(value, language) if len(value) <= _SHORT else _as_data(value, language)


def _as_data(value: str, language: str) -> str:
    line = _line(value)
    covered = _PUNCTUATION.sub(lambda match: _STAND_IN[match[0]], line)
    return f"{_ISOLATE}{covered}{_END}" if _runs_against(line, language) else covered


# Titles, places and names of parties stand in one letter after another.
_remembered = lru_cache(maxsize=4096)(_as_data)


def _runs_against(line: str, language: str) -> bool:
    """Whether a line is of another direction than the letter.

    Between Arabic words the groups of a telephone number run against it too: they would change places.
    """
    if language not in RIGHT_TO_LEFT:
        return not line.isascii() and _RIGHT_TO_LEFT.search(line) is not None
    if _LEFT_TO_RIGHT.search(line):
        return True
    return not line.isdigit() and not _RIGHT_TO_LEFT.search(line) and any(sign.isdigit() for sign in line)


def as_lines(value: str, language: str = "en") -> Markdown:
    """The value with its line breaks kept; empty lines are left out."""
    lines = [as_data(line, language) for line in value.splitlines()]
    return Markdown("\\\n".join(line for line in lines if line))


def restored(text: str) -> str:
    """Typeset plain text with the signs put back."""
    return _STAND_INS.sub(lambda match: _SIGN[match[0]], text)


def restored_html(markup: str) -> str:
    """Typeset HTML with the signs put back, escaped."""
    return _HTML_STAND_INS.sub(lambda match: _HTML[match[0]], markup)
