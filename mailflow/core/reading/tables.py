"""Tables of persons: columns told by their headings in many languages, or by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.core.folding import fold
from mailflow.core.reading.items import Person
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.particulars import particulars, role_of
from mailflow.core.reading.persons import email_in, named, named_at, prefixes_in
from mailflow.core.reading.rows import Row, bare_row
from mailflow.core.words import WORD

_CELLS = re.compile(r"\s*\t\s*|\s*\|\s*| {3,}")
_NUMBER = re.compile(r"\W*\d*\W*\Z")
_MOST_ROWS = 400
_LONGEST_ROLE = 60  # in signs
_LONGEST_LABEL = 40  # in signs


def table_rows(rows: Sequence[Row], at: int, lex: Lexicon) -> tuple[list[Row], int]:
    """The rows from `at` on that have columns, or labels with values: a table."""
    table = list[Row]()
    while at < len(rows):
        row = rows[at]
        if not (row.is_tabular or _is_labelled(row, lex) or (table and _is_more_of_row(row, table[-1]))):
            break
        table.append(row)
        at += 1
    return (table, at) if len(table) > 1 else ([], at)


def _is_more_of_row(row: Row, above: Row) -> bool:
    """True for a line that is set in below a row of columns: more of its name's column."""
    depth = len(row.text) - len(row.text.lstrip())
    return above.is_tabular_by_spaces and depth > 1 and not row.bullet and not row.after_blank and len(row) < 12


def _is_labelled(row: Row, lex: Lexicon) -> bool:
    """True for "Name: …", "E-mail: …"."""
    if ":" not in row.text:
        return False
    label, sign, value = row.body.partition(":")
    if not sign or not value.strip() or len(label) >= _LONGEST_LABEL:
        return False
    keys = [fold(word) for word in WORD.findall(label)]
    return " ".join(keys) not in lex.roles and column_of(label, lex) is not None


def table_persons(rows: Sequence[Row], lex: Lexicon) -> tuple[Person, ...]:
    """The persons of a table given as lines with columns; () where it is no table of persons."""
    return cell_persons(_cells(rows), rows[0].part, lex)


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The rows of cells. A line without columns belongs to the longest cell above it."""
    table = list[tuple[str, ...]]()
    for row in rows:
        if row.is_tabular:
            table.append(cells(row.text))
        elif ":" in row.text or not table:
            table.append(_labelled(row.body))
        else:
            above = list(table[-1])
            longest = max(range(len(above)), key=lambda i: len(above[i]))
            above[longest] = f"{above[longest]}, {row.words}"
            table[-1] = tuple(above)
    return table


def cells(line: str) -> tuple[str, ...]:
    """The cells of a line."""
    return tuple(" ".join(cell.split()) for cell in _CELLS.split(line.strip(" |")))


def _labelled(line: str) -> tuple[str, ...]:
    """The label and the value of a line."""
    label, _, value = line.partition(":")
    return label.strip(), value.strip()


def cell_persons(table: Sequence[Sequence[str]], part: str, lex: Lexicon) -> tuple[Person, ...]:
    """The persons of a table of cells."""
    table = [row for row in table[:_MOST_ROWS] if any(cell.strip() for cell in row)]
    if all(len(row) < 3 for row in table) and (upright := _upright(table, part, lex)):
        return upright
    for index, row in enumerate(table[:6]):
        columns = _columns(row, lex)
        if columns and _names_someone(columns):
            return _by_heading(table[index + 1 :], columns, part, lex)
    return _without_heading(table, part, lex)


def _columns(row: Sequence[str], lex: Lexicon) -> list[str | None]:
    return [column_of(cell, lex) for cell in row]


def column_of(heading: str, lex: Lexicon) -> str | None:
    """What a column's heading says that it holds."""
    if len(heading) > 60:
        return None
    keys = [fold(word) for word in WORD.findall(heading)]
    if keys and keys[0] > "\u2e7f":
        # The longest heading that it begins with: "工作单位及职务"; but "代表团内身份" is no column of delegates.
        joined = "".join(keys)
        parts = [lex.columns.get(joined[:n]) for n in range(len(joined) - 1, 1, -1)]
        return lex.columns.get(joined) or next((column for column in parts if column and column != "name"), None)
    # "Name and designation" is a column of names, "No. of passport" none that matters here.
    whole = lex.columns.get(" ".join(keys)) if keys else None
    if whole:
        return whole
    if 0 < len(keys) < 6:
        begun = [lex.columns.get(" ".join(keys[:n])) for n in (3, 2, 1)]
        found = next((column for column in begun if column and column != "other"), None)
        return found or lex.columns.get(" ".join(key for key in keys if key not in lex.fillers))
    return None


def _names_someone(columns: Sequence[str | None]) -> bool:
    """True where a heading row has a column for names and another one."""
    known = [c for c in columns if c]
    return ("name" in known or "surname" in known or "given" in known) and (len(known) > 1 or len(columns) == 1)


def _by_heading(
    table: Sequence[Sequence[str]], columns: Sequence[str | None], part: str, lex: Lexicon
) -> tuple[Person, ...]:
    persons = list[Person]()
    for row in table:
        values: dict[str, list[str]] = {}
        order = list[str]()
        for column, cell in zip(columns, row, strict=False):
            # "Head of delegation" is often said in a column of remarks.
            if column in (None, "other") and _is_role(cell, lex):
                column = "role"
            if column and cell.strip():
                values.setdefault(column, []).append(cell.strip())
                order.append(column)
        name = " ".join(c for col in dict.fromkeys(order) if col in _NAMING for c in values[col])
        person = _person(name, values, row, part, lex)
        if person is not None:
            persons.append(person)
    return tuple(persons)


_NAMING = ("name", "surname", "given")


def _person(name: str, values: dict[str, list[str]], row: Sequence[str], part: str, lex: Lexicon) -> Person | None:
    found = name_in(name, lex)
    if found is None:
        return None
    plain, rank, rest = found
    says = [*values.get("title", ()), *rest]
    roles = [_role_in(cell, lex) for cell in values.get("role", ())]
    behind = particulars("; ".join(says), lex)
    titles = [
        t
        for t in (rank, behind.title, *(r for r, known in zip(values.get("role", ()), roles, strict=True) if not known))
        if t
    ]
    email = next((m.group() for cell in row if (m := email_in(cell))), None)
    return Person(
        name=plain,
        part=part,
        words=" ".join(cell for cell in row if cell.strip()),
        title=", ".join(titles) or None,
        role=next((r for r in roles if r), None) or behind.role,
        email=email,
        is_certain=True,
        has_particulars=bool(says or roles),
    )


def _role_in(cell: str, lex: Lexicon) -> str | None:
    """The role that a cell names, in one language or several: "Adviser / Conseiller"."""
    for piece in (cell, *re.split(r"[/,;()|–—-]", cell)):
        keys = [fold(word) for word in WORD.findall(piece)]
        if keys and (role := role_of(keys, lex)):
            return role
    return None


def _is_role(cell: str, lex: Lexicon) -> bool:
    """True for a cell that names a role and nothing besides."""
    keys = [fold(word) for word in WORD.findall(cell)]
    return bool(keys) and len(cell) < _LONGEST_ROLE and role_of(keys, lex) is not None


def name_in(text: str, lex: Lexicon) -> tuple[str, str | None, tuple[str, ...]] | None:
    """The name that a cell holds, the rank in front of it, and what stands behind it."""
    row = bare_row(text, lex.honorifics, lex.ranks)
    if not row.keys or any(ch.isdigit() for ch in text):
        return None
    found = named_at(row, lex, 0, len(row), prefixes_in(row, 0, len(row)))
    if found is None:
        return None
    behind = row.text[row.ends[found.stop - 1] :].strip(" ,;()")
    return found.name, found.rank, ((behind,) if behind else ())


def _names_several(text: str, lex: Lexicon) -> bool:
    """True for a cell that enumerates persons: "Ms Berg, Counsellor, Mr Lind, Attaché"."""
    row = bare_row(text, lex.honorifics, lex.ranks)
    found = named_at(row, lex, 0, len(row), prefixes_in(row, 0, len(row)))
    return found is not None and any(other.is_certain for other in named(row, lex, found.stop))


def _upright(table: Sequence[Sequence[str]], part: str, lex: Lexicon) -> tuple[Person, ...]:
    """Tables that stand upright: a label and a value in each line, one block for each person."""
    pairs = [(column_of(row[0], lex), row[1]) for row in table if len(row) >= 2]
    if len(pairs) < 2 or not any(column in _NAMING for column, _ in pairs):
        return ()
    if sum(column is not None for column, _ in pairs) < len(pairs) * 0.6:
        return ()
    persons, values, row = list[Person](), dict[str, list[str]](), list[str]()
    for column, value in [*pairs, ("name", "")]:
        is_new = (column in _NAMING and column in values) or (column in _NAMING and not value)
        if is_new:
            name = " ".join(v for c in values if c in _NAMING for v in values[c])
            person = _person(name, values, row, part, lex)
            if person:
                persons.append(person)
            values, row = {}, []
        if column and value:
            values.setdefault(column, []).append(value)
            row.append(value)
    return tuple(persons)


def _without_heading(table: Sequence[Sequence[str]], part: str, lex: Lexicon) -> tuple[Person, ...]:
    """Tables without headings: in every line the first cell that is a name, the others are particulars."""
    persons = list[Person]()
    for row in table:
        filled = [cell for cell in row if cell.strip() and not _NUMBER.match(cell)]
        if len(filled) < 2:
            return ()
        found = next(((i, n) for i, cell in enumerate(filled[:3]) if (n := name_in(cell, lex))), None)
        if found is None or _names_several(filled[found[0]], lex):
            return ()
        others = [*filled[: found[0]], *filled[found[0] + 1 :]]
        person = _person(filled[found[0]], {"title": others}, row, part, lex)
        if person is None:
            return ()
        persons.append(person)
    return tuple(persons)
