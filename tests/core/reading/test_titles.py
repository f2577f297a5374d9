"""Functions of several words: what somebody is head of is no person, nor is the name of a State."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import ANY, named, read_as

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Finland's delegation will consist of Ms Eva Lind, Head of Division for Disarmament and Sensitive Technologies, who will lead it, and Mr Paul Berg.",
     [("Eva Lind", "head"), ("Paul Berg", None)]),
    ("La délégation sera composée de M. Paul Durand, chef de la Division du désarmement et Technologies Sensibles, qui la dirigera, et de Mme Claire Roux.",
     [("Paul Durand", "head"), ("Claire Roux", None)]),
    ("La delegación estará integrada por el Sr. Luis Paz, Jefe de la División de Desarme y Tecnologías Sensibles, quien la presidirá, y por la Sra. Ana Ruiz.",
     [("Luis Paz", "head"), ("Ana Ruiz", None)]),
    ("A delegação será integrada pelo Ministro João Melo, Chefe da Divisão de Desarmamento e Tecnologias Sensíveis, que a chefiará, e pela Secretária Rita Pinto.",
     [("João Melo", "head"), ("Rita Pinto", None)]),
    ("La delegazione sarà composta dal sig. Marco Rossi, capo della Divisione Disarmo e Tecnologie Sensibili, che la guiderà, e dalla sig.ra Anna Bianchi.",
     [("Marco Rossi", "head"), ("Anna Bianchi", None)]),
    ("Die Delegation besteht aus Herrn Jan Vogt, Leiter der Abteilung Abrüstung und Sensible Technologien, der sie leiten wird, und Frau Eva Brandt.",
     [("Jan Vogt", "head"), ("Eva Brandt", None)]),
    ("Finland will be represented by Ms Eva Lind, Director for Arms Control and Jan Holm, Counsellor.",
     [("Eva Lind", None), ("Jan Holm", None)]),
    ("Finland will be represented by Ms Eva Lind, Director, and Jan Holm, who will head the delegation.",
     [("Eva Lind", None), ("Jan Holm", "head")]),
    ("Finland will be represented by Ms Eva Lind, Counsellor and Jan Holm.", [("Eva Lind", None), ("Jan Holm", None)]),
    ("Finland will be represented by Ms Eva Lind (Director of Security) and Jan Holm.",
     [("Eva Lind", None), ("Jan Holm", None)]),
    ("El Estado Plurinacional de Bolivia participará por intermedio del señor Luis Paz, Director.", [("Luis Paz", None)]),
    ("La República Oriental del Uruguay estará representada por la Sra. Ana Ruiz, Directora.", [("Ana Ruiz", None)]),
    ("وتود إعلامها بأن فنلندا ستكون ممثلة من قبل السادة المدرجة أسماؤهم أدناه:\n\n- السيد أحمد سامي / مدير\n- السيدة هالة النعيمي / وزارة البيئة",
     [("أحمد سامي", None), ("هالة النعيمي", None)]),
    ("يتكون الوفد من السادة الآتي ذكرهم:\n\n- السيد أحمد سامي / مدير\n- السيدة هالة النعيمي / وزارة البيئة",
     [("أحمد سامي", None), ("هالة النعيمي", None)]),
    ("DELEGATION OF GEORGIA\n\nMr. Paul Berg, Head of Delegation\nMs. Eva Lind, Counsellor",
     [("Paul Berg", "head"), ("Eva Lind", None)]),
    # A list whose first entry alone has a courtesy.
    ("We nominate:\n\nDr Paul Berg, Chief, Child Protection\nEva Holm, Mine Action Specialist",
     [("Paul Berg", None), ("Eva Holm", None)]),
    ("The following will attend:\n\nMr Paul Berg, Director\nSecurity Policy Department, Ministry of Defence\nMs Eva Lind, Counsellor",
     [("Paul Berg", None), ("Eva Lind", None)]),
    ("The following will attend:\n\nMr Paul Berg\nArms Control Division, Director", [("Paul Berg", None)]),
    # In the person of.
    ("Finland will follow the Conference through our Embassy, in the person of Mr. Jan Holm, Second Secretary.",
     [("Jan Holm", None)]),
    ("La Finlande suivra la Conférence en la personne de M. Paul Durand, conseiller.", [("Paul Durand", None)]),
    ("Finlandia asistirá en la persona del Sr. Luis Paz, Consejero.", [("Luis Paz", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "delegates"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_somebody_is_head_of_is_no_person(text: str, delegates: list[tuple[str, str | None]]) -> None:
    assert named(read_as(text, ANY, ANY, [])) == delegates
