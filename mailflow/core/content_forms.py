"""The tables of tests on what a message consists of."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from mailflow.core.comparison import Comparison, Operator, comparison
from mailflow.core.content_looks import (
    AddressLook,
    AttachmentLook,
    Bounds,
    HeaderLook,
    PhraseLook,
    SentenceLook,
    SizeLook,
    TextLook,
    WordsLook,
)
from mailflow.core.forms import BoundsForm, ComparedForm, Form, Look, Places, TestForm, Texts, as_list, words_of
from mailflow.core.sight import Where


class ExistsForm(ComparedForm):
    exists: bool | None = None

    def compared(self) -> tuple[Comparison | None, bool]:
        """The comparison, and without one whether the field is to be there."""
        found = self.comparison()
        if found is None and self.exists is None:
            raise ValueError("expected is, contains, matches, word, regex or exists")
        if found is not None and self.exists is not None:
            raise ValueError("exists stands alone")
        return found, self.exists is not False


class HeaderForm(ExistsForm, TestForm):
    """`header = "X-Loop", contains = "…"`: any field of that name."""

    key: ClassVar[str] = "header"
    header: Texts

    def look(self) -> Look:
        return HeaderLook(self.header, *self.compared())


class AddressForm(ExistsForm, TestForm):
    """`address = "from", part = "domain", is = "…"`."""

    key: ClassVar[str] = "address"
    address: Annotated[
        tuple[Literal["from", "sender", "reply-to", "to", "cc", "return-path"], ...], BeforeValidator(as_list)
    ]
    part: Literal["all", "local", "domain", "name"] = "all"

    def look(self) -> Look:
        found, exists = self.compared()
        return AddressLook(self.address, self.part, found, exists)


class TextForm(ComparedForm, TestForm):
    """`contains = "…", in = "subject"`: a text against a comparison."""

    key: ClassVar[str] = "contains"
    in_: Places = Field(default=(Where.SUBJECT, Where.NEW_TEXT), alias="in")

    def look(self) -> Look:
        found = self.comparison()
        if found is None:
            raise ValueError("expected is, contains, matches, word or regex")
        return TextLook(self.in_, found)


class PhraseForm(TestForm):
    """`phrase = "accept"`: a list of `rules/phrases` finds something."""

    key: ClassVar[str] = "phrase"
    phrase: Texts
    in_: Places = Field(default=(Where.SUBJECT, Where.NEW_TEXT), alias="in")
    within: int | None = Field(default=None, gt=0)
    at_least: int = Field(default=1, ge=1)

    def look(self) -> Look:
        return PhraseLook(self.phrase, self.in_, self.within, self.at_least)


class SentenceTable(Form):
    """What one sentence must be: every list of `has`, one of `any`, none of `lacks`, a question or not, naming whom and what,
    read for facts or not, and how long."""

    has: Texts = ()
    any: Texts = ()
    lacks: Texts = ()
    asks: bool | None = None
    names_party: bool = False
    names_conference: bool = False
    unread: bool = False
    words: BoundsForm | None = None
    clause: bool = False


class SentenceForm(TestForm):
    """`sentence = { has = "visa-words", asks = true }`: what must come together in one sentence."""

    key: ClassVar[str] = "sentence"
    sentence: SentenceTable
    in_: Places = Field(default=(Where.NEW_TEXT,), alias="in")

    def look(self) -> Look:
        table = self.sentence
        return SentenceLook(
            table.has,
            table.any,
            table.lacks,
            table.asks,
            table.names_party,
            table.names_conference,
            table.unread,
            table.words.bounds() if table.words else None,
            table.clause,
            self.in_,
        )


class WordsForm(TestForm):
    """`words = { under = 60 }`: how long a text is."""

    key: ClassVar[str] = "words"
    words: BoundsForm
    in_: Places = Field(default=(Where.NEW_TEXT,), alias="in")

    def look(self) -> Look:
        return WordsLook(self.in_, self.words.bounds())


class SizeForm(TestForm):
    """`size = { over = "10 MB" }`: of the raw message."""

    key: ClassVar[str] = "size"
    size: BoundsForm

    def look(self) -> Look:
        return SizeLook(self.size.bounds())


class AttachmentTable(Form):
    """What an attachment must be; without `count` one is enough."""

    name: Texts | None = None
    type: Texts | None = None
    kind: Texts = ()
    condition: Annotated[
        tuple[Literal["read", "scan", "encrypted", "dangerous", "unreadable", "too-large", "picture", "unknown"], ...],
        BeforeValidator(as_list),
    ] = ()
    size: BoundsForm | None = None
    count: BoundsForm | None = None


class AttachmentForm(TestForm):
    """`attachment = true`, or a table of what it must be. `kind = "document"` is anything meant for reading."""

    key: ClassVar[str] = "attachment"
    attachment: bool | AttachmentTable

    def look(self) -> Look:
        table = self.attachment if isinstance(self.attachment, AttachmentTable) else AttachmentTable()
        some = Bounds(equal=0) if self.attachment is False else Bounds(over=0)
        return AttachmentLook(
            name=comparison(Operator.MATCHES, table.name) if table.name else None,
            content_type=comparison(Operator.MATCHES, table.type) if table.type else None,
            kinds=words_of(table.kind),
            states=frozenset(table.condition),
            size=table.size.bounds() if table.size else Bounds(),
            count=table.count.bounds() if table.count else some,
        )
