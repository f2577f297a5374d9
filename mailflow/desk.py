"""What one conference works by, read from its files: roster, rules, phrases, letters.

`read_sources` reads the files as text (a value that can be handed to another process), `open_desk` turns them into a desk.
A file that cannot be used raises its error; who keeps the last good desk in force is the caller (`worker.desks`).
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mailflow.core import phrases, ruleset, template
from mailflow.core.conference import Conference
from mailflow.core.reading.lists import WORDS, missing_lists
from mailflow.core.roster import Roster, parse_roster
from mailflow.core.sorting import Desk
from mailflow.core.template import TemplateSet
from mailflow.errors import FileError, LetterError, RosterError, RulesError
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
    """Read the files that a conference's configuration names. Raises the error of the file's kind."""
    form = settings.form.conference[conference]
    folders = [settings.path(name) for name in form.rules]
    rules = _texts(settings, folders, "*.toml", RulesError)
    lists = _texts(settings, [folder / "phrases" for folder in folders], "*.toml", RulesError)
    letters = _texts(settings, [settings.path(name) for name in form.letters], "**/*.md", LetterError)
    roster_file, roster = read_roster(settings, conference)
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


def open_desk(sources: Sources) -> Desk:
    """A desk to sort by. Raises `RulesError` or `RosterError`."""
    lists = _lists(tuple(sources.phrases.items()))
    refuse_lost_lists(sources.phrases, lists)
    return Desk(
        conference=sources.conference,
        roster=_roster(sources.roster, sources.roster_file),
        ruleset=ruleset.load(sources.rules, lists),
        phrases=lists,
    )


def refuse_lost_lists(files: Iterable[str], lists: phrases.Phrases) -> None:
    """Raise `RulesError` where a list is gone that the readers of facts look for: they would find nothing, in silence."""
    if lost := missing_lists(lists.names):
        named = ", ".join(f'"{name}"' for name in lost[:5]) + (" and others" if len(lost) > 5 else "")
        text = f"the facts of messages are read with phrase lists that no file has: {named}."
        hint = "An update of mailflow may bring new ones. Take them over with: mailflow renew"
        raise RulesError(text, file=str(Path(next(iter(files))).parent), key=lost[0], hint=hint)


def open_letters(sources: Sources) -> TemplateSet:
    """The letters of a conference. Raises `LetterError`."""
    return _letters(tuple(sources.letters.items()))


# Conferences side by side mostly share their files, and these take a second to read: the same text is read once.
@lru_cache(maxsize=4)
def _lists(files: tuple[tuple[str, str], ...]) -> phrases.Phrases:
    # A hundred thousand small values that all stay: looking through them for rubbish again and again doubles the time.
    was_on = gc.isenabled()
    gc.disable()
    try:
        return phrases.load(dict(files), WORDS)
    finally:
        if was_on:
            gc.enable()


@lru_cache(maxsize=16)
def _roster(text: str, file: str) -> Roster:
    return parse_roster(text, file)


@lru_cache(maxsize=4)
def _letters(files: tuple[tuple[str, str], ...]) -> TemplateSet:
    return template.load(dict(files))


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


def _texts(settings: Settings, folders: Iterable[Path], pattern: str, error: type[FileError]) -> dict[str, str]:
    """Files of all folders by path; a file of a later folder takes the place of one of the same name."""
    found: dict[str, Path] = {}
    for folder in folders:
        for file in folder.glob(pattern):
            found[str(file.relative_to(folder))] = file
    return {str(found[name]): _text(found[name], error) for name in sorted(found)}


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
