"""A workspace to measure in: all rules and letters that ship, the demo's roster, its first conference, and no ceilings."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from bench.mail import AUTHSERV
from bench.program import Program
from mailflow.demo.build import HERE
from mailflow.workspace import make_maildirs, make_workspace
from tests.servers.dovecot import PASSWORD, Dovecot

RULES: Path | None = None  # a folder of rules instead of those that ship: to see in a moment that a measurement works
_PLENTY = 1_000_000
_LIMITS = dict.fromkeys(
    ("letters_per_address_per_day", "letters_per_domain_per_hour", "letters_per_hour", "reviews_per_hour"), _PLENTY
)
_CONFERENCE = """
[conference.oslo]
title = "Oslo Conference on Cluster Munitions"
place = "Oslo"
begins = 2037-02-22
ends = 2037-02-23
time_zone = "Europe/Oslo"
address = "Secretariat of the Oslo Conference <oslo@secretariat.example>"
languages = ["en", "fr", "es"]
host = "NOR"
organisation = "Secretariat of the Oslo Conference"
signature = "The Conference Secretariat"
website = "https://oslo.secretariat.example"
register = "OSLO/{kind}/{n:03}"

[conference.oslo.deadlines]
representation = 2037-02-05
papers = 2037-01-29
"""


class Office(AbstractContextManager["Office"]):
    """The workspace in a temporary folder, gone at the end. `roster` is the text of another roster."""

    def __init__(self, mailbox: Mapping[str, Any], courier: Mapping[str, Any], roster: str = "") -> None:
        self._folder = TemporaryDirectory(prefix="mailflow-bench-")
        self.folder = Path(self._folder.name) / "office"
        tables = {"limits": _LIMITS, "courier": courier}
        tables["mailbox.oslo"] = {"conference": "oslo", "backlog": "answer", "authserv_id": AUTHSERV} | dict(mailbox)
        text = "".join(
            f"[{name}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
            for name, table in tables.items()
        )
        make_workspace(self.folder, text + _CONFERENCE, roster or (HERE / "roster.csv").read_text(encoding="utf-8"))
        if RULES is not None:
            shutil.rmtree(self.folder / "rules")
            shutil.copytree(RULES, self.folder / "rules")
        secret = self.folder / "secrets" / "imap.password"
        secret.write_text(PASSWORD + "\n", encoding="utf-8")
        secret.chmod(0o600)
        make_maildirs(self.folder / name for name in ("incoming", "outgoing"))

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._folder.cleanup()

    def start(self, *arguments: str) -> Program:
        """Start a command; the caller waits for its end."""
        return Program([sys.executable, "-m", "mailflow", *arguments], self.folder)

    def call(self, *arguments: str, allowed: Sequence[int] = (0,)) -> Program:
        """Run a command to its end."""
        program = self.start(*arguments)
        code = program.wait()
        if code not in allowed:
            raise RuntimeError(f"mailflow {' '.join(arguments)} ended with {code}:\n{program.said[-3000:]}")
        return program


def imap(server: Dovecot, user: str, **further: Any) -> dict[str, Any]:
    """The table of a mailbox on that server. What is taken in is marked, as the plain pipeline does."""
    table = {"host": server.host, "port": server.port, "tls": "none", "user": user, "mark": "seen"}
    return table | {"password_file": "secrets/imap.password"} | further


def smtp(port: int) -> dict[str, Any]:
    """The table of a courier on this machine, which never makes a letter wait for its turn."""
    return {"kind": "smtp", "host": "127.0.0.1", "port": port, "tls": "none", "letters_per_minute": 60_000_000}


MAILDIRS = (
    {"kind": "maildir", "path": "incoming"},
    {"kind": "maildir", "path": "outgoing", "letters_per_minute": 60_000_000},
)
