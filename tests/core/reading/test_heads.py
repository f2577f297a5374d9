"""Who leads the delegation, and who only bears a word like it."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named

CASES = [
    ("Finland will be represented by Ms. Pia Ekblom as Head of Delegation, with Mr. Jari Lahti as Deputy Head of Delegation.",
     [("Pia Ekblom", "head"), ("Jari Lahti", "alternate")]),
    ("Finland will be represented by:\n  a) Mr Aki Vuori - Head, Humanitarian Section\n  b) Ms Pia Ekblom - Legal Officer\n",
     [("Aki Vuori", None), ("Pia Ekblom", None)]),
    ("Finland will be represented by:\n  a) Mr Aki Vuori, Director (Head)\n  b) Ms Pia Ekblom, Legal Officer\n",
     [("Aki Vuori", "head"), ("Pia Ekblom", None)]),
    ("I'll come to Oslo together with Col. Aki Vuori from our MoD; our Deputy Director General, Mr Jari Lahti, will lead.\n\nPia Ekblom\nDesk Officer",
     [("Pia Ekblom", None), ("Aki Vuori", None), ("Jari Lahti", "head")]),
    ("La señora Ana Paz no podrá viajar, por lo que la delegación quedará conformada únicamente por el señor Luis Vega Mora, quien actuará como jefe de delegación.",
     [("Luis Vega Mora", "head")]),
    ("Head of delegation: Ms. Pia Ekblom, Director\nLegal adviser: Dr. Aki Vuori\n", [("Pia Ekblom", "head"), ("Aki Vuori", "adviser")]),
    ("Composition de la délégation :\n\nChef de délégation : Mme Pia Ekblom\nConseiller : Major Aki Vuori\n",
     [("Pia Ekblom", "head"), ("Aki Vuori", "adviser")]),
    ("The delegation of Finland:\n\nNo. | Name | Position | Remarks\n1 | Ms. Pia EKBLOM | Director | Head of Delegation\n2 | Mr. Aki VUORI | Counsellor | \n",
     [("Pia EKBLOM", "head"), ("Aki VUORI", None)]),
    ("سيتكون وفد المملكة من:\n\n١. سعادة السفير رائد الكردي العبيدات، رئيساً للوفد\n٢. العقيد ماهر الزعبي، مستشاراً عسكرياً\n",
     [("رائد الكردي العبيدات", "head"), ("ماهر الزعبي", "adviser")]),
    ("- Min. Plen. Federico Bini, Capo Delegazione\n- Cons. Leg. Maria Letizia Pavan, Ministero degli Affari Esteri\n",
     [("Federico Bini", "head"), ("Maria Letizia Pavan", None)]),
    ("Estará al frente de la delegación la Viceministra Ana Belén Correa.", [("Ana Belén Correa", "head")]),
    ("À frente da delegação estará a Vice-Ministra Ana Correia.", [("Ana Correia", "head")]),
    ("A capo della delegazione vi sarà la Sottosegretaria Anna Correali.", [("Anna Correali", "head")]),
    ("An der Spitze der Delegation steht Staatssekretärin Anna Korell.", [("Anna Korell", "head")]),
    ("Chefiará a delegação a Dra. Ana Correia, Directora, acompanhada pelo Dr. Rui Matos.",
     [("Ana Correia", "head"), ("Rui Matos", None)]),
    ("La Embajadora Ana Paz encabezará la delegación, el señor Luis Vega Mora la acompañará.",
     [("Ana Paz", "head"), ("Luis Vega Mora", None)]),
    ("Finland will be represented by:\n  a) Mr Aki Vuori (leading)\n  b) Ms Pia Ekblom, leading expert\n",
     [("Aki Vuori", "head"), ("Pia Ekblom", None)]),
    # Who heads a department is no head of delegation by that.
    ("Mr Aki Vuori, who remains at the head of the department, will attend.", [("Aki Vuori", None)]),
    ("Ms Eva Lind, who heads our Treaties Section, will attend.", [("Eva Lind", None)]),
    ("Ms Eva Lind, who leads the negotiations on this file, will attend.", [("Eva Lind", None)]),
    ("Ms Eva Lind will attend. She heads the Legal Department.", [("Eva Lind", None)]),
    ("M. Paul Durand, qui est à la tête du département, participera.", [("Paul Durand", None)]),
    ("Mme Claire Roux, qui dirige le service des traités, participera.", [("Claire Roux", None)]),
    ("La Sra. Ana Ruiz, quien dirige la Oficina de Tratados, asistirá.", [("Ana Ruiz", None)]),
    ("O Sr. João Melo, que chefia a Divisão de Desarmamento, participará.", [("João Melo", None)]),
    ("Frau Eva Brandt, die das Referat leitet, nimmt teil.", [("Eva Brandt", None)]),
    ("Frau Eva Brandt leitet die Abteilung und nimmt teil.", [("Eva Brandt", None)]),
    ("Please contact Ms Eva Lind, who heads the department.", []),
    ("Mr Aki Vuori, at the head of the delegation, will attend.", [("Aki Vuori", "head")]),
    ("Ms Eva Lind heads the Export Control Division and will head the delegation.", [("Eva Lind", "head")]),
    ("The delegation will be headed by Ms Eva Lind, who heads the Legal Department.", [("Eva Lind", "head")]),
    ("Ms Eva Lind will attend. She heads the delegation.", [("Eva Lind", "head")]),
    ("Frau Eva Brandt, die die Delegation leitet, nimmt teil.", [("Eva Brandt", "head")]),
    ("Frau Eva Brandt, Leiterin des Referats Abrüstung, leitet die Delegation.", [("Eva Brandt", "head")]),
    ("Mme Claire Roux, qui dirige la délégation, participera.", [("Claire Roux", "head")]),
    ("La Sra. Ana Ruiz, quien preside la delegación, asistirá.", [("Ana Ruiz", "head")]),
    ("O chefe da delegação continua a ser o Embaixador Paulo Meireles.", []),
    ("Il capo della delegazione rimane l'Ambasciatore Paolo Merelli.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "delegates"), CASES)
def test_the_role_is_that_of_the_person_it_is_said_of(text: str, delegates: list[tuple[str, str | None]]) -> None:
    sender = "Pia Ekblom <pia.ekblom@mfa.finland.example>"
    assert sorted(named(facts(text, sender=sender, subject="Delegation")), key=str) == sorted(delegates, key=str)
