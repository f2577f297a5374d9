"""The texts of a message that readers look at, laid out once: what the sender wrote and passes on, and the documents."""

from __future__ import annotations

from dataclasses import dataclass

from mailflow.core.document import Condition, Document
from mailflow.core.phrases import Phrases
from mailflow.core.reading.rows import Row, rows
from mailflow.core.text import Role
from mailflow.core.view import View

READABLE = frozenset({"pdf", "docx", "doc", "odt", "rtf", "xlsx", "xls", "ods", "csv", "txt", "html", "pptx"})


@dataclass(frozen=True, slots=True)
class Material:
    """`new` are the rows of the message's own text, `documents` those of its attachments, each with its document."""

    new: tuple[Row, ...]
    documents: tuple[tuple[Document, tuple[Row, ...]], ...]

    @property
    def texts(self) -> tuple[tuple[Row, ...], ...]:
        """All texts, the message's own first."""
        return (self.new, *(laid for _, laid in self.documents))


def material(view: View, phrases: Phrases, names: frozenset[str], *, but: frozenset[str] = frozenset()) -> Material:
    """The texts of a message with the hits of the named lists. `but` are parts that are papers, and not read."""
    part = next((s.part for s in view.text.segments if s.role is Role.NEW), "1")
    # A blank line parts the stretches: what stands below a signature says no more of the person above it.
    own = "\n\n".join(s.text for s in view.text.segments if s.role in (Role.NEW, Role.FORWARDED))
    new = rows(own, part, phrases, names)
    read = [d for d in view.documents if is_read(d) and d.part not in but]
    return Material(new, tuple((d, rows(d.text, d.part, phrases, names, "document")) for d in read))


def is_read(document: Document) -> bool:
    """True for a document with a text."""
    return document.condition is Condition.READ and document.kind in READABLE and bool(document.text.strip())
