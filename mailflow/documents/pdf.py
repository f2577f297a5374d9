"""PDF by PDFium: text in reading order, tables as far as gaps tell, the title, and whether it is a scan.

PDFium is C++ that reads hostile input: this belongs into a process that may die.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from mailflow.core.document import Condition
from mailflow.documents.content import EXTRA, Content, Table, unreadable
from mailflow.documents.limits import Limits
from mailflow.documents.names import MACROS, PROGRAMS, suffix
from mailflow.documents.pdf_grid import grids
from mailflow.documents.pdf_lines import Heading, Line, headings, page_lines, paragraphs, rows
from mailflow.documents.pdf_words import visual_lines
from mailflow.documents.titles import full_title, is_title, sensible_property

_LAUNCH = re.compile(rb"/S\s*/Launch\b")
_END = b"%%EOF"
_TAIL = 1_000  # bytes; PDFium finds the end by itself where less stands behind it
_OF_A_FILE = (b"obj", b"xref", b"trailer")
_FILLED_IN = 1  # a form as PDF itself has them
_FEW = 15  # letters; a page with fewer and with a picture is a picture
_STAMPED = 50  # letters; programs on telephones print their own name over the picture of a page
_COVERS = 0.6  # of the page
_MOST_PICTURES = 500
_MOST_LOOKED_AT = 400  # pieces of text, and pictures
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def read_pdf(content: bytes, limits: Limits) -> Content:
    """The content of a PDF."""
    try:
        import pypdfium2
    except ImportError:
        return unreadable(EXTRA)
    if _LAUNCH.search(content):
        return Content(Condition.DANGEROUS, "it starts a program when it is opened")
    try:
        document = pypdfium2.PdfDocument(_without_tail(content))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Content(Condition.ENCRYPTED, "it is protected by a password")
        return unreadable("the file is damaged")
    try:
        return _read(document, limits)
    finally:
        document.close()


def _without_tail(content: bytes) -> bytes:
    """The file without what a program has put behind its end: for that PDFium would look through all of it for objects.

    Whatever may belong to it (an object, a table of them, a trailer) keeps the tail.
    """
    end = content.rfind(_END) + len(_END)
    if end < len(_END) or len(content) - end < _TAIL or any(content.rfind(sign, end) >= 0 for sign in _OF_A_FILE):
        return content
    return content[:end]


def _read(document: Any, limits: Limits) -> Content:
    programs = [n for n in _attached(document) if suffix(n) in PROGRAMS | MACROS]
    if programs:
        return Content(Condition.DANGEROUS, f"it carries a program: {programs[0]}")
    if document.get_formtype() == _FILLED_IN:
        document.init_forms()
    pages, pictures, left = [], [], limits.text_characters
    for number in range(min(len(document), limits.pages)):
        page = _shown(document, number)
        lines = _lines(page, left)
        left -= sum(len(line.text) for line in lines)
        is_picture = _is_picture(page, lines)
        if is_picture:
            pictures.append(number + 1)
        pages.append([] if is_picture else lines)
        page.close()
        if left <= 0:
            break
    return _content(document, pages, pictures, limits)


def _content(document: Any, pages: list[list[Line]], pictures: list[int], limits: Limits) -> Content:
    count = len(document)
    everything = [line for page in pages for line in page]
    if _letters(everything, _FEW) < _FEW:
        why = "its pages are pictures without text" if pictures else "it holds no text"
        return Content(Condition.SCAN, why, pages=count, pictures=tuple(pictures) or _numbers(pages))
    text = "\n\n".join("\n".join(paragraphs(page)) for page in pages if page)
    if len(_UNMAPPED.findall(text)) * 4 > len(text):
        why = "its letters cannot be told from its glyphs"
        return Content(Condition.UNREADABLE, why, pages=count, pictures=_numbers(pages))
    tables: list[Table] = [table for page in pages for table in rows(page)]
    return Content(
        note=_note(document, count, len(pages), pictures, limits),
        title=_title(document, pages),
        text=text[: limits.text_characters],
        tables=tuple(tables),
        pages=count,
        pictures=tuple(pictures),
    )


def _numbers(pages: Sequence[object]) -> tuple[int, ...]:
    """All pages that were looked at: their letters may be drawn, and can be made out as they are seen."""
    return tuple(range(1, len(pages) + 1))


def _shown(document: Any, number: int) -> Any:
    """The page with what was filled into its form and typed over it: to PDFium that is no text of the page until then."""
    import pypdfium2.raw as raw

    page = document[number]
    if raw.FPDFPage_GetAnnotCount(page) <= 0:
        return page
    page.flatten()
    page.close()
    return document[number]


def _lines(page: Any, most: int) -> list[Line]:
    textpage = page.get_textpage()
    try:
        return page_lines(visual_lines(textpage, most), grids(page))
    finally:
        textpage.close()


def _letters(lines: list[Line], most: int) -> int:
    """How many letters and digits these lines have; not looked at any further where there are `most`."""
    return sum(islice((1 for line in lines for c in line.text if c.isalnum()), most))


def _is_picture(page: Any, lines: list[Line]) -> bool:
    """True where a page shows a picture, and has hardly a letter beside it that can be seen."""
    letters = _letters(lines, _STAMPED)
    if letters >= _STAMPED:
        return _is_text_unseen(page)
    pictures = pictures_on(page)
    return bool(pictures) if letters < _FEW else any(_covers(page, each) for each in pictures)


def _covers(page: Any, picture: Any) -> bool:
    """True for the picture of a page."""
    left, bottom, right, top = picture.get_bounds()
    width, height = page.get_size()
    return bool((right - left) * (top - bottom) > _COVERS * width * height)


def _is_text_unseen(page: Any) -> bool:
    """True where the text of a page is what a scanner made of its picture: invisible, or behind it.

    Nobody has looked at such a text, and a reader sees the picture: it is made out anew, as a proposal.
    """
    import pypdfium2.raw as raw

    if not any(_covers(page, each) for each in pictures_on(page)):
        return False
    kinds = [raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE]
    seen = unseen = 0
    for each in islice(page.get_objects(filter=kinds, max_depth=3), _MOST_LOOKED_AT):
        if each.type == raw.FPDF_PAGEOBJ_TEXT:
            is_invisible = raw.FPDFTextObj_GetTextRenderMode(each.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            seen, unseen = seen + (not is_invisible), unseen + is_invisible
        elif _covers(page, each) and not raw.FPDFPageObj_HasTransparency(each.raw):
            seen, unseen = 0, seen + unseen
    return unseen > seen


def pictures_on(page: Any) -> list[Any]:
    """The pictures that stand on a page, as PDFium's objects."""
    import pypdfium2.raw as raw

    return list(islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), _MOST_PICTURES))


def _attached(document: Any) -> list[str]:
    count = min(document.count_attachments(), 100)
    return [str(document.get_attachment(i).get_name()) for i in range(count)]


def _title(document: Any, pages: list[list[Line]]) -> str:
    """The heading that a reader sees counts before the property, which often is that of the file it was made from."""
    first = next((page for page in pages if page), [])
    return title_of(headings(first)) or sensible_property(
        str(document.get_metadata_dict(skip_empty=True).get("Title", ""))
    )


def title_of(found: Sequence[Heading]) -> str:
    """The largest heading that is a title, with what belongs to it; of equally large ones the first."""
    titles = [i for i, heading in enumerate(found) if is_title(heading.text)]
    best = max(titles, key=lambda i: found[i].rank, default=None)
    return full_title([heading.text for heading in found[best:]]) if best is not None else ""


def _note(document: Any, count: int, read: int, pictures: list[int], limits: Limits) -> str:
    import pypdfium2.raw as raw

    notes = []
    if read < count:
        notes.append(f"only the first {read} of {count} pages were read")
    if pictures:
        notes.append("pages without text, only a picture: " + ", ".join(map(str, pictures[:20])))
    if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        notes.append("it carries JavaScript, which was not run")
    return "; ".join(notes)
