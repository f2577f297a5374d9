"""Where in a text an earlier message begins: separators, blocks of header lines, and lines like "… wrote:".

A marker says how its message goes on: below it to the end (`prefixed` false), or in the lines that are quoted deeper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailflow.core.address import Address, parse_address
from mailflow.core.folding import fold
from mailflow.core.lines import Line
from mailflow.core.quotewords import (
    COPY_WORDS,
    FORWARD_WORDS,
    LABELS,
    LONGEST_LABEL,
    MESSAGE_WORDS,
    ORIGINAL_WORDS,
    VERBS,
)

_LONGEST_LINE = 400
_MOST_HEADER_LINES = 40
_MOST_WRAPPED = 4
# Invisible signs that turn the direction of text, as Hebrew and Arabic programs write them.
_TURNS = "\u200e\u200f\u202a\u202b\u202c\u2069"
_DASHES = "-_=*~—–─"
_DIGIT = re.compile(r"\d")
_RULE = re.compile(r"[-_=*~—–─ ]{8,}")
_DASHED = re.compile(r"\s*[-_=*~—–─]{2,}\s*(\S.*?)\s*[-_=*~—–─]*\s*")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_TIME = re.compile(r"\d{1,2} ?[:.h] ?\d{2}|\b\d{1,2} ?(?:am|pm|uhr)\b|[上下]午")
_DATE = re.compile(r"\b\d{1,4} ?[./-] ?\d{1,2} ?[./-] ?\d{1,4}\b|\b\d{4} ?年")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A verb of one word must stand alone; others, and those of scripts without spaces, are found inside the line.
_ALONE = frozenset(verb for verb in VERBS if verb.isalpha() and verb < "\u0e00")
_INSIDE = tuple(verb for verb in VERBS if verb not in _ALONE)
# The first words of a "… wrote:" that was wrapped over several lines.
_OPENING = re.compile(
    r"(?:on|le|el|am|em|il|il giorno|op|den|d\.|kl|w dniu|dnia|dne|pe|la data de|no dia|στις|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mie|jue|vie|sab|dom|mo|di|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс|"
    r"от|в|у|на|في|يوم|בתאריך|ב-|vao|pada|tanggal)\.?[\s,]|[\d<\"'在于於]"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """The lines `start` to `stop` that introduce an earlier message, and what they say of it."""

    start: int
    stop: int
    depth: int  # of the lines in which the message goes on
    prefixed: bool = False  # only lines quoted deeper belong to it
    author: Address | None = None
    names: str = ""  # the folded words that name its author
    header: bool = False  # a block of header lines
    forwards: bool = False  # it says that the message is passed on


def markers(lines: Sequence[Line]) -> list[Marker]:
    """All markers in order; they do not overlap."""
    spoken = _attributions(lines)
    found: list[Marker] = []
    at = 0
    while at < len(lines):
        marker = _marker_at(lines, at, spoken) if lines[at].text else None
        if marker is not None:
            found.append(marker)
        at = max(marker.stop, at + 1) if marker else at + 1
    return found


def _marker_at(lines: Sequence[Line], at: int, spoken: dict[int, Marker]) -> Marker | None:
    """The marker that begins on this line."""
    line = lines[at]
    if line.head:
        return _by_program(lines, at, spoken)
    if line.text.startswith(">>>") and (_TIME.search(line.text) or "@" in line.text):
        return Marker(at, at + 1, line.depth, False, _author(line.text.strip("> ")), fold(line.text))
    if (forwards := _separates(lines, at)) is not None:
        return _separated(lines, at, spoken, forwards=forwards)
    if _label(line.text) == "from" and (block := _header(lines, at, separated=False)):
        return _of_block(at, block, forwards=False)
    if _RULE.fullmatch(line.text) and (below := _next_text(lines, at + 1)) is not None:
        ruled = _label(lines[below].text) == "from" and lines[below].depth == line.depth
        if ruled and (block := _header(lines, below, separated=False)):
            return _of_block(at, block, forwards=False)
    return spoken.get(at)


# Separators.


def _separates(lines: Sequence[Line], at: int) -> bool | None:
    """Whether a separator says that a message is passed on; None where the line is no separator.

    Dashes make one; "Begin forwarded message:" has none, and needs header lines below it.
    """
    text = lines[at].text
    dashes = text.lstrip()[:1] in _DASHES
    if len(text) > 120 or not (dashes or text[-1] in ":："):
        return None
    if not dashes and ((below := _next_text(lines, at + 1)) is None or _label(lines[below].text) is None):
        return None
    folded = fold(text)
    dashed = _DASHED.fullmatch(folded) if dashes else None
    words = dashed[1] if dashed else folded.rstrip(" :")
    if len(words.split()) > 9:
        return None
    if dashed and any(word in words for word in COPY_WORDS):
        return False
    if not any(word in words for word in MESSAGE_WORDS):
        return None
    if any(word in words for word in FORWARD_WORDS):
        return True
    return False if dashed and any(word in words for word in ORIGINAL_WORDS) else None


def _separated(lines: Sequence[Line], at: int, spoken: dict[int, Marker], *, forwards: bool) -> Marker | None:
    """A separator with the header block or the attribution that follows it. Without dashes it needs the block."""
    line = lines[at]
    below = _next_text(lines, at + 1)
    if below is None or lines[below].depth < line.depth:
        below = at
    elif block := _header(lines, below, separated=True):
        return _of_block(at, block, forwards=forwards)
    elif said := spoken.get(below):
        return replace(said, start=at, forwards=forwards)
    if line.text.lstrip()[0] not in _DASHES:
        return None
    depth = lines[below].depth
    return Marker(at, at + 1, depth, depth > line.depth, forwards=forwards)


# Blocks of header lines.


@dataclass(frozen=True, slots=True)
class _Block:
    """The values of a block's fields by kind, and the first line below it."""

    stop: int
    depth: int
    values: dict[str, str]


def _label(text: str) -> str | None:
    """What the line's label stands for, None where it has none. Labels may be set in bold by stars."""
    colon = text.find(":", 0, LONGEST_LABEL + 8)
    if colon < 0:
        colon = text.find("：", 0, LONGEST_LABEL + 8)
    if colon <= 0:
        return None
    return LABELS.get(fold(text[:colon]).strip(" \t*_|"))


def _value(text: str) -> str:
    """What follows the label."""
    return text[text.replace("：", ":").index(":") + 1 :].strip(" \t*_|")


def _header(lines: Sequence[Line], at: int, *, separated: bool) -> _Block | None:
    """The block that begins here, None where the lines are none."""
    depth = lines[at].depth
    values: dict[str, str] = {}
    last, kind, strange = at - 1, "", 0
    for index in range(at, min(len(lines), at + _MOST_HEADER_LINES)):
        line = lines[index]
        if line.depth != depth or strange > 4:
            break
        if line.blank:
            if values and _ends_at_blank(lines, index):
                break
        elif found := _label(line.text):
            kind, last, strange = found, index, 0
            values.setdefault(found, _value(line.text))
        elif not values:
            return None
        else:
            strange += 1
            if not values.get(kind):
                values[kind] = line.text.strip(" \t*_|")
                last = index
    return _Block(last + 1, depth, values) if _is_header(values, separated=separated) else None


def _ends_at_blank(lines: Sequence[Line], index: int) -> bool:
    """A blank line ends the block, unless each of its lines stands alone (a page with wide paragraphs)."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return below is None or below.blank or _label(below.text) is None


def _is_header(values: dict[str, str], *, separated: bool) -> bool:
    """Whether these are the header lines of a message, not those of a memorandum."""
    known = values.keys() & {"from", "sent", "to", "cc", "subject"}
    if separated:
        return len(known) >= 2 or "from" in known
    if "from" not in known or len(known) < 3:
        return False
    written = f"{values['from']} {values.get('to', '')}"
    return "@" in written or ("sent" in known and bool(_TIME.search(fold(values["sent"]))))


def _of_block(start: int, block: _Block, *, forwards: bool) -> Marker:
    words = block.values.get("from", "")
    return Marker(start, block.stop, block.depth, False, _author(words), fold(words), True, forwards)


def _author(words: str) -> Address | None:
    """The address in a From line. "A on behalf of B" speaks for the last one."""
    whole = parse_address(words) if "@" in words and len(words) < 300 else None
    if whole is not None:
        return whole
    found = _ADDRESS.findall(words[:1000])
    if not found:
        return None
    name = re.split(r"[<\[(]|mailto:", words, maxsplit=1)[0].strip(" \t\"'")
    return parse_address(f'"{name}" <{found[0]}>' if name and '"' not in name and "@" not in name else found[0])


def _by_program(lines: Sequence[Line], at: int, spoken: dict[int, Marker]) -> Marker:
    """The head that a mail program marked: a known block or attribution, else lines with a label of any language."""
    line = lines[at]
    below = _next_text(lines, at)
    if (forwards := _separates(lines, at)) is not None and (found := _separated(lines, at, spoken, forwards=forwards)):
        return found
    if below is not None and (block := _header(lines, below, separated=True)):
        return _of_block(at, block, forwards=False)
    if below is not None and (said := spoken.get(below)):
        return said
    stop = at
    while stop < min(len(lines), at + 8) and ":" in lines[stop].text[:40]:
        stop += 1
    return Marker(at, stop, line.depth, False, _author(line.text), fold(line.text), stop > at)


# "… wrote:"


def _attributions(lines: Sequence[Line]) -> dict[int, Marker]:
    """The attributions by their first line. Looked for from their last line upwards, for they are often wrapped."""
    found: dict[int, Marker] = {}
    last, quoted = -1, any(line.depth for line in lines)
    for end, line in enumerate(lines):
        text = line.text.rstrip(_TURNS)
        if not text or len(text) > _LONGEST_LINE:
            continue
        deeper = quoted and _is_deeper(lines, end)
        if (deeper or text[-1] in ":：") and (marker := _ending(lines, end, last, deeper=deeper)):
            found[marker.start] = marker
            last = end
    return found


def _is_deeper(lines: Sequence[Line], at: int) -> bool:
    """Whether the next text below is quoted deeper than this line."""
    if at + 1 < len(lines) and lines[at + 1].text:
        return lines[at + 1].depth > lines[at].depth
    below = _next_text(lines, at + 1)
    return below is not None and lines[below].depth > lines[at].depth


def _ending(lines: Sequence[Line], end: int, last: int, *, deeper: bool) -> Marker | None:
    """The attribution that ends on this line: from the nearest line that can open one, else from this line alone."""
    depth, words = lines[end].depth, ""
    alone: Marker | None = None
    for start in range(end, max(last, end - _MOST_WRAPPED), -1):
        line = lines[start]
        if not line.text or line.depth != depth or len(words) > _LONGEST_LINE:
            break
        words = f"{line.text} {words}".rstrip()
        folded = fold(words)
        if _is_sure(folded, deeper=deeper):
            marker = _spoken(lines, start, end + 1, words, deeper=deeper)
            if _opens(lines, start, folded):
                return marker
            alone = alone or marker
    return alone


def _opens(lines: Sequence[Line], at: int, folded: str) -> bool:
    """Whether an attribution can begin on this line: with a date, as programs write it or at the head of a paragraph."""
    if not _DIGIT.search(lines[at].text):
        return False
    first = at == 0 or lines[at - 1].blank or lines[at - 1].depth != lines[at].depth
    return bool(_OPENING.match(folded)) or (first and bool(_TIME.search(folded) or _YEAR.search(folded)))


def _is_sure(folded: str, *, deeper: bool) -> bool:
    """Whether these words say who wrote. Where quoted lines follow, less is needed to be sure of it."""
    ends = folded[-1] == ":"
    verb = (ends or deeper) and _has_verb(folded)
    if not verb and not (ends and deeper):
        return False
    addressed, timed = "@" in folded, bool(_TIME.search(folded))
    if verb:
        return (deeper and ends) or addressed or timed or bool(_DATE.search(folded))
    return timed and (addressed or bool(_YEAR.search(folded)))


def _has_verb(folded: str) -> bool:
    return not _ALONE.isdisjoint(folded.rstrip(": ").split()) or any(verb in folded for verb in _INSIDE)


def _spoken(lines: Sequence[Line], start: int, stop: int, words: str, *, deeper: bool) -> Marker:
    below = _next_text(lines, stop) if deeper else None
    depth = lines[start].depth if below is None else lines[below].depth
    return Marker(start, stop, depth, deeper, _author(words), fold(words))


def _next_text(lines: Sequence[Line], at: int) -> int | None:
    """The next line with text, within three blank lines; rules are passed over."""
    for index in range(at, min(len(lines), at + 4)):
        if not lines[index].blank and not _RULE.fullmatch(lines[index].text):
            return index
    return None
