"""A person whose data is to be found again: by name or by address, wherever texts speak of him or her.

Two texts are compared as rows of folded words, so that accents, case, punctuation and line breaks make no difference, and
"Berg, Anna" is Anna Berg. A name is looked for as a whole: never by a part that others share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mailflow.core.address import parse_address
from mailflow.core.encoded import decoded_words
from mailflow.core.folding import fold
from mailflow.core.words import UNSPACED, WORD
from mailflow.errors import MailflowError

_UNSPACED_NAME = re.compile(rf"[{UNSPACED}\uac00-\ud7af]{{2,}}")
_FEWEST_WORDS = 2
_HEAD_END = re.compile(rb"\r?\n\r?\n")
# Two words of a name stand side by side; between them a line break, a soft break of quoted-printable, a comma.
_BETWEEN = rb"[^A-Za-z0-9\x80-\xff]{1,12}"


@dataclass(frozen=True, slots=True)
class Person:
    """Names and addresses that all mean one person."""

    names: tuple[str, ...]
    addresses: frozenset[str]  # keys (`Address.key`)
    _rows: tuple[tuple[str, ...], ...]
    _bytes: re.Pattern[bytes]

    def is_in(self, text: str) -> bool:
        """Does the text name the person, or hold an address of his or hers?"""
        folded = fold(text).replace("_", " ")
        near = [row for row in self._rows if all(word in folded for word in row)]
        if not near:
            return False
        words = f" {' '.join(WORD.findall(folded))} "
        return any(f" {' '.join(row)} " in words for row in near)

    def is_in_message(self, raw: bytes) -> bool:
        """Do the bytes of a message hold the person, as far as that can be seen without opening its parts?"""
        if self._bytes.search(raw):
            return True
        end = _HEAD_END.search(raw)
        head = raw[: end.start() if end else len(raw)]
        return b"=?" in head and self.is_in(decoded_words(head.decode("utf-8", "replace")))

    def is_address(self, spec: str) -> bool:
        """Is this address one of the person's?"""
        address = parse_address(spec)
        return address is not None and address.key in self.addresses

    def without(self, value: Any) -> Any:
        """A value of JSON without the texts that speak of the person; a table of which a value goes keeps its other keys."""
        if isinstance(value, str):
            return "" if self.is_in(value) else value
        if isinstance(value, Mapping):
            return {k: self.without(v) for k, v in value.items() if not self.is_in(str(k))}
        if isinstance(value, list | tuple):
            return [self.without(v) for v in value if not (isinstance(v, str) and self.is_in(v))]
        return value


def person(said: Iterable[str]) -> Person:
    """The person behind names and addresses. Raises `MailflowError` for a name of one word, which others share."""
    names: list[str] = []
    keys: set[str] = set()
    rows: list[tuple[str, ...]] = []
    for text in said:
        address = parse_address(text)
        if address is not None:
            keys.add(address.key)
            rows.append(_words(address.spec))
        name = text if address is None else address.name or ""
        if not name:
            continue
        words = _words(name)
        if len(words) < _FEWEST_WORDS and not _UNSPACED_NAME.search(name):
            raise MailflowError(
                f'"{name}" is one word, which may stand for others, too. Give the whole name, or the address.'
            )
        names.append(name)
        rows += [words, (*words[1:], words[0]), (words[-1], *words[:-1])]
    found = tuple(dict.fromkeys(rows))
    return Person(tuple(names), frozenset(keys), found, _pattern(names, keys))


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(fold(text).replace("_", " ")))


def _pattern(names: Iterable[str], keys: Iterable[str]) -> re.Pattern[bytes]:
    """What finds them in bytes, in either of two common codings, names in either order."""
    found: set[bytes] = set()
    for key in keys:
        local, _, domain = key.encode().rpartition(b"@")
        # `+detail` is the same person (`Address.key`).
        found.add(rb"(?<![A-Za-z0-9._+-])" + re.escape(local) + rb"(?:\+[^@\s]{0,64})?@" + re.escape(domain))
    for name in names:
        words = re.findall(r"[^\W_]+", name)
        for row in (words, [*words[1:], *words[:1]], [*words[-1:], *words[:-1]]):
            for coding in ("utf-8", "latin-1"):
                try:
                    row_of_bytes = _BETWEEN.join(re.escape(word.encode(coding)) for word in row)
                    found.add(rb"(?<![A-Za-z0-9])" + row_of_bytes)
                except UnicodeEncodeError:
                    continue
    return re.compile(b"|".join(each + rb"(?![A-Za-z0-9])" for each in sorted(found)), re.IGNORECASE)
