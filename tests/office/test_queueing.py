"""Queueing the letters of a campaign: whose name the seal bears."""

from __future__ import annotations

from datetime import timedelta

from mailflow.core.roster import Party
from mailflow.office.background import read_background
from mailflow.office.editing import edit
from mailflow.office.plan import Wanted, plan
from mailflow.office.queueing import Queued, queue
from mailflow.store import Store
from tests.office.people import INVITATION, NOW, bureau, party

NORWAY, PERU = party("NOR"), party("PER")


def invite(store: Store, by: str, *parties: Party) -> Queued:
    """What `mailflow campaign invite --queue` does."""
    desk = bureau(*parties)
    background = read_background(store, INVITATION, desk.conference)
    lines = plan(desk, INVITATION, Wanted(), background, NOW)
    return queue(store, INVITATION, [line.letter for line in lines if line.letter], background, by, NOW)


def edited(store: Store, by: str) -> None:
    (letter,) = store.campaigns.letters("oslo", "invitation")
    edit(store, letter.id, "Invitation", "Other words.\n", by, NOW + timedelta(minutes=1))


def test_who_queues_again_puts_no_name_to_what_another_has_edited(store: Store) -> None:
    invite(store, "kari", NORWAY)
    edited(store, "olav")
    done = invite(store, "kari", NORWAY, PERU)
    approved = store.campaigns.approve("oslo", "invitation", "olav", NOW, seal=done.seal, two=True)
    assert (done.letters, done.unseen, approved.letters) == (1, (1,), ())
    assert "second person" in approved.lacking


def test_who_edited_himself_has_seen_it(store: Store) -> None:
    invite(store, "kari", NORWAY)
    edited(store, "Kari ")
    done = invite(store, "kari", NORWAY, PERU)
    assert (done.unseen, len(store.campaigns.approve("oslo", "invitation", "olav", NOW, two=True).letters)) == ((), 2)
