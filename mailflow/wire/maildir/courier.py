"""Letters out into a Maildir: for a trial run, and for offices whose own machine carries the mail on.

The file's name is derived from the letter's Message-ID and recipients, and the file appears under it all at once. So a
repeat after a crash finds it there and is done, and the fate of a letter is never unknown.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
from pathlib import Path

from mailflow.core.delivery import Delivery, Envelope, Fate, Outcome
from mailflow.errors import CourierError
from mailflow.wire.maildir.layout import base_name, make_maildir, sync_directory
from mailflow.wire.ports import SendCancelled

_MESSAGE_ID = re.compile(rb"^Message-ID:[ \t]*(?:\r?\n[ \t]+)?(\S+)", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")


class MaildirCourier:
    """`Courier` into the Maildir at `path`, which is made where it is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    async def send(self, envelope: Envelope, data: bytes) -> Delivery:
        """File the letter for all its recipients, durably."""
        try:
            words = await asyncio.to_thread(self._file, envelope, data)
        except asyncio.CancelledError:
            # A repeat is harmless whatever became of it.
            outcomes = tuple(Outcome(r, Fate.DEFERRED, text="we stopped while filing") for r in envelope.recipients)
            raise SendCancelled(Delivery(outcomes)) from None
        except OSError as error:
            raise _courier_error(self.path, error) from error
        return Delivery(tuple(Outcome(r, Fate.SENT, text=words) for r in envelope.recipients))

    async def check(self) -> str:
        """Make the Maildir if need be, and try whether it can be written to."""
        try:
            await asyncio.to_thread(self._try)
        except OSError as error:
            raise _courier_error(self.path, error) from error
        return f"{self.path} is a Maildir that letters can be put into."

    async def close(self) -> None:
        """Nothing is held open."""

    def _file(self, envelope: Envelope, data: bytes) -> str:
        make_maildir(self.path)
        name = file_name(envelope, data)
        if self._is_there(name):
            return f"was filed before as {name}"
        temporary = self.path / "tmp" / name
        with temporary.open("wb") as file:
            file.write(_trace(envelope) + data.replace(b"\r\n", b"\n"))
            file.flush()
            os.fsync(file.fileno())
        # Nobody else makes files of this name, so that nothing is overwritten.
        temporary.rename(self.path / "new" / name)
        sync_directory(self.path / "new")
        return f"filed as new/{name}"

    def _is_there(self, name: str) -> bool:
        if (self.path / "new" / name).exists() or (self.path / "cur" / name).exists():
            return True
        return any(base_name(entry) == name for entry in os.listdir(self.path / "cur"))

    def _try(self) -> None:
        make_maildir(self.path)
        probe = self.path / "tmp" / "mailflow-probe"
        probe.write_bytes(b"")
        probe.unlink()


def file_name(envelope: Envelope, data: bytes) -> str:
    """The unique name of a letter's file, the same at every try."""
    end = _HEADER_END.search(data)
    match = _MESSAGE_ID.search(data, 0, end.start() if end else len(data))
    key = match[1] if match else hashlib.sha256(data).digest()
    recipients = " ".join(sorted(r.spec for r in envelope.recipients))
    return f"{hashlib.sha256(key + b' ' + recipients.encode()).hexdigest()[:32]}.mailflow"


def _trace(envelope: Envelope) -> bytes:
    """The envelope, which a Maildir has no other place for."""
    sender = envelope.sender.spec if envelope.sender else ""
    lines = [f"X-Envelope-From: <{sender}>", *(f"X-Envelope-To: <{r.spec}>" for r in envelope.recipients)]
    return "".join(" ".join(line.split()) + "\n" for line in lines).encode()


def _courier_error(path: Path, error: OSError) -> CourierError:
    where = error.filename or path
    if isinstance(error, PermissionError):
        return CourierError(f"{where}: no permission to file letters. Check owner and mode.", permanent=True)
    return CourierError(f"{where}: letters cannot be filed ({error.strerror})")
