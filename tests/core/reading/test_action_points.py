"""Action points in a contribution: digits and words, lists and ranges, headings, tables, in several languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailflow.core.document import Condition, Document
from mailflow.core.reading.action_points import read_action_points
from tests.core.reading.letters import OSLO, PHRASES, document, facts, view

SENTENCES = [
    ("Under Action Point 63 we adopted a law; under Action Points 64 and 65 nothing is new.", [63, 64, 65]),
    ("We report on actions 63 to 65 of the Vientiane Action Plan.", [63, 64, 65]),
    ("Action #63: law adopted. Action #65: no request.", [63, 65]),
    ("With regard to action points 63, 64 & 65, please note the following.", [63, 64, 65]),
    ("As for the sixty-third action point, the bill is pending; the following one has been implemented.", [63, 64]),
    ("Action point sixty-four: manuals were revised.", [64]),
    ("The 65th action of the Plan has been followed.", [65]),
    ("AP63 - done. AP 64 - pending (Vientiane Action Plan).", [63, 64]),
    ("In accordance with Article 9 of the Convention, Law No. 63 of 2009 was adopted on 18 April 2012.", []),
    ("Points 63-65 of the action plan were discussed on 14 March; 64 persons attended.", [63, 64, 65]),
    ("Nous faisons rapport sur les points d'action 63 à 65.", [63, 64, 65]),
    ("S'agissant du point d'action nº 64, rien à signaler ; le point précédent est en cours.", [63, 64]),
    ("Au titre de l'action soixante-trois, une loi a été adoptée.", [63]),
    ("En relación con los puntos de acción 63, 64 y 65, informamos lo siguiente.", [63, 64, 65]),
    ("Sobre la acción sesenta y cuatro: se distribuyó información. La acción siguiente no aplica.", [64, 65]),
    ("Zu den Aktionspunkten 63 bis 65 berichten wir wie folgt.", [63, 64, 65]),
    ("Aktionspunkt vierundsechzig ist umgesetzt.", [64]),
    ("О выполнении действий 63–65 Вьентьянского плана действий сообщаем следующее.", [63, 64, 65]),
    ("По пункту 64 Плана действий: проведено обучение.", [64]),
    ("بخصوص نقطة العمل 63 ونقطة العمل 64 من خطة عمل فيينتيان", [63, 64]),
    ("关于行动计划第63项和第64项行动，我国报告如下。", [63, 64]),
    ("Sui punti d'azione 63 e 64 si comunica quanto segue.", [63, 64]),
    ("Sobre os pontos de ação 63 a 65, informamos.", [63, 64, 65]),
    ("Action points nos. 63 and 64", [63, 64]),
    ("(Action Point 63)", [63]),
    ("action points (63, 64 and 65)", [63, 64, 65]),
    ("Action 63.\nThe law is in force.\nAction 64.\n2 workshops were held.", [63, 64]),
    ("VAP Action #63 and #64", [63, 64]),
    ("We have nothing to add on 63; on action 64 we have trained 120 officers in 3 courses.", [64]),
    ("Our Plan of Action 2010-2015 includes 12 actions.", []),
    ("Action Point No. 63 - 2 new laws", [63]),
    ("Action points 63 – legislation, 64 – information, and 65 – assistance", [63, 64, 65]),
    ("On action points 8, 63 and 64: see below.", [8, 63, 64]),
    ("item 63 of the Vientiane Action Plan", [63]),
]


def points(body: str, subject: str = "Contribution", **more: object) -> list[int]:
    """The numbers that are read out of a contribution."""
    read = facts(body, subject=subject, kinds=("contribution",), wanted=("papers", "action-points"), **more)  # type: ignore[arg-type]
    return [point.number for point in read.action_points]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_names_action_points(sentence: str, expected: list[int]) -> None:
    assert points(f"Dear colleagues,\n\n{sentence}\n\nBest regards,\nThe Mission\n") == expected


def test_headings_of_a_document_name_action_points() -> None:
    text = "Report\n\nAction Point 63\nThe Act is in force.\n\nAction Point 64\nManuals were revised.\n"
    assert points("Please find attached our contribution.", documents=[document("report.docx", text)]) == [63, 64]


def test_a_column_headed_by_the_plan_names_action_points() -> None:
    table = (("Vientiane Action Plan", "Status"), ("63", "done"), ("65.0", "2 requests"))
    text = "\n".join("\t".join(row) for row in table)
    matrix = Document("2", "matrix.xlsx", "xlsx", Condition.READ, text=text, tables=(table,))
    assert points("Please find attached our matrix.", documents=[matrix]) == [63, 65]


def test_what_is_quoted_names_no_action_point() -> None:
    body = "Our law covers action point 63.\n\nOn 22 March, Coordinator wrote:\n> action points 63, 64 and 65\n"
    assert points(body) == [63]


@pytest.mark.parametrize(("subject", "expected"), [("Action point 64", [64]), ("Re: Action point 64", [])])
def test_a_subject_counts_only_where_it_is_the_senders_own(subject: str, expected: list[int]) -> None:
    assert points("A bill is before parliament.", subject) == expected


def test_the_words_of_an_action_point_hold_its_number() -> None:
    read = facts("A bill is pending (Action Point 63).", kinds=("contribution",), wanted=("action-points",))
    assert "63" in read.action_points[0].source.words


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("(63) The code was amended.\n(65) We shared the text.\nOn (64) nothing has changed.", [63, 64, 65]),
        ("63. The code was amended.\n64. The army was informed.", [63, 64]),
        ("We have 63 officers (64) in service.", []),
        ("(1) We thank you.\n(2) We will report.", []),
    ],
)
def test_bare_numbers_count_only_where_several_are_asked_for(body: str, expected: list[int]) -> None:
    gathers = replace(OSLO, action_points={63: "Law", 64: "Information", 65: "Report"})
    found = read_action_points(replace(view(body), conference=gathers), PHRASES)
    assert [point.number for point in found] == expected
