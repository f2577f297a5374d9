"""A letter on letterhead: the tokens of its Markdown as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from markdown_it.tree import SyntaxTreeNode

from mailflow.core.data import restored
from mailflow.core.template import Letterhead, Rendered
from mailflow.core.typesetting import parsed
from mailflow.typeset.sheet import (
    Block,
    Break,
    Emphasis,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Quote,
    Rule,
    Sheet,
    Strong,
    Table,
)

_SIDES = {"text-align:right": "end", "text-align:center": "center"}


def letter_sheet(rendered: Rendered, made: datetime) -> Sheet:
    """The letter as a document: who writes and for which meeting above, the day, the text, page numbers below.

    Where the text itself begins with the title of the meeting, as the shipped letters do, that paragraph moves into the
    head; a day that the text names is not named again.
    """
    blocks = tuple(_blocks(SyntaxTreeNode(parsed(rendered.source)).children))
    head = rendered.head
    if head is None:
        return Sheet(rendered.subject, rendered.language, made, blocks)
    lines: list[str] = []
    if blocks and (below := _below_title(blocks[0], head.title)) is not None:
        blocks, lines = blocks[1:], below
    return Sheet(
        title=rendered.subject,
        language=rendered.language,
        made=made,
        blocks=blocks,
        organisation=head.organisation,
        meeting=head.title,
        lines=(*lines, _addresses(head)),
        date="" if head.date in " ".join(rendered.text.split()) else head.date,
        foot=head.title,
    )


def _addresses(head: Letterhead) -> str:
    website = head.website.removeprefix("https://").removeprefix("http://").rstrip("/")
    return " · ".join(filter(None, (head.address, website)))


def _below_title(block: Block, title: str) -> list[str] | None:
    """The lines of a paragraph below its first, where that is the title; None where it is not."""
    if not isinstance(block, Paragraph):
        return None
    first, *others = _plain(block.words).split("\n")
    # A title in another script than the letter's stands between signs that keep its direction.
    return [line for line in others if line] if first.strip(" \u2066\u2067\u2068\u2069") == title else None


def _plain(words: str | tuple[Inline, ...]) -> str:
    if isinstance(words, str):
        return words
    return "".join("\n" if isinstance(w, Break) else w if isinstance(w, str) else _plain(w.words) for w in words)


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield Paragraph(_words(node.children))
            case "heading":
                yield Heading(_words(node.children), int(node.tag[1:]))
            case "bullet_list" | "ordered_list":
                start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
                tight = all(
                    child.hidden for item in node.children for child in item.children if child.type == "paragraph"
                )
                yield Items(tuple(tuple(_blocks(item.children)) for item in node.children), start, tight)
            case "blockquote":
                yield Quote(tuple(_blocks(node.children)))
            case "hr":
                yield Rule()
            case "table":
                yield _table(node)


def _table(node: SyntaxTreeNode) -> Table:
    head, *rows = [row.children for part in node.children for row in part.children]
    return Table(
        head=tuple(_words(cell.children) for cell in head),
        rows=tuple(tuple(_words(cell.children) for cell in row) for row in rows),
        align=tuple(_SIDES.get(str(cell.attrs.get("style", "")), "start") for cell in head),
    )


def _words(nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
    return tuple(word for word in _inlines(nodes) if word != "")


def _inlines(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Inline]:
    for node in nodes:
        match node.type:
            case "inline":
                yield from _inlines(node.children)
            case "strong":
                yield Strong(_words(node.children))
            case "em":
                yield Emphasis(_words(node.children))
            case "link":
                yield Link(_words(node.children), restored(str(node.attrs.get("href", ""))))
            case "softbreak":
                yield " "
            case "hardbreak":
                yield Break()
            case _:
                yield restored(node.content)
