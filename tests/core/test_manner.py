from __future__ import annotations

import time

import pytest

from mailflow.core.manner import manner

NOTES = [
    (
        "The Permanent Mission of Norway to the\nUnited Nations presents its compliments to the Secretariat and has …",
        "to the Permanent Mission of Norway to the United Nations",
        "en",
    ),
    (
        "Ref. 1/07\n\nThe Ministry of Foreign Affairs of Fiji presents its compliments",
        "to the Ministry of Foreign Affairs of Fiji",
        "en",
    ),
    ("The Embassy of St. Lucia presents its compliments to", "to the Embassy of St. Lucia", "en"),
    (
        "La Mission permanente du Bénin présente ses compliments au Secrétariat",
        "à la Mission permanente du Bénin",
        "fr",
    ),
    ("Le Ministère des affaires étrangères présente ses compliments", "au Ministère des affaires étrangères", "fr"),
    ("L’Ambassade du Tchad présente ses compliments", "à l’Ambassade du Tchad", "fr"),
    (
        "La Misión Permanente del Uruguay saluda muy atentamente a la Secretaría",
        "a la Misión Permanente del Uruguay",
        "es",
    ),
    ("El Ministerio de Relaciones Exteriores saluda a la Secretaría", "al Ministerio de Relaciones Exteriores", "es"),
    (
        "Постоянное представительство Республики Беларусь свидетельствует своё уважение Секретариату",
        "Постоянному представительству Республики Беларусь",
        "ru",
    ),
    ("تهدي البعثة الدائمة لدولة قطر أطيب تحياتها إلى الأمانة", "إلى البعثة الدائمة لدولة قطر", "ar"),
    ("中国常驻日内瓦代表团向会议秘书处致意，并谨通知如下", "向中国常驻日内瓦代表团", "zh"),
]


@pytest.mark.parametrize(("text", "addressee", "language"), NOTES)
def test_note_is_known_by_its_opening_and_says_who_sends_it(text: str, addressee: str, language: str) -> None:
    found = manner([text])
    assert (found.form, found.addressee, found.language) == ("note", addressee, language)


@pytest.mark.parametrize("text", [text for text, _, language in NOTES if language != "zh"])
def test_note_is_known_in_capitals_and_with_letters_that_differ_in_case_alone(text: str) -> None:
    assert manner([text.upper()]).form == "note"
    assert manner([text.replace("s", "ſ").replace("i", "ı").replace("k", "\N{KELVIN SIGN}")]).form == "note"


@pytest.mark.parametrize(
    "text",
    [
        "… and avails itself of this opportunity to renew the assurances of its highest consideration.",
        "La Mission saisit cette occasion pour renouveler au Secrétariat",
        "aprovecha la oportunidad para reiterar",
        "Saisit cette opportunité",
        "hace propicia la ocasión para",
        "пользуется этой возможностью, чтобы возобновить",
        "пользуется случаем",
        "وتنتهز البعثة الدائمة هذه الفرصة",
        "顺致最崇高的敬意",
        "順致崇高敬意",
    ],
)
def test_note_is_known_by_its_closing(text: str) -> None:
    assert manner([text]).form == "note"


def test_note_in_an_attachment_makes_the_message_one() -> None:
    assert manner(["Please see attached.", NOTES[0][0]]).form == "note"


@pytest.mark.parametrize(
    "text",
    [
        "Excellency,\n\nI have the honour to inform you",
        "Monsieur,\nJ’ai l’honneur de vous informer",
        "I have the honor to",
        "Tengo el honor de comunicarle",
        "Tenemos y tengo a honra",
        "Имею честь сообщить",
        "Your Excellency,",
        "Veuillez agréer, Madame, l'assurance de ma haute considération",
        "Please accept, Sir, the assurances of my highest consideration.",
    ],
)
def test_formal_letter_is_a_letter(text: str) -> None:
    assert manner([text]).form == "letter"


@pytest.mark.parametrize(
    "text", ["Hi all, two of us will come. Cheers", "Le saluda atentamente,\nJuan", "", "Thanks for the compliments!"]
)
def test_mail_is_answered_shortly(text: str) -> None:
    assert manner([text]).form == "short"


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Ref. 41/06\n\nThe Mission", "41/06"),
        ("MISSION\nRef: 12/45  Geneva, 3 May\n", "12/45"),
        ("No. 115/MP/09\n\nThe Mission", "115/MP/09"),
        ("N/Réf : 123-2008/MP\n", "123-2008/MP"),
        ("Nota verbal Nº 7-25/09\n", "7-25/09"),
        ("Note verbale no. 45\n", ""),
        ("Исх. № 321/н\n", "321/н"),
        ("（2007）字第123号\n常驻团", "（2007）字第123号"),
        ("Ref. 7\n", "7"),
        ("Your ref. 99/06\n", ""),
        ("Names were sent by Note No. 77/09 of 3 May,\nas you know.", ""),
        ("Note 2007\n", ""),
        ("Reference is made to your letter.", ""),
        ("Ref. none\n", ""),
    ],
)
def test_reference_is_the_number_at_the_head(text: str, reference: str) -> None:
    assert manner([text]).reference == reference


@pytest.mark.parametrize(
    ("subject", "reference"),
    [
        ("NV 7-25/09 Peru", "7-25/09"),
        ("Note Verbale 41/06 - spring meeting", "41/06"),
        ("Your ref. 12/06", ""),
        ("Re: Oslo, 22-23 February 2007", ""),
        ("Notes 2007", ""),
    ],
)
def test_reference_may_stand_in_the_subject(subject: str, reference: str) -> None:
    assert manner([""], subject).reference == reference


@pytest.mark.parametrize(
    "text",
    [
        "The " * 100_000,
        "La Mission " * 50_000,
        "ref. " * 100_000,
        "No. 1" * 100_000,
        "تهدي " * 50_000,
        "团向" * 100_000,
        " " * 400_000,
    ],
)
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    begin = time.process_time()
    manner([text, text], text)
    assert time.process_time() - begin < 1
