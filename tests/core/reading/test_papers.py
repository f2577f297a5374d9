"""Which attachment is the document submitted, or whether the text itself is, and what is missing."""

from __future__ import annotations

import pytest

from mailflow.core.document import Condition, Document
from mailflow.core.facts import Facts
from tests.core.reading.letters import document, facts

PAPER = "Clearance of remnants\n\nThis paper sets out how remnants are marked, fenced and cleared."
NOTE = "The Permanent Mission presents its compliments to the Secretariat and has the honour to transmit the paper."
LONG = "Mr. Chair, my country thanks you. " * 30


def submitted(body: str, documents: list[Document], kind: str = "paper", subject: str = "A paper") -> Facts:
    """What is read out of a message of one kind."""
    return facts(body, documents=documents, kinds=(kind,), wanted=("papers",), subject=subject)


def test_the_attachment_is_the_paper() -> None:
    paper = document("Clearance.pdf", PAPER, title="Clearance of remnants")
    read = submitted("Please find attached our paper.", [paper])
    assert [(p.filename, p.title, p.kind, p.part) for p in read.papers] == [
        ("Clearance.pdf", "Clearance of remnants", "paper", "2")
    ]


@pytest.mark.parametrize(
    "other",
    [
        document("Note verbale 12.pdf", NOTE, part="3"),
        document("scan0012.pdf", NOTE, part="3"),
        document("cover_letter.docx", "Dear Sir, here is our paper.", part="3"),
        document("berg.vcf", "", part="3", kind="vcf"),
        document("invite.ics", "", part="3", kind="ics"),
        Document("3", "logo.png", "picture", Condition.PICTURE),
        document("smime.p7s", "", part="3", kind="other"),
        document("List of delegates.docx", "Ms Anna Berg", part="3"),
    ],
    ids=lambda d: d.name,
)
def test_what_only_travels_with_a_paper_is_none(other: Document) -> None:
    read = submitted("Please find attached our paper.", [document("Clearance.pdf", PAPER), other])
    assert [p.filename for p in read.papers] == ["Clearance.pdf"]


def test_two_languages_are_two_entries() -> None:
    files = [
        document("paper_E.pdf", PAPER),
        document("document_F.pdf", "Dépollution\n\nLe présent document…", part="3"),
    ]
    assert [p.filename for p in submitted("In English and French.", files).papers] == ["paper_E.pdf", "document_F.pdf"]


@pytest.mark.parametrize("condition", [Condition.SCAN, Condition.ENCRYPTED, Condition.UNREADABLE, Condition.DANGEROUS])
def test_a_paper_that_cannot_be_read_is_still_the_paper(condition: Condition) -> None:
    file = Document("2", "paper.docm", "other", condition)
    assert [p.filename for p in submitted("Attached is our paper.", [file]).papers] == ["paper.docm"]


def test_the_title_is_taken_from_the_mail_where_the_document_has_none() -> None:
    file = Document("2", "scan.pdf", "pdf", Condition.SCAN)
    read = submitted("Please post our paper entitled “Marking and fencing of areas”.", [file])
    assert read.papers[0].title == "Marking and fencing of areas"


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Please replace the earlier version with the attached revised version.", "paper.pdf"),
        ("Our paper.", "paper_Rev1.pdf"),
        ("Our paper.", "paper Corr.2.docx"),
    ],
)
def test_a_revision_replaces_what_came_before(body: str, name: str) -> None:
    assert submitted(body, [document(name, PAPER)]).papers[0].replaces


def test_a_first_version_replaces_nothing() -> None:
    assert not submitted("Please find attached our paper.", [document("paper.pdf", PAPER)]).papers[0].replaces


@pytest.mark.parametrize(
    "body",
    [
        "Please find attached our paper.",
        "Veuillez trouver ci-joint notre document.",
        "Se adjunta el documento.",
        "Anbei unser Papier.",
        "随函附上我方文件。",
        "تجدون مرفقا ورقتنا",
    ],
)
def test_a_forgotten_attachment_is_missing(body: str) -> None:
    read = submitted(body, [])
    assert (read.papers, len(read.missing)) == ((), 1)


def test_a_statement_in_the_body_is_a_document_without_a_file() -> None:
    read = submitted(f"For circulation:\n\n{LONG}", [], kind="statement")
    assert [(p.filename, p.title, p.kind) for p in read.papers] == [(None, None, "statement")]


def test_a_contribution_in_the_body_is_a_document_without_a_file() -> None:
    read = submitted("A bill was adopted in March (action point 63).", [], kind="contribution")
    assert [(p.filename, p.kind) for p in read.papers] == [(None, "contribution")]


def test_each_document_gets_its_own_kind() -> None:
    files = [
        document("Statement.pdf", "Statement by Andorra\n\nMr. Chair, …", title="Statement by Andorra"),
        document("Working paper.pdf", PAPER, title="Working paper on clearance", part="3"),
    ]
    read = facts("Both attached.", documents=files, kinds=("paper", "statement"), wanted=("papers",))
    assert {p.filename: p.kind for p in read.papers} == {"Statement.pdf": "statement", "Working paper.pdf": "paper"}


def test_a_message_of_another_kind_submits_nothing() -> None:
    assert submitted("Here is the form.", [document("form.pdf", PAPER)], kind="registration").papers == ()


def test_a_paper_is_not_read_for_delegates() -> None:
    paper = document("paper.pdf", "The delegation will be headed by Ms Anna Berg.")
    read = facts("Our paper.", documents=[paper], kinds=("paper",), wanted=("papers", "delegates"))
    assert read.delegates == ()
