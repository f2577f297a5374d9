"""Requests for the floor, and their withdrawal."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mailflow.core.conference import Session
from mailflow.core.facts import FloorRequest
from mailflow.core.reading import read_facts
from tests.core.reading.letters import OSLO, PHRASES, view


def session(name: str, title: str, hour: int, *items: str) -> Session:
    begins = datetime(2007, 2, 22, hour, tzinfo=OSLO.zone)
    return Session(name, title, begins, begins + timedelta(hours=2), items=items)


PROGRAMME = (
    session("opening", "General exchange of views", 10, "3"),
    session("law", "National implementation", 15, "7 (b)"),
)


def asked(body: str, subject: str = "Conference") -> tuple[FloorRequest, ...]:
    seen = replace(view(body, subject=subject), conference=replace(OSLO, sessions=PROGRAMME))
    return read_facts(seen, frozenset({"floor"}), frozenset({"floor"}), PHRASES).floor


@pytest.mark.parametrize(
    ("body", "sessions"),
    [
        ("Finland would like to take the floor in the session on national implementation.", ["law"]),
        ("Finland would like to take the floor under agenda item 7 (b).", ["law"]),
        ("La Finlande souhaite prendre la parole au titre du point 3 de l'ordre du jour.", ["opening"]),
        ("Finlandia desea hacer uso de la palabra sobre el tema 3 del programa.", ["opening"]),
        ("Финляндия просит предоставить слово по пункту 3 повестки дня.", ["opening"]),
        ("Please put Finland on the list of speakers.", [None]),
        ("Kindly put us on the list of speakers.\n\nIt concerns the session on national implementation.", ["law"]),
        ("Please put us on the list of speakers for the general exchange of views and for national implementation.", ["opening", "law"]),
        ("Finland would be pleased to give a short presentation of its law in the session on national implementation.", ["law"]),
        ("It would help if two experts gave a short presentation on model legislation.", []),
        ("Could I record a few minutes at your meeting?", []),
        ("Our delegation arrives on Monday.", []),
        ("Delegations that wish to speak should be given five minutes each.", []),
    ],
)  # fmt: skip
def test_a_request_names_its_session(body: str, sessions: list[str | None]) -> None:
    assert [
        request.session for request in asked(f"Dear colleagues,\n\n{body}\n\nBest regards,\nThe Mission\n")
    ] == sessions


def test_a_subject_can_name_the_session() -> None:
    assert [r.session for r in asked("Please put us on the list of speakers.", "National implementation")] == ["law"]


@pytest.mark.parametrize(
    "body",
    [
        "Finland withdraws its request for the floor.",
        "Our request to speak is hereby withdrawn.",
        "Please remove Finland from the list of speakers.",
        "Finland no longer wishes to take the floor.",
        "La Finlande retire sa demande de parole.",
        "La Finlande ne souhaite plus prendre la parole.",
        "Finlandia ya no desea hacer uso de la palabra.",
        "Wir ziehen unsere Wortmeldung zurück.",
        "Финляндия отзывает заявку на выступление.",
        "نود سحب طلب الكلمة.",
        "芬兰取消发言申请。",
    ],
)
def test_a_request_is_taken_back(body: str) -> None:
    assert [request.withdrawn for request in asked(body)] == [True]


def test_the_words_are_those_that_ask() -> None:
    (request,) = asked("We thank you.\n\nFinland would like to take the floor. We arrive on Monday.\n")
    assert request.source.words == "Finland would like to take the floor"
