"""What a campaign must know of the record before it writes to anybody, read in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mailflow.core.conference import Conference, Session
from mailflow.core.facts import Delegate
from mailflow.core.letter_values import Circulated
from mailflow.office.circulation import circulated
from mailflow.office.registering import read_register
from mailflow.store import Campaign, Heard, Store, StoredLetter

CIRCULATION = "circulation"  # the letter that lists documents
Letters = Mapping[str, tuple[StoredLetter, ...]]


@dataclass(frozen=True, slots=True)
class Background:
    """By code of the party: what was heard from it, the letters of this campaign, and of the one that it reminds of.

    `dead` are addresses that letters came back from, by their key; `copies` are the messages that are copies of letters, by
    their Message-ID.
    """

    heard: Mapping[str, Heard] = field(default_factory=dict)
    letters: Letters = field(default_factory=dict)
    first: Letters = field(default_factory=dict)
    dead: Mapping[str, str] = field(default_factory=dict)
    delegations: Mapping[str, tuple[Delegate, ...]] = field(default_factory=dict)
    points: Mapping[str, frozenset[int]] = field(default_factory=dict)
    documents: tuple[Circulated, ...] = ()  # what was accepted since the last circulation
    copies: Mapping[str, int] = field(default_factory=dict)
    announced: Session | None = None  # the session that the campaign is about, as others announced it last


def read_background(store: Store, campaign: Campaign, meeting: Conference) -> Background:
    """Everything at one moment: the caller may hold a transaction open around it."""
    conference, reminds = campaign.conference, campaign.reminds
    lists_documents = campaign.letter == CIRCULATION
    heard = store.campaigns.heard(conference)
    return Background(
        heard=heard,
        letters=by_party(store.campaigns.letters(conference, campaign.name)),
        first=by_party(store.campaigns.letters(conference, reminds)) if reminds is not None else {},
        dead=store.campaigns.dead_addresses(),
        delegations={party: store.records.delegates(conference, party) for party in heard},
        points=_points(store, conference),
        documents=circulated(read_register(store, meeting), meeting, campaign.since) if lists_documents else (),
        copies=store.campaigns.copies(conference),
        announced=_announced(store, campaign),
    )


def _announced(store: Store, campaign: Campaign) -> Session | None:
    if not campaign.session:
        return None
    found = store.promises.announced(campaign.conference, campaign.name).get(campaign.session)
    return found.session if found is not None else None


def by_party(letters: Iterable[StoredLetter]) -> Letters:
    """Letters by the code of their party, in their order."""
    found: dict[str, tuple[StoredLetter, ...]] = {}
    for letter in letters:
        if letter.party is not None:
            found[letter.party] = (*found.get(letter.party, ()), letter)
    return found


def _points(store: Store, conference: str) -> Mapping[str, frozenset[int]]:
    """The action points that each party has contributed to."""
    found: dict[str, frozenset[int]] = {}
    for fact in store.records.facts(conference=conference, kinds=("action-point",), effective=True):
        number = fact.values.get("number")
        if fact.party is not None and isinstance(number, int):
            found[fact.party] = found.get(fact.party, frozenset()) | {number}
    return found
