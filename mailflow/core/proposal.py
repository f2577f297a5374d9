"""What the pictures of a message would say if they were text: a proposal to a person.

The message is read a second time as if the text made out in its pictures stood in documents beside it; who speaks, and whether
a machine may answer, was decided before and without it. Of that reading only facts whose own words stand in a picture are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from mailflow.core.document import Condition, Document
from mailflow.core.facts import ActionPoint, Attendance, Delegate, Facts, PaperTitle, Removal, Source
from mailflow.core.folding import fold
from mailflow.core.matching import match
from mailflow.core.phrases import Phrases
from mailflow.core.reading import Reader
from mailflow.core.ruleset import Ruleset
from mailflow.core.view import View

# Set behind a part while its pictures are read. No part of a message (IMAP section) has it.
_MARK = " (picture)"
F = TypeVar("F", Attendance, Delegate, Removal, ActionPoint)


def with_pictures(view: View) -> View:
    """The message as if what was made out in its pictures stood in documents beside it."""
    shown = (_as_text(d) for d in view.documents if d.recognised is not None and d.recognised.text.strip())
    return replace(view, documents=(*view.documents, *shown))


def from_pictures(view: View, seen: View, ruleset: Ruleset, phrases: Phrases, facts: Facts) -> tuple[Facts, bool]:
    """What the message says `with_pictures` beyond the `facts` that were read without, and whether that hangs on the past."""
    if seen.documents == view.documents:
        return Facts(), False
    unsure = {d.part: d.recognised.unsure for d in view.documents if d.recognised is not None}
    reader = Reader(seen, phrases)
    matched = match(ruleset, seen, phrases, reader)
    read = reader.facts(frozenset(matched.kinds), frozenset(matched.facts))
    coming, gone = {fold(d.name) for d in facts.delegates}, {fold(r.name) for r in facts.removals}
    answer = read.attendance if read.attendance and _is_from_picture(read.attendance.source) else None
    points = {point.number for point in facts.action_points}
    proposed = Facts(
        attendance=_marked(answer, unsure) if answer and facts.attendance is None else None,
        delegates=_all_marked((d for d in read.delegates if fold(d.name) not in coming), unsure),
        removals=_all_marked((r for r in read.removals if fold(r.name) not in gone), unsure),
        action_points=_all_marked((a for a in read.action_points if a.number not in points), unsure),
        contradictions=tuple(_source(s, unsure) for s in _at_odds(facts, read)),
        titles=tuple(_titles(view, facts)),
    )
    return proposed, matched.used_history


def _as_text(document: Document) -> Document:
    seen = document.recognised
    return Document(
        part=document.part + _MARK,
        name=document.name,
        kind="pdf",
        condition=Condition.READ,
        text=seen.text if seen else "",
        tables=seen.tables if seen else (),
        pages=document.pages,
    )


def _titles(view: View, facts: Facts) -> Iterator[PaperTitle]:
    """The titles of scanned papers that have none yet."""
    seen = {d.part: d.recognised for d in view.documents if d.recognised is not None and d.recognised.title}
    for paper in facts.papers:
        if not paper.title and paper.part in seen:
            title = seen[paper.part].title
            doubtful = tuple(dict.fromkeys(w for w in title.split() if w in seen[paper.part].unsure))
            source = Source(paper.part, title, picture=True, unsure=doubtful)
            yield PaperTitle(paper.part, title, source, paper.filename)


def _at_odds(facts: Facts, read: Facts) -> tuple[Source, ...]:
    """The words that cannot both be true, where a picture brings them in."""
    if facts.contradictions or not any(_is_from_picture(source) for source in read.contradictions):
        return ()
    return read.contradictions


def _all_marked(found: Iterable[F], unsure: dict[str, frozenset[str]]) -> tuple[F, ...]:
    return tuple(_marked(fact, unsure) for fact in found if _is_from_picture(fact.source))


def _marked(fact: F, unsure: dict[str, frozenset[str]]) -> F:
    return replace(fact, source=_source(fact.source, unsure))


def _source(source: Source, unsure: dict[str, frozenset[str]]) -> Source:
    """The source with its true part, and the words of it that were hard to make out."""
    if not _is_from_picture(source):
        return source
    part = source.part.removesuffix(_MARK)
    doubtful = unsure.get(part, frozenset())
    return Source(
        part, source.words, picture=True, unsure=tuple(dict.fromkeys(w for w in source.words.split() if w in doubtful))
    )


def _is_from_picture(source: Source) -> bool:
    return source.part.endswith(_MARK)
