"""Campaigns on record: one letter a party, a seal over their bytes, approval by persons, and reminders that are overtaken."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mailflow.core.address import Address
from mailflow.core.delivery import Fate
from mailflow.errors import StoreError
from mailflow.store import AWAITS_APPROVAL, Campaign, FactRow, Heard, Store
from tests.store.build import (
    ANNA,
    HOUR,
    NOW,
    OLAV,
    answer,
    broken_off,
    delegate,
    delivery,
    letter,
    message,
    on_record,
    record,
)

OWED = ("rsvp", "representation")
INVITATION = Campaign("oslo", "invitation", "invitation", OWED)
REMINDER = Campaign("oslo", "invitation-reminder", "reminder", OWED, reminds="invitation")
CALL = Campaign("oslo", "call-reminder", "reminder-contribution", ("contribution",), reminds="call")
PERU = Address("desk", "mre.peru.example")


def begun(store: Store, *campaigns: Campaign) -> None:
    for campaign in campaigns:
        store.campaigns.begin(campaign, "kari", NOW)


def queued(store: Store, party: str = "NOR", to: Address = ANNA, campaign: str = "invitation", **other: Any) -> int:
    """A letter of a campaign, held until it is approved."""
    name = f"{campaign}{party}".lower().replace("-", "")
    fresh = letter(name, to, party=party, campaign=campaign, purpose="letter", hold=AWAITS_APPROVAL, **other)
    number = store.outbox.queue(fresh, NOW)
    assert number is not None
    return number


def invited(store: Store) -> list[int]:
    """Two letters, shown to the person who queued them."""
    begun(store, INVITATION)
    letters = [queued(store), queued(store, "PER", PERU)]
    store.campaigns.shown("oslo", "invitation", "kari", NOW)
    return letters


def states(store: Store, campaign: str = "invitation") -> list[str]:
    return [x.state for x in store.campaigns.letters("oslo", campaign)]


def approve(store: Store, by: str = "olav", **other: Any) -> tuple[int, ...]:
    return store.campaigns.approve("oslo", "invitation", by, NOW, **other).letters


def test_a_campaign_is_on_record_once(store: Store) -> None:
    begun(store, INVITATION, INVITATION)
    (found,) = store.campaigns.listed()
    assert (found.name, found.owed, found.begun_by, found.begun_at) == ("invitation", OWED, "kari", NOW)


def test_a_name_stands_for_one_campaign(store: Store) -> None:
    begun(store, INVITATION)
    with pytest.raises(StoreError, match="Choose another name"):
        begun(store, Campaign("oslo", "invitation", "call"))


def test_a_party_has_one_letter_of_a_campaign(store: Store) -> None:
    begun(store, INVITATION)
    queued(store)
    again = letter("other", PERU, party="NOR", campaign="invitation", purpose="letter", hold=AWAITS_APPROVAL)
    assert store.outbox.queue(again, NOW) is None


def test_nothing_leaves_before_it_is_approved(store: Store) -> None:
    letters = invited(store)
    assert store.outbox.claim(9, NOW) == []
    assert (approve(store), len(store.outbox.claim(9, NOW))) == (tuple(letters), 2)


@pytest.mark.parametrize("step", ["release", "resend"])
def test_a_letter_cannot_slip_past_its_approval(store: Store, step: str) -> None:
    number = invited(store)[0]
    if step == "resend":
        store.outbox.cancel(number, "olav", NOW)
    with pytest.raises(StoreError, match="was not approved"):
        getattr(store.outbox, step)(number, "olav", NOW)


def test_what_left_is_what_was_sealed(store: Store) -> None:
    invited(store)
    seal = store.campaigns.seal("oslo", "invitation")
    approve(store, seal=seal[:12])
    assert store.campaigns.seal("oslo", "invitation") == seal
    assert [a.what for a in store.outbox.attempts(1)] == ["queued"]
    assert seal[:12] in store.outbox.attempts(1)[0].text


@pytest.mark.parametrize("given", ["0" * 64, "abc", ""])
def test_another_seal_lets_nothing_out(store: Store, given: str) -> None:
    invited(store)
    with pytest.raises(StoreError, match="not under the seal"):
        approve(store, seal=given)
    assert states(store) == ["held", "held"]


def test_a_letter_that_came_to_it_unseen_lets_nothing_out(store: Store) -> None:
    invited(store)
    queued(store, "CHL", OLAV)
    with pytest.raises(StoreError, match="were changed since they were shown"):
        approve(store)


def test_a_letter_that_was_rewritten_needs_a_new_look(store: Store) -> None:
    number = invited(store)[0]
    fresh = letter("any", ANNA, hold=AWAITS_APPROVAL, data=b"other words", campaign="invitation", purpose="letter")
    store.outbox.rewrite(number, fresh, "olav", NOW, "edited")
    with pytest.raises(StoreError, match="were changed since they were shown"):
        approve(store)
    assert len(approve(store, seal=store.campaigns.seal("oslo", "invitation"))) == 2


def test_queueing_that_was_broken_off_lets_nothing_out(store: Store) -> None:
    begun(store, INVITATION)
    queued(store)
    with pytest.raises(StoreError, match="did not come to its end"):
        approve(store)


def test_a_letter_that_was_cancelled_does_not_break_the_seal(store: Store) -> None:
    first, second = invited(store)
    store.outbox.cancel(first, "olav", NOW)
    assert approve(store) == (second,)


def test_what_is_withheld_stays(store: Store) -> None:
    first, second = invited(store)
    assert approve(store, withheld={first: "its address is gone"}) == (second,)
    assert states(store) == ["held", "queued"]


def test_there_must_be_such_a_campaign(store: Store) -> None:
    with pytest.raises(StoreError, match='no campaign "invitation"'):
        approve(store)


# Two persons


@pytest.mark.parametrize(
    ("persons", "left"), [(["kari"], 0), (["KARI ", "Kari"], 0), (["olav"], 2), (["kari", "olav"], 2)]
)
def test_two_names_are_needed_and_the_same_name_is_one(store: Store, persons: list[str], left: int) -> None:
    invited(store)
    assert sum(len(approve(store, by, two=True)) for by in persons) == left


def test_who_is_lacking_is_said(store: Store) -> None:
    invited(store)
    assert "a second person" in store.campaigns.approve("oslo", "invitation", "kari", NOW, two=True).lacking


def test_names_put_to_other_words_do_not_count(store: Store) -> None:
    number = invited(store)[0]
    fresh = letter("any", ANNA, hold=AWAITS_APPROVAL, data=b"other words", campaign="invitation", purpose="letter")
    store.outbox.rewrite(number, fresh, "olav", NOW, "edited")
    seal = store.campaigns.seal("oslo", "invitation")
    assert [len(approve(store, by, two=True, seal=seal)) for by in ("olav", "kari")] == [0, 2]


# Another text


def test_a_rewritten_letter_keeps_what_it_was(store: Store) -> None:
    number = invited(store)[0]
    fresh = letter(
        "any", OLAV, hold="x", data=b"new", subject="New", language="fr", campaign="invitation", purpose="letter"
    )
    store.outbox.rewrite(number, fresh, "olav", NOW, "edited")
    found, (before,) = store.outbox.get(number, data=True), store.outbox.revisions(number)
    assert found is not None
    assert (found.data, found.subject, found.language, found.recipients[0].address) == (b"new", "New", "fr", OLAV.spec)
    assert (before.data[:10], before.subject, before.by, before.recipients) == (
        b"Message-ID",
        "Your message",
        "olav",
        (ANNA.spec,),
    )
    assert found.message_id == "<mf.invitationnor.aaaaaaaaaaaaaaaa@secretariat.example>"


def test_a_cancelled_letter_can_be_written_anew_and_leave(store: Store) -> None:
    number = store.outbox.queue(letter(), NOW)
    assert number is not None
    store.outbox.cancel(number, "kari", NOW)
    store.outbox.rewrite(number, letter(data=b"new"), "kari", NOW + HOUR, "written anew")
    assert [x.data for x in store.outbox.claim(1, NOW + HOUR)] == [b"new"]


@pytest.mark.parametrize("fate", list(Fate))
def test_what_a_server_was_offered_is_never_rewritten(store: Store, fate: Fate) -> None:
    number = store.outbox.queue(letter(), NOW)
    assert number is not None
    store.outbox.claim(1, NOW)
    store.outbox.record(number, delivery((ANNA, fate)), NOW, NOW + HOUR)
    with pytest.raises(StoreError, match="offered to a server"):
        store.outbox.rewrite(number, letter(data=b"new"), "kari", NOW, "edited")


def test_only_what_is_held_or_cancelled_is_rewritten(store: Store) -> None:
    number = store.outbox.queue(letter(), NOW)
    assert number is not None
    with pytest.raises(StoreError, match="is queued"):
        store.outbox.rewrite(number, letter(data=b"new"), "kari", NOW, "edited")
    assert store.outbox.revisions(number) == []


# A letter that waits for a time


def later(store: Store) -> int:
    number = store.outbox.queue(letter(leaves_at=NOW + HOUR), NOW)
    assert number is not None
    return number


def test_a_letter_leaves_at_its_time_and_not_before(store: Store) -> None:
    number = later(store)
    assert (store.outbox.claim(1, NOW + HOUR / 2), store.outbox.next_due(NOW)) == ([], NOW + HOUR)
    assert [x.id for x in store.outbox.claim(1, NOW + HOUR)] == [number]


def test_a_letter_whose_sending_was_not_begun_waits_no_longer_than_before(store: Store) -> None:
    number = later(store)
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.unclaim([number])
    found = store.outbox.get(number)
    assert found is not None
    assert (found.state, found.next_try_at) == ("queued", None)


def test_a_letter_that_waits_does_not_keep_others_back(store: Store) -> None:
    later(store)
    second = store.outbox.queue(letter("second", OLAV), NOW)
    assert [x.id for x in store.outbox.claim(9, NOW)] == [second]


@pytest.mark.parametrize(("step", "state"), [("hold", "held"), ("cancel", "cancelled")])
def test_a_letter_that_waits_can_be_kept_back(store: Store, step: str, state: str) -> None:
    number = later(store)
    getattr(store.outbox, step)(number, "kari", NOW)
    found = store.outbox.get(number)
    assert found is not None
    assert (found.state, store.outbox.claim(1, NOW + 2 * HOUR)) == (state, [])


def test_a_letter_counts_from_when_it_may_leave(store: Store) -> None:
    found = store.outbox.get(later(store))
    assert found is not None
    assert found.queued_at == NOW + HOUR


# What was heard


def test_what_was_heard_is_told_by_party(store: Store) -> None:
    on_record(store, 1, attendance="accepted", facts=(answer("accepted"), delegate("Ola")))
    on_record(
        store, 2, party="PER", kinds=("paper",), facts=(FactRow("paper", {"kind": "paper", "submitters": ["CHL"]}),)
    )
    on_record(store, 3, party="MLT", effective=False, review=("a person looks",))
    store.records.enter("oslo", "KEN", [answer("declined")], "kari", NOW + HOUR)
    assert store.campaigns.heard("oslo") == {
        "NOR": Heard("accepted", {"rsvp": NOW, "representation": NOW}, {}, {"rsvp": 1, "representation": 1}),
        "PER": Heard(None, {"paper": NOW}, {}, {"paper": 2}),
        "CHL": Heard(None, {"paper": NOW}, {}, {"paper": 2}),
        "MLT": Heard(None, {}, {"rsvp": 3}),
        "KEN": Heard("declined", {"rsvp": NOW + HOUR}),
    }


@pytest.mark.parametrize(
    ("fates", "dead"),
    [
        ([(Fate.FAILED, "")], True),
        ([(Fate.SENT, "bounced")], True),
        ([(Fate.FAILED, ""), (Fate.SENT, "")], False),
        ([(Fate.SENT, ""), (Fate.FAILED, "")], True),
        ([(Fate.DEFERRED, "")], False),
        ([(Fate.SENT, "5.7.1 refused as spam")], False),
    ],
)
def test_an_address_is_dead_while_its_last_letter_came_back(
    store: Store, fates: list[tuple[Fate, str]], dead: bool
) -> None:
    for hour, (fate, report) in enumerate(fates):
        at = NOW + hour * HOUR
        number = store.outbox.queue(letter(f"no{hour}"), at)
        assert number is not None
        store.outbox.claim(1, at)
        store.outbox.record(number, delivery((ANNA, fate)), at, at + HOUR)
        if report:
            store.outbox.bounced(f"no{hour}", ANNA.spec, report, at)
    assert (ANNA.key in store.campaigns.dead_addresses()) == dead


def test_what_a_machine_answers_is_noted_beside_the_letter(store: Store) -> None:
    invited(store)
    assert store.outbox.machine_answered("invitationnor", "message 7: Absent", NOW)
    assert not store.outbox.machine_answered("nosuchletter", "message 7: Absent", NOW)
    assert store.campaigns.machine_answers("oslo", "invitation") == {1: ["message 7: Absent"]}


# Reminders that are overtaken


def reminder(store: Store, state: str = "held", campaign: Campaign = REMINDER) -> int:
    """A reminder to Norway that waits in that state."""
    begun(store, INVITATION, campaign)
    number = queued(store, campaign=campaign.name)
    if state != "held":
        store.outbox.let_go(number, "kari", NOW, "approved")
    if state in ("deferred", "sending", "sent"):
        store.outbox.claim(1, NOW)
    if state in ("deferred", "sent"):
        store.outbox.record(number, delivery((ANNA, Fate(state))), NOW, NOW + HOUR)
    return number


def state_of(store: Store, number: int) -> str:
    found = store.outbox.get(number)
    assert found is not None
    return found.state


def answered(store: Store, **other: Any) -> int:
    values: dict[str, Any] = {"attendance": "accepted", "facts": (answer("accepted"),)}
    return on_record(store, received_at=NOW + HOUR, **(values | other))


@pytest.mark.parametrize("state", ["held", "queued", "deferred"])
def test_a_reminder_that_waits_is_withdrawn_by_the_answer(store: Store, state: str) -> None:
    number = reminder(store, state)
    came = answered(store)
    last = store.outbox.attempts(number)[-1]
    assert (state_of(store, number), last.what) == ("cancelled", "cancelled")
    assert last.text == f"withdrawn: the party has answered with message {came}"


@pytest.mark.parametrize("state", ["sending", "sent"])
def test_what_has_left_stays_as_it_is(store: Store, state: str) -> None:
    number = reminder(store, state)
    answered(store)
    assert state_of(store, number) == state


def test_answer_and_withdrawal_are_one_step(store: Store) -> None:
    number = reminder(store)
    came = message(store, 1)
    with broken_off(store.write()):
        store.records.commit(record(came, facts=(answer("accepted"),), attendance="accepted"), NOW)
        assert state_of(store, number) == "cancelled"
    assert state_of(store, number) == "held"


@pytest.mark.parametrize(
    "other",
    [
        {"party": "PER"},
        {"kinds": ("paper",), "attendance": None, "facts": ()},
        {"effective": False, "review": ("a person looks",)},
    ],
)
def test_what_is_no_answer_of_the_party_in_force_withdraws_nothing(store: Store, other: dict[str, Any]) -> None:
    number = reminder(store)
    answered(store, **other)
    assert state_of(store, number) == "held"


def test_a_first_letter_is_not_withdrawn(store: Store) -> None:
    number = invited(store)[0]
    answered(store)
    assert state_of(store, number) == "held"


def test_a_person_who_accepts_an_answer_withdraws_the_reminder(store: Store) -> None:
    number = reminder(store)
    came = answered(store, effective=False, review=("a person looks",))
    store.records.accept(came, "olav", NOW + 2 * HOUR)
    last = store.outbox.attempts(number)[-1]
    assert (state_of(store, number), last.by) == ("cancelled", "olav")


def test_a_person_who_corrects_a_message_withdraws_the_reminder(store: Store) -> None:
    number = reminder(store)
    came = answered(store, party="PER", kinds=("other",), attendance=None, facts=())
    store.records.correct(came, {"party": "NOR", "kinds": ["rsvp"], "attendance": "declined"}, [], "olav", NOW)
    assert state_of(store, number) == "cancelled"


def test_a_person_who_enters_an_answer_withdraws_the_reminder(store: Store) -> None:
    number = reminder(store)
    store.records.enter("oslo", "NOR", [answer("accepted")], "olav", NOW, "by telephone")
    assert (state_of(store, number), store.outbox.attempts(number)[-1].text[:28]) == (
        "cancelled",
        "withdrawn: olav entered what",
    )


def test_a_person_who_dismisses_a_message_withdraws_nothing(store: Store) -> None:
    number = reminder(store)
    store.records.dismiss(answered(store, effective=False, review=("a person looks",)), "olav", NOW)
    assert state_of(store, number) == "held"


def test_a_second_answer_finds_nothing_to_withdraw(store: Store) -> None:
    number = reminder(store)
    answered(store, uid=1)
    answered(store, uid=2, attendance="declined", facts=(answer("declined"),))
    assert (state_of(store, number), len(store.outbox.attempts(number))) == ("cancelled", 1)
    assert store.campaigns.heard("oslo")["NOR"].attendance == "declined"


def test_a_joint_contribution_withdraws_the_reminders_of_all_who_made_it(store: Store) -> None:
    number = reminder(store, campaign=CALL)
    joint = FactRow("paper", {"kind": "contribution", "submitters": ["PER", "NOR"]})
    answered(store, party="PER", kinds=("contribution",), attendance=None, facts=(joint,))
    assert state_of(store, number) == "cancelled"


def test_an_answer_does_not_withdraw_the_reminder_for_a_contribution(store: Store) -> None:
    number = reminder(store, campaign=CALL)
    answered(store)
    assert state_of(store, number) == "held"


def test_a_letter_knows_when_it_was_written(store: Store) -> None:
    number = invited(store)[0]
    fresh = letter("any", hold=AWAITS_APPROVAL, campaign="invitation", purpose="letter")
    store.outbox.rewrite(number, fresh, "kari", NOW + HOUR, "edited")
    edited = store.campaigns.written_at(number)
    store.outbox.rewrite(number, fresh, "kari", NOW + timedelta(days=1), "written anew")
    assert (edited, store.campaigns.written_at(number)) == (NOW, NOW + timedelta(days=1))


def test_envelopes_count_for_the_seal(store: Store) -> None:
    number = invited(store)[0]
    before = store.campaigns.seal("oslo", "invitation")
    found = store.outbox.get(number, data=True)
    assert found is not None
    other = letter("any", hold=AWAITS_APPROVAL, campaign="invitation", purpose="letter", data=found.data)
    store.outbox.rewrite(number, other, "kari", NOW, "edited")
    same = store.campaigns.seal("oslo", "invitation")
    elsewhere = letter("any", OLAV, hold=AWAITS_APPROVAL, campaign="invitation", purpose="letter", data=found.data)
    store.outbox.rewrite(number, elsewhere, "kari", NOW, "edited")
    assert (before == same, store.campaigns.seal("oslo", "invitation") == same) == (True, False)
