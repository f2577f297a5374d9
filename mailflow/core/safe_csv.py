"""Lines of CSV (RFC 4180) that are safe to open in a spreadsheet, and can be read back as they were.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and a formula can fetch, send and start things.
Messages come from anybody. So such a cell gets an apostrophe in front, by which a spreadsheet knows text. It stands also after
each separator inside a cell, for a spreadsheet may be set to semicolons or tabs and then cuts the cell there. An apostrophe
that stood there before gets another one: taking one away again gives back what it was.

Numbers are written as numbers, texts always in quotation marks; nothing between two commas is no value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Full-width forms are formulas in East Asian versions.
_SIGNS = "=+\\-@＝＋－＠"
_PLACE = r"(?:\A|(?<=[;,\t\r\n|]))"
_DANGEROUS = re.compile(rf"{_PLACE}(?=[\"']*[{_SIGNS}])|\A(?=[\"']*[\t\r\n])")
_MARKED = re.compile(rf"{_PLACE}'(?=[\"']*[{_SIGNS}])|\A'(?=[\"']*[\t\r\n])")
Value = str | int | float | None


def safe(text: str) -> str:
    """The text as a cell that no spreadsheet computes."""
    return _DANGEROUS.sub("'", text)


def original(cell: str) -> str:
    """The text that `safe` made the cell of."""
    return _MARKED.sub("", cell)


def line(values: Sequence[Value]) -> str:
    """One line of the file, with its end."""
    return ",".join(map(_cell, values)) + "\r\n"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    return '"' + safe(value).replace('"', '""') + '"'
