"""The list of requests for the floor, by session, in the order of receipt."""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.core.conference import Session
from mailflow.core.dates import day
from mailflow.office.floor import Request, State, requests
from mailflow.office.report import Cell, Column, Line, Report, Section, Table, cell
from mailflow.office.report.value import Mark
from mailflow.office.scope import Scope
from mailflow.office.wording import words

_LONGEST = 300  # of the words, in documents; data has them in full


def report(scope: Scope) -> Report:
    """A section for each session that has requests, in the order of the programme, then those that name none."""
    found, said = requests(scope.store, scope.conference), words("speakers", scope.language)
    known = [session.name for session in scope.conference.sessions]
    sections = [
        Section(_heading(session, scope, said), (_table(those, scope, said),))
        for session in scope.conference.sessions
        if (those := [each for each in found if each.session == session.name])
    ]
    rest = [each for each in found if each.session not in known]
    if rest:
        sections.append(Section(said["none-named"], (_table(rest, scope, said),)))
    written = scope.conference.settings.get("statements") == "written"
    return Report(
        name="speakers",
        title=said["title"],
        language=scope.language,
        date=scope.today,
        meeting=scope.meeting,
        sections=tuple(sections) or (Section("", (Line(Cell(said["nobody"], mark="quiet")),)),),
        notes=(said["order"], *([said["written"]] if written else [])),
        data=_data(found, scope, said),
    )


def _heading(session: Session, scope: Scope, said: dict[str, str]) -> str:
    begins, ends = (at.astimezone(scope.conference.zone) for at in (session.begins, session.ends))
    when = f"{day(begins.date(), scope.language, weekday=True)}, {begins:%H:%M}–{ends:%H:%M}"
    return f"{session.title} – {when}" + (f" ({said['tentative']})" if session.tentative else "")


def _table(those: Sequence[Request], scope: Scope, said: dict[str, str]) -> Table:
    columns = (
        Column(said["place"], "place", number=True),
        Column(said["party"], "party", weight=3),
        Column(said["received"], "received", weight=2),
        Column(said["state"], "state", weight=2),
        Column(said["words"], "words", weight=6),
    )
    rows, place = [], 0
    for request in those:
        # Who has withdrawn keeps no place, and leaves the list visible as it was asked for.
        place += request.state is not State.WITHDRAWN
        mark: Mark = "" if request.state is State.OPEN else "quiet"
        shown = request.words if len(request.words) <= _LONGEST else f"{request.words[: _LONGEST - 1]}…"
        rows.append(
            (
                Cell("" if request.state is State.WITHDRAWN else place),
                cell(scope.party(request.party), request.messages, request.by, mark),
                Cell(_received(request, scope)),
                Cell(said[request.state], mark=mark),
                Cell(shown, mark="quiet"),
            )
        )
    return Table(columns, tuple(rows))


def _received(request: Request, scope: Scope) -> str:
    """To the minute: the order is what counts."""
    return f"{request.at.astimezone(scope.conference.zone):%Y-%m-%d %H:%M}"


def _data(found: Sequence[Request], scope: Scope, said: dict[str, str]) -> Table:
    names = ("session", "begins", "place", "code", "party", "received", "state", "request", "words")
    columns = tuple(Column(said[name], name, number=name in ("place", "request")) for name in names)
    rows = []
    order = {session.name: session for session in scope.conference.sessions}
    counts: dict[str | None, int] = {}
    for request in sorted(
        found, key=lambda each: list(order).index(each.session) if each.session in order else len(order)
    ):
        session = order.get(request.session or "")
        is_listed = request.state is not State.WITHDRAWN
        counts[request.session] = counts.get(request.session, 0) + is_listed
        begins = session.begins.astimezone(scope.conference.zone) if session else None
        rows.append(
            (
                Cell(session.name if session else ""),
                Cell(f"{begins:%Y-%m-%d %H:%M}" if begins else ""),
                Cell(counts[request.session] if is_listed else ""),
                Cell(request.party),
                cell(scope.party(request.party), request.messages, request.by),
                Cell(_received(request, scope)),
                Cell(request.state.value),
                Cell(request.message),
                Cell(request.words),
            )
        )
    return Table(columns, tuple(rows))
