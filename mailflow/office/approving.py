"""What is looked at once more before the letters of a campaign leave: days may have passed since they were written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from mailflow.core.conference import Conference
from mailflow.core.roster import Roster
from mailflow.office.background import CIRCULATION
from mailflow.office.choosing import NOTHING
from mailflow.office.plan import in_review
from mailflow.office.registering import read_register
from mailflow.store import Campaign, Store, StoredLetter

_MAY_HAVE_LEFT = (
    "The database was restored from a copy, and it may have been sent since that was made. If its copy is in no mailbox,"
    " write it anew: mailflow letters renew {}"
)


@dataclass(frozen=True, slots=True)
class Look:
    """Letters that wait for approval, those among them that must not leave and why, and those that bear an earlier day."""

    letters: tuple[StoredLetter, ...]
    withheld: Mapping[int, str]
    dated: Mapping[int, date]


def look(store: Store, campaign: Campaign, conference: Conference, roster: Roster, now: datetime) -> Look:
    """The letters as they stand, against the roster and the reports of this moment."""
    letters = tuple(store.campaigns.waiting(campaign.conference, campaign.name))
    dead = store.campaigns.dead_addresses()
    doubtful = store.campaigns.doubtful(campaign.conference, campaign.name)
    heard = store.campaigns.heard(campaign.conference) if campaign.reminds is not None else {}
    gone = _withdrawn(store, conference) if campaign.letter == CIRCULATION else {}
    found = {
        letter.id: (_MAY_HAVE_LEFT.format(letter.id) if letter.id in doubtful else "")
        or _withheld(letter, conference, roster, dead)
        or in_review(campaign, heard.get(letter.party or "", NOTHING))
        or _lists_withdrawn(letter, gone, store.campaigns.written_at(letter.id))
        for letter in letters
    }
    days = {letter.id: conference.day(store.campaigns.written_at(letter.id)) for letter in letters}
    return Look(
        letters,
        {number: why for number, why in found.items() if why},
        {number: day for number, day in days.items() if day != conference.day(now)},
    )


def _withdrawn(store: Store, conference: Conference) -> Mapping[str, tuple[datetime, datetime]]:
    """Documents that were withdrawn, by symbol or number: when they were accepted, and when they were withdrawn."""
    return {
        version.symbol or version.number: (version.accepted_at, version.changed_at)
        for version in read_register(store, conference).versions
        if version.state == "withdrawn" and version.changed_at is not None
    }


def _lists_withdrawn(letter: StoredLetter, gone: Mapping[str, tuple[datetime, datetime]], written: datetime) -> str:
    """Whether a circulation was written while a document was in force that is so no more."""
    for symbol, (accepted, withdrawn) in gone.items():
        if accepted <= written <= withdrawn:
            return f"{symbol} was withdrawn since it was written; write it anew: mailflow letters renew {letter.id}"
    return ""


def _withheld(letter: StoredLetter, conference: Conference, roster: Roster, dead: Mapping[str, str]) -> str:
    """Why a letter must not leave though it is approved: the roster has changed, or its address has proved bad."""
    party = roster.get(letter.party)
    if party is None:
        return f"{letter.party} is no longer on the roster."
    own = {address.spec for address in party.emails}
    gone = [r.address for r in letter.recipients if not r.journal and r.address not in own]
    if gone:
        return f"{gone[0]} is no longer an address of {letter.party} on the roster."
    keys = {address.spec: address.key for address in party.emails}
    # At a second address that a person named, the older report is known.
    if letter.purpose == "letter":
        for recipient in letter.recipients:
            if keys.get(recipient.address, "") in dead:
                return f"A letter to {recipient.address} has come back ({dead[keys[recipient.address]][:80].strip()})."
    return ""
