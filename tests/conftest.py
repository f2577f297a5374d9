"""Servers that tests of several rooms use. What a test sends, and which fault it meets, stands in the test itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot, running_dovecot

# How long an example takes says something about the machine, nothing about the program. Where a change is judged, the
# examples are the same each time, so that what fails is the change; everywhere else new ones are tried.
settings.register_profile("mailflow", deadline=None, derandomize=bool(os.environ.get("MAILFLOW_REQUIRE_SERVERS")))
settings.load_profile("mailflow")

# Commands that tests start keep their compiled phrases here, not in the home of who tests.
os.environ.pop("CACHE_DIRECTORY", None)
os.environ["XDG_CACHE_HOME"] = str(Path(__file__).resolve().parents[1] / ".pytest_cache" / "compiled")


def pytest_xdist_auto_num_workers() -> int:
    """For `-n auto`: one more than there are processors, for tests of servers and clocks wait half of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def _dovecot() -> Iterator[tuple[Dovecot, Authority]]:
    with running_dovecot() as pair:
        yield pair


@pytest.fixture(scope="session")
def dovecot(_dovecot: tuple[Dovecot, Authority]) -> Dovecot:
    """One private Dovecot for the whole run. Take `dovecot.new_user()` for an empty mailbox."""
    return _dovecot[0]


@pytest.fixture(scope="session")
def ca_file(_dovecot: tuple[Dovecot, Authority]) -> str:
    """The authority that signed Dovecot's certificate."""
    return str(_dovecot[1].ca_file)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """An authority that issues certificates for other servers."""
    return Authority(Path(tmp_path_factory.mktemp("authority")))


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that programs are looked for in, and in no other."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder
