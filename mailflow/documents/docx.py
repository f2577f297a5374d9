"""DOCX: paragraphs and tables in the order of the body, headers, footnotes; the title by style.

python-docx opens the package and knows the styles; the text is taken from the XML by hand, because python-docx passes over
content controls, inserted text of tracked changes and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mailflow.documents.content import EXTRA, Content, Table, unreadable
from mailflow.documents.limits import Limits
from mailflow.documents.titles import full_title, is_title, one_line, sensible_property, title_among
from mailflow.documents.zips import Directory

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK, f"{_W}rPr", f"{_W}pPr"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_XML_BYTES = 20_000_000
_TITLE_AMONG = 25  # paragraphs at the top


def read_docx(content: bytes, limits: Limits) -> Content:
    """The content of a DOCX. Its zip has been judged before."""
    try:
        import io

        import docx
    except ImportError:
        return unreadable(EXTRA)
    document = docx.Document(io.BytesIO(content))
    reading = _Reading(limits)
    for line in _headers(document):
        reading.add(line)
    reading.blocks(document.element.body)
    for note in _notes(document):
        reading.add(note)
    return Content(
        note="" if reading.cells > 0 else "only the first rows of its tables were read",
        title=_title(document),
        text="\n".join(reading.lines)[: limits.text_characters],
        tables=tuple(reading.tables),
    )


class _Reading:
    """Lines and tables in order, until the limit."""

    def __init__(self, limits: Limits) -> None:
        self.lines: list[str] = []
        self.tables: list[Table] = []
        self.left = limits.text_characters
        self.cells = limits.cells

    def add(self, line: str) -> None:
        """One more line."""
        self.lines.append(line)
        self.left -= len(line) + 1

    def blocks(self, parent: Any) -> None:
        """Everything in a body, a cell or a content control, in order."""
        for block in _blocks(parent):
            if self.left <= 0:
                return
            if block.tag == f"{_W}tbl":
                self.table(block)
            else:
                self.add(_bulleted(block) + paragraph_text(block))

    def table(self, element: Any) -> None:
        """A table: a row is one line, its cells parted by tabs; tables in cells are flattened into the cell."""
        table: list[tuple[str, ...]] = []
        for row in element.iterchildren(f"{_W}tr"):
            cells = tuple(_cell_text(cell) for cell in _cells(row))
            self.cells -= len(cells)
            if self.left <= 0 or self.cells <= 0:
                self.left = 0
                break
            table.append(cells)
            self.add("\t".join(cell.replace("\n", " ") for cell in cells))
        if table:
            self.tables.append(tuple(table))


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, those in content controls and tracked insertions among them."""
    for child in parent.iterchildren():
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"):
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren():
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _cells(child)


def _cell_text(cell: Any) -> str:
    """The text of a cell; one that a merge from above covers is empty."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val") in (None, "continue"):
        return ""
    lines = []
    for block in _blocks(cell):
        paragraphs = [block] if block.tag == f"{_W}p" else block.iter(f"{_W}p")
        lines += [paragraph_text(p) for p in paragraphs]
    return "\n".join(line for line in lines if line.strip()).strip()


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph as it would be printed with all changes accepted."""
    return "".join(_pieces(paragraph)).replace("\xa0", " ").rstrip()


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            yield "\n" + "\n".join(paragraph_text(p) for p in child.iter(f"{_W}p")) + "\n"
        elif child.tag not in _GONE:
            yield from _pieces(child)


def _bulleted(paragraph: Any) -> str:
    """A list item says so: its sign or number is not part of its text."""
    numbering = paragraph.find(f"{_W}pPr/{_W}numPr")
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = (style.get(f"{_W}val") or "") if style is not None else ""
    listed = numbering is not None and not named.lower().startswith(("heading", "title", "titre"))
    return "- " if listed or named.startswith("List") else ""


def _headers(document: Any) -> list[str]:
    """The lines of all page headers and footers, each once."""
    found: dict[str, None] = {}
    for section in list(document.sections)[:20]:
        for part in (section.first_page_header, section.header, section.first_page_footer, section.footer):
            if not part.is_linked_to_previous:
                found.update((line, None) for p in part._element.iter(f"{_W}p") if (line := paragraph_text(p)))
    return list(found)


def _notes(document: Any) -> list[str]:
    """Footnotes and endnotes."""
    from lxml import etree  # type: ignore[import-untyped]

    found = []
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        found += [line for p in root.iter(f"{_W}p") if (line := paragraph_text(p))]
    return found


def _title(document: Any) -> str:
    """By style: Title, then the first heading; else what is bold or centred at the top; else the property."""
    top = [p for p in document.paragraphs[:_TITLE_AMONG] if p.text.strip()]
    titled = one_line(" ".join(p.text for p in top if _style(p) == "Title"))
    below = [p.text for p in top if _style(p) != "Title"]
    headed = [p.text for p in top if _style(p).startswith(("Heading 1", "Heading 2", "Subtitle"))]
    styled = full_title([titled, *below]) if is_title(titled) else title_among(headed[:3])
    shown = styled or title_among(_outstanding(top))
    return shown or sensible_property(document.core_properties.title or "")


def shown_title(directory: Directory) -> str:
    """The title of a document that is not opened otherwise, so that staff know what came: its first lines, as text."""
    try:
        from lxml import etree
    except ImportError:
        return ""
    xml = directory.content("word/document.xml", _XML_BYTES)
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return ""
    lines = (paragraph_text(p) for _, p in zip(range(_TITLE_AMONG), root.iter(f"{_W}p"), strict=False))
    return title_among(line for line in lines if len(line) < 150)


def _style(paragraph: Any) -> str:
    style = paragraph.style
    return (style.name or "") if style is not None else ""


def _outstanding(top: list[Any]) -> Iterator[str]:
    """The lines above the first running paragraph that are bold, centred, large or in capitals."""
    for paragraph in top:
        text = paragraph.text.strip()
        if _is_bold(paragraph) or _is_centred(paragraph) or text.isupper():
            yield text
        elif len(text) > 120:
            return


def _is_bold(paragraph: Any) -> bool:
    runs = [r for r in paragraph.runs if r.text.strip()]
    style = paragraph.style.font.bold if paragraph.style is not None else None
    return bool(runs) and all(style if r.bold is None else r.bold for r in runs)


def _is_centred(paragraph: Any) -> bool:
    return str(paragraph.alignment).startswith("CENTER")
