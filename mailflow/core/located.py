"""Files that people edit, read with the line numbers that their errors need (what is wrong in them: `form_faults`).

A value is located by putting a mark in its place and looking where the written file
begins to differ from the source: this works inside inline tables and arrays as well, and needs nothing of the parser but
that it keeps what it did not touch.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import tomlrt
from rapidfuzz import fuzz, process

from mailflow.errors import FileError

_MARK = "\x01located"
_CLOSE_ENOUGH = 72.0
_SLIPS = "Look whether each text stands in quotation marks and each bracket is closed, here or above."

KeyPath = Sequence[str | int]


def load_toml(text: str, file: str, error_class: type[FileError]) -> dict[str, Any]:
    """The tables of a TOML file as plain dicts and lists. A fault of syntax raises `error_class` with its line."""
    plain = text.removeprefix("\ufeff")
    try:
        # What TOML 1.0 takes means the same in 1.1, and is read ten times faster.
        return tomllib.loads(plain)
    except tomllib.TOMLDecodeError:
        pass
    try:
        return tomlrt.loads(plain).to_dict()
    except tomlrt.TOMLParseError as error:
        sentence = str(error).rpartition(" (line ")[0] or str(error)
        # A day that the calendar does not have is no slip of writing.
        slip = None if "out of range" in sentence else _SLIPS
        raise error_class(f"this is not valid TOML: {sentence}.", file=file, line=error.line, hint=slip) from error


def line_of(source: str, path: KeyPath) -> int | None:
    """The line of the value at `path`, or of the innermost table that holds it; None where nothing of it is there.

    Parts of the path that the file does not have are passed over: pydantic names its own unions there.
    """
    try:
        document = _document(source)
    except tomlrt.TOMLParseError as error:
        return error.line
    present = _present(document, path)
    return _line(source.removeprefix("\ufeff"), document, present) if present else None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is written most like this one, None where none is near."""
    found = process.extractOne(word, sorted(set(known)), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A question that names the nearest known word, None where none is near."""
    near = nearest(word, known)
    return f'Did you mean "{near}"?' if near else None


def present_path(source: str, path: KeyPath) -> list[str | int]:
    """The parts of a path that stand in the file, in order."""
    try:
        return _present(_document(source), path)
    except tomlrt.TOMLParseError:
        return []


# A file with one error often has more: it is parsed for the first. Nobody changes what is kept here.
@lru_cache(maxsize=4)
def _document(source: str) -> Any:
    return tomlrt.loads(source.removeprefix("\ufeff"))


def _present(document: Any, path: KeyPath) -> list[str | int]:
    node, walked = document, list[str | int]()
    for part in path:
        if _holds(node, part):
            node = node[part]
            walked.append(part)
    return walked


def _holds(node: Any, part: str | int) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and 0 <= part < len(node)


def _line(source: str, document: Any, path: KeyPath) -> int | None:
    """The line of a value that is there. A table without a line of its own is found by what it holds."""
    holder = document
    for part in path[:-1]:
        holder = holder[part]
    node = holder[path[-1]]
    is_entry = isinstance(holder, tomlrt.AoT)
    if not is_entry:
        line = _line_of_mark(source, path)
        # An implicit table has no place of its own: its mark would stand somewhere else.
        if not isinstance(node, Mapping) or isinstance(path[-1], int) or path[-1] in source.split("\n")[line - 1]:
            return line
    if not node:
        return None
    inner = _line(source, document, [*path, next(iter(node))])
    return _header_above(source, inner) if inner and is_entry else inner


def _line_of_mark(source: str, path: KeyPath) -> int:
    """Where the file begins to differ once a mark stands in the place of the value."""
    document = tomlrt.loads(source)
    holder: Any = document
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = _MARK
    return _first_difference(source, tomlrt.dumps(document))


def _first_difference(source: str, written: str) -> int:
    at = next(
        (i for i, (a, b) in enumerate(zip(source, written, strict=False)) if a != b), min(len(source), len(written))
    )
    return source.count("\n", 0, at) + 1


def _header_above(source: str, line: int) -> int:
    """The line of the `[[table]]` header that opens the entry in which `line` stands."""
    lines = source.split("\n")
    return next((n for n in range(line, 0, -1) if lines[n - 1].lstrip().startswith("[[")), line)
