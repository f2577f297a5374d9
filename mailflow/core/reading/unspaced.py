"""Names in scripts that write without spaces: told by the family name that begins them and the courtesy that ends them.

"外交部副司长王建国先生", "团长：李华（参赞）": a family name is one of a short list, a given name one or two signs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.core.folding import fold
from mailflow.core.reading.lexicon import Lexicon

_SIGNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_LONGEST = 4
_BETWEEN = re.compile(r"[、，,；;]|(?<=[)）])[和及与]")
_BRACKETS = re.compile(r"[（(]([^（()）]{2,20})[)）]")
_ASIDE = re.compile(r"([^（()）]*)(?:[（(]([^（()）]*)[)）])?[。.]?\Z")


@dataclass(frozen=True, slots=True)
class Unspaced:
    """A name, its place in the text, and the function in front of it."""

    name: str
    start: int
    stop: int
    title: str | None
    is_certain: bool  # a courtesy stands behind it
    rank: str | None = None  # that stands directly behind it


def unspaced_names(text: str, lex: Lexicon) -> tuple[Unspaced, ...]:
    """The names in a text, chunk by chunk; a courtesy ends a chunk."""
    courtesies = "|".join(re.escape(c) for c in sorted(lex.honorifics, key=len, reverse=True) if c[0] > "\u2e7f")
    found = list[Unspaced]()
    for chunk in _SIGNS.finditer(text):
        begin = chunk.start()
        pieces = re.split(f"({courtesies})", chunk.group()) if courtesies else [chunk.group()]
        for body, courtesy in zip(pieces[::2], [*pieces[1::2], ""], strict=False):
            one = _name_of(body, bool(courtesy), lex)
            if one is not None:
                title, end = _title(body[: one[0]], lex), one[0] + len(one[1])
                rank = body[end:] if fold(body[end:]) in lex.ranks else None
                if one[1] == body and not courtesy:
                    title = _aside(text, begin + end, lex)
                found.append(Unspaced(one[1], begin + one[0], begin + end, title, bool(courtesy), rank))
            begin += len(body) + len(courtesy)
    return tuple(found)


def _aside(text: str, at: int, lex: Lexicon) -> str | None:
    """The function in brackets directly behind a name: "李华（参赞）"."""
    told = _BRACKETS.match(text, at)
    return told.group(1) if told is not None and fold(told.group(1)).endswith(lex.unspaced_titles) else None


def enumerated_names(text: str, lex: Lexicon) -> tuple[Unspaced, ...]:
    """The persons of an enumeration: "李华、张伟（一等秘书）、陈静参赞". () where a piece of it is anything but a name and its function."""
    found, begin = list[Unspaced](), 0
    for piece in _BETWEEN.split(text):
        at = begin + len(piece) - len(piece.lstrip())
        begin += len(piece) + 1
        told = _ASIDE.match(piece.strip())
        if told is None:
            return ()
        one = _whole(told.group(1).strip(), lex)
        if one is None:
            return ()
        name, rank, is_certain = one
        title = "，".join(t for t in (rank, (told.group(2) or "").strip()) if t) or None
        found.append(Unspaced(name, at, at + len(name), title, is_certain))
    return tuple(found) if len(found) > 1 else ()


def _whole(text: str, lex: Lexicon) -> tuple[str, str | None, bool] | None:
    """A piece that is a name, with a courtesy or a rank behind it or without: the name, the rank, whether a courtesy makes it certain."""
    plain = fold(text)
    if 2 <= len(text) <= _LONGEST and _is_name(text, lex):
        return text, None, False
    for size in (3, 2, 4):
        behind = plain[size:]
        if len(text) > size and _is_name(text[:size], lex) and (behind in lex.ranks or behind in lex.honorifics):
            return text[:size], text[size:] if behind in lex.ranks else None, behind in lex.honorifics
    return None


def _title(front: str, lex: Lexicon) -> str | None:
    """The function in front of a name, without the small words before it."""
    plain = fold(front)
    cut = max((plain.rfind(f) + len(f) for f in lex.unspaced_fillers if f in plain), default=0)
    return front[cut:] or None


def _name_of(body: str, is_addressed: bool, lex: Lexicon) -> tuple[int, str] | None:
    """Where in a chunk the name begins, and the name. With a courtesy behind it the name ends the chunk."""
    if 2 <= len(body) <= _LONGEST and _is_name(body, lex):
        return 0, body
    if not is_addressed:
        return _behind_title(body, lex) or _before_rank(body, lex) or _between(body, lex) or _before_verb(body, lex)
    sizes = [size for size in (3, 2, 4) if len(body) >= size and _is_name(body[-size:], lex)]
    return (len(body) - sizes[0], body[-sizes[0] :]) if sizes else None


def _behind_title(body: str, lex: Lexicon) -> tuple[int, str] | None:
    """ "副司长王建国": the name that follows a function directly."""
    for size in (3, 2):
        name, front = body[-size:], body[:-size]
        if _is_name(name, lex) and fold(front).endswith(lex.unspaced_titles):
            return len(body) - size, name
    return None


def _before_rank(body: str, lex: Lexicon) -> tuple[int, str] | None:
    """ "王建国大使": the name and a rank are all that stands there."""
    sizes = (size for size in (3, 2, 4) if fold(body[size:]) in lex.ranks and _is_name(body[:size], lex))
    return next(((0, body[:size]) for size in sizes), None)


def _between(body: str, lex: Lexicon) -> tuple[int, str] | None:
    """ "代表团团长为王建国大使": a name between a function or a small word and a rank."""
    for cut in range(1, len(body) - 2):
        front = fold(body[:cut])
        if front.endswith(lex.unspaced_titles) or front.endswith(lex.unspaced_fillers):
            found = _before_rank(body[cut:], lex)
            if found is not None:
                return cut, found[1]
    return None


def _before_verb(body: str, lex: Lexicon) -> tuple[int, str] | None:
    """ "团员王建国因故不能参会": a name between a function and what is said of its bearer."""
    plain = fold(body)
    ends = sorted({at for verb in lex.unspaced_verbs if (at := plain.find(verb)) > 0})
    return next((found for end in ends if (found := _behind_title(body[:end], lex)) is not None), None)


def _is_name(text: str, lex: Lexicon) -> bool:
    text = fold(text)
    family = next((f for f in (text[:2], text[:1]) if f in lex.surnames), None)
    if family is None or not 1 <= len(text) - len(family) <= 2:
        return False
    return not any(title in text for title in lex.unspaced_titles)
