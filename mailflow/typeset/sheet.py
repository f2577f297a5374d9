"""What is printed, as a tree of values: blocks, and the words in them.

No part of it is Typst: the tree travels as JSON into a program that never changes, where a text can only become text. So no
value can add markup, read a file or call a function, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Controls, surrogates and noncharacters have no shape; U+FFF9 to U+FFFB belong to a layout that is not used here.
_SHAPELESS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufff9-\ufffb]")
_FOREIGN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SPACE = re.compile("[\t\n\r\u2028\u2029]+")
# What no line can hold and no reader needs whole: a break is allowed inside. Chinese and its neighbours break anywhere.
_ENDLESS = re.compile(
    "[^\\s\u2066-\u2069\u1100-\u11ff\u2e80-\u9fff\ua000-\ua4ff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{65,}"
)
_PIECE = 16
_SCHEMES = ("https://", "http://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    words: Words


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words in italics."""

    words: Words


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address of the web, of mail or of the telephone; to any other they are plain words."""

    words: Words
    href: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


Inline = str | Strong | Emphasis | Link | Break
Words = str | tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1. A level that skips one is set as the next (PDF/UA-1, ISO 14289-1 §7.4.2)."""

    words: Words
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered from `start`, or with dots where that is None. `tight` leaves no space between the items."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `head` is repeated on each page. `widths` are shares of the page's width, as many as columns; none: as
    wide as the words are. `align` is "start", "center" or "end" for each column; none: all at the start."""

    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...] = ()
    align: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks that are quoted."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Paragraph | Items | Table | Quote | Rule | PageBreak


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of A4 pages. `made` (aware) is written into the file: the same sheet gives the same bytes.

    `title` is the document's name in a reader's window; what shall stand on paper is a block. `organisation` and `lines`
    (its addresses) make the letterhead of the first page with `meeting` between them; `date` stands below it, `foot` beside
    the page numbers.
    """

    title: str
    language: str
    made: datetime
    blocks: tuple[Block, ...]
    organisation: str = ""
    meeting: str = ""
    lines: tuple[str, ...] = ()
    date: str = ""
    foot: str = ""
    landscape: bool = False

    def as_data(self) -> dict[str, Any]:
        """The sheet as JSON for `sheet.typ`."""
        return {
            "title": _text(self.title) or " ",
            "language": self.language,
            "blocks": list(_blocks(self.blocks, [0])),
            "organisation": _text(self.organisation),
            "meeting": _text(self.meeting),
            "lines": [_text(line) for line in self.lines],
            "date": _text(self.date),
            "foot": _text(self.foot),
            "landscape": self.landscape,
        }


def _blocks(blocks: tuple[Block, ...], level: list[int]) -> Iterator[dict[str, Any]]:
    """`level` holds that of the heading before."""
    for block in blocks:
        match block:
            case Heading(words, wanted):
                level[0] = max(1, min(wanted, level[0] + 1))
                yield {"is": "heading", "words": _words(words), "level": level[0]}
            case Paragraph(words):
                yield {"is": "paragraph", "words": _words(words)}
            case Items(items, start, tight):
                inside = [list(_blocks(item, level)) for item in items]
                yield {"is": "items", "items": inside, "start": start, "tight": tight}
            case Table():
                yield _table(block)
            case Quote(inside):
                yield {"is": "quote", "blocks": list(_blocks(inside, level))}
            case Rule():
                yield {"is": "rule"}
            case PageBreak():
                yield {"is": "page-break"}


def _table(table: Table) -> dict[str, Any]:
    columns = max([len(table.head), *map(len, table.rows)])

    def whole(row: tuple[Words, ...]) -> list[list[Any]]:
        return [_words(cell) for cell in row] + [[""]] * (columns - len(row))

    return {
        "is": "table",
        "head": whole(table.head),
        "rows": [whole(row) for row in table.rows],
        "widths": list(table.widths) if len(table.widths) == columns else [],
        "align": [*table.align, *["start"] * columns][:columns],
        "columns": columns,
    }


def _words(words: Words) -> list[Any]:
    if isinstance(words, str):
        return [_text(words)]
    return [_inline(word) for word in words]


def _inline(word: Inline) -> str | dict[str, Any]:
    match word:
        case Strong(words):
            return {"is": "strong", "words": _words(words)}
        case Emphasis(words):
            return {"is": "emphasis", "words": _words(words)}
        case Link(words, href) if href.startswith(_SCHEMES) and len(href) > 8:
            return {"is": "link", "words": _words(words), "to": _FOREIGN.sub("", _SHAPELESS.sub("", href))}
        case Link(words):
            return {"is": "words", "words": _words(words)}
        case Break():
            return {"is": "break"}
        case _:
            return _text(word)


def _text(text: str) -> str:
    shown = _SPACE.sub(" ", _SHAPELESS.sub("", _FOREIGN.sub("\ufffd", text)))
    return _ENDLESS.sub(lambda run: "\u200b".join(_pieces(run[0])), shown)


def _pieces(run: str) -> Iterator[str]:
    for at in range(0, len(run), _PIECE):
        yield run[at : at + _PIECE]
