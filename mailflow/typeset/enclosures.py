"""What travels with a letter: files of the workspace, and the letter itself on letterhead (`attach` in its front matter)."""

from __future__ import annotations

import importlib.util
import mimetypes
from collections.abc import Iterator
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


def lost_enclosures(letters: TemplateSet, folder: Path) -> Iterator[tuple[str, str, LetterError]]:
    """Letters, by name and language, that attach a file that is not there, or themselves without what makes PDFs."""
    for name in letters.names:
        for language in letters.languages(name):
            file = letters.file(name, language)
            for each in letters.front(name, language).attach:
                try:
                    _look_for(folder, each, file)
                except LetterError as error:
                    yield name, language, error


def refuse_lost_enclosures(letters: TemplateSet, folder: Path) -> None:
    """Raise the `LetterError` of the first of them."""
    for _, _, error in lost_enclosures(letters, folder):
        raise error


def _look_for(folder: Path, name: str, file: str) -> None:
    if name != ITSELF:
        _file(folder, name, file)
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
