"""What a person says outranks what was read, and nothing that was read is lost by it."""

from __future__ import annotations

import pytest

from mailflow.errors import StoreError
from mailflow.store import Record, Store, StoredFact
from tests.store.build import HOUR, NOW, answer, delegate, message, on_record, removal


def get(store: Store, number: int) -> Record:
    found = store.records.get(number)
    assert found is not None
    return found


def names(facts: list[StoredFact]) -> list[str]:
    return [fact.values["name"] for fact in facts if fact.kind == "delegate"]


def in_force(store: Store, party: str = "NOR") -> list[str]:
    return names(store.records.facts(conference="oslo", party=party, effective=True))


def delegates(store: Store, party: str = "NOR") -> tuple[str, ...]:
    return store.records.history("oslo").of(party).delegates


def doubted(store: Store, uid: int = 1, **other: object) -> int:
    return on_record(store, uid, effective=False, needs_person=True, review=("Nothing proves the sender.",), **other)


# Correcting


def test_a_correction_takes_the_place_of_what_was_read(store: Store) -> None:
    number = on_record(store, facts=(delegate("Ana Berg"),))
    store.records.correct(number, {}, [delegate("Anna Berg")], "kari", NOW)
    assert (in_force(store), delegates(store)) == (["Anna Berg"], ("Anna Berg",))


def test_what_was_read_stays_on_record_without_effect(store: Store) -> None:
    number = on_record(store, facts=(delegate("Ana Berg"),))
    store.records.correct(number, {}, [delegate("Anna Berg")], "kari", NOW)
    found = store.records.facts(message=number)
    assert [(f.values["name"], f.by, f.effective, f.replaced) for f in found] == [
        ("Ana Berg", "", False, True),
        ("Anna Berg", "kari", True, False),
    ]


def test_a_correction_stands_where_its_message_stands(store: Store) -> None:
    first = on_record(store, 1, facts=(delegate("Ana Berg"),))
    on_record(store, 2, received_at=NOW + HOUR, facts=(removal("Anna Berg"),))
    store.records.correct(first, {}, [delegate("Anna Berg")], "kari", NOW + 2 * HOUR)
    assert delegates(store) == ()


def test_a_second_correction_brings_nothing_back(store: Store) -> None:
    number = on_record(store, facts=(delegate("Ana Berg"), answer("tentative")), attendance="tentative")
    store.records.correct(number, {}, [delegate("Anna Berg")], "kari", NOW)
    store.records.correct(number, {"attendance": "accepted"}, [], "kari", NOW)
    assert (in_force(store), store.records.history("oslo").of("NOR").attendance) == (["Anna Berg"], "accepted")


def test_facts_can_be_withdrawn_without_others_in_their_place(store: Store) -> None:
    number = on_record(store, facts=(delegate("Yours Sincerely"),))
    store.records.correct(number, {}, [], "kari", NOW, withdrawn=["delegate"])
    assert (in_force(store), delegates(store)) == ([], ())


def test_a_corrected_kind_counts_and_the_old_one_does_not(store: Store) -> None:
    number = on_record(store, kinds=("other",))
    store.records.correct(number, {"kinds": ["rsvp", "paper"]}, [], "kari", NOW)
    assert (store.records.history("oslo").of("NOR").kinds, get(store, number).kinds) == (
        {"rsvp": 1, "paper": 1},
        ("rsvp", "paper"),
    )


@pytest.mark.parametrize(("kind", "found"), [("other", 0), ("paper", 1)])
def test_a_corrected_message_is_listed_under_its_new_kind(store: Store, kind: str, found: int) -> None:
    number = on_record(store, kinds=("other",))
    store.records.correct(number, {"kinds": ["paper"]}, [], "kari", NOW)
    assert len(store.records.listed(kind=kind)) == found


def test_a_correction_made_twice_counts_once(store: Store) -> None:
    number = on_record(store)
    for _ in range(2):
        store.records.correct(number, {"kinds": ["rsvp"]}, [], "kari", NOW)
    assert store.records.history("oslo").of("NOR").kinds == {"rsvp": 1}


def test_another_party_takes_all_facts_with_it(store: Store) -> None:
    number = on_record(store, facts=(answer("accepted"), delegate("Anna Berg")), attendance="accepted")
    store.records.correct(number, {"party": "ISL"}, [], "kari", NOW)
    history = store.records.history("oslo")
    assert (history.of("NOR").attendance, history.of("ISL").attendance) == (None, "accepted")
    assert (delegates(store), delegates(store, "ISL")) == ((), ("Anna Berg",))


def test_a_party_can_be_taken_away(store: Store) -> None:
    number = on_record(store, facts=(delegate("Anna Berg"),))
    store.records.correct(number, {"party": None}, [], "kari", NOW)
    assert (get(store, number).party, delegates(store)) == (None, ())


def test_facts_about_other_parties_stay_theirs(store: Store) -> None:
    number = on_record(store, facts=(delegate("Anna Berg"), delegate("Anne Mercier", party="FRA")))
    store.records.correct(number, {"party": "ISL"}, [], "kari", NOW)
    assert delegates(store, "FRA") == ("Anne Mercier",)


def test_the_words_of_a_moved_fact_go_with_it(store: Store) -> None:
    number = on_record(store, facts=(delegate("Anna Berg"),))
    store.records.correct(number, {"party": "ISL"}, [], "kari", NOW)
    assert [f.words for f in store.records.facts(party="ISL")] == ["… Anna Berg …"]


def test_an_answer_given_as_a_value_is_a_fact_with_a_name(store: Store) -> None:
    number = on_record(store, facts=(answer("accepted"),), attendance="accepted")
    store.records.correct(number, {"attendance": "declined"}, [], "kari", NOW)
    found = store.records.facts(kinds=("attendance",), effective=True)
    assert [(f.values["answer"], f.by) for f in found] == [("declined", "kari")]


def test_an_answer_can_be_taken_back(store: Store) -> None:
    number = on_record(store, facts=(answer("accepted"),), attendance="accepted")
    store.records.correct(number, {"attendance": None}, [], "kari", NOW)
    assert store.records.history("oslo").of("NOR").attendance is None


def test_whoever_corrects_has_looked(store: Store) -> None:
    number = doubted(store, facts=(answer("accepted"), delegate("Ana Berg")))
    store.records.correct(number, {}, [delegate("Anna Berg")], "kari", NOW)
    assert (store.records.review_items(), get(store, number).effective) == ([], True)
    assert store.records.history("oslo").of("NOR").attendance == "accepted"


def test_a_parked_message_can_be_put_on_record_by_hand(store: Store) -> None:
    number = message(store)
    store.ledger.failed(number, "it broke", 1, NOW)
    store.records.park(number, "It could not be handled.", NOW)
    store.records.correct(number, {"kinds": ["paper"], "party": "NOR"}, [], "kari", NOW)
    assert (get(store, number).state, store.records.review_items()) == ("sorted", [])


def test_every_correction_is_an_entry_with_a_name(store: Store) -> None:
    number = on_record(store)
    store.records.correct(number, {"kinds": ["paper"]}, [], "kari", NOW)
    found = store.records.entries(number)
    assert [(e.by, e.what, e.at, e.values["kinds"]) for e in found] == [("kari", "correct", NOW, ["paper"])]


def test_a_message_that_is_still_to_be_sorted_is_not_corrected(store: Store) -> None:
    with pytest.raises(StoreError, match="still to be sorted"):
        store.records.correct(message(store), {"kinds": ["paper"]}, [], "kari", NOW)


def test_there_must_be_a_message(store: Store) -> None:
    with pytest.raises(StoreError, match="There is no message 7"):
        store.records.correct(7, {}, [], "kari", NOW)


# Entering by hand


def test_what_came_by_telephone_is_in_force_with_a_name(store: Store) -> None:
    store.records.enter("oslo", "NOR", [answer("accepted"), delegate("Anna Berg")], "kari", NOW, "by telephone")
    found = store.records.facts(conference="oslo", effective=True)
    assert [(f.message, f.kind, f.by) for f in found] == [(None, "attendance", "kari"), (None, "delegate", "kari")]


def test_what_came_by_telephone_has_its_place_in_the_order(store: Store) -> None:
    on_record(store, 1, facts=(delegate("Anna Berg"), delegate("Olav Lie")))
    store.records.enter("oslo", "NOR", [removal("Olav Lie")], "kari", NOW + HOUR)
    on_record(store, 2, received_at=NOW + 2 * HOUR, facts=(delegate("Kari Moe"),))
    assert delegates(store) == ("Anna Berg", "Kari Moe")


# Review


def test_what_waits_for_a_person_is_listed_oldest_first(store: Store) -> None:
    numbers = [doubted(store, uid) for uid in (1, 2)]
    assert [item.message for item in store.records.review_items("oslo")] == numbers


def test_another_conference_has_its_own_items(store: Store) -> None:
    doubted(store)
    assert store.records.review_items("wellington") == []


def test_what_is_accepted_takes_effect(store: Store) -> None:
    number = doubted(store, facts=(delegate("Anna Berg"),))
    before = delegates(store)
    assert (store.records.accept(number, "kari", NOW), before, delegates(store)) == (True, (), ("Anna Berg",))


def test_what_is_accepted_counts(store: Store) -> None:
    store.records.accept(doubted(store, kinds=("rsvp",)), "kari", NOW)
    assert store.records.history("oslo").of("NOR").kinds == {"rsvp": 1}


def test_what_is_accepted_takes_its_place_in_the_order(store: Store) -> None:
    number = doubted(store, 1, facts=(answer("tentative"),), attendance="tentative")
    on_record(store, 2, received_at=NOW + HOUR, facts=(answer("accepted"),), attendance="accepted")
    store.records.accept(number, "kari", NOW + 2 * HOUR)
    assert store.records.history("oslo").of("NOR").attendance == "accepted"


def test_accepting_brings_back_nothing_that_was_corrected(store: Store) -> None:
    number = doubted(store, facts=(delegate("Ana Berg"),))
    store.records.correct(number, {}, [delegate("Anna Berg")], "kari", NOW)
    store.records.accept(number, "kari", NOW)
    assert in_force(store) == ["Anna Berg"]


def test_what_is_dismissed_has_no_effect(store: Store) -> None:
    number = doubted(store, facts=(delegate("Anna Berg"),))
    store.records.dismiss(number, "kari", NOW, "a forgery")
    assert (delegates(store), store.records.entries(number)[0].values) == ((), {"note": "a forgery"})


def test_a_question_that_is_settled_takes_no_effect_away(store: Store) -> None:
    number = on_record(store, needs_person=True, review=("It asks something.",), facts=(delegate("Anna Berg"),))
    store.records.dismiss(number, "kari", NOW)
    assert delegates(store) == ("Anna Berg",)


@pytest.mark.parametrize("verb", ["accept", "dismiss"])
def test_what_is_settled_is_settled_once(store: Store, verb: str) -> None:
    number = doubted(store)
    settle = getattr(store.records, verb)
    assert (settle(number, "kari", NOW), settle(number, "kari", NOW)) == (True, False)


def test_who_settled_it_is_on_record(store: Store) -> None:
    number = doubted(store)
    store.records.accept(number, "kari", NOW)
    assert [(item.state, item.by) for item in store.records.review_items(message=number)] == [("accepted", "kari")]
