"""What our letters announced: once for each letter's name, from the day on which the first was sent."""

from __future__ import annotations

from datetime import date

import pytest

from mailflow.core.conference import Session
from mailflow.core.delivery import Fate
from mailflow.core.promise import Announced
from mailflow.errors import StoreError
from mailflow.store import NewLetter, Store
from tests.store.build import ANNA, HOUR, NOW, OLAV, broken_off, delivery, letter

PROGRAMME = Announced("the programme", date(2027, 1, 31))
REVISION = Announced("a revised text", date(2027, 1, 20), "States")
OPENING = Session("opening", "Opening", NOW, NOW + HOUR)


def invitation(name: str, *promises: Announced, **other: object) -> NewLetter:
    return letter(name, template="invitation", promises=promises, **other)  # type: ignore[arg-type]


def sent(store: Store, new: NewLetter, fate: Fate = Fate.SENT) -> None:
    store.outbox.queue(new, NOW)
    for claimed in store.outbox.claim(9, NOW):
        store.outbox.record(claimed.id, delivery((claimed.envelope.recipients[0], fate)), NOW + HOUR, None)


def texts(store: Store, **which: object) -> list[str]:
    return [promise.text for promise in store.promises.listed("oslo", **which)]  # type: ignore[arg-type]


def test_a_letter_to_many_promises_once(store: Store) -> None:
    sent(store, invitation("one", PROGRAMME))
    sent(store, invitation("two", PROGRAMME, party="PER"))
    (promise,) = store.promises.listed()
    assert (promise.letter, promise.due, promise.audience, promise.made_at) == (
        "invitation", date(2027, 1, 31), "participants", NOW + HOUR,
    )  # fmt: skip


@pytest.mark.parametrize("fate", [Fate.FAILED, Fate.UNKNOWN])
def test_a_letter_that_did_not_arrive_promises_nothing(store: Store, fate: Fate) -> None:
    sent(store, invitation("one", PROGRAMME), fate)
    assert texts(store) == []


def test_a_letter_that_waits_promises_nothing_until_one_of_its_name_is_sent(store: Store) -> None:
    store.outbox.queue(invitation("one", PROGRAMME, hold="held"), NOW)
    before = texts(store)
    sent(store, invitation("two", PROGRAMME, party="PER"))
    assert (before, texts(store)) == ([], ["the programme"])


def test_each_conference_has_its_own_promise(store: Store) -> None:
    sent(store, invitation("one", PROGRAMME))
    sent(store, invitation("two", PROGRAMME, conference="lima"))
    assert len(store.promises.listed()) == 2


def test_the_soonest_comes_first(store: Store) -> None:
    sent(store, invitation("one", PROGRAMME, REVISION))
    store.promises.add("oslo", "the rooms", date(2027, 1, 25), "hosts", "kari", NOW)
    assert texts(store) == ["a revised text", "the rooms", "the programme"]


def test_a_kept_promise_says_by_what_and_comes_back_by_no_further_letter(store: Store) -> None:
    sent(store, invitation("one", PROGRAMME))
    (promise,) = store.promises.listed()
    store.promises.settle(promise.id, "kept", "kari", NOW, kept_by="campaign programme")
    sent(store, invitation("two", PROGRAMME, party="PER"))
    (kept,) = store.promises.listed(settled=True)
    assert (texts(store), kept.kept_by, kept.settled_by) == ([], "campaign programme", "kari")


@pytest.mark.parametrize("number", [1, 9])
def test_only_what_is_open_can_be_settled(store: Store, number: int) -> None:
    store.promises.add("oslo", "the rooms", date(2027, 1, 25), "hosts", "kari", NOW)
    store.promises.settle(1, "dropped", "kari", NOW, note="no rooms")
    with pytest.raises(StoreError, match=r"is dropped|no promise 9"):
        store.promises.settle(number, "kept", "kari", NOW)


def test_a_session_counts_as_announced_when_a_letter_of_its_campaign_is_sent(store: Store) -> None:
    new = letter("one", template="session-change", campaign="opening", announces=(OPENING,))
    store.outbox.queue(new, NOW)
    before = store.promises.announced("oslo")
    (claimed,) = store.outbox.claim(1, NOW)
    store.outbox.record(claimed.id, delivery((ANNA, Fate.SENT)), NOW, None)
    assert (before, store.promises.announced("oslo")["opening"].session) == ({}, OPENING)
    assert store.promises.announced("oslo", but_by="opening") == {}


def test_what_was_announced_last_counts(store: Store) -> None:
    later = Session("opening", "Opening", NOW + HOUR, NOW + 2 * HOUR, tentative=True)
    for each in (OPENING, later):
        store.promises.announce("oslo", [each], "kari", NOW)
    assert store.promises.announced("oslo")["opening"].session == later


def test_many_letters_of_a_campaign_announce_one_session_once(store: Store) -> None:
    for number, to in enumerate((ANNA, OLAV)):
        store.outbox.queue(
            letter(str(number), to, campaign="opening", party=f"P{number}", announces=(OPENING,), template="x"), NOW
        )
    db = store._db
    assert db.one("select count(*) from announced_sessions") == 1


def test_a_letter_that_is_not_queued_promises_nothing(store: Store) -> None:
    with broken_off(store.write()):
        store.outbox.queue(invitation("one", PROGRAMME), NOW)
    assert store._db.one("select count(*) from promises") == 0
