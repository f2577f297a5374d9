"""How a campaign stands: a line for each party that was written to, from the letters and from what was heard since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mailflow.core.address import Address
from mailflow.core.roster import Party, Roster
from mailflow.office.background import Letters, by_party
from mailflow.office.choosing import NOTHING, answer_of, has_sent
from mailflow.office.plan import LOST
from mailflow.store import Approval, Campaign, Heard, Store, StoredLetter

_WAITS = ("held", "queued", "deferred", "sending")


class Stand(StrEnum):
    """How one party stands."""

    ANSWERED = "answered"
    SILENT = "silent"  # the letter was taken by its server, and nothing has come
    SENT = "sent"  # the same, where nothing is owed
    WAITING = "waiting"  # the letter has not left
    UNKNOWN = "unknown"  # whether it left is not known
    UNREACHABLE = "unreachable"  # it came back, and no other address was tried
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Line:
    """One party. `party` is None where the roster does not have it any more."""

    code: str
    party: Party | None
    stand: Stand
    letters: tuple[StoredLetter, ...]
    answer: str = ""  # accepted, declined, tentative, unclear, received; "" for none
    in_review: int | None = None  # a message that may be its answer and waits for a person
    reminders: tuple[StoredLetter, ...] = ()
    machines: tuple[str, ...] = ()  # what machines answered
    others: tuple[Address, ...] = ()  # addresses on the roster that were not tried, where it is unreachable


@dataclass(frozen=True, slots=True)
class Report:
    """A whole campaign. `unwritten` are parties on the roster that have no letter of it."""

    campaign: Campaign
    lines: tuple[Line, ...]
    unwritten: tuple[Party, ...]
    seal: str
    approvals: tuple[Approval, ...]

    @property
    def sums(self) -> Mapping[str, int]:
        """Parties by how they stand, and by what they answered."""
        found = Counter(line.stand.value for line in self.lines)
        found.update(line.answer for line in self.lines if line.answer)
        written = sum(line.stand is not Stand.CANCELLED for line in self.lines)
        sent = sum(any(letter.state == "sent" for letter in line.letters) for line in self.lines)
        bounced = sum(any(letter.state in LOST for letter in line.letters) for line in self.lines)
        return {"written": written, "delivered": sent, "came back": bounced, **found}


def follow(store: Store, campaign: Campaign, roster: Roster) -> Report:
    """The campaign as the record has it at this moment."""
    conference = campaign.conference
    letters = by_party(store.campaigns.letters(conference, campaign.name))
    reminders = [c for c in store.campaigns.listed(conference) if c.reminds == campaign.name]
    reminded = by_party(x for each in reminders for x in store.campaigns.letters(conference, each.name))
    machines: dict[int, list[str]] = {}
    for each in (campaign, *reminders):
        machines |= store.campaigns.machine_answers(conference, each.name)
    heard = store.campaigns.heard(conference)
    lines = tuple(
        line(campaign, code, roster.get(code), letters[code], heard.get(code, NOTHING), reminded, machines)
        for code in letters
    )
    return Report(
        campaign,
        lines,
        tuple(p for p in roster.parties if p.code not in letters),
        store.campaigns.seal(conference, campaign.name),
        tuple(store.campaigns.approvals(conference, campaign.name)),
    )


def line(
    campaign: Campaign,
    code: str,
    party: Party | None,
    letters: tuple[StoredLetter, ...],
    heard: Heard,
    reminded: Letters,
    machines: Mapping[int, Sequence[str]],
) -> Line:
    """How one party stands, with the letters that it got."""
    reminders = reminded.get(code, ())
    answered = bool(campaign.owed) and has_sent(heard, campaign.owed)
    stand = Stand.ANSWERED if answered else _stand(campaign, letters)
    tried = {recipient.address for letter in letters for recipient in letter.recipients}
    others = party.emails if party is not None and stand is Stand.UNREACHABLE else ()
    return Line(
        code=code,
        party=party,
        stand=stand,
        letters=letters,
        answer=("received" if "rsvp" not in campaign.owed else answer_of(heard)) if answered else "",
        in_review=None if answered else next((heard.waiting[k] for k in campaign.owed if k in heard.waiting), None),
        reminders=reminders,
        machines=tuple(text for letter in (*letters, *reminders) for text in machines.get(letter.id, ())),
        others=tuple(address for address in others if address.spec not in tried),
    )


def _stand(campaign: Campaign, letters: Sequence[StoredLetter]) -> Stand:
    """By the letter of most weight: one that arrived outweighs one that waits, and that one what came back."""
    states = {letter.state for letter in letters}
    if "sent" in states:
        return Stand.SILENT if campaign.owed else Stand.SENT
    if "unknown" in states:
        return Stand.UNKNOWN
    if states.intersection(_WAITS):
        return Stand.WAITING
    return Stand.UNREACHABLE if states.intersection(LOST) else Stand.CANCELLED
