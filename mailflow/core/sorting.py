"""The way of one message through the core: text, guard, speaker, rules, facts, decision.

The same call serves the worker, `sort`, `backtest`, the rules' own examples and the tests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from mailflow.core.authentication import authenticate
from mailflow.core.conference import Conference, Receiving
from mailflow.core.decision import Decision, Disposition, decide
from mailflow.core.document import Document
from mailflow.core.guard import guard
from mailflow.core.history import History
from mailflow.core.language import language_of
from mailflow.core.matching import match
from mailflow.core.message import Message
from mailflow.core.phrases import Phrases
from mailflow.core.proposal import from_pictures, with_pictures
from mailflow.core.reading import Reader
from mailflow.core.reasons import Reason, Why
from mailflow.core.report import read_report
from mailflow.core.returned import returned_answers
from mailflow.core.roster import Roster
from mailflow.core.ruleset import Ruleset
from mailflow.core.segments import read_text
from mailflow.core.speaker import identify
from mailflow.core.view import View


@dataclass(frozen=True, slots=True)
class Desk:
    """What one conference sorts by."""

    conference: Conference
    roster: Roster
    ruleset: Ruleset
    phrases: Phrases

    @property
    def own(self) -> frozenset[str]:
        """Keys of our own addresses."""
        return frozenset(a.key for a in self.conference.addresses)


@dataclass(frozen=True, slots=True)
class Sorted:
    """A message with all that was understood of it, and what was decided."""

    view: View
    decision: Decision


def sort(
    message: Message,
    documents: tuple[Document, ...],
    desk: Desk,
    receiving: Receiving,
    history: History,
    received_at: datetime,
    tokens: tuple[str, ...] = (),
    reference_key: bytes = b"",
) -> Sorted:
    """Sort one message. `tokens` are those of our letters that it names and whose keys were verified; `reference_key` tells
    the references that our letters carry (`core.reference`), without it none counts."""
    text = read_text(message, desk.own)
    documents = tuple(d if d.language or not d.text else replace(d, language=language_of(d.text)) for d in documents)
    authentication = authenticate(message, receiving)
    report = read_report(message, text)
    letter = next((history.letters[token] for token in tokens if token in history.letters), None)
    verdict = guard(message, text, authentication, report, desk.conference, receiving, _is_ours(message, tokens))
    speaker = identify(
        message, text, documents, authentication, desk.roster, desk.conference, letter, receiving=receiving
    )
    view = View(
        message=message,
        text=text,
        documents=documents,
        authentication=authentication,
        report=report,
        verdict=verdict,
        speaker=speaker,
        conference=desk.conference,
        roster=desk.roster,
        history=history,
        received_at=received_at,
        letter=letter,
        returned=returned_answers(message, text, documents, desk.conference.name, desk.roster.codes, reference_key),
    )
    reader = Reader(view, desk.phrases)
    matched = match(desk.ruleset, view, desk.phrases, reader)
    facts = reader.facts(frozenset(matched.kinds), frozenset(matched.facts))
    decision = decide(view, matched, facts)
    if any(d.recognised for d in documents) and decision.disposition is not Disposition.IGNORE:
        decision = _with_pictures(decision, view, desk, receiving)
    return Sorted(view, decision)


def _with_pictures(decision: Decision, view: View, desk: Desk, receiving: Receiving) -> Decision:
    seen = with_pictures(view)
    proposed, used_history = from_pictures(view, seen, desk.ruleset, desk.phrases, decision.facts)
    if used_history and not decision.match.used_history:
        decision = replace(decision, match=replace(decision.match, used_history=True))
    # Who speaks was decided without the pictures. Where they would have raised a doubt, the person who looks is told.
    speaker = identify(
        view.message,
        view.text,
        seen.documents,
        view.authentication,
        view.roster,
        view.conference,
        view.letter,
        receiving=receiving,
    )
    doubts = [why for why in speaker.doubts if why not in view.speaker.doubts]
    if not doubts and speaker.party != view.speaker.party:
        doubts = [Why(Reason.PARTY_MISMATCH, speaker.party or "")]
    return decision.proposing(proposed, doubts)


def _is_ours(message: Message, tokens: tuple[str, ...]) -> bool:
    """True where the message's own Message-ID is one of ours: a copy of our letter, not an answer to it."""
    return message.message_id is not None and any(f".{token}." in message.message_id for token in tokens)
