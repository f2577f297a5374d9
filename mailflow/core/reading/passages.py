"""What a contribution says on each action point: the passage that belongs to each mention, and whether it says that the
point does not apply.

Below a heading ("Action point 63") stands a passage up to the next mention. In running text it is the sentence of the
mention with what follows it in the paragraph, up to the sentence of the next mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.core.phrases import Hit, Phrases

_SENTENCE = re.compile(r"[.!?。;]\s|[。]|\n\s")
_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\([^()]*\)|,[^,.]*,|–[^–.]*–")
_LONGEST = 4_000
_HEADING_WORDS = 12
_GAP_WORDS = 3  # between a mention and "not applicable": "of the Plan", "itself is"
_REACH = 400
_BULLETS = " \t>•*-–—·#(.)0123456789"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names action points."""

    numbers: tuple[int, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is said at one mention. `text` is "" where there is nothing but the mention itself."""

    text: str
    not_applicable: bool


def passages(text: str, mentions: Sequence[Mention], phrases: Phrases) -> list[Passage]:
    """The passage of each mention; mentions stand in the order of the text and do not overlap."""
    starts = [_start(text, mentions, index) for index in range(len(mentions))]
    denied = phrases.find("not-applicable", text) if "not-applicable" in phrases.names else ()
    places = [hit.start for hit in denied]
    bare = _without_plan(text, phrases) if denied else text
    found = []
    for index, mention in enumerate(mentions):
        upto = starts[index + 1] if index + 1 < len(mentions) else len(text)
        is_heading = _is_heading(text, mention, upto)
        begin = mention.end if is_heading else starts[index]
        end = upto if is_heading else min(upto, _paragraph_end(text, mention.end))
        near = denied[bisect_left(places, mention.start - _REACH) : bisect_left(places, mention.end + _REACH)]
        previous = mentions[index - 1].end if index else 0
        found.append(
            Passage(
                _tidy(text[begin : min(end, begin + 2 * _LONGEST)]),
                _is_denied(bare, mention, near, (previous, upto), is_heading=is_heading),
            )
        )
    return found


def _without_plan(text: str, phrases: Phrases) -> str:
    """The text with blanks for the name of the plan, of the same length: it may stand between a point and its answer."""
    if "action-plan" not in phrases.names:
        return text
    for hit in phrases.find("action-plan", text):
        text = text[: hit.start] + " " * (hit.end - hit.start) + text[hit.end :]
    return text


def _start(text: str, mentions: Sequence[Mention], index: int) -> int:
    """Where the sentence of a mention begins, but not before the end of the mention before it."""
    mention = mentions[index]
    floor = mentions[index - 1].end if index else 0
    first = max(floor, mention.start - _REACH)
    ends = [found.end() for found in _SENTENCE.finditer(text, first, mention.start)]
    if ends:
        return ends[-1]
    return mention.start if index and floor >= mention.start - _REACH else first


def _is_heading(text: str, mention: Mention, upto: int) -> bool:
    """True for a mention that opens a line of few words which is no sentence."""
    line = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    if text[line : mention.start].strip(_BULLETS) or upto < end:
        return False
    rest = text[mention.end : end].strip()
    below = text[end:upto].strip()
    is_sentence = any(sign in rest.rstrip(":") for sign in ".!?。;") or len(_WORD.findall(rest)) > _HEADING_WORDS
    return bool(below) and not is_sentence


def _paragraph_end(text: str, place: int) -> int:
    found = _PARAGRAPH.search(text, place)
    return found.start() if found else len(text)


def _is_denied(text: str, mention: Mention, near: Sequence[Hit], bounds: tuple[int, int], *, is_heading: bool) -> bool:
    """True where "not applicable" is said of this mention: right behind it, or right before it in its sentence."""
    previous, upto = bounds
    for hit in near:
        if mention.end <= hit.start < upto:
            between = text[mention.end : hit.start]
            if is_heading and not _WORD.search(between.partition("\n")[2]) and len(_words(between)) <= _HEADING_WORDS:
                return True
            if not _SENTENCE.search(between) and len(_words(between)) <= _GAP_WORDS and not _has_colon(between):
                return True
        elif previous <= hit.start and hit.end <= mention.start:
            between = text[hit.end : mention.start]
            opens = not any(sign in text[previous : hit.start] for sign in ",;:") if previous else True
            if opens and not _SENTENCE.search(between) and len(_words(between)) <= _GAP_WORDS and not previous:
                return True
    return False


def _has_colon(between: str) -> bool:
    """A colon with words behind it begins a subject of its own: "point 64: the code is not applicable to minors"."""
    return bool(_WORD.search(between.partition(":")[2]))


def _words(between: str) -> list[str]:
    """The words between two places without asides: "(information), as we see it, is"."""
    return _WORD.findall(_ASIDE.sub(" ", between))


def _tidy(text: str) -> str:
    """Paragraphs on lines of their own, without what only parts them from the mention."""
    lines = [" ".join(piece.split()) for piece in _PARAGRAPH.split(text)]
    whole = "\n".join(line for line in lines if line).strip(" \t\n:;,–—-.)•*(")
    whole = re.sub(r"[\s,;]*\b(?:and|et|y|und|e|и)\Z", "", whole)
    if not whole or not _WORD.search(whole):
        return ""
    ended = f"{whole}." if text.rstrip().endswith(".") else whole
    return ended if len(ended) <= _LONGEST else f"{ended[: _LONGEST - 1].rstrip()}…"
