"""Every stage of a conversation with the server for outgoing mail meets every behaviour, for every kind of letter: what the
outbox then says, and what becomes of the letter when the server is well again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mailflow.core.delivery import Envelope
from mailflow.settings import CourierForm, LimitsForm
from mailflow.store import NewLetter, Store, StoredLetter
from mailflow.worker.scribe import Scribe
from mailflow.worker.sending import Sending
from tests.faults.figures import count
from tests.servers.certificates import Authority
from tests.servers.smtp import CLOSE, SILENCE, SmtpServer
from tests.store.build import ANNA, JOURNAL, NOW, OLAV, begin, letter, on_record
from tests.wire.post import smtp_courier

BEHAVIOURS = {
    "4yz": "451 4.3.0 Later",
    "5yz": "554 5.7.1 Never",
    "421": "421 4.3.2 Shutting down",
    "cut": CLOSE,
    "silence": SILENCE,
    "garbage": "what?",
}
BEFORE, WITHIN = ("connect", "ehlo", "starttls", "auth"), ("mail", "rcpt", "data")
LATER = timedelta(minutes=5)


def fate(stage: str, behaviour: str) -> str:
    """What the outbox says after the first try."""
    if stage in BEFORE:
        # Nothing was begun: the letter waits as before. Who knows no EHLO is greeted by HELO, and takes the letter.
        return "sent" if (stage, behaviour) == ("ehlo", "5yz") else "queued"
    if behaviour in ("4yz", "421"):
        return "deferred"
    if behaviour == "5yz":
        return "failed"
    return "unknown" if stage == "dot" else "deferred"


def answer(store: Store) -> NewLetter:
    """An answer to a message."""
    return letter("answer", ANNA, message=on_record(store), campaign=None)


def journaled(store: Store) -> NewLetter:
    """An answer with a copy to the journal, in the same envelope."""
    return letter("journaled", ANNA, JOURNAL, message=on_record(store), campaign=None, journal=JOURNAL)


def several(_: Store) -> NewLetter:
    """A letter to a party's two addresses."""
    return letter("several", ANNA, OLAV)


def campaign(_: Store) -> NewLetter:
    """A letter of a campaign, with a return path of its own."""
    return letter("campaign", envelope=Envelope(JOURNAL, (ANNA,)), purpose="invitation", template="invitation")


def alarm(_: Store) -> NewLetter:
    """A letter to the operator."""
    return letter("alarm", OLAV, purpose="alarm", campaign=None, party=None, template="alarm")


KINDS = (answer, *(pytest.param(kind, marks=pytest.mark.long) for kind in (journaled, several, campaign, alarm)))


@dataclass(frozen=True)
class Seen:
    """What was seen of a letter: its state after the first try and at the end, and how often it was put to the server."""

    first: str
    last: str
    letters: int  # that the server took and said so
    put: int  # letters whose final dot it saw


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_every_stage_and_behaviour(
    tmp_path: Path, authority: Authority, kind: Callable[[Store], NewLetter]
) -> None:
    cases = [(stage, name) for stage in (*BEFORE, *WITHIN, "dot") for name in BEHAVIOURS]
    seen = dict(
        zip(cases, await asyncio.gather(*(tried(tmp_path, authority, kind, *case) for case in cases)), strict=True)
    )
    expected = {case: expectation(*case) for case in cases}
    wrong = [case for case in cases if seen[case] != expected[case]]
    count(
        "SMTP stage × behaviour × kind of letter",
        len(cases),
        [str(c) for c in wrong if seen[c].put < expected[c].put],
        [str(c) for c in wrong if seen[c].put > expected[c].put],
    )
    assert {case: seen[case] for case in wrong} == {case: expected[case] for case in wrong}


def expectation(stage: str, behaviour: str) -> Seen:
    """What must be seen."""
    first = fate(stage, behaviour)
    last = first if first in ("failed", "unknown") else "sent"
    taken = int(last == "sent")
    # A letter whose final dot was not answered by "yes" had been put to the server all the same.
    return Seen(first, last, taken, taken + (stage == "dot"))


async def tried(folder: Path, authority: Authority, kind: Callable[[Store], NewLetter], stage: str, name: str) -> Seen:
    """Send a letter to a server that is ill, and once more when it is well."""
    path, put = folder / f"{stage}-{name}.db", 0
    with closing(Store.open(path, create=True)) as store:
        begin(store)
        number = store.outbox.queue(kind(store), NOW)
    assert number is not None
    ill = True

    def fault(_: str) -> str | None:
        return BEHAVIOURS[name] if ill else None

    def dot(_: str) -> str | None:
        nonlocal put
        put += 1
        return fault("") if stage == "dot" else None

    faults: dict[str, Any] = {"dot": dot} | ({stage: fault} if stage != "dot" else {})
    login = {"user": "conference", "secret": lambda: "secret"} if stage == "auth" else {}
    tls = {"tls": "starttls", "ca_file": str(authority.ca_file)} if stage == "starttls" else {}
    context = authority.certificate("localhost", "IP:127.0.0.1").server_context() if tls else None
    async with SmtpServer(password="secret" if login else None, tls=context, **faults) as server:
        first = await one_try(path, number, server, NOW, **login, **tls)
        ill = False
        last = await one_try(path, number, server, NOW + LATER, **login, **tls)
    return Seen(first.state, last.state, len(server.letters), put)


async def one_try(path: Path, number: int, server: SmtpServer, now: datetime, **options: Any) -> StoredLetter:
    """Send what can leave now; the letter as it stands then."""
    scribe = Scribe(lambda: Store.open(path, check=True))
    await scribe.start()
    form = CourierForm(kind="smtp", connections=1, retry_minutes=(1,))
    courier = smtp_courier(server, timeout_seconds=2.0, final_seconds=2.0, **options)
    sending = Sending(scribe, courier, form, LimitsForm(), clock=lambda: now)
    await sending.drain()
    await sending.run(asyncio.Event())
    found = await scribe.read(lambda store: store.outbox.get(number))
    await scribe.close()
    assert found is not None
    return found
