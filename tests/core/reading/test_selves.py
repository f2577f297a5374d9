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


LISTED = (
    "The following persons will participate:\n\n- Mr. Paul Berg, Director\n- Ms. Eva Lind, MFA\n- myself",
    "The following persons will participate:\n\nMr. Paul Berg, Director\nMs. Eva Lind, MFA\nand undersigned\n\nKind regards",
    "Les personnes suivantes participeront :\n\nM. Paul Berg, directeur\nMme Eva Lind\net le soussigné",
    "Participarán las siguientes personas:\n\nSr. Paul Berg, Director\nSra. Eva Lind\ny la suscrita",
    "Die folgenden Personen nehmen teil:\n\n- Herr Paul Berg, Referent\n- Frau Eva Lind\n- ich selbst",
)


@pytest.mark.parametrize("text", LISTED)
def test_the_last_entry_of_a_list_may_be_the_writer(text: str) -> None:
    read = facts(text + "\n", sender=SENDER, subject="Re: Oslo")
    assert [d.name for d in read.delegates][:2] == ["Paul Berg", "Eva Lind"]
    assert len(read.delegates) == 3


@pytest.mark.parametrize(
    "text",
    [
        "The following persons will participate:\n\n- Mr. Paul Berg, Director\n- Ms. Eva Lind, MFA\n\nand I remain at your disposal.",
        "The following persons will participate:\n\nMr. Paul Berg, Director\nMs. Eva Lind, MFA\nand my secretary",
        "Here are the flight details of Mr Paul Berg and me: we arrive on 21 February at 10:15 and leave on 24 February.",
        "As promised the travel details of Mr Paul Berg and myself (names given in Note 03-14-77).",
        "Adjunto los datos de viaje del Sr. Luis Paz y míos: llegada el 21 de febrero.",
        "Anbei die Reisedaten von Herrn Paul Berg und mir: Ankunft 21. Februar.",
    ],
)
def test_who_is_spoken_of_beside_a_list_or_a_journey_is_not_entered(text: str) -> None:
    read = facts(text + "\n", sender=SENDER, subject="Re: Oslo")
    assert [d.name for d in read.delegates] in ([], ["Paul Berg", "Eva Lind"])
