"""What goes to a courier and what comes back: envelope, and outcome per recipient."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mailflow.core.address import Address


class Fate(StrEnum):
    """How the handing over of a letter to one recipient ended."""

    SENT = "sent"  # the server took it (2xx after the final dot)
    DEFERRED = "deferred"  # 4xx, or the connection failed before the final dot: try again later
    FAILED = "failed"  # 5xx: final
    UNKNOWN = "unknown"  # the answer to the final dot is lost: never send again by itself


@dataclass(frozen=True, slots=True)
class Envelope:
    """Reverse path and recipients (RFC 5321 §2.3.1). `sender` None is the null reverse path."""

    sender: Address | None
    recipients: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the server said of one recipient. `code` is None where it said nothing."""

    recipient: Address
    fate: Fate
    code: int | None = None
    enhanced: str = ""  # RFC 3463: "5.1.1"
    text: str = ""  # the server's words, for staff


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt: an outcome for each recipient of the envelope, in its order."""

    outcomes: tuple[Outcome, ...]
    connection_lost: bool = False  # the connection must not be used again
    slow_down: bool = False  # the server asks for patience (421, 450 4.7.x, 452)
