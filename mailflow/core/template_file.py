"""A file of a letter or of a piece that several share: its name, its front matter and its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mailflow.core.front_matter import FrontMatter, front_matter
from mailflow.core.printing import without_tag_lines
from mailflow.errors import Faults, LetterError

_FILE = re.compile(r"(?P<name>[a-z0-9][a-z0-9_-]*)\.(?P<language>[a-z]{2,3})\.md")
_FRONT = re.compile(r"\+\+\+[ \t]*\n(?P<toml>.*?)(?:^)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template file: its path and its whole text; its body, and for a letter its front matter and subject.

    Body and subject begin with as many empty lines as stand above them in the file: an error names the line of the file.
    """

    file: str
    text: str
    body: str
    front: FrontMatter | None = None
    subject: str = ""


def template_files(files: Mapping[str, str], faults: Faults) -> dict[str, TemplateFile]:
    """The files of these texts (path to text) by their keys; what cannot be one is among the faults."""
    sources: dict[str, TemplateFile] = {}
    for file, text in files.items():
        folder, _, name = file.replace("\\", "/").rpartition("/")
        if name.lower() == "readme.md":
            continue
        if not _FILE.fullmatch(name):
            sentence = "The name of this file does not say its letter and language."
            hint = "Call it <name>.<language>.md, such as accepted.en.md."
            faults.add(LetterError(sentence, file=file, hint=hint))
            continue
        shared = folder.rpartition("/")[2] == "shared"
        key = f"shared/{name}" if shared else name
        if key in sources:
            faults.add(LetterError(f"There is a second file of this name: {sources[key].file}.", file=file))
            continue
        with faults.gathered():
            sources[key] = _shared(file, text) if shared else _letter(file, text)
    return sources


def _shared(file: str, text: str) -> TemplateFile:
    return TemplateFile(file, text, without_tag_lines(_normal(text)).rstrip("\n"))


def _letter(file: str, text: str) -> TemplateFile:
    normal = _normal(text)
    found = _FRONT.match(normal)
    if found is None:
        raise LetterError(
            "The letter does not begin with front matter.",
            file=file,
            line=1,
            hint='Begin it with a line "+++", then subject = "…", then a line "+++".',
        )
    front = front_matter(f"\n{found['toml']}", file)
    body = "\n" * normal.count("\n", 0, found.end()) + without_tag_lines(normal[found.end() :])
    line = next((n for n, each in enumerate(normal.split("\n")) if each.lstrip().startswith("subject")), 0)
    return TemplateFile(file, text, body, front, "\n" * line + front.subject)


def _normal(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
