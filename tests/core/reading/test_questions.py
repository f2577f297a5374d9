"""Sentences that ask something of the secretariat."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts


def asked(body: str) -> list[str]:
    """The questions of a message."""
    return [q.words for q in facts(body, kinds=("question",), wanted=("questions",)).questions]


def test_a_question_mark_makes_a_question() -> None:
    assert asked("Thank you for the letter. In which room is the session? We look forward to it.") == [
        "In which room is the session?"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Could you please tell us whether there is a shuttle to the venue?",
        "Pouvez-vous nous indiquer où déposer les demandes de visa ?",
        "¿Se aceptan textos en español?",
        "هل توجد ترجمة إلى العربية؟",
        "Please send invitation letters for visa.",
        "Merci de nous adresser des lettres d'invitation.",
        "Le ruego enviar cartas de invitación para los delegados.",
    ],
)
def test_questions_are_told_in_several_languages(body: str) -> None:
    assert len(asked(body)) == 1


def test_what_is_quoted_asks_nothing() -> None:
    assert asked("Noted, thanks.\n\nOn 2 Feb 2007, Oslo Conference wrote:\n> Will your country be represented?\n") == []


@pytest.mark.parametrize(
    "body",
    [
        "Please send us the final programme when it is available.",
        "Agradeceré remitir el programa definitivo cuando esté disponible.",
        "Prière de nous transmettre le programme dès qu'il sera disponible.",
    ],
)
def test_what_goes_to_all_in_its_time_is_no_question(body: str) -> None:
    assert asked(body) == []
