"""What a letter can say: the values that its template sees, built from what is on record.

| value | what it holds |
| --- | --- |
| `form` | `note`, `letter` or `short`: the answer has the form of the message; a note only to those who write notes |
| `language` | the language the letter is written in |
| `today` | the day of writing, in the conference's zone |
| `conference` | `title`, `place`, `begins`, `ends`, `phase` (before, during, after), `address`, `website`, `registration`, `organisation`, `signature`, `contacts` (each `name`, `function`, `email`, `telephone`), `deadlines` |
| `settings` | the free values of `[conference.NAME.values]` |
| `party` | `code`, `kind`, `name`, `official_name`, `salutation`; none where no party is known |
| `message` | `subject`, `date` (as the sender dated it), `received` (day in the conference's zone), `reference` (the sender's own), `author`, `addressee` (how a note names its sender, as "to the …") |
| `kinds`, `also` | what the message is, and which of it the letter named is not about |
| `attendance` | accepted, declined, tentative, or none |
| `delegates` | persons the message names, in its order: `name`, `full` (with its honorific), `title`, `role`, `email` |
| `delegation` | the whole delegation as it now stands, in the same form; empty where it is not known |
| `removed` | persons it withdraws: `name`, `replaced_by` |
| `papers` | documents submitted: `number` in the register, `kind`, `title`, `file`, `size`, `sha256`, `pages`, `replaces` |
| `files` | all attachments but pictures within the text: `name`, `size`, `sha256` |
| `unreadable` | attachments that could not be read: `name`, `condition` |
| `action_points` | `number`, `text`: those that a contribution names; in letters to many all of the conference |
| `deadline` | for what the letter is about: `purpose`, `day`, `met`; none where no day is set |
| `missing` | names, head, attachment, file: what is still awaited |
| `without_function` | names of delegates whose function is not given |
| `follow_up` | whether a member of the staff will look at the message |
| `alarm` | in letters to the operator: `name`, `cause`, `todo`, `since`, `over`, `seen`, `installation` |

Letters to many have no message: of `message`, `kinds` and what follows them they see `attendance`, `delegation`,
`action_points` (all of the conference) and `missing` alone, and beside them:

| value | what it holds |
| --- | --- |
| `copy` | the letter goes out for information, marked as a copy |
| `documents` | to circulate, in their order: `number`, `symbol`, `title`, `submitters` (names), `link`, `kind`, `replaces` |
| `since` | the day of the last circulation, or none |
| `asked` | the day on which the party was first asked (invitation, call), or none |
| `session` | `title`, `time`, `before`, `moved`, `tentative`, `place`; none where the letter is about none |
| `answers` | `accepted`, `declined`, `tentative`: links by which the answer can be given; none in a copy |
| `answered`, `owing` | of `action_points` those that the party has contributed to, and the others |

Values that depend on the language (titles, places, names of parties) are put in place by `localised`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from mailflow.core.answers import answer_links
from mailflow.core.conference import Conference, Session
from mailflow.core.data import one_line
from mailflow.core.decision import Decision
from mailflow.core.document import Condition, Document
from mailflow.core.facts import Delegate, Facts, Paper
from mailflow.core.folding import fold
from mailflow.core.letter_values import (
    Alarm,
    Circulated,
    Correspondent,
    Deadline,
    File,
    Incoming,
    Meeting,
    Named,
    Point,
    SessionTime,
    Slot,
    Submitted,
    Unread,
    Withdrawn,
)
from mailflow.core.manner import Manner, manner
from mailflow.core.message import Attachment, Message
from mailflow.core.reference import LetterKey
from mailflow.core.roster import Party
from mailflow.core.text import Text

# Which kinds a letter is about; what else the message brings is mentioned in passing.
_TOPICS: dict[str, frozenset[str]] = {
    "accepted": frozenset({"rsvp", "representation"}),
    "declined": frozenset({"rsvp", "representation"}),
    "tentative": frozenset({"rsvp", "representation"}),
    "representation": frozenset({"rsvp", "representation"}),
    "received": frozenset({"other"}),
}
_SUBMITTED = frozenset({"paper", "statement", "contribution"})  # kinds of documents, and the letters about them
_PURPOSES: dict[str, tuple[str, ...]] = {
    "accepted": ("representation",),
    "tentative": ("representation",),
    "representation": ("representation",),
    "paper": ("papers", "paper"),
    "statement": ("statements", "statement"),
    "contribution": ("contributions", "contribution"),
    "floor": ("speakers", "floor"),
    "views": ("views",),
    "registration": ("representation",),
}
_UNREAD = (
    Condition.SCAN,
    Condition.ENCRYPTED,
    Condition.DANGEROUS,
    Condition.UNREADABLE,
    Condition.TOO_LARGE,
)
_WRITE_NOTES = frozenset({"state", "un", "igo", "observer"})
_LONGEST_SUBJECT, _LONGEST_NAME, _LONGEST_TITLE = 120, 160, 240
_MOST_LISTED = 200
_INLINE_TAG = re.compile(r"</?(?:a|b|i|u|em|strong|span|font|o:p)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class _Languages:
    """What `localised` chooses from. Templates do not see it."""

    conference: Conference
    party: Party | None = None
    documents: tuple[Circulated, ...] = ()
    submitters: Mapping[str, Party] = field(default_factory=dict)  # by code
    letter_key: LetterKey | None = None  # where answers can be given by links


_CHOICES = "_languages"


def acknowledgement(
    conference: Conference,
    party: Party | None,
    message: Message,
    decision: Decision,
    documents: Sequence[Document],
    register: Mapping[int, str],
    received_at: datetime,
    now: datetime,
    *,
    text: Text | None = None,
    delegation: Sequence[Delegate] = (),
) -> dict[str, Any]:
    """The values of an answer to a message.

    `register` gives the register number of each paper by its index in the facts. `text` is the message taken apart, if it
    is at hand: without it the whole displayed text is looked at. `delegation` is the fold over all notices, this one
    included. Give the result to `localised` before rendering.
    """
    facts = decision.facts
    how = manner(_texts(message, documents, text), message.subject)
    letter = decision.letter or "received"
    unread = tuple(Unread(_name(d.name), d.condition.value) for d in documents if d.condition in _UNREAD)
    # Only a message about persons is asked about persons: a paper is not the place to miss the head of a delegation.
    whole = tuple(delegation) or (() if facts.removals else facts.delegates)
    about = whole if facts.delegates or facts.removals else ()
    papers = _papers(facts.papers, message, documents, register)
    topics = _TOPICS.get(letter, {letter})
    if letter in _SUBMITTED:
        # It lists every document in full, its own kind first: the subject bears the number of the first.
        papers = tuple(sorted(papers, key=lambda paper: paper.kind != letter))
        topics = topics | {paper.kind for paper in papers}
    return {
        **_common(conference, party, now),
        "form": _form(how, party),
        "message": _incoming(message, conference, how, received_at),
        "kinds": decision.kinds,
        "also": tuple(k for k in decision.kinds if k not in topics and k != "other"),
        "attendance": facts.attendance.answer.value if facts.attendance else None,
        "delegates": tuple(map(_named, facts.delegates[:_MOST_LISTED])),
        "delegation": tuple(map(_named, delegation[:_MOST_LISTED])),
        "removed": tuple(Withdrawn(_name(r.name), _name(r.replaced_by or "")) for r in facts.removals[:_MOST_LISTED]),
        "papers": papers,
        "files": tuple(File(_name(a.name), a.size, a.sha256) for a in message.attachments if _is_file(a)),
        "unreadable": unread,
        "action_points": tuple(
            Point(n, conference.action_points.get(n, "")) for n in sorted({a.number for a in facts.action_points})
        ),
        "deadline": _deadline(conference, letter, received_at),
        "missing": _missing(facts, whole, about, unread),
        "without_function": tuple(_name(d.name) for d in about if not d.title),
        "follow_up": decision.needs_person,
    }


def campaign(
    conference: Conference,
    party: Party,
    now: datetime,
    *,
    copy: bool = False,
    documents: Sequence[Circulated] = (),
    parties: Iterable[Party] = (),
    since: date | None = None,
    asked: date | None = None,
    session: SessionTime | None = None,
    attendance: str | None = None,
    delegation: Sequence[Delegate] = (),
    answered: Collection[int] = (),
    letter_key: LetterKey | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The values of a letter to many (invitation, reminder, circular) as one party gets it.

    `documents` are to be circulated; their submitters are codes of `parties`. `since` is the day of the last circulation,
    `asked` that of the letter which a reminder recalls. `attendance` and `delegation` are what the party has answered so
    far, `answered` the action points that it has contributed to. With its `letter_key` the letter offers answers as
    links; a copy offers none. `more` are values that a letter of your own asks for.
    Give the result to `localised` before rendering.
    """
    points = tuple(Point(number, text) for number, text in sorted(conference.action_points.items()))
    shown = tuple(_circulated(document) for document in documents[:_MOST_LISTED])
    named = {each.code: each for each in parties}
    return {
        **_common(conference, party, now),
        _CHOICES: _Languages(conference, party, shown, named, None if copy else letter_key),
        "form": "letter",
        "copy": copy,
        "documents": shown,
        "since": since,
        "asked": asked,
        "session": session and replace(session, title=_cut(session.title, _LONGEST_TITLE), place=_name(session.place)),
        "attendance": attendance,
        "delegation": tuple(map(_named, delegation[:_MOST_LISTED])),
        "missing": ("names",) if attendance == "accepted" and not delegation else (),
        "action_points": points,
        "answers": None,
        "answered": tuple(point for point in points if point.number in answered),
        "owing": tuple(point for point in points if point.number not in answered),
        **more,
    }


def session_time(conference: Conference, session: Session, before: Session | None = None) -> SessionTime:
    """A session of the programme as the letter on its time names it; `before` is the same session as it was announced."""
    earlier = _slot(conference, before) if before is not None else None
    return SessionTime(session.title, _slot(conference, session), earlier, session.tentative)


def _slot(conference: Conference, session: Session) -> Slot:
    begins, ends = session.begins.astimezone(conference.zone), session.ends.astimezone(conference.zone)
    return Slot(begins.date(), begins.time(), ends.time())


def alarm(
    *,
    name: str,
    cause: str,
    todo: str,
    since: datetime,
    over: datetime | None = None,
    seen: str = "",
    installation: str = "mailflow",
) -> dict[str, Any]:
    """The values of the letters "alarm" and, with `over`, "alarm-over". `cause` and `todo` are whole sentences."""
    return {"form": "short", "alarm": Alarm(name, cause, todo, since, over, seen, installation)}


def localised(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The same values in the words of one language. Nothing is changed twice: any language can be made of any other."""
    choices = values.get(_CHOICES)
    if not isinstance(choices, _Languages):
        return {**values, "language": language}
    conference = choices.conference
    meeting: Meeting = values["conference"]
    settings = conference.settings
    found = {
        **values,
        "language": language,
        "conference": replace(
            meeting,
            title=conference.titles.get(language) or conference.title,
            place=conference.places.get(language) or conference.place,
            organisation=settings.get(f"organisation_{language}") or _own(conference, language),
            signature=settings.get(f"signature_{language}") or conference.signature,
            registration=settings.get(f"registration_{language}") or conference.registration,
        ),
    }
    if choices.party is not None:
        # How a party wants to be addressed is written in its own language.
        salutation = choices.party.salutation if language == choices.party.language else ""
        found["party"] = replace(values["party"], name=choices.party.named(language), salutation=salutation)
    if choices.documents:
        found["documents"] = tuple(_submitted_by(d, choices.submitters, language) for d in choices.documents)
    if choices.letter_key is not None and choices.party is not None:
        found["answers"] = answer_links(choices.letter_key, conference, choices.party, language)
    message = values.get("message")
    if isinstance(message, Incoming) and message.addressee_language != language:
        found["message"] = replace(message, addressee="")
    return found


def _own(conference: Conference, language: str) -> str:
    """The organisation's name in the conference's first language; in another the letter says "the Secretariat"."""
    return conference.organisation if language == next(iter(conference.languages), language) else ""


def _common(conference: Conference, party: Party | None, now: datetime) -> dict[str, Any]:
    today = conference.day(now)
    return {
        _CHOICES: _Languages(conference, party),
        "today": today,
        "settings": conference.settings,
        "conference": Meeting(
            name=conference.name,
            title=conference.title,
            place=conference.place,
            begins=conference.begins,
            ends=conference.ends,
            phase="before" if today < conference.begins else "after" if today > conference.ends else "during",
            address=conference.address.spec,
            website=conference.website,
            registration=conference.registration,
            organisation=conference.organisation,
            signature=conference.signature,
            contacts=tuple(replace(p, telephone=p.telephone.replace(" ", "\u00a0")) for p in conference.contacts),
            deadlines=conference.deadlines,
        ),
        "party": _correspondent(party),
    }


def _circulated(document: Circulated) -> Circulated:
    return replace(
        document,
        number=_name(document.number),
        title=_cut(document.title, _LONGEST_TITLE),
        symbol=_name(document.symbol),
        link=one_line(document.link),
    )


def _submitted_by(document: Circulated, parties: Mapping[str, Party], language: str) -> Circulated:
    """The document with the names of its submitters in alphabetical order, as a masthead has them (UN Editorial Manual)."""
    names = (parties[code].named(language) if code in parties else code for code in document.submitters)
    return replace(document, submitters=tuple(sorted(map(_name, names), key=fold)))


def _correspondent(party: Party | None) -> Correspondent | None:
    if party is None:
        return None
    return Correspondent(party.code, party.kind, party.name, party.official_name, party.salutation)


def _form(how: Manner, party: Party | None) -> str:
    """A note is never written to an organisation of civil society (ST/DCS/4/Rev.1, para 117), nor to an unknown sender."""
    if how.form == "note" and (party is None or party.kind not in _WRITE_NOTES):
        return "letter"
    return how.form


def _incoming(message: Message, conference: Conference, how: Manner, received_at: datetime) -> Incoming:
    """A date that the sender cannot mean (none, or days from the arrival) gives way to that of the arrival."""
    received = conference.day(received_at)
    dated = message.date.date() if message.date else received
    author = message.author
    return Incoming(
        subject=_cut(message.subject, _LONGEST_SUBJECT),
        date=dated if abs((dated - received).days) <= 7 else received,
        received=received,
        reference=how.reference,
        author=_name(author.name) if author else "",
        addressee=how.addressee,
        addressee_language=how.language,
    )


def _named(delegate: Delegate) -> Named:
    name = _name(delegate.name)
    return Named(
        name=name,
        full=_name(f"{delegate.honorific or ''} {delegate.name}"),
        title=_cut(delegate.title or "", _LONGEST_TITLE),
        role=delegate.role or "",
        email=one_line(delegate.email or ""),
    )


def _papers(
    papers: Sequence[Paper], message: Message, documents: Sequence[Document], register: Mapping[int, str]
) -> tuple[Submitted, ...]:
    by_part = {d.part: d for d in documents}
    found = []
    for index, paper in enumerate(papers[:_MOST_LISTED]):
        attachment = _attachment(paper, message)
        document = by_part.get(attachment.part) if attachment else None
        found.append(
            Submitted(
                number=register.get(index, ""),
                kind=paper.kind,
                title=_cut(paper.title or "", _LONGEST_TITLE),
                file=_name(paper.filename or ""),
                size=attachment.size if attachment else None,
                sha256=attachment.sha256 if attachment else "",
                pages=document.pages if document else None,
                replaces=paper.replaces,
            )
        )
    return tuple(found)


def _attachment(paper: Paper, message: Message) -> Attachment | None:
    """The attachment that is the paper: by its part, else by its name."""
    if paper.part is None and paper.filename is None:
        return None
    by_part = next((a for a in message.attachments if paper.part is not None and a.part == paper.part), None)
    return by_part or next((a for a in message.attachments if paper.filename and a.name == paper.filename), None)


def _is_file(attachment: Attachment) -> bool:
    """Whether an attachment is one to the sender: a picture within the text (a logo in a signature) is none."""
    return not (attachment.content_type.startswith("image/") and attachment.disposition != "attachment")


def _deadline(conference: Conference, letter: str, received_at: datetime) -> Deadline | None:
    for purpose in _PURPOSES.get(letter, ()):
        if (last := conference.deadline(purpose)) is not None:
            return Deadline(purpose, last, conference.day(received_at) <= last)
    return None


def _missing(
    facts: Facts, whole: Sequence[Delegate], about: Sequence[Delegate], unread: Sequence[Unread]
) -> tuple[str, ...]:
    answer = facts.attendance.answer.value if facts.attendance else None
    missing = []
    if answer == "accepted" and not whole and not facts.removals:
        missing.append("names")
    if len(about) > 1 and not any(d.role == "head" for d in about):
        missing.append("head")
    if facts.missing:
        missing.append("attachment")
    if unread:
        missing.append("file")
    return tuple(missing)


def _texts(message: Message, documents: Sequence[Document], text: Text | None) -> list[str]:
    """What shows the manner of a message: what its sender wrote, then what its attachments say."""
    own = text.new if text is not None else _displayed(message)
    return [own, *(d.text for d in documents if d.condition is Condition.READ and d.text)][:4]


def _displayed(message: Message) -> str:
    """The displayed text without the lines that are quoted."""
    body = next((b for b in message.bodies if b.content_type == "text/plain"), None) or next(iter(message.bodies), None)
    if body is None:
        return ""
    shown = body.text[:20_000]
    if body.content_type != "text/plain":
        # Roughly: enough to see whether a note is one. Inline tags leave nothing, others part the lines.
        shown = html.unescape(_TAG.sub("\n", _INLINE_TAG.sub("", shown)))
    return "\n".join(line for line in shown.splitlines() if not line.lstrip().startswith(">"))


def _name(text: str) -> str:
    return _cut(text, _LONGEST_NAME)


def _cut(text: str, most: int) -> str:
    """On one line and of bounded length: little of a message is repeated in its answer."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
