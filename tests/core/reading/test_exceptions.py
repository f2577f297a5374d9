"""Who comes where nobody else does, and who stays away where all others come."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role, who goes.
CASES: list[tuple[str, Any, list[tuple[str, str | None]], list[str]]] = [
    # Nobody comes but one.
    ("Nobody will attend except Ms Eva Berg.", "accepted", [("Eva Berg", None)], []),
    ("Nobody from our delegation will travel except Ms Eva Berg.", "accepted", [("Eva Berg", None)], []),
    ("No one can come except for Mr Paul Lind.", "accepted", [("Paul Lind", None)], []),
    ("None of us will attend apart from Ms Eva Berg.", "accepted", [("Eva Berg", None)], []),
    ("Nobody but Ms Eva Berg will attend.", "accepted", [("Eva Berg", None)], []),
    ("Personne ne viendra, sauf Mme Claire Roux.", "accepted", [("Claire Roux", None)], []),
    ("Personne ne pourra participer à l'exception de Mme Claire Roux.", "accepted", [("Claire Roux", None)], []),
    ("Nadie asistirá, salvo la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
    ("Nadie podrá viajar excepto la Sra. Ana Ruiz.", "accepted", [("Ana Ruiz", None)], []),
    ("Ninguém viajará, exceto a Sra. Rita Pinto.", "accepted", [("Rita Pinto", None)], []),
    ("Niemand wird teilnehmen außer Frau Eva Brandt.", "accepted", [("Eva Brandt", None)], []),
    ("Nessuno verrà tranne la dott.ssa Anna Bruni.", "accepted", [("Anna Bruni", None)], []),
    ("Никто не приедет, кроме г-жи Анны Смирновой.", "accepted", [("Анны Смирновой", None)], []),
    ("لن يحضر أحد باستثناء السيدة هدى منصور.", "accepted", [("هدى منصور", None)], []),
    ("除李华女士外，无人参会。", "accepted", [("李华", None)], []),
    # All come but one.
    ("Everybody comes but Mr Paul Berg.", "accepted", [], ["Paul Berg"]),
    ("Everyone will attend except Mr Paul Berg.", "accepted", [], ["Paul Berg"]),
    ("All members will attend but Mr Paul Berg.", "accepted", [], ["Paul Berg"]),
    ("The whole delegation will travel with the exception of Mr Paul Berg.", "accepted", [], ["Paul Berg"]),
    ("Everyone on our list is good to go except Paul Berg, who is ill.", "accepted", [], ["Paul Berg"]),
    ("Everyone but Ms Eva Berg can make it.", "accepted", [], ["Eva Berg"]),
    ("Tout le monde viendra sauf M. Paul Durand.", "accepted", [], ["Paul Durand"]),
    ("Tous les membres seront présents à l'exception de M. Paul Durand.", "accepted", [], ["Paul Durand"]),
    ("Asistirán todos menos el Sr. Luis Paz.", "accepted", [], ["Luis Paz"]),
    ("Todos viajarán, salvo el Sr. Luis Paz.", "accepted", [], ["Luis Paz"]),
    ("Todos irão, menos o Sr. João Melo.", "accepted", [], ["João Melo"]),
    ("Alle kommen außer Herrn Jan Vogt.", "accepted", [], ["Jan Vogt"]),
    ("Es kommen alle bis auf Herrn Jan Vogt.", "accepted", [], ["Jan Vogt"]),
    ("Verranno tutti tranne il dott. Marco Rossi.", "accepted", [], ["Marco Rossi"]),
    ("Приедут все, кроме г-на Ивана Петрова.", "accepted", [], ["Ивана Петрова"]),
    ("سيحضر الجميع باستثناء السيد أحمد الخطيب.", "accepted", [], ["أحمد الخطيب"]),
    ("سيحضر جميع الأعضاء ما عدا السيد أحمد الخطيب.", "accepted", [], ["أحمد الخطيب"]),
    ("除王明先生外，其他人员均参会。", "accepted", [], ["王明"]),
    # Exceptions of something else.
    ("All documents are ready except the visa of Mr Paul Berg.", None, [], []),
    ("We received all forms except that of Mr Paul Berg.", None, [], []),
    ("Nobody has answered us yet except Mr Paul Berg of the hotel.", None, [], []),
    ("Everybody comes, but Mr Paul Berg will arrive late.", "accepted", [("Paul Berg", None)], []),
    ("Everyone knows Mr Paul Berg except perhaps Ms Eva Lind.", None, [], []),
    ("Aucun document n'est encore signé sauf celui de M. Paul Durand.", None, [], []),
    ("Todos los formularios están completos salvo el del Sr. Luis Paz.", None, [], []),
    ("Alle Unterlagen liegen vor außer dem Pass von Herrn Jan Vogt.", None, [], []),
    ("Все документы готовы, кроме визы г-на Ивана Петрова.", None, [], []),
    ("جميع الوثائق جاهزة باستثناء جواز السيد أحمد الخطيب.", None, [], []),
    ("除王明先生的护照外，其他文件均已备妥。", None, [], []),
    # One of all stays away, who is named behind.
    ("All but one, Mr Paul Berg, will attend.", "accepted", [], ["Paul Berg"]),
    ("All of us but one, Mr Paul Berg, will attend.", "accepted", [], ["Paul Berg"]),
    ("All but two, Mr Paul Berg and Ms Eva Lind, will attend.", "accepted", [], ["Paul Berg", "Eva Lind"]),
    ("Tous les membres sauf un, M. Paul Durand, participeront.", "accepted", [], ["Paul Durand"]),
    ("Todos menos uno, el Sr. Luis Paz, asistirán.", "accepted", [], ["Luis Paz"]),
    ("Todos, exceto um, o Sr. João Melo, participarão.", "accepted", [], ["João Melo"]),
    ("Alle bis auf einen, Herrn Jan Vogt, werden teilnehmen.", "accepted", [], ["Jan Vogt"]),
    ("Tutti tranne uno, il dott. Marco Rossi, parteciperanno.", "accepted", [], ["Marco Rossi"]),
    ("Все, кроме одного, г-на Ивана Петрова, приедут.", "accepted", [], ["Ивана Петрова"]),
    ("سيحضر الجميع باستثناء واحد، السيد أحمد الخطيب.", "accepted", [], ["أحمد الخطيب"]),
    ("Alla utom en, herr Nils Ek, kommer att delta.", "accepted", [], ["Nils Ek"]),
    ("All but one of the forms are signed; Mr Paul Berg will attend.", "accepted", [("Paul Berg", None)], []),
    ("All except one form have been sent to Mr Paul Berg.", None, [], []),
    # Nobody comes but one who is not named: the party is represented.
    ("Nobody except the Minister will come.", "accepted", [], []),
    ("Nobody will attend except the Ambassador.", "accepted", [], []),
    ("None of us will attend except our head of delegation.", "accepted", [], []),
    ("Personne ne viendra sauf le Ministre.", "accepted", [], []),
    ("Nadie asistirá salvo el Embajador.", "accepted", [], []),
    ("Ninguém viajará, exceto o Embaixador.", "accepted", [], []),
    ("Niemand außer der Ministerin wird teilnehmen.", "accepted", [], []),
    ("Nessuno verrà tranne il Ministro.", "accepted", [], []),
    ("Никто, кроме министра, не приедет.", "accepted", [], []),
    ("لن يحضر أحد باستثناء السفير.", "accepted", [], []),
    ("除部长外，无人参会。", "accepted", [], []),
    ("Nobody except the Minister has answered yet.", None, [], []),
    ("Nobody will attend except in case of a postponement.", "declined", [], []),
    # Look-alikes.
    ("Everyone except for the interpreter will attend.", "accepted", [], []),
    ("Nadie más que la Sra. Ana Ruiz asistirá.", "accepted", [("Ana Ruiz", None)], []),
    # Not only: both come.
    (
        "Our delegation will be accompanied not only by Mr Paul Berg but also by Ms Eva Lind.",
        "accepted",
        [("Paul Berg", None), ("Eva Lind", None)],
        [],
    ),
    (
        "La délégation sera composée non seulement de M. Paul Durand mais aussi de Mme Claire Roux.",
        "accepted",
        [("Paul Durand", None), ("Claire Roux", None)],
        [],
    ),
    (
        "La delegación estará integrada no solo por el Sr. Luis Paz sino también por la Sra. Ana Ruiz.",
        "accepted",
        [("Luis Paz", None), ("Ana Ruiz", None)],
        [],
    ),
    (
        "Die Delegation wird nicht nur von Herrn Jan Vogt, sondern auch von Frau Eva Brandt vertreten.",
        "accepted",
        [("Jan Vogt", None), ("Eva Brandt", None)],
        [],
    ),
    (
        "A delegação será integrada não só pelo Sr. João Melo mas também pela Sra. Rita Pinto.",
        "accepted",
        [("João Melo", None), ("Rita Pinto", None)],
        [],
    ),
    (
        "La delegazione sarà composta non solo dal dott. Marco Rossi ma anche dalla dott.ssa Anna Bruni.",
        "accepted",
        [("Marco Rossi", None), ("Anna Bruni", None)],
        [],
    ),
    (
        "В состав делегации войдет не только г-н Иван Петров, а еще и г-жа Анна Смирнова.",
        "accepted",
        [("Иван Петров", None), ("Анна Смирнова", None)],
        [],
    ),
]


@pytest.mark.parametrize(("text", "answer", "delegates", "gone"), CASES)
def test_exception_is_of_coming(
    text: str, answer: Any, delegates: list[tuple[str, str | None]], gone: list[str]
) -> None:
    assert sorted(named(read_as(text, answer, ANY, gone))) == sorted(delegates)
