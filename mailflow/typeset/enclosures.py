"""What travels with a letter: files of the workspace, and the letter itself on letterhead (`attach` in its front matter)."""

from __future__ import annotations

import importlib.util
import mimetypes
from datetime import datetime
from pathlib import Path

from mailflow.core.letter import OutgoingFile
from mailflow.core.template import Rendered, TemplateSet
from mailflow.errors import LetterError, TypesetError
from mailflow.typeset.letters import letter_sheet
from mailflow.typeset.press import NOT_INSTALLED, Press

ITSELF = "pdf"  # in `attach`: the letter as PDF


def enclosures(rendered: Rendered, folder: Path, press: Press, name: str, made: datetime) -> list[OutgoingFile]:
    """The files in the order of `attach`. `folder` is the workspace; `name` is that of the PDF, without its suffix.

    Raises `LetterError` where a file cannot be read or the PDF not be made: a letter without what it encloses must not go.
    """
    return [
        _as_pdf(rendered, press, name, made) if each == ITSELF else _file(folder, each, rendered.name)
        for each in rendered.attach
    ]


def refuse_lost_enclosures(letters: TemplateSet, folder: Path) -> None:
    """Raise `LetterError` where a letter attaches a file that is not there, or itself without what makes PDFs."""
    for name in letters.names:
        for language in letters.languages(name):
            file, attach = letters.file(name, language), letters.front(name, language).attach
            for each in attach:
                if each != ITSELF:
                    _file(folder, each, file)
                elif importlib.util.find_spec("typst") is None:
                    raise LetterError(NOT_INSTALLED, file=file, key="attach")


def _as_pdf(rendered: Rendered, press: Press, name: str, made: datetime) -> OutgoingFile:
    try:
        content = press.pdf(letter_sheet(rendered, made))
    except TypesetError as error:
        raise LetterError(str(error), file=f"{rendered.name}.{rendered.language}.md", key="attach") from error
    return OutgoingFile(f"{name}.pdf", content, "application/pdf")


def _file(folder: Path, name: str, letter: str) -> OutgoingFile:
    """A file of the workspace. Nothing outside of the workspace can be named."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise LetterError(f"{name} lies outside of the workspace.", file=letter, key="attach")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LetterError(f"{name} cannot be attached ({error.strerror}).", file=letter, key="attach") from error
    return OutgoingFile(path.name, content, mimetypes.guess_type(path.name)[0] or "application/octet-stream")
