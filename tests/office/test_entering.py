"""What did not come by mail has the standing of what did."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.core.note import Channel, Note, Scan, written
from mailflow.core.parsing import parse
from mailflow.store import FactRow, Store
from tests.office.build import HOUR, NORWAY, NOW, OFFICE, PERU, SCAN, entered, note, point
from tests.store.build import delegate, on_record, removal


def test_an_entry_is_a_message_among_others(store: Store) -> None:
    number = entered(
        store, FactRow("attendance", {"answer": "accepted"}), kinds=("rsvp",), attendance="accepted"
    ).message
    record = store.records.get(number)
    assert record is not None
    assert (record.state, record.channel, record.taken_by, record.party) == ("sorted", "telephone", "Kari Moe", "NOR")
    assert [r.id for r in store.records.listed(kind="rsvp", party="NOR")] == [number]


def test_no_worker_finds_an_entry_waiting(store: Store) -> None:
    entered(store)
    assert store.ledger.pending(limit=10, size=1000) == []


def test_an_entry_is_found_by_its_words(store: Store) -> None:
    number = entered(store, words="The Ambassador rang about the buses.").message
    assert [hit.id for hit in store.search("ambassador buses")] == [number]


def test_an_entry_counts_in_the_past_of_its_party(store: Store) -> None:
    entered(store, FactRow("attendance", {"answer": "tentative"}), kinds=("rsvp",), attendance="tentative")
    past = store.records.history("oslo").of("NOR")
    assert (past.attendance, past.kinds) == ("tentative", {"rsvp": 1})


def test_its_facts_are_in_force_and_carry_the_persons_name_and_the_words(store: Store) -> None:
    entered(store, delegate("Anna Berg"), kinds=("representation",), words="Anna Berg will come.")
    (fact,) = store.records.facts(party="NOR")
    assert (fact.effective, fact.by, fact.words) == (True, "olav", "telephone, taken by Kari Moe: Anna Berg will come.")


def test_mail_and_entries_make_one_delegation_in_the_order_in_which_they_came(store: Store) -> None:
    on_record(store, 1, received_at=NOW, facts=(delegate("Anna Berg"), delegate("Olav Lie")))
    entered(store, removal("Anna Berg"), kinds=("representation",), at=NOW + HOUR, now=NOW + 3 * HOUR)
    on_record(store, 2, received_at=NOW + 2 * HOUR, facts=(delegate("Eva Lind"),))
    assert [d.name for d in store.records.delegates("oslo", "NOR")] == ["Olav Lie", "Eva Lind"]


def test_a_call_entered_late_stands_where_it_came(store: Store) -> None:
    on_record(store, 1, received_at=NOW + HOUR, facts=(removal("Anna Berg"),))
    entered(store, delegate("Anna Berg"), kinds=("representation",), at=NOW, now=NOW + 2 * HOUR)
    assert store.records.delegates("oslo", "NOR") == ()


def test_documents_of_all_channels_share_a_register(store: Store) -> None:
    by_mail = store.records.next_number("oslo", "PAPER")
    first = entered(store, kinds=("paper",), title="On clearance", note=note(scan=SCAN))
    second = entered(store, kinds=("paper", "statement"), title="On stockpiles", words="Other words.")
    assert (by_mail, first.numbers, second.numbers) == (
        1,
        ("OSLO/PAPER/002",),
        ("OSLO/PAPER/003", "OSLO/STATEMENT/001"),
    )


def test_the_scan_is_the_file_of_the_document_and_kept_with_its_checksum(store: Store) -> None:
    number = entered(store, kinds=("paper",), note=note(scan=SCAN)).message
    (paper,) = store.records.facts(message=number)
    (kept,) = parse(store.ledger.raw(number) or b"").attachments
    assert (paper.values["part"], paper.values["filename"]) == (kept.part, kept.name) == ("2", "fax.pdf")
    assert kept.sha256 == hashlib.sha256(SCAN.content).hexdigest()
    (entry,) = store.records.entries(number)
    assert entry.values["files"] == [{"name": "fax.pdf", "sha256": kept.sha256, "size": len(SCAN.content)}]


def test_the_same_note_entered_twice_is_on_record_once(store: Store) -> None:
    first, second = (entered(store, kinds=("paper",), note=note(scan=SCAN), now=NOW + n * HOUR) for n in range(2))
    assert (second.message, second.new, second.numbers) == (first.message, False, first.numbers)
    assert len(store.records.facts()) == 1


@pytest.mark.parametrize(
    "other",
    [{"words": "Else."}, {"at": NOW + HOUR}, {"taken_by": "Olav Lie"}, {"channel": Channel.FAX}, {"scan": SCAN}],
    ids=lambda value: next(iter(value)),
)
def test_another_note_is_another_message(store: Store, other: dict[str, object]) -> None:
    first, second = entered(store), entered(store, note=note(**other))
    assert (second.new, second.message != first.message) == (True, True)


@pytest.mark.parametrize(("kind", "open_points"), [("question", 1), ("floor", 1), ("views", 1), ("rsvp", 0)])
def test_what_asks_for_something_waits_for_a_person(store: Store, kind: str, open_points: int) -> None:
    entered(store, kinds=(kind,))
    assert len(store.records.review_items("oslo")) == open_points


def test_what_was_answered_at_once_does_not_wait(store: Store) -> None:
    entered(store, kinds=("question",), settled=True)
    assert store.records.review_items("oslo") == []


def test_an_entry_can_be_corrected_like_any_message(store: Store) -> None:
    number = entered(store, point(63, "A law."), kinds=("contribution",)).message
    store.records.correct(number, {"party": "PER"}, [], "kari", NOW + HOUR)
    assert {fact.party for fact in store.records.facts(message=number, effective=True)} == {PERU.code}


def test_an_entry_that_breaks_off_leaves_nothing(store: Store) -> None:
    with pytest.raises(AttributeError):
        entered(store, kinds=("paper",), party=None)  # type: ignore[arg-type]
    assert (store.records.listed(), store.records.next_number("oslo", "PAPER")) == ([], 1)


def test_the_note_is_from_and_to_our_own_address(store: Store) -> None:
    message = parse(written(note(), OFFICE))
    assert [address.key for address in (*message.from_, *message.to)] == [OFFICE.key, OFFICE.key]


TEXT = st.text(st.characters(codec=None), max_size=60)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT, TEXT, TEXT, st.binary(max_size=40))
def test_no_value_adds_a_field_or_a_part(words: str, subject: str, who: str, name: str, content: bytes) -> None:
    parts = Note(Channel.FAX, f"x{who}", NOW, words, subject, Scan(f"x{name}", content))
    message = parse(written(parts, OFFICE))
    allowed = {"From", "To", "Date", "Subject", "X-Mailflow-Channel", "MIME-Version", "Content-Type"}
    assert {field.name for field in message.fields} <= allowed
    assert [a.content for a in message.attachments] == [content]


def test_the_same_note_gives_the_same_bytes() -> None:
    assert len({written(note(scan=SCAN, subject="Ærend"), OFFICE) for _ in range(3)}) == 1


def test_the_time_is_when_it_came_not_when_it_was_entered(store: Store) -> None:
    number = entered(store, at=NOW - HOUR, now=NOW).message
    record = store.records.get(number)
    (entry,) = store.records.entries(number)
    assert record is not None
    assert (record.received_at, entry.at, entry.by) == (NOW - HOUR, NOW, "olav")
    assert datetime.fromisoformat(entry.values["at"]) == NOW - HOUR
    assert entry.values["party"] == NORWAY.code
