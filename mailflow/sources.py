"""The files that one conference works by, as text: roster, rules, phrases, letters.

What is read here is a value that can be handed to another process; `mailflow.desk` and `mailflow.letters` open it. Who keeps the last
good files in force where one cannot be used is the caller (`worker.desks`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mailflow.core.conference import Conference
from mailflow.errors import Faults, FileError, LetterError, RosterError, RulesError

if TYPE_CHECKING:
    # A sorting process gets its sources handed over: it starts without the settings.
    from mailflow.settings import Settings


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one conference as text, by their path. `revision` is the same for the same content."""

    conference: Conference
    roster_file: str
    roster: str
    rules: Mapping[str, str]
    phrases: Mapping[str, str]
    letters: Mapping[str, str]
    revision: str


def read_sources(settings: Settings, conference: str) -> Sources:
    """Read the files that a conference's configuration names. Raises the error of the file's kind, for all that cannot be read."""
    form = settings.form.conference[conference]
    folders = [settings.path(name) for name in form.rules]
    faults = Faults()
    with faults.gathered():
        rules = _texts(folders, "*.toml", RulesError)
    with faults.gathered():
        lists = _texts([folder / "phrases" for folder in folders], "*.toml", RulesError)
    with faults.gathered():
        letters = _texts([settings.path(name) for name in form.letters], "**/*.md", LetterError)
    with faults.gathered():
        roster_file, roster = read_roster(settings, conference)
    faults.refuse()
    named = settings.conferences[conference]
    return Sources(
        conference=named,
        roster_file=roster_file,
        roster=roster,
        rules=rules,
        phrases=lists,
        letters=letters,
        revision=_revision([repr(named), roster, *_flat(rules), *_flat(lists), *_flat(letters)]),
    )


def read_roster(settings: Settings, conference: str) -> tuple[str, str]:
    """The path and the text of a conference's roster, without the rest of its files. Raises `RosterError`."""
    file = settings.path(settings.form.conference[conference].roster)
    return str(file), _text(file, RosterError)


def stamp(settings: Settings, conference: str) -> tuple[tuple[str, int, int], ...]:
    """Names, times and sizes of the files: cheap to compare, changed whenever a file is."""
    form = settings.form.conference[conference]
    files = [settings.path(form.roster)]
    for folder in (settings.path(name) for name in form.rules):
        files += sorted(folder.glob("*.toml")) + sorted((folder / "phrases").glob("*.toml"))
    for folder in (settings.path(name) for name in form.letters):
        files += sorted(folder.glob("**/*.md"))
    found = []
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        found.append((str(file), status.st_mtime_ns, status.st_size))
    return tuple(found)


def _texts(folders: Iterable[Path], pattern: str, error: type[FileError]) -> dict[str, str]:
    """Files of all folders by path; a file of a later folder takes the place of one of the same name."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in folder.glob(pattern):
            found[str(file.relative_to(folder))] = file
    texts, faults = dict[str, str](), Faults()
    for name in sorted(found):
        with faults.gathered():
            texts[str(found[name])] = _text(found[name], error)
    faults.refuse()
    return texts


def _text(file: Path, error: type[FileError]) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise error("The file is not in UTF-8.", file=str(file), hint="Save it again as UTF-8.") from problem
    except FileNotFoundError as problem:
        raise error("There is no such file.", file=str(file)) from problem
    except OSError as problem:
        raise error(f"The file cannot be read ({problem.strerror}).", file=str(file)) from problem
    if not text.strip():
        # An editor or a full disk leaves it so; what it held would be lost without a word.
        raise error("The file is empty.", file=str(file), hint="Put back what it held, or remove it.")
    return text


def _flat(files: Mapping[str, str]) -> list[str]:
    return [piece for pair in files.items() for piece in pair]


def _revision(pieces: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:16]
