"""The report on responses: figures by category with a chart, the level of heads of delegation, and each party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mailflow.core.collation import sort_key
from mailflow.core.participation import REST, category_of, headings
from mailflow.core.rank import Rank, rank_named, rank_of
from mailflow.office.delegations import Delegation, Member, delegations
from mailflow.office.report import Bar, Bars, Block, Cell, Column, Report, Section, Table, cell
from mailflow.office.responses import Answered, Response, invitations, responses
from mailflow.office.scope import Scope
from mailflow.office.wording import words

# Who was never asked is no part of the figures.
_COUNTED = tuple(each for each in Response if each is not Response.NOT_INVITED)
Grouped = Mapping[str, Sequence[Answered]]


def report(scope: Scope) -> Report:
    """The whole report."""
    said, grouped = words("responses", scope.language), _grouped(scope)
    by_letter = invitations(scope) is not None
    found = delegations(scope.store, scope.conference)
    level = rank_named(scope.conference.participation.level)
    sections = [
        Section(said["overview"], (_figures(grouped, said, by_letter), _chart(grouped, said))),
        Section(said["levels"], _levels(grouped, found, level, said)),
        *(Section(title, (_parties(those, found, scope, said),)) for title, those in grouped.items()),
    ]
    return Report(
        name="responses",
        title=said["title"],
        language=scope.language,
        date=scope.today,
        meeting=scope.meeting,
        sections=tuple(each for each in sections if each.blocks),
        notes=(said["note"], *(() if by_letter else (said["not-yet-invited"],))),
        data=_data(grouped, found, scope, said),
    )


def _grouped(scope: Scope) -> Grouped:
    categories = scope.conference.participation.categories
    titles = headings(categories, scope.roster.parties, scope.language)
    grouped: dict[str, list[Answered]] = {titles[each.name]: [] for each in (*categories, REST)}
    for one in sorted(responses(scope), key=lambda each: sort_key(each.party.named(scope.language), scope.language)):
        grouped[titles[category_of(one.party, categories).name]].append(one)
    return {title: those for title, those in grouped.items() if those}


# Figures


def _figures(grouped: Grouped, said: dict[str, str], by_letter: bool) -> Table:
    counted = "invited" if by_letter else "roster"
    columns = (
        Column(said["category"], "category", weight=5),
        Column(said[counted], counted, number=True, weight=2),
        *(Column(said[each], each, number=True, weight=2) for each in _COUNTED),
    )
    everybody = [one for those in grouped.values() for one in those]
    rows = [(Cell(title), *_counts(those)) for title, those in grouped.items()]
    return Table(columns, (*rows, (Cell(said["all"], mark="strong"), *_counts(everybody))))


def _counts(those: Sequence[Answered]) -> list[Cell]:
    of = {each: [one for one in those if one.response is each] for each in _COUNTED}
    asked = sum(len(ones) for ones in of.values())
    return [Cell(asked), *(cell(len(ones), (m for one in ones for m in one.messages)) for ones in of.values())]


def _chart(grouped: Grouped, said: dict[str, str]) -> Bars:
    bars = tuple(
        Bar(title, tuple(sum(one.response is each for one in those) for each in _COUNTED))
        for title, those in grouped.items()
    )
    parts = tuple(said[each] for each in _COUNTED)
    told = "; ".join(
        f"{bar.label}: " + ", ".join(f"{part} {value}" for part, value in zip(parts, bar.values, strict=True))
        for bar in bars
    )
    return Bars(said["chart"], told, parts, bars)


# Level


def head_rank(delegation: Delegation | None) -> tuple[Rank | None, tuple[Member, ...]]:
    """The highest rank among the heads, and the heads; none where no head is named."""
    heads = () if delegation is None else delegation.heads
    ranks = [rank for head in heads if (rank := rank_of(head.delegate.title)) is not None]
    return max(ranks, default=None), heads


def _levels(
    grouped: Grouped, found: Mapping[str, Delegation], level: Rank | None, said: dict[str, str]
) -> tuple[Block, ...]:
    """How many delegations each rank leads, beside the rank asked for."""
    named = [found[one.party.code] for those in grouped.values() for one in those if _comes(one, found)]
    if not named:
        return ()
    by_rank: dict[Rank | str | None, list[tuple[int | None, ...]]] = {}
    for delegation in named:
        rank, heads = head_rank(delegation)
        messages = [m for member in (heads or delegation.members) for m in member.messages]
        by_rank.setdefault(rank if heads else "no-head", []).append(tuple(messages))
    columns = (
        Column(said["rank"], "rank", weight=3),
        *([Column(said["level-asked"].format(rank=_name(level, said)), "asked", weight=2)] if level else []),
        Column(said["number"], "number", number=True),
    )
    rows = []
    order: tuple[Rank | str | None, ...] = (*sorted(Rank, reverse=True), None, "no-head")
    for each in order:
        those = by_rank.get(each, [])
        beside = [Cell(_beside(each, level, said))] if level else []
        if those:
            rows.append((Cell(_name(each, said)), *beside, cell(len(those), (m for some in those for m in some))))
    return (Table(columns, tuple(rows)),)


def _comes(one: Answered, found: Mapping[str, Delegation]) -> bool:
    return one.response is not Response.NO and one.party.code in found and bool(found[one.party.code].members)


def _name(rank: Rank | str | None, said: dict[str, str]) -> str:
    if isinstance(rank, Rank):
        return said[f"rank-{rank.key}"]
    return said[rank or "unknown"]


def _beside(rank: Rank | str | None, level: Rank, said: dict[str, str]) -> str:
    if not isinstance(rank, Rank):
        return ""
    return said["reached" if rank >= level else "below"]


# Parties


def _parties(those: Sequence[Answered], found: Mapping[str, Delegation], scope: Scope, said: dict[str, str]) -> Table:
    columns = (
        Column(said["party"], "party", weight=3),
        Column(said["response"], "response", weight=2),
        Column(said["date"], "date"),
        Column(said["level"], "head", weight=2),
    )
    return Table(columns, tuple(_row(one, found, scope, said) for one in those))


def _row(
    one: Answered, found: Mapping[str, Delegation], scope: Scope, said: dict[str, str]
) -> tuple[Cell, Cell, Cell, Cell]:
    fact = one.source
    answer = said[one.response]
    if one.response is Response.UNREACHABLE and one.letters:
        answer += f" ({said['letter']} {', '.join(map(str, one.letters))})"
    rank, heads = head_rank(found.get(one.party.code))
    return (
        Cell(one.party.named(scope.language)),
        cell(answer, one.messages, fact.by if fact else "", "warning" if one.response is Response.UNREACHABLE else ""),
        Cell(f"{scope.conference.day(fact.at)}" if fact else ""),
        cell(_name(rank, said) if heads else "", (m for head in heads for m in head.messages)),
    )


def _data(grouped: Grouped, found: Mapping[str, Delegation], scope: Scope, said: dict[str, str]) -> Table:
    columns = (
        Column(said["category"], "category"),
        Column(said["code"], "code"),
        Column(said["party"], "party"),
        Column(said["response"], "response"),
        Column(said["date"], "date"),
        Column(said["level"], "head"),
        Column(said["letter"], "letters"),
    )
    rows = []
    for title, those in grouped.items():
        for one in those:
            name, answer, at, head = _row(one, found, scope, said)
            rank, _ = head_rank(found.get(one.party.code))
            rows.append(
                (
                    Cell(title),
                    Cell(one.party.code),
                    name,
                    Cell(str(one.response), answer.messages, answer.by),
                    at,
                    Cell(rank.key if rank else "", head.messages),
                    Cell(" ".join(map(str, one.letters))),
                )
            )
    return Table(columns, tuple(rows))
