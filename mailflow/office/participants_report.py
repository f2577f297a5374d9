"""The list of participants on paper: masthead, sections with Roman numerals, changes, call for corrections."""

from __future__ import annotations

from collections.abc import Sequence

from mailflow.core import dates
from mailflow.office.participants import Difference, Entry, ListOfParticipants, Person
from mailflow.office.report import Cell, Column, Line, Report, Section, Table
from mailflow.office.wording import words

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Scripts without capitals keep their names as they are.
_NO_CAPITALS = ("ar", "zh")


def report(
    made: ListOfParticipants, before: ListOfParticipants | None = None, changes: Sequence[Difference] = ()
) -> Report:
    """The list as a report; with `before`, the earlier issue, it ends with what changed since.

    An addendum holds only the parties of which something changed.
    """
    said = words("participants", made.language)
    concerned = {change.code for change in changes}
    entries = [entry for entry in made.entries if not made.addendum or entry.code in concerned]
    sections = _sections(made, entries, said)
    if before is not None:
        sections.append(_changes(before, changes, said))
    return Report(
        name="participants",
        title=said["title" if made.final else "provisional"],
        subtitle=_subtitle(made, entries, said),
        symbol=made.symbol,
        language=made.language,
        date=made.date,
        meeting=made.meeting,
        sections=tuple(sections),
        footer=_call(made, said),
        data=_data(made, entries, said),
        sources=False,
    )


def _subtitle(made: ListOfParticipants, entries: Sequence[Entry], said: dict[str, str]) -> str:
    persons = sum(len(entry.persons) for entry in entries)
    parts = [said["as-at"].format(day=dates.day(made.date, made.language))]
    if made.addendum:
        parts.append(said["addendum"])
    if not made.number:
        parts.append(said["not-issued"])
    return " · ".join([*parts, said["count"].format(parties=len(entries), persons=persons)])


def _call(made: ListOfParticipants, said: dict[str, str]) -> str:
    """The call for corrections; a final list asks for none."""
    if made.final or not made.corrections_to:
        return ""
    if made.corrections_by is None:
        return said["corrections"].format(to=made.corrections_to)
    return said["corrections-by"].format(to=made.corrections_to, day=dates.day(made.corrections_by, made.language))


def _sections(made: ListOfParticipants, entries: Sequence[Entry], said: dict[str, str]) -> list[Section]:
    filled = [(heading, [e for e in entries if e.category == name]) for name, heading in made.headings]
    sections: list[tuple[str, tuple[Section, ...], tuple[Line, ...]]] = [
        (heading, tuple(_party(entry, made.language, said) for entry in those), ())
        for heading, those in filled
        if those
    ]
    if made.secretariat and not made.addendum:
        lines = tuple(_line(person, said) for person in made.secretariat)
        sections.append((said["secretariat"], (), lines))
    return [
        Section(f"{_roman(number)}. {_capitals(heading, made.language)}", lines, parties)
        for number, (heading, parties, lines) in enumerate(sections, 1)
    ]


def _party(entry: Entry, language: str, said: dict[str, str]) -> Section:
    return Section(_capitals(entry.name, language), tuple(_line(person, said) for person in entry.persons))


def _line(person: Person, said: dict[str, str]) -> Line:
    return Line(Cell(printed(person, said), person.messages, person.by), indent=1)


def printed(person: Person, said: dict[str, str]) -> str:
    """A person as the list prints him or her: "H.E. Ms. Berta Linde, Ambassador (Head of Delegation)"."""
    text = f"{person.honorific} {person.name}".strip()
    if person.title:
        text += f"{said['comma']}{person.title}"
    role = said.get(f"role-{person.role}", "")
    return f"{text} ({role})" if role else text


def _changes(before: ListOfParticipants, changes: Sequence[Difference], said: dict[str, str]) -> Section:
    heading = said["changes"].format(symbol=before.symbol)
    if not changes:
        return Section(heading, (Line(Cell(said["no-changes"])),))
    return Section(heading, tuple(_change(change, said) for change in changes))


def _change(change: Difference, said: dict[str, str]) -> Line:
    person = change.after or change.before
    if person is None:
        text = said[change.what].format(party=change.party, was=change.was)
        return Line(Cell(text))
    values = {
        "party": change.party,
        "before": printed(change.before, said) if change.before else "",
        "after": printed(change.after, said) if change.after else "",
    }
    messages = change.after.messages if change.after else ()
    return Line(Cell(said[change.what].format(**values), messages, person.by if change.after else ""), indent=1)


def _data(made: ListOfParticipants, entries: Sequence[Entry], said: dict[str, str]) -> Table:
    headings = dict(made.headings)
    keys = ("category", "code", "party", "number", "honorific", "name", "title", "role")
    columns = tuple(Column(said[f"column-{key}"], key, number=key == "number") for key in keys)
    rows = [
        _row(headings.get(entry.category, entry.category), entry.code, entry.name, number, person)
        for entry in entries
        for number, person in enumerate(entry.persons, 1)
    ]
    if not made.addendum:
        rows += [_row(said["secretariat"], "", "", number, each) for number, each in enumerate(made.secretariat, 1)]
    return Table(columns, tuple(rows))


def _row(category: str, code: str, party: str, number: int, person: Person) -> tuple[Cell, ...]:
    return (
        Cell(category),
        Cell(code),
        Cell(party),
        Cell(number),
        Cell(person.honorific),
        Cell(person.name, person.messages, person.by),
        Cell(person.title),
        Cell(person.role),
    )


def _capitals(text: str, language: str) -> str:
    return text if language in _NO_CAPITALS else text.upper()


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out, number = out + sign, number - value
    return out
