"""Letters of a campaign written anew while nobody was offered them: with today's date, the roster and the templates of today."""

from __future__ import annotations

from datetime import datetime

from mailflow.core.address import Address
from mailflow.errors import StoreError
from mailflow.office.background import Background, read_background
from mailflow.office.writing import Bureau, write
from mailflow.store import WRITTEN_ANEW, Campaign, Store, StoredLetter


def renew_campaign(store: Store, bureau: Bureau, campaign: Campaign, by: str, now: datetime) -> tuple[int, str]:
    """All letters that wait for approval written anew; their number and the new seal. Raises `LetterError`, and then
    nothing was changed. Who has answered since, or left the roster, keeps the letter that he has."""
    with store.write():
        background = read_background(store, campaign, bureau.conference)
        letters = store.campaigns.waiting(campaign.conference, campaign.name)
        for letter in letters:
            if bureau.roster.get(letter.party) is not None:
                _renew(store, bureau, campaign, letter, background, by, now)
        return len(letters), store.campaigns.shown(campaign.conference, campaign.name, by, now)


def renew_letter(
    store: Store, bureau: Bureau, campaign: Campaign, letter: StoredLetter, by: str, now: datetime
) -> None:
    """One letter, held or cancelled, written anew: it waits for approval again."""
    with store.write():
        _renew(store, bureau, campaign, letter, read_background(store, campaign, bureau.conference), by, now)


def _renew(
    store: Store,
    bureau: Bureau,
    campaign: Campaign,
    letter: StoredLetter,
    background: Background,
    by: str,
    now: datetime,
) -> None:
    party = bureau.roster.get(letter.party)
    if party is None:
        raise StoreError(f"{letter.party} is no longer on the roster; letter {letter.id} cannot be written anew.")
    before = next(recipient.address for recipient in letter.recipients if not recipient.journal)
    to = next((address for address in party.emails if address.spec == before), None) or _first(party.emails, letter)
    fresh = write(bureau, campaign, party, to, letter.purpose, background, now)
    store.outbox.rewrite(letter.id, fresh, by, now, WRITTEN_ANEW)


def _first(addresses: tuple[Address, ...], letter: StoredLetter) -> Address:
    if not addresses:
        raise StoreError(f"{letter.party} has no address on the roster any more; letter {letter.id} stays as it is.")
    return addresses[0]
