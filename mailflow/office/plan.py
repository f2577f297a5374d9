"""Who would get what: a line for each party that was chosen, with its letter, or with what stops it.

Nothing here writes anything down. What is shown is what is queued: the bytes are made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mailflow.core.address import Address
from mailflow.core.roster import Party
from mailflow.errors import LetterError
from mailflow.office.background import CIRCULATION, Background
from mailflow.office.choosing import NOTHING, Choice, answer_of, chosen, has_sent
from mailflow.office.writing import Bureau, sent_letter, write
from mailflow.store import Campaign, Heard, NewLetter, StoredLetter

# Whoever they are, nothing of theirs has arrived: another address may be tried.
LOST = ("failed", "bounced")
_ON_THE_WAY = {
    "held": "has not left: it is held",
    "queued": "has not left yet",
    "sending": "is on its way at this moment",
    "deferred": "was put off by the server and is tried again",
    "unknown": "is of unknown fate: settle it first (letters arrived, letters resend)",
}
_WRITE_NO_NOTES = frozenset({"ngo"})


@dataclass(frozen=True, slots=True)
class Line:
    """One party. `stop` says in a sentence why it gets no letter, "" where it gets `letter`. `others` are further
    addresses of the party on the roster, where the one at hand is no good."""

    party: Party
    address: Address | None = None
    language: str | None = None
    stop: str = ""
    letter: NewLetter | None = None
    has: StoredLetter | None = None  # what it has of this campaign already
    others: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks for, beside the campaign: for whom; at which address of the one party that is named.

    A reminder goes to those who have not answered; with `undecided` to those, too, who answered "not yet", with
    `unnamed` to those who will come and have named nobody.
    """

    choice: Choice = field(default_factory=Choice)
    address: Address | None = None
    undecided: bool = False
    unnamed: bool = False


def plan(bureau: Bureau, campaign: Campaign, wanted: Wanted, background: Background, now: datetime) -> tuple[Line, ...]:
    """A line for each party concerned, in the order of the roster."""
    parties = chosen(bureau.roster.parties, wanted.choice, background.heard)
    if campaign.reminds is not None:
        parties = tuple(p for p in parties if _is_asked(p, background) and owes(campaign, p, wanted, background))
    return tuple(_line(bureau, campaign, wanted, party, background, now) for party in parties)


def owes(campaign: Campaign, party: Party, wanted: Wanted, background: Background) -> bool:
    """True where a party has not answered what it was asked."""
    heard = background.heard.get(party.code, NOTHING)
    if not has_sent(heard, campaign.owed):
        return True
    if "rsvp" not in campaign.owed:
        return False
    if wanted.undecided and answer_of(heard) == "tentative":
        return True
    return wanted.unnamed and answer_of(heard) == "accepted" and not background.delegations.get(party.code)


def _is_asked(party: Party, background: Background) -> bool:
    return any(letter.state != "cancelled" for letter in background.first.get(party.code, ()))


def _line(
    bureau: Bureau, campaign: Campaign, wanted: Wanted, party: Party, background: Background, now: datetime
) -> Line:
    had = background.letters.get(party.code, ())
    stop = (
        _has_it(had, party, wanted) or _too_early(campaign, party, background) or _host(bureau, campaign, party, wanted)
    )
    if stop:
        others = _others(party, had) if had and had[-1].state in LOST else ()
        return Line(party, _address_of(had), stop=stop, has=had[-1] if had else None, others=others)
    if campaign.letter == CIRCULATION and not background.documents:
        return Line(party, stop="There is no document to circulate: none was accepted since the last time.")
    to = _address(campaign, party, wanted, background)
    if to is None:
        return Line(
            party, stop="The roster has no second address for a copy." if campaign.copy else "It has no address."
        )
    stop = _bad_address(bureau, to, party, wanted, background)
    language = bureau.letters.choose(campaign.letter, (party.language, *bureau.conference.languages))
    if not stop and language is None:
        stop = f"The letter {campaign.letter} exists neither in {party.language} nor in a language of the conference."
    if not stop and language is not None:
        stop = _form(bureau, campaign, party, language)
    if stop:
        return Line(party, to, language, stop, others=tuple(a for a in party.emails if a.key != to.key))
    purpose = "letter" if not had else f"letter-{len(had) + 1}"
    try:
        letter = write(bureau, campaign, party, to, purpose, background, now)
    except LetterError as error:
        return Line(party, to, language, f"It cannot be written. {error}")
    if (copy := background.copies.get(letter.message_id)) is not None:
        return Line(
            party, to, language, f"It was sent already, before the database was restored: message {copy} is its copy."
        )
    return Line(party, to, language, letter=letter)


def _has_it(had: Sequence[StoredLetter], party: Party, wanted: Wanted) -> str:
    """A party gets one letter of a campaign; a second one only at another address, when the first came back."""
    if not had:
        return ""
    last = had[-1]
    if all(letter.state in LOST for letter in had):
        if wanted.address is None:
            return f"Letter {last.id} came back ({_words(last)})."
        tried = {recipient.address for letter in had for recipient in letter.recipients if not recipient.journal}
        return f"{wanted.address.spec} was tried with letter {last.id}." if wanted.address.spec in tried else ""
    still = next(letter for letter in reversed(had) if letter.state not in LOST)
    again = f"; mailflow letters renew {still.id} writes it anew" if still.state == "cancelled" else ""
    return f"It has this letter already (no. {still.id}, {still.state}{again})."


def _words(letter: StoredLetter) -> str:
    """What a server or a report said of the party's address."""
    found = next((r for r in letter.recipients if not r.journal and r.state in LOST), None)
    return " ".join(str(x) for x in (found.code or "", found.text[:80]) if x).strip() if found else letter.state


def _too_early(campaign: Campaign, party: Party, background: Background) -> str:
    """Whether a reminder may follow the letter that it reminds of."""
    if campaign.reminds is None:
        return ""
    if stop := in_review(campaign, background.heard.get(party.code, NOTHING)):
        return stop
    first = background.first[party.code]
    if sent_letter(first) is not None:
        return ""
    last = next(letter for letter in reversed(first) if letter.state != "cancelled")
    if last.state in LOST:
        return f"It was never reached: letter {last.id} of {campaign.reminds} came back ({_words(last)})."
    return f"Letter {last.id} of {campaign.reminds} {_ON_THE_WAY[last.state]}."


def in_review(campaign: Campaign, heard: Heard) -> str:
    """Whether what a reminder asks for has perhaps come, and nobody has looked yet."""
    if campaign.reminds is None:
        return ""
    message = next((heard.waiting[kind] for kind in campaign.owed if kind in heard.waiting), None)
    return "" if message is None else f"Message {message}, perhaps its answer, waits for a person (mailflow review)."


def _host(bureau: Bureau, campaign: Campaign, party: Party, wanted: Wanted) -> str:
    if campaign.letter != "invitation" or party.code != bureau.conference.host or party.code in wanted.choice.parties:
        return ""
    return "It is the host, which is not invited to its own meeting; name it with --party if it is."


def _address(campaign: Campaign, party: Party, wanted: Wanted, background: Background) -> Address | None:
    """The one that a person names; for a reminder the one that the first letter reached; else the party's first."""
    if wanted.address is not None:
        return wanted.address
    if campaign.copy:
        return party.emails[1] if len(party.emails) > 1 else None
    first = sent_letter(background.first.get(party.code, ()))
    reached = {r.address for r in first.recipients if r.state == "sent"} if first is not None else frozenset[str]()
    return next((a for a in party.emails if a.spec in reached), None) or next(iter(party.emails), None)


def _bad_address(bureau: Bureau, to: Address, party: Party, wanted: Wanted, background: Background) -> str:
    if to.key not in {address.key for address in party.emails}:
        return f"{to.spec} is no address of the party on the roster; put it there first."
    if to.key in {address.key for address in bureau.conference.addresses} | {bureau.conference.address.key}:
        return f"{to.spec} is an address of our own."
    if to.key in background.dead and wanted.address is None:
        return f"A letter to this address came back ({background.dead[to.key][:80].strip()})."
    return ""


def _form(bureau: Bureau, campaign: Campaign, party: Party, language: str) -> str:
    """A note verbale is not written to an organisation of civil society (ST/DCS/4/Rev.1, para 117)."""
    if bureau.letters.front(campaign.letter, language).form == "note" and party.kind in _WRITE_NO_NOTES:
        return "The letter is a note verbale, and none is written to an organisation of civil society."
    return ""


def _address_of(letters: Sequence[StoredLetter]) -> Address | None:
    if not letters:
        return None
    local, _, domain = next(r.address for r in letters[-1].recipients if not r.journal).rpartition("@")
    return Address(local, domain)


def _others(party: Party, had: Iterable[StoredLetter]) -> tuple[Address, ...]:
    tried = {recipient.address for letter in had for recipient in letter.recipients}
    return tuple(address for address in party.emails if address.spec not in tried)
