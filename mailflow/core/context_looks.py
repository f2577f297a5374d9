"""Looks at what is known around a message: days, party, letters, the past, reports, and what other rules found.

A look is a value that is called with a `Sight` and says whether it holds and what it saw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mailflow.core.comparison import Comparison
from mailflow.core.conditions import Looked
from mailflow.core.content_looks import Bounds
from mailflow.core.sight import Sight


@dataclass(frozen=True, slots=True)
class Day:
    """A day by name: of the conference (`begins`, `ends`), a deadline, or a date; moved by some days."""

    name: str
    fixed: date | None
    shift: int

    def of(self, sight: Sight) -> date | None:
        """That day for the message's conference, None where it has no such deadline."""
        conference = sight.view.conference
        known = {"begins": conference.begins, "ends": conference.ends}
        day = self.fixed or known.get(self.name) or conference.deadline(self.name.removeprefix("deadline."))
        return date.fromordinal(day.toordinal() + self.shift) if day else None


@dataclass(frozen=True, slots=True)
class DateLook:
    """The day on which the message came, in the conference's own zone, against other days."""

    before: Day | None
    after: Day | None
    on: Day | None

    def __call__(self, sight: Sight) -> Looked:
        came = sight.view.conference.day(sight.view.received_at)
        checks: tuple[tuple[Day | None, Callable[[date], bool]], ...] = (
            (self.before, lambda day: came < day),
            (self.after, lambda day: came > day),
            (self.on, lambda day: came == day),
        )
        for wanted, check in checks:
            if wanted is not None and ((day := wanted.of(sight)) is None or not check(day)):
                return False, f"{came}" if day else f"{came}; there is no day {wanted.name}"
        return True, f"{came}"


@dataclass(frozen=True, slots=True)
class OneOfLook:
    """One value of the message against a set of words; `value` gives None where the message has none."""

    value: Callable[[Sight], str | None]
    wanted: frozenset[str]

    def __call__(self, sight: Sight) -> Looked:
        value = self.value(sight)
        return value is not None and ("any" in self.wanted or value.lower() in self.wanted), value or "none"


@dataclass(frozen=True, slots=True)
class ConferenceLook:
    """The conference whose mailbox the message came into. `named`: the message has its place or words of its title."""

    names: frozenset[str]
    action_points: bool | None
    deadlines: frozenset[str]
    named: bool | None

    def __call__(self, sight: Sight) -> Looked:
        conference = sight.view.conference
        held = (
            (not self.names or conference.name.lower() in self.names)
            and self.action_points in (None, bool(conference.action_points))
            and self.deadlines <= set(conference.deadlines)
            and (self.named is None or self.named == sight.names_conference)
        )
        return held, conference.name


@dataclass(frozen=True, slots=True)
class PartyLook:
    """The party that the message speaks for. Properties that are not asked for are None or empty."""

    known: bool | None
    proven: bool | None
    codes: frozenset[str]
    kinds: frozenset[str]
    bases: frozenset[str]
    statuses: frozenset[str]
    lists: frozenset[str]

    def __call__(self, sight: Sight) -> Looked:
        speaker, party = sight.view.speaker, sight.view.party
        seen = (
            f"{party.code} by {speaker.basis or 'nothing'}, {'proven' if speaker.proven else 'not proven'}"
            if party
            else "none"
        )
        if self.known is not None and self.known != (party is not None):
            return False, seen
        if self.proven is not None and self.proven != speaker.proven:
            return False, seen
        if party is None:
            return not (self.codes or self.kinds or self.bases or self.statuses or self.lists), seen
        asked = (
            (self.codes, {party.code.lower()}),
            (self.kinds, {party.kind.lower()}),
            (self.bases, {speaker.basis.lower()}),
            (self.statuses, {party.status.lower()}),
            (self.lists, {name.lower() for name in party.lists}),
        )
        return all(not wanted or wanted & has for wanted, has in asked), seen


@dataclass(frozen=True, slots=True)
class DoubtLook:
    """Reasons why a person must look, found by the guard or in who speaks."""

    reasons: frozenset[str]

    def __call__(self, sight: Sight) -> Looked:
        view = sight.view
        found = [why.reason.value for why in (*view.verdict.review, *view.speaker.doubts)]
        return any("any" in self.reasons or reason in self.reasons for reason in found), ", ".join(found) or "no doubt"


@dataclass(frozen=True, slots=True)
class LetterLook:
    """The letter of ours that the message answers, by the name of its template."""

    templates: Comparison | None

    def __call__(self, sight: Sight) -> Looked:
        letter = sight.view.letter
        if letter is None:
            return False, "answers no letter of ours"
        return self.templates is None or self.templates.found(letter.template) is not None, letter.template


@dataclass(frozen=True, slots=True)
class PastLook:
    """What came before from the same party."""

    kinds: frozenset[str]
    attendance: frozenset[str]
    delegates: bool | None

    def __call__(self, sight: Sight) -> Looked:
        sight.used_history = True
        past = sight.view.past
        before = {kind for kind, number in past.kinds.items() if number}
        seen = ", ".join([*sorted(before), past.attendance or "no answer", f"{len(past.delegates)} delegates"])
        held = (
            (not self.kinds or bool(self.kinds & before))
            and (not self.attendance or (past.attendance or "none") in self.attendance)
            and (self.delegates is None or self.delegates == bool(past.delegates))
        )
        return held, seen


@dataclass(frozen=True, slots=True)
class CalendarLook:
    """A calendar answer (RFC 5546 §3.2.3)."""

    methods: frozenset[str]
    partstats: frozenset[str]

    def __call__(self, sight: Sight) -> Looked:
        replies = [reply for document in sight.view.documents for reply in document.calendar]
        held = any(
            (not self.methods or reply.method.lower() in self.methods)
            and (not self.partstats or reply.partstat.lower() in self.partstats)
            for reply in replies
        )
        return held, ", ".join(f"{reply.method} {reply.partstat}" for reply in replies) or "no calendar"


@dataclass(frozen=True, slots=True)
class ReportLook:
    """A report on a letter (RFC 3464, RFC 8098, RFC 5965)."""

    kinds: frozenset[str]
    actions: frozenset[str]
    permanent: bool | None
    standard: bool | None

    def __call__(self, sight: Sight) -> Looked:
        report = sight.view.report
        if report is None:
            return False, "no report"
        actions = {recipient.action.value for recipient in report.recipients}
        held = (
            (not self.kinds or report.kind.value in self.kinds)
            and (not self.actions or bool(self.actions & actions))
            and self.permanent in (None, report.permanent)
            and self.standard in (None, report.standard)
        )
        return held, f"{report.kind} report, {', '.join(sorted(actions)) or 'no recipient'}"


@dataclass(frozen=True, slots=True)
class DelegatesLook:
    """How many persons the message names as representing a party, or withdraws."""

    bounds: Bounds

    def __call__(self, sight: Sight) -> Looked:
        facts = sight.facts
        names = [*(person.name for person in facts.delegates), *(person.name for person in facts.removals)]
        return self.bounds.hold(len(names)), f"{len(names)}: {', '.join(names)}" if names else "none"


@dataclass(frozen=True, slots=True)
class AttendanceLook:
    """The answer to the invitation as it was read; `none` where there is none, `contradictory` where there are two."""

    answers: frozenset[str]

    def __call__(self, sight: Sight) -> Looked:
        read = sight.facts.attendance
        if sight.facts.contradictions:
            words = " / ".join(source.words for source in sight.facts.contradictions)
            return "contradictory" in self.answers, f"contradictory: {words}"
        if read is None:
            return "none" in self.answers, "no answer"
        return bool({"any", read.answer.value} & self.answers), f"{read.answer.value}: {read.source.words}"


@dataclass(frozen=True, slots=True)
class KindLook:
    """The kinds that the rules before gave. `none` stands for none at all."""

    kinds: frozenset[str]

    def __call__(self, sight: Sight) -> Looked:
        given = frozenset(sight.kinds) or {"none"}
        return ("any" in self.kinds and bool(sight.kinds)) or bool(self.kinds & given), ", ".join(sorted(given))
