"""Answers that come back by our own means: through a link of a letter, or to a calendar invitation.

Only references that our key made count; one that merely looks like ours counts for nothing. They are looked for in what the
sender wrote himself, for a quoted letter of ours shows all three. That the sender is the party's own is proven apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailflow.core.document import CalendarReply, Document
from mailflow.core.facts import Answer, Source
from mailflow.core.message import Message
from mailflow.core.reference import ANSWERS, EVENT, Reference, party_of, references_in
from mailflow.core.text import Role, Text

PARTSTAT = {"ACCEPTED": Answer.ACCEPTED, "DECLINED": Answer.DECLINED, "TENTATIVE": Answer.TENTATIVE}
# RFC 5546 §3.2.3 and §3.2.7: the methods by which an attendee answers.
ANSWERING = ("REPLY", "COUNTER")


@dataclass(frozen=True, slots=True)
class Returned:
    """An answer by our own means. `party` is the one that the letter went to, `token` names the letter."""

    answer: Answer
    party: str
    token: str
    source: Source
    by_link: bool


def returned_answers(
    message: Message, text: Text, documents: Iterable[Document], conference: str, parties: Iterable[str], key: bytes
) -> tuple[Returned, ...]:
    """The answers of a message, in order. `parties` are the codes for which letters can have been written."""
    if not key:
        return ()
    codes = tuple(parties)
    found = list[Returned]()
    for reference, source in _references(message, text):
        party = party_of(key, reference, conference, codes)
        if party is not None and reference.word in ANSWERS:
            found.append(Returned(ANSWERS[reference.word], party, reference.token, source, True))
    for document in documents:
        for reply in document.calendar:
            event, answer = event_of(reply), PARTSTAT.get(reply.partstat.upper())
            party = party_of(key, event, conference, codes) if event else None
            if event is not None and party is not None and answer is not None:
                source = Source(document.part, f"PARTSTAT={reply.partstat}")
                found.append(Returned(answer, party, event.token, source, False))
    return tuple(dict.fromkeys(found))


def event_of(reply: CalendarReply) -> Reference | None:
    """The reference in the UID of an answer to a calendar invitation, whether it is ours or only looks like it."""
    if reply.method.upper() not in ANSWERING:
        return None
    return next((reference for reference in references_in(reply.uid) if reference.word == EVENT), None)


def _references(message: Message, text: Text) -> Iterator[tuple[Reference, Source]]:
    # A link opens a new message. The subject of a reply is the one of what it replies to, and answers nothing once more.
    if not (message.in_reply_to or message.references):
        for reference in references_in(message.subject):
            yield reference, Source("subject", str(reference))
    for segment in text.segments:
        # A signature may have come above the line of the reference.
        if segment.role in (Role.NEW, Role.SIGNATURE):
            for reference in references_in(segment.text):
                yield reference, Source(segment.part, str(reference))
