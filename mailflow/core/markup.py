"""HTML to text as a reader sees it: paragraphs, line breaks, lists, tables with their cells, quotations marked.

Lexbor reads any markup a browser reads, but its time and memory grow faster than the input where elements are nested by
the thousand or formatting elements are left open (each paragraph opens them again). So size, nesting and open formatting
are counted first, in one pass over the tags; what is over the limits has its tags stripped instead. The standard library's
`html.parser` takes minutes on some 100 kB and is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailflow.core.layout import Page
from mailflow.core.wordlist import words

LARGEST = 512 * 1024  # characters of markup without embedded pictures, styles and comments
DEEPEST = 2_000
# Formatting elements opened again by all blocks together: what a parser has to build besides the page itself.
_MOST_REOPENED = 200_000

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_FORMATTING = frozenset(words("a b big code em font i nobr s small strike strong tt u"))
# These close themselves or by the next of their kind, so an open one says nothing of depth.
_UNNESTED = frozenset(words("area base br col embed hr img input link meta param source track wbr p li dt dd tr td th"))
_STEPS = {"table": 4}
_EMBEDDED = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=\s%]+", re.IGNORECASE)
_STRIPPED_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6]|/table|/blockquote)\b[^<>]*>", re.IGNORECASE)
_STRIPPED_CELL = re.compile(r"</t[dh]\b[^<>]*>", re.IGNORECASE)
_STRIPPED_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t]*\n[ \t\n]*\n")

_UNSEEN = frozenset(words("head style script title template noscript svg math object iframe select audio video canvas"))
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|max-height\s*:\s*0(?:px)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    words("""address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4
    h5 h6 header html legend li main nav ol p pre section summary table tbody tfoot thead ul caption""")
)
_SPACED = frozenset(words("p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre"))
_PREFORMATTED = frozenset(words("pre xmp listing plaintext textarea"))
_TIGHT_STYLE = re.compile(r"margin(?:-top)?\s*:\s*0(?:px|pt|cm|in|em)?\s*(?:;|$|0|!)", re.IGNORECASE)
_TIGHT_PAGE = re.compile(r"(?:^|[\s,}>])p\s*\{[^}]{0,200}margin(?:-top|-bottom)?\s*:\s*0", re.IGNORECASE)
_BAR = re.compile(r"border-left\s*:(?!\s*(?:0|none|medium none))", re.IGNORECASE)
_TOP_RULE = re.compile(r"border-top\s*:\s*solid\s+#(?:b5c4df|e1e1e1)", re.IGNORECASE)
# Marks that mail programs put around the message they answer: everything from there on is that message.
_REPLY_IDS = frozenset(
    words("""divrplyfwdmsg appendonsend isreplycontent isforwardcontent mail-editor-reference-message-container
    ms-outlook-mobile-reference-message""")
)
# What is struck through stands between these, as people write it themselves where there is no formatting.
STRUCK = "~~"
_STRIKING = frozenset(words("s strike del"))
_STRUCK_ON = re.compile(f"{STRUCK}([ \\t]*){STRUCK}")
_REPLY_CLASSES = ("yahoo_quoted", "zmail_extra", "moz-forward-container", "tutanota_quote")


@dataclass(frozen=True, slots=True)
class Marked:
    """Text out of HTML; what is struck through in it stands between `~~`. `depths` has, for each line, in how many quotations it stands.

    `breaks` are the lines at which a mail program put the mark of an earlier message; `has_table` says that rows with
    several cells were found: a row is one line, its cells are separated by tabs.
    """

    text: str
    depths: tuple[int, ...] = ()
    breaks: frozenset[int] = frozenset()
    has_table: bool = False


def to_text(html: str) -> Marked:
    """The text that a reader of this HTML sees. Never raises; takes bounded time on any input."""
    lean = _EMBEDDED.sub("", html) if ";base64," in html else html
    if len(lean) > LARGEST or _too_deep(lean):
        return _stripped(lean)
    body = LexborHTMLParser(lean).body
    return _Walk(tight=bool(_TIGHT_PAGE.search(lean))).over(body) if body is not None else Marked("")


def _too_deep(html: str) -> bool:
    """Whether the tags nest too deep, or leave so much formatting open that every block opens it again."""
    depth = open_formatting = reopened = 0
    if html.count("<") < 500:
        return False
    for closing, name in _TAG.findall(html):
        tag = name.lower()
        step = -1 if closing else 1
        if tag in _FORMATTING:
            open_formatting = max(0, open_formatting + step)
        else:
            reopened += open_formatting
        if tag not in _UNNESTED:
            depth = max(0, depth + step * _STEPS.get(tag, 1))
        if depth > DEEPEST or reopened > _MOST_REOPENED:
            return True
    return False


def _stripped(html: str) -> Marked:
    """The text between the tags. Every step is linear, whatever the input; the rest of an endless page is left out."""
    text = html[: 4 * LARGEST]
    for opening, closing in (("<!--", "-->"), ("<style", "</style"), ("<script", "</script"), ("<head", "</head")):
        text = _without(text, opening, closing)
    text = _STRIPPED_CELL.sub("\t", _STRIPPED_BREAK.sub("\n", text))
    text = _STRIPPED_TAG.sub("", text)[:LARGEST]
    # What is left has no tags; the parser only resolves its character references.
    shown = LexborHTMLParser(f"<pre>{text.replace('<', '&lt;')}</pre>").text()
    shown = _BLANKS.sub("\n\n", shown.replace("\xa0", " ")).strip()
    return Marked(shown, (0,) * (shown.count("\n") + 1))


def _without(text: str, opening: str, closing: str) -> str:
    """The text without the stretches from `opening` to `closing`; one that is not closed stays."""
    folded = text.lower() if text.isascii() else text
    kept: list[str] = []
    at = 0
    while (start := folded.find(opening, at)) >= 0 and (end := folded.find(closing, start)) >= 0:
        kept.append(text[at:start])
        at = folded.find(">", end) + 1 or end + len(closing)
    kept.append(text[at:])
    return "".join(kept)


class _Open(NamedTuple):
    """An element that is open; one whose content is not shown has no tag."""

    identity: int
    tag: str = ""
    quotes: bool = False
    strikes: bool = False


class _Walk:
    """One pass over the nodes in document order, with the elements that are open."""

    def __init__(self, *, tight: bool) -> None:
        self.tight = tight  # the page's own style leaves no space between paragraphs
        self.open: list[_Open] = []
        self.pages = [Page()]  # the page, and within tables the cells that are open
        self.rows: list[list[Page]] = []  # the cells so far of the rows that are open
        self.preformatted = 0
        self.struck = 0
        self.has_struck = False
        self.has_table = False

    def over(self, body: LexborNode) -> Marked:
        """The text of everything below that node."""
        hidden: int | None = None
        for node, tag in self._nodes(body):
            if hidden is not None and len(self.open) > hidden:
                if tag[0] != "-":
                    self.open.append(_Open(node.mem_id))
                continue
            hidden = None
            if tag == "-text":
                self._say(node.text_content or "")
            elif tag[0] != "-":
                attributes = node.attributes
                if tag in _UNSEEN or (attributes and _is_hidden(attributes)):
                    hidden = len(self.open)
                    self.open.append(_Open(node.mem_id))
                else:
                    self._enter(node.mem_id, tag, attributes)
        self._leave_to(0)
        return self._marked()

    def _nodes(self, body: LexborNode) -> Iterator[tuple[LexborNode, str]]:
        """Every node with its tag, after the elements that ended before it are left."""
        for node in body.traverse(include_text=True):
            parent = node.parent
            above = parent.mem_id if parent is not None else 0
            while self.open and self.open[-1].identity != above:
                if node.mem_id == body.mem_id:
                    break
                self._leave_to(len(self.open) - 1)
            yield node, node.tag or "-"

    @property
    def page(self) -> Page:
        """Where text goes: the page, or the cell that is open."""
        return self.pages[-1]

    def _say(self, text: str) -> None:
        if self.struck and (inner := text.strip()):
            before, _, behind = text.partition(inner)
            text, self.has_struck = f"{before}{STRUCK}{inner}{STRUCK}{behind}", True
        if self.preformatted:
            first, *others = text.split("\n")
            self.page.say(first, keep=True)
            for line in others:
                self.page.line()
                self.page.say(line, keep=True)
        else:
            self.page.say(text)

    def _enter(self, identity: int, tag: str, attributes: dict[str, str | None]) -> None:
        quotes = False
        style = attributes.get("style") or ""
        if tag == "br":
            self.page.line()
        elif tag == "hr":
            self.page.rule()
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.pages.append(Page(depth=self.page.depth))
        elif tag in _BLOCKS:
            quotes = tag == "blockquote" and self._quotes(attributes, style)
            self._enter_block(tag, attributes, style, quotes=quotes)
        if "white-space" in style and "pre" in style.partition("white-space")[2][:12]:
            tag = "pre" if tag != "blockquote" else tag
        self.preformatted += tag in _PREFORMATTED
        strikes = tag in _STRIKING or "line-through" in style
        self.struck += strikes
        self.open.append(_Open(identity, tag, quotes, strikes))

    def _enter_block(self, tag: str, attributes: dict[str, str | None], style: str, *, quotes: bool) -> None:
        page = self.page
        page.block(spaced=self._spaced(tag, attributes, style))
        if quotes:
            page.depth += 1
        elif tag in ("ol", "ul"):
            page.open_list(_number(attributes.get("start")) if tag == "ol" else None)
        elif tag == "li":
            page.open_item()
        if attributes and _begins_reply(attributes, style):
            page.mark()

    def _leave_to(self, height: int) -> None:
        while len(self.open) > height:
            left = self.open.pop()
            self.struck -= left.strikes
            if left.tag:
                self._leave(left.tag, quotes=left.quotes)

    def _leave(self, tag: str, *, quotes: bool) -> None:
        self.preformatted -= tag in _PREFORMATTED
        if tag in ("td", "th") and len(self.pages) > 1:
            cell = self.pages.pop()
            self._cells().append(cell)
        elif tag == "tr" and self.rows:
            self.has_table |= self.page.row(self.rows.pop())
        elif tag in _BLOCKS:
            self.page.block(spaced=False)
            if tag in ("ol", "ul"):
                self.page.close_list()
            elif tag == "li":
                self.page.close_item()
            if tag in _SPACED and tag != "p" and tag not in ("ol", "ul"):
                self.page.space()
            self.page.depth -= quotes

    def _cells(self) -> list[Page]:
        """The row that a cell belongs to."""
        if not self.rows:
            self.rows.append([])
        return self.rows[-1]

    def _spaced(self, tag: str, attributes: dict[str, str | None], style: str) -> bool:
        """Whether a blank line stands before the block. Word writes each line as a paragraph without space around it."""
        if tag not in _SPACED or (tag in ("ul", "ol") and self.page.in_list):
            return False
        if tag != "p":
            return True
        return not (self.tight or "mso" in (attributes.get("class") or "").lower() or _TIGHT_STYLE.search(style))

    def _quotes(self, attributes: dict[str, str | None], style: str) -> bool:
        """Whether a blockquote is a quotation. Mail programs also use the element to indent a list of names."""
        self.page.block(spaced=False)
        named = (attributes.get("class") or "") + (attributes.get("id") or "")
        if attributes.get("type") == "cite" or "cite" in attributes or "quote" in named.lower():
            return True
        return self.page.depth > 0 or bool(_BAR.search(style)) or self.page.announces

    def _marked(self) -> Marked:
        rows = self.pages[0].finished()
        text = "\n".join(row.text for row in rows)
        return Marked(
            _STRUCK_ON.sub(r"\1", text) if self.has_struck else text,
            tuple(row.depth for row in rows),
            frozenset(i for i, row in enumerate(rows) if row.mark),
            self.has_table,
        )


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether an element is not shown."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDDEN.search(style))


def _begins_reply(attributes: dict[str, str | None], style: str) -> bool:
    """Whether a mail program marks the block as the head of an earlier message."""
    identity = (attributes.get("id") or "").lower().removeprefix("x_")
    classes = (attributes.get("class") or "").lower()
    return identity in _REPLY_IDS or any(c in classes for c in _REPLY_CLASSES) or bool(_TOP_RULE.search(style))


def _number(start: str | None) -> int:
    """The number of the first item of an ordered list."""
    return int(start) if start and start.isascii() and start.isdecimal() and len(start) < 6 else 1
