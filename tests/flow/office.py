"""A workspace in a temporary folder, and the command `mailflow` run in it as a process."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mailflow.store import Store, StoredLetter
from mailflow.workspace import make_workspace
from tests.flow.command import COMMAND, Done, called
from tests.flow.mail import AUTHSERV, OPERATOR, roster
from tests.flow.waiting import until

Table = Mapping[str, Any]
SMALL = Path(__file__).resolve().parent / "small"  # rules that load in a moment


@dataclass
class Office:
    """A workspace. `courier`, `limits` and each of `mailboxes` are tables of its configuration."""

    folder: Path
    courier: Table
    mailboxes: Mapping[str, Table]
    limits: Table = field(default_factory=dict)
    conference: Table | Callable[[str], Table] = field(default_factory=dict)  # further keys of each conference
    reading: Table = field(default_factory=dict)
    small: bool = True  # rules of a few lines, and letters in English only, instead of those that ship
    prefix: Sequence[str] = ()  # of the command of the worker: strace and its like
    worker: Worker | None = None  # the one that was started last

    def __post_init__(self) -> None:
        """Make it."""
        make_workspace(self.folder, "", roster())
        if self.small:
            shutil.rmtree(self.folder / "rules")
            shutil.copytree(SMALL, self.folder / "rules")
            for letter in (self.folder / "templates" / "letters").rglob("*.md"):
                if not letter.name.endswith(".en.md"):
                    letter.unlink()
        self.set_password("correct-horse")
        self.configure()
        self._runs = 0

    @property
    def conferences(self) -> list[str]:
        """The conferences that the mailboxes belong to."""
        return list(dict.fromkeys(str(box["conference"]) for box in self.mailboxes.values()))

    def configure(self) -> None:
        """Write the configuration as the tables have it now."""
        tables: dict[str, Table] = {"office": {"operator": OPERATOR}, "limits": self.limits, "courier": self.courier}
        tables |= {"reading": self.reading}
        tables |= {f"mailbox.{name}": box for name, box in self.mailboxes.items()}
        further = self.conference if callable(self.conference) else lambda _, table=self.conference: table
        tables |= {f"conference.{name}": {**_conference(name), **further(name)} for name in self.conferences}
        text = "".join(
            f"[{name}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in table.items())
            for name, table in tables.items()
        )
        (self.folder / "config.toml").write_text(_undated(text), encoding="utf-8")

    def set_password(self, password: str, name: str = "imap.password") -> None:
        """Write the password file of the mailboxes."""
        file = self.folder / "secrets" / name
        file.write_text(password + "\n", encoding="utf-8")
        file.chmod(0o600)

    def call(self, *arguments: str) -> Done:
        """Run a command to its end."""
        return called(self.folder, *arguments)

    def objects(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command prints with `--json`."""
        return self.call(*arguments, "--json").objects

    def run(self, *arguments: str) -> Worker:
        """Start `mailflow run`; the caller ends it."""
        self._runs += 1
        self._began = datetime.now(UTC)
        log = self.folder / f"run-{self._runs}.log"
        self.worker = Worker([*self.prefix, *COMMAND, "run", *arguments], self.folder, log)
        return self.worker

    @contextlib.contextmanager
    def running(self) -> Iterator[Worker]:
        """A worker that watches all mailboxes, and is ended in good order at the end."""
        worker = self.run()
        try:
            worker.until_logged("worker.started")
            self.until_watching(*self.mailboxes)
            yield worker
        finally:
            worker.stop()

    @contextlib.contextmanager
    def store(self) -> Iterator[Store]:
        """The database, to look at."""
        store = Store.open(self.folder / "mailflow.db", readonly=True)
        try:
            yield store
        finally:
            store.close()

    def letters(self, **which: Any) -> list[StoredLetter]:
        """Letters on record."""
        with self.store() as store:
            return store.outbox.listed(limit=100_000, **which)

    def states(self) -> dict[str, int]:
        """Messages on record by state; none where there is no database yet."""
        if not (self.folder / "mailflow.db").exists():
            return {}
        with self.store() as store:
            return dict(store.status().messages)

    def until_watching(self, *mailboxes: str) -> None:
        """Wait until the worker has opened these mailboxes: what comes from now on is no backlog."""

        def watching() -> bool:
            if not (self.folder / "mailflow.db").exists():
                return False
            with self.store() as store:
                seen = {box.mailbox: box.last_contact for box in store.status().mailboxes}
            return all((at := seen.get(name)) is not None and at >= self._began for name in mailboxes)

        until(watching, f"the mailboxes {', '.join(mailboxes)} opened")

    def until_settled(self, messages: int, seconds: float = 40) -> None:
        """Wait until so many messages are on record and no letter is about to leave."""

        def settled() -> bool:
            states = self.states()
            if sum(states.values()) < messages or states.get("taken"):
                return False
            with self.store() as store:
                counts = store.outbox.counts()
            return not any(counts.get(state) for state in ("queued", "sending"))

        until(settled, f"{messages} messages on record, and their letters away; there are {self.states()}", seconds)


class Worker:
    """A process of `mailflow run`, and the log that it writes."""

    def __init__(self, command: Sequence[str], folder: Path, log: Path) -> None:
        self.log = log
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                command, cwd=folder, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, start_new_session=True
            )

    @property
    def text(self) -> str:
        """The log so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def until_logged(self, *words: str, seconds: float = 30) -> None:
        """Wait for a line of the log that holds all the words."""

        def logged() -> bool:
            assert self.process.poll() is None, f"the worker ended with {self.process.returncode}:\n{self.text[-3000:]}"
            return any(all(word in line for word in words) for line in self.text.splitlines())

        until(logged, f"{words} in the log, which ends:\n{self.text[-2000:]}", seconds)

    def children(self) -> list[int]:
        """The sorting processes."""
        return [pid for pid in _descendants(self.process.pid) if b"mailflow.worker.sorter" in _command_line(pid)]

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        if self.process.poll() is None:
            # Beneath strace, which keeps a signal for itself.
            below = [self.process.pid, *_descendants(self.process.pid)]
            os.kill([pid for pid in below if b"mailflow run" in _command_line(pid)][-1], signal.SIGTERM)
        return self.wait()

    def wait(self, seconds: float = 30) -> int:
        """The exit code; a process that does not end is killed, and the test fails."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            self.process.wait()
            raise AssertionError(f"the worker did not end; its log:\n{self.text[-3000:]}") from None

    def kill(self, *, children: bool = True) -> None:
        """kill -9: the worker with its sorting processes, or it alone."""
        found = _descendants(self.process.pid) if children else []
        for pid in [self.process.pid, *found]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *_descendants(int(child))]
    return found


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return b""


def _conference(name: str) -> dict[str, Any]:
    return {
        "title": f"Conference of {name.title()}",
        "place": name.title(),
        "begins": "@2031-05-12",
        "ends": "@2031-05-16",
        "address": f"Conference Secretariat <{name}@secretariat.example>",
        "addresses": [f"{name}-papers@secretariat.example"],
        "organisation": "Conference Secretariat",
        "signature": "The Conference Secretariat",
    }


def _undated(text: str) -> str:
    """Dates are no strings in TOML: those that are marked lose their quotes."""
    return text.replace('"@2031-05-12"', "2031-05-12").replace('"@2031-05-16"', "2031-05-16")


def imap(dovecot: Any, user: str, conference: str = "oslo", **further: Any) -> dict[str, Any]:
    """The table of a mailbox on that server."""
    table = {"conference": conference, "host": dovecot.host, "port": dovecot.port, "tls": "none", "user": user}
    table |= {"password_file": "secrets/imap.password", "authserv_id": AUTHSERV, "poll_seconds": 0.1}
    return table | further


def smtp(port: int, **further: Any) -> dict[str, Any]:
    """The table of a courier on this machine, with short times."""
    table = {"kind": "smtp", "host": "127.0.0.1", "port": port, "tls": "none", "letters_per_minute": 60_000}
    return table | {"retry_minutes": [0.005], "timeout_seconds": 5} | further
