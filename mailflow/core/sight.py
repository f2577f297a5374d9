"""What the conditions of rules see of one message. Every text is put together and folded once, when first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from itertools import chain

from mailflow.core.comparison import plain
from mailflow.core.document import Condition as State
from mailflow.core.document import Document
from mailflow.core.facts import Delegate, Facts, Removal
from mailflow.core.kinds import DOCUMENTS
from mailflow.core.message import Attachment
from mailflow.core.phrases import Hit, Phrases
from mailflow.core.reading import Reader
from mailflow.core.text import Role
from mailflow.core.view import View

# The sign of a question, and not the one before the values of a link.
_ASKING = re.compile(r"\?(?!\w{1,60}=)|[？؟]")
_SHORT_WORD = 3
# Words of titles that stand in any letter, bait included.
_COMMON = frozenset(
    {
        "conference",
        "conferencia",
        "international",
        "internationale",
        "internacional",
        "meeting",
        "reunion",
        "with",
        "national",
    }
)
_CARDS_AND_DATES = ("vcf", "ics")
# Their documents hold names that are no delegates'.
_READ_BY_RULES = frozenset({"attendance", "delegates"})


class Where(StrEnum):
    """A place in a message where text stands."""

    SUBJECT = "subject"
    NEW_TEXT = "new-text"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    SIGNATURE = "signature"
    ATTACHMENT_TEXT = "attachment-text"
    ATTACHMENT_NAME = "attachment-name"
    ALL = "all"


class Sight:
    """One message under the eyes of a ruleset. `kinds` are those given by the rules that hit so far."""

    def __init__(self, view: View, phrases: Phrases, reader: Reader | None = None) -> None:
        self.view = view
        self.phrases = phrases
        self._reader = reader or Reader(view, phrases)
        self.kinds: list[str] = []
        self.used_history = False
        self._facts: tuple[tuple[str, ...], Facts] | None = None
        self._texts: dict[Where, tuple[str, ...]] = {}
        self._lists: dict[tuple[Where, ...], frozenset[str]] = {}
        self._questions: dict[str, tuple[int, ...]] = {}
        self._plain: dict[str, str] = {}
        self._bodies: dict[str, tuple[str, ...]] = {}
        self._read: tuple[Facts, tuple[str, ...]] | None = None
        self._addresses: dict[tuple[str, str], tuple[str, ...]] = {}

    def texts(self, where: Where) -> tuple[str, ...]:
        """The texts of a place: one, or one for each attachment. Empty texts are left out."""
        if where not in self._texts:
            self._texts[where] = tuple(text for text in _TEXTS[where](self.view) if text.strip())
        return self._texts[where]

    def plain(self, text: str) -> str:
        """The text as comparisons want it."""
        if (known := self._plain.get(text)) is None:
            known = self._plain[text] = plain(text)
        return known

    def lists(self, places: tuple[Where, ...]) -> frozenset[str]:
        """The phrase lists that may find something in some places: any other finds nothing."""
        if (known := self._lists.get(places)) is None:
            texts = [text for where in places for text in self.texts(where)]
            known = self._lists[places] = frozenset().union(*map(self.phrases.lists_in, texts))
        return known

    def questions(self, text: str) -> tuple[int, ...]:
        """Where the signs of questions stand in a text."""
        if (known := self._questions.get(text)) is None:
            known = self._questions[text] = tuple([found.start() for found in _ASKING.finditer(text)])
        return known

    def hits(self, name: str, where: Where) -> tuple[Hit, ...]:
        """What a phrase list finds in a place."""
        return tuple(hit for text in self.texts(where) for hit in self.phrases.find(name, text))

    def bodies(self, header: str) -> tuple[str, ...]:
        """The bodies of a header field; none where it is absent."""
        folded = header.lower()
        if folded not in self._bodies:
            self._bodies[folded] = self.view.message.all(folded)
        return self._bodies[folded]

    @property
    def facts(self) -> Facts:
        """Attendance and delegates as the readers find them, given the documents that rules have recognised so far."""
        kinds = tuple(kind for kind in self.kinds if kind in DOCUMENTS)
        if self._facts is None or self._facts[0] != kinds:
            self._facts = kinds, self._reader.facts(frozenset(kinds), _READ_BY_RULES)
        return self._facts[1]

    @property
    def languages(self) -> frozenset[str] | None:
        """The language of the text, alone; None where it cannot be told, and any may be meant."""
        language = self.view.text.language
        return frozenset({language}) if language else None

    def is_read(self, sentence: str) -> bool:
        """True where an answer was read in a sentence of the text, or a person whom the message names or withdraws."""
        facts = self.facts
        if self._read is None or self._read[0] is not facts:
            self._read = facts, tuple(_words_read(facts))
        written = " ".join(sentence.split())
        return any(words in written or written in words for words in self._read[1])

    @property
    def names_conference(self) -> bool:
        """True where a text of the message has the place of the conference, or a long word of one of its titles."""
        return any(self.is_conference_in(self.plain(text)) for text in self.texts(Where.ALL))

    def is_conference_in(self, folded: str) -> bool:
        """True where a text, as comparisons want it, has the place of the conference, or a long word of one of its titles."""
        conference = self.view.conference
        named = (conference.place, conference.title, *conference.places.values(), *conference.titles.values())
        words = {word for text in named for word in plain(text).split() if len(word) > _SHORT_WORD}
        return any(word in folded for word in words - _COMMON)

    def attachments(self) -> tuple[tuple[Attachment, Document | None], ...]:
        """The attachments with what was read of them. Pictures inside the text (logos of signatures) are none."""
        read = {document.part: document for document in self.view.documents}
        pairs = ((attachment, read.get(attachment.part)) for attachment in self.view.message.attachments)
        return tuple(pair for pair in pairs if not _is_decoration(pair[0]))


def _words_read(facts: Facts) -> Iterator[str]:
    """The words in which answers and persons were read, and the names of these."""
    read = [facts.attendance.source.words] if facts.attendance else []
    for person in chain[Delegate | Removal](facts.delegates, facts.removals):
        read += [person.source.words, person.name]
    return (" ".join(words.split()) for words in read if words.strip())


def _is_decoration(attachment: Attachment) -> bool:
    is_picture = attachment.content_type.startswith("image/")
    return is_picture and (attachment.disposition == "inline" or bool(attachment.content_id))


def _attachment_texts(view: View) -> tuple[str, ...]:
    read = (d for d in view.documents if d.condition is State.READ and d.kind not in _CARDS_AND_DATES)
    return tuple(d.text for d in read)


def _everything(view: View) -> tuple[str, ...]:
    # The same texts as those of the other places, so that each is looked through once.
    text = view.text
    return (
        view.message.subject,
        text.new,
        text.quoted,
        text.signature,
        text.of(Role.DISCLAIMER),
        *_attachment_texts(view),
    )


_TEXTS: dict[Where, Callable[[View], tuple[str, ...]]] = {
    Where.SUBJECT: lambda view: (view.message.subject,),
    Where.NEW_TEXT: lambda view: (view.text.new,),
    Where.QUOTED: lambda view: (view.text.quoted,),
    Where.FORWARDED: lambda view: (view.text.of(Role.FORWARDED),),
    Where.SIGNATURE: lambda view: (view.text.signature,),
    Where.ATTACHMENT_TEXT: _attachment_texts,
    Where.ATTACHMENT_NAME: lambda view: tuple(a.name for a in view.message.attachments),
    Where.ALL: _everything,
}
