"""Who only comes along, a spouse, a driver, an interpreter and nothing else, is no delegate."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named

CASES = [
    ("Finland will be represented by Ms. Pia Ekblom, with Mr. Jari Lahti and Ms. Tuuli Lahti, spouse of Mr. Lahti.",
     ["Pia Ekblom", "Jari Lahti"]),
    ("Finland will be represented by Ambassador Pia Ekblom, her husband Mr. Jari Lahti and Col. Aki Vuori.",
     ["Pia Ekblom", "Aki Vuori"]),
    ("Our delegation will be composed of Ms. Pia Ekblom, Mr. Jari Lahti and, as interpreter only, Ms. Jun Takeda.",
     ["Pia Ekblom", "Jari Lahti"]),
    ("The Finnish delegation:\n\n1. Ms. Pia Ekblom, Ambassador, Head of delegation\n2. Mr. Jari Lahti, spouse\n3. Mr. Aki Vuori, Counsellor\n",
     ["Pia Ekblom", "Aki Vuori"]),
    ("The Finnish delegation:\n\n- Ms. Pia Ekblom, Ambassador\n- Mr. Aki Vuori, Counsellor\n- Driver: Mr. Jari Lahti\n",
     ["Pia Ekblom", "Aki Vuori"]),
    ("Chef de délégation : M. Thierry Schiltges, directeur\nIls seront accompagnés de leur chauffeur, M. Camille Wagener.",
     ["Thierry Schiltges"]),
    ("La delegación estará integrada por la señora Ana Paz Robles, Embajadora, y su esposo, el señor Luis Vega Mora.",
     ["Ana Paz Robles"]),
    ("Die Delegation besteht aus Botschafterin Eva Brandl, ihrem Ehemann Herrn Kurt Brandl-Mayr und Herrn Max Huber, Referent.",
     ["Eva Brandl", "Max Huber"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "delegates"), CASES)
def test_who_comes_along_is_not_counted(text: str, delegates: list[str]) -> None:
    assert [name for name, _ in named(facts(text))] == delegates


def test_an_interpreter_who_is_called_a_member_is_one() -> None:
    text = "The delegation:\n\n1. Mr. Keo Sovan, Minister, Head of delegation\n2. Mrs. Phat Rey, Interpreter, Member\n"
    assert [name for name, _ in named(facts(text))] == ["Keo Sovan", "Phat Rey"]
