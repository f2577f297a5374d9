"""The report on contributions: who reported on which action point, the texts for the drafter, and who has not reported."""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.core.collation import sort_key
from mailflow.core.dates import day
from mailflow.core.roster import Party
from mailflow.office.contributions import Contributions, Report, Said, contributions
from mailflow.office.report import Bar, Bars, Cell, Column, Line, Section, Table, cell
from mailflow.office.report import Report as Document
from mailflow.office.scope import Scope
from mailflow.office.wording import words

_POINTS_A_TABLE = 6  # a wider table cannot be read on a page


def report(scope: Scope) -> Document:
    """The whole: figures, the matrix, the texts by action point, contributions without a point, who is silent."""
    found, said = contributions(scope.store, scope.conference.name), words("progress", scope.language)
    points = sorted({*scope.conference.action_points, *found.points})
    parties = _parties(scope, found)
    return Document(
        name="progress",
        title=said["title"],
        language=scope.language,
        date=scope.today,
        meeting=scope.meeting,
        sections=(
            Section(said["overview"], (_figures(points, parties, found, said), *_chart(points, parties, found, said))),
            Section(said["matrix"], _matrix(scope, points, parties, found, said)),
            Section(said["texts"], sections=tuple(_texts(scope, point, parties, found, said) for point in points)),
            *_without_point(scope, parties, found, said),
            _silent(scope, parties, found, said),
        ),
        notes=() if points else (said["no-points"],),
        data=_data(scope, points, parties, found, said),
    )


def _parties(scope: Scope, found: Contributions) -> list[Party]:
    """States, and whoever else contributed, in the order of their names in the report's language."""
    concerned = [p for p in scope.roster.parties if p.kind == "state" or p.code in found.parties]
    # What was contributed by a party that has left the roster does not vanish with it.
    gone = sorted(found.parties - {party.code for party in scope.roster.parties})
    concerned += [Party(code, "other", code) for code in gone]
    return sorted(concerned, key=lambda party: sort_key(party.named(scope.language), scope.language))


def _figures(points: Sequence[int], parties: Sequence[Party], found: Contributions, said: dict[str, str]) -> Table:
    columns = (
        Column(said["point"], "point", weight=2),
        *(Column(said[each], each, number=True) for each in Report),
    )
    rows = [(Cell(str(point)), *_counts(point, parties, found)) for point in points]
    return Table(columns, tuple(rows))


def _counts(point: int, parties: Sequence[Party], found: Contributions) -> list[Cell]:
    of = {each: [p.code for p in parties if found.report(p.code, point) is each] for each in Report}
    return [
        cell(len(codes), (said.message for code in codes for said in found.of(code, point))) for codes in of.values()
    ]


def _chart(
    points: Sequence[int], parties: Sequence[Party], found: Contributions, said: dict[str, str]
) -> tuple[Bars, ...]:
    if not points:
        return ()
    bars = tuple(
        Bar(str(point), tuple(sum(found.report(p.code, point) is each for p in parties) for each in Report))
        for point in points
    )
    parts = tuple(said[each] for each in Report)
    told = "; ".join(
        f"{said['point']} {bar.label}: " + ", ".join(f"{p} {v}" for p, v in zip(parts, bar.values, strict=True))
        for bar in bars
    )
    return (Bars(said["chart"], told, parts, bars),)


def _matrix(
    scope: Scope, points: Sequence[int], parties: Sequence[Party], found: Contributions, said: dict[str, str]
) -> tuple[Table, ...]:
    """As many tables as keep the columns readable."""
    tables = []
    for start in range(0, len(points), _POINTS_A_TABLE):
        chosen = points[start : start + _POINTS_A_TABLE]
        columns = (
            Column(said["party"], "party", weight=3),
            *(Column(str(point), f"point-{point}", weight=2) for point in chosen),
        )
        rows = tuple(
            (Cell(party.named(scope.language)), *(_state(scope, party, point, found, said) for point in chosen))
            for party in parties
        )
        tables.append(Table(columns, rows))
    return tuple(tables)


def _state(scope: Scope, party: Party, point: int, found: Contributions, said: dict[str, str]) -> Cell:
    """A cell of the matrix: how the party stands, since when, and the messages that say so."""
    told = found.of(party.code, point)
    if not told:
        return Cell("–", mark="quiet")
    last = told[-1]
    return cell(
        f"{said[last.report]}, {scope.conference.day(last.at)}",
        (each.message for each in told),
        last.by,
        "" if last.report is Report.REPORTED else "quiet",
    )


def _texts(scope: Scope, point: int, parties: Sequence[Party], found: Contributions, said: dict[str, str]) -> Section:
    """What was said on one point, party by party, ready to be worked with."""
    wording = scope.conference.action_points.get(point, "")
    blocks = [
        line for party in parties for each in found.of(party.code, point) for line in _one(scope, party, each, said)
    ]
    heading = f"{said['point']} {point}" + (f": {wording}" if wording else "")
    return Section(heading, tuple(blocks) or (Line(Cell(said["nobody"], mark="quiet")),))


def _one(scope: Scope, party: Party, told: Said, said: dict[str, str]) -> tuple[Line, ...]:
    channel = said[told.channel] if told.channel and told.channel != "mail" else ""
    at = day(scope.conference.day(told.at), scope.language)
    where = ", ".join(piece for piece in (told.document, channel, at) if piece)
    head = f"{party.named(scope.language)} ({where})"
    if told.report is Report.NOT_APPLICABLE:
        head = f"{head}: {said['not-applicable']}"
    lines = (Line(cell(head, (told.message,), told.by, "strong")),)
    text = told.text or ("" if told.report is Report.NOT_APPLICABLE else said["named-only"])
    return (*lines, Line(Cell(text, mark="" if told.text else "quiet"), indent=1)) if text else lines


def _without_point(
    scope: Scope, parties: Sequence[Party], found: Contributions, said: dict[str, str]
) -> tuple[Section, ...]:
    lines = tuple(
        Line(
            cell(
                f"{party.named(scope.language)}: {each.title or said['untitled']}"
                f" ({', '.join(x for x in (each.document, day(scope.conference.day(each.at), scope.language)) if x)})",
                (each.message,),
                each.by,
            )
        )
        for party in parties
        for each in found.unassigned.get(party.code, ())
    )
    return (Section(said["without-point"], lines),) if lines else ()


def _silent(scope: Scope, parties: Sequence[Party], found: Contributions, said: dict[str, str]) -> Section:
    names = [party.named(scope.language) for party in parties if party.code not in found.parties]
    told = "; ".join(names) if names else said["all-reported"]
    return Section(f"{said['not-reported']} ({len(names)})", (Line(Cell(told)),))


def _data(
    scope: Scope, points: Sequence[int], parties: Sequence[Party], found: Contributions, said: dict[str, str]
) -> Table:
    """A row for each thing said, and one for each silence."""
    names = ("code", "party", "point", "state", "date", "document", "channel", "text")
    columns = tuple(Column(said[name], name, number=name == "point") for name in names)
    rows = []
    for party in parties:
        own = (Cell(party.code), Cell(party.named(scope.language)))
        for point in points:
            for each in found.of(party.code, point):
                rows.append(
                    (
                        *own,
                        Cell(point),
                        cell(each.report.value, (each.message,), each.by),
                        Cell(f"{scope.conference.day(each.at)}"),
                        Cell(each.document),
                        Cell(each.channel),
                        Cell(each.text),
                    )
                )
            if not found.of(party.code, point):
                empty = (Cell(""),) * 4
                rows.append((*own, Cell(point), Cell(Report.SILENT.value), *empty))
    return Table(columns, tuple(rows))
