"""The one place that decides. A decision has a letter, or a reason why there is none; it cannot have neither."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from mailflow.core.calendar_answer import calendar_answer
from mailflow.core.document import Condition
from mailflow.core.facts import Answer, Facts, Source
from mailflow.core.kinds import MACHINES
from mailflow.core.match import Match
from mailflow.core.reasons import Reason, Why
from mailflow.core.view import View

# Kinds that a person must follow up, whether or not a letter goes out.
FOLLOW_UP = {"question": Reason.QUESTION, "floor": Reason.REQUEST, "views": Reason.REQUEST}
_BY_ANSWER = {Answer.ACCEPTED: "accepted", Answer.DECLINED: "declined", Answer.TENTATIVE: "tentative"}
_SHOWN = 12  # names of a proposal in its reason
_UNREAD = (Condition.SCAN, Condition.ENCRYPTED, Condition.UNREADABLE, Condition.TOO_LARGE)
# A reason to stay silent that leaves the facts in force: a person wrote, and asked for no automatic answer.
_KEEPS_FACTS = frozenset({Reason.SUPPRESS_REQUESTED, Reason.NOT_ADDRESSED_TO_US})


class Disposition(StrEnum):
    """What may happen with a message."""

    ACKNOWLEDGE = "acknowledge"
    IGNORE = "ignore"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a message was taken for and what follows. `reasons` are never empty."""

    conference: str
    kinds: tuple[str, ...]
    party: str | None
    facts: Facts
    language: str | None
    disposition: Disposition
    needs_person: bool
    letter: str | None
    reasons: tuple[Why, ...]
    match: Match
    effective: bool = True  # False: the facts have no effect until a person has looked
    # Made out in pictures: without effect, and in no letter, until a person accepts it.
    proposed: Facts = field(default_factory=Facts)

    def as_json(self, file: str) -> dict[str, Any]:
        """The object that `mailflow sort --json` prints for a file. What is only proposed stands with the rest, and is marked."""
        facts = both(self.facts, self.proposed)
        return {
            "file": file,
            "conference": self.conference,
            "kinds": sorted(self.kinds),
            "party": self.party,
            "attendance": facts.attendance.answer.value if facts.attendance else None,
            "delegates": [
                {"name": d.name, "title": d.title, "role": d.role, "email": d.email, "words": d.source.words}
                for d in facts.delegates
            ],
            "removed": [r.name for r in facts.removals],
            "papers": [{"filename": p.filename, "title": p.title, "kind": p.kind} for p in facts.papers],
            "action_points": sorted({a.number for a in facts.action_points}),
            "not_applicable": sorted({a.number for a in facts.action_points if a.not_applicable}),
            "floor": [{"session": f.session, "withdrawn": f.withdrawn, "words": f.source.words} for f in facts.floor],
            "language": self.language,
            "disposition": self.disposition.value,
            "needs_person": self.needs_person,
            "letter": self.letter,
            "assign": self.match.assign,
            "folder": self.match.folder,
            "reasons": [{"reason": w.reason.value, "text": str(w)} for w in self.reasons],
            "rules": list(self.match.rules),
            "from_pictures": _from_pictures(self.proposed),
        }

    def proposing(self, proposed: Facts, doubts: Sequence[Why] = ()) -> Decision:
        """The same decision with what was made out in pictures laid before a person, and with `doubts` that the pictures
        raise. Nothing else of it changes."""
        if proposed == Facts():
            return self
        why = Why(Reason.READ_FROM_PICTURE, "; ".join([*_named(proposed), *(f"but: {doubt}" for doubt in doubts)]))
        return replace(self, proposed=proposed, needs_person=True, reasons=(*self.reasons, why))

    def silenced(self, *reasons: Why, needs_person: bool = False) -> Decision:
        """The same decision without its letter, and why."""
        return replace(
            self, letter=None, reasons=(*self.reasons, *reasons), needs_person=self.needs_person or needs_person
        )

    def doubted(self, *reasons: Why) -> Decision:
        """The same message laid before a person: no letter, and no effect of its facts until he has looked."""
        return replace(
            self,
            disposition=Disposition.REVIEW,
            letter=None,
            effective=False,
            needs_person=True,
            reasons=(*self.reasons, *reasons),
        )


def both(facts: Facts, proposed: Facts) -> Facts:
    """The facts with those that are proposed behind them."""
    titles = {each.part: each.title for each in proposed.titles}
    papers = tuple(replace(p, title=p.title or titles.get(p.part)) if p.part else p for p in facts.papers)
    return replace(
        facts,
        attendance=facts.attendance or proposed.attendance,
        delegates=facts.delegates + proposed.delegates,
        removals=facts.removals + proposed.removals,
        papers=papers,
        action_points=facts.action_points + proposed.action_points,
    )


def _from_pictures(proposed: Facts) -> dict[str, Any] | None:
    """What of the fields of a decision was made out in pictures, and which words of it are doubtful."""
    if proposed == Facts():
        return None
    return {
        "attendance": proposed.attendance.answer.value if proposed.attendance else None,
        "delegates": [d.name for d in proposed.delegates],
        "removed": [r.name for r in proposed.removals],
        "titles": [t.title for t in proposed.titles],
        "action_points": sorted({a.number for a in proposed.action_points}),
        "contradicts": [s.words for s in proposed.contradictions],
        "unsure": _unsure(proposed),
    }


def _sources(facts: Facts) -> tuple[Source, ...]:
    """Where the facts were read, in their order."""
    answers = (facts.attendance,) if facts.attendance else ()
    persons = (*facts.delegates, *facts.removals)
    read = tuple(
        fact.source for fact in (*answers, *persons, *facts.papers, *facts.titles, *facts.action_points, *facts.floor)
    )
    return (*read, *facts.questions, *facts.contradictions, *facts.missing)


def _named(proposed: Facts) -> Iterator[str]:
    """The proposal in a few words."""
    if proposed.attendance:
        yield proposed.attendance.answer.value
    if proposed.delegates:
        yield ", ".join(d.name + (f" ({d.role})" if d.role else "") for d in proposed.delegates[:_SHOWN])
    if proposed.removals:
        yield "no longer " + ", ".join(r.name for r in proposed.removals[:_SHOWN])
    for each in proposed.titles[:_SHOWN]:
        yield f"the title of {each.filename or 'a document'}: “{each.title}”"
    if proposed.action_points:
        yield "action points " + ", ".join(map(str, sorted({a.number for a in proposed.action_points})))
    if proposed.contradictions:
        yield "it contradicts the message: " + " / ".join(s.words for s in proposed.contradictions)
    if unsure := _unsure(proposed):
        yield "hard to make out: " + ", ".join(unsure[:_SHOWN])


def _unsure(facts: Facts) -> list[str]:
    return list(dict.fromkeys(word for source in _sources(facts) for word in source.unsure))


def decide(view: View, match: Match, facts: Facts) -> Decision:
    """Everything known of a message turned into a decision."""
    kinds = _kinds(view, match, facts)
    if MACHINES.intersection(kinds) or match.disposition == Disposition.IGNORE or view.verdict.machine:
        return _ignored(view, match, kinds)
    doubts = _doubts(view, match, facts)
    quiet = tuple(why for why in view.verdict.silent if why not in doubts)
    follow_up = _follow_up(view, match, facts, kinds)
    disposition = Disposition.REVIEW if doubts or quiet else Disposition.ACKNOWLEDGE
    letter = None if doubts or quiet else _letter(match, facts, kinds)
    reasons = doubts + quiet + follow_up
    if letter is None and not reasons:
        reasons = (Why(Reason.NO_LETTER_NAMED, ", ".join(kinds)),)
    if letter is not None:
        reasons = (Why(Reason.ACKNOWLEDGED, f"rule {match.letter_rule}"), *follow_up)
    return Decision(
        conference=view.conference.name,
        kinds=kinds,
        party=view.speaker.party,
        facts=facts,
        language=_language(view),
        disposition=disposition,
        needs_person=bool(disposition is Disposition.REVIEW or follow_up),
        letter=letter,
        reasons=reasons,
        match=match,
        effective=not doubts and all(why.reason in _KEEPS_FACTS for why in quiet),
    )


def _kinds(view: View, match: Match, facts: Facts) -> tuple[str, ...]:
    kinds = list(dict.fromkeys(match.kinds))
    if view.verdict.machine and view.verdict.machine != "own" and not MACHINES.intersection(kinds):
        kinds.append(view.verdict.machine)
    if MACHINES.intersection(kinds):
        return tuple(k for k in kinds if k in MACHINES)
    named = bool(facts.delegates or facts.removals)
    if named and "representation" not in kinds:
        kinds.append("representation")
    # A list that nobody could read is still a list: only where all was read does "no names" mean "names nobody".
    if "representation" in kinds and not named and not _could_hide_names(view):
        kinds[kinds.index("representation")] = "rsvp"
    if "representation" in kinds and "rsvp" in kinds:
        kinds.remove("rsvp")
    if facts.attendance and not named and not {"rsvp", "representation"}.intersection(kinds) and not kinds:
        kinds.append("rsvp")
    if len(kinds) > 1 and "other" in kinds:
        kinds.remove("other")
    return tuple(dict.fromkeys(kinds)) or ("other",)


def _could_hide_names(view: View) -> bool:
    return any(d.condition in _UNREAD or d.condition is Condition.DANGEROUS for d in view.documents)


def _ignored(view: View, match: Match, kinds: tuple[str, ...]) -> Decision:
    reasons = view.verdict.silent or (Why(Reason.RULE_IGNORES, ", ".join(match.rules)),)
    dead = view.report is not None and view.report.permanent
    if dead:
        reasons = (*reasons, Why(Reason.PERMANENT_BOUNCE, _dead_addresses(view)))
    return Decision(
        conference=view.conference.name,
        kinds=kinds,
        party=None,
        facts=Facts(),
        language=_language(view),
        disposition=Disposition.IGNORE,
        needs_person=dead or match.needs_person,
        letter=None,
        reasons=reasons,
        match=match,
        effective=False,
    )


def _dead_addresses(view: View) -> str:
    recipients = view.report.recipients if view.report else ()
    return ", ".join(str(r.address) for r in recipients if r.address is not None)


def _doubts(view: View, match: Match, facts: Facts) -> tuple[Why, ...]:
    doubts = [*view.verdict.review, *view.speaker.doubts]
    doubts += [Why(Reason.DANGEROUS_ATTACHMENT, d.name) for d in view.documents if d.condition is Condition.DANGEROUS]
    doubts += [
        Why(Reason.PARTY_MISMATCH, f"{r.source.words}, made for {r.party}")
        for r in view.returned
        if r.party != view.speaker.party
    ]
    if facts.contradictions:
        doubts.append(Why(Reason.CONTRADICTION, " / ".join(s.words for s in facts.contradictions)))
    if not view.returned and (said := calendar_answer(view.documents, view.conference)) and said.stranger:
        doubts.append(Why(Reason.OTHER_EVENT, said.stranger))
    if match.disposition == Disposition.REVIEW:
        unknown = match.kinds == ("other",)
        doubts += match.doubts
        # An answer to another event is known for what it is: one reason is enough.
        if not unknown:
            if match.review_rules:
                doubts.append(Why(Reason.RULE_REVIEWS, ", ".join(match.review_rules)))
        elif all(doubt.reason is not Reason.OTHER_EVENT for doubt in doubts):
            doubts.append(Why(Reason.NO_RULE))
    if not match.kinds and not facts.delegates and not facts.attendance:
        doubts.append(Why(Reason.NO_RULE))
    if view.speaker.party is None and not doubts:
        doubts.append(Why(Reason.UNKNOWN_SENDER))
    if not view.speaker.proven and not doubts:
        doubts.append(Why(Reason.UNAUTHENTICATED))
    return tuple(dict.fromkeys(doubts))


def _follow_up(view: View, match: Match, facts: Facts, kinds: tuple[str, ...]) -> tuple[Why, ...]:
    found = [Why(reason, _first_question(facts)) for kind, reason in FOLLOW_UP.items() if kind in kinds]
    found += [Why(Reason.MISSING_ATTACHMENT, source.words) for source in facts.missing]
    found += [Why(Reason.REPLACES_EARLIER, p.filename or p.title or "") for p in facts.papers if p.replaces]
    found += [Why(Reason.INCOMPLETE, f"{d.name}: {d.note}") for d in view.documents if d.condition in _UNREAD]
    if match.needs_person and not found:
        unknown = kinds == ("other",)
        found.append(Why(Reason.NO_RULE) if unknown else Why(Reason.RULE_REVIEWS, ", ".join(match.person_rules)))
    return tuple(dict.fromkeys(found))


def _first_question(facts: Facts) -> str:
    return facts.questions[0].words if facts.questions else ""


def _letter(match: Match, facts: Facts, kinds: tuple[str, ...]) -> str | None:
    """The letter the rules name; an answer to the invitation is confirmed as it was read, not as a phrase looked."""
    letter = match.letter
    if letter is None or letter not in ("accepted", "declined", "tentative", "representation"):
        return letter
    answer = facts.attendance.answer if facts.attendance else None
    if answer is Answer.DECLINED:
        return "declined"
    if "representation" in kinds:
        return "representation"
    return _BY_ANSWER[answer] if answer else "received"


def _language(view: View) -> str | None:
    if view.text.language:
        return view.text.language
    read = [d.language for d in view.documents if d.language]
    return read[0] if read else (view.party.language if view.party else None)
