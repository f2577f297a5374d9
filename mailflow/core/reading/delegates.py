"""The delegation as a message gives it: who is newly named, in what role, and who goes.

Precision comes before recall. A person counts only where the text says in so many words that the delegation is composed
of him or her: in a list that is announced or whose entries show what they are, or in a sentence that names delegates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from mailflow.core.facts import Delegate, Removal, Source
from mailflow.core.folding import fold
from mailflow.core.names import Names, find_names
from mailflow.core.reading.items import Person
from mailflow.core.reading.layouts import closes, lists
from mailflow.core.reading.lexicon import ROLES, Lexicon
from mailflow.core.reading.occasions import LESS, is_beside
from mailflow.core.reading.persons import PREFIXES, Named, may_name
from mailflow.core.reading.prose import Mention, is_self, mentions, opens_list
from mailflow.core.reading.removals import CHANGES, Change, are_spellings, change
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.reading.selves import SELF, of_self
from mailflow.core.words import WORD, folded

_ENOUGH = 3
_BESIDES_REACH = 6
_OTHERS_REACH = 6  # words
_DEPUTY_REACH = 2  # words
_PRONOUN_REACH = 3  # words from "she" to "head the delegation"
_NAMING = ("names-delegates", "headed-by", "will-come", "will-head")
_TELLING = (*_NAMING, *CHANGES, *SELF, "i-will-not", "i-withdraw", "role-head", "delegation-nouns", "their-deputy")
_PROSE = (*_TELLING, "already-named", "others-stay")
_COMPOSING = ("names-delegates", "headed-by", "will-head")
_SILENCING = ("contact-person", "not-a-member", "hearsay")
# What tells something, or silences what is told, in a sentence that names nobody.
_NAMELESS = (*SELF, *_SILENCING, "i-will-not", "i-withdraw", "will-head", "already-named", "others-stay")
_ASKING = re.compile("[?؟？]")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who sent the message, as far as it says."""

    name: str
    title: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who is newly named, who goes, and the words that say that others stay."""

    delegates: tuple[Delegate, ...] = ()
    removals: tuple[Removal, ...] = ()
    stays: tuple[Source, ...] = ()
    again: tuple[Source, ...] = ()  # words that say once more that somebody goes


@dataclass
class Cast:
    """The persons of a message while it is read, in the order in which it names them.

    Who signs, and who is named in what it quotes, is looked for only where it is asked for: most messages name nobody.
    """

    lex: Lexicon
    look_for_signer: Callable[[], Signer | None] = lambda: None
    look_for_quoted: Callable[[], dict[frozenset[str], str]] = dict
    look_for_told: Callable[[], dict[frozenset[str], str]] = dict
    parties: tuple[Names, ...] = ()  # of States, and of the parties on the roster
    persons: list[Person] = field(default_factory=list)
    gone: list[Removal] = field(default_factory=list)
    stays: list[Source] = field(default_factory=list)
    again: list[Source] = field(default_factory=list)
    stays_away: bool = False  # the writer has said "I cannot"
    withdraws: list[Source] = field(default_factory=list)  # … "I cannot come after all"
    spoken_of: list[str] = field(default_factory=list)  # the names of the sentence before

    @cached_property
    def signer(self) -> Signer | None:
        """Who sent the message, as far as it says."""
        return self.look_for_signer()

    @cached_property
    def known(self) -> dict[frozenset[str], str]:
        """The names in the quoted text, by their words."""
        return self.look_for_quoted()

    def is_party(self, name: str) -> bool:
        """True for the name of a State or an organisation: "San Marino" is no person."""
        row = folded(name)
        return any(n.first < 2 and n.stop == len(row.words) for n in find_names(row, *self.parties) if not n.personal)

    def find(self, name: str) -> int | None:
        """The person whom a name, or a part of it, stands for."""
        keys = name_keys(name)
        return next((i for i, entry in enumerate(self.persons) if _is_same(keys, name_keys(entry.name))), None)

    @cached_property
    def told(self) -> dict[frozenset[str], str]:
        """The names of several words in the text itself, by their words."""
        return self.look_for_told()

    def full(self, name: str) -> str:
        """The whole name of one who is called by a part of it: "Ms Berg" where "Ms Anna Berg" stands elsewhere, once."""
        keys = name_keys(name)
        if len(keys) != 1:
            return name
        whole = [one for other, one in self.told.items() if keys < other]
        is_gone = any(keys < name_keys(g.name) for g in self.gone)
        return whole[0] if len(whole) == 1 and not is_gone else name

    def add(self, entry: Person) -> None:
        """Take a person in, or what is new of one who is there."""
        entry = replace(entry, name=self.full(entry.name))
        at = self.find(entry.name)
        if at is None:
            self.persons.append(entry)
            return
        old = self.persons[at]
        longer = entry.name if len(name_keys(entry.name)) > len(name_keys(old.name)) else old.name
        self.persons[at] = replace(
            old, name=longer, title=old.title or entry.title, role=_stronger(old.role, entry.role),
            email=old.email or entry.email,
        )  # fmt: skip

    def remove(self, name: str, source: Source, replaced_by: str | None) -> None:
        """Take a person out."""
        at = self.find(name)
        if at is not None:
            name = max(name, self.persons[at].name, key=lambda n: len(name_keys(n)))
            del self.persons[at]
        elif len(name_keys(name)) == 1:
            name = self.full(name)
            name = next((full for keys, full in self.known.items() if name_keys(name) <= keys), name)
        if not any(_is_same(name_keys(g.name), name_keys(name)) for g in self.gone):
            self.gone.append(Removal(name, source, replaced_by))
        else:
            self.again.append(source)


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """True where one name is the other, or a part of it, or has initials for some of its words."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short <= long:
        return bool(short)
    rest, left = short - long, long - short
    return bool(short & long) and all(len(r) == 1 and any(w.startswith(r) for w in left) for r in rest)


def _stronger(old: str | None, new: str | None) -> str | None:
    return new if new == "head" or old is None else old


def name_keys(name: str) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(fold(word) for word in WORD.findall(name))


def read_rows(rows: Sequence[Row], cast: Cast, *, is_expected: bool) -> None:
    """Read one text into the cast."""
    used: dict[int, tuple[Person, ...]] = {}
    going = set[int]()
    for found in lists(rows, cast.lex, is_expected=is_expected):
        for index, row in enumerate(found.rows):
            used[id(row)] = found.persons if index == 0 and found.weight >= _ENOUGH else ()
        if found.goes:
            going.add(id(found.rows[0]))
        if found.weight < _ENOUGH:
            for row in found.rows:
                used.pop(id(row), None)
    is_over = False
    for row in rows:
        if id(row) in used:
            for entry in used[id(row)]:
                if id(row) in going:
                    cast.remove(entry.name, Source(entry.part, entry.words), None)
                elif entry.is_certain or not cast.is_party(entry.name):
                    cast.add(entry)
            continue
        is_over = is_over or closes(row)
        if not is_over or row.has(*_NAMING, "strikes-off"):
            _read_prose(row, cast)


def _read_prose(row: Row, cast: Cast) -> None:
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
    refusals = row.of("i-will-not", start=first, stop=last)
    cast.stays_away = cast.stays_away or any(row.keys[m.start] in cast.lex.selves for m in refusals)
    if row.has("i-withdraw", start=first, stop=last) and not row.has(*LESS, start=first, stop=last):
        cast.withdraws.append(Source(row.part, row.span(first, last)))
    found = tuple(m for m in mentions(row, first, last, cast.lex) if m.named.is_certain or not cast.is_party(m.name))
    changed = change(row, first, last, found, cast.lex) if found else None
    is_old = _is_old(row, first, last)
    if changed is not None and (changed.gone or changed.come):
        _read_front(changed, row, first, found, cast)
        _take_change(changed, row, first, last, cast)
        found = _left(changed, found)
        start = max((m.named.stop for m in changed.gone), default=first)
        if is_old or not row.has("will-come", *_COMPOSING, start=start, stop=last):
            cast.spoken_of = [m.name for m in changed.come]
            return
    if row.has(*_SILENCING, start=first, stop=last) or _asks(row, first, last):
        return
    if not found and not row.has(*SELF, "will-head", start=first, stop=last):
        cast.spoken_of = []  # it names nobody
        return
    source = Source(row.part, row.span(first, last))
    # Which of the two is the right one is not told in words that are known.
    if row.has("read-instead", start=first, stop=last) and are_spellings(found):
        return
    self_marks = of_self(row, first, last, cast.lex, beside_others=bool(found)) if not is_old else ()
    names = _names(row, first, last, found, cast.lex) or bool(self_marks) or _enumerates(row, first, found, cast.lex)
    deputies = row.of("their-deputy", start=first, stop=last) if cast.persons else ()
    names = names or bool(deputies)
    # "Mr Berg cannot lead our delegation" names nobody who comes.
    hints = row.has("delegation-nouns", start=first, stop=last) and not row.has(
        "about-else", "cannot-come", start=first, stop=last
    )
    is_naming = names or (any(m.role == "head" for m in found) and cast.lex.verbs.isdisjoint(row.keys[first:last]))
    # "… and me, Anna Berg": the name is the sender's own.
    own = next((m for m in found if is_self(row, m.named, cast.lex)), None)
    own = own or next(
        (m for m in found for k in self_marks if m.named.begin == k.stop and "," in row.gap(k.stop)), None
    )
    # The writer stands where the text puts him or her: the order of the names is the party's own.
    self_at = self_marks[0].start if self_marks and own is None else last
    for mention in found:
        if self_at < mention.named.begin:
            _take_signer(row, first, last, cast, source, found)
            self_at = last
        is_new = (is_naming or (hints and mention.named.is_certain)) and not is_old and _may_be_new(mention)
        is_new = is_new and not (mention.is_attendant or _is_unsure(row, first, mention, found))
        is_new = is_new and not (_is_besides(row, first, last, mention) or _is_busy(row, last, mention, found))
        # "Mr Berg cannot lead our delegation": whether he comes at all the sentence does not say.
        is_new = is_new and not row.has("cannot-head", start=mention.named.stop, stop=last)
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
    _take_pronoun(row, first, last, cast, found)
    cast.spoken_of = [m.name for m in found]


def _take_pronoun(row: Row, first: int, last: int, cast: Cast, found: Sequence[Mention]) -> None:
    """ "Ms B comes; she will head the delegation": the one person just spoken of, or called by a part of the name, is the head."""
    for mark in row.of("will-head", start=first, stop=last):
        near = row.keys[max(first, mark.start - _PRONOUN_REACH) : mark.start]
        if cast.lex.others.isdisjoint(near):
            called = [at for at, p in enumerate(cast.persons) if not name_keys(p.name).isdisjoint(near)]
            at = called[0] if len(called) == 1 else None
        else:
            before = [m.name for m in found if m.named.stop <= mark.start] or cast.spoken_of
            at = cast.find(before[0]) if len(before) == 1 else None
        if at is not None and not any(p.role == "head" for p in cast.persons):
            cast.persons[at] = replace(cast.persons[at], role="head")


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
        for m in row.of(*_NAMING, start=first, stop=last)
        if not is_beside(row, first, last, m, lex)
    )


def _is_old(row: Row, first: int, last: int) -> bool:
    """True for a sentence about persons named before: not where it goes on with others ("in addition to those …")."""
    besides = row.of("besides", start=first, stop=last)
    return any(
        not any(0 <= m.start - b.stop <= _BESIDES_REACH or _goes_on(row, b, m, last) for b in besides)
        and not _is_of_others(row, first, m)
        for m in row.of("already-named", start=first, stop=last)
    )


def _is_of_others(row: Row, first: int, old: Mark) -> bool:
    """True for what is said of the others: "please add Ms B, the other members remaining unchanged"."""
    return any(
        old.start - m.stop < _OTHERS_REACH and row.has(*_NAMING, start=first, stop=m.start)
        for m in row.of("others-stay", start=first)
        if m.start <= old.start
    )


def _goes_on(row: Row, besides: Mark, old: Mark, last: int) -> bool:
    """True where others are named behind: "in addition to Mr A, whom you know, our delegation will include Ms B"."""
    return besides.stop <= old.start and row.has(*_COMPOSING, start=old.stop, stop=last)


def _is_besides(row: Row, first: int, last: int, mention: Mention) -> bool:
    """True for Mr A in "in addition to Mr A, whom you know, our delegation will include Ms B"."""
    named = mention.named
    return any(
        0 <= named.begin - b.stop <= _BESIDES_REACH
        and any(
            _goes_on(row, b, m, last) and m.start >= named.stop
            for m in row.of("already-named", start=b.stop, stop=last)
        )
        and not row.has(*_COMPOSING, start=b.stop, stop=named.begin)
        for b in row.of("besides", start=first, stop=named.begin)
    )


def _is_unsure(row: Row, first: int, mention: Mention, found: Sequence[Mention]) -> bool:
    """True for who comes in a certain case only: "Mr A and, if she is free, Ms B", "Ms B, if she is free"."""
    named = mention.named
    before = max((m.named.stop for m in found if m.named.stop <= named.begin), default=first)
    aside = row.of("condition", start=before, stop=named.begin) if before > first else ()
    behind = row.of("condition", start=named.stop, stop=mention.until)
    return bool(aside) or any(m.start == named.stop and row.gap(m.start).strip()[:1] in (",", "(") for m in behind)


def _is_busy(row: Row, last: int, mention: Mention, found: Sequence[Mention]) -> bool:
    """True for who is away, or sends, decides or signs what others will be: "Ms B, who is on leave, will send you the names"."""
    if mention.role is not None or not row.has("is-away", "deals-with"):
        return False
    named = mention.named
    # Of "Ms A and Mr B will send …" both do.
    upto = min(
        (m.named.begin for m in found if m.named.begin >= named.stop and not _is_pair(row, named, m)), default=last
    )
    away = row.of("is-away", start=named.stop, stop=upto)
    if not (away or row.has("deals-with", start=named.stop, stop=upto) or _is_dealt_with_by(row, named)):
        return False
    if any(named.begin - m.stop in range(2) for m in row.of("will-come", stop=named.begin)):
        return False  # where the verb comes first
    return all(
        any(a.start < m.stop and m.start < a.stop for a in away) or upto - m.stop <= (1 if upto < last else -1)
        for m in row.of("will-come", "will-head", start=named.stop, stop=upto)
    )


def _is_pair(row: Row, named: Named, other: Mention) -> bool:
    between = row.text[row.ends[named.stop - 1] : row.starts[other.named.begin]]
    return other.named.begin - named.stop <= 1 and not any(sign in between for sign in ",;:.")


def _is_dealt_with_by(row: Row, named: Named) -> bool:
    """True where the words stand around the person, or in Arabic directly in front: "wird von Herrn B genehmigt"."""
    is_arabic = "\u0600" <= named.name[0] <= "\u06ff"
    return any(
        m.start < named.begin and (named.stop <= m.stop or (is_arabic and m.stop == named.begin))
        for m in row.of("deals-with")
    )


def _enumerates(row: Row, first: int, found: Sequence[Mention], lex: Lexicon) -> bool:
    """True for a colon with persons behind it: several, or one of whom the text says what he or she is."""
    listed = [m for m in found if opens_list(row, first, m.named.begin, lex)]
    return bool(listed) and (len(found) > 1 or listed[0].title is not None or listed[0].role is not None)


def _read_front(changed: Change, row: Row, first: int, found: Sequence[Mention], cast: Cast) -> None:
    """Read what stands in front of a change: "Ms B will come, and Mr A cannot"."""
    cut = min(m.named.begin for m in (*changed.gone, *changed.come))
    is_naming = row.has("will-come", *_COMPOSING, start=first, stop=cut)
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
    is_head = row.has("headed-by", start=first, stop=last) or _says_head(row, first, last)
    if changed.is_pronoun and not changed.gone:
        is_head = row.has("headed-by", "will-head", start=first, stop=last) and len(changed.come) == 1
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
        if cast.find(mention.name) is None and not _may_be_new(mention):
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


def _says_head(row: Row, first: int, last: int) -> bool:
    """True where a sentence speaks of the head of the delegation: "Head" alone may be that of a section."""
    if row.has("will-head", start=first, stop=last):
        return True
    marks = row.of("role-head", start=first, stop=last)
    return any(m.stop - m.start > 1 or m.stop == last or row.tail(m.stop - 1).strip() for m in marks)


def _take_signer(row: Row, first: int, last: int, cast: Cast, source: Source, found: Sequence[Mention]) -> None:
    """The sender names himself or herself, beside the persons of the sentence."""
    signer = cast.signer
    if signer is None or row.has("i-will-not", start=first, stop=last):
        return
    heads = _says_head(row, first, last) and not any(m.role == "head" for m in found)
    role = "head" if heads and not any(p.role == "head" for p in cast.persons) else None
    at = cast.find(signer.name)
    name = cast.persons[at].name if at is not None else signer.name
    cast.add(Person(name, source.part, source.words, signer.title, role, signer.email))


def as_facts(cast: Cast) -> Delegation:
    """The cast as facts. Who goes is no delegate."""
    # "I cannot come after all; Ms B alone will": where nobody else is named, the party may have meant itself.
    if cast.withdraws and (cast.persons or cast.gone) and cast.signer is not None:
        cast.remove(cast.signer.name, cast.withdraws[0], None)
    gone = [name_keys(g.name) for g in cast.gone]
    delegates = list[Delegate]()
    for entry in cast.persons:
        if name_keys(entry.name) in gone:
            continue
        email = entry.email
        if email is None and cast.signer is not None and name_keys(cast.signer.name) == name_keys(entry.name):
            email = cast.signer.email
        delegates.append(
            Delegate(entry.name, Source(entry.part, entry.words), entry.title, entry.role, email, entry.honorific)
        )
    return Delegation(tuple(delegates), tuple(cast.gone), tuple(cast.stays), tuple(cast.again))
