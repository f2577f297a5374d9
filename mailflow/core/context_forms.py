"""The tables of tests on what is known around a message."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from mailflow.core.comparison import Operator, comparison
from mailflow.core.context_looks import (
    AttendanceLook,
    CalendarLook,
    ConferenceLook,
    DateLook,
    Day,
    DelegatesLook,
    DoubtLook,
    KindLook,
    LetterLook,
    OneOfLook,
    PartyLook,
    PastLook,
    ReportLook,
)
from mailflow.core.forms import BoundsForm, Form, Look, TestForm, Texts, as_list, words_of


class DateTable(Form):
    """Days are `begins`, `ends`, `deadline.NAME` or 2026-05-31, each with `+ 3 days` or `- 3 days`."""

    before: str | date | None = None
    after: str | date | None = None
    on: str | date | None = None


_DAY = re.compile(r"\s*(begins|ends|deadline\.[\w-]+|\d{4}-\d\d-\d\d)\s*(?:([+-])\s*(\d{1,4})\s*days?)?\s*")


def _day(value: str | date | None) -> Day | None:
    if value is None:
        return None
    found = _DAY.fullmatch(str(value))
    if found is None:
        raise ValueError(f'"{value}" is no day. Expected begins, ends, deadline.NAME or 2026-05-31, and "+ 3 days"')
    shift = int(found[3]) * (-1 if found[2] == "-" else 1) if found[3] else 0
    fixed = date.fromisoformat(found[1]) + timedelta(days=shift) if found[1][0].isdigit() else None
    return Day(found[1], fixed, 0 if fixed else shift)


class DateForm(TestForm):
    """`date = { after = "deadline.papers" }`: the day on which the message came."""

    key: ClassVar[str] = "date"
    date: DateTable

    def look(self) -> Look:
        return DateLook(_day(self.date.before), _day(self.date.after), _day(self.date.on))


class LanguageForm(TestForm):
    """`language = "fr"`: of the message's own text."""

    key: ClassVar[str] = "language"
    language: Texts

    def look(self) -> Look:
        return OneOfLook(lambda sight: sight.view.text.language, words_of(self.language))


class ConferenceTable(Form):
    """What the conference must be; all that is given must hold."""

    is_: Texts = Field(default=(), alias="is")
    action_points: bool | None = None
    deadline: Texts = ()
    named: bool | None = None


class ConferenceForm(TestForm):
    """`conference = "oslo"` by its name in the configuration, or a table: with action points, with a deadline, named in the text."""

    key: ClassVar[str] = "conference"
    conference: ConferenceTable | Texts

    def look(self) -> Look:
        table = self.conference
        if not isinstance(table, ConferenceTable):
            return ConferenceLook(words_of(table), None, frozenset(), None)
        return ConferenceLook(words_of(table.is_), table.action_points, frozenset(table.deadline), table.named)


class MachineForm(TestForm):
    """`machine = "bounce"`: what the headers prove of a machine; `any` for whichever."""

    key: ClassVar[str] = "machine"
    machine: Annotated[tuple[Literal["auto-reply", "bounce", "bulk", "own", "any"], ...], BeforeValidator(as_list)]

    def look(self) -> Look:
        return OneOfLook(lambda sight: sight.view.verdict.machine, words_of(self.machine))


class AuthenticationForm(TestForm):
    """`authentication = "fail"`: what the receiving server says of the sender."""

    key: ClassVar[str] = "authentication"
    authentication: Annotated[
        tuple[Literal["pass", "fail", "none", "absent", "suspicious"], ...], BeforeValidator(as_list)
    ]

    def look(self) -> Look:
        return OneOfLook(lambda sight: sight.view.authentication.proof.value, words_of(self.authentication))


class PartyTable(Form):
    """Who speaks; all that is given must hold."""

    known: bool | None = None
    proven: bool | None = None
    is_: Texts = Field(default=(), alias="is")
    kind: Texts = ()
    basis: Texts = ()
    status: Texts = ()
    list: Texts = ()


class PartyForm(TestForm):
    """`party = { kind = "ngo" }`, or `party = "known"` and `party = "unknown"`."""

    key: ClassVar[str] = "party"
    party: Literal["known", "unknown"] | PartyTable

    def look(self) -> Look:
        table = self.party if isinstance(self.party, PartyTable) else PartyTable(known=self.party == "known")
        return PartyLook(
            known=table.known,
            proven=table.proven,
            codes=words_of(table.is_),
            kinds=words_of(table.kind),
            bases=words_of(table.basis),
            statuses=words_of(table.status),
            lists=words_of(table.list),
        )


class DoubtForm(TestForm):
    """`doubt = "free-mail"`: a reason why a person must look, found before the rules; `any` for whichever."""

    key: ClassVar[str] = "doubt"
    doubt: Texts

    def look(self) -> Look:
        return DoubtLook(words_of(self.doubt))


class LetterForm(TestForm):
    """`answers_letter = "invitation*"`: the letter of ours that it answers; true for any."""

    key: ClassVar[str] = "answers_letter"
    answers_letter: Literal[True] | Texts

    def look(self) -> Look:
        return LetterLook(None if self.answers_letter is True else comparison(Operator.MATCHES, self.answers_letter))


class PastTable(Form):
    """What came before from the same party."""

    kinds: Texts = ()
    attendance: Annotated[
        tuple[Literal["accepted", "declined", "tentative", "none"], ...], BeforeValidator(as_list)
    ] = ()
    delegates: bool | None = None


class PastForm(TestForm):
    """`past = { kinds = "paper" }`."""

    key: ClassVar[str] = "past"
    past: PastTable

    def look(self) -> Look:
        return PastLook(words_of(self.past.kinds), frozenset(self.past.attendance), self.past.delegates)


class CalendarTable(Form):
    """A calendar answer."""

    method: Texts = ()
    partstat: Texts = ()


class CalendarForm(TestForm):
    """`calendar = { partstat = "accepted" }`."""

    key: ClassVar[str] = "calendar"
    calendar: CalendarTable

    def look(self) -> Look:
        return CalendarLook(words_of(self.calendar.method), words_of(self.calendar.partstat))


class ReportTable(Form):
    """A report on a letter of ours."""

    kind: Annotated[tuple[Literal["delivery", "disposition", "feedback"], ...], BeforeValidator(as_list)] = ()
    action: Annotated[
        tuple[Literal["failed", "delayed", "delivered", "relayed", "expanded"], ...], BeforeValidator(as_list)
    ] = ()
    permanent: bool | None = None
    standard: bool | None = None


class ReportForm(TestForm):
    """`report = { kind = "delivery", permanent = true }`."""

    key: ClassVar[str] = "report"
    report: ReportTable

    def look(self) -> Look:
        table = self.report
        return ReportLook(frozenset(table.kind), frozenset(table.action), table.permanent, table.standard)


class DelegatesForm(TestForm):
    """`delegates = { over = 0 }`: how many persons the message names or withdraws as delegates."""

    key: ClassVar[str] = "delegates"
    delegates: BoundsForm

    def look(self) -> Look:
        return DelegatesLook(self.delegates.bounds())


class AttendanceForm(TestForm):
    """`attendance = "declined"`: the answer to the invitation as it was read; `any` for whichever."""

    key: ClassVar[str] = "attendance"
    attendance: Annotated[
        tuple[Literal["accepted", "declined", "tentative", "contradictory", "none", "any"], ...],
        BeforeValidator(as_list),
    ]

    def look(self) -> Look:
        return AttendanceLook(frozenset(self.attendance))


class KindForm(TestForm):
    """`kind = "rsvp"`: a rule before this one gave that kind; `none` where none gave any."""

    key: ClassVar[str] = "kind"
    kind: Texts

    def look(self) -> Look:
        return KindLook(words_of(self.kind))
