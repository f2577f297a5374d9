"""Delegates in sentences: who comes, who goes and who leads, sentence by sentence.

Precision comes before recall. A person counts only where the text says in so many words that the delegation is composed
of him or her.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mailflow.core.facts import Source
from mailflow.core.reading.bare_names import is_self, opens_list
from mailflow.core.reading.bystanders import is_besides, is_busy, is_of_another_time, is_old, is_unsure
from mailflow.core.reading.cast import Cast
from mailflow.core.reading.heads import leading
from mailflow.core.reading.items import Person
from mailflow.core.reading.lexicon import COMPOSING, NAMING, ROLES, Lexicon
from mailflow.core.reading.mentions import Mention, capacity, mentions
from mailflow.core.reading.name_keys import name_keys
from mailflow.core.reading.occasions import LESS, is_beside
from mailflow.core.reading.persons import PREFIXES, may_name
from mailflow.core.reading.removals import CHANGES, Change, change, supposition
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.reading.selves import SELF, of_self
from mailflow.core.reading.spellings import are_spellings

_DEPUTY_REACH = 2  # words
_PRONOUN_REACH = 3  # words from "she" to "head the delegation"
_NAMING = tuple(name for name in NAMING if name != "will-head")
_TELLING = (*NAMING, *CHANGES, *SELF, "i-will-not", "i-withdraw", "role-head", "delegation-nouns", "their-deputy")
_PROSE = (*_TELLING, "already-named", "others-stay")
_SILENCING = ("contact-person", "not-a-member", "hearsay")
# What tells something, or silences what is told, in a sentence that names nobody.
_NAMELESS = (*SELF, *_SILENCING, "i-will-not", "i-withdraw", "will-head", "already-named", "others-stay")
_ASKING = re.compile("[?؟？]")


def read_prose(row: Row, cast: Cast) -> None:
    """Read the sentences of a line into the cast."""
    if _tells_of_nobody(row):
        cast.spoken_of = [] if row.keys else cast.spoken_of
        return
    for first, last in _corrections_joined(row):
        if row.has("already-named", "others-stay", start=first, stop=last):
            cast.stays.append(Source(row.part, row.span(first, last)))
        if row.has(*_TELLING, start=first, stop=last) or row.has_colon:
            _read_sentence(row, first, last, cast)
        else:
            cast.spoken_of = []


def _tells_of_nobody(row: Row) -> bool:
    """True for a row of which no sentence tells of a person: it says nothing of the kind, or nobody is named in it."""
    if not row.has(*_PROSE) and not row.has_colon:
        return True
    return not row.has(*_NAMELESS, *PREFIXES) and not may_name(row, 0, len(row)) and not _ASKING.search(row.text)


def _corrections_joined(row: Row) -> Iterator[tuple[int, int]]:
    """The sentences; one that puts a spelling right and goes on in the next counts as one: "… was misspelt; it is …"."""
    held: tuple[int, int] | None = None
    for first, last in row.sentences():
        puts_right = row.has("read-instead", start=first, stop=last)
        if held is not None and puts_right:
            yield held[0], last
            held = None
            continue
        if held is not None:
            yield held
        held = (first, last) if puts_right else None
        if held is None:
            yield first, last
    if held is not None:
        yield held


def _read_sentence(row: Row, first: int, last: int, cast: Cast) -> None:
    supposed = supposition(row, first, last)
    if supposed is not None:
        # "Mr A and, if he cannot come, Ms B": what stands in front of an aside is no supposition.
        if supposed.start == first or "," not in row.gap(supposed.start):
            return
        last = supposed.start
    _take_refusal(row, first, last, cast)
    found = tuple(m for m in mentions(row, first, last, cast.lex) if m.named.is_certain or not cast.is_party(m.name))
    changed = change(row, first, last, found, cast.lex) if found else None
    tells_of_old = is_old(row, first, last)
    if changed is not None and (changed.gone or changed.come):
        _read_front(changed, row, first, found, cast)
        _take_change(changed, row, first, last, cast)
        found = _left(changed, found)
        start = max((m.named.stop for m in changed.gone), default=first)
        if tells_of_old or not row.has("will-come", *COMPOSING, start=start, stop=last):
            cast.spoken_of = [m.name for m in changed.come]
            return
    if row.has(*_SILENCING, start=first, stop=last) or _asks(row, first, last):
        return
    if not found:
        _take_role(row, first, last, cast)
    if not found and not row.has(*SELF, "will-head", start=first, stop=last):
        cast.spoken_of = []  # it names nobody
        return
    # Which of the two is the right one is not told in words that are known.
    if row.has("read-instead", start=first, stop=last) and are_spellings(found):
        return
    _take_named(row, first, last, found, cast, tells_of_old=tells_of_old)
    _take_pronoun(row, first, last, cast, found)
    cast.spoken_of = [m.name for m in found]


def _take_refusal(row: Row, first: int, last: int, cast: Cast) -> None:
    """The writer stays away, or comes no more."""
    refusals = row.of("i-will-not", start=first, stop=last)
    cast.stays_away = cast.stays_away or any(row.keys[m.start] in cast.lex.selves for m in refusals)
    if row.has("i-withdraw", start=first, stop=last) and not row.has(*LESS, start=first, stop=last):
        cast.withdraws.append(Source(row.part, row.span(first, last)))


def _take_named(row: Row, first: int, last: int, found: Sequence[Mention], cast: Cast, *, tells_of_old: bool) -> None:
    """Those of a sentence whom it names, the writer in the place where the text puts him or her."""
    lex, source = cast.lex, Source(row.part, row.span(first, last))
    self_marks = of_self(row, first, last, lex, beside_others=bool(found)) if not tells_of_old else ()
    deputies = row.of("their-deputy", start=first, stop=last) if cast.persons else ()
    names = bool(self_marks or deputies) or _names(row, first, last, found, lex) or _enumerates(row, first, found, lex)
    # "Mr Berg cannot lead our delegation" names nobody who comes.
    hints = row.has("delegation-nouns", start=first, stop=last) and not row.has(
        "about-else", "cannot-come", start=first, stop=last
    )
    is_naming = names or (any(m.role == "head" for m in found) and lex.verbs.isdisjoint(row.keys[first:last]))
    own = _own(row, found, self_marks, lex)
    self_at = self_marks[0].start if self_marks and own is None else last
    for mention in found:
        if self_at < mention.named.begin:
            _take_signer(row, first, last, cast, source, found)
            self_at = last
        is_new = not tells_of_old and (is_naming or (hints and mention.named.is_certain)) and _may_be_new(mention)
        is_new = is_new and not _stands_by(row, first, last, mention, found, lex)
        if cast.find(mention.name) is None and not is_new:
            continue
        entry = _person(mention, source)
        if entry.role is None and any(0 <= mention.named.begin - m.stop <= _DEPUTY_REACH for m in deputies):
            entry = replace(entry, role="alternate")
        if mention is own and cast.signer is not None:
            entry = replace(entry, email=entry.email or cast.signer.email)
        cast.add(entry)
    if self_at < last:
        _take_signer(row, first, last, cast, source, found)


def _own(row: Row, found: Sequence[Mention], self_marks: Sequence[Mark], lex: Lexicon) -> Mention | None:
    """The writer, where he or she is named: "I, Anna Berg,", "… and me, Anna Berg"."""
    own = next((m for m in found if is_self(row, m.named, lex)), None)
    return own or next(
        (m for m in found for k in self_marks if m.named.begin == k.stop and "," in row.gap(k.stop)), None
    )


def _stands_by(row: Row, first: int, last: int, mention: Mention, found: Sequence[Mention], lex: Lexicon) -> bool:
    """True for a person whom a sentence that names delegates speaks of, and does not name."""
    return (
        mention.is_attendant
        or is_unsure(row, first, mention, found)
        or is_besides(row, first, last, mention)
        or is_busy(row, first, last, mention, found, lex)
        or is_of_another_time(row, first, last, mention)
        # "Mr Berg cannot lead our delegation": whether he comes at all the sentence does not say.
        or row.has("cannot-head", start=mention.named.stop, stop=last)
    )


def _take_pronoun(row: Row, first: int, last: int, cast: Cast, found: Sequence[Mention]) -> None:
    """ "Ms B comes; she will head the delegation": the one person just spoken of, or called by a part of the name, is the head."""
    for mark in leading(row, cast.lex, first, last):
        near = row.keys[max(first, mark.start - _PRONOUN_REACH) : mark.start]
        if cast.lex.others.isdisjoint(near):
            called = [at for at, p in enumerate(cast.persons) if not name_keys(p.name).isdisjoint(near)]
            at = called[0] if len(called) == 1 else None
        else:
            before = [m.name for m in found if m.named.stop <= mark.start] or cast.spoken_of
            at = cast.find(before[0]) if len(before) == 1 else None
        if at is not None and not any(p.role == "head" for p in cast.persons):
            cast.persons[at] = replace(cast.persons[at], role="head")


def _take_role(row: Row, first: int, last: int, cast: Cast) -> None:
    """ "She comes as an adviser": of the one person just spoken of."""
    if len(cast.spoken_of) != 1 or cast.lex.others.isdisjoint(row.keys[first : first + _PRONOUN_REACH]):
        return
    at, role = cast.find(cast.spoken_of[0]), capacity(row, first, last, cast.lex)
    if at is not None and role is not None and cast.persons[at].role is None:
        cast.persons[at] = replace(cast.persons[at], role=role)


def _names(row: Row, first: int, last: int, found: Sequence[Mention], lex: Lexicon) -> bool:
    """True for words that name delegates; "will not be able *to attend*" is none, nor is it said of who follows.

    Who comes to the reception alone is no delegate.
    """
    denied = [
        m
        for m in row.of("decline", "says-no", start=first, stop=last)
        if not any(m.start <= one.named.begin < m.stop for one in found)
    ]
    return any(
        not any(no.start <= m.start and m.stop <= no.stop for no in denied)
        for m in (*row.of(*_NAMING, start=first, stop=last), *leading(row, lex, first, last))
        if not is_beside(row, first, last, m, lex)
    )


def _enumerates(row: Row, first: int, found: Sequence[Mention], lex: Lexicon) -> bool:
    """True for a colon with persons behind it: several, or one of whom the text says what he or she is."""
    listed = [m for m in found if opens_list(row, first, m.named.begin, lex)]
    return bool(listed) and (len(found) > 1 or listed[0].title is not None or listed[0].role is not None)


def _read_front(changed: Change, row: Row, first: int, found: Sequence[Mention], cast: Cast) -> None:
    """Read what stands in front of a change: "Ms B will come, and Mr A cannot"."""
    cut = min(m.named.begin for m in (*changed.gone, *changed.come))
    is_naming = row.has("will-come", *COMPOSING, start=first, stop=cut)
    if is_naming and any(m.named.stop <= cut for m in found):
        _read_sentence(row, first, cut, cast)


def _left(changed: Change, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """The persons behind those of whom a change was told."""
    told = (*changed.gone, *changed.come)
    start = max(m.named.stop for m in told)
    return tuple(m for m in found if m.named.begin >= start)


def _asks(row: Row, first: int, last: int) -> bool:
    """True for a question; one that asks to add somebody to the delegation names a person all the same."""
    asks = _ASKING.search(row.tail(last - 1))
    return asks is not None and not row.has("asks-to-add", start=first, stop=last)


def _may_be_new(mention: Mention) -> bool:
    named = mention.named
    # "Col. Berg will lead": the family name alone is enough where it can be nobody else.
    leads = mention.role == "head" and named.rank is not None
    return named.units > 1 or named.honorific is not None or leads


def _person(mention: Mention, source: Source) -> Person:
    return Person(
        mention.name, source.part, source.words, mention.title, mention.role, mention.email, mention.named.honorific
    )


def _take_change(changed: Change, row: Row, first: int, last: int, cast: Cast) -> None:
    source = Source(row.part, row.span(first, last))
    replaced_by = changed.come[0].name if changed.come else None
    is_head = row.has("headed-by", start=first, stop=last) or _says_head(row, first, last, cast.lex)
    if changed.is_pronoun and not changed.gone:
        leads = row.has("headed-by", start=first, stop=last) or bool(leading(row, cast.lex, first, last))
        is_head = leads and len(changed.come) == 1
    else:
        is_head = is_head and len(changed.gone) == 1
    for mention in changed.gone:
        cast.remove(mention.name, source, replaced_by)
    if changed.others_come:
        cast.stays.append(source)
    # "I cannot come. My colleague Ms B will go instead."
    is_self = changed.is_self or (changed.is_pronoun and not changed.gone and not cast.gone and cast.stays_away)
    if is_self and cast.signer is not None:
        cast.remove(cast.signer.name, source, replaced_by)
    if changed.is_pronoun and not changed.gone and cast.gone and replaced_by:
        cast.gone[-1] = replace(cast.gone[-1], replaced_by=replaced_by)
    for index, mention in enumerate(changed.come):
        is_new = _may_be_new(mention) and not is_busy(row, first, last, mention, changed.come, cast.lex)
        if cast.find(mention.name) is None and not is_new:
            continue
        entry = _person(mention, source)
        if index == 0:
            entry = replace(entry, role="head" if is_head else entry.role or _role_of_place(row, first, last))
        cast.add(entry)


def _role_of_place(row: Row, first: int, last: int) -> str | None:
    """The role in "his place as alternate will be taken by Ms B"."""
    return next(
        (
            ROLES[role.name]
            for place in row.of("place-taken-by", start=first, stop=last)
            for role in row.of(*ROLES, start=place.start, stop=place.stop)
        ),
        None,
    )


def _says_head(row: Row, first: int, last: int, lex: Lexicon) -> bool:
    """True where a sentence speaks of the head of the delegation: "Head" alone may be that of a section."""
    if leading(row, lex, first, last):
        return True
    marks = row.of("role-head", start=first, stop=last)
    return any(m.stop - m.start > 1 or m.stop == last or row.tail(m.stop - 1).strip() for m in marks)


def _take_signer(row: Row, first: int, last: int, cast: Cast, source: Source, found: Sequence[Mention]) -> None:
    """The sender names himself or herself, beside the persons of the sentence."""
    signer = cast.signer
    if signer is None or row.has("i-will-not", start=first, stop=last):
        return
    heads = _says_head(row, first, last, cast.lex) and not any(m.role == "head" for m in found)
    role = "head" if heads and not any(p.role == "head" for p in cast.persons) else None
    role = role or (capacity(row, first, last, cast.lex) if not found else None)
    at = cast.find(signer.name)
    name = cast.persons[at].name if at is not None else signer.name
    cast.add(Person(name, source.part, source.words, signer.title, role, signer.email))
