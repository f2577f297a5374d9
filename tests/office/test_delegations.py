"""Delegations as a fold with sources, and what is at odds in the notices."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailflow.office.conflicts import ConflictKind
from mailflow.office.delegations import (
    Delegation,
    changed,
    credentials_entry,
    delegations,
    end_of,
    history,
    registration_entry,
    settling_entry,
)
from mailflow.office.delegations_report import one, overview
from mailflow.store import FactRow, Store
from tests.office.build import NOW, OSLO, ZONE
from tests.office.notices import DESK, MISSION, Record, gone, person


@pytest.fixture
def record(store: Store) -> Record:
    return Record(store)


def norway(record: Record) -> Delegation:
    return delegations(record.store, OSLO)["NOR"]


def names(record: Record) -> list[str]:
    return [member.delegate.name for member in norway(record).members]


def conflicts(record: Record, code: str = "NOR") -> list[ConflictKind]:
    return [each.kind for each in delegations(record.store, OSLO)[code].conflicts]


def test_a_member_leads_to_every_message_that_names_him(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", person("BERG, Anna", title="Envoy"))
    (member,) = norway(record).members
    assert (member.messages, member.delegate.title) == ((1, 2), "Envoy")


def test_a_fact_without_effect_counts_for_nothing(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", person("Eve Forger", role="head"), effective=False, sender="eve@elsewhere.example")
    assert names(record) == ["Anna Berg"]


def test_what_waits_for_a_person_is_named_in_the_report(record: Record) -> None:
    record.notice("NOR", person("Eve Forger"), effective=False)
    text = repr(one(record.scope(), "NOR"))
    assert "Without effect until a person has looked: Eve Forger" in text


def test_a_day_ends_at_midnight_where_the_conference_is() -> None:
    end = end_of(NOW.date(), OSLO)
    assert (end.tzinfo, end.hour, end.date()) == (ZONE, 23, NOW.date())


# Conflicts


def test_two_heads_are_raised_and_both_stay(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"))
    record.notice("NOR", person("Olav Lie", role="head"))
    assert conflicts(record) == [ConflictKind.TWO_HEADS]
    assert names(record) == ["Anna Berg", "Olav Lie"]


def test_a_head_who_replaces_the_other_is_no_conflict(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"))
    record.notice("NOR", person("Olav Lie", role="head"), gone("Anna Berg", "Olav Lie"))
    assert conflicts(record) == []


def test_two_offices_that_name_different_persons_are_raised(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"), person("Olav Lie"))
    record.notice("NOR", person("Anna Berg"), person("Kari Moe"), sender=MISSION)
    (conflict,) = norway(record).conflicts
    assert conflict.kind is ConflictKind.TWO_OFFICES
    assert (conflict.persons, conflict.where, conflict.messages) == (("Olav Lie", "Kari Moe"), (DESK, MISSION), (1, 2))


def test_two_offices_that_give_different_functions_are_raised(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", title="Ambassador"))
    record.notice("NOR", person("Anna Berg", title="Director"), sender=MISSION)
    assert conflicts(record) == [ConflictKind.TWO_OFFICES]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The same list, spelled otherwise and with less.
        ([person("Anna Berg", title="Ambassador")], [person("BERG, Anna")]),
        # A change says who goes.
        ([person("Anna Berg")], [person("Olav Lie"), gone("Anna Berg", "Olav Lie")]),
    ],
)
def test_two_offices_that_agree_are_not_raised(record: Record, first: list[FactRow], second: list[FactRow]) -> None:
    record.notice("NOR", *first)
    record.notice("NOR", *second, sender=MISSION)
    assert conflicts(record) == []


def test_one_office_may_change_its_mind(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", person("Olav Lie"))
    assert conflicts(record) == []


def test_an_office_that_comes_round_ends_the_conflict(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("NOR", person("Olav Lie"), sender=MISSION)
    record.notice("NOR", person("Olav Lie"))
    assert conflicts(record) == []


def test_a_correction_by_a_person_ends_the_conflict(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"))
    second = record.notice("NOR", person("Olav Lie", role="head"), sender=MISSION)
    record.store.records.correct(second, {}, [person("Olav Lie", role="alternate")], "kari", NOW)
    assert conflicts(record) == []


def test_a_delegate_of_two_parties_is_raised_with_both(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.notice("PER", person("Berg Anna"), sender="desk@rree.peru.example")
    assert conflicts(record) == conflicts(record, "PER") == [ConflictKind.TWO_PARTIES]


def test_one_word_is_nobody_in_particular(record: Record) -> None:
    record.notice("NOR", person("Suharto"))
    record.notice("PER", person("Suharto"), sender="desk@rree.peru.example")
    assert conflicts(record) == []


def test_a_conflict_that_a_person_settled_is_not_raised_again(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"))
    record.notice("NOR", person("Olav Lie", role="head"))
    record.store.records.enter("oslo", "NOR", [settling_entry("two chairs")], "kari", NOW + timedelta(minutes=1))
    assert conflicts(record) == []


def test_a_later_notice_raises_it_anew(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"))
    record.store.records.enter("oslo", "NOR", [settling_entry("nothing yet")], "kari", NOW - timedelta(minutes=1))
    record.notice("NOR", person("Olav Lie", role="head"))
    assert conflicts(record) == [ConflictKind.TWO_HEADS]


# Three facts


def test_the_last_word_on_credentials_counts(record: Record) -> None:
    for minutes, status in enumerate(("copy", "original", "accepted")):
        record.store.records.enter("oslo", "NOR", [credentials_entry(status)], "kari", NOW + timedelta(minutes=minutes))
    found = norway(record)
    assert found.credentials is not None
    assert (found.credentials.values["status"], found.credentials.by, found.members) == ("accepted", "kari", ())


def test_credentials_are_taken_back(record: Record) -> None:
    record.store.records.enter("oslo", "NOR", [credentials_entry("copy"), credentials_entry("none")], "kari", NOW)
    assert norway(record).credentials is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [("none-needed", "none needed"), ("copy", "nothing received (a copy is asked for)")],
)
def test_what_is_asked_for_is_the_conferences(record: Record, asked: str, told: str) -> None:
    record.notice("NOR", person("Anna Berg"))
    rows = overview(record.scope(credentials=asked)).tables()[0][1].rows
    assert rows[0][3].text == told


def test_registration_finds_its_member_by_any_spelling(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.store.records.enter("oslo", "NOR", [registration_entry("BERG Anna")], "kari", NOW)
    found = norway(record)
    assert (found.is_registered(found.members[0]) is not None, found.not_notified()) == (True, [])


def test_who_registered_without_notice_is_no_member(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    record.store.records.enter("oslo", "NOR", [registration_entry("Tor Dahl")], "kari", NOW)
    assert names(record) == ["Anna Berg"]
    assert [each.name for each in norway(record).not_notified()] == ["Tor Dahl"]


# History


def test_each_step_says_what_it_changed(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"), person("Olav Lie"))
    record.notice("NOR", person("Kari Moe"), gone("Olav Lie", "Kari Moe"))
    record.notice("NOR", person("Anna Berg", title="Envoy"))
    record.notice("NOR", gone("Nobody Known"))
    record.notice("NOR", gone("Anna Berg"))
    steps = history(norway(record).notices)
    assert [[(c.what, c.name) for c in step.changes] for step in steps] == [
        [("added", "Anna Berg"), ("added", "Olav Lie")],
        [("replaced", "Kari Moe")],
        [("changed", "Anna Berg")],
        [("unknown", "Nobody Known")],
        [("withdrawn", "Anna Berg")],
    ]


def test_nothing_changed_is_no_change() -> None:
    assert changed((), ()) == []


def test_every_figure_of_the_overview_leads_to_its_messages(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head"), person("Olav Lie"))
    record.notice("NOR", person("Kari Moe"))
    (row,) = overview(record.scope()).tables()[0][1].rows
    assert [(cell.text, cell.messages) for cell in row[1:3]] == [("Anna Berg", (1,)), ("3", (1, 2))]
