"""What the sentences of a text say of attendance, each by itself: a question says nothing, nor does a sentence about another
meeting, another party or another thing. What is hedged is tentative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailflow.core.city_names import names_one
from mailflow.core.facts import Answer, Source
from mailflow.core.folding import fold
from mailflow.core.names import find_names, roster_names, state_names
from mailflow.core.reading.cast import Delegation
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.occasions import OCCASIONS, PART, REFUSED, is_beside, is_of_part, last_clause
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.reading.subjects import own_parties, said_of_others
from mailflow.core.view import View
from mailflow.core.words import folded

ANSWERS = {
    Answer.ACCEPTED: ("accept", "says-yes"),
    Answer.DECLINED: ("decline", "says-no"),
    Answer.TENTATIVE: ("tentative", "answers-later"),
}
_ANSWERING = tuple(name for names in ANSWERS.values() for name in names)
MARKS = (
    "abbreviations", "forms-of-address",
    *_ANSWERING, "takes-back", "is-about-another", "meeting-places", "comes-from", "not-replaced", "speaks-of-others",
    "cannot-come", "strikes-off", "place-taken-by", "takes-place-of", "swaps", "already-named", "names-delegates", "i-will-not",
    "condition", "document-withdrawn", "hearsay", "nobody-from", "about-a-thing", "about-coming", "attendance-words",
    *OCCASIONS,
    "not-one", "people-sent", "out-of-office", "names-follow", "our-side", "one-of-ours", "our-chief", "takes-above-back",
)  # fmt: skip
ASKS = re.compile(r"[?？؟]\s*[\"'”»)]*\s*\Z")
_CLAUSE = re.compile(r"[,;:()،；，、]")
_STATEMENT = re.compile(r"[;:；：]|\s[-–—]\s")
_CONDITION_REACH = 5
_PLACE_REACH = 9
_THING_REACH = 6  # words from a refusal or a doubt to what is refused or in doubt
_UNSPACED_THING_REACH = 12  # … in signs of a script without spaces
_PRINCIPLE_REACH = 4  # words more behind "in principle"
_NOBODY_REACH = 3  # words from "no expert" to "will travel"
_PERSON_REACH = 8  # words from "the Minister" to what he or she refuses


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in a sentence."""

    answer: Answer
    source: Source
    takes_back: bool
    of_chief: bool = False  # "the Minister cannot come": the party may come all the same
    plain: bool = False  # of a subject: in words that are an answer wherever they stand


def answers_in(rows: Sequence[Row], view: View, delegation: Delegation | None, lex: Lexicon) -> Iterator[Said]:
    """What the sentences of a text say, in order."""
    gone = (*(g.source for g in delegation.removals), *delegation.again) if delegation else ()
    of_persons = {source.words for source in gone}
    for row in rows:
        if not row.has(*_ANSWERING):
            continue
        for first, last in row.sentences():
            if not row.has(*_ANSWERING, start=first, stop=last):
                continue
            said = _answer(row, first, last, view, of_persons, bool(delegation and delegation.delegates), lex)
            if said is not None:
                yield said


def _answer(
    row: Row, first: int, last: int, view: View, of_persons: set[str], delegation_named: bool, lex: Lexicon
) -> Said | None:
    words = row.span(first, last)
    if ASKS.search(row.text[row.starts[first] : row.ends[last - 1]] + row.tail(last - 1)):
        return None
    hits = {answer: row.of(*names, start=first, stop=last) for answer, names in ANSWERS.items()}
    if row.has(*REFUSED, start=first, stop=last):
        hits = _of_meeting(row, first, last, hits, lex)
    alone = tuple(m for m in hits[Answer.DECLINED] if _comes_alone(row, first, last, m, lex))
    hits[Answer.ACCEPTED] += alone
    hits[Answer.DECLINED] = tuple(m for m in hits[Answer.DECLINED] if m not in alone)
    nobody = tuple(m for m in hits[Answer.ACCEPTED] if _is_of_nobody(row, first, m))
    # "I am attending a course until Friday and reply with delay" is an absence note's.
    absent = row.of("out-of-office", start=first, stop=last)
    hits[Answer.ACCEPTED] = tuple(
        m for m in hits[Answer.ACCEPTED] if m not in nobody and not any(a.holds(m) for a in absent)
    )
    hits[Answer.DECLINED] += nobody
    hits[Answer.DECLINED] = _of_party(
        row, first, last, hits[Answer.DECLINED], words in of_persons, delegation_named, lex
    )
    hits[Answer.DECLINED] = tuple(m for m in hits[Answer.DECLINED] if not _is_conditional(row, first, m))
    of_one = tuple(m for m in hits[Answer.DECLINED] if _is_said_of(row, first, m, "one-of-ours", lex))
    if of_one:
        # "One of our delegates is not *able to attend*": neither a refusal nor a consent of the party.
        for answer in (Answer.DECLINED, Answer.ACCEPTED):
            hits[answer] = tuple(m for m in hits[answer] if not any(m.overlaps(o) for o in of_one))
    # "The names will follow after the New Year": it is the names that come later, and not the answer.
    later = [n for n in row.of("names-follow", start=first, stop=last) if not _is_of_attendance_too(row, first, n)]
    hits[Answer.TENTATIVE] = tuple(
        m for m in hits[Answer.TENTATIVE] if not any(n.start <= m.start < n.stop < m.stop for n in later)
    )
    if not _speaks_of_coming(row, first, last):
        for answer in (Answer.DECLINED, Answer.TENTATIVE):
            hits[answer] = tuple(m for m in hits[answer] if not _is_of_a_thing(row, first, last, m, answer))
    if not any(hits.values()) or _is_about_another(row, first, last, view, lex):
        return None
    theirs = said_of_others(row, first, [m for marks in hits.values() for m in marks], view, lex)
    if theirs:
        hits = {answer: tuple(m for m in marks if m not in theirs) for answer, marks in hits.items()}
        if not any(hits.values()):
            return None
    takes_back = row.has("takes-back", start=first, stop=last)
    chiefs = tuple(m for m in hits[Answer.DECLINED] if _is_said_of(row, first, m, "our-chief", lex))
    # "Our Minister cannot come, but Finland will be represented."
    if chiefs and any(not any(_refuses(row, c, m) for c in chiefs) for m in hits[Answer.ACCEPTED]):
        hits[Answer.DECLINED] = tuple(m for m in hits[Answer.DECLINED] if m not in chiefs)
    of_chief = len(chiefs) == len(hits[Answer.DECLINED])
    return Said(_strongest(hits), Source(row.part, words), takes_back, of_chief)


def _of_meeting(
    row: Row, first: int, last: int, hits: dict[Answer, tuple[Mark, ...]], lex: Lexicon
) -> dict[Answer, tuple[Mark, ...]]:
    """The answers that are of the meeting, and not of a dinner, an excursion or a day of it alone."""
    of_parts = [m for m in hits[Answer.DECLINED] if is_of_part(row, first, last, m, lex, REFUSED)]
    # "We will tell you on Friday whether we can attend": a day says when one will know.
    of_parts += [m for m in hits[Answer.TENTATIVE] if is_of_part(row, first, last, m, lex, PART)]
    kept = {answer: tuple(m for m in marks if m not in of_parts) for answer, marks in hits.items()}
    # "will not be *able to attend* the dinner": what stands in a refusal is no consent.
    refused = [(last_clause(row, m, lex), m.stop) for m in of_parts]
    kept[Answer.ACCEPTED] = tuple(
        m
        for m in kept[Answer.ACCEPTED]
        if not is_beside(row, first, last, m, lex)
        and not any(m.start < stop and start < m.stop for start, stop in refused)
    )
    return kept


def _of_party(
    row: Row,
    first: int,
    last: int,
    declines: tuple[Mark, ...],
    is_of_person: bool,
    delegation_named: bool,
    lex: Lexicon,
) -> tuple[Mark, ...]:
    """The refusals that are the party's own, and not of a person who goes or of the writer."""
    if delegation_named and row.has("i-will-not", "nobody-from", start=first, stop=last):
        return ()
    # "I cannot come, but Ms B will": the writer stays away, and somebody comes.
    if row.has("i-will-not", start=first, stop=last):
        declines = tuple(m for m in declines if not _leads_to_another(row, m, last, lex))
    passed = row.of("not-replaced", start=first, stop=last)
    declines = tuple(m for m in declines if not any(m.overlaps(p) for p in passed))
    if not is_of_person:
        return declines
    gone = row.of("cannot-come", "strikes-off", "place-taken-by", "takes-place-of", "swaps", start=first, stop=last)
    return tuple(m for m in declines if not any(m.overlaps(g) for g in gone))


def _is_of_attendance_too(row: Row, first: int, names: Mark) -> bool:
    """True for "our participation as well as the composition of the delegation will be communicated as soon as …"."""
    return row.has("attendance-words", start=max(first, names.start - _THING_REACH), stop=names.start)


def _leads_to_another(row: Row, mark: Mark, last: int, lex: Lexicon) -> bool:
    """True where a clause follows that begins with a person."""
    return any(row.keys[m.start - 1] in lex.openers for m in row.of("forms-of-address", start=mark.stop + 1, stop=last))


def _is_said_of(row: Row, first: int, mark: Mark, name: str, lex: Lexicon) -> bool:
    """True where those whom a list names stand in front of an answer as its subject, or within it, where the verb comes first."""
    return any(
        (who.start > mark.start and who.stop <= mark.stop)
        or (
            mark.start - who.stop in range(_PERSON_REACH)
            and lex.openers.isdisjoint(row.keys[who.stop : mark.start])
            and not _CLAUSE.search(row.between(who.stop, mark.start))
            and not row.has("our-side", start=who.stop, stop=mark.start)  # "as our expert is ill we cannot attend"
        )
        for who in row.of(name, start=first, stop=mark.stop)
        if not any(who.overlaps(no) for no in row.of("not-one", start=first))
    )


def _refuses(row: Row, refusal: Mark, consent: Mark) -> bool:
    """True where a consent is part of a refusal, and not of another clause behind it: "kann nicht kommen, aber … wird vertreten sein"."""
    between = row.text[row.starts[refusal.start] : max(row.starts[refusal.start], row.starts[consent.start])]
    return refusal.overlaps(consent) and not _CLAUSE.search(between)


def _comes_alone(row: Row, first: int, last: int, refusal: Mark, lex: Lexicon) -> bool:
    """True for "nobody except the Minister will come": the party is represented, by whom the text does not name."""
    for but in row.of("nobody-but", start=first, stop=last):
        chiefs = [c.stop for c in row.of("our-chief", start=first, stop=last) if c.start == but.stop or but.holds(c)]
        # Some languages have no article.
        if but.stop < last and row.keys[but.stop] > "\u0400" and lex.is_title(row.keys[but.stop]):
            chiefs.append(but.stop + 1)
        # "Nobody but the Minister knows whether we will attend."
        if chiefs and not row.has("our-side", start=chiefs[0], stop=max(refusal.stop, chiefs[0])):
            return True
    return False


def _is_of_nobody(row: Row, first: int, mark: Mark) -> bool:
    """True for a consent of nobody: "no Bulgarian expert will travel"."""
    return any(
        people.start - no.stop in range(2)
        and mark.start - people.stop in range(_NOBODY_REACH)
        and not _CLAUSE.search(row.between(no.stop, mark.start))
        for no in row.of("not-one", start=first, stop=mark.start)
        for people in row.of("people-sent", start=no.stop, stop=mark.start)
    )


def _is_conditional(row: Row, first: int, mark: Mark) -> bool:
    """True for what is said only of a case that may come: "if nobody can travel, …"."""
    return any(
        c.start <= mark.start
        and mark.start - c.stop <= _CONDITION_REACH
        and not _CLAUSE.search(row.between(c.stop, mark.start))
        for c in row.of("condition", start=first, stop=mark.stop)
    )


def _speaks_of_coming(row: Row, first: int, last: int) -> bool:
    """True where a sentence says something of attendance itself; the letter of invitation says nothing of it."""
    things = row.of("about-a-thing", start=first, stop=last)
    return any(
        not any(t.holds(m) for t in things) for m in row.of("about-coming", "attendance-words", start=first, stop=last)
    )


def _is_of_a_thing(row: Row, first: int, last: int, mark: Mark, answer: Answer) -> bool:
    """True for what is refused or in doubt of something else: "we cannot open the attachment", "the provisional programme"."""
    reach = _UNSPACED_THING_REACH if row.is_unspaced else _THING_REACH
    if answer is not Answer.TENTATIVE:
        return row.has("about-a-thing", start=mark.start, stop=min(last, mark.stop + reach))
    # "In principle we have no difficulty with the text."
    begin, end = max(first, mark.start - reach), min(last, mark.stop + reach + _PRINCIPLE_REACH)
    return row.has("about-a-thing", start=begin, stop=end)


def _strongest(hits: dict[Answer, tuple[Mark, ...]]) -> Answer:
    """A refusal before doubt, doubt before consent; but what cannot be said yet is no refusal."""
    doubts = hits[Answer.TENTATIVE]
    for mark in hits[Answer.DECLINED]:
        if not any(mark.overlaps(doubt) for doubt in doubts):
            return Answer.DECLINED
    return Answer.TENTATIVE if doubts else Answer.ACCEPTED


def _is_about_another(row: Row, first: int, last: int, view: View, lex: Lexicon) -> bool:
    """True for a sentence about another meeting, told by its place or its name, or about all participants."""
    if row.has("document-withdrawn", "hearsay", start=first, stop=last):
        return True
    # "… que los Países Bajos participarán" speaks of no others.
    if any(not _names_own(row, m, view) for m in row.of("speaks-of-others", start=first, stop=last)):
        return True
    others = row.of("is-about-another", start=first, stop=last)
    places = row.of("meeting-places", start=first, stop=last)
    conference = view.conference
    if not (others or places) or names_one((conference.place, *conference.places.values()), row.span(first, last)):
        return False
    answers = row.of(*_ANSWERING, start=first, stop=last)
    said_before = min((m.stop for m in answers), default=last)
    # "The first session" is one of this meeting.
    parts = {m.start for m in row.of("meeting-parts", start=first, stop=last)}
    if any(m.start not in parts and not _opens_later(row, said_before, m, lex) for m in others):
        return True
    titles = fold(" ".join(conference.titles.values()))
    for mark in answers:
        for place in places:
            if fold(row.span(place.start, place.stop)) in titles or any(
                origin.stop == place.start for origin in row.of("comes-from", start=first, stop=last)
            ):
                continue
            # "We cannot come: in those days there is a session in Vienna."
            between = row.between(mark.stop, place.start)
            is_near = place.stop - mark.stop in range(0, _PLACE_REACH) and not _STATEMENT.search(between)
            if is_near or mark.start <= place.start < mark.stop:
                return True
    return False


def _names_own(row: Row, mark: Mark, view: View) -> bool:
    """True where a phrase holds the name of the party that writes."""
    names = find_names(folded(row.span(mark.start, mark.stop)), state_names(), roster_names(view.roster))
    return not own_parties(view).isdisjoint(name.code for name in names if not name.personal)


def _opens_later(row: Row, said_before: int, mark: Mark, lex: Lexicon) -> bool:
    """True where a clause of its own begins between an answer and other words: "…, but look forward to the next conference"."""
    return any(
        (row.keys[at] in lex.openers or row.keys[at] in lex.conjunctions) and _CLAUSE.search(row.gap(at))
        for at in range(said_before, mark.start)
    )
