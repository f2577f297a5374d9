"""What most tests of this room begin with: a mailbox, a server for outgoing mail, and a workspace between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flow.office import Office, imap, smtp
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot


@pytest.fixture
def sink() -> Iterator[Sink]:
    """An SMTP server that takes everything, until the test says otherwise."""
    with Sink() as server:
        yield server


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    """An empty mailbox."""
    return dovecot.new_user()


@pytest.fixture
def make_office(dovecot: Dovecot, user: str, sink: Sink, tmp_path: Path) -> Callable[..., Office]:
    """A workspace that watches that mailbox for the conference "oslo" and sends to that server."""

    def make(*, mailbox: dict[str, Any] | None = None, courier: dict[str, Any] | None = None, **other: Any) -> Office:
        mailboxes = {"oslo": imap(dovecot, user, **(mailbox or {}))}
        return Office(tmp_path / "office", smtp(sink.port, **(courier or {})), **({"mailboxes": mailboxes} | other))

    return make


@pytest.fixture
def office(make_office: Callable[..., Office]) -> Office:
    """Such a workspace, with nothing special about it."""
    return make_office()
