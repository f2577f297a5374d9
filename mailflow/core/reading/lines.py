"""The lines of a text as they stand: what sets one off, whether it has columns, and where one was broken at a width.

Mail and PDF break lines at a width; such a soft break is no break. A line is taken as broken softly where the first word
of the next one would not have fitted into it. Breaks are marked in place, so that every position stays that of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import accumulate, pairwise

SOFT = "\r"  # stands where a line was broken softly
_NARROWEST, _WIDEST = 44, 130  # of a line that was broken softly
_LEAST_WIDTH = 60  # nobody writes narrower than this
_SLACK = 8
_AMPLE = 1_000
_STOPS = ".;:)!?"
BULLET = re.compile(
    r"[ \t]*(?:[-–—*•·▪●◦‣○■□➢➤✓→>o](?=[ \t])|[•·▪●◦‣■□➢➤✓→]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])\)|(?:\d{1,2}|[ivx]{1,4}|[IVX]{2,4}|[a-hj-z])[.](?=[ \t])"
    r"|\d{1,2}[/–-](?=[ \t])|\d{1,2}[°º][).]?(?=[ \t])|[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}[、．]|[（(][一二三四五六七八九十]{1,2}[)）]|[①-⑳]|#\d{1,2}(?=[ \t:]))[ \t]*"
)
COLUMNS = re.compile(r"\S {3,}\S|\S ?\| ?\S")


def flow(text: str, openers: Collection[int] = ()) -> str:
    """The text with soft breaks marked; every sign keeps its place. `openers` are places where a person's name begins."""
    text = text.replace(SOFT, "\n") if SOFT in text else text
    lines = text.split("\n")
    lengths = [len(line.rstrip()) for line in lines]
    width = max((n for n in lengths if n <= _WIDEST), default=0)
    if width < _LEAST_WIDTH or len(lines) < 2:
        return text
    room = [_room(line, following, width) for line, following in pairwise(lines)]
    if min(room) >= _SLACK:
        return text
    begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
    opens = [begin + len(line) - len(line.lstrip()) in openers for begin, line in zip(begins, lines, strict=False)]
    full = [left < 0 for left in room]
    wraps = any(is_full and line.lstrip()[:1].islower() for is_full, line in zip(full, lines[1:], strict=True))
    pieces = [lines[0]]
    for index, following in enumerate(lines[1:]):
        last = lines[index].rstrip()[-1:]
        if room[index] >= _SLACK or (opens[index] and opens[index + 1]):
            soft = False
        elif full[index]:
            is_in_paragraph = any(full[max(0, index - 1) : index]) or any(full[index + 1 : index + 2])
            is_open = last == "," or (wraps and last not in _STOPS)
            soft = is_in_paragraph or is_open or following.lstrip()[:1].islower()
        else:
            # "… if you would enter | Msgr. Berg": nothing ends here, though the width is not met quite.
            soft = last.islower() and opens[index + 1]
        pieces += [SOFT if soft else "\n", following]
    return "".join(pieces)


def _room(line: str, following: str, width: int) -> int:
    """How many signs would be left in a line if the first word of the next were in it; ample where none may be."""
    length, body = len(line.rstrip()), following.split(None, 1)
    if not body or not _NARROWEST <= length <= _WIDEST:
        return _AMPLE
    left = width - length - 1 - len(body[0])
    if left >= _SLACK or line.rstrip().endswith(":") or _has_columns(line) or _has_columns(following):
        return _AMPLE
    if "@" in line and "@" in following and not following.lstrip()[:1].islower():
        return _AMPLE
    if BULLET.match(following) or _is_block(line, following):
        return _AMPLE
    return left


def _has_columns(line: str) -> bool:
    return may_have_columns(line) and bool(COLUMNS.search(line) or "\t" in line.strip())


def may_have_columns(line: str) -> bool:
    return "   " in line or "|" in line or "\t" in line


def _is_block(line: str, following: str) -> bool:
    """True for two lines that are set in to the same depth: lines of an entry, not of a paragraph."""
    depth = len(line) - len(line.lstrip())
    return depth > 1 and depth == len(following) - len(following.lstrip()) and not following.lstrip()[:1].islower()
