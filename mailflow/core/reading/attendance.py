"""Whether a party will be represented, as the message says it of this conference and of itself.

Each sentence is read by itself (`answers_in_sentences`). Of several answers a later one that takes an earlier one back counts; where nothing is taken
back and both stand, the message contradicts itself and nobody but a person can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mailflow.core.answers import without_sentence
from mailflow.core.calendar_answer import calendar_answer
from mailflow.core.facts import Answer, Attendance, Source
from mailflow.core.forwarding import Act, act_of
from mailflow.core.names import find_names, roster_names, state_names
from mailflow.core.phrases import Phrases
from mailflow.core.reading.answers_in_sentences import ANSWERS, ASKS, Said, answers_in
from mailflow.core.reading.cast import Delegation
from mailflow.core.reading.lexicon import Lexicon, lexicon
from mailflow.core.reading.material import Material
from mailflow.core.reading.occasions import BESIDE
from mailflow.core.reading.subjects import own_parties
from mailflow.core.reference import without_references
from mailflow.core.returned import ANSWERING
from mailflow.core.text import Role
from mailflow.core.view import View
from mailflow.core.words import folded

_OPPOSITES = {Answer.ACCEPTED, Answer.DECLINED}
_LABEL_WORDS = 2  # "Reference:", "N° de référence" and their like


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
    said = [s for rows in material.texts for s in answers_in(rows, view, delegation, lex)]
    undone = _undone(view, phrases) if said or delegation is not None else None
    if undone is not None:
        return None, (said[0].source, undone) if said else (undone,)
    if not said and not _is_of_a_calendar(view):
        said = list(_of_subject(view, phrases))
        regretted = _regretted(material, phrases) if said and said[0].answer is Answer.ACCEPTED else None
        if regretted is not None:
            return None, (said[0].source, regretted)
    attendance, contradictions = _weighed(said, view, delegation)
    against = _against(attendance, said, view, phrases)
    return (None, against) if against else (attendance, contradictions)


def _regretted(material: Material, phrases: Phrases) -> Source | None:
    """A sentence that speaks of coming and regrets something: below it a subject that says yes may hold no longer."""
    if "regret-words" not in phrases.names:
        return None
    for row in material.new:
        for first, last in row.sentences() if row.has("attendance-words", "about-coming") else ():
            words = row.span(first, last)
            if row.has("attendance-words", "about-coming", start=first, stop=last) and phrases.has(
                "regret-words", words
            ):
                return Source(row.part, words)
    return None


def _undone(view: View, phrases: Phrases) -> Source | None:
    """Words that take back the message they stand in, a postscript included: "kindly treat the above as not written"."""
    for text, role in ((view.text.new, Role.NEW), (view.text.signature, Role.SIGNATURE)):
        if text and "takes-above-back" in phrases.lists_in(text):
            hits = phrases.find("takes-above-back", text)
            part = next((s.part for s in view.text.segments if s.role is role), "1")
            return Source(part, hits[0].words) if hits else None
    return None


def _against(attendance: Attendance | None, said: Sequence[Said], view: View, phrases: Phrases) -> tuple[Source, ...]:
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
        for s in answers_in(rows, view, delegation, lex)
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
    if any(True for rows in material.texts for _ in answers_in(rows, view, delegation, lex)):
        return None
    left = without_references(view.text.of(Role.NEW)).strip()
    # The bare reference, with or without its label, is an answer too: the letter offers it where links cannot be clicked on.
    return Source(first.source.part, left[:300]) if len(left.split()) > _LABEL_WORDS else None


def _is_of_a_calendar(view: View) -> bool:
    """Whether a calendar program wrote the message, its subject included ("Accepted: …"), for an event that did not count."""
    return any(reply.method.upper() in ANSWERING for document in view.documents for reply in document.calendar)


def _of_subject(view: View, phrases: Phrases) -> Iterator[Said]:
    """The answer that stands in the subject alone."""
    subject = view.message.subject
    source = Source("subject", subject)
    if ASKS.search(subject) or any(phrases.has(name, subject) for name in BESIDE if name in phrases.names):
        return
    for name, answer in (("subject-declines", Answer.DECLINED), ("decline", Answer.DECLINED),
                         ("subject-tentative", Answer.TENTATIVE), ("tentative", Answer.TENTATIVE),
                         ("subject-accepts", Answer.ACCEPTED), ("accept", Answer.ACCEPTED)):  # fmt: skip
        if name in phrases.names and phrases.has(name, subject):
            yield Said(answer, source, False, plain=phrases.has(ANSWERS[answer][0], subject) is not None)
            return


def _weighed(
    said: Sequence[Said], view: View, delegation: Delegation | None
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
