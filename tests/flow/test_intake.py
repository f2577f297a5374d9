"""The loop of one mailbox by itself: a real Maildir and a real store, and what it logs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from mailflow.settings import LimitsForm, MailboxForm
from mailflow.store import Store
from mailflow.wire.maildir import MaildirMailbox
from mailflow.worker.intake import Intake, Parcel
from mailflow.worker.scribe import Scribe
from tests.store.build import NOW, record


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A Maildir with three messages."""
    for sub in ("tmp", "new", "cur"):
        (tmp_path / "in" / sub).mkdir(parents=True)
    for number in (1, 2, 3):
        (tmp_path / "in" / "new" / f"{number}.host").write_bytes(b"Subject: %d\n\nText.\n" % number)
    return tmp_path / "in"


@pytest.fixture
async def scribe(tmp_path: Path) -> AsyncIterator[Scribe]:
    found = Scribe(lambda: Store.open(tmp_path / "x.db", create=True))
    await found.start()
    yield found
    await found.close()


async def test_each_folder_that_takes_nothing_is_logged_once_and_stands_in_the_alarm(
    root: Path, scribe: Scribe, caplog: pytest.LogCaptureFixture
) -> None:
    async def nobody(_: Parcel) -> None:
        """Nothing is sorted: what it would say is put on record below."""

    form = MailboxForm(conference="oslo", kind="maildir", path=str(root), trust="none")
    intake = Intake("oslo", form, MaildirMailbox("oslo", root), scribe, LimitsForm(), nobody)
    await intake.once(asyncio.Event())
    for number, folder in ((1, "A"), (2, "B"), (3, "Good")):
        each = record(number, folder=folder)
        await scribe.write(lambda store, each=each: store.records.commit(each, NOW))  # type: ignore[misc]
    for folder in (".A", ".B"):
        (root / folder).write_text("no folder")
    caplog.set_level(logging.WARNING, "mailflow")
    for _ in range(4):
        assert await intake.once(asyncio.Event())
    warned = [entry.values["folder"] for entry in caplog.records if entry.getMessage() == "mail.not-moved"]  # type: ignore[attr-defined]
    assert (warned, sorted(intake.health.move_problems)) == (["A", "B"], ["A", "B"])
    assert len(list((root / ".Good" / "cur").iterdir())) == 1
    (root / ".A").unlink()
    await intake.once(asyncio.Event())
    assert sorted(intake.health.move_problems) == ["B"]
