"""Who is away, and who sends, decides or signs what is said of a delegation, is no delegate by that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, str | None]], list[str]]] = [
    # Away.
    ("Ms Eva Berg is travelling next week and will not be able to reply.", None, [], []),
    ("Mr Paul Berg is travelling until Friday and will answer on his return.", None, [], []),
    ("Ms Eva Berg, who normally decides on this, is on leave until the 7th.", None, [], []),
    ("My colleague Ms Eva Berg is currently travelling and will revert to you next week.", None, [], []),
    ("Mme Claire Roux est en déplacement cette semaine et vous répondra à son retour.", None, [], []),
    ("Mme Claire Roux est en congé jusqu'au 7.", None, [], []),
    ("La Sra. Ana Ruiz está de viaje y le responderá la próxima semana.", None, [], []),
    ("La Sra. Ana Ruiz está de vacaciones hasta el lunes.", None, [], []),
    ("A Sra. Rita Pinto está em viagem e responderá na próxima semana.", None, [], []),
    ("Frau Eva Brandt ist auf Dienstreise und wird nächste Woche antworten.", None, [], []),
    ("Frau Eva Brandt ist bis Mitte Dezember auf Urlaub.", None, [], []),
    ("La dott.ssa Anna Bruni è in viaggio e risponderà la prossima settimana.", None, [], []),
    ("Г-жа Анна Смирнова находится в командировке и ответит на следующей неделе.", None, [], []),
    ("Г-н Иван Петров сейчас в отпуске до понедельника.", None, [], []),
    ("السيدة هدى منصور في إجازة حتى يوم الأحد وسترد عليكم بعد عودتها.", None, [], []),
    ("李华女士正在出差，下周回复。", None, [], []),
    (
        "Mr Paul Berg is travelling to Oslo with Ms Eva Lind as our delegates.",
        ANY,
        [("Paul Berg", None), ("Eva Lind", "delegate")],
        [],
    ),
    ("Ms Eva Berg is travelling next week to Oslo for the conference.", ANY, [("Eva Berg", None)], []),
    # Sends, decides, signs.
    (
        "I can't give you names today as Ms Eva Berg, who decides on the delegation, is on leave until the 7th.",
        None,
        [],
        [],
    ),
    ("Mr Paul Berg will send you the names of our delegates next week.", "accepted", [], []),
    ("The names of the delegation will be sent by Ms Eva Berg.", None, [], []),
    ("Ms Eva Berg will confirm the composition of our delegation when she is back.", None, [], []),
    ("Our Director, Ms Eva Berg, has to approve the delegation first.", None, [], []),
    ("The delegation list is with Ms Eva Berg for signature.", None, [], []),
    ("The Minister, Mr Paul Berg, has not yet signed the list of delegates.", None, [], []),
    (
        "Je ne peux vous donner les noms car Mme Claire Roux, qui décide de la délégation, est en congé jusqu'au 7.",
        None,
        [],
        [],
    ),
    ("Mme Claire Roux vous enverra les noms des délégués la semaine prochaine.", "accepted", [], []),
    ("M. Paul Durand doit encore approuver la composition de la délégation.", None, [], []),
    ("La Sra. Ana Ruiz les enviará los nombres de la delegación.", "accepted", [], []),
    (
        "No puedo darle los nombres porque la Sra. Ana Ruiz, que decide sobre la delegación, está de licencia.",
        None,
        [],
        [],
    ),
    ("El Ministro, Sr. Luis Paz, aún no ha firmado la lista de delegados.", None, [], []),
    ("A Sra. Rita Pinto enviará os nomes da delegação.", "accepted", [], []),
    ("Frau Eva Brandt wird Ihnen die Namen der Delegation mitteilen.", None, [], []),
    ("Die Delegation wird von Herrn Jan Vogt noch genehmigt.", None, [], []),
    ("La dott.ssa Anna Bruni invierà i nomi dei delegati.", "accepted", [], []),
    ("Г-жа Анна Смирнова сообщит состав делегации после возвращения из отпуска.", None, [], []),
    ("Г-н Иван Петров еще не утвердил состав делегации.", None, [], []),
    ("ستوافيكم السيدة هدى منصور بأسماء أعضاء الوفد.", None, [], []),
    ("代表团名单由李华女士另行通知。", "accepted", [], []),
    ("李华女士休假，代表团名单待她回来后确定。", "accepted", [], []),
    ("Ms Eva Berg will not be able to reply before Monday.", None, [], []),
    ("La Sra. Ana Ruiz no podrá responder hasta el lunes.", None, [], []),
    ("Frau Eva Brandt kann bis Montag nicht antworten.", None, [], []),
    ("A Sra. Rita Pinto não poderá responder antes de segunda-feira.", None, [], []),
    ("La dott.ssa Anna Bruni non potrà rispondere prima di lunedì.", None, [], []),
    ("Г-жа Анна Смирнова не сможет ответить до понедельника.", None, [], []),
    ("لن تتمكن السيدة هدى منصور من الرد قبل يوم الأحد.", None, [], []),
    ("李华女士周一前无法回复。", None, [], []),
    ("Mr Paul Berg cannot travel, as he is on leave.", None, [], ["Paul Berg"]),
    ("Ms Eva Berg, who is on leave, will not attend.", None, [], ["Eva Berg"]),
    ("Mr Paul Berg is on leave and will be replaced by Ms Eva Lind.", "accepted", [("Eva Lind", None)], ["Paul Berg"]),
    ("As Mr Paul Berg is on leave, Ms Eva Lind will represent Finland.", "accepted", [("Eva Lind", None)], []),
    (
        "Since Mr Paul Berg is travelling in Asia, our delegation will be led by Ms Eva Lind.",
        "accepted",
        [("Eva Lind", "head")],
        [],
    ),
    (
        "M. Paul Durand étant en congé, Mme Claire Roux représentera la Finlande.",
        "accepted",
        [("Claire Roux", None)],
        [],
    ),
    ("Como el Sr. Luis Paz está de vacaciones, asistirá la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
    ("Da Herr Jan Vogt im Urlaub ist, wird Frau Eva Brandt teilnehmen.", "accepted", [("Eva Brandt", None)], []),
    # Who comes all the same.
    ("Ms Eva Berg, who decides on these matters, will represent Finland.", "accepted", [("Eva Berg", None)], []),
    (
        "Our delegation will consist of Ms Eva Berg and Mr Paul Lind; Ms Eva Berg will send you her photo.",
        "accepted",
        [("Eva Berg", None), ("Paul Lind", None)],
        [],
    ),
    (
        "The delegation will be headed by Ms Eva Berg, who will send you the programme.",
        "accepted",
        [("Eva Berg", "head")],
        [],
    ),
    ("Finland will send Ms Eva Berg, Director.", "accepted", [("Eva Berg", None)], []),
    ("Mr Paul Berg has decided to attend himself.", "accepted", [("Paul Berg", None)], []),
    ("Mr Paul Berg has confirmed his participation.", "accepted", [("Paul Berg", None)], []),
    ("The Minister has appointed Ms Eva Berg as our delegate.", "accepted", [("Eva Berg", "delegate")], []),
    (
        "Le Ministre, M. Paul Durand, a désigné Mme Claire Roux pour représenter la Finlande.",
        "accepted",
        [("Claire Roux", None)],
        [],
    ),
    ("Министр назначил делегатом г-жу Анну Смирнову.", "accepted", [("Анну Смирнову", None)], []),
    ("Frau Eva Brandt wird teilnehmen und Ihnen die Liste senden.", "accepted", [("Eva Brandt", None)], []),
    ("Mme Claire Roux participera et vous enverra la liste.", "accepted", [("Claire Roux", None)], []),
    ("La Sra. Ana Ruiz asistirá y les enviará la lista.", "accepted", [("Ana Ruiz", None)], []),
    ("Г-жа Анна Смирнова примет участие и сообщит дату приезда.", "accepted", [("Анна Смирнова", None)], []),
    ("李华女士将出席会议，并将另行通知行程。", "accepted", [("李华", None)], []),
    ("ستشارك السيدة هدى منصور وستوافيكم ببياناتها.", "accepted", [("هدى منصور", None)], []),
    (
        "Our delegates: Ms Eva Berg (on leave until 3 January) and Mr Paul Lind.",
        "accepted",
        [("Eva Berg", None), ("Paul Lind", None)],
        [],
    ),
    (
        "Our delegation will be accompanied not only by Mr Paul Berg but also by Ms Eva Lind.",
        "accepted",
        [("Paul Berg", None), ("Eva Lind", None)],
        [],
    ),
    (
        "The delegation, which remains at the head of the process, will be represented by Ms Eva Lind.",
        "accepted",
        [("Eva Lind", None)],
        [],
    ),
]


@pytest.mark.parametrize(("text", "answer", "delegates", "gone"), CASES)
def test_who_tells_of_a_delegation_is_not_in_it(
    text: str, answer: Any, delegates: list[tuple[str, str | None]], gone: list[str]
) -> None:
    assert sorted(named(read_as(text, answer, ANY, gone))) == sorted(delegates)
