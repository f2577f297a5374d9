"""Who designates a delegate, or was asked to, is none by that."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role.
CASES: list[tuple[str, Any, list[tuple[str, Any]]]] = [
    # Who stands in front of the verb designates.
    ("Minister Anna Berg has designated Ms Eva Lind to represent Finland.", "accepted", [("Eva Lind", None)]),
    ("Ambassador Paul Berg has appointed Ms Eva Lind as head of delegation.", "accepted", [("Eva Lind", "head")]),
    ("H.E. Mr Paul Berg, Minister for Foreign Affairs, has the honour to nominate Ms Eva Lind as delegate to the Conference.", "accepted", [("Eva Lind", "delegate")]),
    ("The Minister, Mr Paul Berg, has nominated Ms Eva Lind, Director, and Mr Jan Holm, Adviser, to attend.", "accepted", [("Eva Lind", None), ("Jan Holm", None)]),
    ("Minister Paul Berg designates Ms Eva Lind as his representative at the Conference.", "accepted", [("Eva Lind", ANY)]),
    ("Minister Paul Berg has decided to send Ms Eva Lind to the Conference.", "accepted", [("Eva Lind", None)]),
    ("Minister Paul Berg will send Ms Eva Lind and Mr Jan Holm.", "accepted", [("Eva Lind", None), ("Jan Holm", None)]),
    ("Minister Paul Berg has asked Ms Eva Lind to represent him.", "accepted", [("Eva Lind", None)]),
    ("Minister Paul Berg would like Ms Eva Lind to attend in his place.", ANY, [("Eva Lind", None)]),
    ("Mr Paul Berg presents his compliments and has the honour to inform you that Ms Eva Lind will attend.", "accepted", [("Eva Lind", None)]),
    ("Le ministre Paul Durand a nommé Mme Claire Roux chef de délégation.", "accepted", [("Claire Roux", "head")]),
    ("S.E. M. Paul Durand, Ministre, a l'honneur de désigner Mme Claire Roux comme déléguée.", "accepted", [("Claire Roux", "delegate")]),
    ("El Sr. Luis Paz, Ministro, designó a la Sra. Ana Ruiz como jefa de la delegación.", "accepted", [("Ana Ruiz", "head")]),
    ("O Ministro João Melo designou a Sra. Rita Pinto como delegada.", "accepted", [("Rita Pinto", "delegate")]),
    ("Il Ministro Marco Rossi ha designato la dott.ssa Anna Bruni quale delegata.", "accepted", [("Anna Bruni", ANY)]),
    ("Minister Jan Vogt hat Frau Eva Brandt als Delegierte benannt.", "accepted", [("Eva Brandt", "delegate")]),
    ("Herr Jan Vogt, Minister, entsendet Frau Eva Brandt.", "accepted", [("Eva Brandt", None)]),
    ("Министр Иван Петров назначил г-жу Анну Смирнову главой делегации.", "accepted", [("Анну Смирнову", "head")]),
    ("Minister Jan de Vries heeft mevrouw Els Bakker aangewezen als gedelegeerde.", "accepted", [("Els Bakker", "delegate")]),
    ("Minister Nils Ek har utsett fru Eva Holm till delegat.", "accepted", [("Eva Holm", ANY)]),
    ("王明部长指派李华女士出席会议。", "accepted", [("李华", None)]),
    # … or behind "by", or within "whom … has designated".
    ("Ms Eva Lind has been designated by Minister Paul Berg.", "accepted", [("Eva Lind", None)]),
    ("Ms Eva Lind, whom Minister Paul Berg has designated, will attend.", "accepted", [("Eva Lind", None)]),
    ("Our delegate is Ms Eva Lind, appointed by Minister Paul Berg on 3 January.", "accepted", [("Eva Lind", "delegate")]),
    ("By decision of Minister Paul Berg, Ms Eva Lind will represent Finland.", "accepted", [("Eva Lind", None)]),
    ("Mme Claire Roux, désignée par le ministre Paul Durand, participera à la Conférence.", "accepted", [("Claire Roux", None)]),
    ("La Sra. Ana Ruiz, designada por el Ministro Luis Paz, asistirá a la Conferencia.", "accepted", [("Ana Ruiz", None)]),
    ("Frau Eva Brandt wurde von Minister Jan Vogt benannt.", "accepted", [("Eva Brandt", None)]),
    ("Г-жа Анна Смирнова назначена министром Иваном Петровым.", "accepted", [("Анна Смирнова", None)]),
    # Look-alikes: who was designated, who comes besides, and whom others have designated.
    ("Mr Paul Berg and Ms Eva Lind have been appointed delegates.", "accepted", [("Eva Lind", None), ("Paul Berg", None)]),
    ("Minister Paul Berg has designated himself head of delegation.", "accepted", [("Paul Berg", "head")]),
    ("Minister Paul Berg will lead the delegation and has designated Ms Eva Lind as his alternate.", "accepted", [("Eva Lind", "alternate"), ("Paul Berg", "head")]),
    ("Mr Paul Berg, appointed Director last month, will attend.", "accepted", [("Paul Berg", None)]),
    ("Mr Paul Berg, whom the Ministry has designated, will attend.", "accepted", [("Paul Berg", None)]),
    ("We confirm the participation of Ms Eva Lind, whom the Ministry has designated.", "accepted", [("Eva Lind", None)]),
    ("Ms Eva Lind will attend, and the Ministry will send the other names next week.", "accepted", [("Eva Lind", None)]),
    ("The delegate appointed by Finland is Ms Eva Lind.", "accepted", [("Eva Lind", ANY)]),
    ("The persons designated by Finland are: Ms Eva Lind and Mr Jan Holm.", "accepted", [("Eva Lind", None), ("Jan Holm", None)]),
    ("M. Paul Durand, nommé directeur en mai, participera.", "accepted", [("Paul Durand", None)]),
    ("El Sr. Luis Paz ha sido designado delegado.", "accepted", [("Luis Paz", ANY)]),
    ("Herr Jan Vogt wurde als Delegierter benannt.", "accepted", [("Jan Vogt", "delegate")]),
    ("Г-н Иван Петров назначен главой делегации.", "accepted", [("Иван Петров", "head")]),
    # Who is sent somewhere is no contact person.
    ("Finland will send Ms Eva Lind to the Conference.", "accepted", [("Eva Lind", None)]),
    ("Please send the invitation letter to Ms Eva Lind.", None, []),
    ("Kindly direct further correspondence to Ms Eva Lind.", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "answer", "delegates"), CASES, ids=[c[0][:60] for c in CASES])
def test_who_designates_is_no_delegate(body: str, answer: Any, delegates: list[tuple[str, Any]]) -> None:
    read = read_as(body, answer, [name for name, _ in delegates], [])
    assert sorted(named(read)) == sorted((n, dict(named(read))[n] if role is ANY else role) for n, role in delegates)
