"""Making a workspace: the folder in which an installation keeps its configuration, rules, letters, secrets and record."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from mailflow.errors import MailflowError

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
ROSTER_HEAD = "code,kind,name,name_fr,name_es,official_name,language,domains,emails\n"


def shipped(*names: str) -> Path:
    """A file or folder that ships with the program: in the installed package, else in the source checkout."""
    package = Path(__file__).resolve().parent
    installed = package.joinpath("shipped", *names)
    return installed if installed.exists() else package.parent.joinpath(*names)


def make_workspace(folder: Path, config: str = STARTER, roster: str | None = None) -> None:
    """Fill an empty or new folder. Raises `MailflowError` where something is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise MailflowError(f"{folder} is not empty. Name a new folder, or remove this one first.")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(shipped("rules"), folder / "rules")
    for kind in ("letters", "reports"):
        shutil.copytree(shipped("templates", kind), folder / "templates" / kind)
    shutil.copyfile(shipped("config.example.toml"), folder / "config.example.toml")
    (folder / "config.toml").write_text(config, encoding="utf-8")
    (folder / "roster.csv").write_text(roster if roster is not None else ROSTER_HEAD, encoding="utf-8")
    (folder / "secrets").mkdir(mode=0o700)
    make_key(folder / "secrets" / "identity.key")


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


def make_maildirs(folders: Iterable[Path]) -> None:
    """Maildirs with their three folders, where they do not exist yet."""
    for folder in folders:
        for part in ("tmp", "new", "cur"):
            (folder / part).mkdir(parents=True, exist_ok=True)
