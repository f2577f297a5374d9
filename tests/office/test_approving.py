"""What is looked at once more before the letters of a campaign leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailflow.office import registering
from mailflow.office.approving import look
from mailflow.store import AWAITS_APPROVAL, Campaign, Store
from tests.office.documents import WELLINGTON, Archive
from tests.office.people import INVITATION, NOW, OSLO, REMINDER, bureau, party
from tests.store.build import letter, on_record

NORWAY = party("NOR")
ROSTER = bureau(NORWAY).roster


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    store = Store.open(tmp_path / "mailflow.db", create=True)
    yield Archive(store)
    store.close()


def queued(store: Store, campaign: Campaign, *, minutes: int = 0) -> int:
    """A letter of the campaign to Norway, held until it is approved."""
    store.campaigns.begin(campaign, "kari", NOW)
    waits = letter("one", NORWAY.emails[0], campaign=campaign.name, purpose="letter", hold=AWAITS_APPROVAL)
    return store.outbox.queue(waits, NOW + timedelta(minutes=minutes)) or 0


def stopped(store: Store, campaign: Campaign) -> dict[int, str]:
    return dict(look(store, campaign, OSLO, ROSTER, NOW).withheld)


def test_a_reminder_stays_while_what_may_be_its_answer_waits_for_a_person(store: Store) -> None:
    number = queued(store, REMINDER)
    doubted = {"effective": False, "needs_person": True, "review": ("not proven",)}
    message = on_record(store, kinds=("rsvp",), party="NOR", **doubted)
    assert stopped(store, REMINDER)[number].startswith(f"Message {message}, perhaps its answer")
    store.records.dismiss(message, "kari", NOW)
    assert stopped(store, REMINDER) == {}


def test_an_invitation_does_not_wait_for_an_answer_in_review(store: Store) -> None:
    queued(store, INVITATION)
    on_record(store, kinds=("rsvp",), party="NOR", effective=False, needs_person=True, review=("not proven",))
    assert stopped(store, INVITATION) == {}


def test_letters_that_may_have_left_before_the_database_was_restored_stay(tmp_path: Path) -> None:
    path = tmp_path / "mailflow.db"
    store = Store.open(path, create=True)
    number = queued(store, INVITATION)
    store.close()
    Store.accept_restored(path, "kari", NOW)
    store = Store.open(path)
    assert "may have been sent" in stopped(store, INVITATION)[number]
    store.close()


@pytest.mark.parametrize(("minutes", "stays"), [(5, True), (-60, False), (60, False)])
def test_a_circulation_does_not_leave_with_a_document_that_was_withdrawn_since(
    archive: Archive, minutes: int, stays: bool
) -> None:
    accepted = archive.accept(archive.receive("On the clearance of land"))
    since = int((archive.now - NOW) / timedelta(minutes=1))
    circulation = replace(INVITATION, name="circulation", letter="circulation")
    number = queued(archive.store, circulation, minutes=since + minutes)
    archive.now += timedelta(minutes=10)
    registering.withdraw(archive.clerk, accepted, "asked")
    seen = look(archive.store, circulation, WELLINGTON, ROSTER, NOW).withheld
    assert (seen.get(number, "").startswith("CCM/WLG/2027/WP.1 was withdrawn"), bool(seen)) == (stays, stays)
