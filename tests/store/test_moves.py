"""Messages that a rule puts into another folder: queued with the record, out of the queue when they are there."""

from __future__ import annotations

import pytest

from mailflow.store import Move, Store
from tests.store.build import NOW, arrival, begin, broken_off, message, on_record, record, taken

TRAVEL = {"folder": "Travel", "decision": {"folder": "Travel"}}
WAITING = {**TRAVEL, "needs_person": True, "review": ("a reason",)}
HERE = ("oslo", "INBOX", 1)


def due(store: Store) -> list[tuple[int, str]]:
    return [(move.uid, move.target) for move in store.moves.due(*HERE)]


def test_move_is_queued_with_the_record_and_taken_out_when_done(store: Store) -> None:
    number = on_record(store, 4, **TRAVEL)
    on_record(store, 5)
    assert (store.moves.due(*HERE), store.moves.has_due("oslo")) == ([Move(4, "Travel")], True)
    assert store.moves.targets(number) == ("Travel",)
    store.moves.done(*HERE, [4])
    assert (due(store), store.moves.has_due("oslo"), store.moves.targets(number)) == ([], False, ())


def test_record_that_is_rolled_back_moves_nothing(store: Store) -> None:
    number = message(store, 4)
    with broken_off(store.write()):
        store.records.commit(record(number, **TRAVEL), NOW)
    assert due(store) == []


def test_what_waits_for_a_person_is_moved_when_he_has_accepted_it(store: Store) -> None:
    number = on_record(store, 4, **WAITING)
    before = due(store), store.moves.has_due("oslo")
    store.records.accept(number, "anna", NOW)
    assert (before, due(store)) == (([], False), [(4, "Travel")])


def test_what_comes_to_wait_after_its_record_stays_too(store: Store) -> None:
    number = on_record(store, 4, **TRAVEL)
    store.records.lay_before(number, "a picture says otherwise", NOW)
    assert due(store) == []


def test_what_a_person_takes_for_nothing_stays_where_it_is(store: Store) -> None:
    number = on_record(store, 4, **WAITING)
    store.records.dismiss(number, "anna", NOW)
    assert (due(store), store.moves.targets(number)) == ([], ())


@pytest.mark.parametrize(("values", "moves"), [({"kinds": ("other",)}, []), ({"party": "SWE"}, [(4, "Travel")])])
def test_what_a_person_takes_for_something_else_stays_where_it_is(
    store: Store, values: dict[str, object], moves: list[tuple[int, str]]
) -> None:
    number = on_record(store, 4, **WAITING)
    store.records.correct(number, values, (), "anna", NOW)
    assert due(store) == moves


def test_numbers_of_another_time_are_never_asked_for(store: Store) -> None:
    begin(store)
    on_record(store, 4, **TRAVEL)
    begin(store, uidvalidity=2)
    assert (due(store), store.moves.has_due("oslo")) == ([], False)


def test_message_that_lies_there_under_a_new_number_is_moved_by_it(store: Store) -> None:
    begin(store)
    number = on_record(store, 4, **TRAVEL)
    begin(store, uidvalidity=2)
    assert taken(store, arrival(9, arrival(4).raw, uidvalidity=2)) == [number]
    assert store.moves.due("oslo", "INBOX", 2) == [Move(9, "Travel")]


@pytest.mark.parametrize("settled", ["dismissed", "corrected"])
def test_delivered_again_after_a_person_decided_otherwise_it_stays(store: Store, settled: str) -> None:
    number = on_record(store, 4, **WAITING)
    if settled == "dismissed":
        store.records.dismiss(number, "anna", NOW)
    else:
        store.records.correct(number, {"kinds": ("other",)}, (), "anna", NOW)
    assert taken(store, arrival(5, arrival(4).raw)) == [number]
    assert due(store) == []


def test_other_folders_and_mailboxes_are_not_asked_for(store: Store) -> None:
    on_record(store, 4, **TRAVEL)
    assert store.moves.due("oslo", "Other", 1) == store.moves.due("lima", "INBOX", 1) == []


def test_a_folder_that_takes_nothing_holds_up_no_other(store: Store) -> None:
    numbers = taken(store, *map(arrival, range(1, 602)))
    for number in numbers[:-1]:
        store.moves.queue(number, "Refused")
    store.moves.queue(numbers[-1], "Good")
    found = due(store)
    assert (found[0], found[-1]) == ((1, "Refused"), (601, "Good"))
    assert sum(target == "Refused" for _, target in found) < 600


def test_what_comes_once_more_stays_beside_the_first_that_waits(store: Store) -> None:
    begin(store)
    first = on_record(store, 4, **WAITING)
    same = on_record(store, 5, duplicate_of=first, **TRAVEL)
    waits = due(store)
    store.records.accept(first, "anna", NOW)
    assert (waits, store.moves.targets(same), due(store)) == ([], ("Travel",), [(4, "Travel"), (5, "Travel")])


def test_what_stayed_where_it_is_stays_there_after_a_renumbering(store: Store) -> None:
    begin(store)
    first = on_record(store, 4, **WAITING)
    # It would have waited itself, had the first not been there.
    on_record(store, 5, decision={"folder": "Travel"}, duplicate_of=first, needs_person=True)
    store.records.accept(first, "anna", NOW)
    begin(store, uidvalidity=2)
    taken(store, arrival(9, arrival(4).raw, uidvalidity=2), arrival(10, arrival(5).raw, uidvalidity=2))
    assert store.moves.due("oslo", "INBOX", 2) == [Move(9, "Travel")]
