"""How an IMAP account is reached and read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

PORTS = {"implicit": 993, "starttls": 143, "none": 143}


@dataclass(frozen=True, slots=True)
class ImapOptions:
    """One folder of one account. `secret` gives the password or token of the moment, each time we log in."""

    host: str
    user: str
    secret: Callable[[], str] = field(repr=False)
    port: int | None = None
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    auth: Literal["password", "xoauth2", "oauthbearer"] = "password"
    ca_file: str | None = None
    folder: str = "INBOX"
    mark: str | None = None  # "seen", "keyword:NAME", "move:FOLDER"
    connect_seconds: float = 15.0
    timeout_seconds: float = 60.0  # silence of the server within a command
    idle: bool = True  # IDLE may be used where it serves better than NOOP
    poll_seconds: float = 0.2  # between two looks by NOOP; 0: IDLE only

    @property
    def served_port(self) -> int:
        """The port as configured, or the one that goes with the kind of TLS."""
        return self.port or PORTS[self.tls]

    @property
    def server(self) -> str:
        """The server as named in sentences for staff."""
        return f"{self.host}:{self.served_port}"
