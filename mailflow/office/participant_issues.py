"""Issues of the list of participants: each frozen under its symbol, as data to compare with and as it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter

from mailflow.core.participation import Participation
from mailflow.office.participants import ListOfParticipants, differences
from mailflow.office.participants_report import report
from mailflow.office.report import Report
from mailflow.office.scope import Scope
from mailflow.store import Issue

SERIES = "participants"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is kept of an issue."""

    list: ListOfParticipants
    report: Report


def issued(scope: Scope) -> list[Issue]:
    """The issues so far, the first one first."""
    return scope.store.issues.listed(scope.conference.name, SERIES)


def thawed(issue: Issue) -> Frozen:
    """An issue as it was."""
    return _adapter().validate_json(issue.value)


def working_copy(scope: Scope, made: ListOfParticipants) -> Report:
    """The list as it stands, with what changed since the last issue."""
    earlier = issued(scope)
    if not earlier:
        return report(made)
    before = thawed(earlier[-1]).list
    return report(made, before, differences(before, made))


def issue(
    scope: Scope, made: ListOfParticipants, by: str, now: datetime, *, final: bool = False, addendum: bool = False
) -> Report | None:
    """Freeze the list as the next issue, and give it as it is printed; None where it would say nothing new.

    A final list may say what the provisional one said, and a revision what stands in addenda.
    """
    with scope.store.write():
        earlier = issued(scope)
        before = thawed(earlier[-1]).list if earlier else None
        changes = differences(before, made) if before else []
        again = before is not None and not (final or before.addendum) and _same(before, made)
        if again or (addendum and not changes):
            return None
        symbol = next_symbol(scope.conference.participation, earlier, addendum=addendum)
        number = (earlier[-1].number if earlier else 0) + 1
        whole = replace(made, symbol=symbol, number=number, final=final, addendum=addendum)
        printed = report(whole, before, changes)
        value = _adapter().dump_json(Frozen(whole, printed)).decode()
        scope.store.issues.add(scope.conference.name, SERIES, symbol, value, by, now, final=final, addendum=addendum)
    return printed


def _same(before: ListOfParticipants, made: ListOfParticipants) -> bool:
    said = [(x.meeting, x.language, x.headings, x.entries, x.secretariat, x.corrections_to) for x in (before, made)]
    return said[0] == said[1]


def next_symbol(plan: Participation, earlier: Sequence[Issue], *, addendum: bool = False) -> str:
    """The symbol of the next issue: INF.1, then INF.1/Rev.1, …; an addendum counts from the issue that it adds to."""
    whole = [each for each in earlier if not each.addendum]
    if not whole:
        return plan.symbol
    if addendum:
        since = sum(each.number > whole[-1].number for each in earlier)
        return plan.addendum.format(symbol=whole[-1].symbol, n=since + 1)
    return plan.revision.format(symbol=plan.symbol, n=len(whole))


@cache
def _adapter() -> TypeAdapter[Frozen]:
    return TypeAdapter(Frozen)
