"""The action points that a contribution names, in its text, its headings and its tables.

A number counts only behind (or, as an ordinal, before) words that speak of action points. Weaker words ("point 64",
"#64") count where the same text speaks of the plan elsewhere. Articles, dates and what is quoted never count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace

from mailflow.core.document import Document
from mailflow.core.facts import ActionPoint, Source
from mailflow.core.folding import fold
from mailflow.core.phrases import Phrases
from mailflow.core.reading.material import is_read
from mailflow.core.reading.numbers import Words, all_numbers, number_before, number_words, numbers_after
from mailflow.core.reading.passages import Mention, passages
from mailflow.core.text import Role
from mailflow.core.view import View

_MOST_READ = 200_000
_READ_WHOLE = 20_000
_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LAST = 99
_LONGEST_TEXT = 6_000  # of what is said on one point, at all places together
_SENTENCE = re.compile(r"[.!?。;\n]\s")
_REPLY = re.compile(r"\s*(?:re|aw|sv|rv|tr|fw|fwd|antw|antwort|res|rif|odp|ha|vs)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_HASHED = re.compile(r"(?:#|(?<![^\W_])AP)\s?-?(\d{1,2})\b")
_BARE = re.compile(r"\((\d{1,2})\)|^[ \t]*(\d{1,2})[ \t]?[.):–-](?=[ \t])", re.MULTILINE)
_ENOUGH_BARE = 2
_BESIDE = {"action-before": -1, "action-behind": 1}


def read_action_points(view: View, phrases: Phrases) -> tuple[ActionPoint, ...]:
    """The action points that the message and its documents name, in order, each once with all that is said on it."""
    found: dict[int, ActionPoint] = {}
    words = number_words(phrases)
    part = next((s.part for s in view.text.segments if s.role is Role.NEW), "1")
    texts = [(part, view.text.new)]
    if not _REPLY.match(view.message.subject):
        texts.append(("subject", view.message.subject))
    for where, text in texts:
        _take(found, _in_text(text[:_MOST_READ], where, phrases, words, asked_for=view.conference.action_points))
    for document in view.documents:
        if is_read(document):
            _take(found, _in_text(document.text[:_MOST_READ], document.part, phrases, words))
            _take(found, _in_tables(document, phrases))
    return tuple(found[number] for number in sorted(found))


def _take(found: dict[int, ActionPoint], points: Iterator[ActionPoint]) -> None:
    for point in points:
        if 0 < point.number <= _LAST:
            known = found.get(point.number)
            found[point.number] = point if known is None else _with_more(known, point)


def _with_more(known: ActionPoint, more: ActionPoint) -> ActionPoint:
    """What is said on a point at several places, each passage once."""
    denied = known.not_applicable or more.not_applicable
    if not more.text or more.text in known.text or len(known.text) + len(more.text) > _LONGEST_TEXT:
        return replace(known, not_applicable=denied)
    return replace(known, text="\n".join(filter(None, (known.text, more.text))), not_applicable=denied)


def _in_text(
    text: str, part: str, phrases: Phrases, words: Words, asked_for: Container[int] = ()
) -> Iterator[ActionPoint]:
    """The action points that a text names, with what it says on them. `asked_for`: those that the conference gathers."""
    if not text or "action-point" not in phrases.names:
        return
    shown, origin = _relevant(text, words)
    mentions = [
        replace(m, start=origin(m.start), end=origin(m.end)) for m in _mentions(shown, phrases, words, asked_for)
    ]
    for mention, passage in zip(mentions, passages(text, mentions, phrases), strict=True):
        source = _source(text, mention.start, mention.end, part)
        said = passage.text if part != "subject" else ""
        for number in mention.numbers:
            yield ActionPoint(number, source, said, passage.not_applicable)


def _relevant(text: str, words: Words) -> tuple[str, Callable[[int], int]]:
    """Of a long text the lines that have a small number in them, and where each of their places stands in the whole."""
    if len(text) <= _READ_WHOLE:
        return text, lambda place: place
    kept, starts, origins = list[str](), list[int](), list[int]()
    size = place = 0
    is_gap = False
    for line in text.split("\n"):
        is_kept = _SMALL_NUMBER.search(line) or not words.values.keys().isdisjoint(fold(line).split())
        # Where lines are left out an empty one stands: what was apart does not become one list of numbers.
        for piece in ([""] if is_kept and is_gap else []) + ([line] if is_kept else []):
            kept.append(piece)
            starts.append(size)
            origins.append(place)
            size += len(piece) + 1
        is_gap = not is_kept
        place += len(line) + 1

    def origin(where: int) -> int:
        line = max(0, bisect_right(starts, where) - 1)
        return origins[line] + where - starts[line] if starts else where

    return "\n".join(kept)[: _READ_WHOLE * 2], origin


def _mentions(text: str, phrases: Phrases, words: Words, asked_for: Container[int]) -> list[Mention]:
    """The places that name action points, in order."""
    marks = sorted(
        (hit.start, hit.end, name)
        for name in ("action-point", "point", *_BESIDE)
        if name in phrases.names
        for hit in phrases.find(name, text)
    )
    speaks = any(name == "action-point" for _, _, name in marks) or bool(phrases.find("action-plan", text))
    found, last, read_to = list[Mention](), None, 0
    for start, end, name in marks:
        if start < read_to:
            continue
        if name in _BESIDE:
            if last is not None:
                found.append(Mention((last + _BESIDE[name],), start, end))
            continue
        numbers, stop = numbers_after(text, end, words)
        # "Point 63" is one without a word of the plan where the conference gathers contributions on 63.
        if name == "point" and not speaks and not (numbers and all(n in asked_for for n in numbers)):
            continue
        before = number_before(text, start, words) if not numbers else None
        if before is not None:
            numbers, start, stop = (before[0],), before[1], end
        if numbers:
            found.append(Mention(numbers, start, stop))
            last, read_to = numbers[-1], stop
    if speaks:
        found += [
            Mention((int(match.group(1)),), match.start(), match.end())
            for match in _HASHED.finditer(text)
            if not any(m.start < match.end() and match.start() < m.end for m in found)
        ]
    return sorted(found or _bare(text, asked_for), key=lambda mention: mention.start)


def _bare(text: str, asked_for: Container[int]) -> list[Mention]:
    """Numbers as headings, "(63)" or "63.", where at least two are points that the conference gathers contributions on."""
    found = [
        Mention((number,), match.start(), match.end())
        for match in _BARE.finditer(text)
        if (number := int(match.group(1) or match.group(2))) in asked_for
    ]
    return found if len({mention.numbers for mention in found}) >= _ENOUGH_BARE else []


def _source(text: str, start: int, end: int, part: str) -> Source:
    """The sentence or line around a place."""
    opens = max((m.end() for m in _SENTENCE.finditer(text, max(0, start - 200), start)), default=max(0, start - 200))
    closes = _SENTENCE.search(text, end, end + 160)
    return Source(part, " ".join(text[opens : closes.start() + 1 if closes else end + 80].split()))


def _in_tables(document: Document, phrases: Phrases) -> Iterator[ActionPoint]:
    """The action points in a column that is headed by them; the other cells of a row say what is reported."""
    for table in document.tables:
        column = _column(table, phrases)
        if column is None:
            continue
        for row in table:
            if column < len(row) and len(row[column]) < 40:
                others = [cell for index, cell in enumerate(row) if cell and index != column]
                source = Source(document.part, " ".join(cell for cell in row if cell))
                for number in all_numbers(row[column].removesuffix(".0")):
                    denied = any(_is_not_applicable(cell, phrases) for cell in others)
                    yield ActionPoint(number, source, " – ".join(others)[:_LONGEST_TEXT], denied)


def _is_not_applicable(cell: str, phrases: Phrases) -> bool:
    """True for a cell that begins so, as "N/A" or "Not applicable, as we have no armed forces" does."""
    if "not-applicable" not in phrases.names:
        return False
    hit = phrases.has("not-applicable", cell[:200])
    return hit is not None and len(cell[: hit.start].split()) <= 2


def _column(table: Sequence[Sequence[str]], phrases: Phrases) -> int | None:
    for row in table[:4]:
        for index, cell in enumerate(row):
            if len(cell) < 80 and any(
                name in phrases.names and phrases.has(name, cell) for name in ("action-point", "action-plan")
            ):
                return index
    return None
