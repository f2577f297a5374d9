"""Messages made by hand as rules see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from mailflow.core import phrases, ruleset
from mailflow.core.address import Address
from mailflow.core.authentication import Authentication, Proof
from mailflow.core.conference import Conference
from mailflow.core.finding import Finding
from mailflow.core.guard import Verdict
from mailflow.core.history import History
from mailflow.core.message import Field, Message
from mailflow.core.phrases import Phrases
from mailflow.core.roster import Party, Roster
from mailflow.core.ruleset import Ruleset
from mailflow.core.sight import Sight
from mailflow.core.speaker import Speaker
from mailflow.core.text import Role, Segment, Text
from mailflow.core.view import View

NORWAY = Party("NOR", "state", "Norway", {"en": "Norway"}, domains=("mfa.norway.example",), status="state-party")
LISTS = phrases.load(
    {
        "rules/phrases/en.toml": """
negation = ["not"]
asking = ["please tell"]
hotel = ["hotel", "room"]
accept.unless = ["negation"]
accept.phrases = ["will … attend"]
decline = ["will not attend"]
"""
    }
)
CONFERENCE = Conference(
    name="oslo",
    title="Oslo Conference",
    place="Oslo",
    begins=date(2027, 2, 22),
    ends=date(2027, 2, 23),
    zone=ZoneInfo("Europe/Oslo"),
    address=Address("oslo", "secretariat.example"),
    deadlines={"papers": date(2027, 1, 29)},
)


def message(subject: str = "", headers: Mapping[str, str] | None = None) -> Message:
    """A message of Norway's ministry to us."""
    return Message(
        sha256="0" * 64,
        content_key="0" * 64,
        size=2_000,
        subject=subject,
        fields=tuple(Field(name, body) for name, body in (headers or {}).items()),
        from_=(Address("ingrid.solbakken", "mfa.norway.example", "Ingrid Solbakken"),),
        to=(CONFERENCE.address,),
    )


def view(text: str = "", subject: str = "", quoted: str = "", headers: Mapping[str, str] | None = None) -> View:
    """That message with all that is known around it."""
    segments = (Segment(Role.NEW, text, "1"), Segment(Role.QUOTED, quoted, "1"))
    return View(
        message=message(subject, headers),
        text=Text(segments, language="en"),
        documents=(),
        authentication=Authentication(Proof.PASS, "mfa.norway.example"),
        report=None,
        verdict=Verdict(),
        speaker=Speaker(party="NOR", basis="domain", proven=True, parties=("NOR",)),
        conference=CONFERENCE,
        roster=Roster((NORWAY,)),
        history=History(),
        received_at=datetime(2027, 1, 29, 23, 30, tzinfo=UTC),
    )


def rules(text: str, lists: Phrases = LISTS) -> Ruleset:
    """The rules of one file."""
    return ruleset.load({"rules/test.toml": text}, lists)


def rule(when: str, then: str = "{}") -> str:
    """A rule file with one rule."""
    return f'[[rule]]\nname = "one"\nwhen = {when}\nthen = {then}\n'


def looked(when: str, seen: View) -> tuple[bool, tuple[Finding, ...]]:
    """Whether a condition holds of a message, and what it saw."""
    findings = list[Finding]()
    held = rules(rule(when)).rules[0].when.holds(Sight(seen, LISTS), findings)
    return held, tuple(findings)


def holds(when: str, seen: View) -> bool:
    """Whether a condition holds of a message."""
    return looked(when, seen)[0]


__all__ = ["CONFERENCE", "LISTS", "NORWAY", "holds", "looked", "message", "replace", "rule", "rules", "view"]
