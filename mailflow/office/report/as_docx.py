"""A Word document by python-docx: real headings, real tables with a repeated head, the symbol and the page on each page.

The XML of paragraphs and cells is written here and not by python-docx's own calls, which look every style up anew: a list of
1,500 delegates would take ten times as long.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from mailflow.core import dates
from mailflow.errors import LetterError
from mailflow.office.report.forms import Forms
from mailflow.office.report.plain import plain
from mailflow.office.report.value import Cell, Line, Report, Section, Table
from mailflow.office.report.words import source, word

if TYPE_CHECKING:
    from docx.document import Document

_STEP = 360  # twentieths of a point: a step of indentation
_COLOUR = {"quiet": "595959", "warning": "9C2A00"}
_A4 = (11_906, 16_838, 1_273)  # width, height, margins in twentieths of a point
_TEXT_WIDTH = 9_360  # what the margins leave; the right tab of the style "Footer" stands there


def write(report: Report, forms: Forms) -> bytes:
    """The document. Raises `LetterError` where the office's own form is no Word document."""
    from docx import Document as open_document

    try:
        document = open_document(io.BytesIO(forms.word) if forms.word is not None else None)
    except (BadZipFile, KeyError, ValueError) as error:
        raise LetterError("This is no Word document (.docx).", file=forms.word_file) from error
    if forms.word is None:
        _on_a4(document)
    _Writer(document, report).write()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _on_a4(document: Document) -> None:
    """python-docx begins with the paper of the United States."""
    from docx.shared import Twips

    page = document.sections[0]
    width, height, margin = (Twips(number) for number in _A4)
    page.page_width, page.page_height = width, height
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = margin


class _Writer:
    def __init__(self, document: Document, report: Report) -> None:
        from docx.oxml.parser import OxmlElement

        self._document, self._report, self._element = document, report, OxmlElement
        self._body = document.element.body
        self._end = self._body.sectPr
        self._styles = {style.name: style.style_id for style in document.styles}
        self._rtl = report.direction == "rtl"

    def write(self) -> None:
        """Everything, from the properties to the notes."""
        report = self._report
        self._properties()
        self._frame()
        if report.symbol:
            self._paragraph(Cell(report.symbol, mark="strong"), align="end")
        self._paragraph(Cell(dates.day(report.date, report.language)), align="end")
        if report.meeting:
            self._paragraph(Cell(report.meeting))
        self._paragraph(Cell(report.title), style="Title")
        if report.subtitle:
            self._paragraph(Cell(report.subtitle), style="Subtitle")
        for section in report.sections:
            self._section(section, 1)
        for note in report.notes:
            self._paragraph(Cell(note, mark="quiet"))

    def _section(self, section: Section, level: int) -> None:
        if section.heading:
            heading = Cell(section.heading, section.messages)
            self._paragraph(heading, style=f"Heading {min(level, 4)}", keep=True)
        for block in section.blocks:
            if isinstance(block, Line):
                self._paragraph(block.cell, indent=block.indent)
            elif isinstance(block, Table):
                self._table(block)
            # A chart is left out: Word draws no SVG without a picture beside it, and its figures stand in a table.
        for below in section.sections:
            self._section(below, level + 1)

    def _properties(self) -> None:
        report, core = self._report, self._document.core_properties
        at = datetime.combine(report.date, time(), UTC)
        core.title, core.subject, core.language = plain(report.title), plain(report.symbol), report.language
        core.author = core.last_modified_by = core.comments = ""
        core.created = core.modified = at

    def _frame(self) -> None:
        """The symbol at the head of each page, footer and page number at its foot; an office's own form may have them."""
        page = self._document.sections[0]
        if not page.header.paragraphs or not page.header.paragraphs[0].text:
            line = page.header.paragraphs[0] if page.header.paragraphs else page.header.add_paragraph()
            line.text = plain(self._report.symbol or self._report.title)
            self._turn(line._p)
        foot = page.footer.paragraphs[0] if page.footer.paragraphs else page.footer.add_paragraph()
        if not foot.text:
            foot.text = plain(self._report.footer) + ("\t" if self._report.footer else "")
            foot.add_run(f"{word('page', self._report.language)} ")
            self._field(foot._p, "PAGE")
            self._turn(foot._p)

    def _field(self, paragraph: Any, name: str) -> None:
        field = self._make("w:fldSimple", instr=name)
        run = self._make("w:r")
        run.append(self._text("1"))
        field.append(run)
        paragraph.append(field)

    # Paragraphs

    def _paragraph(self, cell: Cell, *, style: str = "", indent: int = 0, align: str = "", keep: bool = False) -> None:
        self._end.addprevious(self._p(cell, style=style, indent=indent, align=align, keep=keep))

    def _p(
        self,
        cell: Cell,
        *,
        style: str = "",
        indent: int = 0,
        align: str = "",
        keep: bool = False,
        in_table: bool = False,
    ) -> Any:
        paragraph, properties = self._make("w:p"), self._make("w:pPr")
        if style in self._styles:
            properties.append(self._make("w:pStyle", val=self._styles[style]))
        if keep:
            properties.append(self._make("w:keepNext"))
        if self._rtl:
            properties.append(self._make("w:bidi"))
        if not style:
            properties.append(self._make("w:spacing", after="60"))
        if indent:
            properties.append(self._make("w:ind", start=str((indent + 1) * _STEP), hanging=str(_STEP)))
        if align:
            properties.append(self._make("w:jc", val=align))
        paragraph.append(properties)
        paragraph.append(
            self._run(cell.text, bold=cell.mark in ("strong", "warning"), colour=_COLOUR.get(cell.mark, ""))
        )
        if self._report.sources and (where := source(cell, self._report.language)):
            gap = self._make("w:r")
            # In a narrow cell the figure stands alone on its line.
            gap.append(self._make("w:br") if in_table else self._text(" "))
            paragraph.append(gap)
            paragraph.append(self._run(f"[{where}]", colour=_COLOUR["quiet"], small=True))
        return paragraph

    def _run(self, text: str, *, bold: bool = False, colour: str = "", small: bool = False) -> Any:
        run, properties = self._make("w:r"), self._make("w:rPr")
        if bold:
            properties.extend([self._make("w:b"), self._make("w:bCs")])
        if colour:
            properties.append(self._make("w:color", val=colour))
        if small:
            properties.extend([self._make("w:sz", val="16"), self._make("w:szCs", val="16")])
        if self._rtl:
            properties.append(self._make("w:rtl"))
        language = self._report.language
        properties.append(self._make("w:lang", val=language, eastAsia=language, bidi=language))
        run.append(properties)
        for number, line in enumerate(plain(text).split("\n")):
            if number:
                run.append(self._make("w:br"))
            run.append(self._text(line))
        return run

    def _text(self, text: str) -> Any:
        element = self._make("w:t")
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return element

    # Tables

    def _table(self, table: Table) -> None:
        weights = [column.weight for column in table.columns]
        widths = [_TEXT_WIDTH * weight // sum(weights) for weight in weights]
        element, properties = self._make("w:tbl"), self._make("w:tblPr")
        if "Table Grid" in self._styles:
            properties.append(self._make("w:tblStyle", val=self._styles["Table Grid"]))
        if self._rtl:
            properties.append(self._make("w:bidiVisual"))
        properties.append(self._make("w:tblW", w=str(_TEXT_WIDTH), type="dxa"))
        element.append(properties)
        grid = self._make("w:tblGrid")
        grid.extend([self._make("w:gridCol", w=str(width)) for width in widths])
        element.append(grid)
        head = tuple(Cell(column.name, mark="strong") for column in table.columns)
        element.append(self._row(head, table, widths, head=True))
        for row in table.rows:
            element.append(self._row(row, table, widths))
        if table.caption:
            self._paragraph(Cell(table.caption), style="Caption", keep=True)
        self._end.addprevious(element)
        self._paragraph(Cell(""))

    def _row(self, row: tuple[Cell, ...], table: Table, widths: list[int], *, head: bool = False) -> Any:
        element, properties = self._make("w:tr"), self._make("w:trPr")
        properties.append(self._make("w:cantSplit"))
        if head:
            properties.append(self._make("w:tblHeader"))
        element.append(properties)
        for cell, column, width in zip(row, table.columns, widths, strict=True):
            box, form = self._make("w:tc"), self._make("w:tcPr")
            form.append(self._make("w:tcW", w=str(width), type="dxa"))
            box.extend([form, self._p(cell, align="end" if column.number else "", in_table=True)])
            element.append(box)
        return element

    def _turn(self, paragraph: Any) -> None:
        """Make a paragraph of python-docx's own run from right to left, where the language does."""
        if self._rtl:
            paragraph.get_or_add_pPr().insert(0, self._make("w:bidi"))

    def _make(self, tag: str, **attributes: str) -> Any:
        from docx.oxml.ns import qn

        element = self._element(tag)
        for name, value in attributes.items():
            element.set(qn(f"w:{name}"), value)
        return element
