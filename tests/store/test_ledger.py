"""What comes in is in the ledger before anything else, once, under every number it ever had."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.arrival import Place
from mailflow.store import Store
from tests.store.build import HOUR, NOW, arrival, begin, message, oversize, record, taken


def states(store: Store) -> list[str]:
    return [each.state for each in store.records.listed(oldest_first=True)]


def waiting(store: Store) -> list[int]:
    return [each.id for each in store.ledger.pending(limit=100, size=10**9)]


def test_raw_bytes_are_kept_as_they_came(store: Store) -> None:
    raw = bytes(range(256)) * 40
    assert store.ledger.raw(message(store, raw=raw)) == raw


def test_an_unknown_message_has_no_bytes(store: Store) -> None:
    assert store.ledger.raw(7) is None


def test_the_same_place_again_adds_nothing(store: Store) -> None:
    taken(store, arrival(1))
    again = store.ledger.take([arrival(1)], conference="oslo", file_backlog=True, now=NOW)
    assert [(each.id, each.new) for each in again] == [(1, False)]


def test_the_same_content_elsewhere_is_the_same_message(store: Store) -> None:
    first = message(store, raw=b"one")
    assert taken(store, arrival(9, b"one", folder="Archive")) == [first]


def test_a_message_knows_all_its_places(store: Store) -> None:
    number = message(store, raw=b"one")
    taken(store, arrival(9, b"one", folder="Archive"))
    assert set(store.ledger.places(number)) == {Place("oslo", "INBOX", 1, 1), Place("oslo", "Archive", 1, 9)}


def test_two_places_of_one_content_in_one_batch_are_one_message(store: Store) -> None:
    assert taken(store, arrival(1, b"one"), arrival(2, b"one")) == [1, 1]


def test_another_conference_has_a_message_of_its_own(store: Store) -> None:
    taken(store, arrival(1, b"one"))
    other = arrival(1, b"one", folder="Wellington")
    assert store.ledger.take([other], conference="wellington", file_backlog=True, now=NOW)[0].new


def test_renumbered_mail_is_recognised_by_its_content(store: Store) -> None:
    begin(store, uidvalidity=1)
    numbers = taken(store, *(arrival(uid) for uid in range(1, 20)))
    begin(store, uidvalidity=2)
    old = {uid: arrival(uid).raw for uid in range(1, 20)}
    assert taken(store, *(arrival(uid + 100, old[uid], uidvalidity=2) for uid in range(1, 20))) == numbers


def test_known_are_the_numbers_of_this_uidvalidity(store: Store) -> None:
    taken(store, arrival(3), arrival(5), arrival(4, uidvalidity=2))
    assert store.ledger.known("oslo", "INBOX", 1) == {3, 5}


@pytest.mark.parametrize(("uidvalidity", "highest"), [(1, 5), (2, 0)])
def test_the_highest_number_is_that_of_this_uidvalidity(store: Store, uidvalidity: int, highest: int) -> None:
    taken(store, arrival(5), arrival(3))
    assert store.ledger.highest("oslo", "INBOX", uidvalidity) == highest


def test_a_batch_is_taken_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(ValueError, match="naive"):
        taken(store, arrival(1), arrival(2, received_at=NOW.replace(tzinfo=None)))
    assert store.records.listed() == []


# What lay there before the first start


def backlog(store: Store, *uids: int, file_backlog: bool = True, **other: object) -> list[bool]:
    arrivals = [arrival(uid, **other) for uid in uids]
    return [t.backlog for t in store.ledger.take(arrivals, conference="oslo", file_backlog=file_backlog, now=NOW)]


def test_what_lay_there_at_the_first_start_is_backlog(store: Store) -> None:
    begin(store, uidnext=10)
    assert backlog(store, 9, 10) == [True, False]


def test_the_fence_stays_where_the_first_start_put_it(store: Store) -> None:
    begin(store, uidnext=10)
    begin(store, uidnext=50)
    assert backlog(store, 9, 10, 49) == [True, False, False]


def test_backlog_is_answered_where_that_is_wished(store: Store) -> None:
    begin(store, uidnext=10)
    assert backlog(store, 9, file_backlog=False) == [False]


def test_the_mark_of_backlog_is_kept(store: Store) -> None:
    begin(store, uidnext=10)
    backlog(store, 9)
    assert store.ledger.pending(limit=1, size=1)[0].backlog


@pytest.mark.parametrize(("came", "old"), [(-HOUR, True), (HOUR, False)])
def test_after_a_renumbering_backlog_is_what_the_server_had_before_the_first_start(
    store: Store, came: timedelta, old: bool
) -> None:
    begin(store, uidvalidity=1, uidnext=10)
    begin(store, uidvalidity=2, uidnext=30)
    assert backlog(store, 4, uidvalidity=2, received_at=NOW + came) == [old]


# Over-size


def test_of_an_oversize_message_the_header_is_kept(store: Store) -> None:
    number = taken(store, oversize(1, b"Subject: film\r\n\r\n"))[0]
    assert (store.ledger.raw(number), states(store)) == (b"Subject: film\r\n\r\n", ["oversize"])


def test_an_oversize_message_does_not_wait_to_be_sorted(store: Store) -> None:
    taken(store, oversize(1, b"Subject: film\r\n\r\n"))
    assert waiting(store) == []


def test_two_oversize_messages_with_one_header_are_two(store: Store) -> None:
    assert taken(store, oversize(1, b"head", 90_000_000), oversize(2, b"head", 90_000_001)) == [1, 2]


def test_messages_that_the_server_will_not_hand_out_are_not_taken_for_one(store: Store) -> None:
    assert taken(store, oversize(1, b"", 5000), oversize(2, b"", 5000)) == [1, 2]


# Sorting and its failures


def test_messages_wait_in_the_order_in_which_they_came(store: Store) -> None:
    assert taken(store, *(arrival(uid) for uid in (5, 2, 9))) == waiting(store)


def test_a_batch_of_what_waits_is_bounded_in_number_and_bytes(store: Store) -> None:
    taken(store, *(arrival(uid, b"%d" % uid * 1000) for uid in range(1, 9)))
    pending = store.ledger.pending
    assert (len(pending(limit=3, size=10**6)), len(pending(limit=9, size=2500))) == (3, 2)


def test_a_message_larger_than_a_batch_is_a_batch(store: Store) -> None:
    message(store, raw=b"x" * 5000)
    assert len(store.ledger.pending(limit=3, size=10)) == 1


def test_the_third_failure_parks_a_message_and_the_next_goes_on(store: Store) -> None:
    first, second = taken(store, arrival(1), arrival(2))
    parked = [store.ledger.failed(first, "it broke", 3, NOW) for _ in range(3)]
    assert (parked, waiting(store)) == ([False, False, True], [second])


def test_a_try_counted_before_it_was_made_is_not_counted_again(store: Store) -> None:
    number = message(store)
    for _ in range(2):
        store.ledger.tried([number])
        store.ledger.failed(number, "it broke", 3, NOW)
    assert store.ledger.pending(limit=1, size=1)[0].tries == 2


def test_a_message_that_ended_the_program_each_time_is_spent(store: Store) -> None:
    killer, other = taken(store, arrival(1), arrival(2))
    for _ in range(3):
        store.ledger.tried([killer])
    store.ledger.tried([other])
    assert store.ledger.spent(3) == [killer]


def test_a_try_that_was_not_made_is_given_back(store: Store) -> None:
    number = message(store)
    store.ledger.tried([number])
    store.ledger.untried([number])
    assert store.ledger.pending(limit=1, size=1)[0].tries == 0


def test_a_parked_message_keeps_its_trace(store: Store) -> None:
    number = message(store)
    store.ledger.failed(number, "Traceback: it broke", 1, NOW)
    found = store.records.get(number)
    assert found is not None
    assert (found.state, found.error) == ("parked", "Traceback: it broke")


def test_a_parked_message_can_be_tried_again(store: Store) -> None:
    number = message(store)
    store.ledger.failed(number, "it broke", 1, NOW)
    store.records.park(number, "It could not be handled.", NOW)
    assert (store.ledger.retry(number), waiting(store), store.records.review_items()) == (True, [number], [])


def test_only_a_parked_message_can_be_tried_again(store: Store) -> None:
    number = message(store)
    store.records.commit(record(number), NOW)
    assert not store.ledger.retry(number)


def test_a_sorted_message_cannot_fail_any_more(store: Store) -> None:
    number = message(store)
    store.records.commit(record(number), NOW)
    store.ledger.failed(number, "late", 1, NOW)
    assert states(store) == ["sorted"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 3), st.integers(0, 4)), max_size=25))
def test_every_content_is_one_message_and_every_place_has_one(
    tmp_path_factory: pytest.TempPathFactory, deliveries: list[tuple[int, int, int]]
) -> None:
    store = Store.open(tmp_path_factory.mktemp("ledger") / "mailflow.db", create=True)
    for uid, uidvalidity, content in deliveries:
        taken(store, arrival(uid, b"content %d" % content, uidvalidity=uidvalidity))
    first: dict[tuple[int, int], int] = {}
    for uid, uidvalidity, content in deliveries:
        first.setdefault((uid, uidvalidity), content)
    messages = store.records.listed(limit=100)
    places = [place for each in messages for place in store.ledger.places(each.id)]
    store.close()
    assert (len(messages), len(places)) == (len(set(first.values())), len(first))
