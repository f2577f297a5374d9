"""Builders for the tests of this room: messages, options, addresses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from mailflow.core.address import Address
from mailflow.core.arrival import Arrival
from mailflow.core.delivery import Envelope
from mailflow.wire.imap import ImapMailbox, ImapOptions
from mailflow.wire.smtp import SmtpCourier, SmtpOptions

LETTER = b"From: conference@secretariat.example\r\nSubject: Receipt\r\n\r\nDear colleague,\r\n\r\nthank you.\r\n"
ADA, BO, CY = (Address(name, "state.example") for name in ("ada", "bo", "cy"))
TO_ADA = Envelope(Address("conference", "secretariat.example"), (ADA,))


def message(number: int, body: str = "We shall attend.") -> bytes:
    """A message as it is handed to the server."""
    return (
        f"From: Ada Fjell <ada@state.example>\r\nTo: conference@secretariat.example\r\n"
        f"Subject: Letter {number}\r\nMessage-ID: <{number}@state.example>\r\n\r\n{body}\r\n"
    ).encode()


def imap_options(server: Any, user: str = "ada", **changes: Any) -> ImapOptions:
    """Options with short times for a server in clear on this machine."""
    values: dict[str, Any] = {"host": server.host, "port": server.port, "tls": "none", "user": user}
    values |= {"secret": lambda: getattr(server, "password", "secret"), "timeout_seconds": 1.0, "connect_seconds": 1.0}
    return ImapOptions(**(values | changes))


def imap_mailbox(server: Any, user: str = "ada", **changes: Any) -> ImapMailbox:
    """A mailbox with these options."""
    return ImapMailbox("oslo", imap_options(server, user, **changes))


def smtp_courier(server: Any, **changes: Any) -> SmtpCourier:
    """A courier with short times for a server in clear on this machine."""
    values: dict[str, Any] = {"host": server.host, "port": server.port, "tls": "none"}
    values |= {"timeout_seconds": 0.5, "final_seconds": 0.5, "idle_seconds": 5.0}
    return SmtpCourier(SmtpOptions(**(values | changes)))


async def fetched(mailbox: ImapMailbox, *uids: int, size_limit: int = 1_000_000) -> list[Arrival]:
    """The arrivals of these UIDs."""
    return await mailbox.fetch(uids, size_limit=size_limit, sizes={})


async def until(condition: Callable[[], bool], seconds: float = 3) -> None:
    """Wait for something that happens in another task."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)
