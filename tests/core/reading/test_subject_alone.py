"""A subject that says yes above a text that regrets something of coming: nobody but a person can tell which holds."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts

REGRETS = [
    ("Finland will attend Oslo", "Unfortunately the attendance of Finland falls victim to the elections."),
    ("Finland will attend Oslo", "We regret that the Ministry had to rethink its participation."),
    ("La Finlande participera", "Malheureusement, la participation de la Finlande tombe à l'eau."),
    ("Finlandia participará", "Lamentablemente la participación de Finlandia se cayó."),
    ("Finnland nimmt teil", "Leider fällt die Teilnahme Finnlands ins Wasser."),
    ("Финляндия примет участие", "К сожалению, участие Финляндии сорвалось."),
    ("فنلندا ستشارك", "للأسف تعذرت مشاركة فنلندا."),
    ("芬兰将出席会议", "很遗憾，芬兰的参会计划有变。"),
    ("A Finlândia participará", "Infelizmente a participação da Finlândia caiu por terra."),
    ("La Finlandia parteciperà", "Purtroppo la partecipazione della Finlandia è saltata."),
]
YES = [
    ("Finland will attend", "Unfortunately I have no flight details yet."),
    ("Finland will attend", "Names to follow, sorry for the delay."),
    ("La Finlande participera", "Malheureusement, les noms manquent encore."),
    ("Finnland nimmt teil", "Die Namen folgen leider erst im Januar."),
    ("Finlandia participará", "Lamento la demora."),
]


@pytest.mark.parametrize(("subject", "text"), REGRETS, ids=[text[:30] for _, text in REGRETS])
def test_a_yes_in_the_subject_above_a_regret_is_no_answer(subject: str, text: str) -> None:
    read = facts(text, subject=subject, party="FIN")
    assert read.attendance is None
    assert read.contradictions


@pytest.mark.parametrize(("subject", "text"), YES, ids=[text[:30] for _, text in YES])
def test_a_yes_in_the_subject_above_another_regret_is_an_answer(subject: str, text: str) -> None:
    read = facts(text, subject=subject, party="FIN")
    assert read.attendance is not None
    assert read.attendance.answer.value == "accepted"
