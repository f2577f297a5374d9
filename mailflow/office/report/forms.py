"""The forms of reports: files that an office can change to give its papers its own look.

`report.html` (Jinja2) for pages, and, where somebody has put one there, `report.docx`, whose styles, margins, header and
footer a Word document takes over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mailflow.errors import LetterError
from mailflow.workspace import shipped

PAGE, WORD = "report.html", "report.docx"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms in force. The files' paths are for messages about what is wrong in them."""

    page: str
    page_file: str
    word: bytes | None = None  # None: the plain one of python-docx
    word_file: str = ""
    fonts: tuple[Path, ...] = ()  # folders of fonts for PDF, beside those of the system


def find_forms(folders: Iterable[Path] = (), fonts: Iterable[Path] = ()) -> Forms:
    """The forms of the folders, a later one before an earlier; what none of them has is the one that ships.

    Raises `LetterError` for a file that cannot be read.
    """
    places = [shipped("templates", "reports"), *folders]

    def found(name: str) -> Path | None:
        return next((folder / name for folder in reversed(places) if (folder / name).is_file()), None)

    page, word = found(PAGE), found(WORD)
    if page is None:
        raise LetterError("The form of reports that ships is missing.", file=str(places[0] / PAGE))
    return Forms(
        page=_text(page),
        page_file=str(page),
        word=None if word is None else _bytes(word),
        word_file=str(word or ""),
        fonts=tuple(fonts),
    )


def _text(file: Path) -> str:
    try:
        return _bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LetterError("The file is not in UTF-8.", file=str(file), hint="Save it again as UTF-8.") from error


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise LetterError(f"The file cannot be read ({error.strerror}).", file=str(file)) from error
