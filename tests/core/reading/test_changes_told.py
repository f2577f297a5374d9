"""How changes are told: who is neither, nor; a spelling; a person known already; a condition; "she will head"; a hearsay."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

BERG = "Anna Berg <anna.berg@mfa.finland.example>"

# What is written, who is a delegate, who goes.
CASES: list[tuple[str, list[tuple[str, str | None]], list[str]]] = [
    ("Neither Mr Paul Berg nor Ms Eva Lind will attend.", [], ["Paul Berg", "Eva Lind"]),
    ("Ni M. Paul Durand ni Mme Claire Roux ne pourront venir.", [], ["Paul Durand", "Claire Roux"]),
    ("Ni el Sr. Luis Paz ni la Sra. Ana Ruiz podrán viajar.", [], ["Luis Paz", "Ana Ruiz"]),
    ("Weder Herr Jan Vogt noch Frau Eva Brandt können teilnehmen.", [], ["Jan Vogt", "Eva Brandt"]),
    ("Né il dott. Marco Rossi né la dott.ssa Anna Bruni potranno venire.", [], ["Marco Rossi", "Anna Bruni"]),
    ("Nem o Sr. João Melo nem a Sra. Rita Pinto poderão participar.", [], ["João Melo", "Rita Pinto"]),
    ("Ни г-н Иван Петров, ни г-жа Анна Смирнова не смогут приехать.", [], ["Иван Петров", "Анна Смирнова"]),
    ("لن يتمكن كل من السيد أحمد الخطيب والسيد علي منصور من الحضور.", [], ["أحمد الخطيب", "علي منصور"]),
    ("王明先生和李华女士均无法出席。", [], ["王明", "李华"]),
    # In a row.
    ("Remove Mr Paul Berg, Ms Eva Lind and Dr Jan Vogt.", [], ["Paul Berg", "Eva Lind", "Jan Vogt"]),
    ("Mr Paul Berg, Ms Eva Lind and Dr Jan Vogt cannot come.", [], ["Paul Berg", "Eva Lind", "Jan Vogt"]),
    ("We send Ms Ana Ruiz; Mr Paul Berg and Dr Jan Vogt cannot come.", [], ["Paul Berg", "Jan Vogt"]),
    ("Ms Ana Ruiz will come, and Mr Paul Berg cannot travel.", [("Ana Ruiz", None)], ["Paul Berg"]),
    ("Paul Berg and Eva Lind are busy, so kindly drop them from your list.", [], ["Paul Berg", "Eva Lind"]),
    # The subject behind the verb.
    ("No podrá viajar el Sr. Luis Paz.", [], ["Luis Paz"]),
    ("Non potrà venire il dott. Marco Rossi.", [], ["Marco Rossi"]),
    ("Не сможет приехать г-н Иван Петров.", [], ["Иван Петров"]),
    ("We are unable to attend with Ambassador Paul Berg.", [], []),
    # No longer one of them.
    ("M. Paul Durand ne figure plus dans la délégation.", [], ["Paul Durand"]),
    ("Il dott. Marco Rossi non fa più parte della delegazione.", [], ["Marco Rossi"]),
    ("O Sr. João Melo deixou de integrar a delegação.", [], ["João Melo"]),
    ("Herr Jan Vogt gehört der Delegation nicht mehr an.", [], ["Jan Vogt"]),
    ("لم يعد السيد أحمد الخطيب ضمن الوفد.", [], ["أحمد الخطيب"]),
    # Added and taken off in one breath.
    ("Please add Mr Juan Ortiz to our delegation and remove Ms Eva Lind.", [("Juan Ortiz", None)], ["Eva Lind"]),
    ("Veuillez ajouter M. Paul Durand et en retirer Mme Claire Roux.", [("Paul Durand", None)], ["Claire Roux"]),
    ("Sírvanse añadir a la Sra. Ana Ruiz y retirar al Sr. Luis Paz.", [("Ana Ruiz", None)], ["Luis Paz"]),
    # "Without" that takes nobody away.
    ("Without prejudice to the position of our Government, Ms Eva Lind will attend.", [("Eva Lind", None)], []),
    ("Nos representará, sin embargo, nuestra Cónsul General, Sra. Ana Ruiz.", [("Ana Ruiz", None)], []),
    # Spellings.
    ('For "Rosalinda Macaraeg" please read "Rosalina Macaraig".', [("Rosalina Macaraig", None)], ["Rosalinda Macaraeg"]),
    ('El nombre de nuestra delegada se escribió mal como "Ana Ruis"; lo correcto es "Ana Ruiz".', [("Ana Ruiz", None)], ["Ana Ruis"]),
    ("Le nom « Mme Claire Rou » est mal orthographié ; il faut lire « Mme Claire Roux ».", [("Claire Roux", None)], ["Claire Rou"]),
    ('Si legga "dott.ssa Anna Bruni" invece di "dott.ssa Ana Bruni".', [("Anna Bruni", None)], ["Ana Bruni"]),
    ('Onde se lê "Rita Pimto", leia-se "Rita Pinto".', [("Rita Pinto", None)], ["Rita Pimto"]),
    ("Der Name von Frau Eva Brant wurde falsch geschrieben; richtig ist Eva Brandt.", [("Eva Brandt", None)], ["Eva Brant"]),
    ("Допущена опечатка: вместо «Анна Смирноваа» следует читать «Анна Смирнова».", [("Анна Смирнова", None)], ["Анна Смирноваа"]),
    # Known already, and new.
    ("In addition to Mr Paul Berg, whose name you already have, Finland will be represented by Ms Eva Lind.", [("Eva Lind", None)], []),
    ("Outre M. Paul Durand, déjà annoncé, notre délégation comprendra Mme Claire Roux.", [("Claire Roux", None)], []),
    ("Además del Sr. Luis Paz, cuyo nombre ya se comunicó, nuestra delegación incluirá a la Sra. Ana Ruiz.", [("Ana Ruiz", None)], []),
    # In a certain case only.
    ("We will send Ms Eva Lind and, if his visa is issued in time, Mr Paul Berg.", [("Eva Lind", None)], []),
    ("We will send Ms Eva Lind and Mr Paul Berg, if he is free.", [("Eva Lind", None)], []),
    ("Nous enverrons Mme Claire Roux et, s'il obtient son visa, M. Paul Durand.", [("Claire Roux", None)], []),
    ("Irán la Sra. Ana Ruiz y, si no hay impedimento, el Sr. Luis Paz.", [("Ana Ruiz", None)], []),
    ("If you agree, Ms Eva Lind will represent us.", [("Eva Lind", None)], []),
    # The others stay.
    ("Please add Ms Eva Lind to our delegation, the other members remaining unchanged.", [("Eva Lind", None)], []),
    ("Veuillez ajouter Mme Claire Roux à notre délégation, les autres membres restant inchangés.", [("Claire Roux", None)], []),
    ("نرجو إضافة السيدة منى الصاوي إلى وفد جمهورية مصر العربية، مع بقاء بقية الأعضاء دون تغيير.", [("منى الصاوي", None)], []),
    ("Delegationschef bleibt Botschafter Karl Moser; Jan Vogt und Eva Brandt fallen weg.", [], ["Jan Vogt", "Eva Brandt"]),
    # Announced by mistake, cancelled, given up.
    ("Mme Claire Roux, annoncée par erreur, ne fait pas partie de la délégation.", [], ["Claire Roux"]),
    ("Cancela-se a participação do Coronel João Melo.", [], ["João Melo"]),
    ("Se cancela la participación del Sr. Luis Paz.", [], ["Luis Paz"]),
    ("Salvo el señor Luis Paz, que permanece en Lima, los integrantes ya comunicados viajarán.", [], ["Luis Paz"]),
    ("M. Paul Durand cède sa place à Mme Claire Roux.", [("Claire Roux", None)], ["Paul Durand"]),
    ("Mr Paul Dahl has had to hand over to his deputy, Ms Eva Lind.", [("Eva Lind", None)], ["Paul Dahl"]),
    ("Item 2 becomes Ms Eva Lind instead of Mr Paul Dahl, and item 3 is deleted (Mr Jan Vogt).", [("Eva Lind", None)], ["Paul Dahl"]),
    # A family name in capitals behind a courtesy, and what only looks like a given name.
    ("Dr HOLTKAMP, Imke, Director, will attend.", [("HOLTKAMP, Imke", None)], []),
    ("Mr BERG, Geneva, will attend.", [("BERG", None)], []),
    ("Mr BERG, Finland, will attend.", [("BERG", None)], []),
    # "She will head."
    ("Ms Eva Lind will represent us; she will also head the delegation.", [("Eva Lind", "head")], []),
    ("Mme Claire Roux représentera la Finlande. Elle conduira la délégation.", [("Claire Roux", "head")], []),
    ("La Sra. Ana Ruiz asistirá. Ella encabezará la delegación.", [("Ana Ruiz", "head")], []),
    ("Frau Eva Brandt nimmt teil. Sie wird die Delegation leiten.", [("Eva Brandt", "head")], []),
    ("Г-жа Анна Смирнова примет участие. Она возглавит делегацию.", [("Анна Смирнова", "head")], []),
    ("Ms Eva Lind and Mr Paul Berg will represent us. She will head the delegation.", [("Eva Lind", None), ("Paul Berg", None)], []),
    ("Mr Paul Berg is replaced by Ms Eva Lind. She will lead the delegation.", [("Eva Lind", "head")], ["Paul Berg"]),
    # The whole name stands elsewhere.
    ("It was between Mr Peter Dahl and Ms Eva Lind. It is Ms Lind who comes.", [("Eva Lind", None)], []),
    # The writer.
    ("I cannot come myself. My deputy Jan Vogt will come instead.", [("Jan Vogt", None)], ["Anna Berg"]),
    ("Ce sera moi, avec Paul Durand de la Défense.", [("Anna Berg", None), ("Paul Durand", None)], []),
    ("We come as two: Jan Vogt (Director) and Anna Berg (me).", [("Jan Vogt", None), ("Anna Berg", None)], []),
    # What the papers say.
    ("It was reported in the press that Minister Paul Berg would attend your meeting. This is not the case.", [], []),
    # A focal point is a function, and one for logistics a contact.
    ("The delegation: Mr Paul Dahl, focal point for the Convention, and Ms Eva Lind.", [("Paul Dahl", None), ("Eva Lind", None)], []),
    ("Veuillez ajouter M. Paul Durand, point focal national.", [("Paul Durand", None)], []),
    ("Point focal : M. Paul Durand", [], []),
    ("Our focal point for logistics is Mr Paul Dahl.", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "delegates", "gone"), CASES)
def test_a_change_is_read_as_it_is_told(body: str, delegates: list[tuple[str, str | None]], gone: list[str]) -> None:
    read = facts(f"{body}\n", sender=BERG)
    assert (sorted(named(read), key=str), sorted(removed(read))) == (sorted(delegates, key=str), sorted(gone))


def test_the_last_of_a_list_may_begin_with_and() -> None:
    body = "The delegation:\n\nMr Paul Berg, Director;\nMs Eva Lind, Counsellor;\nand Mr Jan Vogt, assistant to H.E. Mr Berg.\n"
    assert named(facts(body)) == [("Paul Berg", None), ("Eva Lind", None), ("Jan Vogt", None)]


def test_who_filled_in_the_form_is_no_delegate() -> None:
    body = "Our delegation:\n\nHead of delegation: Mr Paul Berg\n\nForm completed by: Ms Eva Lind, Protocol\n"
    assert named(facts(body)) == [("Paul Berg", "head")]


def test_an_interpreter_in_a_label_is_no_delegate() -> None:
    body = "Our delegation:\n\nMr Paul Berg, Director\nInterpreter: Ms Eva Lind\nSecurity: Mr Jan Vogt\n"
    assert named(facts(body)) == [("Paul Berg", None)]


def test_a_row_that_says_so_is_of_no_delegate() -> None:
    body = (
        "Our delegation:\n\nRole | Name | Post\nHead of delegation | Mr Paul Berg | Director\n"
        "Member | Ms Eva Lind | Counsellor\nInterpreter (not a delegate) | Ms Ana Ruiz | -\n"
    )
    assert named(facts(body)) == [("Paul Berg", "head"), ("Eva Lind", "delegate")]


def test_a_title_ends_where_the_sentence_says_that_its_bearer_leads() -> None:
    read = facts(
        "We have nominated Mr Paul Berg, Joint Secretary (Disarmament), to lead our delegation at the Conference.\n"
    )
    assert [(d.name, d.role, d.title) for d in read.delegates] == [
        ("Paul Berg", "head", "Joint Secretary, Disarmament")
    ]
