"""Looks at what a message consists of: header fields, addresses, texts, phrases, sizes, attachments.

A look is a value that is called with a `Sight` and says whether it holds and what it saw.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from mailflow.core.address import Address
from mailflow.core.comparison import Comparison, plain
from mailflow.core.conditions import Looked
from mailflow.core.document import Document
from mailflow.core.message import Attachment
from mailflow.core.names import find_names, roster_names, state_names
from mailflow.core.sight import Sight, Where
from mailflow.core.words import folded, length_in_words


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of a number: over and under are exclusive, as in RFC 5228 §5.9."""

    over: int | None = None
    under: int | None = None
    equal: int | None = None

    def hold(self, number: int) -> bool:
        """True where the number is within all limits that are set."""
        return (
            (self.over is None or number > self.over)
            and (self.under is None or number < self.under)
            and (self.equal is None or number == self.equal)
        )


@dataclass(frozen=True, slots=True)
class HeaderLook:
    """Any field of these names against a comparison; without one, whether such a field is there."""

    names: tuple[str, ...]
    comparison: Comparison | None
    exists: bool

    def __call__(self, sight: Sight) -> Looked:
        bodies = [body for name in self.names for body in sight.bodies(name)]
        if self.comparison is None:
            return bool(bodies) == self.exists, bodies[0] if bodies else "absent"
        return _first_that_holds(bodies, self.comparison)


@dataclass(frozen=True, slots=True)
class AddressLook:
    """Any address of these fields against a comparison: the whole, its local part, its domain or its display name."""

    fields: tuple[str, ...]
    part: str
    comparison: Comparison | None
    exists: bool

    def __call__(self, sight: Sight) -> Looked:
        values = [_part(address, self.part) for name in self.fields for address in _addresses(sight, name)]
        if self.comparison is None:
            return bool(values) == self.exists, values[0] if values else "absent"
        return _first_that_holds(values, self.comparison)


def _first_that_holds(values: list[str], comparison: Comparison) -> Looked:
    for value in values:
        if comparison.found(value) is not None:
            return True, value
    return False, values[0] if values else "absent"


def _part(address: Address, part: str) -> str:
    return {"all": address.spec, "local": address.local, "domain": address.domain, "name": address.name}[part]


def _addresses(sight: Sight, name: str) -> Iterator[Address]:
    message = sight.view.message
    single = {"sender": message.sender, "return-path": message.return_path}
    if name in single:
        if (address := single[name]) is not None:
            yield address
        return
    yield from {"from": message.from_, "to": message.to, "cc": message.cc, "reply-to": message.reply_to}[name]


@dataclass(frozen=True, slots=True)
class TextLook:
    """The texts of some places against a comparison."""

    places: tuple[Where, ...]
    comparison: Comparison

    def __call__(self, sight: Sight) -> Looked:
        length = 0
        for where in self.places:
            for text in sight.texts(where):
                folded = sight.plain(text)
                if (value := self.comparison.found(text, folded)) is not None:
                    return True, f"{where}: {_around(folded, value)}"
                length += len(text)
        return False, f"{length} signs without it"


def _around(folded: str, value: str) -> str:
    at = max(folded.find(plain(value)), 0)
    return folded[max(at - 40, 0) : at + 100]


@dataclass(frozen=True, slots=True)
class PhraseLook:
    """Hits of phrase lists in some places. `within` counts the first signs of a text, `at_least` different words."""

    lists: tuple[str, ...]
    places: tuple[Where, ...]
    within: int | None
    at_least: int

    def __call__(self, sight: Sight) -> Looked:
        if sight.lists(self.places).isdisjoint(self.lists):
            return False, "none of its phrases"
        seen = dict[str, str]()
        for where in self.places:
            for name in self.lists:
                for hit in sight.hits(name, where):
                    if self.within is None or hit.start < self.within:
                        seen.setdefault(hit.words.casefold(), f"{where}: {hit.words}")
                        if len(seen) >= self.at_least:
                            return True, "; ".join(seen.values())
        return False, "; ".join(seen.values()) or "none of its phrases"


def _is_among(places: Sequence[int], start: int, end: int) -> bool:
    """True where one of some places, in their order, lies in a stretch of the text."""
    first = bisect_left(places, start)
    return first < len(places) and places[first] < end


@dataclass(frozen=True, slots=True)
class SentenceLook:
    """One sentence, or one clause, in which each list of `has` finds something, none of `lacks` does, and which asks where it must.

    With `names_party` the sentence names the party for which the message speaks and no other; with `names_conference` the
    place of the conference or words of its title. With `unread` no answer and no person was read in it, it heads no list,
    and what it must have stands there in the language of the text: "no" is no denial in Spanish alone.
    """

    has: tuple[str, ...]
    any_of: tuple[str, ...]
    lacks: tuple[str, ...]
    asks: bool | None
    names_party: bool
    names_conference: bool
    unread: bool
    length: Bounds | None  # in words
    clause: bool  # one clause instead of a whole sentence
    places: tuple[Where, ...]

    @property
    def lists(self) -> tuple[str, ...]:
        """All phrase lists it looks with."""
        return (*self.has, *self.any_of, *self.lacks)

    def __call__(self, sight: Sight) -> Looked:
        for where in self.places if self._may_hold(sight.lists(self.places)) else ():
            for text in sight.texts(where):
                for start, end in self._candidates(sight, text):
                    if self._fits(sight, text[start:end]):
                        return True, f"{where}: {text[start:end].strip()}"
        return False, "no such sentence"

    def _may_hold(self, found: frozenset[str]) -> bool:
        """False where lists that must find something are not among those that do."""
        return found.issuperset(self.has) and not (self.any_of and found.isdisjoint(self.any_of))

    def _candidates(self, sight: Sight, text: str) -> Sequence[tuple[int, int]]:
        """The sentences of a text that have and lack what they must, and ask as they must."""
        if not self._may_hold(sight.phrases.lists_in(text)) or (self.asks and not sight.questions(text)):
            return ()
        own = sight.languages if self.unread else None
        needed = [_starts(sight, text, (name,), own) for name in self.has]
        needed += [_starts(sight, text, self.any_of, own)] if self.any_of else []
        if not all(needed):
            return ()
        row = sight.phrases.row(text)
        parts: Sequence[tuple[int, int]] = row.clauses() if self.clause else row.sentences()
        for starts in needed:
            parts = [(start, end) for start, end in parts if _is_among(starts, start, end)]
        if self.asks is not None:
            questions = sight.questions(text)
            parts = [(start, end) for start, end in parts if self.asks == _is_among(questions, start, end)]
        barred = _starts(sight, text, self.lacks) if parts else ()
        return [(start, end) for start, end in parts if not _is_among(barred, start, end)] if barred else parts

    def _fits(self, sight: Sight, sentence: str) -> bool:
        return (
            (self.length is None or self.length.hold(length_in_words(sentence)))
            and (not self.names_party or _names_party(sight, sentence))
            and (not self.names_conference or sight.is_conference_in(sight.plain(sentence)))
            and not (self.unread and (_heads_a_list(sentence) or sight.is_read(sentence)))
        )


def _starts(sight: Sight, text: str, names: Sequence[str], languages: Collection[str] | None = None) -> Sequence[int]:
    """Where what some lists find in a text begins, in order; with `languages` by their phrases alone."""
    if languages is not None:
        return sorted(hit.start for name in names for hit in sight.phrases.find(name, text, languages))
    row = sight.phrases.row(text)
    return [row.span(first, stop)[0] for first, stop, _ in sight.phrases.places(frozenset(names), text)]


def _heads_a_list(sentence: str) -> bool:
    return sentence.rstrip().endswith((":", "："))


def _names_party(sight: Sight, sentence: str) -> bool:
    """True where a sentence names the party for which the message speaks, and nobody else."""
    party, roster = sight.view.speaker.party, sight.view.roster
    named = {name.code for name in find_names(folded(sentence), state_names(), roster_names(roster))}
    return party is not None and named == {party}


@dataclass(frozen=True, slots=True)
class WordsLook:
    """The number of words in some places together."""

    places: tuple[Where, ...]
    bounds: Bounds

    def __call__(self, sight: Sight) -> Looked:
        number = sum(length_in_words(text) for where in self.places for text in sight.texts(where))
        return self.bounds.hold(number), f"{number} words"


@dataclass(frozen=True, slots=True)
class SizeLook:
    """The size of the raw message in bytes."""

    bounds: Bounds

    def __call__(self, sight: Sight) -> Looked:
        return self.bounds.hold(sight.view.message.size), f"{sight.view.message.size} bytes"


@dataclass(frozen=True, slots=True)
class AttachmentLook:
    """How many attachments have all of these properties."""

    name: Comparison | None
    content_type: Comparison | None
    kinds: frozenset[str]
    states: frozenset[str]
    size: Bounds
    count: Bounds

    def __call__(self, sight: Sight) -> Looked:
        pairs = [pair for pair in sight.attachments() if self._fits(*pair)]
        named = ", ".join(attachment.name or attachment.content_type for attachment, _ in pairs)
        return self.count.hold(len(pairs)), f"{len(pairs)}: {named}" if pairs else "none"

    def _fits(self, attachment: Attachment, document: Document | None) -> bool:
        return (
            (self.name is None or self.name.found(attachment.name) is not None)
            and (self.content_type is None or self.content_type.found(attachment.content_type) is not None)
            and (not self.kinds or _is_of_kind(self.kinds, attachment, document))
            and (not self.states or (document is not None and document.condition.value in self.states))
            and self.size.hold(attachment.size)
        )


_NOT_FOR_READING = frozenset({"vcf", "ics", "picture", "signature"})
_SIGNATURE_TYPES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")


def _is_of_kind(kinds: frozenset[str], attachment: Attachment, document: Document | None) -> bool:
    """`document` stands for everything that may be meant for reading, whether it could be read or not."""
    if attachment.content_type in _SIGNATURE_TYPES:
        return "signature" in kinds
    kind = document.kind if document else _guessed_kind(attachment)
    return kind in kinds or ("document" in kinds and kind not in _NOT_FOR_READING)


def _guessed_kind(attachment: Attachment) -> str:
    """The kind of an attachment that nobody opened, by its type and the end of its name."""
    main, _, sub = attachment.content_type.partition("/")
    if main == "image":
        return "picture"
    by_type = {"pdf": "pdf", "calendar": "ics", "vcard": "vcf", "x-vcard": "vcf", "html": "html", "csv": "csv"}
    return by_type.get(sub) or attachment.name.rpartition(".")[2].lower() or "other"
