"""Which of a message's displayed parts are read: of an alternative one side, of several texts all in order.

Plain text is preferred: it says what is quoted. HTML is read instead where the plain side is empty, only says that there is
HTML, leaves out most of the text, lost the cells of a table, or does not show what is struck through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailflow.core.folding import fold
from mailflow.core.lines import Line, marked_lines, plain_lines
from mailflow.core.markup import STRUCK, to_text
from mailflow.core.message import Body, Message

_TAGS = re.compile(r"<[^<>]*>")
_MORE_THAN_PLAIN = re.compile(r"<(?:t[dh]|s|strike|del)\b|line-through", re.IGNORECASE)
_ONLY_HTML = re.compile(
    r"(?:view|read|see|display|open).{0,60}\bhtml\b|\bhtml\b.{0,60}(?:compatible|capable|viewer|support|version|format|mail)"
    r"|does not support html|(?:afficher|lire|visualiser).{0,60}\bhtml\b|(?:ver|visualizar).{0,60}\bhtml\b"
    r"|view (?:this|it) (?:e-?mail|message)? ?(?:in|online)"
)
_SHORT = 400
# The plain side may leave out links and signature; a third of the words is too little to be the same text.
_LEFT_OUT = 3


def shown_lines(message: Message) -> Iterator[tuple[str, list[Line]]]:
    """The part number and the lines of each body that is read, in order."""
    for group in _groups(message):
        yield from _read(group)


def _groups(message: Message) -> list[list[Body]]:
    """Bodies that stand for one another together, others alone."""
    groups: list[list[Body]] = []
    for body in message.bodies:
        if groups and _is_alternative(groups[-1][0], body, message):
            groups[-1].append(body)
        else:
            groups.append([body])
    return groups


def _is_alternative(plain: Body, html: Body, message: Message) -> bool:
    """Whether an HTML body says the same as the plain one before it: both stand in one part that is no mere sequence."""
    if plain.content_type != "text/plain" or html.content_type != "text/html":
        return False
    above, _, place = plain.part.rpartition(".")
    if not html.part.startswith(f"{above}." if above else "") or not place:
        return False
    in_sequence = message.content_type in ("multipart/mixed", "multipart/report", "multipart/signed")
    return bool(above) or not in_sequence


def _read(group: Sequence[Body]) -> Iterator[tuple[str, list[Line]]]:
    plain = group[0]
    if plain.content_type == "text/html":
        yield plain.part, marked_lines(to_text(plain.text))
        return
    pages = [(body.part, body.text) for body in group[1:] if body.content_type == "text/html"]
    if not pages or not _may_be_poorer(plain.text, pages):
        yield plain.part, plain_lines(plain.text)
        return
    marked = [(part, to_text(html)) for part, html in pages]
    words = sum(len(page.text.split()) for _, page in marked)
    if words and (any(page.has_table or STRUCK in page.text for _, page in marked) or _is_poorer(plain.text, words)):
        yield from ((part, marked_lines(page)) for part, page in marked)
    else:
        yield plain.part, plain_lines(plain.text)


def _may_be_poorer(plain: str, pages: Sequence[tuple[str, str]]) -> bool:
    """A cheap look before HTML is parsed: a table, words struck through, or a plain side that is short against the other."""
    if any(_MORE_THAN_PLAIN.search(html) for _, html in pages):
        return True
    if len(plain) < _SHORT and (not plain.strip() or _ONLY_HTML.search(fold(plain))):
        return True
    letters = sum(len(_TAGS.sub("", html)) for _, html in pages)
    return letters > _LEFT_OUT * len(plain)


def _is_poorer(plain: str, words: int) -> bool:
    """Whether the plain side leaves out what the other says in that many words."""
    own = len(plain.split())
    if not own or (len(plain) < _SHORT and _ONLY_HTML.search(fold(plain))):
        return True
    return words > _LEFT_OUT * own and words > own + 10
