"""Who was invited and how each has answered, by the letters of the invitation and the messages that came since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mailflow.core.roster import Party
from mailflow.office.following import Line, Stand, follow
from mailflow.office.plan import LOST
from mailflow.office.scope import Scope
from mailflow.store import StoredFact


class Response(StrEnum):
    """What a party has answered, as far as anything of it is in force."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not-yet"
    SILENT = "silent"
    UNREACHABLE = "unreachable"  # the invitation came back, and no other address was tried
    NOT_INVITED = "not-invited"  # there was an invitation, and none to this party


_LEFT = ("sent", "unknown", *LOST)
_ANSWERS = {"accepted": Response.YES, "declined": Response.NO, "tentative": Response.NOT_YET}


@dataclass(frozen=True, slots=True)
class Answered:
    """How one party stands, and by which fact; `letters` are those of its invitation."""

    party: Party
    response: Response
    source: StoredFact | None = None
    letters: tuple[int, ...] = ()

    @property
    def messages(self) -> tuple[int, ...]:
        """The message that the answer stands in; none for what a person entered without one."""
        return () if self.source is None or self.source.message is None else (self.source.message,)


def responses(scope: Scope, until: datetime | None = None) -> list[Answered]:
    """How each party on the roster stands, or stood at a moment, in the order of the roster.

    Letters are looked at as they are now: when one came back is not asked. As long as no invitation has left, everybody on
    the roster is counted: they may have been invited by another way.
    """
    last: dict[str, StoredFact] = {}
    for fact in scope.store.records.facts(
        conference=scope.conference.name, kinds=("attendance", "delegate"), effective=True
    ):
        if until is not None and fact.at > until:
            continue
        # Who names a delegation will be represented; but it does not take back an answer that was given in words.
        if fact.party and (fact.kind == "attendance" or fact.party not in last):
            last[fact.party] = fact
    invited = invitations(scope)
    return [_answered(party, last.get(party.code), invited) for party in scope.roster.parties]


def invitations(scope: Scope) -> dict[str, Line] | None:
    """How the invitation stands with each party that got one; None as long as none has left."""
    found: dict[str, Line] = {}
    campaigns = [
        each for each in scope.store.campaigns.listed(scope.conference.name) if "rsvp" in each.owed and not each.reminds
    ]
    for campaign in campaigns:
        for line in follow(scope.store, campaign, scope.roster).lines:
            # Of several invitations the one counts that arrived.
            known = found.get(line.code)
            if _has_left(line) and (known is None or known.stand is Stand.UNREACHABLE):
                found[line.code] = line
    return found or None


def _has_left(line: Line) -> bool:
    return any(letter.state in _LEFT for letter in line.letters)


def _answered(party: Party, fact: StoredFact | None, invited: dict[str, Line] | None) -> Answered:
    line = None if invited is None else invited.get(party.code)
    letters = () if line is None else tuple(letter.id for letter in line.letters)
    if fact is not None:
        yes = fact.kind == "delegate"
        answer = Response.YES if yes else _ANSWERS.get(str(fact.values.get("answer")), Response.NOT_YET)
        return Answered(party, answer, fact, letters)
    if line is not None and line.stand is Stand.UNREACHABLE:
        return Answered(party, Response.UNREACHABLE, None, letters)
    return Answered(party, Response.SILENT if invited is None or line else Response.NOT_INVITED, None, letters)
