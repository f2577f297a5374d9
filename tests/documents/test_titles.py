"""Which lines are titles and which are masthead."""

from __future__ import annotations

import pytest

from mailflow.documents.titles import LONGEST, is_title, sensible_property, title_among


@pytest.mark.parametrize(
    "line",
    [
        "Victim assistance: the view of a donor",
        "Norway: report on national measures",
        "Informe del Perú sobre su legislación",
        "Bénin : mesures d'application nationales",
        "Délais de destruction des stocks",
        "DÉCLARATION DU BÉNIN",
        "Declaración de Honduras",
        "STATEMENT BY THE DELEGATION OF THE REPUBLIC OF BENIN",
        "Statement of Honduras",
        "Joint paper by Norway and Peru",
        "Statement by Ms. Ada Holm, Minister of Defence",
        "Proposal by Norway for the amendment of article 2",
        "Proposal submitted by Norway on article 4",
        "Working paper on clearance",
        "Draft article 4: clearance",
        "Statement to the Conference on Cluster Munitions",
        "清除义务的执行",
        "Заявление делегации Беларуси",
        "بيان لبنان",
        "Discussion paper: clearance",
        "Convention on Cluster Munitions: measures of Chad",
        "Submunitions in the Meeting of Experts",
        "Clearance 2010-2020",
        "Annual report 2011",
        "Informe nacional 2012",
        "May we ban them? A view",
    ],
)
def test_titles(line: str) -> None:
    assert title_among([line]) == line


@pytest.mark.parametrize(
    "line",
    [
        "Discussion paper submitted by Norway",
        "Document de travail présenté par le Bénin",
        "Working paper submitted by Norway and Peru",
        "Submitted by Norway",
        "Documento de trabajo presentado por Honduras",
        "Рабочий документ, представленный Беларусью",
        "ورقة عمل مقدمة من لبنان",
        "中国提交的工作文件",
        "Working paper presented by Norway on behalf of a group",
        "Working Paper No. 3",
        "Paper by Norway, Rev. 1, 12 February 2008",
        "Position paper of Norway",
        "Wellington Conference on Cluster Munitions, 18-22 February 2008",
        "Fourth Meeting of States Parties to the Convention on Cluster Munitions",
        "Conferencia de Wellington sobre Municiones en Racimo",
        "Oslo, February 22-23, 2007 / Oslo, les 22 et 23 février 2007",
        "Wellington, février 2008",
        "Ginebra, 24 de enero de 2007",
        "2008年2月18日",
        "18.02.2008",
        "CCM/MSP/2010/WP.4",
        "No. GVA/12/2007",
        "Note Verbale",
        "Distr.: General",
        "Original: English",
        "ENGLISH ONLY",
        "Agenda item 5",
        "Check against delivery",
        "Mr. Chairman,",
        "Monsieur le Président,",
        "Señor Presidente:",
        "Permanent Mission of Norway to the United Nations",
        "MISIÓN PERMANENTE DEL PERÚ",
        "Royal Norwegian Ministry of Foreign Affairs",
        "Embassy of Peru",
        "Page 1 of 3",
        "12",
        "ab",
    ],
)
def test_masthead_is_no_title(line: str) -> None:
    assert title_among([line]) == ""


def test_the_first_line_that_is_no_masthead_is_the_title() -> None:
    assert title_among(["CCM/78", "Working paper submitted by Norway", "Clearance", "Later"]) == "Clearance"


def test_a_sentence_of_the_text_is_no_title() -> None:
    assert not is_title(
        "The delegation of Norway wishes to share the following observations with all other participants."
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["STATEMENT", "by", "Ms. Ada Holm", "18 February 2008"], "STATEMENT by Ms. Ada Holm"),
        (["DÉCLARATION", "de la République du Bénin"], "DÉCLARATION de la République du Bénin"),
        (["STATEMENT", "Clearance is slow"], "STATEMENT"),
    ],
)
def test_a_bare_heading_goes_on_in_the_lines_that_say_by_whom(lines: list[str], title: str) -> None:
    assert title_among(lines) == title


@pytest.mark.parametrize(
    "prop", ["Microsoft Word - a.doc", "Document1", "Norway", "(anonymous)", "paper_v2.docx", "Untitled", "", "...."]
)
def test_senseless_properties(prop: str) -> None:
    assert sensible_property(prop) == ""


@pytest.mark.parametrize(
    "unit", ["a ", "conference of ", "Mr. ", "submitted ", "working paper ", "the ", "- ", "A/", "1 "]
)
def test_hostile_lines_take_no_time(unit: str) -> None:
    is_title(unit * (LONGEST // len(unit)))
