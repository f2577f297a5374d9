"""Bringing the files of a workspace up to date with those that ship, without touching what people have changed.

A workspace keeps its own copies of rules, phrase lists and letters, and a note of what they were when it was made. So each
file is one of these: untouched (the shipped one takes its place), edited (it stays; what ships lies beside it as `.new`), or
removed by people (it stays removed). New phrase lists are added in any case, in a file of their own, for the readers of facts
look for them by name.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from mailflow.errors import MailflowError
from mailflow.workspace import NOTE, lists_in, note_shipped, shipped_files

_PHRASES = "rules/phrases/"
ADDED = "added"  # en.added.toml: the lists that an edited en.toml lacks
_HEAD = "# Phrase lists that ship with mailflow and that no other file of this language has. `mailflow renew` writes this file.\n"


class Action(StrEnum):
    """What becomes of a file."""

    NEW = "new"
    RENEWED = "renewed"
    KEPT = "kept"
    GONE = "gone"
    LISTS = "lists"


SENTENCE = {
    Action.NEW: "ships now, and is put in",
    Action.RENEWED: "has not been changed here, and is renewed",
    Action.KEPT: "was changed here and stays; what ships now is put beside it as .new",
    Action.GONE: "ships no longer and has not been changed here; it is put aside as .old",
    Action.LISTS: "gets the phrase lists that the edited files lack",
}


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done about one file. `text` is what will be written."""

    file: str
    action: Action
    text: bytes = field(default=b"", repr=False)
    lists: tuple[str, ...] = ()  # names of the lists that are added
    diff: str = field(default="", repr=False)  # from what stands there to what ships, for a file that was changed


def steps(folder: Path) -> tuple[Step, ...]:
    """What is to be done in a workspace; () where everything is up to date. Raises `MailflowError` for a broken note."""
    base, base_lists = _noted(folder)
    ships = shipped_files()
    found = [step for name, text in ships.items() if (step := _step(folder, name, text, base.get(name))) is not None]
    for name in sorted(base.keys() - ships.keys()):
        here = _here(folder, name)
        if here is not None and _sha256(here) == base[name]:
            found.append(Step(name, Action.GONE))
    return (*sorted(found, key=_order), *_added(folder, ships, found, base_lists))


def unchanged(folder: Path) -> frozenset[str]:
    """The files of a workspace that people have not touched: they are as they ship now, or as they shipped when it was made."""
    base, _ = _noted(folder)
    ships = shipped_files()
    return frozenset(
        name
        for name in {*base, *ships}
        if (here := _here(folder, name)) is not None and (here == ships.get(name) or _sha256(here) == base.get(name))
    )


def carry_out(folder: Path, planned: tuple[Step, ...]) -> None:
    """Do it. Each file is written whole; a worker that runs takes them over when they fit together."""
    for step in planned:
        file = folder / step.file
        match step.action:
            case Action.GONE:
                file.replace(file.with_name(f"{file.name}.old"))
            case Action.KEPT:
                _write(file.with_name(f"{file.name}.new"), step.text)
            case _:
                _write(file, step.text)
    note_shipped(folder)


def _step(folder: Path, name: str, ships: bytes, base: str | None) -> Step | None:
    here = _here(folder, name)
    if here is None:
        # What people took out stays out.
        return Step(name, Action.NEW, ships) if base is None else None
    if here == ships:
        return None
    if _sha256(here) == base:
        return Step(name, Action.RENEWED, ships)
    if _sha256(ships) == base:
        return None
    return Step(name, Action.KEPT, ships, diff=_difference(name, here, ships))


def _order(step: Step) -> tuple[bool, str]:
    # Phrases before the rules that name them.
    return (not step.file.startswith(_PHRASES), step.file)


def _added(
    folder: Path, ships: Mapping[str, bytes], found: list[Step], base_lists: Mapping[str, list[str]]
) -> Iterator[Step]:
    """For each language, the lists that ship since the workspace was made and that none of its files has."""
    replaced = {step.file for step in found if step.action in (Action.NEW, Action.RENEWED)}
    languages = sorted({_language(name) for name in ships if name.startswith(_PHRASES)})
    for language in languages:
        own = f"{_PHRASES}{language}.{ADDED}.toml"
        have = set()
        for file in sorted((folder / _PHRASES).glob(f"{language}.*toml")):
            name = f"{_PHRASES}{file.name}"
            if name != own:
                have |= set(lists_in(ships[name] if name in replaced else file.read_bytes()))
        missing: dict[str, Any] = {}
        for name, text in ships.items():
            if name.startswith(_PHRASES) and _language(name) == language and (folder / name).exists():
                wanted = tomllib.loads(text.decode())
                missing |= {k: v for k, v in wanted.items() if k not in have and k not in base_lists.get(name, ())}
        before = _here(folder, own)
        kept = tomllib.loads(before.decode()) if before is not None else {}
        whole = {k: v for k, v in {**kept, **missing}.items() if k not in have}
        text = _HEAD.encode() + "".join(_list(name, whole[name]) for name in sorted(whole)).encode()
        if whole and text != before:
            yield Step(own, Action.LISTS, text, tuple(sorted(missing.keys() - kept.keys())))


def _language(name: str) -> str:
    return name.removeprefix(_PHRASES).partition(".")[0]


def _list(name: str, value: Any) -> str:
    if isinstance(value, list):
        return f"\n{json.dumps(name)} = {_phrases(value)}\n"
    return "\n" + "".join(f"{json.dumps(name)}.{key} = {_phrases(items)}\n" for key, items in value.items())


def _phrases(values: list[str]) -> str:
    return "[\n" + "".join(f"  {json.dumps(text, ensure_ascii=False)},\n" for text in values) + "]"


def _noted(folder: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return dict(note["files"]), dict(note["lists"])
    except FileNotFoundError:
        # Made by a version without such notes: what differs counts as edited.
        return {}, {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MailflowError(
            f"{folder / NOTE} cannot be read ({error}). Remove it: then every file that differs counts as edited."
        ) from error


def _here(folder: Path, name: str) -> bytes | None:
    try:
        return (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _difference(name: str, here: bytes, ships: bytes) -> str:
    ours, theirs = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (here, ships))
    return "".join(difflib.unified_diff(ours, theirs, name, f"{name} as it ships", n=2))


def _write(file: Path, text: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(text)
    part.replace(file)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
