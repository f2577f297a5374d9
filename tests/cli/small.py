"""A workspace whose rules load in a moment."""

from __future__ import annotations

from pathlib import Path

from mailflow.store import Store
from mailflow.workspace import make_maildirs
from tests.flow.mail import AUTHSERV
from tests.flow.office import Office


def small_workspace(folder: Path) -> Path:
    """A new folder with Maildirs in and out, for the conference "oslo"."""
    box = {"conference": "oslo", "kind": "maildir", "path": "incoming", "authserv_id": AUTHSERV, "backlog": "answer"}
    Office(folder, {"kind": "maildir", "path": "outgoing"}, {"oslo": box})
    make_maildirs([folder / "incoming", folder / "outgoing"])
    Store.open(folder / "mailflow.db", create=True).close()
    return folder
