"""Who has been given another post does not come; who has left one, and says so in passing, may well come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who comes with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, str | None]], list[str]]] = [
    ("Please be advised that Ms Eva Lind was appointed to another post.", None, [], ["Eva Lind"]),
    ("Mr Paul Berg was assigned to other duties. There will be no replacement.", ANY, [], ["Paul Berg"]),
    ("Please note that Mr Paul Berg took up another post in September.", None, [], ["Paul Berg"]),
    ("Mr Paul Berg has moved to another department.", None, [], ["Paul Berg"]),
    ("Nous vous informons que M. Paul Durand a été nommé à un autre poste.", None, [], ["Paul Durand"]),
    ("Nous vous informons que M. Paul Durand a rejoint un autre service.", None, [], ["Paul Durand"]),
    ("Le comunicamos que el Sr. Luis Paz fue designado para otro cargo.", None, [], ["Luis Paz"]),
    ("Wir teilen mit, dass Herr Jan Vogt auf einen anderen Posten versetzt wurde.", None, [], ["Jan Vogt"]),
    ("Wir teilen mit, dass Herr Jan Vogt eine andere Aufgabe übernommen hat.", None, [], ["Jan Vogt"]),
    ("Informamos que o Sr. João Melo foi designado para outro cargo.", None, [], ["João Melo"]),
    ("Vi comunichiamo che il sig. Marco Rossi ha assunto altro incarico.", None, [], ["Marco Rossi"]),
    ("Сообщаем, что г-н Иванов Пётр Петрович назначен на другую должность.", None, [], ["Иванов Пётр Петрович"]),
    # Said in passing of one who comes.
    ("Ms Eva Lind, who was recently appointed to another post, will represent Finland.", "accepted",
     [("Eva Lind", None)], []),
    ("Ms Eva Lind, who has retired from the army, will head our delegation.", "accepted", [("Eva Lind", "head")], []),
    ("M. Paul Durand, qui a quitté l'armée, participera à la réunion.", "accepted", [("Paul Durand", None)], []),
    ("La Sra. Ana Ruiz, que fue designada para otro cargo, encabezará la delegación.", "accepted",
     [("Ana Ruiz", "head")], []),
    ("Herr Jan Vogt, der in ein anderes Referat gewechselt ist, wird Finnland vertreten.", "accepted",
     [("Jan Vogt", None)], []),
    # Said in passing of one who goes.
    ("Mr Paul Berg, who has fallen ill, will not be able to travel to Oslo.", ANY, [], ["Paul Berg"]),
    ("Mr Paul Berg, who has retired, will be replaced by Ms Eva Lind.", "accepted",
     [("Eva Lind", None)], ["Paul Berg"]),
    ("Mr Paul Berg, who is no longer able to come, will be represented by Ms Eva Lind.", "accepted",
     [("Eva Lind", None)], ["Paul Berg"]),
    ("M. Paul Durand, qui est malade, sera remplacé par Mme Claire Roux.", "accepted",
     [("Claire Roux", None)], ["Paul Durand"]),
    # The party, in the passive.
    ("Finland is unfortunately prevented from attending the Conference.", "declined", [], []),
    ("We are precluded from taking part in the Conference by budget cuts.", "declined", [], []),
    ("Estamos impedidos de asistir a la Conferencia.", "declined", [], []),
    ("Финляндия, к сожалению, лишена возможности принять участие в конференции.", "declined", [], []),
    ("Nothing prevents Finland from attending the Conference.", ANY, [], []),
    ("We are prevented from attending the dinner on Monday.", None, [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answer", "delegates", "gone"), CASES, ids=[case[0][:40] for case in CASES])
def test_another_post(text: str, answer: Any, delegates: list[tuple[str, str | None]], gone: list[str]) -> None:
    assert named(read_as(text, answer, ANY, gone)) == delegates
