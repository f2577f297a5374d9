"""Making a workspace: the folder in which an installation keeps its configuration, rules, letters, secrets and record."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tomllib
from collections.abc import Iterable
from pathlib import Path

from mailflow import __version__
from mailflow.core.reference import derived_key
from mailflow.errors import MailflowError, Refused

STARTER = """\
# mailflow: start here. config.example.toml beside this file shows every key that exists, with its default.

[office]
# operator = "you@secretariat.example"     # alarms are written to this address

# Letters go into a Maildir at first: nothing leaves this machine. When you have read some of them, name your server:
[courier]
kind = "maildir"
path = "outgoing"
# kind = "smtp"
# host = "smtp.secretariat.example"
# tls = "implicit"
# user = "conference"
# password_file = "secrets/smtp.password"

[mailbox.meeting]
conference = "meeting"
kind = "maildir"
path = "incoming"
trust = "none"          # for trials with files; for your real mailbox name authserv_id instead
# kind = "imap"
# host = "imap.secretariat.example"
# user = "conference@secretariat.example"
# password_file = "secrets/imap.password"
# authserv_id = "mx.secretariat.example"   # `mailflow doctor` shows what your server writes

[conference.meeting]
title = "Conference on Example Matters"
place = "Geneva"
begins = 2027-09-06
ends = 2027-09-08
time_zone = "Europe/Zurich"
address = "Conference Secretariat <conference@secretariat.example>"
languages = ["en", "fr", "es"]
organisation = "Secretariat of the Conference"
signature = "The Conference Secretariat"

[conference.meeting.deadlines]
representation = 2027-08-20

[[conference.meeting.contacts]]
name = "The Conference Secretariat"
email = "conference@secretariat.example"
"""
NOTE = ".shipped.json"  # in a workspace: what it was made from
ROSTER_HEAD = "code,kind,name,name_fr,name_es,official_name,language,domains,emails\n"


def shipped(*names: str) -> Path:
    """A file or folder that ships with the program: in the installed package, else in the source checkout."""
    package = Path(__file__).resolve().parent
    installed = package.joinpath("shipped", *names)
    return installed if installed.exists() else package.parent.joinpath(*names)


# What ships, by its place in a workspace: a folder or a file there, and where the program keeps it.
SHIPPED: dict[str, tuple[str, ...]] = {
    "rules": ("rules",),
    "templates": ("templates",),
    "config.example.toml": ("config.example.toml",),
}


def make_workspace(folder: Path, config: str = STARTER, roster: str | None = None) -> None:
    """Fill an empty or new folder. Raises `MailflowError` where something is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"{folder} is not empty. Name a new folder, or remove this one first.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in shipped_files().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text)
    note_shipped(folder)
    (folder / "config.toml").write_text(config, encoding="utf-8")
    (folder / "roster.csv").write_text(roster if roster is not None else ROSTER_HEAD, encoding="utf-8")
    (folder / "secrets").mkdir(mode=0o700)
    make_key(folder / "secrets" / "identity.key")


def shipped_files() -> dict[str, bytes]:
    """The files that ship with this version, by their name in a workspace."""
    found = {}
    for name, place in SHIPPED.items():
        root = shipped(*place)
        files = [root] if root.is_file() else sorted(f for f in root.rglob("*") if f.is_file())
        for file in files:
            if not file.name.startswith("."):
                inside = f"{name}/{file.relative_to(root).as_posix()}" if root.is_dir() else name
                found[inside] = file.read_bytes()
    return found


def note_shipped(folder: Path) -> None:
    """Note in a workspace what it was made from, so that a later version knows which files people have changed."""
    files = shipped_files()
    note = {
        "program": __version__,
        "files": {name: hashlib.sha256(text).hexdigest() for name, text in files.items()},
        "lists": {name: lists_in(text) for name, text in files.items() if "/phrases/" in name},
    }
    part = folder / f"{NOTE}.part"
    part.write_text(json.dumps(note, indent=1), encoding="utf-8")
    part.replace(folder / NOTE)


def lists_in(text: bytes) -> list[str]:
    """The names of the lists in a phrase file; [] for one that is no TOML."""
    try:
        return sorted(tomllib.loads(text.decode("utf-8-sig")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return []


def make_key(file: Path) -> None:
    """Write a new key that signs our Message-IDs; nobody else may read it. An existing one is never replaced."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(32) + "\n")


def read_key(file: Path) -> bytes:
    """The key. Raises `MailflowError` where it is missing or damaged."""
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except FileNotFoundError as error:
        raise MailflowError(
            f"{file} is missing: the key that signs our Message-IDs. Copy it from your backup; only for a new "
            "installation make one with: mailflow init"
        ) from error
    except (OSError, ValueError) as error:
        raise MailflowError(f"{file} cannot be read as a key. Copy it from your backup.") from error
    if len(key) < 16:
        raise MailflowError(f"{file} is too short for a key. Copy it from your backup.")
    return key


def read_reference_key(file: Path) -> bytes:
    """What tells the references that our letters carry; empty where there is no key, and so no letter of ours."""
    return derived_key(read_key(file)) if file.exists() else b""


def make_maildirs(folders: Iterable[Path]) -> None:
    """Maildirs with their three folders, where they do not exist yet."""
    for folder in folders:
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(parents=True, exist_ok=True)
