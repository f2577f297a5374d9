"""Requests for the floor: by session, in the order of receipt, with what parties and persons make of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from mailflow.office.floor import Request, State, decide, requests
from mailflow.office.report import find_forms, written
from mailflow.office.scope import Scope
from mailflow.office.speakers import report
from mailflow.store import FactRow, Store
from tests.office.build import HOUR, NOW, OSLO, PERU, ROSTER, entered
from tests.store.build import on_record


def floor(session: str | None, words: str = "The floor, please.", *, withdrawn: bool = False) -> FactRow:
    return FactRow("floor", {"session": session, "withdrawn": withdrawn}, "1", words)


def mailed(store: Store, uid: int, *facts: FactRow, party: str = "NOR", **other: object) -> int:
    other = {"received_at": NOW + uid * HOUR, **other}
    return on_record(store, uid, party=party, kinds=("floor",), facts=facts, **other)  # type: ignore[arg-type]


def listed(store: Store) -> list[tuple[str, str | None, str]]:
    """Party, session and state of the requests, in order."""
    return [(each.party, each.session, each.state.value) for each in requests(store, OSLO)]


def one(store: Store, message: int) -> list[Request]:
    return [each for each in requests(store, OSLO) if each.message == message]


def test_requests_stand_in_the_order_in_which_they_came_by_whatever_way(store: Store) -> None:
    mailed(store, 3, floor("opening"))
    mailed(store, 1, floor("opening"), party="AUT")
    entered(store, floor("opening"), party=PERU, kinds=("floor",), at=NOW + 2 * HOUR, now=NOW + 9 * HOUR)
    assert [party for party, _, _ in listed(store)] == ["AUT", "PER", "NOR"]


def test_a_request_without_a_session_is_listed_all_the_same(store: Store) -> None:
    mailed(store, 1, floor(None))
    mailed(store, 2, party="PER")
    assert listed(store) == [("NOR", None, "open"), ("PER", None, "open")]


def test_one_message_can_ask_for_two_sessions(store: Store) -> None:
    mailed(store, 1, floor("opening"), floor("victim-assistance"))
    assert [session for _, session, _ in listed(store)] == ["opening", "victim-assistance"]


def test_a_session_that_came_into_the_programme_later_is_found_by_the_words(store: Store) -> None:
    mailed(store, 1, floor(None, "We ask for the floor on victim assistance."))
    assert [session for _, session, _ in listed(store)] == ["victim-assistance"]


def test_a_session_that_left_the_programme_holds_nobody(store: Store) -> None:
    mailed(store, 1, floor("victim-assistance"))
    without = replace(OSLO, sessions=OSLO.sessions[:1])
    assert [each.session for each in requests(store, without)] == [None]


@pytest.mark.parametrize(
    ("session", "expected"),
    [
        ("opening", ["withdrawn", "open"]),
        (None, ["withdrawn", "withdrawn"]),
        ("national-implementation", ["open", "open"]),
    ],
)
def test_a_party_takes_back_its_own_requests(store: Store, session: str | None, expected: list[str]) -> None:
    mailed(store, 1, floor("opening"), floor("victim-assistance"))
    mailed(store, 2, floor("opening"), party="PER")
    last = mailed(store, 3, floor(session, withdrawn=True))
    assert [state for party, _, state in listed(store) if party == "NOR"] == expected
    assert ("PER", "opening", "open") in listed(store)
    assert all((last in each.messages) == (each.state is State.WITHDRAWN) for each in requests(store, OSLO))


def test_who_asks_again_after_a_withdrawal_stands_at_the_end(store: Store) -> None:
    mailed(store, 1, floor("opening"))
    mailed(store, 2, floor("opening", withdrawn=True))
    mailed(store, 3, floor("opening"))
    assert [state for _, _, state in listed(store)] == ["withdrawn", "open"]


def test_what_an_unproven_sender_takes_back_stays(store: Store) -> None:
    mailed(store, 1, floor("opening"))
    number = mailed(store, 2, floor("opening", withdrawn=True), effective=False, review=("Forged.",))
    before = listed(store)
    store.records.accept(number, "kari", NOW)
    assert ([state for _, _, state in before], [state for _, _, state in listed(store)]) == (["open"], ["withdrawn"])


def test_a_person_moves_withdraws_marks_and_reopens(store: Store) -> None:
    number = mailed(store, 1, floor(None))
    seen = []
    decide(store, OSLO, one(store, number), "kari", NOW, session="opening", move=True)
    seen.append(listed(store)[0][1:])
    for state in (State.WITHDRAWN, State.OPEN, State.SPOKEN):
        decide(store, OSLO, one(store, number), "kari", NOW, state=state)
        seen.append(listed(store)[0][1:])
    assert seen == [("opening", "open"), ("opening", "withdrawn"), ("opening", "open"), ("opening", "spoken")]
    assert one(store, number)[0].by == "kari"


def test_a_request_moved_to_no_session_stays_there(store: Store) -> None:
    number = mailed(store, 1, floor("opening", "On victim assistance."))
    decide(store, OSLO, one(store, number), "kari", NOW, session=None, move=True)
    assert listed(store) == [("NOR", None, "open")]


def test_of_two_requests_of_a_message_one_can_be_moved(store: Store) -> None:
    number = mailed(store, 1, floor("opening"), floor("victim-assistance"))
    first = [each for each in one(store, number) if each.session == "opening"]
    decide(store, OSLO, first, "kari", NOW, session="national-implementation", move=True)
    assert [session for _, session, _ in listed(store)] == ["national-implementation", "victim-assistance"]


def test_a_forgotten_decision_changes_nothing_and_breaks_nothing(store: Store) -> None:
    mailed(store, 1, floor("opening"))
    store.records.enter("oslo", "NOR", [FactRow("speaker", {})], "kari", NOW)
    assert listed(store) == [("NOR", "opening", "open")]


def scope(store: Store, language: str = "en", **settings: str) -> Scope:
    return Scope(store, replace(OSLO, settings=settings), ROSTER, NOW, language)


def test_the_report_follows_the_programme_and_gives_places_to_who_has_not_withdrawn(store: Store) -> None:
    mailed(store, 1, floor(None))
    mailed(store, 2, floor("victim-assistance"), party="PER")
    mailed(store, 3, floor("opening"))
    mailed(store, 4, floor("opening", withdrawn=True))
    mailed(store, 5, floor("opening"), party="AUT")
    whole = report(scope(store))
    assert [section.heading.split(" – ")[0] for section in whole.sections] == [
        "Opening and general exchange of views",
        "Victim assistance",
        "No session named",
    ]
    assert whole.sections[1].heading.endswith("(provisional)")
    assert [row[0].value for row in whole.sections[0].blocks[0].rows] == ["", 1]  # type: ignore[union-attr]


def test_the_report_says_where_statements_are_only_written(store: Store) -> None:
    assert any("No time is set aside" in text for text in report(scope(store, statements="written")).notes)
    assert not any("No time is set aside" in text for text in report(scope(store)).notes)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_the_list_is_written_in_every_language(store: Store, language: str) -> None:
    mailed(store, 1, floor("opening", "=1+1 <script>"))
    whole = report(scope(store, language))
    assert all(written(whole, form, find_forms()) for form in ("html", "csv", "json", "docx", "xlsx"))
    (row,) = csv.DictReader(io.StringIO(written(whole, "csv", find_forms()).decode("utf-8-sig")))
    assert "=1+1 <script>" in "".join(str(value) for value in row.values())
    assert "<script>" not in written(whole, "html", find_forms()).decode()


def test_nobody_has_asked(store: Store) -> None:
    assert report(scope(store)).sections[0].blocks[0].cell.text == "Nobody has asked for the floor."  # type: ignore[union-attr]
