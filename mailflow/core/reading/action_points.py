"""The action points that a contribution names, in its text, its headings and its tables.

A number counts only behind (or, as an ordinal, before) words that speak of action points. Weaker words ("point 64",
"#64") count where the same text speaks of the plan elsewhere. Articles, dates and what is quoted never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mailflow.core.document import Document
from mailflow.core.facts import ActionPoint, Source
from mailflow.core.folding import fold
from mailflow.core.phrases import Phrases
from mailflow.core.reading.material import is_read
from mailflow.core.reading.numbers import Words, all_numbers, number_before, number_words, numbers_after
from mailflow.core.text import Role
from mailflow.core.view import View

_MOST_READ = 200_000
_READ_WHOLE = 20_000
_SMALL_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LAST = 99
_SENTENCE = re.compile(r"[.!?。;\n]\s")
_REPLY = re.compile(r"\s*(?:re|aw|sv|rv|tr|fw|fwd|antw|antwort|res|rif|odp|ha|vs)\s*(?:\[\d+\])?\s*:", re.IGNORECASE)
_HASHED = re.compile(r"(?:#|(?<![^\W_])AP)\s?-?(\d{1,2})\b")
_BESIDE = {"action-before": -1, "action-behind": 1}


def read_action_points(view: View, phrases: Phrases) -> tuple[ActionPoint, ...]:
    """The action points that the message and its documents name, in order, each once."""
    found: dict[int, ActionPoint] = {}
    words = number_words(phrases)
    part = next((s.part for s in view.text.segments if s.role is Role.NEW), "1")
    texts = [(part, view.text.new)]
    if not _REPLY.match(view.message.subject):
        texts.append(("subject", view.message.subject))
    for where, text in texts:
        _take(found, _in_text(_relevant(text[:_MOST_READ], words), where, phrases, words))
    for document in view.documents:
        if is_read(document):
            _take(found, _in_text(_relevant(document.text[:_MOST_READ], words), document.part, phrases, words))
            _take(found, _in_tables(document, phrases))
    return tuple(found[number] for number in sorted(found))


def _take(found: dict[int, ActionPoint], points: Iterator[ActionPoint]) -> None:
    for point in points:
        if 0 < point.number <= _LAST:
            found.setdefault(point.number, point)


def _relevant(text: str, words: Words) -> str:
    """Of a long text the paragraphs that have a small number in them."""
    if len(text) <= _READ_WHOLE:
        return text
    kept = [
        p for p in text.split("\n") if _SMALL_NUMBER.search(p) or not words.values.keys().isdisjoint(fold(p).split())
    ]
    return "\n".join(kept)[: _READ_WHOLE * 2]


def _in_text(text: str, part: str, phrases: Phrases, words: Words) -> Iterator[ActionPoint]:
    """The action points that a text names."""
    if not text or "action-point" not in phrases.names:
        return
    marks = sorted(
        (hit.start, hit.end, name)
        for name in ("action-point", "point", *_BESIDE)
        if name in phrases.names
        for hit in phrases.find(name, text)
    )
    speaks = any(name == "action-point" for _, _, name in marks) or bool(phrases.find("action-plan", text))
    last, read_to = None, 0
    for start, end, name in marks:
        if start < read_to:
            continue
        if name in _BESIDE:
            if last is not None:
                yield ActionPoint(last + _BESIDE[name], _source(text, start, end, part))
            continue
        if name == "point" and not speaks:
            continue
        numbers, stop = numbers_after(text, end, words)
        before = number_before(text, start, words) if not numbers else None
        if before is not None:
            numbers, start, stop = (before[0],), before[1], end
        for number in numbers:
            yield ActionPoint(number, _source(text, start, stop, part))
            last, read_to = number, stop
    if speaks:
        for match in _HASHED.finditer(text):
            yield ActionPoint(int(match.group(1)), _source(text, match.start(), match.end(), part))


def _source(text: str, start: int, end: int, part: str) -> Source:
    """The sentence or line around a place."""
    opens = max((m.end() for m in _SENTENCE.finditer(text, max(0, start - 200), start)), default=max(0, start - 200))
    closes = _SENTENCE.search(text, end, end + 160)
    return Source(part, " ".join(text[opens : closes.start() + 1 if closes else end + 80].split()))


def _in_tables(document: Document, phrases: Phrases) -> Iterator[ActionPoint]:
    """The action points in a column that is headed by them."""
    for table in document.tables:
        column = _column(table, phrases)
        if column is None:
            continue
        for row in table:
            if column < len(row) and len(row[column]) < 40:
                for number in all_numbers(row[column].removesuffix(".0")):
                    yield ActionPoint(number, Source(document.part, " ".join(cell for cell in row if cell)))


def _column(table: Sequence[Sequence[str]], phrases: Phrases) -> int | None:
    for row in table[:4]:
        for index, cell in enumerate(row):
            if len(cell) < 80 and any(
                name in phrases.names and phrases.has(name, cell) for name in ("action-point", "action-plan")
            ):
                return index
    return None
