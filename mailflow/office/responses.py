"""Who answered the invitation, and how: by category of party, with the message that each answer stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailflow.core.participation import REST, category_of, headings
from mailflow.core.roster import Party
from mailflow.office.report import Bar, Bars, Cell, Column, Report, Section, Table, cell
from mailflow.office.scope import Scope
from mailflow.office.wording import words
from mailflow.store import StoredFact


class Response(StrEnum):
    """What a party has answered, as far as anything of it is in force."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not-yet"
    SILENT = "silent"


_ANSWERS = {"accepted": Response.YES, "declined": Response.NO, "tentative": Response.NOT_YET}
_MARKS = {Response.SILENT: "quiet"}


@dataclass(frozen=True, slots=True)
class Answered:
    """How one party stands."""

    party: Party
    response: Response
    source: StoredFact | None = None


def responses(scope: Scope, until: datetime | None = None) -> list[Answered]:
    """How each party on the roster stands, or stood at a moment, in the order of the roster."""
    last: dict[str, StoredFact] = {}
    for fact in scope.store.records.facts(
        conference=scope.conference.name, kinds=("attendance", "delegate"), effective=True
    ):
        # Who names a delegation will be represented; but it does not take back an answer that was given in words.
        if until is not None and fact.at > until:
            continue
        if fact.party and (fact.kind == "attendance" or fact.party not in last):
            last[fact.party] = fact
    return [_answered(party, last.get(party.code)) for party in scope.roster.parties]


def _answered(party: Party, fact: StoredFact | None) -> Answered:
    if fact is None:
        return Answered(party, Response.SILENT)
    if fact.kind == "delegate":
        return Answered(party, Response.YES, fact)
    return Answered(party, _ANSWERS.get(str(fact.values.get("answer")), Response.NOT_YET), fact)


def report(scope: Scope) -> Report:
    """The report, with a chart, a table of figures by category and a table of parties."""
    said, found = words("responses", scope.language), responses(scope)
    categories = [*scope.conference.participation.categories, REST]
    titles = headings(categories[:-1], scope.roster.parties, scope.language)
    by_category = {
        titles[each.name]: [one for one in found if category_of(one.party, categories[:-1]).name == each.name]
        for each in categories
    }
    by_category = {title: those for title, those in by_category.items() if those}
    return Report(
        name="responses",
        title=said["title"],
        language=scope.language,
        date=scope.today,
        meeting=scope.meeting,
        sections=(
            Section(said["overview"], (_figures(by_category, said), _chart(by_category, said))),
            *(Section(title, (_parties(those, scope, said),)) for title, those in by_category.items()),
        ),
        data=_data(by_category, scope, said),
    )


def _figures(by_category: dict[str, list[Answered]], said: dict[str, str]) -> Table:
    columns = (
        Column(said["category"], "category", weight=4),
        Column(said["invited"], "invited", number=True),
        *(Column(said[each], each, number=True) for each in Response),
    )
    rows = [(Cell(title), *_counts(those)) for title, those in by_category.items()]
    everybody = [one for those in by_category.values() for one in those]
    total = (Cell(said["all"], mark="strong"), *_counts(everybody))
    return Table(columns, (*rows, total))


def _counts(those: Sequence[Answered]) -> list[Cell]:
    of = {each: [one for one in those if one.response is each] for each in Response}
    return [
        Cell(len(those)),
        *(cell(len(ones), (one.source.message for one in ones if one.source)) for ones in of.values()),
    ]


def _chart(by_category: dict[str, list[Answered]], said: dict[str, str]) -> Bars:
    bars = tuple(
        Bar(title, tuple(sum(one.response is each for one in those) for each in Response))
        for title, those in by_category.items()
    )
    parts = tuple(said[each] for each in Response)
    told = "; ".join(
        f"{bar.label}: " + ", ".join(f"{part} {value}" for part, value in zip(parts, bar.values, strict=True))
        for bar in bars
    )
    return Bars(said["chart"], told, parts, bars)


def _parties(those: Sequence[Answered], scope: Scope, said: dict[str, str]) -> Table:
    columns = (
        Column(said["party"], "party", weight=3),
        Column(said["response"], "response"),
        Column(said["date"], "date"),
    )
    return Table(columns, tuple(_row(one, scope, said) for one in those))


def _row(one: Answered, scope: Scope, said: dict[str, str]) -> tuple[Cell, Cell, Cell]:
    fact = one.source
    where = () if fact is None else (fact.message,)
    return (
        Cell(one.party.named(scope.language)),
        cell(said[one.response], where, fact.by if fact else "", "quiet" if one.response is Response.SILENT else ""),
        cell(f"{scope.conference.day(fact.at)}" if fact else ""),
    )


def _data(by_category: dict[str, list[Answered]], scope: Scope, said: dict[str, str]) -> Table:
    columns = (
        Column(said["category"], "category"),
        Column(said["code"], "code"),
        Column(said["party"], "party"),
        Column(said["response"], "response"),
        Column(said["date"], "date"),
    )
    rows = []
    for title, those in by_category.items():
        for one in those:
            name, response, at = _row(one, scope, said)
            rows.append(
                (Cell(title), Cell(one.party.code), name, Cell(str(one.response), response.messages, response.by), at)
            )
    return Table(columns, tuple(rows))
