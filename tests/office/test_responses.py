"""Who answered and how, by whom the delegation is led, and who could not be reached."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mailflow.core.delivery import Delivery, Fate, Outcome
from mailflow.office.report import Bars, Table
from mailflow.office.report.as_json import records
from mailflow.office.responses import Response, responses
from mailflow.office.responses_report import report
from mailflow.store import Campaign, FactRow, Store
from tests.office.build import NOW
from tests.office.notices import Record, person
from tests.store.build import ANNA, letter


@pytest.fixture
def record(store: Store) -> Record:
    return Record(store)


def answered(value: str) -> FactRow:
    return FactRow("attendance", {"answer": value}, "1", "words")


def stands(record: Record) -> dict[str, str]:
    return {one.party.code: str(one.response) for one in responses(record.scope())}


def tables(record: Record, **plan: Any) -> list[Table]:
    return [b for section in report(record.scope(**plan)).sections for b in section.blocks if isinstance(b, Table)]


def invite(record: Record, *codes: str, bounced: str = "") -> None:
    """An invitation to these parties; the one to `bounced` came back."""
    store = record.store
    store.campaigns.begin(Campaign("oslo", "invitation", "invitation", ("rsvp", "representation")), "kari", NOW)
    for code in codes:
        made = letter(f"to {code}", ANNA, party=code, campaign="invitation", purpose="invitation")
        assert store.outbox.queue(made, NOW)
    for number in store.outbox.claim(100, NOW):
        fate = Fate.FAILED if number.party == bounced else Fate.SENT
        outcome = Outcome(ANNA, fate, 550 if fate is Fate.FAILED else 250, text="as the server said")
        store.outbox.record(number.id, Delivery((outcome,)), NOW, None)


@pytest.mark.parametrize(("answer", "response"), [("accepted", "yes"), ("declined", "no"), ("tentative", "not-yet")])
def test_an_answer_in_words_counts(record: Record, answer: str, response: str) -> None:
    record.notice("NOR", answered(answer))
    assert stands(record)["NOR"] == response


def test_the_last_answer_counts(record: Record) -> None:
    record.notice("NOR", answered("accepted"))
    record.notice("NOR", answered("declined"))
    assert stands(record)["NOR"] == "no"


def test_who_names_a_delegation_has_said_yes(record: Record) -> None:
    record.notice("NOR", person("Anna Berg"))
    assert stands(record)["NOR"] == "yes"


def test_a_delegation_takes_no_answer_in_words_back(record: Record) -> None:
    record.notice("NOR", answered("tentative"))
    record.notice("NOR", person("Anna Berg"))
    assert stands(record)["NOR"] == "not-yet"


@pytest.mark.parametrize("waits", [False, True], ids=["no campaign", "held letters"])
def test_before_an_invitation_has_left_the_roster_is_counted_and_called_so(record: Record, waits: bool) -> None:
    if waits:
        store = record.store
        store.campaigns.begin(Campaign("oslo", "invitation", "invitation", ("rsvp", "representation")), "kari", NOW)
        made = letter("to NOR", ANNA, party="NOR", campaign="invitation", purpose="invitation", hold="approval")
        assert store.outbox.queue(made, NOW)
    made_of = report(record.scope())
    (figures, *_) = tables(record)
    assert set(stands(record).values()) == {"silent"}
    assert (figures.columns[1].name, figures.columns[1].key) == ("On the roster", "roster")
    assert made_of.notes[-1].startswith("No invitation has left yet")


def test_when_an_invitation_has_left_only_who_got_one_is_invited(record: Record) -> None:
    invite(record, "NOR", "PER")
    (figures, *_) = tables(record)
    assert (figures.columns[1].name, figures.rows[-1][1].value) == ("Invited", 2)
    assert len(report(record.scope()).notes) == 1


def test_parties_stand_in_the_order_of_their_names(record: Record) -> None:
    rows = [row for row in records(report(record.scope())) if row["category"] == "States parties"]
    assert [row["party"] for row in rows] == ["Austria", "Cabo Verde", "Côte d’Ivoire", "Norway"]


def test_the_invitation_says_who_was_asked_and_who_could_not_be_reached(record: Record) -> None:
    invite(record, "NOR", "PER", "AUT", bounced="PER")
    record.notice("AUT", answered("accepted"))
    found = stands(record)
    assert {code: found[code] for code in ("NOR", "PER", "AUT", "JPN")} == {
        "NOR": "silent",
        "PER": "unreachable",
        "AUT": "yes",
        "JPN": "not-invited",
    }


def test_who_answers_by_another_way_is_reachable(record: Record) -> None:
    invite(record, "PER", bounced="PER")
    record.notice("PER", answered("accepted"))
    assert stands(record)["PER"] == "yes"


def test_an_unreachable_party_leads_to_its_letter(record: Record) -> None:
    invite(record, "PER", bounced="PER")
    (row,) = [row for row in records(report(record.scope())) if row["response"] == "unreachable"]
    assert (row["code"], row["letters"]) == ("PER", "1")


def test_figures_add_up_by_category_and_in_all(record: Record) -> None:
    record.notice("NOR", answered("accepted"))
    record.notice("PER", answered("declined"))
    (figures, *_) = tables(record)
    for row in figures.rows:
        invited, *parts = (cell.value for cell in row[1:])
        assert invited == sum(int(part) for part in parts)
    assert [cell.value for cell in figures.rows[-1][1:]] == [11, 1, 1, 0, 9, 0]


def test_every_figure_leads_to_its_messages(record: Record) -> None:
    record.notice("NOR", answered("accepted"))
    record.notice("CIV", answered("accepted"))
    (figures, *_) = tables(record)
    assert figures.rows[0][2].messages == (1, 2)


def test_the_chart_shows_what_the_table_says(record: Record) -> None:
    record.notice("NOR", answered("accepted"))
    made = report(record.scope())
    chart = next(block for block in made.sections[0].blocks if isinstance(block, Bars))
    figures = next(block for block in made.sections[0].blocks if isinstance(block, Table))
    assert [bar.values for bar in chart.bars] == [tuple(c.value for c in row[2:]) for row in figures.rows[:-1]]
    assert chart.description.startswith("States parties: Yes 1, No 0, Not yet 0, Silent 3")


def test_the_rank_of_heads_stands_beside_the_level_asked_for(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head", title="Minister of Foreign Affairs"))
    record.notice("PER", person("Luz Paz", role="head", title="First Secretary"))
    record.notice("AUT", person("Max Huber", role="head", title="Special Envoy"))
    record.notice("JPN", person("Ken Mori"))
    levels = tables(record, level="ambassador")[1]
    assert [[cell.text for cell in row] for row in levels.rows] == [
        ["Minister", "at or above it", "1"],
        ["Official", "below", "1"],
        ["rank not recognised", "", "1"],
        ["no head named", "", "1"],
    ]
    assert [row[-1].messages for row in levels.rows] == [(1,), (2,), (3,), (4,)]


def test_no_level_is_told_of_who_declined(record: Record) -> None:
    record.notice("NOR", person("Anna Berg", role="head", title="Minister"))
    record.notice("NOR", answered("declined"), at=NOW + timedelta(days=1))
    assert [table.columns[0].key for table in tables(record)][1] == "party"


def test_responses_of_an_earlier_moment(record: Record) -> None:
    record.notice("NOR", answered("accepted"), at=NOW + timedelta(days=2))
    earlier = responses(record.scope(), NOW + timedelta(days=1))
    assert {one.response for one in earlier} == {Response.SILENT}
