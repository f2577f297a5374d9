"""The lines of a body with the depth of quotation each stands in: `>` marks in plain text, quotations in HTML."""

from __future__ import annotations

import re
from typing import NamedTuple

from mailflow.core.markup import Marked

# ">>> Name 18/12/2006 11:05 >>>" is how GroupWise says who wrote; the lines below have no marks.
_ENCLOSED = ">>>"
_MARKS = re.compile(r"[ \t]*((?:>[ \t]?)+)")


class Line(NamedTuple):
    """One line: `text` without quote marks, `depth` their number, `shown` the line as it stands in the message.

    `head` says that a mail program marked the line as the head of an earlier message.
    """

    text: str
    depth: int
    shown: str
    head: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.text or self.text.isspace()


def plain_lines(text: str) -> list[Line]:
    """The lines of a plain text."""
    shown = text.split("\n")
    if ">" not in text:
        return [Line(line.rstrip(), 0, line) for line in shown]
    lines = [_line(line) for line in shown]
    return [_unescaped(lines, i) for i in range(len(lines))]


def marked_lines(marked: Marked) -> list[Line]:
    """The lines of a text out of HTML. Nobody types quote marks there, but texts are pasted with them."""
    lines = plain_lines(marked.text) if marked.text else []
    for i, depth in enumerate(marked.depths[: len(lines)]):
        if depth or i in marked.breaks:
            line = lines[i]
            lines[i] = Line(line.text, line.depth + depth, "> " * depth + line.shown, i in marked.breaks)
    return lines


def _line(shown: str) -> Line:
    marks = _MARKS.match(shown) if ">" in shown[:40] else None
    if marks is None or (shown.startswith(_ENCLOSED) and shown.rstrip().endswith(_ENCLOSED)):
        return Line(shown.rstrip(), 0, shown)
    return Line(shown[marks.end() :].rstrip(), marks[1].count(">"), shown)


def _unescaped(lines: list[Line], index: int) -> Line:
    """The line itself, unless it is text that only looks quoted, or the torn end of a quoted line."""
    line = lines[index]
    above = lines[index - 1] if index else None
    below = lines[index + 1] if index + 1 < len(lines) else None
    # A mailbox file puts a mark before "From " at the beginning of any line.
    if (
        line.depth == 1
        and line.shown.startswith(">From ")
        and not (above and above.depth)
        and not (below and below.depth)
    ):
        return Line(line.shown[1:].rstrip(), 0, line.shown)
    if line.depth == 0 and above and below and above.depth and above.depth == below.depth and _is_torn(above, line):
        return Line(line.text, above.depth, line.shown)
    return line


def _is_torn(above: Line, line: Line) -> bool:
    """A long quoted line that was wrapped again leaves its last words on a line without a mark."""
    return len(above.shown) > 60 and 0 < len(line.text) < 40 and line.text[0].islower()
