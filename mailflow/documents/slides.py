"""Presentations (PPTX) and OpenDocument files by hand: the text of their XML, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from mailflow.documents.content import EXTRA, Content, Table, unreadable
from mailflow.documents.limits import Limits
from mailflow.documents.titles import sensible_property, title_among
from mailflow.documents.workbook import trimmed
from mailflow.documents.zips import Directory

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,5})\.xml")
_XML_BYTES = 20_000_000
_REPEATED = 50


def read_slides(directory: Directory, limits: Limits) -> Content:
    """The content of a PPTX: slides in the order of their numbers."""
    slides = sorted((int(m[1]), name) for name in directory.names if (m := _SLIDE.fullmatch(name)))
    texts: list[str] = []
    title = ""
    for _, name in slides[: limits.pages]:
        root = _root(directory, name)
        if root is None:
            return unreadable(EXTRA)
        title = title or title_among(_slide_titles(root))
        texts.append("\n".join(filter(str.strip, map(_slide_text, root.iter(f"{_A}p")))))
        if sum(map(len, texts)) > limits.text_characters:
            break
    return Content(title=title, text="\n\n".join(texts)[: limits.text_characters], pages=len(slides))


def _slide_titles(root: Any) -> Iterator[str]:
    for shape in root.iter(f"{_P}sp"):
        place = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
        if place is not None and place.get("type") in ("title", "ctrTitle"):
            yield " ".join(map(_slide_text, shape.iter(f"{_A}p")))


def _slide_text(paragraph: Any) -> str:
    return "".join(" " if e.tag == f"{_A}br" else e.text or "" for e in paragraph.iter(f"{_A}t", f"{_A}br"))


def read_opendocument(directory: Directory, limits: Limits) -> Content:
    """The content of an ODT, ODS or ODP file."""
    root = _root(directory, "content.xml")
    if root is None:
        return unreadable(EXTRA)
    lines: list[str] = []
    headings: list[str] = []
    for element in root.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row"):
        if element.tag == f"{_TABLE}table-row":
            lines.append("\t".join(_row(element)))
        elif next(element.iterancestors(f"{_TABLE}table-row"), None) is None:
            lines.append(_odf_text(element))
            if element.tag == f"{_TEXT}h" or "itle" in (element.get(f"{_TEXT}style-name") or ""):
                headings.append(lines[-1])
        if sum(map(len, lines[-50:])) > limits.text_characters:
            break
    text = "\n".join(line.rstrip() for line in lines)[: limits.text_characters]
    return Content(
        title=title_among(headings[:3]) or _odf_property(directory), text=text, tables=_odf_tables(root, limits)
    )


def _odf_tables(root: Any, limits: Limits) -> tuple[Table, ...]:
    tables: list[Table] = []
    left = limits.cells
    for element in root.iter(f"{_TABLE}table"):
        rows = []
        for row in element.iter(f"{_TABLE}table-row"):
            rows.append(_row(row))
            left -= len(rows[-1])
            if left < 0:
                return tuple(tables)
        table = trimmed(rows)
        tables += [table] if table else []
    return tuple(tables)


def _row(row: Any) -> list[str]:
    """The cells of a row; cells that are repeated (to the edge of the sheet, often) are written out a few times only."""
    cells: list[str] = []
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        text = " ".join(_odf_text(p) for p in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
        repeated = cell.get(f"{_TABLE}number-columns-repeated") or "1"
        cells += [text] * min(int(repeated) if repeated.isdigit() else 1, _REPEATED)
    return cells[:1000]


def _odf_text(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element.iterchildren():
        if child.tag == f"{_TEXT}tab":
            pieces.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            pieces.append("\n")
        elif child.tag == f"{_TEXT}s":
            pieces.append(" ")
        elif isinstance(child.tag, str) and not child.tag.endswith("}tracked-changes"):
            pieces.append(_odf_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _odf_property(directory: Directory) -> str:
    root = _root(directory, "meta.xml")
    if root is None:
        return ""
    return sensible_property(next(root.itertext("{http://purl.org/dc/elements/1.1/}title"), ""))


def _root(directory: Directory, name: str) -> Any:
    """The root of an XML member without entities or network, `None` where lxml is missing or the member is."""
    try:
        from lxml import etree  # type: ignore[import-untyped]
    except ImportError:
        return None
    xml = directory.content(name, _XML_BYTES)
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True)) if xml else None
