"""The folders of a Maildir as a real Dovecot sees them, with its own naming (Maildir++, flat)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mailflow.wire.maildir import MaildirMailbox
from tests.servers.dovecot import Dovecot
from tests.wire.post import message

# As a rule names it, as Dovecot's namespace (separator "/") names it in modified UTF-7, and the directory.
FOLDERS = [
    ("Travel", "Travel", ".Travel"),
    ("Travel.Visa", "Travel/Visa", ".Travel.Visa"),
    ("Réponses 2027", "R&AOk-ponses 2027", ".R&AOk-ponses 2027"),
    ("Notes & letters", "Notes &- letters", ".Notes &- letters"),
    ("回复", "&Vt5ZDQ-", ".&Vt5ZDQ-"),
]


def handed_over(root: Path) -> None:
    """What this process made belongs to the user whose mail it is, as where mailflow runs as that user."""
    owner = root.stat()
    for path in root.rglob("*"):
        os.chown(path, owner.st_uid, owner.st_gid)


def seen(dovecot: Dovecot, user: str, name: str) -> int:
    """How many messages a mail program finds in a folder."""
    with dovecot.session(user, None) as client:
        code, answer = client.select(f'"{name}"', readonly=True)
        assert code == "OK", answer
        return int(answer[0] or 0)


@pytest.mark.parametrize(("folder", "name", "directory"), FOLDERS)
@pytest.mark.parametrize("made_before", [False, True])
async def test_a_mail_program_finds_what_was_moved(
    dovecot: Dovecot, tmp_path: Path, folder: str, name: str, directory: str, made_before: bool
) -> None:
    user = dovecot.new_user()
    dovecot.deliver(user, message(1), message(2))
    root = dovecot.maildir(user)
    if made_before:
        with dovecot.session(user, None) as client:
            client.create(f'"{name}"')
    mailbox = MaildirMailbox("oslo", root, state_dir=tmp_path)
    await mailbox.open()
    assert await mailbox.lacking([folder]) == ([] if made_before else [folder])
    await mailbox.move([(await mailbox.uids())[0]], folder)
    handed_over(root)
    assert (root / directory / "cur").is_dir()
    assert (seen(dovecot, user, name), seen(dovecot, user, "INBOX")) == (1, 1)
    beside = await mailbox.beside(folder)
    assert beside is not None
    assert beside.path == root / directory


async def test_a_folder_that_lies_there_under_its_plain_name_is_taken_as_it_is(tmp_path: Path) -> None:
    for sub in ("tmp", "new", "cur"):
        (tmp_path / sub).mkdir()
        (tmp_path / ".Réponses" / sub).mkdir(parents=True)
    mailbox = MaildirMailbox("oslo", tmp_path)
    beside = await mailbox.beside("Réponses")
    assert beside is not None
    assert beside.path == tmp_path / ".Réponses"
