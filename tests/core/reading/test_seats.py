"""Seats that change hands: in his place, at the head no longer, remains at the head, joins us, falls ill."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, str | None]], list[str]]] = [
    # Struck off, and another entered in the place.
    (
        "Please remove Mr Paul Berg from the list and include Ms Eva Lind in his place.",
        "accepted",
        [("Eva Lind", None)],
        ["Paul Berg"],
    ),
    (
        "Veuillez retirer M. Paul Durand de la liste et inscrire à sa place Mme Claire Roux.",
        "accepted",
        [("Claire Roux", None)],
        ["Paul Durand"],
    ),
    (
        "Sírvanse retirar de la lista al Sr. Luis Paz e incluir en su lugar a la Sra. Ana Ruiz.",
        "accepted",
        [("Ana Ruiz", None)],
        ["Luis Paz"],
    ),
    (
        "Solicito retirar da lista o Sr. João Melo, que não poderá viajar, e incluir em seu lugar a Sra. Rita Pinto.",
        "accepted",
        [("Rita Pinto", None)],
        ["João Melo"],
    ),
    (
        "Bitte streichen Sie Herrn Jan Vogt und setzen Sie an seiner Stelle Frau Eva Brandt auf die Liste.",
        "accepted",
        [("Eva Brandt", None)],
        ["Jan Vogt"],
    ),
    (
        "Si prega di cancellare il dott. Marco Rossi e di inserire al suo posto la dott.ssa Anna Bruni.",
        "accepted",
        [("Anna Bruni", None)],
        ["Marco Rossi"],
    ),
    (
        "Просим исключить из состава делегации г-на Ивана Петрова и включить вместо него г-жу Анну Смирнову.",
        "accepted",
        [("Анну Смирнову", None)],
        ["Ивана Петрова"],
    ),
    (
        "Просим исключить Г.В. Остапчук и включить вместо нее третьего секретаря Т.Р. Газизова.",
        "accepted",
        [("Т.Р. Газизова", None)],
        ["Г.В. Остапчук"],
    ),
    ("Просьба исключить из списка Г.П. Зимину.", ANY, [], ["Г.П. Зимину"]),
    ("Из состава делегации исключен Г.П. Зимин.", ANY, [], ["Г.П. Зимин"]),
    ("Г.П. Зимина не сможет приехать.", ANY, [], ["Г.П. Зимина"]),
    ("Делегацию возглавит Г.П. Зимина.", "accepted", [("Г.П. Зимина", "head")], []),
    (
        "В состав делегации войдут Г.П. Зимина и Н.Г. Орлов.",
        "accepted",
        [("Г.П. Зимина", None), ("Н.Г. Орлов", None)],
        [],
    ),
    (
        "يرجى شطب اسم السيد أحمد الخطيب وإدراج اسم السيدة هدى منصور بدلا منه.",
        "accepted",
        [("هدى منصور", None)],
        ["أحمد الخطيب"],
    ),
    ("请将王明先生从名单中删除，并增加李华女士。", "accepted", [("李华", None)], ["王明"]),
    # Who remains at the head is known.
    ("Ms Eva Lind remains at the head of the delegation.", None, [], []),
    ("Ambassador Eva Lind continues to lead our delegation.", None, [], []),
    ("Mme Claire Roux reste à la tête de la délégation.", None, [], []),
    ("Mme Claire Roux demeure cheffe de délégation.", None, [], []),
    ("La Sra. Ana Ruiz permanece al frente de la delegación.", None, [], []),
    ("El Emb. Tostado sigue como jefe de delegación.", None, [], []),
    ("A Conselheira Beatriz Avelar permanece na chefia da delegação.", None, [], []),
    ("A Sra. Rita Pinto continua a chefiar a delegação.", None, [], []),
    ("Frau Eva Brandt bleibt Leiterin der Delegation.", None, [], []),
    ("La dott.ssa Anna Bruni resta a capo della delegazione.", None, [], []),
    ("Г-жа Анна Смирнова остается главой делегации.", None, [], []),
    ("Главой делегации по-прежнему является г-жа Анна Смирнова.", None, [], []),
    ("تبقى السيدة هدى منصور رئيسة للوفد.", None, [], []),
    ("团长仍为李华女士。", None, [], []),
    # No longer led by one, but by another.
    (
        "Our delegation will no longer be led by Mr Paul Berg but by Ms Eva Lind.",
        "accepted",
        [("Eva Lind", "head")],
        ["Paul Berg"],
    ),
    (
        "The delegation will not be headed by Mr Paul Berg, but by Ms Eva Lind.",
        "accepted",
        [("Eva Lind", "head")],
        ["Paul Berg"],
    ),
    (
        "La délégation ne sera plus conduite par M. Paul Durand, mais par Mme Claire Roux.",
        "accepted",
        [("Claire Roux", "head")],
        ["Paul Durand"],
    ),
    (
        "La délégation sera conduite par Mme Claire Roux et non par M. Paul Durand.",
        "accepted",
        [("Claire Roux", "head")],
        ["Paul Durand"],
    ),
    (
        "La delegación ya no será encabezada por el Sr. Luis Paz sino por la Sra. Ana Ruiz.",
        "accepted",
        [("Ana Ruiz", "head")],
        ["Luis Paz"],
    ),
    (
        "La delegación no estará presidida por el Sr. Luis Paz, sino por la Sra. Ana Ruiz.",
        "accepted",
        [("Ana Ruiz", "head")],
        ["Luis Paz"],
    ),
    (
        "A delegação já não será chefiada pelo Sr. João Melo, mas pela Sra. Rita Pinto.",
        "accepted",
        [("Rita Pinto", "head")],
        ["João Melo"],
    ),
    (
        "Die Delegation wird nicht mehr von Herrn Jan Vogt, sondern von Frau Eva Brandt geleitet.",
        "accepted",
        [("Eva Brandt", "head")],
        ["Jan Vogt"],
    ),
    (
        "La delegazione non sarà più guidata dal dott. Marco Rossi ma dalla dott.ssa Anna Bruni.",
        "accepted",
        [("Anna Bruni", "head")],
        ["Marco Rossi"],
    ),
    (
        "Делегацию возглавит не г-н Иван Петров, а г-жа Анна Смирнова.",
        "accepted",
        [("Анна Смирнова", "head")],
        ["Иван Петров"],
    ),
    ("لن يرأس الوفد السيد أحمد الخطيب بل السيدة هدى منصور.", "accepted", [("هدى منصور", "head")], ["أحمد الخطيب"]),
    ("团长由王明先生改为李华女士。", "accepted", [("李华", "head")], ["王明"]),
    ("代表团团长不再由王明先生担任，改由李华女士担任。", "accepted", [("李华", "head")], ["王明"]),
    ("We will be represented not by Mr Paul Berg but by Ms Eva Lind.", "accepted", [("Eva Lind", None)], ["Paul Berg"]),
    (
        "La Finlande sera représentée non par M. Paul Durand mais par Mme Claire Roux.",
        "accepted",
        [("Claire Roux", None)],
        ["Paul Durand"],
    ),
    (
        "Finlandia no estará representada por el Sr. Luis Paz sino por la Sra. Ana Ruiz.",
        "accepted",
        [("Ana Ruiz", None)],
        ["Luis Paz"],
    ),
    # In Chinese.
    ("王明先生因故不能参会，改由李华女士代替。", "accepted", [("李华", None)], ["王明"]),
    ("我团团员王明因故不能参会，改由三秘李华代替。", "accepted", [("李华", None)], ["王明"]),
    ("团员王明因病无法出席。", None, [], ["王明"]),
    ("名单中“王民”应为“王明”。", ANY, [("王明", None)], ["王民"]),
    ("中方因故不能参会。", "declined", [], []),
    # Places given up and taken.
    (
        "His place as Alternate will be taken by Ms Eva Lind, Deputy Director.",
        "accepted",
        [("Eva Lind", "alternate")],
        [],
    ),
    (
        "Mr Paul Berg will no longer form part of the delegation. His place as Alternate will be taken by Ms Eva Lind.",
        "accepted",
        [("Eva Lind", "alternate")],
        ["Paul Berg"],
    ),
    ("M. Paul Durand cède sa place à Mme Claire Roux.", "accepted", [("Claire Roux", None)], ["Paul Durand"]),
    (
        "Le colonel Fabien Rouquette, retenu en opération, cède sa place à la commandante Maëlle Kervadec (EMA).",
        "accepted",
        [("Maëlle Kervadec", None)],
        ["Fabien Rouquette"],
    ),
    ("El Sr. Luis Paz cede su lugar a la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], ["Luis Paz"]),
    ("Su lugar lo ocupará la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
    ("O Sr. João Melo cede o seu lugar à Sra. Rita Pinto.", "accepted", [("Rita Pinto", None)], ["João Melo"]),
    (
        "Il dott. Marco Rossi cede il posto alla dott.ssa Anna Bruni.",
        "accepted",
        [("Anna Bruni", None)],
        ["Marco Rossi"],
    ),
    ("Herr Jan Vogt überlässt seinen Platz Frau Eva Brandt.", "accepted", [("Eva Brandt", None)], ["Jan Vogt"]),
    ("Г-н Иван Петров уступает место г-же Анне Смирновой.", "accepted", [("Анне Смирновой", None)], ["Иван Петров"]),
    ("Eva Lind drops out, she has a new baby.", ANY, [], ["Eva Lind"]),
    (
        "1. Imogen Thackeray drops out, she has a new baby :)\n2. Dato' Farid Mansor comes in for her.\n3. Bushra Al-Qadri joins the delegation as legal adviser.",
        "accepted",
        [("Farid Mansor", None), ("Bushra Al-Qadri", "adviser")],
        ["Imogen Thackeray"],
    ),
    ("Mr Paul Berg comes in for her.", "accepted", [("Paul Berg", None)], []),
    # Ill, and joining.
    (
        "Oberstleutnant i.G. Carsten Vollbrecht fällt krankheitsbedingt aus. An seiner Stelle kommt Fregattenkapitän Dr. Ulf Stehnken (BMVg).",
        "accepted",
        [("Ulf Stehnken", None)],
        ["Carsten Vollbrecht"],
    ),
    ("Herr Jan Vogt fällt leider aus.", None, [], ["Jan Vogt"]),
    ("Frau Eva Brandt ist erkrankt und fällt aus.", None, [], ["Eva Brandt"]),
    ("Herr Jan Vogt ist krank.", None, [], ["Jan Vogt"]),
    ("H.E. Mr. Tep Sokhoeun cannot go to Wellington because he has another mission.", None, [], ["Tep Sokhoeun"]),
    ("Mr Paul Berg can't go to Oslo.", None, [], ["Paul Berg"]),
    ("Mr. Heng Ratanak, Deputy Director, will go in his place.", "accepted", [("Heng Ratanak", None)], []),
    ("El comandante Íñigo Lasarte finalmente no puede ir; de momento no hay sustituto.", None, [], ["Íñigo Lasarte"]),
    (
        "En cambio se nos suma Begoña Urkullu, de la Subdirección de No Proliferación.",
        "accepted",
        [("Begoña Urkullu", None)],
        [],
    ),
    ("Se suma a la delegación la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
    ("Se incorpora a nuestra delegación la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
    ("Mme Claire Roux nous rejoint.", "accepted", [("Claire Roux", None)], []),
    ("Mme Claire Roux rejoint la délégation.", "accepted", [("Claire Roux", None)], []),
    ("S'ajoute à la délégation Mme Claire Roux.", "accepted", [("Claire Roux", None)], []),
    ("Ms Eva Lind joins us.", "accepted", [("Eva Lind", None)], []),
    ("Ms Eva Lind has been added to our delegation.", "accepted", [("Eva Lind", None)], []),
    ("Frau Eva Brandt kommt hinzu.", "accepted", [("Eva Brandt", None)], []),
    ("К нам присоединится г-жа Анна Смирнова.", "accepted", [("Анна Смирнова", None)], []),
    ("Junta-se à delegação a Sra. Rita Pinto.", "accepted", [("Rita Pinto", None)], []),
    ("Alla delegazione si aggiunge la dott.ssa Anna Bruni.", "accepted", [("Anna Bruni", None)], []),
    ("تنضم إلى الوفد السيدة هدى منصور.", "accepted", [("هدى منصور", None)], []),
    # Names.
    (
        "Please take Cdr Neil Oxenbould, Rupert Halliwell-Stokes and Dr Amara Nwosu off the list.",
        ANY,
        [],
        ["Neil Oxenbould", "Rupert Halliwell-Stokes", "Amara Nwosu"],
    ),
    (
        "The delegates are:\n- Maj. Abdikadir Sheikh Noor, Engineers Brigade\n- Fridah Mutua, delegate",
        "accepted",
        [("Abdikadir Sheikh Noor", None), ("Fridah Mutua", "delegate")],
        [],
    ),
    ("Dato' Farid Mansor comes in for her.", "accepted", [("Farid Mansor", None)], []),
    (
        "Our delegation: Dato' Farid Mansor (head) and Ms Eva Lind.",
        "accepted",
        [("Farid Mansor", "head"), ("Eva Lind", None)],
        [],
    ),
    ("Bushra Al-Qadri joins the delegation as legal adviser.", "accepted", [("Bushra Al-Qadri", "adviser")], []),
    ("La delegación: Mme Hélène Côté, directrice.", ANY, [("Hélène Côté", None)], []),
    ("Nous enverrons Mme Hélène Côté, directrice.", "accepted", [("Hélène Côté", None)], []),
    (
        "российскую делегацию на Конференции возглавит заместитель директора Департамента по вопросам нераспространения и контроля над вооружениями МИД России А.В. Кострюков.",
        "accepted",
        [("А.В. Кострюков", "head")],
        [],
    ),
    # Of a place, nobody.
    (
        "Côté Bruxelles viendront Mme Claire Roux (cheffe de délégation) et le commandant Paul Durand.",
        "accepted",
        [("Claire Roux", "head"), ("Paul Durand", None)],
        [],
    ),
    ("Du côté d'Helsinki viendra Mme Claire Roux.", "accepted", [("Claire Roux", None)], []),
    (
        "Von Seiten Berlin kommen Frau Eva Brandt und Herr Jan Vogt.",
        "accepted",
        [("Eva Brandt", None), ("Jan Vogt", None)],
        [],
    ),
    ("Por parte de Helsinki viajará la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
]


@pytest.mark.parametrize(("text", "answer", "delegates", "gone"), CASES)
def test_seat_changes_hands(text: str, answer: Any, delegates: list[tuple[str, str | None]], gone: list[str]) -> None:
    assert sorted(named(read_as(text, answer, ANY, gone))) == sorted(delegates)
