"""Secrets stand in no output, no log, no database and no letter. They are planted here, and looked for everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.flow.command import called
from tests.flow.mail import acceptance
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot

CANARIES = ("canary-of-the-environment", "canary-of-the-command", "canary-of-the-file")
COMMANDS = [
    ("run", "--once"),
    ("status",),
    ("doctor", "--json"),
    ("show", "1"),
    ("letters", "show", "1", "--raw"),
]


@pytest.fixture
def office(dovecot: Dovecot, tmp_path: Path) -> Office:
    """Three mailboxes with three kinds of secret, all wrong, beside one that works; an SMTP login that is wrong as well."""
    users = [dovecot.new_user() for _ in range(4)]
    boxes = {
        "oslo": imap(dovecot, users[0], backlog="answer"),
        "env": {**imap(dovecot, users[1]), "password_env": "MAIL_CANARY"},
        "command": {**imap(dovecot, users[2]), "password_command": ["echo", CANARIES[1]]},
        "file": imap(dovecot, users[3], password_file="secrets/canary"),
    }
    for name in ("env", "command"):
        del boxes[name]["password_file"]
    dovecot.deliver(users[0], acceptance("Norway").raw)
    office = Office(tmp_path / "office", {}, boxes)
    office.set_password(CANARIES[2], "canary")
    return office


def test_secrets_are_nowhere_to_be_seen(office: Office) -> None:
    with Sink() as sink:
        office.courier = smtp(sink.port, user="secretariat", password_file="secrets/canary")
        office.configure()
        said = [called(office.folder, *command, env={"MAIL_CANARY": CANARIES[0]}) for command in COMMANDS]
    key = (office.folder / "secrets" / "identity.key").read_text(encoding="ascii").strip()
    told = "".join(done.out + done.err for done in said).encode()
    kept = b"".join(f.read_bytes() for f in office.folder.iterdir() if f.is_file() and f.name.startswith("mailflow"))
    found = [word for word in (*CANARIES, key, "correct-horse") if word.encode() in told + kept]
    assert (found, {done.code for done in said} <= {0, 1, 3}) == ([], True)


def test_password_file_that_others_can_read_is_refused_and_ours_are_for_their_owner_alone(office: Office) -> None:
    os.umask(0o022)
    (office.folder / "secrets" / "imap.password").chmod(0o644)
    office.courier = {"kind": "maildir", "path": "outgoing"}
    office.mailboxes = {"oslo": office.mailboxes["oslo"]}
    office.configure()
    done = office.call("run", "--once")
    open_to_others = [f.name for f in office.folder.glob("mailflow*") if f.stat().st_mode & 0o077]
    assert (done.code, "chmod 600" in done.err, "correct-horse" in done.err) == (1, True, False)
    assert open_to_others == []
