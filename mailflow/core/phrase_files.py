"""Phrase files read: the lists of each language, with the lists that phrases refer to written out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from mailflow.core import located
from mailflow.core.form_faults import fault
from mailflow.core.phrase_syntax import Sequel, parts, references, resolved
from mailflow.errors import Faults, RulesError


class ListForm(BaseModel):
    """One list in a phrase file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()


def _as_table(value: Any) -> Any:
    if not isinstance(value, list | dict):
        raise ValueError("expected a list of phrases in square brackets")
    return {"phrases": value} if isinstance(value, list) else value


_FILE = TypeAdapter(dict[str, Annotated[ListForm, BeforeValidator(_as_table)]])


class Entry(NamedTuple):
    """One phrase of one list, as the file has it. `number` is its place in the list, from 0."""

    name: str
    language: str
    phrase: str
    unless: tuple[str, ...] = ()
    file: str = ""
    number: int = 0
    parts: Sequel = ()


def entries(files: Mapping[str, str]) -> tuple[Entry, ...]:
    """All phrases of these files, given as path and text. All faults are one `RulesError`, each with file, line and key."""
    languages: dict[str, dict[str, list[Entry]]] = {}
    faults = Faults()
    for file in sorted(files):
        with faults.gathered():
            for entry in _entries(file, files[file]):
                languages.setdefault(entry.language, {}).setdefault(entry.name, []).append(entry)
    # What refers to a list of a file with an error would be told off for what is not its fault.
    faults.refuse()
    found = list[Entry]()
    for lists in languages.values():
        with faults.gathered():
            found += _Resolver(lists, files).entries()
    faults.refuse()
    return tuple(found)


def revision(files: Mapping[str, str], before: str = "") -> str:
    """A name for these very files: it changes when a byte of them does."""
    digest = hashlib.sha256(before.encode())
    for file in sorted(files):
        digest.update(f"{file}\0{len(files[file])}\0{files[file]}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def language_of(file: str) -> str:
    """The language of a phrase file: `rules/phrases/en.toml` and `rules/phrases/en.persons.toml` are English."""
    return file.rpartition("/")[2].partition(".")[0]


def _entries(file: str, text: str) -> list[Entry]:
    try:
        lists = _FILE.validate_python(located.load_toml(text, file, RulesError))
    except ValidationError as error:
        raise fault(error, text, file, RulesError, ListForm) from error
    language = language_of(file)
    found, faults = list[Entry](), Faults()
    for name, form in lists.items():
        for number, phrase in enumerate(form.phrases):
            try:
                found.append(Entry(name, language, phrase, form.unless, file, number, parts(phrase)))
            except ValueError as error:
                faults.add(_fault(Entry(name, language, phrase, form.unless, file, number), text, str(error)))
    faults.refuse()
    return found


def _fault(entry: Entry, text: str, says: str, hint: str | None = None) -> RulesError:
    paths: tuple[list[str | int], ...] = ([entry.name, "phrases", entry.number], [entry.name, entry.number])
    line = next((located.line_of(text, p) for p in paths if located.present_path(text, p) == p), None)
    sentence = f'the phrase "{entry.phrase}" {says}.'
    return RulesError(sentence, file=entry.file, line=line, key=entry.name, hint=hint)


class _Resolver:
    """The lists of one language, each written out once."""

    def __init__(self, lists: Mapping[str, list[Entry]], files: Mapping[str, str]) -> None:
        self._lists = lists
        self._files = files
        self._done: dict[str, tuple[Entry, ...]] = {}

    def entries(self) -> list[Entry]:
        """All entries, written out. All faults are one `RulesError`."""
        found, faults = list[Entry](), Faults()
        for name, entries in self._lists.items():
            with faults.gathered():
                self._check_guards(entries)
            with faults.gathered():
                found += self._list(name, ())
        faults.refuse()
        return found

    def _list(self, name: str, above: tuple[str, ...]) -> tuple[Entry, ...]:
        if name not in self._done:
            found, faults = list[Entry](), Faults()
            for entry in self._lists[name]:
                try:
                    found.append(self._entry(entry, (*above, name)))
                except RulesError as error:
                    faults.add(error)
            faults.refuse()
            self._done[name] = tuple(found)
        return self._done[name]

    def _entry(self, entry: Entry, above: tuple[str, ...]) -> Entry:
        names = tuple(dict.fromkeys(references(entry.parts)))
        if not names:
            return entry
        text = self._files[entry.file]
        for name in names:
            if name not in self._lists:
                hint = located.did_you_mean(name, self._lists)
                raise _fault(entry, text, f'refers to the list "{name}", which is not there', hint)
            if name in above:
                raise _fault(entry, text, f'refers to the list "{name}", which refers back to it')
        lists = {name: tuple(inner.parts for inner in self._list(name, above)) for name in names}
        try:
            return entry._replace(parts=resolved(entry.parts, lists))
        except ValueError as error:
            raise _fault(entry, text, str(error)) from error

    def _check_guards(self, entries: list[Entry]) -> None:
        faults = Faults()
        for file, guards in dict.fromkeys((entry.file, entry.unless) for entry in entries):
            for other in guards:
                if other not in self._lists:
                    name = entries[0].name
                    line = located.line_of(self._files[file], [name, "unless"])
                    hint = located.did_you_mean(other, self._lists)
                    text = f'there is no list "{other}" in this language.'
                    faults.add(RulesError(text, file=file, line=line, key=name, hint=hint))
        faults.refuse()
