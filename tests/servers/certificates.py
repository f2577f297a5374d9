"""Certificates made on the fly: one that is right, one that has expired, one for another name. All by one authority."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.servers.ports import required_program


@dataclass(frozen=True)
class Certificate:
    """Paths of a certificate and its key."""

    cert: Path
    key: Path

    def server_context(self) -> ssl.SSLContext:
        """A context for a server that shows this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert, self.key)
        return context


class Authority:
    """A certificate authority in a directory. `ca_file` is what a client must trust."""

    def __init__(self, directory: Path) -> None:
        self._openssl = required_program("openssl")
        self._dir = directory
        self.ca_file = directory / "ca.pem"
        # One key serves all: this is about names and dates.
        self._key = directory / "key.pem"
        self._run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self._key)
        self._key.chmod(0o644)
        self._run(
            "req",
            "-x509",
            "-new",
            "-key",
            self._key,
            "-subj",
            "/CN=Test Authority",
            "-days",
            "30",
            "-out",
            self.ca_file,
        )

    def certificate(self, name: str, alternatives: str, days: int = 30) -> Certificate:
        """A certificate for `DNS:…` and `IP:…` names; with negative `days` it has expired."""
        request, cert, extensions = (self._dir / f"{name}.{suffix}" for suffix in ("csr", "pem", "ext"))
        extensions.write_text(f"subjectAltName={alternatives}\n")
        self._run("req", "-new", "-key", self._key, "-subj", f"/CN={name}", "-out", request)
        self._run(
            *("x509", "-req", "-in", request, "-CA", self.ca_file, "-CAkey", self._key, "-CAcreateserial"),
            *("-days", str(days), "-extfile", extensions, "-out", cert),
        )
        return Certificate(cert, self._key)

    def _run(self, *arguments: str | Path) -> None:
        subprocess.run([self._openssl, *map(str, arguments)], check=True, capture_output=True)
