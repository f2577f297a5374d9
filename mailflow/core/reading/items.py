"""A line that is a person: an entry of a list, with or without a bullet, a label or a title in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailflow.core.folding import fold
from mailflow.core.reading.heads import leading
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.mentions import attendant_before, mentions
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.particulars import Particulars, particulars, role_of
from mailflow.core.reading.persons import may_name, named, named_at, prefixes_in
from mailflow.core.reading.rows import Row
from mailflow.core.reading.unspaced import enumerated_names, unspaced_names
from mailflow.core.words import WORD

_LONGEST_LABEL = 7
_MOST_IN_FRONT = 12  # words of a function or a role in front of a name
_FEW = 4  # words of a label that names a role and its subject: "Senior legal adviser"
_MOST_WORDS = 60
_LONGEST_TITLE = 24  # in signs without spaces
# What may stand directly behind a name that is an entry of its own, not the subject of a sentence.
_PARTING = ",;()[]|:/\t–—-،；，（）<、"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a text gives him or her."""

    name: str
    part: str
    words: str
    title: str | None = None
    role: str | None = None
    email: str | None = None
    honorific: str | None = None
    is_certain: bool = False  # an honorific or a rank shows that this is a person
    has_particulars: bool = False
    is_attendant: bool = False  # comes along, and is no delegate

    def with_more(self, lines: list[str], lex: Lexicon) -> Person:
        """The same person with the lines that follow the name."""
        more = particulars("; ".join(lines), lex)
        title = ", ".join(t for t in (self.title, more.title) if t) or None
        return replace(
            self, title=title, role=self.role or more.role, email=self.email or more.email,
            words=" ".join((self.words, *(" ".join(line.split()) for line in lines))), has_particulars=True,
            is_attendant=self.is_attendant or (more.is_attendant and more.role is None and self.role is None),
        )  # fmt: skip


def person(row: Row, lex: Lexicon) -> Person | None:
    """The person whom a line names as an entry, None where it is no such line."""
    if not row.keys or len(row) > _MOST_WORDS:
        return None
    if row.text[row.starts[0]] > "\u2e7f":
        return _unspaced_person(row, lex)
    start, label_role = _label(row, lex)
    if start >= len(row):
        return None
    # "Form completed by: Ms Berg", "Interpreter: Mr Lind".
    if start and " ".join(row.keys[:start]) in lex.labels:
        return None
    start = _behind_and(row, lex, start)
    found, front = _first_name(row, lex, start)
    if found is None or not _stands_alone(row, lex, found) or _has_company(row, lex, found):
        return None
    if leading(row, lex, found.stop):
        label_role = label_role or "head"
    front_role = role_of(row.keys[start:front], lex) if front > start else None
    title = row.span(start, front).strip(" ,;:-–—(") if front > start and front_role is None else None
    behind = particulars(row.text[row.ends[found.stop - 1] :], lex)
    is_attendant = attendant_before(row, found, lex) is not None
    return _built(row, found, behind, title, label_role or front_role, is_attendant=is_attendant)


def _behind_and(row: Row, lex: Lexicon, start: int) -> int:
    """The word behind an "and" that leads to the last entry of a list: "and Mr Lind, Director"."""
    if row.bullet or start or row.keys[0] not in lex.conjunctions or row.word(0)[0].isupper():
        return start
    is_person = any(m.start == 1 and m.name in ("forms-of-address", "ranks-before-names") for m in row.marks)
    return 1 if is_person else start


def _has_company(row: Row, lex: Lexicon, found: Named) -> bool:
    """True where further persons stand in the line: then it is a sentence, or an enumeration."""
    return any(
        (other.is_certain and not _is_served(row, lex, other))
        or any(sign in row.gap(other.begin) for sign in ";；؛")
        or _is_joined(row, lex, other)
        for other in named(row, lex, found.stop)
    )


def _is_served(row: Row, lex: Lexicon, other: Named) -> bool:
    """True for the one whose assistant an entry is: "Mr Lind, assistant to H.E. Ms Berg"."""
    at = other.begin - 1
    if row.gap(other.begin).strip() or row.gap(at).strip() or row.keys[at] in lex.conjunctions:
        return False
    return row.keys[at] in lex.fillers | lex.particles and lex.is_title(row.keys[at - 1])


def _is_joined(row: Row, lex: Lexicon, other: Named) -> bool:
    """True for a bare name behind ", and" that is followed as a person is."""
    at = other.begin - 1
    is_behind = row.keys[at] in lex.conjunctions and row.gap(at).strip()[-1:] in (",", ")")
    return is_behind and (other.stop >= len(row) or row.gap(other.stop).strip()[:1] in (",", "(", "."))


def _unspaced_person(row: Row, lex: Lexicon) -> Person | None:
    """An entry in signs without spaces: "团长：李卫国，外交部军控司副司长"."""
    label, sign, body = row.text[row.starts[0] :].partition("：" if "：" in row.text else ":")
    if not sign:
        label, body = "", row.text[row.starts[0] :]
    found = unspaced_names(body, lex)
    if len(found) != 1 or (not sign and found[0].start > _LONGEST_TITLE) or row.has("will-come", "names-delegates"):
        return None
    one = found[0]
    behind = particulars(body[one.stop :], lex)
    role = role_of([fold(w) for w in WORD.findall(label)], lex) if label else None
    titles = tuple(t for t in (one.title, behind.title) if t)
    return Person(
        one.name, row.part, row.words, "，".join(titles) or None, role or behind.role, behind.email, None,
        one.is_certain or role is not None, bool(titles or role or behind.role),
        is_attendant=behind.is_attendant and (role or behind.role) is None,
    )  # fmt: skip


def persons(row: Row, lex: Lexicon) -> tuple[Person, ...]:
    """The persons of a line that enumerates several: "Members: Ms Berg and Mr Lind"."""
    if row.keys and row.text[row.starts[0]] > "\u2e7f" and (several := _unspaced_persons(row, lex)):
        return several
    start, role = _label(row, lex)
    return tuple(
        Person(
            m.name, row.part, row.words, m.title, m.role or role, m.email, m.named.honorific,
            m.named.is_certain or m.named.has_capitals, bool(m.title or m.role), m.is_attendant,
        )
        for m in mentions(row, start, _sentence_end(row, start), lex, is_announced=True)
    )  # fmt: skip


def _unspaced_persons(row: Row, lex: Lexicon) -> tuple[Person, ...]:
    """The persons of a line in signs without spaces: "成员：李华、张伟、陈静", or the names alone."""
    label, sign, body = row.text[row.starts[0] :].partition("：" if "：" in row.text else ":")
    if not sign:
        label, body = "", row.text[row.starts[0] :]
    role = role_of([fold(w) for w in WORD.findall(label)], lex) if label else None
    return tuple(
        Person(
            one.name, row.part, row.words, one.title, role, None, None,
            one.is_certain or one.title is not None or role is not None, bool(one.title or role),
        )
        for one in enumerated_names(body, lex)
    )  # fmt: skip


def _sentence_end(row: Row, start: int) -> int:
    """The word at which the sentence ends in which a word stands."""
    return next((last for first, last in row.sentences() if first <= start < last), len(row))


def _built(
    row: Row, found: Named, behind: Particulars, title: str | None, role: str | None, *, is_attendant: bool
) -> Person:
    titles = tuple(t for t in (title, found.rank, behind.title) if t)
    return Person(
        name=found.name,
        part=row.part,
        words=row.words,
        title=", ".join(titles) or None,
        role=role if role is not None and behind.role != "head" else behind.role,
        email=behind.email,
        honorific=found.honorific,
        is_certain=found.is_certain or found.has_capitals or role is not None,
        has_particulars=bool(titles or behind.role or behind.email or role),
        is_attendant=is_attendant or (behind.is_attendant and (role or behind.role) is None),
    )


def _label(row: Row, lex: Lexicon) -> tuple[int, str | None]:
    """Where the entry begins behind a label such as "Head of delegation:", and the role that the label names."""
    is_labelled = row.has_colon or "=" in row.text
    for index in range(min(_LONGEST_LABEL, len(row) - 1) if is_labelled else 0):
        tail = row.tail(index)
        if ":" in tail or "：" in tail or "=" in tail:
            label = row.keys[: index + 1]
            role = lex.roles.get(" ".join(label))
            is_column = role is None and lex.columns.get(" ".join(label)) in ("name", "surname", "given")
            return index + 1, role or (None if is_column else _role_of_label(label, lex))
        if "@" in tail or "(" in tail or "," in tail:
            break
    return 0, None


def _role_of_label(label: Sequence[str], lex: Lexicon) -> str | None:
    """The role that a label names: "Legal adviser:" is one, where as a function behind a name it is none."""
    role = role_of(label, lex)
    if (
        role is None
        and len(label) < _FEW
        and (label[-1] in lex.adviser_labels or role_of(label[-1:], lex) == "adviser")
    ):
        return "adviser"
    return role


def _first_name(row: Row, lex: Lexicon, start: int) -> tuple[Named | None, int]:
    """The name of an entry and where it begins: at once, or behind a function or a role."""
    prefixes = prefixes_in(row, start, len(row))
    found = named_at(row, lex, start, len(row), prefixes)
    if found is not None:
        return found, start
    stop = min(start + _MOST_IN_FRONT, len(row))
    if not prefixes and not may_name(row, start, stop):
        return None, start
    all_known = True
    for at in range(start + 1, stop):
        gap = row.gap(at)
        # Words are parted by a blank nearly always: that is looked at first.
        is_chunk = gap != " " and any(sign in gap for sign in _PARTING)
        in_front = row.keys[start:at]
        last = in_front[-1]
        all_known = all_known and (lex.is_title(last) or last in lex.particles or last in lex.fillers)
        if is_chunk and (role_of(in_front, lex) or any(map(lex.is_title, in_front))):
            found = named_at(row, lex, at, len(row), prefixes)
            if found is not None and (found.is_certain or role_of(in_front, lex)):
                return found, at
        elif not is_chunk and all_known:
            found = named_at(row, lex, at, len(row), prefixes)
            if found is not None:
                return found, at
        elif not is_chunk and row.keys[start] in lex.ranks:
            found = named_at(row, lex, at, len(row), prefixes)
            if found is not None and found.honorific is not None and found.units > 1:
                return found, at
        elif is_chunk:
            break
    return None, start


def _stands_alone(row: Row, lex: Lexicon, found: Named) -> bool:
    """True where a name is followed as in a list: by nothing, by a sign, or by a function."""
    stop = found.stop
    while stop < len(row) and row.word(stop).isupper() and row.keys[stop] in lex.not_names:
        stop += 1
    if stop >= len(row):
        return True
    gap, key = row.gap(stop), row.keys[stop]
    if "@" in gap:
        return False
    if gap.strip(" .\r") or "   " in gap:
        return any(sign in gap for sign in _PARTING)
    return lex.is_title(key) or key in lex.ranks or row.has("role-head", start=stop)
