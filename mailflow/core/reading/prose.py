"""Persons in running text: who is named by a sentence, in what role, and what the sentence says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.core.folding import fold
from mailflow.core.reading.lexicon import ROLES, Lexicon
from mailflow.core.reading.particulars import particulars
from mailflow.core.reading.persons import EMAIL, Named, email_in, named
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.reading.selves import SELF
from mailflow.core.words import WORD

_LOOK_BACK = 9
_NEAR_HEAD = 5
_SAYS_REACH = 4
_CLAUSE = re.compile(r"[,;()،；，、（）]|\s[-–—]\s")
_ASIDE = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?[,;/&+،，、]\s*\Z")
# "and, for the first two days, Eva Lind": what stands between commas parts nothing.
_PARENTHETIC = re.compile(r"[\s,](\w{1,6}),\s[^,;.:()]{2,40},\s*\Z")
# "Г.П. Зимина" is a person's name wherever it stands.
_INITIALS = re.compile(r"(?:[\u0410-\u042f]\.\s?){2}[\u0410-\u042f]")
_INITIALLED = ("cannot-come", "strikes-off", "names-delegates", "headed-by")
_OPENING, _CLOSING = "\"'“„«‘", "\"'”“»’"
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
            if row.has("read-instead", start=first, stop=last) and _is_corrected(row, candidate):
                found.append(candidate)
            continue
        opens = is_announced and candidate.begin == first
        if candidate.is_certain or opens or _is_placed(row, first, last, candidate, found, lex):
            found.append(candidate)
    return tuple(_mention(row, first, last, found, index, lex) for index in range(len(found)))


def _is_possessive(row: Row, candidate: Named) -> bool:
    """True for "Mr Berg's": something of a person, not the person."""
    return candidate.stop < len(row) and row.keys[candidate.stop] == "s" and row.gap(candidate.stop) in ("'", "’")


def _is_referred_to(row: Row, first: int, candidate: Named) -> bool:
    """True behind "the letter of", "on behalf of", and before "said that": who is spoken of, or speaks, is not named."""
    reach = min(candidate.stop + _SAYS_REACH, len(row))
    goes = row.of("cannot-come", start=candidate.stop)
    # "has been recalled" is no speech.
    if any(
        not any(g.start <= m.start and m.stop <= g.stop for g in goes)
        for m in row.of("says", start=candidate.stop, stop=reach)
    ):
        return True
    return any(
        candidate.begin - m.stop <= 3
        and not _CLAUSE.search(row.text[row.ends[m.stop - 1] : row.starts[candidate.begin]])
        for m in row.of("referred-to", start=first, stop=candidate.begin)
    )


def _is_placed(row: Row, first: int, last: int, candidate: Named, found: Sequence[Named], lex: Lexicon) -> bool:
    """True where a bare name stands where a person must stand."""
    if candidate.has_capitals and row.has("names-delegates", "headed-by", start=first, stop=last):
        return True
    return (
        is_self(row, candidate, lex)
        or _follows_trigger(row, first, candidate, lex)
        or _is_coordinated(row, candidate, found, lex)
        or _is_subject(row, first, last, candidate, lex)
        or _is_enumerated(row, first, candidate, lex)
        or _leads_to_self(row, last, candidate, lex)
        or _is_struck(row, first, last, candidate, lex)
        or (row.has(*_INITIALLED, start=first, stop=last) and bool(_INITIALS.match(candidate.name)))
        or (row.has("read-instead", start=first, stop=last) and _is_corrected(row, candidate))
        or _is_apposed(row, first, candidate, lex)
    )


def _is_corrected(row: Row, candidate: Named) -> bool:
    """True for a bare name in quotation marks, or behind "not": of a correction it is one side."""
    if any(m.stop == candidate.begin for m in row.of("and-not")):
        return True
    front, behind = row.gap(candidate.begin).rstrip()[-1:], row.tail(candidate.stop - 1).lstrip()[:1]
    return front in _OPENING and behind in _CLOSING and bool(front) and bool(behind)


def _is_apposed(row: Row, first: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a name behind a function and a comma, as it stands for one of ours: "our director, Karl Lind"."""
    at = candidate.begin - 1
    if at <= first or row.gap(candidate.begin) != ", " or not lex.is_title(row.keys[at]):
        return False
    while at > first and lex.is_title(row.keys[at]) and row.gap(at) == " ":
        at -= 1
    return row.keys[at] in lex.possessives and _is_followed_well(row, candidate, lex)


def _is_struck(row: Row, first: int, last: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a bare name that the words of a withdrawal stand around: "take Ana Berg off our list"."""
    return any(
        m.start < candidate.begin
        and candidate.stop < m.stop
        and all(stands_between(key, lex) for key in row.keys[m.start + 1 : candidate.begin])
        for m in row.of("strikes-off", start=first, stop=last)
    )


def _is_enumerated(row: Row, first: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a name behind a colon that is followed as in a list, whatever words stand in front of the colon."""
    if not opens_list(row, first, candidate.begin, lex):
        return False
    return candidate.stop < len(row) and row.gap(candidate.stop).strip()[:1] in (",", "(", ";", "–", "-")


def opens_list(row: Row, first: int, at: int, lex: Lexicon) -> bool:
    """True where a colon stands in front of a word, and no label such as "Contact:" in front of the colon."""
    if at <= first or row.gap(at).strip()[:1] not in (":", "："):
        return False
    return row.keys[at - 1] not in lex.labels and not row.has("contact-person", "about-else", start=first, stop=at)


def _leads_to_self(row: Row, last: int, candidate: Named, lex: Lexicon) -> bool:
    """True for "… Anna Berg, Director, and me"."""
    for mark in row.of(*SELF, start=candidate.stop, stop=last):
        if any(key in lex.conjunctions for key in row.keys[mark.start : mark.stop]) and mark.start - candidate.stop < 8:
            return _is_followed_well(row, candidate, lex) or mark.start == candidate.stop
    return False


_TRIGGERS = (
    "names-delegates",
    "headed-by",
    "place-taken-by",
    "takes-place-of",
    "in-place-of",
    "read-instead",
    "strikes-off",
    "nobody-but",
    "all-but",
    "swaps",
    "puts-in",
    "replaces-me",
    "will-come",
    *SELF,
)


def is_self(row: Row, candidate: Named, lex: Lexicon) -> bool:
    """True for "I, Anna Berg,", "… and me, Anna Berg" and "Anna Berg (me)": the writer's own name."""
    stop = candidate.stop
    if stop < len(row) and row.keys[stop] in lex.selves and row.gap(stop).endswith("("):
        return row.tail(stop).startswith(")")
    return candidate.begin > 0 and row.keys[candidate.begin - 1] in lex.selves and "," in row.gap(candidate.begin)


def _follows_trigger(row: Row, first: int, candidate: Named, lex: Lexicon) -> bool:
    """True where only small words and functions part a name from what announces it."""
    behind = [m.stop for m in row.of(*_TRIGGERS, start=first, stop=candidate.begin)]
    if row.gap(candidate.begin).rstrip().endswith((":", "：")) and (behind or row.has(*SELF, start=candidate.stop)):
        return True
    if not behind or candidate.begin - max(behind) > _LOOK_BACK:
        return False
    between = range(max(behind), candidate.begin)
    return all(stands_between(row.keys[i], lex) for i in between)


def stands_between(key: str, lex: Lexicon) -> bool:
    """True for what may part a name from what announces it: "represented *in Geneva by the Director*"."""
    return key in lex.fillers or key in lex.particles or key in lex.places or lex.is_title(key)


def _is_coordinated(row: Row, candidate: Named, found: Sequence[Named], lex: Lexicon) -> bool:
    """True for a name joined to a person by "and" or a comma, where it is no part of that person's title."""
    if not found or candidate.begin == 0:
        return False
    start = found[-1].stop
    gap = row.gap(candidate.begin)
    place = candidate.begin - 1
    while place > start and row.keys[place] in lex.fillers and row.keys[place] not in lex.conjunctions:
        place -= 1
    joined = (row.keys[place] in lex.conjunctions and place >= start) or ";" in gap or "；" in gap
    behind = row.text[row.ends[start - 1] : row.starts[candidate.begin]]
    if not joined and _ASIDE.match(behind):
        return True
    aside = _PARENTHETIC.search(behind)
    if aside is not None and fold(aside.group(1)) in lex.conjunctions:
        return True
    if not joined:
        return False
    if place <= start or ";" in gap:
        return True
    # After a title only what is followed by a title of its own, or by nothing, is a person again.
    return _is_followed_well(row, candidate, lex)


def _is_followed_well(row: Row, candidate: Named, lex: Lexicon) -> bool:
    if candidate.stop >= len(row):
        return True
    gap = row.gap(candidate.stop)
    return bool(re.search(r"[,;.()،；，、]", gap)) or bool(EMAIL.match(gap.strip()))


def _is_subject(row: Row, first: int, last: int, candidate: Named, lex: Lexicon) -> bool:
    """True for a name that opens a sentence, alone or with others, of which the sentence says that they come or not."""
    opens = candidate.begin
    while (
        opens > first
        and row.keys[opens - 1] not in lex.openers
        and row.keys[opens - 1] not in lex.conjunctions
        and (row.keys[opens - 1] in lex.fillers or lex.is_title(row.keys[opens - 1]))
    ):
        opens -= 1
    if opens != first and not opens_clause(row, opens, lex):
        return False
    said = row.of(
        "will-come", "will-head", "cannot-come", "takes-place-of", "place-taken-by", "in-their-stead",
        start=candidate.stop, stop=last,
    )  # fmt: skip
    return bool(said) and said[0].start - candidate.stop <= 14


def opens_clause(row: Row, at: int, lex: Lexicon) -> bool:
    """True where a clause begins: behind a comma, or a word that joins clauses."""
    before = row.keys[at - 1]
    return row.gap(at).strip()[-1:] in (",", ";", ":", "–") or before in lex.conjunctions or before in lex.openers


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
    label = _label_before(row, this, before)
    if label is not None:
        role = ROLES[label.name]
    elif _is_head(row, first, until, found, index, lex):
        role = "head"
    role = role or _capacity(row, this.stop, until)
    if role is None and row.has("named-as-delegate", start=before, stop=this.begin):
        role = "delegate"
    is_attendant = attendant_before(row, this, lex, before) is not None or (
        role is None and particulars(behind, lex).is_attendant
    )
    return Mention(this, until, title, role, email, is_attendant)


_LONGEST_ATTENDANT = 4


def attendant_before(row: Row, this: Named, lex: Lexicon, before: int = 0) -> int | None:
    """Where the words begin that make of the person behind them one who only comes along: "their driver, Mr Lind"."""
    if this.begin == before or row.gap(this.begin).strip(" ,:\r-–—("):
        return None
    for size in range(min(_LONGEST_ATTENDANT, this.begin - before), 0, -1):
        if " ".join(row.keys[this.begin - size : this.begin]) in lex.attendants_before:
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


def _capacity(row: Row, start: int, until: int) -> str | None:
    """The role behind "as": "goes as delegate"."""
    for mark in row.of("in-capacity-of", start=start, stop=until):
        for role in row.of(*_ROLE_LISTS, start=mark.stop, stop=until):
            if role.start - mark.stop <= 1:
                return ROLES[role.name]
    return None


def _behind(row: Row, this: Named, until: int, lex: Lexicon) -> str:
    """The text behind a name that may hold title, role and address: up to ", to lead the delegation"."""
    heads = [m.start for m in row.of("will-head", start=this.stop, stop=until) if _CLAUSE.search(row.gap(m.start))]
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


def _is_head(row: Row, first: int, until: int, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True where the words before or behind a name make its bearer the head."""
    this = found[index]
    before = found[index - 1].stop if index else first
    if row.has("will-head", start=this.stop, stop=until):
        return True
    if any(m.start <= this.begin and m.stop > this.stop for m in row.of("will-head")):
        return True
    nouns = [
        m
        for m in row.of("role-head", start=this.stop, stop=until)
        if m.stop - m.start > 1 and not _is_deputised(row, m, lex)
    ]
    if nouns and not _is_next_ones(row, nouns[-1], until, found, index, lex):
        return True
    if any(
        not _is_deputised(row, m, lex) and not _CLAUSE.search(row.text[row.starts[m.start] : row.ends[m.stop - 1]])
        for m in row.of("headed-by", start=before, stop=this.start)
    ):
        return True
    announced = [m for m in row.of("role-head", start=before, stop=this.begin) if m.stop - m.start > 1]
    if not announced or _is_deputised(row, announced[-1], lex):
        return False
    near = this.begin - announced[-1].stop <= _NEAR_HEAD
    return near and (index == 0 or _is_next_ones(row, announced[-1], this.begin, found, index - 1, lex))


def _is_next_ones(row: Row, mark: Mark, begin: int, found: Sequence[Named], index: int, lex: Lexicon) -> bool:
    """True where "head of delegation" between two names belongs to the second."""
    if index + 1 >= len(found):
        return False
    between = range(mark.stop, begin)
    return all(row.keys[i] in lex.fillers and row.keys[i] not in lex.conjunctions for i in between) and not re.search(
        r"[,;.)]", row.text[row.ends[mark.stop - 1] : row.starts[begin]]
    )


def _is_deputised(row: Row, mark: Mark, lex: Lexicon) -> bool:
    return mark.start > 0 and row.keys[mark.start - 1] in lex.deputies
