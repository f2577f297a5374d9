"""Lists below "Out:" and "To be added:": who stands in the first goes, who stands in the second comes."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

CASES = [
    ("OUT: Bertil Åkesson, Moana Tuala\nIN: Rahera Whatuira (campaigner), Dr. Enrique Salcido (surgeon)\n\nThe rest as before.",
     ["Rahera Whatuira", "Enrique Salcido"], ["Bertil Åkesson", "Moana Tuala"]),
    ("Please add:\nMr. Kazuo NISHIWAKI, Technical Adviser, Ministry of Defense\nand delete:\nMs. Ayaka MORISHITA\n",
     ["Kazuo NISHIWAKI"], ["Ayaka MORISHITA"]),
    ("Changes in our delegation\n\nWithdrawn:\n- Ms. Pia Ekblom, Counsellor\n- Mr. Jari Lahti, Attaché\n\nNew delegates:\n- Mr. Aki Vuori, Counsellor\n",
     ["Aki Vuori"], ["Pia Ekblom", "Jari Lahti"]),
    ("Modification de la délégation\n\nÀ supprimer :\n- M. Jean Thill, conseiller\n\nÀ ajouter :\n- Mme Anne Weber, première secrétaire\n",
     ["Anne Weber"], ["Jean Thill"]),
    ("Cambios en la delegación\n\nBajas:\n- Sr. Luis Vega Mora\n\nAltas:\n- Sra. Ana Paz Robles, Consejera\n",
     ["Ana Paz Robles"], ["Luis Vega Mora"]),
    ("Änderung der Delegation\n\nEntfällt: Herr Max Huber, Referent\nNeu: Frau Eva Brandl, Referentin\n",
     ["Eva Brandl"], ["Max Huber"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "come", "gone"), CASES)
def test_a_label_says_whether_those_come_or_go(text: str, come: list[str], gone: list[str]) -> None:
    read = facts(text, subject="Finnish delegation")
    assert ([name for name, _ in named(read)], removed(read)) == (come, gone)


def test_a_list_behind_those_who_go_is_one_of_delegates_again() -> None:
    text = "Deleted:\n- Mr. Jari Lahti\n\nThe delegation of Finland is now composed of:\n- Ms. Pia Ekblom, Head of delegation\n- Mr. Aki Vuori\n"
    read = facts(text, subject="Delegation")
    assert ([name for name, _ in named(read)], removed(read)) == (["Pia Ekblom", "Aki Vuori"], ["Jari Lahti"])
