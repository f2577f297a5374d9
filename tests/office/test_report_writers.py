"""Every writer says everything, and nothing that a message holds becomes more than text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.errors import LetterError
from mailflow.office.report import FORMATS, Cell, Forms, Line, Report, Section, cell, find_forms, written
from mailflow.office.report.as_json import read, records
from mailflow.office.report.plain import guarded, plain
from mailflow.office.report.svg import drawn
from mailflow.office.report.words import source
from tests.office.reports import COLUMNS, FULL, report, table

FORMS = find_forms()
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", '=HYPERLINK("http://evil.example")']


def words(form: str, made: Report, forms: Forms = FORMS) -> str:
    """All words of the report in a format."""
    return READERS[form](written(made, form, forms))


def _docx(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [each.text for one in document.tables for row in one.rows for each in row.cells]
    frame = [*document.sections[0].header.paragraphs, *document.sections[0].footer.paragraphs]
    return "\n".join([*(p.text for p in document.paragraphs), *cells, *(p.text for p in frame)])


def _xlsx(data: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(str(c.value) for sheet in book for row in sheet.rows for c in row if c.value is not None)


def _pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    # A line may end anywhere between two words.
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


READERS: dict[str, Any] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "html": lambda data: re.sub(
        r"<[^>]*>", " ", re.sub(r"<(style|title)[^>]*>.*?</\1>", "", data.decode(), flags=re.S)
    ),
    "csv": lambda data: data.decode("utf-8-sig"),
    "json": lambda data: data.decode(),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("said", ["Norway", "Côte d’Ivoire", "12", "-1"])
def test_every_format_has_the_figures(form: str, said: str) -> None:
    assert said in words(form, FULL).replace("−", "-")


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "xlsx", "json"])
@pytest.mark.parametrize(
    "said", ["List of participants", "OSLO/INF.1", "Provisional", "How to read it.", "Corrections to"]
)
def test_every_document_says_what_it_is(form: str, said: str) -> None:
    assert said in words(form, FULL)


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_documents_lead_to_the_messages(form: str) -> None:
    assert "messages 12, 14" in words(form, FULL)
    assert "entered by Anna" in words(form, FULL)


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_documents_for_outside_name_no_message(form: str) -> None:
    assert "message" not in words(form, replace(FULL, sources=False))


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_rows_lead_to_the_messages(form: str) -> None:
    assert "15" in words(form, report(table(("Norway", Cell(3, (15,))))))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_every_format_is_written_in_every_language(form: str, language: str) -> None:
    names = {"ar": "النرويج", "ru": "Норвегия", "zh": "挪威"}
    made = report(table((names.get(language, "Norvège"), 3)), language=language)
    # A PDF may give Arabic words in the order of their shapes: that there are pages is what can be asked of it here.
    if (form, language) == ("pdf", "ar"):
        assert words(form, made)
    else:
        assert names.get(language, "Norvège") in words(form, made)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    if form == "docx":
        # The times within the archive are its only difference.
        assert words(form, FULL) == words(form, FULL)
    else:
        assert written(FULL, form, FORMS) == written(FULL, form, FORMS)


# Formulas


@pytest.mark.parametrize("text", FORMULAS)
def test_no_field_of_a_csv_file_starts_a_formula(text: str) -> None:
    data = written(report(table((text, 1))), "csv", FORMS).decode("utf-8-sig")
    field = list(csv.reader(io.StringIO(data)))[-1][0]
    assert not field.lstrip().startswith(("=", "+", "-", "@", "＝"))


@given(st.text())
def test_guarded_text_never_starts_a_formula(text: str) -> None:
    assert not guarded(plain(text)).lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))


def test_our_own_negative_numbers_stay_numbers() -> None:
    assert "Chad,-3," in words("csv", report(table(("Chad", -3))))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(report(table((text, 1))), "xlsx", FORMS)))
    box = next(iter(book))["A2"]
    assert box.data_type == "s"
    assert bool(box.quotePrefix) or not plain(text).lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_a_very_long_text_is_cut_with_a_mark_and_not_left_out() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(report(table(("x" * 40_000, 1))), "xlsx", FORMS)))
    assert str(next(iter(book))["A2"].value).endswith("[…]")


@pytest.mark.parametrize("names", [("", ""), ("A/B", "A/B"), ("a" * 40, "A" * 40), ("[x]:*?", "'")])
def test_sheets_have_names_that_excel_takes(names: tuple[str, str]) -> None:
    made = report(sections=tuple(Section(name, (table(("Norway", 1)),)) for name in names))
    book = openpyxl.load_workbook(io.BytesIO(written(made, "xlsx", FORMS)))
    assert len({name.casefold() for name in book.sheetnames}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)


# Markup

HOSTILE = '<script>alert(1)</script> {{ 7*7 }} #eval("1") ]]> \x1b[31m \u202eabc'


@pytest.mark.parametrize("form", FORMATS)
def test_no_text_becomes_markup(form: str) -> None:
    made = report(Line(Cell(HOSTILE)), table((HOSTILE, 1)), title=HOSTILE, notes=(HOSTILE,), footer=HOSTILE)
    data = written(made, form, FORMS)
    if form == "html":
        assert b"<script" not in data
    said = words(form, made)
    assert "7*7" in said
    assert "\x1b" not in said or form == "json"


def test_the_page_allows_nothing_but_its_own_style() -> None:
    page = written(FULL, "html", FORMS).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; style-src &#39;sha256-")
    assert re.findall(r'\b(?:src|href|style|on\w+)="', page) == []


def test_the_page_can_be_read_aloud() -> None:
    page = written(FULL, "html", FORMS).decode()
    for needed in (
        '<html lang="en" dir="ltr">',
        "<main>",
        '<th scope="col"',
        '<th scope="row"',
        'role="img"',
        "<desc ",
    ):
        assert needed in page


def test_an_arabic_page_runs_from_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in written(replace(FULL, language="ar"), "html", FORMS).decode()


def test_an_arabic_document_runs_from_right_to_left() -> None:
    document = Document(io.BytesIO(written(report(Line(Cell("النرويج")), language="ar"), "docx", FORMS)))
    assert all(p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None for p in document.paragraphs)


def qn(tag: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(tag))


def test_headings_are_headings_in_word() -> None:
    document = Document(io.BytesIO(written(FULL, "docx", FORMS)))
    assert [
        (p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith(("Head", "Title"))
    ] == [
        ("Title", "List of participants"),
        ("Heading 1", "I. States parties"),
    ]


def test_the_head_of_a_table_is_repeated_on_each_page_in_word() -> None:
    document = Document(io.BytesIO(written(FULL, "docx", FORMS)))
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_a_chart_is_well_formed_and_says_what_it_shows() -> None:
    chart = next(block for block in FULL.sections[0].blocks if block.kind == "bars")
    svg = ElementTree.fromstring(drawn(chart))  # noqa: S314  # our own
    ns = {"s": "http://www.w3.org/2000/svg"}
    assert [svg.findtext("s:title", "", ns), svg.findtext("s:desc", "", ns)] == ["Answers", "Norway: yes 3, no 1"]
    # Parts differ by their hatching, not only by colour.
    assert len({path.get("d") for path in svg.findall(".//s:path", ns)}) == 2


# Values


def test_a_report_is_read_back_from_json_as_it_was() -> None:
    assert read(written(FULL, "json", FORMS)) == FULL


def test_records_carry_the_numbers_of_their_messages() -> None:
    assert records(FULL)[1] == {"table": "I. States parties", "party": "Côte d’Ivoire", "persons": -1, "messages": [15]}


def test_a_report_knows_all_its_messages() -> None:
    assert FULL.messages() == (12, 14, 15)


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells in a table of 2 columns"):
        table(("Norway",))  # type: ignore[arg-type]


def test_what_came_without_a_message_names_none() -> None:
    assert cell("x", [None, 3, 3]).messages == (3,)


def test_a_sum_of_many_names_the_first_and_their_number() -> None:
    assert source(Cell(20, tuple(range(1, 21))), "en") == "messages 1, 2, 3, 4, 5, 6, 7, 8 … (20)"


# Forms


def test_an_office_may_have_its_own_page(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("<!doctype html><h1>{{ report.title }}</h1>", encoding="utf-8")
    page = written(report(title="A & B"), "html", find_forms([tmp_path])).decode()
    assert page == "<!doctype html><h1>A &amp; B</h1>"


@pytest.mark.parametrize("form", ["{{ report.titel }}", "{% if %}", "{{ report.__class__.__mro__ }}"])
def test_a_page_that_cannot_be_used_says_where(form: str, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(form, encoding="utf-8")
    with pytest.raises(LetterError, match=r"report\.html"):
        written(FULL, "html", find_forms([tmp_path]))


def test_an_office_may_have_its_own_word_document(tmp_path: Path) -> None:
    own = Document()
    own.sections[0].header.paragraphs[0].text = "Ministry of Examples"
    own.save(str(tmp_path / "report.docx"))
    assert "Ministry of Examples" in words("docx", FULL, find_forms([tmp_path]))


def test_a_form_that_is_no_word_document_says_so(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"no archive")
    with pytest.raises(LetterError, match="no Word document"):
        written(FULL, "docx", find_forms([tmp_path]))


@settings(deadline=None, max_examples=40)
@given(st.text(), st.text())
def test_any_text_can_be_written_as_table_and_page(first: str, second: str) -> None:
    made = report(Line(Cell(first)), table((second, 1)), title=first or "x")
    for form in ("csv", "html", "xlsx", "docx"):
        assert written(made, form, FORMS)


def test_columns_are_named_once() -> None:
    assert len({column.key for column in COLUMNS}) == len(COLUMNS)
    assert FULL.date == date(2027, 2, 22)
