"""What a conference hands on: parties with the addresses that proved good, the lists they came onto, the persons behind them."""

from __future__ import annotations

import csv
import io

import pytest

from mailflow.core.address import Address
from mailflow.core.delivery import Fate
from mailflow.core.roster import Roster, parse_roster
from mailflow.office.chain import Carried, carried, contacts_csv
from mailflow.store import Store
from tests.store.build import HOUR, NOW, delegate, delivery, letter, on_record

ROSTER = parse_roster(
    "code,kind,name,language,domains,emails,lists\n"
    "NOR,state,Norway,en,mfa.norway.example,old@mfa.norway.example;anna.berg@mfa.norway.example,everybody\n"
    "PER,state,Peru,es,mfa.peru.example,desk@mfa.peru.example,\n"
    "FRA,state,France,fr,mfa.france.example,desk@mfa.france.example,\n",
    "roster.csv",
)
OLD, PERU = Address("old", "mfa.norway.example"), Address("desk", "mfa.peru.example")


@pytest.fixture
def store(store: Store) -> Store:
    """Norway came, and its first address bounced; Peru declined, and its only address bounced; France was never heard of."""
    on_record(
        store,
        1,
        attendance="accepted",
        facts=(delegate("Anna Berg", title="=Adviser", email="anna.berg@mfa.norway.example"),),
    )
    on_record(store, 2, party="PER", attendance="declined", sender="clerk@mfa.peru.example", language="es")
    for name, to in (("one", OLD), ("two", PERU)):
        number = store.outbox.queue(letter(name, to, party=name), NOW)
        store.outbox.claim(10, NOW)
        store.outbox.record(number or 0, delivery((to, Fate.SENT)), NOW, None)
        store.outbox.bounced(name, to.spec, "no such user", NOW + HOUR)
    return store


@pytest.fixture
def handed(store: Store) -> Carried:
    return carried(store, ROSTER, "oslo")


def test_address_that_wrote_comes_first_and_one_that_bounced_last(handed: Carried) -> None:
    party = handed.roster.get("NOR")
    assert party is not None
    assert [a.spec for a in party.emails] == ["anna.berg@mfa.norway.example", "old@mfa.norway.example"]


def test_parties_come_onto_lists_by_what_became_of_them(handed: Carried) -> None:
    assert {p.code: p.lists for p in handed.roster.parties} == {
        "NOR": ("everybody", "participated-oslo"),
        "PER": ("declined-oslo", "bounced-oslo"),
        "FRA": ("silent-oslo",),
    }


def test_languages_and_names_go_on(handed: Carried) -> None:
    assert [(p.language, p.name) for p in handed.roster.parties] == [("en", "Norway"), ("es", "Peru"), ("fr", "France")]


def test_contacts_tell_how_each_address_fared(handed: Carried) -> None:
    found = {(c.address, c.known_from, c.state and c.state.value, c.name) for c in handed.contacts}
    assert found == {
        ("anna.berg@mfa.norway.example", "roster", "answered", ""),
        ("old@mfa.norway.example", "roster", "bounced", ""),
        ("anna.berg@mfa.norway.example", "delegation", "answered", "Anna Berg"),
        ("desk@mfa.peru.example", "roster", "bounced", ""),
        ("clerk@mfa.peru.example", "message", "answered", ""),
        ("desk@mfa.france.example", "roster", "silent", ""),
    }


def test_address_that_wrote_after_its_letter_bounced_is_good_again(store: Store) -> None:
    on_record(store, 3, party="PER", sender=PERU.spec, received_at=NOW + 2 * HOUR)
    assert "bounced-oslo" not in (carried(store, ROSTER, "oslo").roster.get("PER") or ROSTER.parties[0]).lists


def test_made_twice_it_is_the_same(store: Store, handed: Carried) -> None:
    assert carried(store, handed.roster, "oslo").roster.parties == handed.roster.parties


def test_contacts_are_safe_to_open(handed: Carried) -> None:
    rows = list(csv.DictReader(io.StringIO(contacts_csv(handed.contacts).removeprefix("\ufeff"), newline="")))
    assert [row["function"] for row in rows if row["name"]] == ["'=Adviser"]


def test_unproven_message_makes_no_contact(store: Store) -> None:
    on_record(store, 4, party="FRA", sender="liar@elsewhere.example", effective=False)
    assert not [c for c in carried(store, ROSTER, "oslo").contacts if c.address.startswith("liar")]


def test_roster_without_parties_hands_on_nothing(store: Store) -> None:
    assert carried(store, Roster(()), "oslo").contacts == ()
