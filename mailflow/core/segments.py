"""A message's displayed text taken apart: what is new, quoted, passed on, signature or notice (RFC 3676 §4.3, §4.5).

Nothing is deleted: the segments in order are the whole text. Messages that are attached (message/rfc822) follow at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mailflow.core.address import Address
from mailflow.core.alternatives import shown_lines
from mailflow.core.disclaimer import disclaimed
from mailflow.core.folding import fold
from mailflow.core.forwarding import Act, Cover, Layer, Ours, act_of, assign_roles, bare_subject, placing
from mailflow.core.language import language_of
from mailflow.core.lines import Line
from mailflow.core.message import Message
from mailflow.core.quotation import markers
from mailflow.core.signature import signed
from mailflow.core.text import Role, Segment, Text

_DEEPEST = 5
_LANGUAGE_SAMPLE = 4_000


def read_text(message: Message, own: frozenset[str] = frozenset()) -> Text:
    """The text of a message in segments, with its language. `own` are the keys of our own addresses.

    Never raises. The language is that of the sender's own words, then of the subject, then of what he passes on.
    """
    segments = tuple(_segments(message, own, 0))
    return Text(segments, _language(message, segments))


def _segments(message: Message, own: frozenset[str], depth: int) -> Iterator[Segment]:
    recipients = (*message.to, *message.cc, *message.resent_to)
    ours = Ours.known(own or frozenset(a.key for a in message.to), recipients)
    for part, lines in shown_lines(message):
        yield from _of_body(part, lines, message, ours)
    for inner in message.embedded if depth < _DEEPEST else ():
        yield from _of_embedded(inner, message, own, ours, depth)


def _of_embedded(inner: Message, outer: Message, own: frozenset[str], ours: Ours, depth: int) -> Iterator[Segment]:
    """An attached message is passed on, unless it is ours, or comes back in a report."""
    returned = bool(outer.report_type) or outer.content_type == "multipart/report"
    from_us = any(a.key in ours.keys for a in inner.from_)
    for segment in _segments(inner, own, depth + 1):
        if returned or from_us:
            yield Segment(Role.QUOTED, segment.text, segment.part)
        elif segment.role in (Role.NEW, Role.SIGNATURE):
            yield Segment(Role.FORWARDED, segment.text, segment.part, inner.author)
        else:
            yield segment


def _of_body(part: str, lines: list[Line], message: Message, ours: Ours) -> Iterator[Segment]:
    """The segments of one body."""
    placed = placing(lines, markers(lines))
    roles = _own_roles(lines, placed.lines, _names(message))
    if len(placed.layers) > 1:
        own_words = "\n".join(line.text for line, role in zip(lines, roles, strict=True) if role is Role.NEW)
        assign_roles(placed.layers, Cover.of(message.subject, own_words), ours)
    settled = [_settled(layer, role) for layer, role in zip(placed.lines, roles, strict=True)]
    _find_notices(lines, settled)
    yield from _joined(part, lines, settled)


def _names(message: Message) -> frozenset[str]:
    """The folded words by which the sender is known: display names and the local parts of addresses."""
    senders = (*message.from_, *((message.sender,) if message.sender else ()))
    words = " ".join(f"{a.name} {a.local}" for a in senders[:4])
    for sign in "._-,()'\"":
        words = words.replace(sign, " ")
    return frozenset(word for word in fold(words).split() if len(word) > 2)


def _own_roles(lines: Sequence[Line], placed: Sequence[Layer | None], names: frozenset[str]) -> list[Role | None]:
    """New text, signature or notice for the lines of the message itself; None for all others."""
    roles: list[Role | None] = [None] * len(lines)
    for start, stop in _stretches(placed):
        texts = [line.text for line in lines[start:stop]]
        own = [Role.NEW] * len(texts)
        disclaimed(texts, own)
        signed(texts, own, names, opens=start == 0)
        roles[start:stop] = own
    return roles


def _stretches(placed: Sequence[Layer | None]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) lines of the stretches in which the message itself speaks."""
    start: int | None = None
    for index, layer in enumerate((*placed, None)):
        own = layer is not None and layer.parent is None
        if own and start is None:
            start = index
        elif not own and start is not None:
            yield start, index
            start = None


_Place = tuple[Role, Address | None]


def _settled(layer: Layer | None, role: Role | None) -> _Place:
    if role is not None:
        return role, None
    if layer is None:
        return Role.QUOTED, None
    return layer.role, layer.author


def _find_notices(lines: Sequence[Line], settled: list[_Place]) -> None:
    """Notices below a forwarded text are notices too."""
    forwarded = [i for i, (role, _) in enumerate(settled) if role is Role.FORWARDED]
    if not forwarded:
        return
    roles = [Role.FORWARDED] * len(forwarded)
    disclaimed([lines[i].text for i in forwarded], roles)
    for index, role in zip(forwarded, roles, strict=True):
        if role is Role.DISCLAIMER:
            settled[index] = (role, None)


def _joined(part: str, lines: Sequence[Line], settled: Sequence[_Place]) -> Iterator[Segment]:
    """Lines of one role and author together. Quoted lines are shown with their marks, blank edges are left out."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and (settled[index] == settled[start] or lines[index].blank):
            continue
        role, author = settled[start]
        text = "\n".join(line.shown if role is Role.QUOTED else line.text for line in lines[start:index]).strip("\n")
        if text.strip():
            yield Segment(role, text, part, author)
        start = index


def _language(message: Message, segments: Iterable[Segment]) -> str | None:
    """The language of the sender's own words; with his closing where they are few; else of the subject."""
    texts = {role: "\n".join(s.text for s in segments if s.role is role)[:_LANGUAGE_SAMPLE] for role in Role}
    new, signature = texts[Role.NEW], texts[Role.SIGNATURE]
    subject = bare_subject(message.subject)
    own = language_of(new) if new else None
    if own is None and (new or signature):
        own = language_of(f"{new}\n{signature}")
    # The subject of an answer is ours, and tells only what language we wrote in: it comes last.
    if own is None and act_of(message.subject) is Act.NEITHER:
        own = language_of(f"{subject}\n{new}")
    return own or language_of(texts[Role.FORWARDED]) or language_of(subject)
