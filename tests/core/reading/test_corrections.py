"""What a correction changes: a spelling, a document, a person; and what it leaves as it was."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import facts, named, removed

CASES = [
    ("The name of the second delegate should read Ms. Ma. Corazon Dimayuga-Ysmael (not \"Dimayuga-Ismael\").",
     ["Ma. Corazon Dimayuga-Ysmael"], ["Ma. Corazon Dimayuga-Ismael"]),
    ("Au lieu de « Mme Hadiza Moussa Garba », lire « Mme Hadizatou Moussa Garba ».",
     ["Hadizatou Moussa Garba"], ["Hadiza Moussa Garba"]),
    ("En sustitución de la nota 7-3, se acredita a: Embajador Gonzalo Ureta Larco (Jefe), Ministra Consejera Fiorella Chumpitaz Rojas (Alterna).",
     ["Gonzalo Ureta Larco", "Fiorella Chumpitaz Rojas"], []),
    ("In place of our note of 3 May, the delegation will be composed of Ms. Pia Ekblom and Mr. Jari Lahti.",
     ["Pia Ekblom", "Jari Lahti"], []),
    ("Kindly note that Brig Gen Tagoe has been recalled for national duties and Lt Col Frimpomaa-Darko now leads.",
     ["Frimpomaa-Darko"], ["Tagoe"]),
    ("Leider kann Herr Max Huber nicht teilnehmen; an seine Stelle tritt Frau Eva Brandl, Referentin.",
     ["Eva Brandl"], ["Max Huber"]),
    ("Da Herr Max Huber anderweitig verpflichtet ist, tritt an seine Stelle Frau Oberstleutnant Eva Brandl. Delegationsleiterin bleibt Frau Ute Gross.",
     ["Eva Brandl"], ["Max Huber"]),
    ("San Marino will not send a delegation of its own and has asked that Ambassador Pia Ekblom act for it. Finland will be represented by Ambassador Pia Ekblom.",
     ["Pia Ekblom"], []),
    ("Pia can't make it after all, so please take Pia Ekblom off our list.", [], ["Pia Ekblom"]),
    ("Please take the Working Paper off our list.", [], []),
    ("La delegación estará integrada por la Primera Secretaria Ana Raby y el Comandante Luis Toro.", ["Ana Raby", "Luis Toro"], []),
    ("Finland will participate in the meeting with Ms Pia Ekblom as head and Mr Aki Vuori as member.", ["Pia Ekblom", "Aki Vuori"], []),
    ("After our meeting with Ms Pia Ekblom we can say that Finland will be represented by Mr Aki Vuori.", ["Aki Vuori"], []),
    ("Our colleagues for Oslo are Ms Pia Ekblom (Child Protection in Emergencies) and Mr Aki Vuori.", ["Pia Ekblom", "Aki Vuori"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "come", "gone"), CASES)
def test_a_correction_changes_what_it_names(text: str, come: list[str], gone: list[str]) -> None:
    read = facts(text, subject="Delegation")
    assert ([name for name, _ in named(read)], removed(read)) == (come, gone)


def test_another_name_in_quotation_marks_is_no_spelling_of_this_one() -> None:
    read = facts('The first delegate should read Ms. Pia Ekblom (not "the Minister").', subject="Delegation")
    assert removed(read) == []


def test_nobody_from_home_is_no_refusal_where_others_are_named() -> None:
    text = "Finland's delegation will be headed by our Ambassador in Oslo (Ms Riikka Tolvanen). From Helsinki nobody will travel."
    read = facts(text)
    assert read.attendance is not None
    assert (read.attendance.answer.value, read.contradictions) == ("accepted", ())


def test_the_last_entry_of_a_list_is_no_signature_though_it_be_the_senders() -> None:
    text = "Finland will be represented by:\n  a) Mr Aki Vuori, Director (Head)\n  b) Ms Pia Ekblom, Legal Officer\n"
    read = facts(text, sender="Pia Ekblom <pia.ekblom@mfa.finland.example>")
    assert named(read) == [("Aki Vuori", "head"), ("Pia Ekblom", None)]


def test_the_sign_of_an_ordinal_belongs_to_the_courtesy() -> None:
    text = "A nossa delegação:\n\n* Chefe: Exmo. Senhor Américo Nhantumbo, Diretor\n* Membros: Dra. Celeste Macuácua e Eng.º Hélder Tivane\n"
    assert [name for name, _ in named(facts(text, subject="Delegação"))] == [
        "Américo Nhantumbo", "Celeste Macuácua", "Hélder Tivane",
    ]  # fmt: skip


def test_the_writer_in_danish() -> None:
    text = "Danmark deltager med følgende: kontorchef Mette Kjærulff (delegationsleder) og undertegnede.\n\nVenlig hilsen\nSøren Bækgaard\nFuldmægtig"
    sender = "Søren Bækgaard <soren.baekgaard@mfa.denmark.example>"
    assert named(facts(text, sender=sender)) == [("Mette Kjærulff", "head"), ("Søren Bækgaard", None)]


@pytest.mark.parametrize(
    "text",
    [
        "As I shall be on leave, Mrs Zuzana Weber will replace me at the meeting.\n\nPavol Simko",
        "Malheureusement retenu, je vous informe que Mme Zuzana Weber me remplacera à la réunion.\n\nPavol Simko",
        "Frau Zuzana Weber vertritt mich bei der Konferenz.\n\nPavol Simko",
        "La señora Zuzana Weber me sustituirá en la reunión.\n\nPavol Simko",
    ],
)
def test_who_replaces_the_writer_at_the_meeting_comes_and_the_writer_goes(text: str) -> None:
    read = facts(text, sender="Pavol Simko <pavol.simko@mfa.finland.example>")
    assert ([name for name, _ in named(read)], removed(read)) == (["Zuzana Weber"], ["Pavol Simko"])


def test_who_replaces_the_writer_in_the_office_does_not_come() -> None:
    text = "I am on leave until 3 March. Mrs Zuzana Weber replaces me in all matters.\n\nPavol Simko"
    read = facts(text, sender="Pavol Simko <pavol.simko@mfa.finland.example>")
    assert (named(read), removed(read)) == ([], [])


def test_a_first_name_who_cannot_come_is_no_refusal_of_the_party() -> None:
    assert facts("Pia can't make it after all, so please take Pia Ekblom off our list.").attendance is None


@pytest.mark.parametrize(
    "text",
    [
        "Finland will be represented as an observer by Ms Pia Ekblom, Counsellor.",
        "Finland will be represented in an observer capacity by Ms Pia Ekblom.",
        "Finland will be represented by Ms Pia Ekblom, Counsellor, in an observer capacity.",
    ],
)
def test_an_observer_is_told_as_such(text: str) -> None:
    assert named(facts(text)) == [("Pia Ekblom", "observer")]


def test_the_writer_goes_with_the_head() -> None:
    text = "Our delegation will be led by Ambassador Aki Vuori. I will accompany him.\n\nKind regards,\nPia Ekblom\nCounsellor\n"
    read = facts(text, sender="Pia Ekblom <pia.ekblom@mfa.finland.example>")
    assert named(read) == [("Aki Vuori", "head"), ("Pia Ekblom", None)]
