"""What is said on each action point, and that "not applicable" is an answer."""

from __future__ import annotations

import pytest

from mailflow.core.document import Condition, Document
from mailflow.core.facts import ActionPoint
from tests.core.reading.letters import document, facts


def points(body: str, **more: object) -> dict[int, ActionPoint]:
    """The action points of a contribution by their number."""
    read = facts(body, subject="Contribution", kinds=("contribution",), wanted=("action-points",), **more)  # type: ignore[arg-type]
    return {point.number: point for point in read.action_points}


def texts(body: str, **more: object) -> dict[int, str]:
    return {number: point.text for number, point in points(body, **more).items()}


SAID = [
    (
        "On action point 63: the Weapons Act was amended in June. On action point 64: a circular went out.",
        {63: "On action point 63: the Weapons Act was amended in June.", 64: "On action point 64: a circular went out."},
    ),
    (
        "Action point 63 is done. The Act entered into force in May. It has 12 articles.\n\nWe thank you.",
        {63: "Action point 63 is done. The Act entered into force in May. It has 12 articles."},
    ),
    (
        "Action 63 is implemented; action 64 is pending.",
        {63: "Action 63 is implemented", 64: "action 64 is pending."},
    ),
    (
        "On action points 63 and 64, a bill has been tabled.",
        dict.fromkeys((63, 64), "On action points 63 and 64, a bill has been tabled."),
    ),
    ("(Action Point 63)", {63: ""}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), SAID, ids=[body[:30] for body, _ in SAID])
def test_a_sentence_says_something_on_its_point(body: str, expected: dict[int, str]) -> None:
    found = texts(f"Dear colleagues,\n\n{body}\n\nBest regards,\nThe Mission\n")
    assert {n: text.strip("() ") if not expected[n] else text for n, text in found.items()}.keys() == expected.keys()
    assert all(expected[n] in found[n] and len(found[n]) < len(expected[n]) + 25 for n in expected if expected[n])


def test_a_heading_owns_what_stands_below_it() -> None:
    report = "Report of Finland\n\nAction Point 63: national law\n\nThe Act is in force.\n\nA second law follows.\n\nAction Point 64\nManuals were revised.\n"
    assert texts("See attached.", documents=[document("report.docx", report)]) == {
        63: "national law\nThe Act is in force.\nA second law follows.",
        64: "Manuals were revised.",
    }


def test_what_stands_at_several_places_is_all_there_once() -> None:
    body = "Action point 63 is in hand.\n\nOther matters.\n\nA second bill follows under action point 63.\n"
    assert texts(body)[63].split("\n") == [
        "Action point 63 is in hand.",
        "A second bill follows under action point 63.",
    ]


def test_a_row_of_a_table_says_what_its_other_cells_hold() -> None:
    table = (("Action point", "State of play", "Remarks"), ("63", "done", "since May"), ("64", "N/A", ""))
    text = "\n".join("\t".join(row) for row in table)
    found = points(
        "Our matrix.", documents=[Document("2", "m.xlsx", "xlsx", Condition.READ, text=text, tables=(table,))]
    )
    assert (found[63].text, found[64].not_applicable) == ("done – since May", True)


def test_a_long_report_keeps_what_has_no_number_in_it() -> None:
    filler = "The ministry held consultations with all bodies concerned.\n" * 500
    report = f"{filler}\nAction Point 63\n\nThe Act is in force.\n\nAction Point 64\n\nManuals were revised.\n"
    assert texts("See attached.", documents=[document("r.docx", report)])[63] == "The Act is in force."


NOT_APPLICABLE = [
    "Action point 64 is not applicable to us.",
    "Action point 64: not applicable.",
    "Action point 64: N/A",
    "Action point 64 (information of the armed forces) does not apply to Finland.",
    "Action point 64 of the Vientiane Action Plan is not applicable.",
    "Action point 64, in the view of our Government, is not applicable.",
    "We have nothing under action point 64, which is not relevant to us.",
    "Not applicable: action point 64.",
    "Action Point 64\n\nNot applicable.\n\nAction Point 65\nA report follows.",
    "Le point d'action 64 est sans objet pour nous.",
    "Le point d'action 64 ne s'applique pas à notre pays.",
    "El punto de acción 64 no es aplicable.",
    "La acción 64 no aplica.",
    "Aktionspunkt 64 trifft auf uns nicht zu.",
    "Пункт 64 Плана действий не применим.",
    "نقطة العمل 64 لا تنطبق علينا.",
    "行动计划第64项不适用。",
]
APPLICABLE = [
    "Action point 64: the military code is not applicable to minors.",
    "Action point 64 is done. The penal code is not applicable to minors, and will be amended next year.",
    "Action point 63 is not applicable; action point 64 is done.",
    "Action point 64 is implemented. Action point 65 is not applicable.",
    "Action Point 64\nThe old penal code is not applicable to the production of munitions abroad, so a bill was tabled.",
    "Action point 64 is of high relevance to us.",
]


@pytest.mark.parametrize("body", NOT_APPLICABLE)
def test_not_applicable_is_an_answer(body: str) -> None:
    assert points(f"Dear colleagues,\n\n{body}\n\nBest regards,\nThe Mission\n")[64].not_applicable


@pytest.mark.parametrize("body", APPLICABLE)
def test_not_applicable_said_of_something_else_is_none(body: str) -> None:
    assert not points(f"Dear colleagues,\n\n{body}\n\nBest regards,\nThe Mission\n")[64].not_applicable
