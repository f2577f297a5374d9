"""How the server for outgoing mail is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

PORTS = {"implicit": 465, "starttls": 587, "none": 25}


@dataclass(frozen=True, slots=True)
class SmtpOptions:
    """A submission server. `secret` gives the password or token of the moment, each time we log in; no user, no login."""

    host: str
    user: str | None = None
    secret: Callable[[], str] | None = field(repr=False, default=None)
    port: int | None = None
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    auth: Literal["password", "xoauth2"] = "password"
    ca_file: str | None = None
    connections: int = 4
    letters_per_connection: int = 100
    timeout_seconds: float = 60.0  # for each command and each block of a letter
    final_seconds: float = 600.0  # for the answer to the final dot (RFC 5321 §4.5.3.2.6)
    idle_seconds: float = 20.0  # a connection without work is closed after this time

    @property
    def served_port(self) -> int:
        """The port as configured, or the one that goes with the kind of TLS."""
        return self.port or PORTS[self.tls]

    @property
    def server(self) -> str:
        """The server as named in sentences for staff."""
        return f"{self.host}:{self.served_port}"
