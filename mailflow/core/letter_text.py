"""A letter as a person reads it: its main header fields and its plain text."""

from __future__ import annotations

import email
import email.policy

_FIELDS = ("From", "To", "Cc", "Date", "Subject", "In-Reply-To")


def readable(data: bytes) -> str:
    """Header fields and text/plain of the RFC 5322 bytes of a letter of ours; attachments by name."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    head = [f"{name}: {message[name]}" for name in _FIELDS if message[name]]
    body = message.get_body(("plain",))
    text = body.get_content().replace("\r\n", "\n").rstrip() if body else ""
    files = [f"[attached: {part.get_filename()}]" for part in message.iter_attachments()]
    return "\n".join([*head, "", text, *files])


def written(data: bytes) -> str:
    """Subject and text/plain of a letter of ours: what its template wrote."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    body = message.get_body(("plain",))
    return as_written(str(message["Subject"] or ""), body.get_content() if body else "")


def as_written(subject: str, text: str) -> str:
    """The same of a letter that was never sent."""
    lines = text.replace("\r\n", "\n").rstrip().split("\n")
    return "\n".join([f"Subject: {subject}", "", *lines])
