"""Reading PDFs back, and what their tests need of a machine."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2
import typst

from mailflow.typeset import Block, Press, Sheet
from tests.servers.ports import missing

AT = datetime(2027, 1, 5, 12, tzinfo=UTC)
_NEEDED = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}


def needs_fonts(language: str) -> None:
    """Skip where the fonts of a language are not installed, or fail where nothing may be skipped."""
    wanted = _NEEDED.get(language)
    if wanted is not None and wanted not in typst.Fonts(True, True, []).families():
        missing(f"the font {wanted} is not installed")


def sheet(*blocks: Block, language: str = "en", title: str = "A report") -> Sheet:
    return Sheet(title, language, AT, blocks)


def text_of(pdf: bytes) -> str:
    """The text of all pages, its white space made one."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            words = page.get_textpage()
            pages.append(words.get_text_range())
            words.close()
            page.close()
        # A line that is broken at a hyphen ends in U+FFFE or U+0002 here.
        return " ".join(" ".join(pages).replace("\ufffe", "-").replace("\x02", "-").split())
    finally:
        document.close()


def links(pdf: bytes) -> int:
    """How many places of the first page can be clicked on."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        count: int = pypdfium2.raw.FPDFPage_GetAnnotCount(page.raw)
        page.close()
        return count
    finally:
        document.close()


def squeezed(text: str) -> str:
    """Without any white space: where lines end is not what is asked."""
    return "".join(text.replace("\u200b", "").split())


def made(press: Press, *blocks: Block, language: str = "en") -> str:
    """What a reader finds in the PDF of these blocks."""
    return text_of(press.pdf(sheet(*blocks, language=language)))
