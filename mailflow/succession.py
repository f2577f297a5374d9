"""A conference made from the last one: a workspace of its own, or a further conference in the same.

Roster, rules, letters and what else its configuration names go on as they stand. What belongs to the last one alone does not:
deadlines, sessions, action points, mailboxes, servers, the record. Two installations on one mailbox would answer twice.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlrt

from mailflow.core.located import load_toml
from mailflow.core.roster import parse_roster, write_roster
from mailflow.errors import MailflowError, Refused, RosterError, SettingsError
from mailflow.office.chain import Carried, carried, contacts_csv
from mailflow.settings import Settings, load_settings
from mailflow.store import Store
from mailflow.workspace import NOTE, make_key, make_maildirs, shipped_files

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
# What the last conference had for itself.
_LEFT_BEHIND = (
    "deadlines", "action_points", "sessions", "titles", "places", "website", "registration", "journal", "bounces", "verp",
    "roster",
)  # fmt: skip
_OF_THE_OFFICE = ("database", "key_file")
_FOLDERS = ("rules", "letters", "reports")
MARK = "# Made from the conference "  # the remark by which `doctor` knows that something is still to be set
_TO_SET = f"""\
{MARK}"{{old}}". Set before the first run: title, place, begins, ends, address, deadlines (they are still
# those of the last one, or missing), and a mailbox of its own: two that read one mailbox would answer every message twice.
# Then take this remark out.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: the new conference's name, its files, and what it was handed."""

    name: str
    config: Path
    roster: Path
    contacts: Path
    carried: Carried


def new_workspace(last: Settings, conference: str, folder: Path, name: str) -> Made:
    """Make the workspace `folder` for the conference `name`. Raises `MailflowError`; then nothing of it is there."""
    _check_name(name)
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty. Name a new folder, or remove this one first.")
    handed = hand_over(last, conference)
    source = _source(last)
    table = _successor(source, conference)
    office = {key: value for key, value in source.get("office", {}).items() if key not in _OF_THE_OFFICE}
    mailbox = {"conference": name, "kind": "maildir", "path": "incoming", "trust": "none"}
    courier = {"kind": "maildir", "path": "outgoing"}
    config = _TO_SET.format(old=conference) + tomlrt.dumps(
        {"office": office, "courier": courier, "mailbox": {name: mailbox}}
    )
    config += "\n" + tomlrt.dumps({"conference": {name: {**table, "roster": "roster.csv"}}})
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        _copy_files(last.folder, part, [office, table])
        (part / "config.toml").write_text(config, encoding="utf-8")
        (part / "config.example.toml").write_bytes(shipped_files()["config.example.toml"])
        (part / "roster.csv").write_text(write_roster(handed.roster), encoding="utf-8")
        _write_private(part / "contacts.csv", contacts_csv(handed.contacts))
        (part / "secrets").mkdir(mode=0o700)
        make_key(part / "secrets" / "identity.key")
        make_maildirs([part / "incoming", part / "outgoing"])
        load_settings(part / "config.toml")
        Store.open(part / "mailflow.db", create=True).close()
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError as error:
        raise MailflowError(f"{folder} cannot be made: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Made(name, folder / "config.toml", folder / "roster.csv", folder / "contacts.csv", handed)


def further_conference(settings: Settings, conference: str, name: str) -> Made:
    """Add the conference `name` to the workspace. Raises `MailflowError`; then the configuration is as it was."""
    _check_name(name)
    if name in settings.conferences:
        raise Refused(f'There is a conference "{name}" already.')
    roster, contacts = settings.folder / f"roster-{name}.csv", settings.folder / f"contacts-{name}.csv"
    for file in (roster, contacts):
        if file.exists():
            raise Refused(f"{file} exists already. Remove it, or name the conference otherwise.")
    handed = hand_over(settings, conference)
    table = {**_successor(_source(settings), conference), "roster": roster.name}
    text = settings.file.read_text(encoding="utf-8").rstrip("\n")
    text += f"\n\n{_TO_SET.format(old=conference)}" + tomlrt.dumps({"conference": {name: table}})
    part = settings.file.with_name(f".{settings.file.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.chmod(settings.file.stat().st_mode & 0o777)
        _load_or_refuse(part, settings.file)
        roster.write_text(write_roster(handed.roster), encoding="utf-8")
        _write_private(contacts, contacts_csv(handed.contacts))
        part.replace(settings.file)
    except OSError as error:
        raise MailflowError(f"{settings.file} cannot be written to: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return Made(name, settings.file, roster, contacts, handed)


def hand_over(last: Settings, conference: str) -> Carried:
    """What a conference on record hands on."""
    path = last.path(last.form.conference[conference].roster)
    try:
        roster = parse_roster(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        raise RosterError(f"The roster cannot be read ({error.strerror}).", file=str(path)) from error
    store = Store.open(last.database, readonly=True)
    try:
        return carried(store, roster, conference)
    finally:
        store.close()


def _source(settings: Settings) -> dict[str, Any]:
    """The configuration as it is written, so that what this version does not know by name goes on, too."""
    return load_toml(settings.file.read_text(encoding="utf-8"), str(settings.file), SettingsError)


def _successor(source: Mapping[str, Any], conference: str) -> dict[str, Any]:
    return {key: value for key, value in source["conference"][conference].items() if key not in _LEFT_BEHIND}


def _copy_files(last: Path, folder: Path, tables: list[dict[str, Any]]) -> None:
    """Rules, letters and every other file of the workspace that the tables name; and the files that letters attach."""
    named = {text for table in tables for text in _texts(table)}
    named |= {"rules", "templates", "files", NOTE}
    for name in sorted(named):
        place = last / name
        if not name or not place.exists() or not place.resolve().is_relative_to(last.resolve()) or place.samefile(last):
            continue
        inside = place.resolve().relative_to(last.resolve())
        if place.is_dir():
            shutil.copytree(place, folder / inside, dirs_exist_ok=True)
        else:
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, folder / inside)


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Texts that may be paths: all of the keys that name folders, elsewhere what looks like one."""
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from _texts(each, inner)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, key)
    elif isinstance(value, str) and len(value) < 200 and (key in _FOLDERS or "/" in value or "." in value):
        yield value


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise Refused(f'"{name}" is no name for a conference: small letters, digits, - and _, such as vienna-2028.')


def _load_or_refuse(part: Path, file: Path) -> None:
    try:
        load_settings(part)
    except SettingsError as error:
        raise MailflowError(
            f"The conference cannot be added to {file}: {error.text} Add its tables by hand (see config.example.toml)."
        ) from error


def _write_private(file: Path, text: str) -> None:
    """Names and addresses of persons: for nobody else on this machine."""
    file.touch(mode=0o600)
    file.write_text(text, encoding="utf-8", newline="")
