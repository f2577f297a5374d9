"""Who only comes along, who comes in a certain case only, who comes all the same, and who leads of two that are named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, Any]], list[str]]] = [
    # Spouses, interpreters, drivers and guards come along.
    ("Mr Paul Berg will attend, together with his partner, Mr Jan Holm.", "accepted", [("Paul Berg", None)], []),
    ("Mr Paul Berg will attend with his wife and Ms Eva Lind, Adviser.", "accepted", [("Eva Lind", ANY), ("Paul Berg", None)], []),
    ("Mr Paul Berg will attend. Mrs Lena Berg will accompany him privately.", "accepted", [("Paul Berg", None)], []),
    ("Minister Paul Berg will be accompanied by two bodyguards, Mr Jan Holm and Mr Aki Vuori.", "accepted", [("Paul Berg", None)], []),
    ("Minister Paul Berg will be accompanied by his security officer, Mr Jan Holm, and by Ms Eva Lind.", "accepted", [("Eva Lind", None), ("Paul Berg", None)], []),
    ("Ms Eva Lind will act as interpreter for our delegation.", ANY, [], []),
    ("M. Paul Durand sera accompagné d'un interprète, M. Luc Petit.", "accepted", [("Paul Durand", None)], []),
    ("El Sr. Luis Paz irá con su escolta, el Sr. Juan Mora.", "accepted", [("Luis Paz", None)], []),
    ("O Sr. João Melo virá com a esposa, a Sra. Rita Melo.", "accepted", [("João Melo", None)], []),
    ("Il dott. Marco Rossi verrà con la moglie, la sig.ra Anna Rossi.", ANY, [("Marco Rossi", None)], []),
    ("Herr Jan Vogt reist mit Personenschützer Uwe Kern.", "accepted", [("Jan Vogt", None)], []),
    ("Herr Jan Vogt wird von seinem Dolmetscher, Herrn Uwe Kern, begleitet.", "accepted", [("Jan Vogt", None)], []),
    ("Г-н Иван Петров приедет с переводчиком, г-ном Олегом Орловым.", "accepted", [("Иван Петров", None)], []),
    ("王明先生将携夫人李华女士出席。", "accepted", [("王明", None)], []),
    # A case that may come: nobody goes, and nobody comes by it.
    ("If Mr Paul Berg cannot come, Ms Eva Lind will replace him.", ANY, [], []),
    ("Should Mr Paul Berg be unable to travel, Ms Eva Lind will attend.", ANY, [], []),
    ("Ms Eva Lind will attend if Mr Paul Berg cannot come.", ANY, [], []),
    ("Finland will send Mr Paul Berg and, if he cannot come, Ms Eva Lind.", "accepted", [("Paul Berg", None)], []),
    ("Falls Herr Jan Vogt nicht kommen kann, wird Frau Eva Brandt teilnehmen.", ANY, [], []),
    ("Si M. Paul Durand ne peut pas venir, Mme Claire Roux participera.", ANY, [], []),
    ("Если г-н Иван Петров не сможет приехать, приедет г-жа Анна Смирнова.", ANY, [], []),
    ("Mr Paul Berg cannot come; Ms Eva Lind will attend if her visa is issued.", ANY, ANY, ["Paul Berg"]),
    # Who cannot travel and comes by video stays.
    ("Ms Eva Lind cannot travel but will join by video.", "accepted", [("Eva Lind", None)], []),
    ("Ms Eva Lind cannot travel, but she will join online.", "accepted", [("Eva Lind", None)], []),
    ("Mr Paul Berg cannot travel, but Ms Eva Lind will attend.", "accepted", [("Eva Lind", None)], ["Paul Berg"]),
    ("Mr Paul Berg cannot attend but will be replaced by Ms Eva Lind.", "accepted", [("Eva Lind", None)], ["Paul Berg"]),
    ("李华女士将线上参会。", "accepted", [("李华", None)], []),
    # One comes, and not the other.
    ("Ms Eva Lind will come, not Mr Paul Berg as previously announced.", "accepted", [("Eva Lind", None)], ["Paul Berg"]),
    ("Mme Claire Roux participera, et non M. Paul Durand.", "accepted", [("Claire Roux", None)], ["Paul Durand"]),
    ("Приедет г-жа Анна Смирнова, а не г-н Иван Петров.", "accepted", [("Анна Смирнова", None)], ["Иван Петров"]),
    ("Our delegation includes Ms Eva Lind, not only Mr Paul Berg.", "accepted", [("Eva Lind", None), ("Paul Berg", None)], []),
    # Behind an aside the words of leading are said of whom it explains.
    ("Ambassador Paul Berg, accompanied by Ms Eva Lind, will lead the delegation.", "accepted", [("Eva Lind", None), ("Paul Berg", "head")], []),
    ("Minister Paul Berg, who has designated Ms Eva Lind as his deputy, will lead the delegation.", "accepted", [("Eva Lind", ANY), ("Paul Berg", "head")], []),
    ("M. Paul Durand, qu'accompagnera Mme Claire Roux, conduira la délégation.", "accepted", [("Claire Roux", None), ("Paul Durand", "head")], []),
    ("El Sr. Luis Paz, a quien acompañará la Sra. Ana Ruiz, encabezará la delegación.", "accepted", [("Ana Ruiz", None), ("Luis Paz", "head")], []),
    ("Herr Jan Vogt, begleitet von Frau Eva Brandt, leitet die Delegation.", "accepted", [("Eva Brandt", None), ("Jan Vogt", "head")], []),
    ("Mr Paul Berg, Director, and Ms Eva Lind, Ambassador, who will lead the delegation, will come.", "accepted", [("Eva Lind", "head"), ("Paul Berg", None)], []),
    # A family name like a place, in front of "and".
    ("The participants are Maria de la Cruz and Paul Berg.", "accepted", [("Maria de la Cruz", None), ("Paul Berg", None)], []),
    # "May or may not" is in doubt of what stands behind it.
    ("Mr Paul Berg will attend; we may or may not find a hotel for him in time.", "accepted", [("Paul Berg", None)], []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "answer", "delegates", "gone"), CASES, ids=[c[0][:60] for c in CASES])
def test_who_comes_is_told_from_who_comes_along(body: str, answer: Any, delegates: Any, gone: list[str]) -> None:
    read = read_as(body, answer, ANY, gone)
    if delegates is not ANY:
        roles = dict(named(read))
        assert sorted(named(read)) == sorted((n, roles.get(n) if role is ANY else role) for n, role in delegates)
