"""Lists of persons: which lines belong to a list, what announces it, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mailflow.core.reading.items import Person, person, persons
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.particulars import role_of
from mailflow.core.reading.persons import PREFIXES, may_name, named
from mailflow.core.reading.removals import CHANGES
from mailflow.core.reading.rows import Row
from mailflow.core.reading.selves import SELF
from mailflow.core.reading.tables import table_persons, table_rows

_ANNOUNCING = ("names-delegates", "headed-by")
_NEVER = ("contact-person", "place-taken-by")
_FORBIDDING = ("contact-person", "not-a-member", "already-named", "cannot-come", "place-taken-by")
# What begins a list or a person, and what ends a list.
_LISTING = (*_ANNOUNCING, *_FORBIDDING, *PREFIXES, "letter-closing", "letter-ending")
_LONGEST_HEADING = 9
_LONGEST_FAREWELL = 3
_LONGEST_SELF = 4
_LONGEST_SIGNATURE = 4  # lines below the name
_CHANGE_LABEL = 6  # words
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Listed:
    """The persons of one list, and the rows that it takes up. `weight` says how surely they are delegates."""

    persons: tuple[Person, ...]
    rows: tuple[Row, ...]
    weight: int
    goes: bool = False  # a list of those who go


@dataclass(slots=True)
class _List:
    """A list while it is read."""

    announced: int = 0  # how surely something in front says that delegates follow
    goes: bool = False  # what is in front says that those go who follow
    role: str | None = None  # that a heading gives to the entries below it
    entries: list[tuple[Row, Person]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)  # behind the name of the last entry
    used: list[Row] = field(default_factory=list)

    def add(self, row: Row, *persons: Person, lex: Lexicon) -> None:
        """Take in the persons of a row."""
        self.flush(lex)
        for one in persons:
            self.entries.append((row, one if one.role or not self.role else replace(one, role=self.role)))
        self.used.append(row)

    def flush(self, lex: Lexicon) -> None:
        """Give the lines below a name to its person."""
        if self.lines and self.entries:
            row, last = self.entries[-1]
            self.entries[-1] = (row, last.with_more(self.lines, lex))
        self.lines = []

    def listed(self, lex: Lexicon) -> Iterator[Listed]:
        """The list as far as it was read; nothing where it has no entry."""
        self.flush(lex)
        if not self.entries:
            return
        found = tuple(entry for _, entry in self.entries)
        bullets = all(row.bullet for row, _ in self.entries)
        told = all(p.has_particulars for p in found)
        is_column = len(found) > 1 and self.announced > 1 and not any(p.has_particulars for p in found)
        weight = self.announced + _weight_of(found) + int(bullets) + int(told) + int(is_column)
        yield Listed(tuple(p for p in found if not p.is_attendant), tuple(self.used), weight, self.goes)


def lists(rows: Sequence[Row], lex: Lexicon, *, is_expected: bool) -> Iterator[Listed]:
    """The lists of delegates in a text. `is_expected` where the subject or the file name announces one."""
    return _Reading(rows, lex, int(is_expected)).lists()


@dataclass(slots=True)
class _Reading:
    """A text while its lists are looked for, row by row."""

    rows: Sequence[Row]
    lex: Lexicon
    announced: int
    at: int = 0
    current: _List | None = None
    goes: bool = False  # those who follow go
    is_told: bool = False  # what announced them was a whole sentence
    named_at: int | None = None  # … that named who comes, at this row
    is_over: bool = False  # a closing formula has come: below it stands who signs
    is_labelled: bool = False  # the last entry has its role from a label
    tables_from: int = 0  # up to here it is known that there is no table

    def lists(self) -> Iterator[Listed]:
        """All lists, in order."""
        while self.at < len(self.rows):
            row = self.rows[self.at]
            if self.current is None and not self.goes and _is_plain(row):
                self.at += 1
                continue
            if closes(row) or self._bids_farewell(row):
                yield from self._end()
                self.announced, self.is_over, self.goes = 0, True, False
            elif (goes := _change_label(row, self.lex)) is not None:
                yield from self._end()
                self.announced, self.is_over, self.goes = 3, False, goes
                if not row.ends_open and not self._takes_several(row):
                    self._takes_entry(row)
            elif (table := self._table()) is not None:
                yield table
                continue
            elif not self._takes(row):
                yield from self._head(row)
            self.at += 1
        yield from self._end()

    def _bids_farewell(self, row: Row) -> bool:
        """True for one to three words and a comma above a line ("Soifua,"): a closing in a language that no list knows."""
        if self.current is not None or not 0 < len(row) <= _LONGEST_FAREWELL or not row.text.rstrip().endswith(","):
            return False
        is_said = row.marks or row.bullet or any(map(self.lex.is_title, row.keys)) or not row.after_blank
        return not is_said and self.at + 1 < len(self.rows) and person(row, self.lex) is None

    def _end(self) -> Iterator[Listed]:
        if self.current:
            yield from self.current.listed(self.lex)
        self.current = None

    def _table(self) -> Listed | None:
        """The table that begins at this row, None where there is none of persons."""
        if self.at < self.tables_from:
            return None
        rows, self.tables_from = table_rows(self.rows, self.at, self.lex)
        members = [row for row in rows if not row.has("not-a-member")]
        found = table_persons(members, self.lex) if members else ()
        if not found:
            return None
        self.at = self.tables_from
        # A table that tells nothing of functions or roles may be one of arrivals and rooms.
        tells = any(p.has_particulars for p in found)
        weight = 2 * tells + self.announced + _weight_of(found) - (not tells)
        return Listed(tuple(p for p in found if not p.is_attendant), tuple(rows), weight, self.goes)

    def _takes(self, row: Row) -> bool:
        """True where a row is an entry of a list, or more of one, and was taken in."""
        return self._takes_entry(row) or self._takes_several(row) or self._takes_more(row)

    def _takes_entry(self, row: Row) -> bool:
        if self._is_forbidden(row) or (self.is_over and not self.announced):
            return False
        if not self.announced and not row.bullet and _is_sentence(row, self.lex):
            return False
        if self._signs(row):
            return False
        entry = person(row, self.lex)
        # "With the following: Ms Berg and the undersigned" is a sentence.
        if entry is None or (not row.bullet and _speaks_of_self(row)) or self._ends_text(row, entry):
            return False
        current = self.current or _List(self.announced, self.goes)
        if not _belongs(current, row, entry):
            return False
        # "Advisers: Ms Berg", and set in below it "Mr Lind": the label is his as well.
        self.is_labelled = _is_set_in(row) and self.is_labelled if entry.role is None else ":" in row.text[:40]
        if entry.role is None and self.is_labelled and current.entries:
            entry = replace(entry, role=current.entries[-1][1].role)
        current.add(row, entry, lex=self.lex)
        self.current = current
        return True

    def _signs(self, row: Row) -> bool:
        """True for the last line of a text, below a bare function: who signs without a closing formula."""
        if self.announced > 2 or not self.is_told or self.current is not None:
            return False
        if not self.at or self.at + 1 < len(self.rows) or row.after_blank or row.bullet:
            return False
        above = self.rows[self.at - 1]
        return (
            0 < len(above) < _LONGEST_HEADING
            and self.lex.is_title(above.keys[0])
            and not (above.ends_open or _is_sentence(above, self.lex) or above.has(*_ANNOUNCING))
            and role_of(above.keys, self.lex) is None
        )

    def _ends_text(self, row: Row, entry: Person) -> bool:
        """True for one person in the last lines, below a sentence that named who comes: who signs.

        Who writes "Mr" or "Ms" does so of others, unless more is said in between: some sign "Abg. Ana Ruiz".
        """
        if self.named_at is None or self.current is not None or row.bullet or not row.after_blank:
            return False
        if entry.honorific and self.at - self.named_at < 2:
            return False
        below = self.rows[self.at + 1 :]
        return len(below) <= _LONGEST_SIGNATURE and not any(r.after_blank or person(r, self.lex) for r in below)

    def _is_forbidden(self, row: Row) -> bool:
        """True for words that make of a person no delegate; below a label of those who go they are expected."""
        return row.has(*(_NEVER if self.goes else _FORBIDDING))

    def _takes_several(self, row: Row) -> bool:
        # In scripts without spaces a line of names alone, below the first, is no sentence.
        is_more = self.current is not None and bool(self.current.entries) and not row.after_blank and row.is_unspaced
        if not (_is_entry(row) or self.goes or is_more) or self._is_forbidden(row):
            return False
        several = persons(row, self.lex)
        if len(several) < 2 or (self.announced < 2 and not several[0].role and not is_more):
            return False
        self.current = self.current or _List(self.announced, self.goes)
        self.current.add(row, *several, lex=self.lex)
        return True

    def _takes_more(self, row: Row) -> bool:
        """True for a line below a name that says more of the person."""
        current = self.current
        if current is None or not current.entries or row.after_blank or row.bullet or len(current.lines) > 5:
            return False
        if is_writer(row, self.lex):
            return False
        if role_of(row.keys, self.lex):
            # A second role is the heading of those who follow.
            last = current.entries[-1][1]
            is_heading = current.role is not None or last.role is not None or not self._is_told(current)
            if is_heading and self._is_followed_by_entry():
                return False
        elif row.has(*_FORBIDDING, "names-delegates", "letter-greeting") or len(row) > 30 or self._is_remark(row):
            return False
        elif _YEAR.search(row.text) and not any(map(self.lex.is_title, row.keys)):
            return False  # the place and the day of the note
        current.lines.append(row.text)
        current.used.append(row)
        return True

    def _is_remark(self, row: Row) -> bool:
        """True for a sentence that speaks of no function: it says nothing of the person above."""
        ends = row.text.rstrip().endswith((".", "!", "?"))
        return ends and len(row) > 4 and not any(map(self.lex.is_title, row.keys))

    def _is_told(self, current: _List) -> bool:
        """True where the last entry has its title already, so that a role may follow it."""
        return bool(current.lines) or current.entries[-1][1].has_particulars or len(current.entries) < 2

    def _is_followed_by_entry(self) -> bool:
        following = self.rows[self.at + 1] if self.at + 1 < len(self.rows) else None
        return following is not None and not following.after_blank and person(following, self.lex) is not None

    def _head(self, row: Row) -> Iterator[Listed]:
        """What a row that is no entry says of those that follow."""
        role = role_of(row.keys, self.lex) if 0 < len(row) < _LONGEST_HEADING else None
        if self.goes or (self.current is not None and role is None and not _is_heading(row)):
            yield from self._end()
            self.announced, self.goes = 0, False
        if role is not None:
            self.current = self.current or _List(max(self.announced, 1), self.goes)
            self.current.flush(self.lex)
            self.current.role = role
        # "The names will follow": not those of the lines below, where who signs may stand.
        if row.has(*_FORBIDDING) or (row.has("names-follow") and not row.ends_open):
            self.announced = 0
        elif row.has(*_ANNOUNCING) or (row.has("delegation-nouns") and (row.ends_open or len(row) < _LONGEST_HEADING)):
            self.announced, self.is_over = (3 if row.ends_open else 2), False
            self.is_told = row.text.rstrip().endswith((".", "!", "。"))
            names = self.is_told and any(one.is_certain for one in named(row, self.lex))
            self.named_at = self.at if names else None
        elif row.ends_open:
            self.announced, self.is_over = max(self.announced, 1), False


def _is_plain(row: Row) -> bool:
    """True for a line of prose that is no entry, announces none, and is no heading: for most lines that is seen at a glance."""
    return (
        len(row) >= _LONGEST_HEADING
        and not row.bullet
        and not row.has(*_LISTING)
        and not row.has_colon
        and not may_name(row, 0, len(row))
        and not row.is_tabular
    )


def _change_label(row: Row, lex: Lexicon) -> bool | None:
    """What a label such as "To be deleted:" says of those behind or below it: whether they go; None where it says nothing."""
    for index in range(min(_CHANGE_LABEL, len(row)) if row.has_colon else 0):
        if row.tail(index).lstrip(" *_").startswith((":", "：")):
            keys = row.keys[: index + 1]
            first = next((i for i, key in enumerate(keys) if key not in lex.conjunctions and key not in lex.fillers), 0)
            joint = "" if keys[0] > "\u2e7f" else " "
            for label in (joint.join(keys), joint.join(keys[first:])):
                if label in lex.going or label in lex.coming:
                    return label in lex.going
            return None
    return None


def closes(row: Row) -> bool:
    """True for a closing formula: below it stands who signs."""
    if not row.has("letter-closing", "letter-ending") or row.has("names-delegates") or row.ends_open:
        return False
    return any(m.start < 3 for m in row.of("letter-closing")) if len(row) < 12 else row.has("letter-ending")


def is_writer(row: Row, lex: Lexicon) -> bool:
    """True for the last entry of a list that is the writer: "and the undersigned", "- myself"."""
    if row.after_blank or len(row) > _LONGEST_SELF or not (row.bullet or row.keys[0] in lex.conjunctions):
        return False
    of_self = {at for m in row.of(*SELF) for at in range(m.start, m.stop)}
    told = of_self | {at for at, key in enumerate(row.keys) if key in lex.selves}
    return bool(told) and all(at in told or key in lex.conjunctions | lex.fillers for at, key in enumerate(row.keys))


def _speaks_of_self(row: Row) -> bool:
    """True where the writer names himself or herself, and not only in brackets: "Ms Berg (that is me)"."""
    before = (row.text[: row.starts[m.start]] for m in row.of(*SELF))
    return any(text.count("(") <= text.count(")") for text in before)


def _is_entry(row: Row) -> bool:
    """True for a line that is no sentence: set off by a bullet or a label, and telling of no change."""
    return (bool(row.bullet) or ":" in row.text[:40] or "：" in row.text[:40]) and not row.has(*CHANGES, *SELF)


def _belongs(current: _List, row: Row, entry: Person) -> bool:
    """True where an entry is written as the first one of its list was."""
    if not current.entries:
        return True
    first_row, first = current.entries[0]
    if bool(row.bullet) != bool(first_row.bullet):
        return False
    if row.bullet or not first.is_certain or entry.is_certain:
        return True
    # "Dr Karl Berg, Director", and directly below it "Eva Lind, Counsellor": below a colon.
    return current.announced > 2 and entry.has_particulars and not row.after_blank and not current.lines


def _is_set_in(row: Row) -> bool:
    """True for a line that begins with several blanks and has no label."""
    return len(row.text) - len(row.text.lstrip()) > 2 and ":" not in row.text[:40]


def _is_heading(row: Row) -> bool:
    return len(row) < _LONGEST_HEADING and (row.ends_open or row.text.strip().isupper())


def _is_sentence(row: Row, lex: Lexicon) -> bool:
    """True for a line that tells what somebody does."""
    return row.has("will-come", "cannot-come") or not lex.verbs.isdisjoint(row.keys)


def _weight_of(persons: Sequence[Person]) -> int:
    """How much the entries themselves look like delegates."""
    has_role = any(p.role for p in persons)
    has_head = any(p.role == "head" for p in persons)
    return int(has_role) + int(has_head) + int(all(p.is_certain for p in persons))
