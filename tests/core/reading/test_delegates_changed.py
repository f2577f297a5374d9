"""Persons who go and who come: replaced, withdrawn, struck off, spelled otherwise."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

# What the case shows, who writes, the message, who is named (with role), who goes, the answer.
CASES = [
    pytest.param(
        "Mission <geneva@mission.latvia.example>",
        "Change in the Latvian delegation",
        """\
Dear colleagues,

Please be informed that Mr Edgars Kalniņš will replace Ms Inese Ozoliņa as head of the Latvian delegation. The other members remain unchanged.

Regards
""",
        [("Edgars Kalniņš", "head")],
        ["Inese Ozoliņa"],
        "accepted",
        id="replace-active",
    ),
    pytest.param(
        "Mission <geneva@mission.lithuania.example>",
        "Change",
        """\
Dear Secretariat, Mr. Darius Petkevičius is unfortunately no longer able to travel and will be replaced by Ms. Rasa Stonytė, Second Secretary. With best regards
""",
        [("Rasa Stonytė", None)],
        ["Darius Petkevičius"],
        "accepted",
        id="replace-passive",
    ),
    pytest.param(
        "Mission <geneva@mission.gabon.example>",
        "Modification",
        """\
Madame, Monsieur,

Je vous informe que M. Hervé NDONG-OBIANG, empêché, sera remplacé par Mme Pélagie MOUSSAVOU, Conseillère, au sein de la délégation gabonaise.

Cordialement,
""",
        [("Pélagie MOUSSAVOU", None)],
        ["Hervé NDONG-OBIANG"],
        "accepted",
        id="replace-french",
    ),
    pytest.param(
        "Vertretung <geneva@mission.germany.example>",
        "Delegation",
        """\
Sehr geehrte Damen und Herren,

Oberst Ralf Espen wird durch Major Felix Dürr ersetzt.

Mit freundlichen Grüßen
""",
        [("Felix Dürr", None)],
        ["Ralf Espen"],
        "accepted",
        id="replace-german-around",
    ),
    pytest.param(
        "Misión <geneva@mission.peru.example>",
        "Delegación",
        """\
Estimados colegas:

El Coronel Raúl Espinoza será sustituido por el Mayor Félix Durán.

Saludos cordiales
""",
        [("Félix Durán", None)],
        ["Raúl Espinoza"],
        "accepted",
        id="replace-spanish-rank-first",
    ),
    pytest.param(
        "Rappresentanza <geneva@mission.italy.example>",
        "Delegazione",
        """\
Gentili colleghi,

la sig.ra Marta Olivieri subentra al sig. Luigi Zaga.

Cordiali saluti
""",
        [("Marta Olivieri", None)],
        ["Luigi Zaga"],
        "accepted",
        id="replace-italian-subentra",
    ),
    pytest.param(
        "Vertretung <geneva@mission.germany.example>",
        "Delegation",
        """\
Frau Beate Laschke nimmt nicht an der Konferenz teil.
""",
        [],
        ["Beate Laschke"],
        None,
        id="withdraw-german-around",
    ),
    pytest.param(
        "Misión <geneva@mission.panama.example>",
        "Cambio en la delegación",
        """\
Estimados colegas:

En lugar del Sr. Aristides Quintero asistirá la Sra. Itzel Arosemena, Segunda Secretaria.

Saludos cordiales
""",
        [("Itzel Arosemena", None)],
        ["Aristides Quintero"],
        "accepted",
        id="replace-spanish",
    ),
    pytest.param(
        "Mission <geneva@mission.ukraine.example>",
        "Update",
        """\
Dear colleagues,

We regret that Mr. Oleksandr Hrytsenko and Ms. Daryna Kovalenko will not be able to attend. Ms. Iryna Bondar still comes as head of delegation.

Best regards
""",
        [],
        ["Oleksandr Hrytsenko", "Daryna Kovalenko"],
        "accepted",
        id="withdraw-two",
    ),
    pytest.param(
        "Mission <geneva@mission.moldova.example>",
        "Correction",
        """\
Dear Secretariat,

Kindly remove Mr. Vasile Ciobanu from the list of our delegates; he has been posted abroad.

Regards
""",
        [],
        ["Vasile Ciobanu"],
        None,
        id="strike",
    ),
    pytest.param(
        "Mission <geneva@mission.srilanka.example>",
        "Correction of a name",
        """\
Dear Sir, in our list please read Mr. Nuwan Jayasuriya instead of Mr. Nuwan Jayasooriya. Thank you.
""",
        [("Nuwan Jayasuriya", None)],
        ["Nuwan Jayasooriya"],
        "accepted",
        id="spelling",
    ),
    pytest.param(
        "Mission <geneva@mission.armenia.example>",
        "Additional delegate",
        """\
Dear colleagues,

We would like to add Ms. Narine Vardanyan, Attaché, to the Armenian delegation. The names notified earlier remain unchanged.

Regards
""",
        [("Narine Vardanyan", None)],
        [],
        "accepted",
        id="add",
    ),
    pytest.param(
        "Mission <geneva@mission.eritrea.example>",
        "Cancellation",
        """\
Dear Secretariat,

Mr. Tesfay Gebremedhin, whom we had named as our delegate, has fallen ill. As nobody can replace him, Eritrea will after all not be represented.

Regards
""",
        [],
        ["Tesfay Gebremedhin"],
        "declined",
        id="nobody-after-all",
    ),
    pytest.param(
        "Bente Ulvestad <bente@mfa.norway2.example>",
        "Re: meeting",
        """\
Dear colleagues,

Unfortunately I will not be able to attend myself, but Mr Lars Sigurd Moen and Ms Turid Haugen will represent our office.

Bente
""",
        [("Lars Sigurd Moen", None), ("Turid Haugen", None)],
        [],
        "accepted",
        id="regrets-person-own",
    ),
    pytest.param(
        "Mission <x@mission.malaysia.example>",
        "Change",
        """\
Kindly note the following change in our delegation:

- Mr. Azman Hashim instead of Mr. Rozali Ismail

Thank you
""",
        [("Azman Hashim", None)],
        ["Rozali Ismail"],
        "accepted",
        id="instead-bullets",
    ),
    pytest.param(
        "Mission <x@mission.croatia.example>",
        "Change",
        """\
Dear colleagues, Ms. Ivana Horvat has fallen ill. Mr. Tomislav Babić, Third Secretary, will come in her place. Regards
""",
        [("Tomislav Babić", None)],
        ["Ivana Horvat"],
        "accepted",
        id="fell-ill-successor",
    ),
    pytest.param(
        "Vertretung <x@mission.germany2.example>",
        "Änderung",
        """\
Sehr geehrte Damen und Herren,

Herr Oberst Detlef Wächter ist leider verhindert. An seiner Stelle wird Frau Oberstleutnant Silke Brandt teilnehmen.

Mit freundlichen Grüßen
""",
        [("Silke Brandt", None)],
        ["Detlef Wächter"],
        "accepted",
        id="passive-german",
    ),
    pytest.param(
        "Mission <x@mission.romania2.example>",
        "Delegation",
        """\
The Romanian delegation remains as notified, with the exception of Mr. Bogdan Ionescu, who is withdrawn.
""",
        [],
        ["Bogdan Ionescu"],
        "accepted",
        id="strike-among",
    ),
    pytest.param(
        "M <x@mission.iraq2.example>",
        "Change",
        """\
Dear Sirs, please note that Dr. Haidar Al-Ubaidli has been withdrawn from the delegation of Iraq and will not be replaced. The remaining members are unchanged. Regards
""",
        [],
        ["Haidar Al-Ubaidli"],
        "accepted",
        id="will-not-replaced",
    ),
    pytest.param(
        "M <x@mission.argentina2.example>",
        "Cambio",
        """\
Se informa que el Embajador Roberto Garmendia Sosa ya no podrá asistir. La delegación argentina será presidida por la Ministra Silvina Medrano Duarte.
""",
        [("Silvina Medrano Duarte", "head")],
        ["Roberto Garmendia Sosa"],
        "accepted",
        id="new-head",
    ),
    pytest.param(
        "M <x@mission.iran.example>",
        "Amendment",
        """\
Kindly delete the name of Mr. Reza Nouri-Pour and add Ms. Leila Mohammadi, Second Secretary, to the delegation of the Islamic Republic of Iran.
""",
        [("Leila Mohammadi", None)],
        ["Reza Nouri-Pour"],
        "accepted",
        id="delete-and-add",
    ),
    pytest.param(
        "Mission <x@mission.burundi.example>",
        "Modification de la délégation",
        """\
Suite à notre note n° 14 du 20 janvier, la Mission permanente a l'honneur d'informer que Mme Espérance NDAYISENGA est remplacée par M. Gabriel NIZIGAMA, Conseiller à la Présidence. M. Zénon NDARUVUKANYE reste chef de délégation.
""",
        [("Gabriel NIZIGAMA", None)],
        ["Espérance NDAYISENGA"],
        "accepted",
        id="case-1",
    ),
    pytest.param(
        "Mission <x@mission.iceland2.example>",
        "Re: delegation",
        """\
Sæl öll,

Sadly Guðrún has broken her leg, so Einar Sveinsson Blöndal will step in for Guðrún Halldórsdóttir Nordal.

Kveðja
Mission
""",
        [("Einar Sveinsson Blöndal", None)],
        ["Guðrún Halldórsdóttir Nordal"],
        "accepted",
        id="case-2",
    ),
    pytest.param(
        "Mission <x@mission.cotedivoire2.example>",
        "Désistement",
        """\
Nous avons le regret de vous informer que le Colonel Kouassi ASSAMOI ne pourra plus faire le déplacement. Les deux autres membres de la délégation viendront comme annoncé.
""",
        [],
        ["Kouassi ASSAMOI"],
        "accepted",
        id="case-3",
    ),
    pytest.param(
        "Mission <x@mission.uruguay3.example>",
        "Baja",
        """\
Estimados: por motivos de salud la Dra. Graciela Muslera Pintos no viajará. En consecuencia, el Uruguay no estará representado en la Conferencia. Atentamente
""",
        [],
        ["Graciela Muslera Pintos"],
        "declined",
        id="case-4",
    ),
    pytest.param(
        "Mission <x@mission.afghan2.example>",
        "Correction",
        """\
Dear Secretariat,

In my mail of yesterday one name was misspelled: it is Mr. Wahidullah Zadran-Khel (not Mr. Waheedulah Zadran-Khail).

Thank you
""",
        [("Wahidullah Zadran-Khel", None)],
        ["Waheedulah Zadran-Khail"],
        "accepted",
        id="case-5",
    ),
    pytest.param(
        "Mission <x@mission.portugal2.example>",
        "Chefe de delegação",
        """\
The head of the Portuguese delegation will now be Ambassador Duarte Telles-Ramos, who takes the place of Mr. Nuno Salvaterra. Other delegates as before.
""",
        [("Duarte Telles-Ramos", "head")],
        ["Nuno Salvaterra"],
        "accepted",
        id="case-6",
    ),
    pytest.param(
        "Mission <x@mission.finland5.example>",
        "Muutos",
        """\
Dear colleagues,

Instead of Ms Outi Hietasalo, Mr Kari Puurunen from our Helsinki office will be in Wellington. Otherwise the list of 14 January stands.

Yours
""",
        [("Kari Puurunen", None)],
        ["Outi Hietasalo"],
        "accepted",
        id="case-7",
    ),
    pytest.param(
        "Mission <x@mission.laos4.example>",
        "Change name",
        """\
Please change the name of our delegate from Mr Somphone Sichaleune to Mr Bouavanh Outhachak. Thank you very much.
""",
        [("Bouavanh Outhachak", None)],
        ["Somphone Sichaleune"],
        "accepted",
        id="case-8",
    ),
    pytest.param(
        "Mission <x@mission.peru5.example>",
        "Retiro",
        """\
Se comunica que el señor Consejero Luis Chuquimia Chil no formará parte de la delegación peruana. Los demás integrantes se mantienen.
""",
        [],
        ["Luis Chuquimia Chil"],
        "accepted",
        id="case-9",
    ),
    pytest.param(
        "Mission <x@mission.libya.example>",
        "Withdrawal",
        """\
We would like to inform you that Libya withdraws the nomination of Mr. Nuri Bait-Elmahdi. A new name will be provided in due course.
""",
        [],
        ["Nuri Bait-Elmahdi"],
        None,
        id="case-10",
    ),
    pytest.param(
        "Mission <x@mission.vietnam5.example>",
        "Change of head",
        """\
Please be informed that Mr. Phạm Quốc Trụ-Anh, Deputy Director, will lead the Vietnamese delegation instead of Mr. Vũ Trần Phong.
""",
        [("Phạm Quốc Trụ-Anh", "head")],
        ["Vũ Trần Phong"],
        "accepted",
        id="case-11",
    ),
    pytest.param(
        "Mission <x@mission.mali4.example>",
        "Remplacement",
        """\
La Mission permanente informe que le Colonel Sirakoro SANGARÉ remplacera le Commandant Modibo DEMBÉLÉ, indisponible.
""",
        [("Sirakoro SANGARÉ", None)],
        ["Modibo DEMBÉLÉ"],
        "accepted",
        id="case-12",
    ),
    pytest.param(
        "Mission <x@mission.e9.example>",
        "Re: Re: delegation",
        """\
Sorry, one correction: it is not Mr Ivo Peev but Ms Ralitsa Gancheva who will accompany Ambassador Filev.
""",
        [("Ralitsa Gancheva", None)],
        ["Ivo Peev"],
        "accepted",
        id="case-13",
    ),
    pytest.param(
        "Mission <x@mission.e10.example>",
        "Cancel",
        """\
Please cancel Ms. Tuuli Vainio's participation. The rest of the delegation is unchanged.
""",
        [],
        ["Tuuli Vainio"],
        "accepted",
        id="case-14",
    ),
    pytest.param(
        "Mission <x@mission.e11.example>",
        "Kenya",
        """\
The Kenyan delegation has been enlarged: in addition to those named on 24 January, Ms. Purity Wanjiku-Maina, Senior State Counsel, will take part.
""",
        [("Purity Wanjiku-Maina", None)],
        [],
        "accepted",
        id="case-15",
    ),
    pytest.param(
        "Mission <x@mission.e14.example>",
        "Withdrawal",
        """\
Le Ministère a décidé de ne plus envoyer M. Fulgence Rakotozafy. Il ne sera pas remplacé. Mme Voahangy Razafindrabe conduira seule la délégation.
""",
        [("Voahangy Razafindrabe", "head")],
        ["Fulgence Rakotozafy"],
        "accepted",
        id="case-16",
    ),
    pytest.param(
        "Mission <x@mission.e24.example>",
        "Change",
        """\
Mr. Mads Hovgaard-Juul takes over from Ms. Ditte Kampmann as head of the Danish delegation.
""",
        [("Mads Hovgaard-Juul", "head")],
        ["Ditte Kampmann"],
        "accepted",
        id="case-17",
    ),
    pytest.param(
        "Mission <geneva@mission.latvia.example>",
        "Change",
        "There has been a swap in our delegation: Major Edgars Kalniņš comes in for Lt Col Juris Ozols, who was posted abroad.",
        [("Edgars Kalniņš", None)],
        ["Juris Ozols"],
        "accepted",
        id="swap-as-a-noun",
    ),
    pytest.param(
        "Mission <geneva@mission.latvia.example>",
        "Change",
        "Please substitute Major Edgars Kalniņš for Lt Col Juris Ozols in our delegation.",
        [("Edgars Kalniņš", None)],
        ["Juris Ozols"],
        "accepted",
        id="substitute-one-for-another",
    ),
    pytest.param(
        "Mission <geneva@mission.gabon.example>",
        "Délégation",
        "Un changement dans notre délégation : le commandant Hervé Ndong prend la place du colonel Paul Moussavou.",
        [("Hervé Ndong", None)],
        ["Paul Moussavou"],
        "accepted",
        id="place-of-a-rank-with-article",
    ),
    pytest.param(
        "Misión <geneva@mission.peru.example>",
        "Delegación",
        "La consejera Ana Paz Mora fue destinada a otra misión y debe ser retirada de la lista. Viajará en su lugar el señor Luis Vega.",
        [("Luis Vega", None)],
        ["Ana Paz Mora"],
        "accepted",
        id="to-be-taken-off-spanish",
    ),
]


@pytest.mark.parametrize(("sender", "subject", "body", "delegates", "gone", "answer"), CASES)
def test_who_goes_and_who_comes_is_told_apart(
    sender: str, subject: str, body: str, delegates: list[tuple[str, str | None]], gone: list[str], answer: str | None
) -> None:
    read = facts(body, sender=sender, subject=subject)
    assert (named(read), removed(read), read.attendance and read.attendance.answer.value) == (delegates, gone, answer)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Please take Mr Dénes Harangozó off our list: he is not going to travel after all.", "Dénes Harangozó"),
        ("Mr Jonas Berg is not going to be able to travel.", "Jonas Berg"),
        ("Merci de retirer M. Jean Dupont de notre liste.", "Jean Dupont"),
        ("Mme Awa Diop ne va finalement pas venir.", "Awa Diop"),
        ("Rogamos quiten a la Sra. Inés Caballero de nuestra lista.", "Inés Caballero"),
        ("El Sr. Julio Arce no va a viajar.", "Julio Arce"),
        ("Nehmen Sie bitte Herrn Jens Ahrend von der Liste.", "Jens Ahrend"),
        ("Pedimos que retirem o Sr. Rui Salgueiro da lista.", "Rui Salgueiro"),
    ],
)
def test_who_is_taken_off_a_list_goes(sentence: str, name: str) -> None:
    read = facts(sentence)
    assert (named(read), removed(read)) == ([], [name])


def test_who_is_added_where_another_is_taken_off_comes() -> None:
    read = facts("Please take Mr Jonas Berg off our list and add Ms Anna Lind.")
    assert (named(read), removed(read)) == ([("Anna Lind", None)], ["Jonas Berg"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Could you add Anna Lind (Legal Division) to our delegation, please?",
        "Could you please include Ms Anna Lind in our delegation?",
        "Pourriez-vous ajouter Mme Anna Lind à notre délégation ?",
        "¿Podrían incluir a la Sra. Anna Lind en nuestra delegación?",
        "Könnten Sie bitte Frau Anna Lind in unsere Delegation aufnehmen?",
    ],
)
def test_a_request_in_the_form_of_a_question_names_who_comes(sentence: str) -> None:
    assert named(facts(sentence)) == [("Anna Lind", None)]


@pytest.mark.parametrize(
    "sentence",
    ["Could you add Ms Anna Lind to the mailing list?", "Could you tell Ms Anna Lind whether the list is out?"],
)
def test_a_question_about_somebody_names_nobody(sentence: str) -> None:
    assert named(facts(sentence)) == []


def test_the_head_of_a_section_is_no_head_of_delegation() -> None:
    read = facts("Ms Sidsel Overgaard, Head of Section, will come instead of Mr Jeppe Klitgaard.")
    assert (named(read), removed(read)) == ([("Sidsel Overgaard", None)], ["Jeppe Klitgaard"])
