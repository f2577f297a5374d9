"""Persons withdrawn or replaced: which side of "takes-place-of" a name stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailflow.core.names import find_states
from mailflow.core.reading.bare_names import opens_clause, stands_between
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.mentions import Mention, persons_before, persons_behind
from mailflow.core.reading.occasions import LESS, REFUSED, is_beside, is_of_part
from mailflow.core.reading.rows import CLAUSE, Mark, Row
from mailflow.core.reading.spellings import put_right

CHANGES = (
    "swaps", "puts-in", "takes-place-of", "place-taken-by", "in-place-of", "in-their-stead", "cannot-come", "strikes-off",
    "read-instead", "replaces-me", "nobody-but", "all-but",
)  # fmt: skip
_NEAR_DOCUMENT = 3  # words: "our earlier note"
_NEAR_VERB = 5  # words
_NEAR_COMMA = 2  # words from the end of an aside to what it was put into
_FEW_WORDS = 4
_ADJACENT = 3  # words: "nobody but Ms"
_NAMES = ("names-delegates", "will-come", "headed-by")
_COMING = ("will-come", "cannot-come", "accept", "decline", "says-yes", "says-no", "attendance-words")
_MARKS = (*CHANGES, "and-not")


@dataclass(frozen=True, slots=True)
class Change:
    """What a sentence changes: persons who go, and persons who come in their place."""

    gone: tuple[Mention, ...] = ()
    come: tuple[Mention, ...] = ()
    is_pronoun: bool = False  # "in her place": the one who goes was named before
    is_self: bool = False  # "will replace me": the writer goes
    others_come: bool = False  # "everybody but Mr A"


def change(row: Row, first: int, last: int, found: Sequence[Mention], lex: Lexicon) -> Change | None:
    """What a sentence says of persons who go, None where it says nothing of the kind."""
    marks = sorted(row.of(*_MARKS, start=first, stop=last), key=lambda m: (m.start, -m.stop))
    marks = [m for m in marks if not (_is_of_document(row, m, lex) or _is_of_less(row, first, last, m, lex))]
    marks = [m for m in marks if m.name != "cannot-come" or not _is_aside(row, last, m, found)]
    # "вместо" may be followed by a person; in "вместо него" it says nothing of who stands behind it.
    steads = [m for m in marks if m.name == "in-their-stead"]
    marks = [m for m in marks if m.name != "in-place-of" or not any(s.holds(m) and not m.holds(s) for s in steads)]
    # "Me sustituye el Sr. A": he stands in for the writer, and nobody goes whom the words name behind them.
    of_me = [m for m in marks if m.name == "replaces-me"]
    marks = [m for m in marks if m.name != "takes-place-of" or not any(m.overlaps(me) for me in of_me)]
    if not marks or all(m.name == "and-not" for m in marks):
        return _is_not(row, first, last, marks, found)
    by_name = {m.name: m for m in reversed(marks)}
    for name in ("nobody-but", "all-but"):
        if name not in by_name:
            continue
        if row.has(*_COMING, start=first, stop=last) and (left := _excepted(row, by_name[name], last, found, lex)):
            return Change(come=left) if name == "nobody-but" else Change(gone=left, others_come=True)
        # "All forms are here except Mr A's": the exception is of something else than coming.
        by_name = {n: m for n, m in by_name.items() if n != "strikes-off" or m.stop > by_name[name].stop}
    if "swaps" in by_name and (done := _swaps(by_name["swaps"], found)):
        return done
    if "puts-in" in by_name and (done := _puts_in(by_name["puts-in"], found)):
        return done
    # An absence note says who replaces its writer in the office, and not at the meeting.
    if "replaces-me" in by_name and row.has("this-meeting", start=first, stop=last) and found:
        return Change(come=tuple(found), is_self=True)
    if "place-taken-by" in by_name:
        return _replaced_by(by_name["place-taken-by"], found)
    if "read-instead" in by_name:
        spelt = put_right(row, by_name, [m for m in marks if m.name == "read-instead"], found)
        return Change(spelt[:1], spelt[1:]) if spelt else None
    if "takes-place-of" in by_name and (done := _replaces(by_name["takes-place-of"], found)):
        return done
    if "in-place-of" in by_name and (done := _instead_of(row, by_name["in-place-of"], found)):
        return done
    if "strikes-off" in by_name and (struck := _struck(row, by_name["strikes-off"], found, lex)):
        gone = _joined(row, struck, lex)
        come = _in_place(by_name, found, gone) or _added(row, first, by_name["strikes-off"], last, found)
        return Change(gone=gone, come=come)
    if "cannot-come" in by_name:
        return _withdraws(row, first, last, by_name, found, lex)
    if "in-their-stead" in by_name and found and not row.has("about-else", start=first, stop=last):
        return Change(come=tuple(found), is_pronoun=True)
    return None


def _is_aside(row: Row, last: int, mark: Mark, found: Sequence[Mention]) -> bool:
    """True for "Ms A, who has left the army, will represent us": what stands between commas says nothing of coming, and the rest does."""
    begin = mark.start
    while begin > 0 and not CLAUSE.search(row.gap(begin)):
        begin -= 1
    if not any(m.named.stop == begin for m in found):
        return False
    end = next((at for at in range(mark.stop, last) if CLAUSE.search(row.gap(at))), last)
    goes = row.of("cannot-come", "strikes-off", "decline", "says-no", start=end, stop=last)
    return any(
        m.start - end <= _NEAR_COMMA and not any(g.overlaps(m) for g in goes)
        for m in row.of("will-come", "will-head", start=end, stop=last)
    )


def supposition(row: Row, first: int, last: int) -> Mark | None:
    """The words with which a clause begins that tells of an absence that may come only: "if Mr A cannot come, Ms B will"."""
    conditions = row.of("condition", start=first, stop=last)
    absences = row.of("cannot-come", "i-will-not", start=first, stop=last) if conditions else ()
    return next(
        (
            c
            for c in conditions
            if any(
                c.start <= m.start and not CLAUSE.search(row.between(c.stop, max(m.start, c.stop))) for m in absences
            )
        ),
        None,
    )


def _is_not(row: Row, first: int, last: int, marks: Sequence[Mark], found: Sequence[Mention]) -> Change | None:
    """ "Ms B will come, not Mr A as previously announced": A goes."""
    for mark in marks:
        come, behind = persons_before(mark, found), persons_behind(mark, found)
        if (
            not come
            or not behind
            or behind[0].named.begin - mark.stop > 1
            or not row.has(*_NAMES, start=first, stop=last)
        ):
            continue
        if CLAUSE.search(row.gap(mark.start)) and not row.has("not-only", start=mark.start, stop=last):
            return Change(behind[:1], come)
    return None


def _is_of_document(row: Row, mark: Mark, lex: Lexicon) -> bool:
    """True for "in place of our note of 3 May": nobody goes."""
    behind = row.keys[mark.stop : mark.stop + _NEAR_DOCUMENT]
    return mark.name in ("takes-place-of", "in-place-of") and not lex.documents.isdisjoint(behind)


def _is_of_less(row: Row, first: int, last: int, mark: Mark, lex: Lexicon) -> bool:
    """True for "cannot attend the dinner", "will be replaced on Friday", "cannot speak": nobody goes."""
    return is_of_part(row, first, last, mark, lex, REFUSED if mark.name == "cannot-come" else LESS)


def _excepted(row: Row, mark: Mark, last: int, found: Sequence[Mention], lex: Lexicon) -> tuple[Mention, ...]:
    """ "Nobody comes except Ms B", "apart from Mr A everybody comes": whom the words stand around, else who stands near behind them."""
    within = tuple(m for m in found if m.named.begin > mark.start and m.named.stop <= mark.stop)
    if within:
        return within
    behind = persons_behind(mark, found)
    if not behind or not all(stands_between(key, lex) for key in row.keys[mark.stop : behind[0].named.begin]):
        return ()  # "except the visa of Mr A"
    # "Everybody comes, but Mr A will be late": here a clause begins.
    opens = not lex.openers.isdisjoint(row.keys[mark.start : mark.stop]) and mark.stop - mark.start > _ADJACENT
    at = behind[0].named.stop
    if opens and at < last and not CLAUSE.search(row.gap(at)) and row.keys[at] in lex.verbs:
        return ()
    return _joined(row, behind, lex)


def _struck(row: Row, mark: Mark, found: Sequence[Mention], lex: Lexicon) -> tuple[Mention, ...]:
    """ "Take Mr A off the list", "strike off Mr A": whom the words stand around goes, else who stands behind them."""
    within = tuple(m for m in found if m.named.begin > mark.start and m.named.stop <= mark.stop)
    behind = persons_behind(mark, found)
    return within or (() if behind and _is_apart(row, mark, behind[0], lex) else behind)


def _is_apart(row: Row, mark: Mark, mention: Mention, lex: Lexicon) -> bool:
    """True where another clause begins: "will not send anybody and that Mr A will act", "without delay, Mr A will …"."""
    at = mention.named.begin
    if at > 0 and row.keys[at - 1] in lex.openers:
        return True
    # An aside parts nothing: "delete, with our apologies, Mr A".
    return row.between(mark.stop, at).count(",") % 2 == 1


def _replaced_by(mark: Mark, found: Sequence[Mention]) -> Change | None:
    """ "Mr A will be replaced by Ms B": A goes. In German the words stand around the one who comes: "wird durch Frau B ersetzt"."""
    gone, come = persons_before(mark, found), tuple(m for m in found if m.named.begin > mark.start)
    if not gone and not come:
        return None
    return Change(gone[-1:], come, is_pronoun=not gone)


def _swaps(mark: Mark, found: Sequence[Mention]) -> Change | None:
    """ "Replace Mr A with Ms B": A goes."""
    gone = tuple(m for m in found if m.named.begin > mark.start and m.named.stop <= mark.stop)
    # In Arabic the last word of the phrase is the courtesy in front of the one who comes.
    come = tuple(m for m in found if m.named.start >= mark.stop)
    return Change(gone, come) if gone and come else None


def _puts_in(mark: Mark, found: Sequence[Mention]) -> Change | None:
    """ "Substitute Ms B for Mr A": A goes."""
    come = tuple(m for m in found if m.named.begin > mark.start and m.named.stop <= mark.stop)
    gone = persons_behind(mark, found)[:1]
    return Change(gone, come) if gone and come else None


def _replaces(mark: Mark, found: Sequence[Mention]) -> Change | None:
    """ "Ms B replaces Mr A", "Ms B, who replaces Mr A": A goes."""
    gone, come = persons_behind(mark, found)[:1], persons_before(mark, found)
    return Change(gone, come[-1:] if gone else come) if gone else None


def _instead_of(row: Row, mark: Mark, found: Sequence[Mention]) -> Change | None:
    """ "Ms B instead of Mr A", "instead of Mr A, Ms B will come": A goes."""
    behind = persons_behind(mark, found)
    near = behind[:1] if behind and behind[0].named.begin - mark.stop <= 6 else ()
    if not near:
        return None
    # "… and item 3 (Mr C) is deleted": who stands behind other words that take away does not come.
    goes = [m.start for m in row.of("cannot-come", "strikes-off", start=near[0].named.stop)]
    last = min(goes, default=len(row))
    return Change(near, (*persons_before(mark, found), *(m for m in behind[1:] if m.named.begin < last)))


def _withdraws(
    row: Row, first: int, last: int, by_name: dict[str, Mark], found: Sequence[Mention], lex: Lexicon
) -> Change | None:
    """ "Mr A is unable to travel": who stands in front of it goes."""
    mark = by_name["cannot-come"]
    if _comes_all_the_same(row, first, last, mark, found, lex):
        return None
    # "Leider kann Herr Lind nicht kommen": in some languages the words stand around the person.
    within = tuple(m for m in found if m.named.begin > mark.start and m.named.stop <= mark.stop)
    if len(within) > 1 and all(_is_alternative(row, *pair, lex) for pair in pairwise(within)):
        return Change(within, _in_place(by_name, found, within))  # "neither Mr A nor Ms B can come"
    subjects = within or persons_before(mark, found) or _behind_verb(row, first, mark, found, lex)
    comes = [m.stop for m in row.of("will-come", "names-delegates", start=first, stop=mark.start)]
    if comes:
        subjects = tuple(m for m in subjects if m.named.begin >= max(comes)) or subjects[-1:]
    if not subjects:
        return None
    # "Mr Berg said that Finland would not attend": it is not he who stays away.
    if find_states(row.span(subjects[-1].named.stop, mark.start)):
        return None
    if subjects[0].named.begin >= mark.stop:
        gone = _joined(row, subjects, lex)
    else:
        gone = _joined(row, subjects[-1:], lex, subjects[:-1])
    return Change(gone, _in_place(by_name, found, gone))


def _comes_all_the_same(row: Row, first: int, last: int, mark: Mark, found: Sequence[Mention], lex: Lexicon) -> bool:
    """True for "Ms B cannot travel but will join by video": the clause behind has no subject of its own."""
    return any(
        comes.start > mark.stop
        and row.keys[mark.stop : comes.start][-1] in lex.openers | lex.others
        and lex.openers.isdisjoint(row.keys[mark.stop : comes.start - 2])
        and not any(mark.stop <= m.named.begin < comes.start for m in found)
        and not is_beside(row, first, last, comes, lex)
        for comes in row.of("will-come", start=mark.stop, stop=last)
    )


def _behind_verb(row: Row, first: int, mark: Mark, found: Sequence[Mention], lex: Lexicon) -> tuple[Mention, ...]:
    """ "No podrá viajar el Sr. A": a subject that stands behind, directly, where none stands in front."""
    behind = persons_behind(mark, found)
    if not behind or not (mark.start - first < 2 or opens_clause(row, mark.start, lex)):
        return ()
    at = behind[0].named.begin
    between = row.keys[mark.stop : at]
    is_apart = any(sign in row.between(mark.stop, at) for sign in ",;:(،؛，、")
    is_near = at - mark.stop <= _NEAR_VERB and lex.conjunctions.isdisjoint(between)
    return behind if is_near and not is_apart and not row.has(*_NAMES, start=mark.stop + 1, stop=at) else ()


def _in_place(by_name: dict[str, Mark], found: Sequence[Mention], gone: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those whom the same sentence puts in the place of the ones who go."""
    if "in-their-stead" not in by_name:
        return ()
    last = max(m.named.stop for m in gone)
    return tuple(m for m in found if m.named.begin >= last)


def _added(row: Row, first: int, mark: Mark, last: int, found: Sequence[Mention]) -> tuple[Mention, ...]:
    """ "Take Mr A off the list and add Ms B", "add Ms B and take Mr A off": those behind the words that add."""
    adds = row.of("names-delegates", start=mark.stop, stop=last)
    if adds:
        return persons_behind(adds[0], found)
    before = row.of("names-delegates", start=first, stop=mark.start)
    return tuple(m for m in persons_before(mark, found) if m.named.begin >= before[0].start) if before else ()


def _joined(row: Row, gone: Sequence[Mention], lex: Lexicon, earlier: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Those who go, with the ones joined to them by "and", and by commas in front of that: "A, B and C"."""
    taken = list(gone)
    is_row = False
    for mention in reversed(earlier):
        if not (_is_and(row, mention, taken[0], lex) or (is_row and _is_listed(row, mention, taken[0], lex))):
            break
        is_row = True
        taken.insert(0, mention)
    if not earlier and len(taken) > 1:
        kept, listed = [taken[0]], list[Mention]()
        for mention in taken[1:]:
            before = (listed or kept)[-1]
            if _is_and(row, before, mention, lex):
                kept += [*listed, mention]
                listed = []
            elif _is_listed(row, before, mention, lex):
                listed.append(mention)
            else:
                break
        taken = kept
    return tuple(taken)


def _between(row: Row, one: Mention, other: Mention) -> tuple[str, ...]:
    return row.keys[one.named.stop : other.named.begin]


def _is_alternative(row: Row, one: Mention, other: Mention, lex: Lexicon) -> bool:
    """True for two persons joined by "nor": by a few words, or by none that begins a clause."""
    between = _between(row, one, other)
    return len(between) < _FEW_WORDS or lex.verbs.isdisjoint(between)


def _is_and(row: Row, one: Mention, other: Mention, lex: Lexicon) -> bool:
    between = _between(row, one, other)
    # "… and enter Ms B in his place": she does not go with him.
    if row.has("in-their-stead", "names-delegates", start=one.named.stop, stop=other.named.begin):
        return False
    if not between and row.keys[other.named.begin].startswith("و"):
        return True  # in Arabic "and" is written together with the next word
    return not lex.conjunctions.isdisjoint(between) and lex.verbs.isdisjoint(between)


def _is_listed(row: Row, one: Mention, other: Mention, lex: Lexicon) -> bool:
    """True where a comma, and at most a title, parts two persons."""
    is_comma = row.gap(other.named.begin).strip()[-1:] in (",", "،", "、")
    return is_comma and all(lex.is_title(key) or key in lex.fillers for key in _between(row, one, other))
