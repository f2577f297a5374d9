"""What a server's reply means for a letter (RFC 5321 §4.2, RFC 3463). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.core.address import Address
from mailflow.core.delivery import Fate, Outcome
from mailflow.wire.tls import printable

_ENHANCED = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})(?:\s|$)")
_SLOW = {421, 452}
_SLOW_WITH_POLICY = {450, 451, 454}  # with 4.7.x: Microsoft's and Google's "too fast"
_NOT_LOGGED_IN = {530, 534, 538}


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply, or the lack of one: then `code` is None and `text` says what happened."""

    code: int | None
    text: str

    @property
    def enhanced(self) -> str:
        """The enhanced status code at the start of the text, "" without one."""
        match = _ENHANCED.match(self.text)
        return match[1] if match and self.code is not None and match[1][0] == str(self.code)[0] else ""

    @property
    def is_good(self) -> bool:
        """2yz: the server has taken what was asked of it."""
        return self.code is not None and 200 <= self.code < 300

    @property
    def asks_for_patience(self) -> bool:
        """Whether the server wants us to slow down, whatever the letter."""
        return self.code in _SLOW or (self.code in _SLOW_WITH_POLICY and self.enhanced.startswith("4.7."))

    @property
    def wants_login(self) -> bool:
        """Whether the server takes nothing from us as we are: a matter of the configuration, not of the letter."""
        return self.code in _NOT_LOGGED_IN


def fate(reply: Reply, *, dot_sent: bool) -> Fate:
    """The fate of a recipient by the reply that decided it.

    Anything but a plain yes, not now, or no is nonsense: before the final dot that is a failed try; after it, nobody
    knows whether the letter was taken.
    """
    kind = (reply.code or 0) // 100
    if kind == 2 and dot_sent:
        return Fate.SENT
    if kind == 4:
        return Fate.DEFERRED
    if kind == 5:
        return Fate.FAILED
    return Fate.UNKNOWN if dot_sent else Fate.DEFERRED


def recipient_fate(reply: Reply) -> Fate:
    """The fate of a recipient that RCPT was refused for."""
    # RFC 5321 §4.5.3.1.10: servers of old say 552 for "too many recipients", which is to be read as 452.
    return Fate.DEFERRED if reply.code == 552 else fate(reply, dot_sent=False)


def outcome(recipient: Address, reply: Reply, decided: Fate) -> Outcome:
    """The outcome as recorded; the server's words are made fit for a log."""
    return Outcome(recipient, decided, reply.code, reply.enhanced, printable(reply.text, limit=500))
