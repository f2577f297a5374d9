"""What a message was taken for goes on record once, with its facts and its letter, all or nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from mailflow.core.facts import Delegate
from mailflow.core.findable import findable
from mailflow.core.packing import squeezed
from mailflow.store import Record, Store
from tests.store.build import (
    HOUR,
    NOW,
    answer,
    begin,
    broken_off,
    delegate,
    letter,
    message,
    on_record,
    oversize,
    record,
    removal,
    taken,
)


def get(store: Store, number: int) -> Record:
    found = store.records.get(number)
    assert found is not None
    return found


def test_a_message_is_on_record_with_what_it_was_taken_for(store: Store) -> None:
    found = get(store, on_record(store, kinds=("rsvp", "question"), attendance="accepted"))
    assert (found.state, found.kinds, found.party, found.attendance) == (
        "sorted",
        ("rsvp", "question"),
        "NOR",
        "accepted",
    )


def test_a_record_knows_where_its_message_lay(store: Store) -> None:
    assert [place.uid for place in get(store, on_record(store, uid=17)).places] == [17]


def test_the_trace_comes_back_as_it_was(store: Store) -> None:
    trace = {"rules": [{"rule": "rsvp", "hit": True}], "text": "représentée · 代表团"}
    assert store.records.trace(on_record(store, trace=trace)) == trace


def test_another_process_may_make_trace_and_text_ready(store: Store) -> None:
    number = on_record(
        store, trace=squeezed({"rules": ["rsvp"]}), search_text=findable("La République sera représentée.")
    )
    assert (store.records.trace(number), [hit.id for hit in store.search("republique")]) == (
        {"rules": ["rsvp"]},
        [number],
    )


def test_a_message_without_record_has_no_trace(store: Store) -> None:
    assert store.records.trace(message(store)) == {}


def test_the_letter_is_queued_with_the_record(store: Store) -> None:
    number = message(store)
    queued = store.records.commit(record(number, letter=letter(message=number, campaign=None)), NOW)
    assert [each.id for each in store.outbox.listed(message=number)] == [queued]


def test_a_second_time_does_nothing(store: Store) -> None:
    number = message(store)
    store.records.commit(record(number, facts=(delegate("Anna Berg"),)), NOW)
    again = record(number, facts=(delegate("Olav Lie"),), letter=letter(message=number))
    assert (store.records.commit(again, NOW), len(store.records.facts(message=number)), store.outbox.listed()) == (
        None,
        1,
        [],
    )


def test_a_record_that_fails_leaves_nothing(store: Store) -> None:
    number = message(store)
    store.outbox.queue(letter("taken"), NOW)
    with pytest.raises(Exception, match="has the token"):
        store.records.commit(
            record(number, facts=(delegate("Anna Berg"),), letter=letter("taken", message=number)), NOW
        )
    assert (get(store, number).state, store.records.facts(message=number)) == ("taken", [])


def test_a_message_that_is_not_in_the_ledger_cannot_go_on_record(store: Store) -> None:
    assert store.records.commit(record(7), NOW) is None


@pytest.mark.parametrize(
    "sent_at",
    [
        None,
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(timedelta(hours=-12))),
        datetime(2027, 1, 11, 9, 30, tzinfo=UTC),
    ],
)
def test_any_date_that_a_header_can_hold_is_stored(store: Store, sent_at: datetime | None) -> None:
    assert get(store, on_record(store, sent_at=sent_at)).state == "sorted"


def test_broken_text_is_stored(store: Store) -> None:
    broken = "a\udc80\x00b"
    found = get(
        store,
        on_record(
            store, subject=broken, sender=broken, search_text=broken, trace={broken: broken}, decision={"x": broken}
        ),
    )
    assert found.subject == "a?\x00b"


# The same message again


def test_the_same_content_in_one_conference_is_a_duplicate(store: Store) -> None:
    first = on_record(store, 1, content_key="same")
    assert store.records.duplicate_of("oslo", "same", but_not=message(store, 2)) == first


@pytest.mark.parametrize(("conference", "key"), [("wellington", "same"), ("oslo", "other")])
def test_another_content_or_conference_is_none(store: Store, conference: str, key: str) -> None:
    on_record(store, 1, content_key="same")
    assert store.records.duplicate_of(conference, key, but_not=message(store, 2)) is None


def test_a_message_is_no_duplicate_of_itself(store: Store) -> None:
    number = on_record(store, content_key="same")
    assert store.records.duplicate_of("oslo", "same", but_not=number) is None


def test_a_duplicate_has_no_facts_and_no_letter(store: Store) -> None:
    on_record(store, 1, content_key="same")
    number = message(store, 2)
    twin = record(number, content_key="same", facts=(delegate("Anna Berg"),), letter=letter(message=number))
    store.records.commit(record(number, duplicate_of=1, facts=twin.facts, letter=twin.letter), NOW)
    found = get(store, number)
    assert (found.state, found.duplicate_of, store.records.facts(), store.outbox.listed()) == ("duplicate", 1, [], [])


def test_a_duplicate_changes_no_past(store: Store) -> None:
    on_record(store, 1)
    before = store.records.history("oslo")
    on_record(store, 2, duplicate_of=1)
    assert store.records.history("oslo") == before


def test_the_same_id_with_other_content_is_found(store: Store) -> None:
    first = on_record(store, 1, message_id="<x@y.example>", content_key="one")
    same = store.records.same_message_id
    assert (same("oslo", "<x@y.example>", "two"), same("oslo", "<x@y.example>", "one")) == ([first], [])


# Register numbers


def test_numbers_run_by_conference_and_kind(store: Store) -> None:
    number = store.records.next_number
    asked = [("oslo", "PAPER"), ("oslo", "PAPER"), ("oslo", "STATEMENT"), ("wellington", "PAPER")]
    assert [number(*each) for each in asked] == [1, 2, 1, 1]


def test_a_number_is_given_back_where_the_record_fails(store: Store) -> None:
    with store.write():
        store.records.next_number("oslo", "PAPER")
        with broken_off(store.savepoint()):
            store.records.next_number("oslo", "PAPER")
    assert store.records.next_number("oslo", "PAPER") == 2


# Facts


def test_facts_keep_their_words_and_their_order(store: Store) -> None:
    number = on_record(store, facts=(delegate("Anna Berg"), delegate("Olav Lie")))
    found = store.records.facts(message=number)
    assert [(f.values["name"], f.part, f.words) for f in found] == [
        ("Anna Berg", "1", "… Anna Berg …"),
        ("Olav Lie", "1", "… Olav Lie …"),
    ]


def test_facts_stand_in_the_order_in_which_their_messages_came(store: Store) -> None:
    on_record(store, 1, received_at=NOW + HOUR, facts=(delegate("Olav Lie"),))
    on_record(store, 2, received_at=NOW, facts=(delegate("Anna Berg"),))
    assert [f.values["name"] for f in store.records.facts(conference="oslo")] == ["Anna Berg", "Olav Lie"]


def test_a_fact_may_be_about_another_party_than_its_message(store: Store) -> None:
    on_record(store, facts=(delegate("Anna Berg"), delegate("Anne Mercier", party="FRA")))
    assert [f.values["name"] for f in store.records.facts(conference="oslo", party="FRA")] == ["Anne Mercier"]


def test_facts_of_some_kinds(store: Store) -> None:
    on_record(store, facts=(answer("accepted"), delegate("Anna Berg"), removal("Olav Lie")))
    assert [f.kind for f in store.records.facts(party="NOR", kinds=("delegate", "removal"))] == ["delegate", "removal"]


def test_facts_of_an_unproven_sender_have_no_effect(store: Store) -> None:
    on_record(store, effective=False, facts=(delegate("Anna Berg"),))
    assert (len(store.records.facts()), store.records.facts(effective=True)) == (1, [])


# What came before


def past(store: Store, party: str = "NOR") -> tuple[dict[str, int], str | None, tuple[str, ...]]:
    found = store.records.history("oslo").of(party)
    return found.kinds, found.attendance, found.delegates


def test_nothing_came_before_the_first(store: Store) -> None:
    assert past(store) == ({}, None, ())


def test_kinds_are_counted(store: Store) -> None:
    on_record(store, 1, kinds=("rsvp",))
    on_record(store, 2, kinds=("rsvp", "paper"))
    assert past(store)[0] == {"rsvp": 2, "paper": 1}


def test_the_later_answer_is_the_one_in_force(store: Store) -> None:
    on_record(store, 1, attendance="tentative", facts=(answer("tentative"),))
    on_record(store, 2, attendance="accepted", received_at=NOW + HOUR, facts=(answer("accepted"),))
    assert past(store)[1] == "accepted"


def test_an_answer_sorted_late_does_not_undo_a_later_one(store: Store) -> None:
    on_record(store, 1, attendance="accepted", received_at=NOW + HOUR, facts=(answer("accepted"),))
    on_record(store, 2, attendance="tentative", facts=(answer("tentative"),))
    assert past(store) == ({"rsvp": 2}, "accepted", ())


def test_the_delegation_is_what_all_notices_make_of_it(store: Store) -> None:
    on_record(store, 1, facts=(delegate("Anna Berg"), delegate("Olav Lie")))
    on_record(store, 2, received_at=NOW + HOUR, facts=(delegate("Kari Moe"), removal("Olav Lie")))
    assert past(store)[2] == ("Anna Berg", "Kari Moe")


def test_a_notice_sorted_late_takes_its_place_in_the_order(store: Store) -> None:
    on_record(store, 1, received_at=NOW + HOUR, facts=(removal("Olav Lie"),))
    on_record(store, 2, facts=(delegate("Anna Berg"), delegate("Olav Lie")))
    assert past(store)[2] == ("Anna Berg",)


def test_delegates_of_another_party_are_that_partys(store: Store) -> None:
    on_record(store, facts=(delegate("Anna Berg"), delegate("Anne Mercier", party="FRA")))
    assert (past(store)[2], past(store, "FRA")[2]) == (("Anna Berg",), ("Anne Mercier",))


def test_what_has_no_effect_leaves_no_past(store: Store) -> None:
    on_record(store, effective=False, attendance="accepted", facts=(answer("accepted"), delegate("Anna Berg")))
    assert past(store) == ({}, None, ())


def test_a_message_for_no_party_leaves_no_past(store: Store) -> None:
    on_record(store, party=None)
    assert store.records.history("oslo").parties == {}


def test_the_past_of_another_conference_is_another(store: Store) -> None:
    on_record(store)
    assert store.records.history("wellington").parties == {}


def test_the_delegation_comes_with_what_is_known_of_each(store: Store) -> None:
    on_record(store, facts=(delegate("Anna Berg", title="Ambassador", role="head", email=None),))
    found: tuple[Delegate, ...] = store.records.delegates("oslo", "NOR")
    assert [(d.name, d.title, d.role, d.email) for d in found] == [("Anna Berg", "Ambassador", "head", None)]


def test_nobody_represents_a_party_that_named_nobody(store: Store) -> None:
    assert store.records.delegates("oslo", "NOR") == ()


def test_the_letter_that_is_answered_is_in_the_history(store: Store) -> None:
    store.outbox.queue(letter("asked"), NOW)
    assert store.records.history("oslo", ["asked"]).letters["asked"].template == "received"


# Over-size and parked


def test_an_oversize_message_is_laid_before_a_person_once(store: Store) -> None:
    number = taken(store, oversize(1, b"Subject: film\r\n\r\n"))[0]
    for _ in range(2):
        store.records.file_oversize(number, "anna@mfa.norway.example", "film", None, "It is over the limit.", NOW)
    found = store.records.review_items()
    assert [(item.message, item.subject, item.reasons) for item in found] == [(1, "film", ("It is over the limit.",))]


def test_a_parked_message_is_laid_before_a_person(store: Store) -> None:
    number = message(store)
    store.ledger.failed(number, "it broke", 1, NOW)
    store.records.park(number, "It could not be handled.", NOW)
    assert [item.message for item in store.records.review_items("oslo")] == [number]


# Lists


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, [4, 3, 2, 1]),
        ({"oldest_first": True}, [1, 2, 3, 4]),
        ({"conference": "wellington"}, []),
        ({"kind": "paper"}, [3, 2]),
        ({"party": "FRA"}, [3]),
        ({"kind": "paper", "party": "FRA"}, [3]),
        ({"state": "taken"}, [4]),
        ({"disposition": "review"}, [2]),
        ({"since": NOW + HOUR}, [3]),
        ({"before": 3}, [2, 1]),
        ({"limit": 2}, [4, 3]),
    ],
)
def test_records_are_listed_newest_first(store: Store, filters: dict[str, object], numbers: list[int]) -> None:
    begin(store)
    on_record(store, 1)
    on_record(store, 2, kinds=("paper", "views"), disposition="review")
    on_record(store, 3, kinds=("paper",), party="FRA", received_at=NOW + 2 * HOUR)
    message(store, 4)
    assert [each.id for each in store.records.listed(**filters)] == numbers  # type: ignore[arg-type]
