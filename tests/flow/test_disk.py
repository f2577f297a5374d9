"""A disk that is full: the worker waits, loses nothing, and goes on when there is room."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flow.invariants import broken
from tests.flow.mail import STATES, acceptance
from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of some megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=5m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a disk can be mounted by root only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(file: Path) -> None:
    """Write until nothing more can be written."""
    with file.open("wb", buffering=0) as stream:
        try:
            while stream.write(b"x" * 16_384):
                pass
        except OSError:
            return


def test_full_disk_is_waited_for(dovecot: Dovecot, user: str, sink: Sink, little_disk: Path) -> None:
    office = Office(little_disk / "office", smtp(sink.port), {"oslo": imap(dovecot, user)})
    delivered = [acceptance(state) for state in list(STATES)[:10]]
    with office.running() as worker:
        fill(little_disk / "ballast")
        dovecot.deliver(user, *(each.raw for each in delivered))
        worker.until_logged("store.waits", "takes no more")
        letters = len(sink.heard)
        (little_disk / "ballast").unlink()
        office.until_settled(len(delivered))
    assert (letters, broken(office, delivered, sink)) == (0, [])
