"""What was made out in pictures waits for a person, beside what has effect, and a person's word ends it."""

from __future__ import annotations

import pytest

from mailflow.core.findable import findable
from mailflow.store import FactRow, Store
from tests.store.build import HOUR, NOW, answer, delegate, on_record

WHY = "It was made out in a picture. (accepted; Anna Berg)"


def seen(fact: FactRow, *unsure: str) -> FactRow:
    return FactRow(fact.kind, fact.values, "2", fact.words, picture=True, unsure=unsure)


PROPOSAL = (seen(answer("accepted")), seen(delegate("Anna Berg", role="head"), "Berg"))


def proposed(store: Store, uid: int = 1, **other: object) -> int:
    """The number of a message whose scan was read."""
    number = on_record(store, uid, pictures=True, **other)
    put(store, number)
    return number


def put(store: Store, number: int) -> bool:
    text = findable("Please find our note attached.\nAnna Berg, Ambassador")
    return store.proposals.put(number, PROPOSAL, WHY, {"pictures": [{"text": "Anna Berg"}]}, text, NOW + HOUR)


def in_force(store: Store) -> list[str]:
    facts = store.records.facts(conference="oslo", party="NOR", effective=True)
    return [str(f.values.get("name") or f.values.get("answer")) for f in facts]


def test_a_proposal_has_no_effect_and_changes_no_past(store: Store) -> None:
    number = proposed(store)
    assert in_force(store) == []
    past = store.records.history("oslo").of("NOR")
    assert (past.attendance, past.delegates) == (None, ())
    assert store.campaigns.heard("oslo")["NOR"].attendance is None
    record = store.records.get(number)
    assert record is not None
    assert (record.attendance, record.needs_person, record.effective) == (None, True, True)


def test_its_facts_say_that_they_come_from_a_picture(store: Store) -> None:
    facts = store.records.facts(message=proposed(store))
    assert [(f.picture, f.unsure, f.effective, f.part) for f in facts] == [
        (True, (), False, "2"),
        (True, ("Berg",), False, "2"),
    ]


def test_what_has_effect_keeps_it(store: Store) -> None:
    proposed(store, facts=(delegate("Olav Lie"),))
    assert in_force(store) == ["Olav Lie"]


def test_it_is_laid_before_a_person_with_what_waits_already(store: Store) -> None:
    proposed(store, 1, review=("A file could not be read.",), needs_person=True)
    proposed(store, 2)
    assert [item.reasons for item in store.records.review_items()] == [("A file could not be read.", WHY), (WHY,)]


def test_accepting_puts_it_in_force(store: Store) -> None:
    number = proposed(store, kinds=("other",))
    assert store.records.accept(number, "kari", NOW + 2 * HOUR)
    assert in_force(store) == ["accepted", "Anna Berg"]
    past = store.records.history("oslo").of("NOR")
    assert (past.attendance, past.delegates) == ("accepted", ("Anna Berg",))
    record = store.records.get(number)
    assert record is not None
    assert (record.kinds, record.attendance) == (("representation",), "accepted")
    assert [r.id for r in store.records.listed(kind="representation")] == [number]
    assert store.records.listed(kind="other") == []


def test_a_message_without_pictures_keeps_its_kinds_and_answer_when_it_is_accepted(store: Store) -> None:
    number = on_record(store, kinds=("other",), facts=(delegate("Anna Berg"),), effective=False, review=("Why.",))
    store.records.accept(number, "kari", NOW)
    record = store.records.get(number)
    assert record is not None
    assert (record.kinds, record.attendance) == (("other",), None)


def test_dismissing_leaves_it_without_effect(store: Store) -> None:
    number = proposed(store)
    assert store.records.dismiss(number, "kari", NOW)
    assert in_force(store) == []


def test_a_correction_outranks_it(store: Store) -> None:
    number = proposed(store)
    store.records.correct(number, {"attendance": "declined"}, [delegate("Åse Berg")], "kari", NOW)
    assert sorted(in_force(store)) == ["declined", "Åse Berg"]


def test_what_a_correction_does_not_touch_is_accepted_with_it(store: Store) -> None:
    number = proposed(store, kinds=("other",))
    store.records.correct(number, {}, [delegate("Åse Berg", role="head")], "kari", NOW)
    assert in_force(store) == ["accepted", "Åse Berg"]
    record = store.records.get(number)
    assert record is not None
    assert record.attendance == "accepted"


@pytest.mark.parametrize("word", ["accept", "dismiss", "correct"])
def test_where_a_person_was_quicker_nothing_is_proposed(store: Store, word: str) -> None:
    number = on_record(store, pictures=True, review=("A file could not be read.",))
    if word == "correct":
        store.records.correct(number, {}, [delegate("Åse Berg")], "kari", NOW)
    else:
        getattr(store.records, word)(number, "kari", NOW)
    assert store.proposals.take(3) is None
    assert not put(store, number)
    assert [f for f in store.records.facts(message=number) if f.picture] == []


def test_messages_with_pictures_are_taken_one_by_one_and_let_go_after_so_many_tries(store: Store) -> None:
    first = on_record(store, 1, pictures=True, effective=False)
    second = on_record(store, 2, pictures=True)
    on_record(store, 3)
    assert store.proposals.waiting() == 2
    # The proven sender first; then the one that was tried less.
    order = [item.id for _ in range(4) if (item := store.proposals.take(2)) is not None]
    assert order == [second, first, second, first]
    assert store.proposals.take(2) is None
    assert store.proposals.waiting() == 0


def test_a_proposal_is_made_once(store: Store) -> None:
    number = proposed(store)
    assert store.proposals.waiting() == 0
    assert store.proposals.take(3) is None
    assert len(store.records.facts(message=number)) == 2


def test_all_can_be_let_go(store: Store) -> None:
    on_record(store, 1, pictures=True)
    assert store.proposals.let_go() == 1
    assert store.proposals.waiting() == 0


def test_the_words_of_a_scan_are_found_and_stand_in_what_explains_the_message(store: Store) -> None:
    number = on_record(store, pictures=True)
    assert [hit.id for hit in store.search("norway represented")] == [number]
    put(store, number)
    assert [hit.id for hit in store.search("ambassador")] == [number]
    # What stood there before is not found any more: the text was replaced, not doubled.
    assert store.search("represented") == []
    trace = store.records.trace(number)
    assert trace["pictures"] == [{"text": "Anna Berg"}]
    assert "rules" in trace


def test_a_party_whose_scan_waits_is_not_reminded_as_if_silent(store: Store) -> None:
    number = proposed(store, kinds=("other",))
    assert store.campaigns.heard("oslo")["NOR"].waiting == {"rsvp": number, "representation": number}


def test_a_forgotten_message_gets_no_proposal(store: Store) -> None:
    number = on_record(store, pictures=True, received_at=NOW)
    store.forgetting.forget_before(NOW + HOUR, None, "kari", NOW + HOUR)
    assert store.proposals.waiting() == 0
    assert not put(store, number)
