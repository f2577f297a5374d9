"""Whether a party will be represented, as the message says it of this conference and of itself.

Each sentence is weighed by itself: a question says nothing, nor does a sentence about another meeting or another party.
What is hedged is tentative. Of several answers a later one that takes an earlier one back counts; where nothing is taken
back and both stand, the message contradicts itself and nobody but a person can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mailflow.core.answers import without_sentence
from mailflow.core.calendar_answer import calendar_answer
from mailflow.core.city_names import names_one
from mailflow.core.facts import Answer, Attendance, Source
from mailflow.core.folding import fold
from mailflow.core.forwarding import Act, act_of
from mailflow.core.names import find_names, roster_names, state_names
from mailflow.core.phrases import Phrases
from mailflow.core.reading.delegates import Delegation
from mailflow.core.reading.lexicon import Lexicon, lexicon
from mailflow.core.reading.material import Material
from mailflow.core.reading.occasions import BESIDE, OCCASIONS, PART, REFUSED, is_beside, is_of_part, last_clause
from mailflow.core.reading.rows import Mark, Row
from mailflow.core.reading.subjects import own_parties, said_of_others
from mailflow.core.reference import without_references
from mailflow.core.returned import ANSWERING
from mailflow.core.text import Role
from mailflow.core.view import View
from mailflow.core.words import folded

ANSWERS = {
    Answer.ACCEPTED: ("accept", "says-yes"),
    Answer.DECLINED: ("decline", "says-no"),
    Answer.TENTATIVE: ("tentative", "answers-later"),
}
_ANSWERING = tuple(name for names in ANSWERS.values() for name in names)
_OPPOSITES = {Answer.ACCEPTED, Answer.DECLINED}
MARKS = (
    "abbreviations", "forms-of-address",
    *_ANSWERING, "takes-back", "is-about-another", "meeting-places", "comes-from", "not-replaced", "speaks-of-others",
    "cannot-come", "strikes-off", "place-taken-by", "takes-place-of", "swaps", "already-named", "names-delegates", "i-will-not",
    "condition", "document-withdrawn", "hearsay", "nobody-from", "about-a-thing", "about-coming", "attendance-words",
    *OCCASIONS,
    "not-one", "people-sent", "out-of-office", "names-follow", "our-side", "one-of-ours", "our-chief", "takes-above-back",
)  # fmt: skip
_ASKS = re.compile(r"[?？؟]\s*[\"'”»)]*\s*\Z")
_CLAUSE = re.compile(r"[,;:()،；，、]")
_STATEMENT = re.compile(r"[;:；：]|\s[-–—]\s")
_CONDITION_REACH = 5
_PLACE_REACH = 9
_THING_REACH = 6  # words from a refusal or a doubt to what is refused or in doubt
_NOBODY_REACH = 3  # words from "no expert" to "will travel"
_PERSON_REACH = 8  # words from "the Minister" to what he or she refuses
_LABEL_WORDS = 2  # "Reference:", "N° de référence" and their like


@dataclass(frozen=True, slots=True)
class _Said:
    """An answer in a sentence."""

    answer: Answer
    source: Source
    takes_back: bool
    of_chief: bool = False  # "the Minister cannot come": the party may come all the same
    plain: bool = False  # of a subject: in words that are an answer wherever they stand


def read_attendance(
    view: View, material: Material, delegation: Delegation | None, phrases: Phrases
) -> tuple[Attendance | None, tuple[Source, ...]]:
    """The answer, and the words that contradict each other where there are such."""
    lex = lexicon(phrases)
    if view.returned:
        return _by_our_means(view, material, delegation, lex)
    calendar = calendar_answer(view.documents, view.conference)
    if calendar is not None:
        # An answer to another event is none to us; that a person looks at it is decided with the other doubts.
        return (None if calendar.stranger else Attendance(calendar.answer, calendar.source)), ()
    said = [s for rows in material.texts for s in _answers(rows, view, delegation, lex)]
    undone = _undone(view, phrases) if said or delegation is not None else None
    if undone is not None:
        return None, (said[0].source, undone) if said else (undone,)
    if not said and not _is_of_a_calendar(view):
        said = list(_of_subject(view, phrases))
    attendance, contradictions = _weighed(said, view, delegation)
    against = _against(attendance, said, view, phrases)
    return (None, against) if against else (attendance, contradictions)


def _undone(view: View, phrases: Phrases) -> Source | None:
    """Words that take back the message they stand in, a postscript included: "kindly treat the above as not written"."""
    for text, role in ((view.text.new, Role.NEW), (view.text.signature, Role.SIGNATURE)):
        if text and "takes-above-back" in phrases.lists_in(text):
            hits = phrases.find("takes-above-back", text)
            part = next((s.part for s in view.text.segments if s.role is role), "1")
            return Source(part, hits[0].words) if hits else None
    return None


def _against(attendance: Attendance | None, said: Sequence[_Said], view: View, phrases: Phrases) -> tuple[Source, ...]:
    """The subject and the text, where one says yes and the other no. The subject of a reply was written for another message."""
    if attendance is None or attendance.answer not in _OPPOSITES or attendance.source.part == "subject":
        return ()
    if any(s.takes_back for s in said) or act_of(view.message.subject) is not Act.NEITHER:
        return ()
    for subject in _of_subject(view, phrases):
        if subject.plain and {subject.answer, attendance.answer} == _OPPOSITES:
            return (subject.source, attendance.source)
    return ()


def _by_our_means(
    view: View, material: Material, delegation: Delegation | None, lex: Lexicon
) -> tuple[Attendance | None, tuple[Source, ...]]:
    """The answer that a link or a calendar invitation of ours brought back, unless anything else in the message differs."""
    first = view.returned[0]
    words = [r.source for r in view.returned if r.answer is not first.answer]
    words += [
        s.source
        for rows in material.texts
        for s in _answers(rows, view, delegation, lex)
        if s.answer is not first.answer
    ]
    if first.answer is not Answer.ACCEPTED and delegation is not None:
        words += [delegate.source for delegate in delegation.delegates]
    if not words and first.by_link and (changed := _changed(view, material, delegation, lex)) is not None:
        words.append(changed)
    if words:
        return None, (first.source, words[0])
    return Attendance(first.answer, first.source), ()


def _changed(view: View, material: Material, delegation: Delegation | None, lex: Lexicon) -> Source | None:
    """What stands in place of the sentence that the link wrote, where nothing in it can be read as the same answer."""
    first = view.returned[0]
    if without_sentence(view.text.new, first.answer, view.conference) is not None:
        return None
    if any(True for rows in material.texts for _ in _answers(rows, view, delegation, lex)):
        return None
    left = without_references(view.text.of(Role.NEW)).strip()
    # The bare reference, with or without its label, is an answer too: the letter offers it where links cannot be clicked on.
    return Source(first.source.part, left[:300]) if len(left.split()) > _LABEL_WORDS else None


def _is_of_a_calendar(view: View) -> bool:
    """Whether a calendar program wrote the message, its subject included ("Accepted: …"), for an event that did not count."""
    return any(reply.method.upper() in ANSWERING for document in view.documents for reply in document.calendar)


def _answers(rows: Sequence[Row], view: View, delegation: Delegation | None, lex: Lexicon) -> Iterator[_Said]:
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
) -> _Said | None:
    words = row.span(first, last)
    if _ASKS.search(row.text[row.starts[first] : row.ends[last - 1]] + row.tail(last - 1)):
        return None
    hits = {answer: row.of(*names, start=first, stop=last) for answer, names in ANSWERS.items()}
    if row.has(*REFUSED, start=first, stop=last):
        hits = _of_meeting(row, first, last, hits, lex)
    nobody = tuple(m for m in hits[Answer.ACCEPTED] if _is_of_nobody(row, first, m))
    # "I am attending a course until Friday and reply with delay" is an absence note's.
    absent = row.of("out-of-office", start=first, stop=last)
    hits[Answer.ACCEPTED] = tuple(
        m
        for m in hits[Answer.ACCEPTED]
        if m not in nobody and not any(m.start >= a.start and m.stop <= a.stop for a in absent)
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
            hits[answer] = tuple(m for m in hits[answer] if not any(_overlap(m, o) for o in of_one))
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
    return _Said(_strongest(hits), Source(row.part, words), takes_back, of_chief)


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
    declines = tuple(m for m in declines if not any(m.start < p.stop and p.start < m.stop for p in passed))
    if not is_of_person:
        return declines
    gone = row.of("cannot-come", "strikes-off", "place-taken-by", "takes-place-of", "swaps", start=first, stop=last)
    return tuple(m for m in declines if not any(m.start < g.stop and g.start < m.stop for g in gone))


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
            and not _CLAUSE.search(row.text[row.ends[who.stop - 1] : row.starts[mark.start]])
        )
        for who in row.of(name, start=first, stop=mark.stop)
        if not any(_overlap(who, no) for no in row.of("not-one", start=first))
    )


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.stop and other.start < one.stop


def _refuses(row: Row, refusal: Mark, consent: Mark) -> bool:
    """True where a consent is part of a refusal, and not of another clause behind it: "kann nicht kommen, aber … wird vertreten sein"."""
    between = row.text[row.starts[refusal.start] : max(row.starts[refusal.start], row.starts[consent.start])]
    return _overlap(refusal, consent) and not _CLAUSE.search(between)


def _is_of_nobody(row: Row, first: int, mark: Mark) -> bool:
    """True for a consent of nobody: "no Bulgarian expert will travel"."""
    return any(
        people.start - no.stop in range(2)
        and mark.start - people.stop in range(_NOBODY_REACH)
        and not _CLAUSE.search(row.text[row.ends[no.stop - 1] : row.starts[mark.start]])
        for no in row.of("not-one", start=first, stop=mark.start)
        for people in row.of("people-sent", start=no.stop, stop=mark.start)
    )


def _is_conditional(row: Row, first: int, mark: Mark) -> bool:
    """True for what is said only of a case that may come: "if nobody can travel, …"."""
    return any(
        c.start <= mark.start
        and mark.start - c.stop <= _CONDITION_REACH
        and not _CLAUSE.search(row.text[row.ends[c.stop - 1] : max(row.ends[c.stop - 1], row.starts[mark.start])])
        for c in row.of("condition", start=first, stop=mark.stop)
    )


def _speaks_of_coming(row: Row, first: int, last: int) -> bool:
    """True where a sentence says something of attendance itself; the letter of invitation says nothing of it."""
    things = row.of("about-a-thing", start=first, stop=last)
    return any(
        not any(t.start <= m.start and m.stop <= t.stop for t in things)
        for m in row.of("about-coming", "attendance-words", start=first, stop=last)
    )


def _is_of_a_thing(row: Row, first: int, last: int, mark: Mark, answer: Answer) -> bool:
    """True for what is refused or in doubt of something else: "we cannot open the attachment", "the provisional programme"."""
    begin = max(first, mark.start - _THING_REACH) if answer is Answer.TENTATIVE else mark.start
    return row.has("about-a-thing", start=begin, stop=min(last, mark.stop + _THING_REACH))


def _strongest(hits: dict[Answer, tuple[Mark, ...]]) -> Answer:
    """A refusal before doubt, doubt before consent; but what cannot be said yet is no refusal."""
    doubts = hits[Answer.TENTATIVE]
    for mark in hits[Answer.DECLINED]:
        if not any(mark.start < doubt.stop and doubt.start < mark.stop for doubt in doubts):
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
            between = row.text[row.ends[mark.stop - 1] : max(row.ends[mark.stop - 1], row.starts[place.start])]
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


def _of_subject(view: View, phrases: Phrases) -> Iterator[_Said]:
    """The answer that stands in the subject alone."""
    subject = view.message.subject
    source = Source("subject", subject)
    if _ASKS.search(subject) or any(phrases.has(name, subject) for name in BESIDE if name in phrases.names):
        return
    for name, answer in (("subject-declines", Answer.DECLINED), ("decline", Answer.DECLINED),
                         ("subject-tentative", Answer.TENTATIVE), ("tentative", Answer.TENTATIVE),
                         ("subject-accepts", Answer.ACCEPTED), ("accept", Answer.ACCEPTED)):  # fmt: skip
        if name in phrases.names and phrases.has(name, subject):
            yield _Said(answer, source, False, plain=phrases.has(ANSWERS[answer][0], subject) is not None)
            return


def _weighed(
    said: Sequence[_Said], view: View, delegation: Delegation | None
) -> tuple[Attendance | None, tuple[Source, ...]]:
    """One answer out of several."""
    named = delegation.delegates if delegation else ()
    yes = [s for s in said if s.answer is Answer.ACCEPTED]
    no = [s for s in said if s.answer is Answer.DECLINED]
    perhaps = [s for s in said if s.answer is Answer.TENTATIVE]
    if no and named:
        # "We cannot send a delegation, but Ms Berg will represent us": who names somebody comes.
        of_delegates = {d.source.words for d in named}
        no = [s for s in no if s.source.words not in of_delegates]
    if yes or named:
        no = [s for s in no if not s.of_chief]
    if no and (yes or named):
        no = [s for s in no if not _is_of_other_party(s.source.words, view)]
    if no and yes and not any(s.takes_back for s in (*no, *yes)):
        return None, (yes[0].source, no[0].source)
    if no and yes:
        last = [s for s in said if s.takes_back][-1]
        return Attendance(last.answer, last.source), ()
    if no and not named:
        return Attendance(Answer.DECLINED, no[0].source), ()
    if named and no:
        return None, (named[0].source, no[0].source)
    if yes:
        return Attendance(Answer.ACCEPTED, yes[0].source), ()
    if named and not (perhaps and perhaps[0].source.words == named[0].source.words):
        return Attendance(Answer.ACCEPTED, named[0].source), ()
    if perhaps:
        return Attendance(Answer.TENTATIVE, perhaps[0].source), ()
    return _implied(delegation), ()


def _implied(delegation: Delegation | None) -> Attendance | None:
    """Where persons go and others stay, the party still comes."""
    if delegation is None or not delegation.stays or not delegation.removals:
        return None
    return Attendance(Answer.ACCEPTED, delegation.stays[0])


def _is_of_other_party(words: str, view: View) -> bool:
    """True where a sentence names another party, and not the one that speaks (or any, where several speak)."""
    ours = own_parties(view)
    named = {name.code for name in find_names(folded(words), state_names(), roster_names(view.roster))}
    return bool(ours and named) and (len(ours) > 1 or not named & ours)
