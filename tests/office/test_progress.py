"""Contributions by action point: the matrix, the texts, who is silent; each figure with its messages."""

from __future__ import annotations

import csv
import io
import json

import pytest

from mailflow.core.note import Channel
from mailflow.office.contributions import Report, contributions
from mailflow.office.progress import report
from mailflow.office.report import find_forms, written
from mailflow.office.scope import Scope
from mailflow.store import FactRow, Store
from tests.office.build import AUSTRIA, HOUR, NOW, OSLO, PERU, RED_CROSS, ROSTER, entered, note, point
from tests.store.build import on_record

PAPER = {
    "kind": "contribution",
    "filename": "c.pdf",
    "title": "Contribution of Norway",
    "number": "OSLO/CONTRIBUTION/001",
}


def mailed(store: Store, uid: int, *facts: FactRow, party: str = "NOR", **other: object) -> int:
    """A contribution that came by mail."""
    paper = FactRow("paper", PAPER, "2", "Contribution of Norway")
    other = {"received_at": NOW + uid * HOUR, **other}
    return on_record(store, uid, party=party, kinds=("contribution",), facts=(paper, *facts), **other)  # type: ignore[arg-type]


def made(store: Store, language: str = "en") -> list[dict[str, str]]:
    """The report's data as CSV has it."""
    whole = report(Scope(store, OSLO, ROSTER, NOW + 100 * HOUR, language))
    text = written(whole, "csv", find_forms()).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def states(store: Store) -> dict[tuple[str, int], Report]:
    found = contributions(store, "oslo")
    return {(party, n): found.report(party, n) for party in ("NOR", "PER") for n in (63, 64, 65)}


def test_not_applicable_is_no_silence(store: Store) -> None:
    mailed(store, 1, point(63, "A law."), point(64, not_applicable=True))
    found = states(store)
    assert [found["NOR", n] for n in (63, 64, 65)] == [Report.REPORTED, Report.NOT_APPLICABLE, Report.SILENT]


def test_the_last_word_counts_and_the_first_stays(store: Store) -> None:
    mailed(store, 1, point(64, not_applicable=True))
    mailed(store, 2, point(64, "A circular."))
    said = contributions(store, "oslo").of("NOR", 64)
    assert (states(store)["NOR", 64], [each.report.value for each in said]) == (
        Report.REPORTED,
        ["not-applicable", "reported"],
    )


def test_what_was_said_orally_stands_beside_what_was_written(store: Store) -> None:
    first = mailed(store, 1, point(63, "A law."))
    spoken = note("As they said.", channel=Channel.CONVERSATION, at=NOW + 2 * HOUR)
    second = entered(store, point(63, "A second law."), kinds=("contribution",), note=spoken, now=NOW + 3 * HOUR)
    said = contributions(store, "oslo").of("NOR", 63)
    assert [(each.message, each.channel, each.text) for each in said] == [
        (first, "mail", "A law."),
        (second.message, "conversation", "A second law."),
    ]


def test_what_no_person_has_looked_at_is_no_report(store: Store) -> None:
    number = mailed(store, 1, point(63, "A law."), effective=False, review=("Nothing proves the sender.",))
    before = states(store)["NOR", 63]
    store.records.accept(number, "kari", NOW)
    assert (before, states(store)["NOR", 63]) == (Report.SILENT, Report.REPORTED)


def test_a_correction_takes_the_place_of_what_was_read(store: Store) -> None:
    number = mailed(store, 1, point(64, not_applicable=True))
    store.records.correct(number, {}, [point(63, "It meant 63.")], "kari", NOW)
    assert (states(store)["NOR", 63], states(store)["NOR", 64]) == (Report.REPORTED, Report.SILENT)


def test_a_contribution_without_a_point_is_not_lost(store: Store) -> None:
    number = mailed(store, 1)
    assert [each.message for each in contributions(store, "oslo").unassigned["NOR"]] == [number]
    section = next(
        s for s in report(Scope(store, OSLO, ROSTER, NOW)).sections if s.heading.startswith("Contributions that")
    )
    assert "Contribution of Norway" in section.blocks[0].cell.text  # type: ignore[union-attr]


def test_every_figure_leads_to_its_messages(store: Store) -> None:
    numbers = {mailed(store, 1, point(63, "A law.")), mailed(store, 2, point(63, "More."), party="PER")}
    whole = report(Scope(store, OSLO, ROSTER, NOW))
    figures = whole.sections[0].blocks[0]
    assert set(figures.rows[0][1].messages) == numbers  # type: ignore[union-attr]
    assert set(whole.messages()) == numbers


def test_states_are_asked_and_others_stand_there_where_they_contributed(store: Store) -> None:
    mailed(store, 1, point(63, "Ours."), party=RED_CROSS.code)
    parties = [row["code"] for row in made(store) if row["point"] == "63"]
    assert parties == [AUSTRIA.code, RED_CROSS.code, "NOR", PERU.code]


def test_a_party_that_left_the_roster_keeps_its_contribution(store: Store) -> None:
    mailed(store, 1, point(63, "A law."), party="ZZZ")
    assert [row["text"] for row in made(store) if row["code"] == "ZZZ" and row["point"] == "63"] == ["A law."]


def test_a_point_that_the_conference_does_not_have_is_shown(store: Store) -> None:
    mailed(store, 1, point(12, "On twelve."))
    assert "12" in {row["point"] for row in made(store)}


def test_silence_is_a_row_and_the_silent_are_named(store: Store) -> None:
    mailed(store, 1, point(63, "A law."))
    silent = report(Scope(store, OSLO, ROSTER, NOW)).sections[-1]
    assert [row["state"] for row in made(store) if row["code"] == "PER"] == ["silent"] * 3
    assert silent.blocks[0].cell.text == "Austria; Peru"  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_the_report_is_written_in_every_language(store: Store, language: str) -> None:
    mailed(store, 1, point(63, "A law."), point(64, not_applicable=True))
    whole = report(Scope(store, OSLO, ROSTER, NOW, language))
    assert all(written(whole, form, find_forms()) for form in ("html", "csv", "json", "docx", "xlsx"))


HOSTILE = '=HYPERLINK("http://evil.example","x") <script>alert(1)</script> \u202egnp.exe {{ 7 * 7 }}\x00'


@pytest.mark.parametrize("form", ["html", "csv", "json", "docx", "xlsx"])
def test_hostile_text_is_only_text(store: Store, form: str) -> None:
    mailed(store, 1, point(63, HOSTILE))
    data = written(report(Scope(store, OSLO, ROSTER, NOW)), form, find_forms())
    assert b"<script>" not in data or form in ("csv", "json")
    if form == "csv":
        assert all(not (row["text"] or "").startswith("=") for row in made(store))
    if form == "json":
        assert json.loads(data)


def test_many_points_make_tables_that_can_be_read(store: Store) -> None:
    mailed(store, 1, *(point(n, "x") for n in range(1, 67)))
    matrix = report(Scope(store, OSLO, ROSTER, NOW)).sections[1].blocks
    assert [len(table.columns) for table in matrix] == [7] * 11  # type: ignore[union-attr]
