"""Whether a writer is one of those who come, or only speaks of himself or herself."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts

SENDER = "Anne Dahlberg <anne.dahlberg@mfa.sweden.example>"


@pytest.mark.parametrize(
    "text",
    [
        "Ms Anna Berg and I will attend.",
        "It will be Ms Anna Berg and I.",
        "Ms Anna Berg and I are coming to Oslo.",
        "The delegation will consist of Ms Anna Berg, Director, and myself.",
        "I will come myself.",
        "I am travelling to Oslo on the 21st.",
        "La délégation sera composée de Mme Anna Berg et de moi-même.",
        "Mme Anna Berg et moi-même participerons à la conférence.",
        "La Suède sera représentée par moi-même.",
        "Asistiremos la Sra. Anna Berg y yo.",
        "Asistirá quien suscribe.",
        "Participaremos a Sra. Anna Berg e eu.",
        "Frau Anna Berg und ich werden an der Konferenz teilnehmen.",
        "Parteciperemo la dott.ssa Anna Berg ed io.",
        "Участвовать будем г-жа Анна Берг и я.",
    ],
)
def test_who_says_that_he_or_she_comes_is_a_delegate(text: str) -> None:
    assert "Anne Dahlberg" in [d.name for d in facts(text + "\n", sender=SENDER, subject="Re: Oslo").delegates]


@pytest.mark.parametrize(
    "text",
    [
        "Sweden will attend, and I remain at your disposal.",
        "Sweden will attend and I would be grateful for the agenda.",
        "Sweden will attend and I will send you the names next week.",
        "Sweden will attend. My director and I thank you for the invitation.",
        "We will attend; my colleague and I are still working on the list.",
        "I thank you and I confirm that Sweden will attend.",
        "We will attend. I will send you the names myself as soon as I can.",
        "I can answer that myself as the desk officer.",
        "Je vous écrirai moi-même dès que possible.",
        "Suecia participará y yo quedo a su disposición.",
        "Les escribiré yo mismo en cuanto pueda.",
        "A Suécia participará e eu fico à vossa disposição.",
        "Schweden nimmt teil, und ich danke Ihnen für die Einladung.",
        "Vi scriverò io stesso appena possibile.",
        "Швеция примет участие, и я остаюсь в вашем распоряжении.",
    ],
)
def test_who_only_speaks_of_himself_or_herself_is_none(text: str) -> None:
    assert facts(text + "\n", sender=SENDER, subject="Re: Oslo").delegates == ()


@pytest.mark.parametrize(
    "text",
    [
        "I am travelling in the region until the 9th and only read mail in the evenings.",
        "I'm travelling with the Minister until Friday and will read mail upon return.",
        "I am attending a training course in Vienna until 9 December.",
        "I am participating in the CCW meetings this week and reply with delay.",
        "I am representing Sweden in New York this week and shall answer on my return.",
        "I am coming back on Monday and will read your message then.",
        "Ich nehme bis Freitag an einer Fortbildung in Wien teil und antworte danach.",
        "Я участвую в семинаре в Вене до пятницы и отвечу позже.",
    ],
)
def test_an_absence_note_is_no_answer_and_names_nobody(text: str) -> None:
    read = facts(text + "\n", sender=SENDER, subject="Re: Oslo")
    assert (read.delegates, read.attendance) == ((), None)
