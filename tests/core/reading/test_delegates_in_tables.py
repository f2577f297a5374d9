"""Delegates in tables: with headings or without, of tabs, bars or spaces, or standing upright."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

# What the case shows, who writes, the message, who is named (with role), who goes, the answer.
CASES = [
    pytest.param(
        "MFA <x@mfa.fiji.example>",
        "Names",
        """\
Please note the names of our delegates:

Title	First name	Last name	Position	Role	Email
Mr	Semi	Tuimalealiifano	Permanent Secretary	Head of delegation	semi.t@mfa.fiji.example
Ms	Losana	Vakaloloma	Desk Officer	Delegate	losana.v@mfa.fiji.example
""",
        [("Semi Tuimalealiifano", "head"), ("Losana Vakaloloma", "delegate")],
        [],
        "accepted",
        id="table-html-like",
    ),
    pytest.param(
        "MFA <x@mfa.palau.example>",
        "Palau",
        """\
Our delegation:

| Name | Function | Capacity |
| Ngirmang Remengesau-Olbiil | Director, Bureau of Foreign Affairs | Head |
| Tkel Ngiraked | Legal Counsel | Adviser |
""",
        [("Ngirmang Remengesau-Olbiil", "head"), ("Tkel Ngiraked", "adviser")],
        [],
        "accepted",
        id="table-pipes",
    ),
    pytest.param(
        "MFA <x@mfa.tuvalu.example>",
        "Tuvalu",
        """\
Dear Sir, the following will represent Tuvalu:

Name                      Designation                     Status
Pasuna Tuaga-Lafai        Permanent Secretary             Head of Delegation
Temukisa Hogan-Paeniu     Senior Assistant Secretary      Member
""",
        [("Pasuna Tuaga-Lafai", "head"), ("Temukisa Hogan-Paeniu", "delegate")],
        [],
        "accepted",
        id="table-spaces",
    ),
    pytest.param(
        "Registration <protocol@mfa.bahrain.example>",
        "Delegation details",
        """\
Delegation of the Kingdom of Bahrain

Name: Mr. Khalid Al Mannai
Title: Director of Organizations
Role: Head of Delegation
E-mail: k.almannai@mfa.bahrain.example

Name: Ms. Noora Al Doseri
Title: Second Secretary
Role: Member
E-mail: n.aldoseri@mfa.bahrain.example
""",
        [("Khalid Al Mannai", "head"), ("Noora Al Doseri", "delegate")],
        [],
        "accepted",
        id="key-value",
    ),
    pytest.param(
        "Misión <geneva@mission.ecuador.example>",
        "Delegación del Ecuador",
        """\
Se remite la nómina de la delegación:

Nombres	Apellidos	Cargo	Calidad
Wilson Patricio	Guamán Tipán	Consejero	Jefe de Delegación
María Augusta	Carrión Vaca	Segunda Secretaria	Delegada
""",
        [("Wilson Patricio Guamán Tipán", "head"), ("María Augusta Carrión Vaca", "delegate")],
        [],
        "accepted",
        id="spanish-table",
    ),
    pytest.param(
        "Mission <x@mission.peru2.example>",
        "Reply form",
        """\
REPLY FORM

State/Organisation: Peru
Will your State be represented? Yes
1. Name of delegate: Ms. Lucero Valdivia Campos
   Function: Director for Security and Defence
   Role: Head of delegation
2. Name of delegate: Mr. Gonzalo Ipanaqué Ruiz
   Function: First Secretary
   Role: Delegate
""",
        [("Lucero Valdivia Campos", "head"), ("Gonzalo Ipanaqué Ruiz", "delegate")],
        [],
        "accepted",
        id="form",
    ),
    pytest.param(
        "M <x@mission.barbados.example>",
        "Delegation of Barbados",
        """\
Delegation of Barbados

H.E. Mr. Tyrone Clarke-Holder ............ Ambassador, Head of Delegation
Ms. Coralie Babb-Sealy ................ Counsellor
""",
        [("Tyrone Clarke-Holder", "head"), ("Coralie Babb-Sealy", None)],
        [],
        "accepted",
        id="dots-leaders",
    ),
    pytest.param(
        "M <x@mission.togo2.example>",
        "Delegation",
        """\
The delegation of Togo:

1	Mr. Kodjo Abalo	Director	Head of delegation
2	Ms. Akouvi Tettekpoe	Legal officer	Member
""",
        [("Kodjo Abalo", "head"), ("Akouvi Tettekpoe", "delegate")],
        [],
        "accepted",
        id="table-no-header",
    ),
    pytest.param(
        "Bureau des Affaires <bureau@mfa.guinea.example>",
        "Liste",
        """\
Objet : délégation guinéenne

NOM ET PRÉNOMS	FONCTION	QUALITÉ
KEITA Mamady Sory	Directeur des Affaires juridiques	Chef de délégation
DIALLO Hadja Kadiatou	Chargée de mission	Membre
""",
        [("KEITA Mamady Sory", "head"), ("DIALLO Hadja Kadiatou", "delegate")],
        [],
        "accepted",
        id="case-1",
    ),
    pytest.param(
        "Mission <x@mission.montenegro.example>",
        "Montenegro",
        """\
Dear colleagues,
please find below details of our delegate:
Name and surname: Ms. Slavica Milačević-Raonić
Position: Third Secretary, Permanent Mission
E-mail: slavica@mfa.montenegro.example
Kind regards
""",
        [("Slavica Milačević-Raonić", None)],
        [],
        "accepted",
        id="case-2",
    ),
    pytest.param(
        "Mission <x@mission.bangladesh2.example>",
        "Note",
        """\
No. PMG/DIS/12/2008

The Permanent Mission of the People's Republic of Bangladesh to the United Nations Office and Other
International Organizations in Geneva presents its compliments to the Secretariat of the Wellington
Conference on Cluster Munitions and has the honour to inform that the Government of Bangladesh has
nominated the following delegation to the Conference to be held from 18 to 22 February 2008:

Sl.   Name and designation                                            Status
01.   H.E. Dr. Debashish Barua-Sengupta                               Leader
      Ambassador and Permanent Representative
02.   Brigadier General Shahid Monirul Hossain                        Member
      Armed Forces Division
03.   Ms. Nahida Rahman Shumona                                       Member-Secretary
      First Secretary

The Permanent Mission avails itself of this opportunity to renew to the Secretariat the assurances of
its highest consideration.
""",
        [
            ("Debashish Barua-Sengupta", "head"),
            ("Shahid Monirul Hossain", "delegate"),
            ("Nahida Rahman Shumona", "delegate"),
        ],
        [],
        "accepted",
        id="case-3",
    ),
    pytest.param(
        "Mission <x@mission.e18.example>",
        "South Africa",
        """\
Kindly find hereunder the South African delegation:

Name: Dr. Thandeka Mkhize-Ross
Designation: Chief Director
Capacity: Leader of delegation

Name: Col. Johan Labuschagne
Designation: SANDF
Capacity: Adviser
""",
        [("Thandeka Mkhize-Ross", "head"), ("Johan Labuschagne", "adviser")],
        [],
        "accepted",
        id="case-4",
    ),
    pytest.param(
        "Mission <geneva@mission.palau.example>",
        "Delegation",
        """\
The composition of our delegation:

Head:	Mr. Tommy Nakamura, Deputy Secretary
Members:	Ms. Ana Ngiraked, Senior Counsellor, Lt. Col. Rosa Remeliik, Ministry of Defence
""",
        [("Tommy Nakamura", "head"), ("Ana Ngiraked", "delegate"), ("Rosa Remeliik", "delegate")],
        [],
        "accepted",
        id="several-in-one-cell",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "body", "delegates", "gone", "answer"), CASES)
def test_a_table_names_its_delegates(
    sender: str, subject: str, body: str, delegates: list[tuple[str, str | None]], gone: list[str], answer: str | None
) -> None:
    read = facts(body, sender=sender, subject=subject)
    assert (named(read), removed(read), read.attendance and read.attendance.answer.value) == (delegates, gone, answer)
