"""Letters: what may leave, what came of it, and what a person may still do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from mailflow.core.address import Address
from mailflow.core.delivery import Delivery, Fate
from mailflow.errors import StoreError
from mailflow.store import Store, StoredLetter
from tests.store.build import ANNA, HOUR, JOURNAL, NOW, OLAV, begin, delivery, letter, on_record

SENT, DEFERRED, FAILED, UNKNOWN = Fate.SENT, Fate.DEFERRED, Fate.FAILED, Fate.UNKNOWN


def queued(store: Store, *recipients: Address, **other: object) -> int:
    journal = JOURNAL if JOURNAL in recipients else None
    number = store.outbox.queue(letter("first", *recipients, journal=journal, **other), NOW)
    assert number is not None
    return number


def claimed(store: Store, *recipients: Address) -> int:
    number = queued(store, *recipients)
    store.outbox.claim(1, NOW)
    return number


def tried(store: Store, *fates: tuple[Address, Fate], again: bool = True) -> int:
    """A letter after one attempt."""
    number = claimed(store, *(recipient for recipient, _ in fates))
    store.outbox.record(number, delivery(*fates), NOW, NOW + HOUR if again else None)
    return number


def get(store: Store, number: int) -> StoredLetter:
    found = store.outbox.get(number)
    assert found is not None
    return found


def states(store: Store, number: int) -> list[str]:
    return [recipient.state for recipient in get(store, number).recipients]


def claims(store: Store, later: timedelta = timedelta()) -> list[int]:
    return [each.id for each in store.outbox.claim(10, NOW + later)]


# Into the outbox


def test_the_exact_bytes_are_kept(store: Store) -> None:
    data = bytes(range(256))
    assert store.outbox.data(queued(store, data=data)) == data


def test_one_letter_a_message_and_purpose(store: Store) -> None:
    number = on_record(store)
    first = letter("one", message=number, campaign=None)
    second = letter("two", message=number, campaign=None)
    assert (store.outbox.queue(first, NOW), store.outbox.queue(second, NOW)) == (1, None)


def test_another_purpose_is_another_letter(store: Store) -> None:
    number = on_record(store)
    first = letter("one", message=number, campaign=None)
    second = letter("two", message=number, campaign=None, purpose="circular")
    assert (store.outbox.queue(first, NOW), store.outbox.queue(second, NOW)) == (1, 2)


@pytest.mark.parametrize(("party", "second"), [("NOR", None), ("FRA", 2)])
def test_one_letter_a_campaign_and_party(store: Store, party: str, second: int | None) -> None:
    store.outbox.queue(letter("one", campaign="invitation"), NOW)
    assert store.outbox.queue(letter("two", campaign="invitation", party=party), NOW) == second


def test_a_token_is_never_used_for_two_occasions(store: Store) -> None:
    store.outbox.queue(letter("one", campaign="invitation"), NOW)
    with pytest.raises(StoreError, match="has the token one already"):
        store.outbox.queue(letter("one", campaign="reminder"), NOW)


def test_an_address_named_twice_gets_one_letter(store: Store) -> None:
    assert len(get(store, queued(store, ANNA, ANNA)).recipients) == 1


def test_a_null_sender_stays_none(store: Store) -> None:
    assert get(store, queued(store)).envelope.sender is None


# Out of it


def test_a_claimed_letter_is_sending_and_not_claimed_again(store: Store) -> None:
    number = claimed(store)
    assert (get(store, number).state, claims(store)) == ("sending", [])


def test_a_claim_outlives_the_process(store: Store, path: Path) -> None:
    claimed(store)
    with closing(Store.open(path)) as other:
        assert other.outbox.claim(1, NOW) == []


def test_a_claimed_letter_comes_with_bytes_and_envelope(store: Store) -> None:
    queued(store, ANNA, JOURNAL)
    found = store.outbox.claim(1, NOW)[0]
    assert (found.data, found.envelope.recipients) == (letter().data, (ANNA, JOURNAL))


def test_who_waited_longest_leaves_first(store: Store) -> None:
    tried(store, (ANNA, DEFERRED))
    for minutes in (30, 90):
        store.outbox.queue(letter(f"after{minutes}"), NOW + timedelta(minutes=minutes))
    order = [store.outbox.claim(1, NOW + 2 * HOUR)[0].token for _ in range(3)]
    assert order == ["after30", "first", "after90"]


def test_a_letter_not_begun_waits_as_before(store: Store) -> None:
    number = claimed(store)
    store.outbox.unclaim([number])
    assert (get(store, number).state, claims(store)) == ("queued", [number])


def test_a_letter_put_off_and_not_begun_again_waits_for_its_time(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED))
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.unclaim([number])
    assert (claims(store), claims(store, HOUR)) == ([], [number])


@pytest.mark.parametrize(
    ("fates", "state"),
    [
        ([(ANNA, SENT)], "sent"),
        ([(ANNA, DEFERRED)], "deferred"),
        ([(ANNA, FAILED)], "failed"),
        ([(ANNA, UNKNOWN)], "unknown"),
        ([(ANNA, SENT), (OLAV, FAILED)], "failed"),
        ([(ANNA, SENT), (OLAV, DEFERRED)], "deferred"),
        ([(ANNA, FAILED), (OLAV, DEFERRED)], "deferred"),
        ([(ANNA, DEFERRED), (OLAV, UNKNOWN)], "unknown"),
        ([(ANNA, SENT), (JOURNAL, FAILED)], "sent"),
        ([(ANNA, SENT), (JOURNAL, DEFERRED)], "sent"),
        ([(ANNA, FAILED), (JOURNAL, SENT)], "failed"),
        ([(JOURNAL, DEFERRED)], "deferred"),
    ],
)
def test_a_letter_is_as_its_recipients_are(store: Store, fates: list[tuple[Address, Fate]], state: str) -> None:
    assert get(store, tried(store, *fates)).state == state


def test_what_the_server_said_is_kept_for_each_recipient(store: Store) -> None:
    found = get(store, tried(store, (ANNA, SENT), (OLAV, FAILED)))
    assert [(r.address, r.code, r.text) for r in found.recipients] == [
        (ANNA.spec, 250, "as the server said"),
        (OLAV.spec, 550, "as the server said"),
    ]


def test_only_those_who_wait_are_tried_again(store: Store) -> None:
    tried(store, (ANNA, SENT), (OLAV, DEFERRED), (JOURNAL, SENT))
    assert store.outbox.claim(1, NOW + HOUR)[0].envelope.recipients == (OLAV,)


def test_a_letter_put_off_waits_for_its_time(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED))
    assert (claims(store, HOUR - timedelta(seconds=1)), claims(store, HOUR)) == ([], [number])


def test_a_clock_that_went_back_freezes_no_letter(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED))
    assert claims(store, timedelta(days=-3650)) == [number]


def test_without_another_time_who_was_put_off_is_given_up(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED), again=False)
    assert (get(store, number).state, get(store, number).recipients[0].text) == (
        "failed",
        "given up: as the server said",
    )


def test_a_recipient_of_whom_nothing_is_said_is_unknown(store: Store) -> None:
    number = claimed(store, ANNA, OLAV)
    store.outbox.record(number, delivery((ANNA, SENT)), NOW, NOW + HOUR)
    assert (get(store, number).state, states(store, number)) == ("unknown", ["sent", "unknown"])


def test_an_empty_delivery_is_unknown(store: Store) -> None:
    number = claimed(store)
    store.outbox.record(number, Delivery(()), NOW, None)
    assert get(store, number).state == "unknown"


@pytest.mark.parametrize("again", [HOUR, timedelta(days=400)])
def test_a_letter_of_unknown_fate_never_leaves_by_itself(store: Store, again: timedelta) -> None:
    tried(store, (ANNA, UNKNOWN))
    assert claims(store, again) == []


def test_an_outcome_for_a_letter_that_nobody_sent_changes_nothing(store: Store) -> None:
    number = queued(store)
    store.outbox.record(number, delivery((ANNA, SENT)), NOW, None)
    assert get(store, number).state == "queued"


def test_every_attempt_is_on_record(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED))
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.record(number, delivery((ANNA, SENT)), NOW + HOUR, None)
    assert [(a.what, a.at) for a in store.outbox.attempts(number)] == [("deferred", NOW), ("sent", NOW + HOUR)]


def test_attempts_are_counted(store: Store) -> None:
    assert get(store, tried(store, (ANNA, DEFERRED))).tries == 1


@pytest.mark.parametrize(
    ("fates", "due"), [([(ANNA, SENT)], None), ([(ANNA, DEFERRED)], NOW + HOUR), ([(ANNA, UNKNOWN)], None)]
)
def test_the_outbox_knows_when_something_is_due(store: Store, fates: list[tuple[Address, Fate]], due: object) -> None:
    tried(store, *fates)
    assert store.outbox.next_due(NOW) == due


# What was on the wire when the worker ended


def test_what_was_on_the_wire_is_unknown_and_the_rest_waits(store: Store) -> None:
    first, second = claimed(store), store.outbox.queue(letter("second"), NOW)
    assert (store.outbox.sweep(NOW), claims(store)) == ([first], [second])


def test_a_sweep_touches_nobody_who_was_reached_before(store: Store) -> None:
    number = tried(store, (ANNA, SENT), (OLAV, DEFERRED))
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.sweep(NOW + HOUR)
    assert states(store, number) == ["sent", "unknown"]


# The journal copy


def test_the_journal_copy_shows_that_a_letter_was_sent(store: Store) -> None:
    number = tried(store, (ANNA, UNKNOWN), (JOURNAL, UNKNOWN))
    store.outbox.journal_seen("first", NOW)
    assert (get(store, number).state, states(store, number)) == ("sent", ["sent", "sent"])


def test_a_copy_that_is_faster_than_the_answer_counts_when_the_answer_is_lost(store: Store) -> None:
    number = claimed(store, ANNA, JOURNAL)
    store.outbox.journal_seen("first", NOW)
    store.outbox.record(number, delivery((ANNA, UNKNOWN), (JOURNAL, UNKNOWN)), NOW, None)
    assert get(store, number).state == "sent"


def test_a_copy_of_an_attempt_that_a_server_put_off_is_no_word_on_the_next(store: Store) -> None:
    number = claimed(store, ANNA, JOURNAL)
    store.outbox.journal_seen("first", NOW)
    store.outbox.record(number, delivery((ANNA, DEFERRED), (JOURNAL, DEFERRED)), NOW, NOW + HOUR)
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.record(number, delivery((ANNA, UNKNOWN), (JOURNAL, UNKNOWN)), NOW + HOUR, None)
    assert states(store, number) == ["unknown", "unknown"]


def test_a_copy_that_came_before_the_crash_counts_after_it(store: Store) -> None:
    number = claimed(store, ANNA, JOURNAL)
    store.outbox.journal_seen("first", NOW)
    assert (store.outbox.sweep(NOW), get(store, number).state) == ([], "sent")


def test_a_copy_from_an_earlier_attempt_shows_nothing_about_a_later_one(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED), (JOURNAL, SENT))
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.journal_seen("first", NOW + HOUR)
    store.outbox.record(number, delivery((ANNA, UNKNOWN)), NOW + HOUR, None)
    assert get(store, number).state == "unknown"


def test_who_was_put_off_in_the_same_attempt_still_gets_the_letter(store: Store) -> None:
    tried(store, (ANNA, UNKNOWN), (OLAV, DEFERRED), (JOURNAL, UNKNOWN))
    store.outbox.journal_seen("first", NOW)
    assert [each.envelope.recipients for each in store.outbox.claim(1, NOW + HOUR)] == [(OLAV,)]


@pytest.mark.parametrize("fate", [SENT, FAILED, DEFERRED])
def test_a_copy_of_a_letter_whose_fate_is_known_changes_nothing(store: Store, fate: Fate) -> None:
    number = tried(store, (ANNA, fate), (JOURNAL, SENT))
    store.outbox.journal_seen("first", NOW)
    assert get(store, number).state == fate.value


# The copy of the first time, when a person has the letter sent once more


def sent_again(store: Store, *fates: tuple[Address, Fate]) -> int:
    """A letter that was tried, and that a person sends again."""
    number = tried(store, *fates, again=False)
    store.outbox.resend(number, "kari", NOW)
    return number


LOST = ((ANNA, UNKNOWN), (JOURNAL, UNKNOWN))


def test_the_copy_stops_a_letter_that_was_to_be_sent_again(store: Store) -> None:
    number = sent_again(store, *LOST)
    store.outbox.journal_seen("first", NOW)
    assert (get(store, number).state, states(store, number), claims(store)) == ("sent", ["sent", "sent"], [])


@pytest.mark.parametrize("move", ["hold", "cancel"])
def test_the_copy_settles_it_also_where_a_person_thought_better_of_it(store: Store, move: str) -> None:
    number = _then(store, sent_again(store, *LOST), move)
    store.outbox.journal_seen("first", NOW)
    assert (get(store, number).state, get(store, number).hold) == ("sent", "")


def test_the_copy_stops_a_letter_that_was_put_off_the_second_time(store: Store) -> None:
    number = sent_again(store, *LOST)
    store.outbox.claim(1, NOW)
    store.outbox.record(number, delivery((ANNA, DEFERRED), (JOURNAL, DEFERRED)), NOW, NOW + HOUR)
    store.outbox.journal_seen("first", NOW)
    assert (get(store, number).state, claims(store, HOUR)) == ("sent", [])


def test_the_copy_stops_a_letter_that_was_claimed_and_not_begun(store: Store) -> None:
    number = sent_again(store, *LOST)
    store.outbox.claim(1, NOW)
    store.outbox.journal_seen("first", NOW)
    store.outbox.unclaim([number])
    assert (get(store, number).state, claims(store)) == ("sent", [])


def test_who_was_refused_the_first_time_still_gets_it_the_second(store: Store) -> None:
    sent_again(store, (ANNA, UNKNOWN), (OLAV, FAILED), (JOURNAL, UNKNOWN))
    store.outbox.journal_seen("first", NOW)
    assert [each.envelope.recipients for each in store.outbox.claim(1, NOW)] == [(OLAV,)]


@pytest.mark.parametrize("fates", [((ANNA, FAILED), (JOURNAL, FAILED)), ((ANNA, UNKNOWN), (JOURNAL, SENT))])
def test_a_copy_that_shows_nothing_about_the_lost_answer_stops_nothing(
    store: Store, fates: tuple[tuple[Address, Fate], ...]
) -> None:
    number = sent_again(store, *fates)
    store.outbox.journal_seen("first", NOW)
    assert [each.id for each in store.outbox.claim(1, NOW)] == [number]


def test_a_copy_of_the_second_time_is_no_word_on_who_was_put_off_in_it(store: Store) -> None:
    number = sent_again(store, *LOST)
    store.outbox.claim(1, NOW)
    store.outbox.record(number, delivery((ANNA, DEFERRED), (JOURNAL, SENT)), NOW, NOW + HOUR)
    store.outbox.journal_seen("first", NOW)
    assert claims(store, HOUR) == [number]


def test_a_copy_of_no_letter_of_ours_is_none(store: Store) -> None:
    assert not store.outbox.journal_seen("never", NOW)


def test_letters_whose_copy_should_have_come_are_named(store: Store) -> None:
    number = tried(store, (ANNA, UNKNOWN))
    unknown_before = store.outbox.unknown_before
    assert (unknown_before(NOW - HOUR), unknown_before(NOW)) == ([], [number])


# Bounces


def test_a_report_makes_a_letter_bounced(store: Store) -> None:
    number = tried(store, (ANNA, SENT), (JOURNAL, SENT))
    store.outbox.bounced("first", ANNA.spec, "5.1.1 no such person", NOW)
    assert (get(store, number).state, states(store, number)) == ("bounced", ["bounced", "sent"])


def test_of_several_recipients_the_named_one_bounced(store: Store) -> None:
    number = tried(store, (ANNA, SENT), (OLAV, SENT))
    store.outbox.bounced("first", "Olav.Lie@MFA.norway.example", "5.1.1", NOW)
    assert states(store, number) == ["sent", "bounced"]


@pytest.mark.parametrize("address", [None, "rewritten@hub.norway.example", "no address at all"])
def test_a_report_that_names_nobody_means_the_only_recipient(store: Store, address: str | None) -> None:
    number = tried(store, (ANNA, SENT))
    store.outbox.bounced("first", address, "5.1.1", NOW)
    assert states(store, number) == ["bounced"]


@pytest.mark.parametrize("address", [None, "rewritten@hub.norway.example"])
def test_a_report_that_names_none_of_several_recipients_makes_nobody_bounced(store: Store, address: str | None) -> None:
    number = tried(store, (ANNA, SENT), (OLAV, SENT))
    store.outbox.bounced("first", address, "5.1.1", NOW)
    assert (get(store, number).state, states(store, number)) == ("sent", ["sent", "sent"])


def test_a_report_that_is_faster_than_the_answer_stays(store: Store) -> None:
    number = claimed(store)
    store.outbox.bounced("first", ANNA.spec, "5.1.1", NOW)
    store.outbox.record(number, delivery((ANNA, SENT)), NOW, None)
    assert get(store, number).state == "bounced"


def test_a_report_on_the_second_attempt_that_is_faster_than_the_answer_stays(store: Store) -> None:
    number = tried(store, (ANNA, DEFERRED))
    store.outbox.claim(1, NOW + HOUR)
    store.outbox.bounced("first", ANNA.spec, "5.1.1", NOW + HOUR)
    store.outbox.record(number, delivery((ANNA, SENT)), NOW + HOUR, None)
    assert get(store, number).state == "bounced"


def test_a_report_on_one_who_still_waits_changes_nothing_for_him(store: Store) -> None:
    number = tried(store, (ANNA, SENT), (OLAV, DEFERRED))
    store.outbox.bounced("first", OLAV.spec, "5.1.1", NOW)
    assert states(store, number) == ["sent", "deferred"]


@pytest.mark.parametrize("move", ["hold", "cancel"])
def test_what_never_left_does_not_bounce(store: Store, move: str) -> None:
    number = queued(store)
    getattr(store.outbox, move)(number, "kari", NOW)
    before = get(store, number).state
    store.outbox.bounced("first", ANNA.spec, "5.1.1", NOW)
    assert get(store, number).state == before


def test_a_report_on_no_letter_of_ours_is_none(store: Store) -> None:
    assert not store.outbox.bounced("never", None, "", NOW)


# A person

STATES: dict[str, Callable[[Store], int]] = {
    "held": lambda store: queued(store, hold="a person looks first"),
    "queued": lambda store: queued(store),
    "sending": lambda store: claimed(store),
    "sent": lambda store: tried(store, (ANNA, SENT)),
    "deferred": lambda store: tried(store, (ANNA, DEFERRED)),
    "failed": lambda store: tried(store, (ANNA, FAILED)),
    "unknown": lambda store: tried(store, (ANNA, UNKNOWN)),
    "cancelled": lambda store: _then(store, queued(store), "cancel"),
    "bounced": lambda store: _bounced(store),
}
MOVES = {
    "hold": {"queued": "held", "deferred": "held"},
    "release": {"held": "queued"},
    "cancel": {"held": "cancelled", "queued": "cancelled", "deferred": "cancelled"},
    "resend": dict.fromkeys(("unknown", "failed", "bounced", "cancelled", "deferred"), "queued"),
    "settle_sent": {"unknown": "sent"},
}


def _then(store: Store, number: int, move: str) -> int:
    getattr(store.outbox, move)(number, "kari", NOW)
    return number


def _bounced(store: Store) -> int:
    number = tried(store, (ANNA, SENT))
    store.outbox.bounced("first", None, "", NOW)
    return number


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("move", MOVES)
def test_a_person_can_do_what_the_state_allows(store: Store, state: str, move: str) -> None:
    number = STATES[state](store)
    if state in MOVES[move]:
        assert get(store, _then(store, number, move)).state == MOVES[move][state]
    else:
        with pytest.raises(StoreError, match=f"is {state}; this is possible only"):
            _then(store, number, move)


@pytest.mark.parametrize("move", MOVES)
def test_there_must_be_a_letter(store: Store, move: str) -> None:
    with pytest.raises(StoreError, match="There is no letter 7"):
        _then(store, 7, move)


def test_who_decided_is_on_record(store: Store) -> None:
    number = _then(store, tried(store, (ANNA, UNKNOWN)), "resend")
    assert [(a.what, a.by) for a in store.outbox.attempts(number)] == [("unknown", ""), ("queued", "kari")]


def test_a_letter_sent_again_goes_to_those_not_reached(store: Store) -> None:
    _then(store, tried(store, (ANNA, SENT), (OLAV, FAILED)), "resend")
    assert store.outbox.claim(1, NOW)[0].envelope.recipients == (OLAV,)


def test_a_letter_sent_again_has_the_same_bytes(store: Store) -> None:
    _then(store, tried(store, (ANNA, UNKNOWN)), "resend")
    assert store.outbox.claim(1, NOW)[0].data == letter().data


def test_the_time_to_give_up_begins_when_a_letter_may_leave(store: Store) -> None:
    number = queued(store, hold="a person looks first")
    store.outbox.release(number, "kari", NOW + 90 * HOUR)
    assert get(store, number).queued_at == NOW + 90 * HOUR


# Ceilings


def answered(store: Store, name: str = "one", to: Address = ANNA, **other: object) -> int:
    number = on_record(store, uid=int.from_bytes(name.encode()[:4]))
    found = store.outbox.queue(letter(name, to, JOURNAL, message=number, campaign=None, journal=JOURNAL, **other), NOW)
    assert found is not None
    return found


def counts(store: Store) -> tuple[int, int, int]:
    count = store.outbox.count_since
    return count(NOW, key=ANNA.key), count(NOW, domain=ANNA.domain), count(NOW)


def test_answers_are_counted_by_address_domain_and_all(store: Store) -> None:
    answered(store, "one", ANNA)
    answered(store, "two", OLAV)
    answered(store, "six", Address("ana", "mre.chile.example"))
    assert counts(store) == (1, 2, 3)


def test_two_spellings_of_one_correspondent_count_together(store: Store) -> None:
    answered(store, "one", Address("Anna.Berg+conference", "mfa.norway.example"))
    assert counts(store)[0] == 1


def test_only_the_period_counts(store: Store) -> None:
    answered(store)
    assert store.outbox.count_since(NOW + HOUR, key=ANNA.key) == 0


def test_letters_of_a_campaign_take_no_answers_place(store: Store) -> None:
    queued(store)
    assert counts(store) == (0, 0, 0)


def test_journal_copies_count_for_nobody(store: Store) -> None:
    answered(store)
    assert store.outbox.count_since(NOW, key=JOURNAL.key) == 0


@pytest.mark.parametrize("move", ["hold", "cancel"])
def test_what_did_not_leave_does_not_count(store: Store, move: str) -> None:
    _then(store, answered(store), move)
    assert counts(store) == (0, 0, 0)


def test_what_is_released_counts_from_then_on(store: Store) -> None:
    number = answered(store, hold="a person looks first")
    store.outbox.release(number, "kari", NOW)
    assert counts(store) == (1, 1, 1)


@pytest.mark.parametrize(
    ("conference", "template", "to", "found"),
    [
        ("oslo", "received", ANNA, True),
        ("wellington", "received", ANNA, False),
        ("oslo", "accepted", ANNA, False),
        ("oslo", "received", OLAV, False),
    ],
)
def test_the_last_letter_of_a_kind_to_a_correspondent(
    store: Store, conference: str, template: str, to: Address, found: bool
) -> None:
    number = answered(store)
    last = store.outbox.last_of_kind(conference, template, to.key, NOW - HOUR)
    assert last == (number if found else None)


def test_an_old_letter_is_not_the_last_of_its_kind(store: Store) -> None:
    answered(store)
    assert store.outbox.last_of_kind("oslo", "received", ANNA.key, NOW + HOUR) is None


def test_a_held_letter_is_the_last_of_its_kind(store: Store) -> None:
    number = answered(store, hold="a person looks first")
    assert store.outbox.last_of_kind("oslo", "received", ANNA.key, NOW - HOUR) == number


def test_a_cancelled_letter_is_not(store: Store) -> None:
    _then(store, answered(store), "cancel")
    assert store.outbox.last_of_kind("oslo", "received", ANNA.key, NOW - HOUR) is None


# Reading


def test_letters_are_found_by_token(store: Store) -> None:
    begin(store)
    number = answered(store)
    found = store.outbox.by_token(["one", "never"])
    assert {token: (each.id, each.recipients) for token, each in found.items()} == {"one": (number, (ANNA.spec,))}


@pytest.mark.parametrize(
    ("filters", "tokens"),
    [
        ({}, ["three", "two", "one"]),
        ({"state": "held"}, ["three"]),
        ({"party": "FRA"}, ["two"]),
        ({"campaign": "invitation"}, ["two", "one"]),
        ({"conference": "wellington"}, []),
        ({"before": 2}, ["one"]),
        ({"limit": 1}, ["three"]),
    ],
)
def test_letters_are_listed_newest_first(store: Store, filters: dict[str, object], tokens: list[str]) -> None:
    store.outbox.queue(letter("one", campaign="invitation"), NOW)
    store.outbox.queue(letter("two", campaign="invitation", party="FRA"), NOW)
    store.outbox.queue(letter("three", hold="a person looks first"), NOW)
    assert [each.token for each in store.outbox.listed(**filters)] == tokens  # type: ignore[arg-type]


def test_letters_are_counted_by_state(store: Store) -> None:
    tried(store, (ANNA, SENT))
    store.outbox.queue(letter("two"), NOW)
    assert store.outbox.counts() == {"queued": 1, "sent": 1}
