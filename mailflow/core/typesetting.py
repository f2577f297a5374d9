"""Markdown into the two forms of a letter: plain text of 76 columns, and HTML with its style in the tags.

Both are made from the same tokens, so that they say the same. Raw HTML, pictures, code and automatic links are off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mailflow.core.data import restored, restored_html
from mailflow.core.phrasing import RIGHT_TO_LEFT
from mailflow.core.wrapping import WIDTH, columns, wrapped

_BLOCKS = ["heading", "list", "table", "hr", "blockquote"]
_INLINES = [
    "emphasis",
    "balance_pairs",
    "link",
    "autolink",
    "escape",
    "entity",
    "newline",
    "fragments_join",
    "text_join",
]
_MARKDOWN = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(_BLOCKS + _INLINES)
_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "hr", "bdi"}
_TAGS |= {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_CELL = "border: 1px solid #999; padding: 3px 8px; text-align: start; vertical-align: top"
_STYLE = {
    "p": "margin: 0 0 1em",
    "h1": "font-size: 1.15em; margin: 0 0 0.3em",
    "h2": "font-size: 1.05em; margin: 0 0 0.3em",
    "h3": "font-size: 1em; margin: 0 0 0.3em",
    "ol": "margin: 0 0 1em; padding-inline-start: 2em",
    "ul": "margin: 0 0 1em; padding-inline-start: 2em",
    "li": "margin: 0 0 0.3em",
    "table": "border-collapse: collapse; margin: 0 0 1em",
    "th": _CELL,
    "td": _CELL,
    "blockquote": "margin: 0 0 1em; padding-inline-start: 1em; border-inline-start: 3px solid #bbb",
    "hr": "border: 0; border-top: 1px solid #999; margin: 1em 0",
    "a": "color: #0b4f8a",
}
_OPENING = re.compile(rf"<({'|'.join(_STYLE)})(?=[ >])")
_STYLED = {tag: f'<{tag} style="{style}"' for tag, style in _STYLE.items()}
_PAGE = (
    '<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head><meta charset="utf-8"></head>\n'
    "<body style=\"font-family: Cambria, Georgia, 'Times New Roman', serif; font-size: 16px; line-height: 1.45; "
    'color: #1a1a1a; max-width: 42em">\n{body}</body>\n</html>\n'
)
# Their scripts have no slanted letters: what is stressed stands bold.
_UPRIGHT = RIGHT_TO_LEFT | {"zh", "ja", "ko"}
_WIDE_BREAK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


# Lines that begin no block but a paragraph. What looks like anything else is set together with its neighbours of that sort.
_PARAGRAPH = re.compile(r"(?:(?:[^\W\d_]|[(\u201c\u2018\u00ab\u2026\u2068\ufdd0-\ufdef]|\*\*?[^\W_])[^\n|]*(?:\n|\Z))+")
_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_SHORT = 1_500  # characters; what is longer is set once


def typeset(source: str, language: str) -> tuple[str, str]:
    """The plain text and the HTML of a letter's Markdown source.

    Set block by block: most of a letter is what every letter of its kind says, and was set for the one before.
    """
    found = [(_remembered if len(block) <= _SHORT else _block)(block, language) for block in _blocks(source)]
    text = "\n\n".join(text for text, _ in found if text)
    return f"{text}\n", _whole("".join(markup for _, markup in found), language)


def _blocks(source: str) -> Iterator[str]:
    """The source in pieces that mean the same alone: paragraphs, and what lies between two of them."""
    held: list[str] = []
    for piece in _EMPTY_LINES.split(source):
        if not _PARAGRAPH.fullmatch(piece):
            held.append(piece)
            continue
        if held:
            yield "\n\n".join(held)
            held.clear()
        yield piece
    if held:
        yield "\n\n".join(held)


def _block(source: str, language: str) -> tuple[str, str]:
    tokens = parsed(source)
    return _text(tokens), _body(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}), language)


_remembered = lru_cache(maxsize=1024)(_block)


def parsed(source: str) -> list[Token]:
    """The tokens of a letter's Markdown source. Values in them are still covered (see `core.data`)."""
    tokens = _MARKDOWN.parse(source)
    _join_wide_lines(tokens)
    return tokens


def page(markup: str, language: str) -> str:
    """A whole HTML page. What is not on the list of tags and attributes is removed, links to other schemes too."""
    return _whole(_body(markup, language), language)


def _body(markup: str, language: str) -> str:
    cleaned = _CLEANER.clean(restored_html(markup))
    body = _OPENING.sub(lambda match: _STYLED[match[1]], cleaned)
    return body.replace("<em>", '<em style="font-style: normal; font-weight: bold">') if language in _UPRIGHT else body


def _whole(body: str, language: str) -> str:
    return _PAGE.format(language=language, direction="rtl" if language in RIGHT_TO_LEFT else "ltr", body=body)


def _text(tokens: Sequence[Token]) -> str:
    """The plain text: paragraphs wrapped, lists and tables as a typist would set them."""
    sheet = _Sheet()
    at = 0
    while at < len(tokens):
        at = _set(tokens, at, sheet)
    return restored("\n".join(sheet.lines))


@dataclass(slots=True)
class _Sheet:
    """The lines written so far. `margins` are the indents of open lists and quotations; `mark` waits for its item."""

    lines: list[str] = field(default_factory=list)
    margins: list[str] = field(default_factory=list)
    numbers: list[int | None] = field(default_factory=list)
    mark: str = ""
    opened: int = 0  # margins that no line has yet
    close: bool = False  # the next block follows without an empty line

    def add(self, lines: Sequence[str]) -> None:
        if self.lines and not self.close:
            self.lines.append("".join(self.margins[: len(self.margins) - self.opened]).rstrip())
        margin = "".join(self.margins)
        for line in lines:
            start = margin[: len(margin) - len(self.mark)] + self.mark if self.mark else margin
            self.lines.append(f"{start}{line}".rstrip())
            self.mark = ""
        self.close, self.opened = False, 0

    def open(self, margin: str) -> None:
        self.margins.append(margin)
        self.opened += 1

    def shut(self) -> None:
        self.margins.pop()
        self.opened = max(0, self.opened - 1)

    @property
    def width(self) -> int:
        return max(20, WIDTH - sum(map(len, self.margins)))


def _set(tokens: Sequence[Token], at: int, sheet: _Sheet) -> int:
    """Set the block that begins at `at`; the index behind what was set."""
    token = tokens[at]
    match token.type:
        case "paragraph_open" | "heading_open":
            sheet.add(wrapped(_inline(tokens[at + 1].children or []), sheet.width))
            # A tight list has its items without empty lines between them.
            sheet.close = token.hidden
            return at + 3
        case "bullet_list_open" | "ordered_list_open":
            start = token.attrGet("start")
            sheet.numbers.append(int(start or 1) if token.type.startswith("ordered") else None)
            sheet.close = sheet.close and len(sheet.numbers) > 1
        case "bullet_list_close" | "ordered_list_close":
            sheet.numbers.pop()
            sheet.close = sheet.close and bool(sheet.numbers)
        case "list_item_open":
            sheet.mark = _mark(sheet)
            sheet.open(" " * len(sheet.mark))
        case "list_item_close":
            if sheet.mark:
                sheet.add([""])
            sheet.shut()
        case "blockquote_open":
            sheet.open("> ")
        case "blockquote_close":
            sheet.shut()
        case "hr":
            sheet.add(["-" * min(sheet.width, 24)])
        case "table_open":
            return _set_table(tokens, at, sheet)
    return at + 1


def _mark(sheet: _Sheet) -> str:
    number = sheet.numbers[-1]
    if number is None:
        return "- "
    sheet.numbers[-1] = number + 1
    return f"{number}. "


def _set_table(tokens: Sequence[Token], at: int, sheet: _Sheet) -> int:
    """A table in columns where it fits, else each row as a group of "heading: cell" lines."""
    rows: list[list[str]] = []
    while tokens[at].type != "table_close":
        if tokens[at].type == "tr_open":
            rows.append([])
        elif tokens[at].type == "inline":
            rows[-1].append(_inline(tokens[at].children or []).replace("\n", " "))
        at += 1
    widths = [max(map(columns, column)) for column in zip_longest(*rows, fillvalue="")]
    if sum(widths) + 2 * (len(widths) - 1) <= sheet.width:
        lines = [_row(row, widths) for row in rows]
        sheet.add([lines[0], _row(["-" * width for width in widths], widths), *lines[1:]])
        return at + 1
    for row in rows[1:]:
        pairs = [f"{heading}: {cell}" if heading else cell for heading, cell in zip(rows[0], row, strict=False) if cell]
        sheet.add([line for pair in pairs for line in wrapped(pair, sheet.width)])
    return at + 1


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - columns(cell)) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join(padded).rstrip()


def _inline(tokens: Sequence[Token]) -> str:
    """The text of a paragraph. Emphasis leaves no trace; a link shows where it leads."""
    pieces: list[str] = []
    links: list[tuple[str, int]] = []
    for token in tokens:
        match token.type:
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("\n")
            case "link_open":
                # What a link writes into a message is too long to be read: its title then says where it leads.
                links.append((str(token.attrGet("title") or token.attrGet("href") or ""), len(pieces)))
            case "link_close" if links:
                href, start = links.pop()
                if _bare(href) != _bare(restored("".join(pieces[start:]))):
                    pieces.append(f" <{href}>")
            case _:
                pieces.append(token.content)
    return "".join(pieces)


def _bare(address: str) -> str:
    """An address without its scheme: a text that says the rest needs no second address behind it."""
    return re.sub(r"^(?:https?://|mailto:)", "", address).rstrip("/")


def _join_wide_lines(tokens: Sequence[Token]) -> None:
    """A line break in the source between two Chinese signs is no space."""
    for token in tokens:
        children = token.children or []
        for before, this, after in zip(children, children[1:], children[2:], strict=False):
            if this.type == "softbreak" and _meets(before.content, after.content):
                this.type, this.content = "text", ""


def _meets(before: str, after: str) -> bool:
    return bool(_WIDE_BREAK.match(before[-1:]) and _WIDE_BREAK.match(after[:1]))
