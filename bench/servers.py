"""The servers that a measurement speaks to: a private Dovecot with a filled mailbox, and a server that takes letters."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.servers.dovecot import Dovecot, running_dovecot


class Missing(Exception):
    """A program that a measurement needs is not there; the text is a sentence for whoever asked for it."""


@contextlib.contextmanager
def dovecot() -> Iterator[Dovecot]:
    """A private Dovecot. Raises `Missing` where there is none."""
    if not shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"):
        raise Missing("Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd).")
    with running_dovecot() as (server, _):
        yield server


def filled(server: Dovecot, messages: Iterable[bytes]) -> str:
    """A new user whose INBOX holds the messages. They are put there as files: delivering them is not what is measured."""
    user = server.new_user()
    home = server.maildir(user)
    for part in ("tmp", "cur", "new"):
        (home / part).mkdir(parents=True)
    for number, raw in enumerate(messages):
        # With its size in the name a message need not be read before somebody asks for it, as after a delivery.
        name = f"{1_700_000_000 + number}.M{number:06}P1.bench,S={len(raw)},W={len(raw)}"
        (home / "new" / name).write_bytes(raw)
    owner = server.dir.joinpath("mail").stat()
    if os.geteuid() == 0:
        for file in (home.parent, *home.parent.rglob("*")):
            os.chown(file, owner.st_uid, owner.st_gid)
    return user


class Sink:
    """The server of `bench.sink` in its process."""

    def __init__(self, wait_ms: float = 0) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.sink", f"{wait_ms:g}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[1],
            text=True,
        )
        self.port = int(self._line())

    def __enter__(self) -> Sink:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    @property
    def count(self) -> int:
        """How many letters it has taken since it was started."""
        return int(self._asked("count"))

    def tell(self) -> list[tuple[float, str]]:
        """The letters since this was last asked: when each was taken, and for whom."""
        return [(at, to) for at, to in json.loads(self._asked("tell"))]

    def until(self, count: int, seconds: float = 60) -> None:
        """Wait until it has taken so many in all."""
        end = time.monotonic() + seconds
        while self.count < count:
            if time.monotonic() > end:
                raise RuntimeError(f"waited {seconds:g} s for letter {count}; {self.count} have come")
            time.sleep(0.005)

    def _asked(self, question: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(question + "\n")
        self._process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the server that takes letters has ended")
        return line
