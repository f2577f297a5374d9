"""Occasions made up to try letters on: plain ones that a person can read, and awkward ones that a mailbox will bring.

All persons are invented. What is awkward stands in every value that comes from outside at once: names, titles, subjects,
file names, the names of parties. Values that staff themselves set (the conference) stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from mailflow.core import occasion
from mailflow.core.address import Address
from mailflow.core.conference import Conference
from mailflow.core.decision import Decision, Disposition
from mailflow.core.document import Condition, Document
from mailflow.core.facts import (
    ActionPoint,
    Answer,
    Attendance,
    Delegate,
    Facts,
    Paper,
    Removal,
    Source,
)
from mailflow.core.kinds import WRITTEN
from mailflow.core.letter_values import Circulated, SessionTime, Slot
from mailflow.core.match import Match
from mailflow.core.message import Attachment, Body, Message
from mailflow.core.reasons import Reason, Why
from mailflow.core.reference import LetterKey
from mailflow.core.roster import Party

AWKWARD: tuple[str, ...] = (
    "Hinterobermoosbacherlandstetten " * 8 + "junior",
    "الشيخ عبد الرحمن بن فيصل 17 (المستشار)",
    "Siobhán O’Reilly-D'Arcy “the Younger” & Sons",
    "<b>Bold</b><script>alert(1)</script><img src=x onerror=alert(1)>",
    "[click](https://evil.example) <https://evil.example> **bold** _it_ `code` # 1. - > | x | \\",
    "{{ conference.title }}{% for x in range(9) %}{# note #}{{ 7 * 7 }}",
    "first line\r\nBcc: other@evil.example\r\n\r\n# second\n---\n",
    "- item\n1. item\n\n    code\n\n| a | b |\n|---|---|\n| c | d |",
    "名前\u202egnp.exe\u2069 &lt;&amp;&#60; \x00\x1b[31m \ufdd0\ufffe \ud800",
)
# Letters to many see the conference, the party and what the campaign adds, but no message.
CAMPAIGNS = (
    "invitation",
    "note-to-participants",
    "reminder",
    "call",
    "circulation",
    "circular",
    "session-change",
)
# The references in a letter that is only looked at: nothing that comes back with them counts.
SAMPLE_KEY = LetterKey(b"sample", "sample")
_ON_SESSIONS = ("session-change", "call")
_TAME, _FILE = "Word", "Word.pdf"
_NOTE = "The Permanent Mission of Norway presents its compliments to the Secretariat and has the honour to write. Ref. 12/45"
_LETTER = "I have the honour to write to you."
_MAIL = "Thank you, we shall come."
_SOURCE = Source("1", "words")
_ANSWERS = {"accepted": Answer.ACCEPTED, "declined": Answer.DECLINED, "tentative": Answer.TENTATIVE}


@dataclass(frozen=True, slots=True)
class Sample:
    """The values of an occasion. `tame` is given with awkward ones: the same occasion in plain words, to compare with."""

    values: Mapping[str, Any]
    tame: Mapping[str, Any] | None = None


def is_campaign(name: str) -> bool:
    """Whether a letter is one to many: one of `CAMPAIGNS`, or named after it with a hyphen ("reminder-contribution")."""
    return name.startswith(tuple(f"{campaign}-" for campaign in CAMPAIGNS)) or name in CAMPAIGNS


def plain(name: str, conference: Conference, party: Party | None, now: datetime) -> dict[str, Any]:
    """A letter of that name to that party, with everything in it."""
    if is_campaign(name) and party is not None:
        return _letter_to_many(conference, party, now)
    return _values(name, conference, party, now, _full(name), _MAIL)


def occasions(name: str, conference: Conference, now: datetime) -> Iterator[Sample]:
    """Plain occasions first, then one for each awkward text."""
    if is_campaign(name):
        yield from _campaigns(name, conference, now)
        return
    state = Party("NOR", "state", "Norway", {"fr": "Norvège", "es": "Noruega"}, salutation="Excellency")
    society = Party("org:example", "ngo", "Example Society")
    bare, full = Facts(attendance=_attendance(name)), _full(name)
    for party, facts, body in (
        (state, full, _NOTE),
        (state, bare, _LETTER),
        (state, _change(), _MAIL),
        (state, _alone(), _NOTE),
        (society, full, _MAIL),
        (society, _alone(), _NOTE),
        (None, full, _LETTER),
        (None, bare, _MAIL),
    ):
        yield Sample(_values(name, conference, party, now, facts, body))
    for moment in (_noon(conference, before=400), _noon(conference, before=1), _noon(conference, before=-30)):
        yield Sample(_values(name, conference, state, moment, full, _NOTE))
        yield Sample(_values(name, conference, state, moment, bare, _MAIL))
    yield Sample(_values(name, conference, state, now, bare, _MAIL, subject="", documents=_documents("list.xlsx")))
    yield from _all_awkward(name, conference, now)


def _campaigns(name: str, conference: Conference, now: datetime) -> Iterator[Sample]:
    state = Party("NOR", "state", "Norway", {"fr": "Norvège", "es": "Noruega"}, salutation="Excellency")
    others = [
        Party(f"org:{kind}", kind, f"Example {word}")
        for kind, word in (("un", "Programme"), ("igo", "Union"), ("observer", "Committee"), ("ngo", "Society"))
    ]
    for moment in (now, _noon(conference, before=400), _noon(conference, before=1)):
        yield Sample(_letter_to_many(conference, state, moment))
        yield Sample(_letter_to_many(conference, state, moment, copy=True))
        for party in others:
            yield Sample(_letter_to_many(conference, party, moment))
        # Only the letter on a session cannot be written without one.
        session = _session(conference, "") if name.startswith("session-change") else None
        yield Sample(_letter_to_many(conference, state, moment, bare=True, session=session))
        for attendance in ("tentative", "accepted"):
            yield Sample(_letter_to_many(conference, state, moment, attendance=attendance))
    if name.startswith(_ON_SESSIONS):
        for session in _sessions(conference):
            yield Sample(_letter_to_many(conference, state, now, session=session))
    yield from _all_awkward(name, conference, now)


def _letter_to_many(
    conference: Conference,
    party: Party,
    now: datetime,
    *,
    copy: bool = False,
    bare: bool = False,
    session: SessionTime | None = None,
    attendance: str | None = None,
    text: str = "",
) -> dict[str, Any]:
    """What a campaign may add to a letter; with `bare` as little as it can. `text` stands in every value from outside."""
    norway = Party("NOR", "state", text or "Norway", {"fr": "Norvège", "es": "Noruega"} if not text else {})
    mexico = Party("MEX", "state", text or "Mexico", {"fr": "Mexique", "es": "México"} if not text else {})
    site = "https://conference.example/documents/1"
    documents = [
        Circulated("PAPER/001", text or "Elements of Article 2", text or "CONF/WP.1", ("NOR", "MEX"), site),
        Circulated("STATEMENT/002", text or "General statement", submitters=("MEX",), kind="statement", replaces=True),
    ]
    before = min(conference.day(now), conference.begins)
    return occasion.campaign(
        conference,
        party,
        now,
        copy=copy,
        documents=documents[: 1 if bare else 2],
        parties=[norway, mexico],
        since=None if bare else before - timedelta(days=30),
        asked=None if bare else before - timedelta(days=60),
        session=session if session or bare else _session(conference, text),
        attendance=attendance,
        answered=() if bare else sorted(conference.action_points)[:1],
        letter_key=None if bare else SAMPLE_KEY,
    )


def _session(conference: Conference, text: str) -> SessionTime:
    afternoon = Slot(conference.begins, time(15), time(18))
    return SessionTime(
        text or "National implementation", afternoon, Slot(conference.ends, time(10)), place=text or "Room 4"
    )


def _sessions(conference: Conference) -> Iterator[SessionTime]:
    """Announced, confirmed and moved; with hours, with a part of the day, with neither."""
    hours = Slot(conference.begins, time(15), time(18))
    for slot in (hours, Slot(conference.begins, time(9, 30)), Slot(conference.begins, part="afternoon")):
        for before in (None, slot, Slot(conference.ends)):
            for tentative in (True, False):
                yield SessionTime("National implementation", slot, before, tentative)


def alarms(now: datetime) -> Iterator[dict[str, Any]]:
    """Alarms that go on, are over, and say awkward things."""
    for text in ("A mailbox cannot be reached.", *AWKWARD):
        yield occasion.alarm(name="mailbox-unreachable", cause=text, todo=text, since=now, over=now, seen=text)
        yield occasion.alarm(name="mailbox-unreachable", cause=text, todo=text, since=now)


def _all_awkward(name: str, conference: Conference, now: datetime) -> Iterator[Sample]:
    tame = awkward(name, conference, now, _TAME)
    for text in AWKWARD:
        yield Sample(awkward(name, conference, now, text), tame)


def awkward(name: str, conference: Conference, now: datetime, text: str) -> dict[str, Any]:
    """An occasion with `text` in every value that comes from outside."""
    if is_campaign(name):
        return _letter_to_many(conference, Party("org:example", "ngo", text, official_name=text), now, text=text)
    party = Party("NOR", "state", text, official_name=text)
    documents = _documents(text)
    return _values(name, conference, party, now, _full(name, text), _MAIL, subject=text, documents=documents, text=text)


def _values(
    name: str,
    conference: Conference,
    party: Party | None,
    now: datetime,
    facts: Facts,
    body: str,
    *,
    subject: str = "Our answer",
    documents: Sequence[Document] = (),
    text: str = _FILE,
) -> dict[str, Any]:
    attachment = Attachment("2", text, "application/pdf", "attachment", 18_423, "9f86d081" * 8, b"")
    message = Message(
        sha256="",
        content_key="",
        size=1_000,
        date=now,
        subject=subject,
        from_=(Address("writer", "mission.example", text),),
        bodies=(Body("1", "text/plain", "utf-8", body),),
        attachments=(attachment,),
    )
    register = {
        index: conference.register.format(kind=paper.kind.upper(), n=index + 1)
        if text == _FILE
        else f"{text}/{index + 1:03}"
        for index, paper in enumerate(facts.papers)
    }
    delegation = facts.delegates * 2 if facts.removals else facts.delegates
    return occasion.acknowledgement(
        conference,
        party,
        message,
        _decision(name, conference, facts),
        documents,
        register,
        now,
        now,
        delegation=delegation,
    )


def _decision(name: str, conference: Conference, facts: Facts) -> Decision:
    return Decision(
        conference=conference.name,
        kinds=WRITTEN if facts.papers else ("other",),
        party=None,
        facts=facts,
        language="en",
        disposition=Disposition.ACKNOWLEDGE,
        needs_person=bool(facts.papers),
        letter=name,
        reasons=(Why(Reason.ACKNOWLEDGED),),
        match=Match(),
    )


def _full(name: str, text: str = "") -> Facts:
    """Facts of every sort. `text` stands in every value; without it they are plain."""
    return Facts(
        attendance=_attendance(name),
        delegates=(
            Delegate(text or "Ingrid Solheim", _SOURCE, text or "Ambassador", "head", None, text or "H.E. Ms."),
            Delegate(text or "Jonas Fjellanger", _SOURCE, None, None),
            Delegate(text or "Maren Holt", _SOURCE, text or "Adviser", text or "adviser", "holt@mfa.example"),
        ),
        papers=(
            Paper("paper", text or "Word.pdf", text or "Elements of Article 2", _SOURCE, "2", replaces=True),
            Paper("statement", None, None, _SOURCE),
            Paper("contribution", text or "other.docx", None, _SOURCE),
        ),
        action_points=(ActionPoint(63, _SOURCE), ActionPoint(65, _SOURCE)),
        questions=(_SOURCE,),
        missing=(_SOURCE,),
    )


def _change() -> Facts:
    """One comes, one goes."""
    return Facts(
        delegates=(Delegate("Maren Holt", _SOURCE, "Adviser"),),
        removals=(Removal("Jonas Fjellanger", _SOURCE, "Maren Holt"), Removal("Ingrid Solheim", _SOURCE)),
    )


def _alone() -> Facts:
    """A single delegate of whom only the name is known, and a single action point."""
    return Facts(delegates=(Delegate("Maren Holt", _SOURCE),), action_points=(ActionPoint(63, _SOURCE),))


def _attendance(name: str) -> Attendance | None:
    answer = _ANSWERS.get(name)
    return Attendance(answer, _SOURCE) if answer else None


def _documents(name: str) -> tuple[Document, ...]:
    return tuple(Document("2", name, "pdf", condition) for condition in Condition)


def _noon(conference: Conference, before: int) -> datetime:
    """Noon in the conference's zone, that many days before it opens."""
    opening = datetime(
        conference.begins.year, conference.begins.month, conference.begins.day, 12, tzinfo=conference.zone
    )
    return opening - timedelta(days=before)
