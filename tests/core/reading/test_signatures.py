"""Who signs below an answer, with a closing formula or without, is no delegate."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, str | None]], list[str]]] = [
    # Signed.
    (
        "La Finlande sera représentée à la Conférence.\n\nPar délégation du Ministre,\nle Directeur de cabinet\nM. Paul Durand",
        "accepted",
        [],
        [],
    ),
    ("Finland will be represented.\n\nFor the Minister\nPermanent Secretary\nAmbassador Paul Berg", "accepted", [], []),
    (
        "Finland will take part in the Conference. The composition of the delegation will follow.\n\nActing Director\nMr Paul Berg",
        "accepted",
        [],
        [],
    ),
    (
        "Finlandia participará en la Conferencia.\n\nPor orden del Ministro,\nel Subsecretario\nEmbajador Luis Paz",
        "accepted",
        [],
        [],
    ),
    (
        "Сообщаем, что Финляндия примет участие. Состав делегации будет направлен дополнительно.\n\nЗаместитель директора департамента                К.Э. Войцеховский\n\nИсп. Тимофеева О.Л.\nтел. 000-00-00",
        "accepted",
        [],
        [],
    ),
    ("Финляндия примет участие.\n\nДиректор Департамента\nИ.И. Петров", "accepted", [], []),
    (
        "Финляндия примет участие. Состав делегации будет сообщен позднее.\n\nИсполнитель: Смирнова А.А.",
        "accepted",
        [],
        [],
    ),
    ("ستشارك فنلندا في المؤتمر.\n\nعن الوزير\nالسفير أحمد الخطيب", "accepted", [], []),
    ("Im Auftrag\nHerr Jan Vogt", None, [], []),
    ("Finlândia participará na Conferência.\n\nPelo Ministro,\nEmbaixador João Melo", "accepted", [], []),
    # Listed.
    (
        "Finland will be represented by:\n\nAmbassador Paul Berg\nHead of Delegation",
        "accepted",
        [("Paul Berg", "head")],
        [],
    ),
    (
        "Our delegation:\n\nFor the Ministry of Foreign Affairs\nMs Eva Lind, Director\n\nFor the Ministry of Defence\nCol. Paul Berg, adviser",
        "accepted",
        [("Eva Lind", None), ("Paul Berg", "adviser")],
        [],
    ),
    (
        "Finland will be represented at the Conference by\n\nPermanent Secretary\nAmbassador Paul Berg",
        "accepted",
        [("Paul Berg", None)],
        [],
    ),
    ("Our delegation is composed of:\n\nDirector General\nMr Paul Berg", "accepted", [("Paul Berg", None)], []),
    (
        "Список участников. Дополнительные имена будут сообщены позднее:\n1. Петров Иван Иванович, посол\n2. Смирнова Анна Андреевна, советник",
        "accepted",
        [("Петров Иван Иванович", None), ("Смирнова Анна Андреевна", "adviser")],
        [],
    ),
    (
        "The names of our delegates are as follows; a third name will follow.\n\n- Ms Eva Lind, Director\n- Mr Paul Berg, Colonel",
        "accepted",
        [("Eva Lind", None), ("Paul Berg", None)],
        [],
    ),
    # The writer takes back that he or she comes.
    ("I cannot come after all. Ms Eva Lind will attend.", "accepted", [("Eva Lind", None)], ["Anna Lind"]),
    (
        "Afinal não irei a Oslo. A Finlândia será representada apenas pela minha colega Dra. Rita Pinto.",
        "accepted",
        [("Rita Pinto", None)],
        ["Anna Lind"],
    ),
    (
        "Finalement je ne pourrai pas venir; Mme Claire Roux représentera la Finlande.",
        "accepted",
        [("Claire Roux", None)],
        ["Anna Lind"],
    ),
    ("Ich kann nun doch nicht kommen; Frau Eva Brandt nimmt teil.", "accepted", [("Eva Brandt", None)], ["Anna Lind"]),
    ("I cannot come after all.", "declined", [], []),
    ("Please cancel the participation of Mr. Zurab Mchedlidze and myself.", ANY, [], ["Zurab Mchedlidze", "Anna Lind"]),
    (
        "I cannot come to the dinner after all, but Ms Eva Lind will attend the Conference.",
        "accepted",
        [("Eva Lind", None)],
        [],
    ),
    (
        "After all I will not attend the first session. Ms Eva Lind will attend the Conference.",
        "accepted",
        [("Eva Lind", None)],
        [],
    ),
    # Below a closing that no list knows, the person having been named in a sentence.
    (
        "Finlandia estará representada por la Sra. Eva Lind.\n\nDios guarde a usted.\n\nAbg. Ana Ruiz Zenteno\nJEFA DE UNIDAD a.i.",
        "accepted",
        [("Eva Lind", None)],
        [],
    ),
    (
        "La Finlande sera représentée par Mme Claire Roux.\n\nDans cette attente, je vous salue.\n\nPaul Durand\nConseiller",
        "accepted",
        [("Claire Roux", None)],
        [],
    ),
    (
        "Finland will be represented by Ms Eva Lind.\n\nMuch obliged.\n\nPaul Berg\nCounsellor\nHelsinki",
        "accepted",
        [("Eva Lind", None)],
        [],
    ),
    (
        "A Finlândia será representada pela Sra. Rita Pinto.\n\nGrato desde já.\n\nJoão Melo\nConselheiro",
        "accepted",
        [("Rita Pinto", None)],
        [],
    ),
    (
        "La Finlandia sarà rappresentata dalla sig.ra Anna Bianchi.\n\nUn caro saluto.\n\nMarco Rossi\nConsigliere",
        "accepted",
        [("Anna Bianchi", None)],
        [],
    ),
    # Such a person is one where the sentence leads on.
    (
        "Finland will be represented by Ambassador Eva Lind. She will be accompanied by:\n\nPaul Berg\nCounsellor",
        "accepted",
        [("Eva Lind", None), ("Paul Berg", None)],
        [],
    ),
    (
        "Finland will be represented by Ambassador Eva Lind.\n\nShe will be assisted by one expert.\n\nMr Paul Berg, Counsellor",
        "accepted",
        [("Eva Lind", None), ("Paul Berg", None)],
        [],
    ),
]


@pytest.mark.parametrize(("text", "answer", "delegates", "gone"), CASES)
def test_who_signs_is_no_delegate(
    text: str, answer: Any, delegates: list[tuple[str, str | None]], gone: list[str]
) -> None:
    assert sorted(named(read_as(text, answer, ANY, gone))) == sorted(delegates)
