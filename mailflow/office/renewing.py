"""Letters of a campaign written anew while nobody was offered them: with today's date, the roster and the templates of today."""

from __future__ import annotations

from datetime import datetime

from mailflow.core.address import Address
from mailflow.core.dates import day
from mailflow.errors import Refused
from mailflow.office.background import Background, read_background
from mailflow.office.choosing import NOTHING, answer_of
from mailflow.office.writing import Bureau, write
from mailflow.store import WRITTEN_ANEW, Campaign, Heard, NewLetter, Store, StoredLetter


def renew_campaign(store: Store, bureau: Bureau, campaign: Campaign, by: str, now: datetime) -> tuple[int, str]:
    """All letters that wait for approval written anew; their number and the new seal. Raises `LetterError`, and then
    nothing was changed. Who has left the roster keeps the letter that he has, and so does who may have got it already.

    They are written before the transaction is begun: the worker does not wait for two hundred letters to be set. Raises
    `StoreError` where somebody has changed letters of the campaign meanwhile.
    """
    conference, name = campaign.conference, campaign.name
    seal, doubtful = store.campaigns.seal(conference, name), store.campaigns.doubtful(conference, name)
    background = read_background(store, campaign, bureau.conference)
    fresh = {
        letter.id: _written(bureau, campaign, letter, background, now)
        for letter in store.campaigns.waiting(conference, name)
        if bureau.roster.get(letter.party) is not None and letter.id not in doubtful
    }
    with store.write():
        if store.campaigns.seal(conference, name) != seal:
            raise Refused(f"Letters of {name} were changed in the meantime; nothing was written anew. Call it again.")
        # A reminder that was answered while the letters were written waits no more.
        waiting = [letter.id for letter in store.campaigns.waiting(conference, name) if letter.id in fresh]
        for number in waiting:
            store.outbox.rewrite(number, fresh[number], by, now, WRITTEN_ANEW)
        return len(waiting), store.campaigns.shown(conference, name, by, now)


def renew_letter(
    store: Store,
    bureau: Bureau,
    campaign: Campaign,
    letter: StoredLetter,
    by: str,
    now: datetime,
    *,
    although_answered: bool = False,
) -> None:
    """One letter, held or cancelled, written anew: it waits for approval again.

    Raises `StoreError` for a cancelled reminder whose party has answered, unless a person asks for it although he knows
    (`remind --undecided` does the same).
    """
    with store.write():
        background = read_background(store, campaign, bureau.conference)
        if not although_answered and letter.state == "cancelled":
            _refuse_answered(bureau, campaign, letter, background.heard.get(letter.party or "", NOTHING))
        fresh = _written(bureau, campaign, letter, background, now)
        store.outbox.rewrite(letter.id, fresh, by, now, WRITTEN_ANEW)


def _refuse_answered(bureau: Bureau, campaign: Campaign, letter: StoredLetter, heard: Heard) -> None:
    """A reminder that was withdrawn by the answer must not go out for a slip of the hand."""
    came = {kind: at for kind, at in heard.kinds.items() if kind in campaign.owed}
    if campaign.reminds is None or not came:
        return
    kind = max(came, key=lambda each: came[each])
    said = answer_of(heard) if "rsvp" in campaign.owed else f"its {kind} has come"
    message = f" with message {heard.messages[kind]}" if kind in heard.messages else ""
    raise Refused(
        f"{letter.party} has answered: {said}, on {day(bureau.conference.day(came[kind]))}{message}. Letter {letter.id} stays"
        f" cancelled. To remind it all the same: mailflow letters renew {letter.id} --although-answered"
    )


def _written(
    bureau: Bureau, campaign: Campaign, letter: StoredLetter, background: Background, now: datetime
) -> NewLetter:
    party = bureau.roster.get(letter.party)
    if party is None:
        raise Refused(f"{letter.party} is no longer on the roster; letter {letter.id} cannot be written anew.")
    before = next(recipient.address for recipient in letter.recipients if not recipient.journal)
    to = next((address for address in party.emails if address.spec == before), None) or _first(party.emails, letter)
    return write(bureau, campaign, party, to, letter.purpose, background, now)


def _first(addresses: tuple[Address, ...], letter: StoredLetter) -> Address:
    if not addresses:
        raise Refused(f"{letter.party} has no address on the roster any more; letter {letter.id} stays as it is.")
    return addresses[0]
