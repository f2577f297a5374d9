"""Messages for the tests of the readers, made in the test and read with the phrase files that ship."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTPUTF8
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.core import phrases
from mailflow.core.address import Address
from mailflow.core.authentication import Authentication, Proof
from mailflow.core.conference import Conference
from mailflow.core.document import Condition, Document
from mailflow.core.facts import Facts
from mailflow.core.guard import Verdict
from mailflow.core.history import History
from mailflow.core.parsing import parse
from mailflow.core.reading import read_facts
from mailflow.core.roster import Party, Roster
from mailflow.core.segments import read_text
from mailflow.core.speaker import Speaker
from mailflow.core.view import View

FILES = {
    str(path): path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "rules" / "phrases").glob("*.toml"))
}
PHRASES = phrases.load(FILES)
OURS = Address("oslo", "secretariat.example")
OSLO = Conference(
    "oslo", "Oslo Conference", "Oslo", date(2007, 2, 22), date(2007, 2, 23), ZoneInfo("Europe/Oslo"), OURS, (OURS,)
)
ROSTER = Roster(
    (
        Party("FIN", "state", "Finland", {"en": "Finland", "fr": "Finlande"}),
        Party("AND", "state", "Andorra", {"en": "Andorra", "fr": "Andorre"}),
        Party("SMR", "state", "San Marino", {"en": "San Marino", "fr": "Saint-Marin"}),
    )
)
MISSION = "Permanent Mission <geneva@mission.finland.example>"
ALL = ("attendance", "delegates")
Attached = Sequence[tuple[str, str, bytes]]  # file name, type, content


def raw(body: str, *, sender: str = MISSION, subject: str = "Conference", attached: Attached = ()) -> bytes:
    """The message as a server hands it over."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, str(OURS), subject
    message["Message-ID"] = "<one@mail.example>"
    message.set_content(body, cte="8bit")
    for name, content_type, content in attached:
        main, _, sub = content_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes(policy=SMTPUTF8)


def view(
    body: str,
    *,
    sender: str = MISSION,
    subject: str = "Conference",
    attached: Attached = (),
    documents: Iterable[Document] = (),
    party: str | None = None,
) -> View:
    """Everything that readers may look at."""
    message = parse(raw(body, sender=sender, subject=subject, attached=attached))
    return View(
        message=message,
        text=read_text(message, frozenset({OURS.key})),
        documents=tuple(documents),
        authentication=Authentication(Proof.PASS),
        report=None,
        verdict=Verdict(),
        speaker=Speaker(party),
        conference=OSLO,
        roster=ROSTER,
        history=History(),
        received_at=datetime(2007, 2, 1, tzinfo=UTC),
    )


def facts(
    body: str,
    *,
    kinds: Iterable[str] = ("representation",),
    wanted: Iterable[str] = ALL,
    sender: str = MISSION,
    subject: str = "Conference",
    attached: Attached = (),
    documents: Iterable[Document] = (),
    party: str | None = None,
) -> Facts:
    """What is read out of a message."""
    seen = view(body, sender=sender, subject=subject, attached=attached, documents=documents, party=party)
    return read_facts(seen, frozenset(kinds), frozenset(wanted), PHRASES)


def document(name: str, text: str = "", *, part: str = "2", title: str = "", kind: str = "") -> Document:
    """An attachment as it was read."""
    condition = Condition.READ if text else Condition.UNREADABLE
    return Document(part, name, kind or name.rpartition(".")[2].lower(), condition, title=title, text=text)


def named(read: Facts) -> list[tuple[str, str | None]]:
    """The delegates with their roles."""
    return [(d.name, d.role) for d in read.delegates]


def removed(read: Facts) -> list[str]:
    """The names of those who go."""
    return [r.name for r in read.removals]


ANY: Any = object()  # what a case leaves open


def read_as(body: str, answer: Any, delegates: Any, gone: Any) -> Facts:
    """What Finland's mission writes, read; it must give this answer, these delegates and those who go, or `ANY`."""
    read = facts(body, sender="Anna Lind <a.lind@mfa.finland.example>", party="FIN")
    if answer is not ANY:
        assert (read.attendance and read.attendance.answer.value) == answer
    if delegates is not ANY:
        assert sorted(d.name for d in read.delegates) == sorted(delegates)
    if gone is not ANY:
        assert removed(read) == gone
    return read
