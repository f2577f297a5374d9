"""Persons in running text: who is named by a sentence, in what role, and what the sentence says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.core.folding import fold
from mailflow.core.reading.bare_names import is_corrected, is_placed
from mailflow.core.reading.heads import is_head, is_of_unit, leads_past
from mailflow.core.reading.lexicon import ROLES, Lexicon
from mailflow.core.reading.name_forms import Named
from mailflow.core.reading.particulars import particulars
from mailflow.core.reading.persons import email_in, named
from mailflow.core.reading.rows import PAUSE, Mark, Row
from mailflow.core.words import WORD

_SAYS_REACH = 4
_TITLE_END = re.compile(r"\s[-–—]\s|[;؛]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in a sentence. The stretch of words that is his or hers ends at `until`."""

    named: Named
    until: int
    title: str | None = None
    role: str | None = None
    email: str | None = None
    is_attendant: bool = False  # comes along, and is no delegate

    @property
    def name(self) -> str:
        """As it stands, without what is in front."""
        return self.named.name


def mentions(row: Row, first: int, last: int, lex: Lexicon, *, is_announced: bool = False) -> tuple[Mention, ...]:
    """The persons of a sentence: those whose form is certain, and those whose place is that of a person."""
    found = list[Named]()
    for candidate in named(row, lex, first, last):
        if (_is_possessive(row, candidate) and not row.has("strikes-off", start=first, stop=last)) or _is_referred_to(
            row, first, candidate
        ):
            continue
        if not candidate.is_certain and candidate.name[0] > "\u0590":
            if row.has("read-instead", start=first, stop=last) and is_corrected(row, candidate):
                found.append(candidate)
            continue
        opens = is_announced and candidate.begin == first
        if candidate.is_certain or opens or is_placed(row, first, last, candidate, found, lex):
            found.append(candidate)
    return tuple(_mention(row, first, last, found, index, lex) for index in range(len(found)))


def _is_possessive(row: Row, candidate: Named) -> bool:
    """True for "Mr Berg's": something of a person, not the person."""
    return candidate.stop < len(row) and row.keys[candidate.stop] == "s" and row.gap(candidate.stop) in ("'", "’")


def _is_referred_to(row: Row, first: int, candidate: Named) -> bool:
    """True behind "the letter of", "on behalf of", and before "said that": who is spoken of, or speaks, is not named."""
    reach = min(candidate.stop + _SAYS_REACH, len(row))
    # "has been recalled" is no speech, nor is "as previously announced".
    others = row.of("cannot-come", "already-named", start=candidate.stop)
    if any(
        not any(o.holds(m) or (o.name == "already-named" and o.start < m.start <= o.stop) for o in others)
        for m in row.of("says", start=candidate.stop, stop=reach)
    ):
        return True
    return any(
        candidate.begin - m.stop <= 3 and not PAUSE.search(row.between(m.stop, candidate.begin))
        for m in row.of("referred-to", start=first, stop=candidate.begin)
    )


_ROLE_LISTS = tuple(ROLES)


def _mention(row: Row, first: int, last: int, found: Sequence[Named], index: int, lex: Lexicon) -> Mention:
    this = found[index]
    until = last
    if index + 1 < len(found):
        following = found[index + 1]
        label = _label_before(row, following, this.stop)
        attendant = attendant_before(row, following, lex, this.stop)
        until = label.start if label else following.begin if attendant is None else attendant
    before = found[index - 1].stop if index else first
    behind = _behind(row, this, until, lex)
    title, role, email = _said_of(behind, this, lex)
    role = None if role == "head" and leads_past(row, found, index, lex) else role
    label = _label_before(row, this, before)
    if label is not None:
        role = ROLES[label.name]
    elif is_head(row, first, until, found, index, lex):
        role = "head"
    role = role or capacity(row, this.stop, until, lex) or _common_capacity(row, last, found, index, lex)
    if role is None and row.has("named-as-delegate", start=before, stop=this.begin):
        role = "delegate"
    is_attendant = _is_attendant(row, first, found, index, lex) or (
        role is None and (particulars(behind, lex).is_attendant or row.has("serves-only", start=this.stop, stop=until))
    )
    return Mention(this, until, title, role, email, is_attendant)


_LONGEST_ATTENDANT = 4
_SHORTEST_PLURAL = 4  # signs


def _is_attendant(row: Row, first: int, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True behind "his interpreter", and for the second of "his bodyguards, Mr A and Mr B"."""
    before = found[index - 1].stop if index else first
    label = attendant_before(row, found[index], lex, before)
    if label is not None or not index:
        return label is not None
    between = row.keys[before : found[index].begin]
    at = found[index - 1].begin
    is_plural = row.keys[at - 1].endswith("s") and len(row.keys[at - 1]) > _SHORTEST_PLURAL
    return is_plural and lex.conjunctions.issuperset(between) and _is_attendant(row, first, found, index - 1, lex)


def attendant_before(row: Row, this: Named, lex: Lexicon, before: int = 0) -> int | None:
    """Where the words begin that make of the person behind them one who only comes along: "their driver, Mr Lind"."""
    if this.begin == before or row.gap(this.begin).strip(" ,:\r-–—("):
        return None
    joint = "" if row.keys[this.begin - 1] > "\u2e7f" else " "
    for size in range(min(_LONGEST_ATTENDANT, this.begin - before), 0, -1):
        if joint.join(row.keys[this.begin - size : this.begin]) in lex.attendants_before:
            return this.begin - size
    return None


def _label_before(row: Row, this: Named, before: int) -> Mark | None:
    """The role that stands directly in front of a name: "deputy head Mr Lind"."""
    if this.begin == 0 or row.gap(this.begin).strip(" :\r"):
        return None
    marks = [m for m in row.of(*_ROLE_LISTS, start=before, stop=this.begin) if m.stop == this.begin]
    # "Substitute Ms B for Mr A" makes no substitute of her.
    changes = {m.start for m in row.of("swaps", "puts-in", start=before)}
    marks = [m for m in marks if m.start not in changes]
    label = max(marks, key=lambda m: m.stop - m.start, default=None)
    # "Members: Ms Berg and Mr Lind" is a heading, and says nothing of the first alone.
    return label if label and not (":" in row.gap(this.begin) and ROLES[label.name] == "delegate") else None


def capacity(row: Row, start: int, until: int, lex: Lexicon) -> str | None:
    """The role behind "as": "goes as delegate"; "as head of the Legal Department" is none."""
    mark = _capacity(row, start, until, lex)
    return ROLES[mark.name] if mark else None


def _capacity(row: Row, start: int, until: int, lex: Lexicon) -> Mark | None:
    for mark in row.of("in-capacity-of", start=start, stop=until):
        for role in row.of(*_ROLE_LISTS, start=mark.start, stop=until):
            if role.stop > mark.stop and role.start - mark.stop <= 1 and not is_of_unit(row, role, lex):
                return role
    return None


def _common_capacity(row: Row, last: int, found: Sequence[Named], index: int, lex: Lexicon) -> str | None:
    """The role of both in "Mr A and Ms B as members"."""
    if index + 1 >= len(found):
        return None
    following = found[index + 1]
    between = row.keys[found[index].stop : following.begin]
    until = found[index + 2].begin if index + 2 < len(found) else last
    if not between or not lex.conjunctions.issuperset(between) or PAUSE.search(row.gap(following.begin)):
        return None
    role = _capacity(row, following.stop, until, lex)
    return ROLES[role.name] if role and row.keys[role.stop - 1].endswith("s") else None


def _behind(row: Row, this: Named, until: int, lex: Lexicon) -> str:
    """The text behind a name that may hold title, role and address: up to ", to lead the delegation"."""
    heads = [m.start for m in row.of("will-head", start=this.stop, stop=until) if PAUSE.search(row.gap(m.start))]
    until = min((at for at in heads if row.keys[at] not in lex.heading and not _is_capacity(row, at)), default=until)
    end = row.starts[until] if until < len(row) else len(row.text)
    return row.text[row.ends[this.stop - 1] : end]


def _is_capacity(row: Row, at: int) -> bool:
    """True where a role is given by "as": "as head of delegation"."""
    return any(m.start == at for m in row.of("in-capacity-of", start=at))


def _said_of(behind: str, this: Named, lex: Lexicon) -> tuple[str | None, str | None, str | None]:
    told = particulars(_TITLE_END.split(behind)[0] if behind.strip()[:1] not in "-–—(" else behind, lex)
    titles = list[str]()
    if this.rank:
        titles.append(this.rank)
    for part in told.rest:
        keys = [fold(word) for word in WORD.findall(part)]
        cut = _title_words(part, keys, lex)
        if cut is None:
            break
        titles.append(cut)
        if cut != part:
            break
    email = email_in(behind)
    return ", ".join(titles) or None, told.role, told.email or (email.group().rstrip(".") if email else None)


def _title_words(part: str, keys: Sequence[str], lex: Lexicon) -> str | None:
    """A chunk as far as it is a title, None where it is something else."""
    if not any(map(lex.is_title, keys)) and not any(k in lex.ranks for k in keys):
        return None
    words = list(WORD.finditer(part))
    start = 0
    while start < len(keys) - 1 and keys[start] in lex.fillers:
        start += 1
    stop = next((i for i in range(start, len(keys)) if keys[i] in lex.verbs), len(keys))
    while stop > start and keys[stop - 1] in lex.conjunctions | lex.fillers and not lex.is_title(keys[stop - 1]):
        stop -= 1
    # "both of this Mission" is said of two, and is no title.
    if stop <= start or not any(lex.is_title(k) or k in lex.ranks for k in keys[start:stop]):
        return None
    return part[words[start].start() : words[stop - 1].end()]


def persons_before(mark: Mark, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those in front of a phrase."""
    return tuple(m for m in found if m.named.stop <= mark.start)


def persons_behind(mark: Mark, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those behind a phrase, which may hold what stands in front of the name: "comes for Colonel" Lind."""
    return tuple(m for m in found if m.named.start >= mark.stop)
