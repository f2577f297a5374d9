"""Marking messages that are safely on record: \\Seen, a keyword, or another folder; and moving single ones. Blocking.

A convenience for colleagues who look into the mailbox. Progress is never kept here, and nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mailflow.errors import MailboxError
from mailflow.wire.imap.connection import Connection, to_change
from mailflow.wire.imap.options import ImapOptions
from mailflow.wire.imap.trouble import refusal
from mailflow.wire.imap.uidset import uid_sets

FORMS = 'expected "seen", "keyword:NAME" or "move:FOLDER"'


def marked(connection: Connection, options: ImapOptions, uids: Iterable[int]) -> None:
    """Mark the messages as configured; those that are gone are passed over (RFC 3501 §6.4.8)."""
    if options.mark is None:
        return
    verb, _, name = options.mark.partition(":")
    if verb == "move":
        moved(connection, options, uids, name)
        return
    if connection.readonly:
        sentence = f"{options.folder} on {options.server} is read-only: messages cannot be marked"
        raise MailboxError(sentence, permanent=True)
    for part in uid_sets(uids):
        _store(connection, options, part, _flag(connection, options, verb, name))


def moved(connection: Connection, options: ImapOptions, uids: Iterable[int], folder: str) -> None:
    """Move the messages into that folder, which is made if need be; those that are gone are passed over."""
    _refuse_unable(connection, options)
    with to_change(connection, options):
        for part in uid_sets(uids):
            _move(connection, options, part, folder)


def lacking(connection: Connection, options: ImapOptions, folders: Iterable[str]) -> list[str]:
    """Those of the folders that are not there. Raises `MailboxError` where no message could be moved into any."""
    _refuse_unable(connection, options)
    with to_change(connection, options):
        pass
    return [folder for folder in folders if not connection.client.folder_exists(folder)]


def _refuse_unable(connection: Connection, options: ImapOptions) -> None:
    if not connection.offers("MOVE"):
        raise MailboxError(f"{options.server} cannot move messages (no MOVE). Use seen or a keyword.", permanent=True)


def _flag(connection: Connection, options: ImapOptions, verb: str, name: str) -> str:
    if verb == "seen":
        return "\\Seen"
    if verb != "keyword" or not name or not _is_atom(name):
        raise MailboxError(f"mark = {options.mark!r} is not understood: {FORMS}", permanent=True)
    # RFC 3501 §7.1: without \* new keywords are not kept, and some servers say OK all the same.
    known = connection.keywords
    if known is not None and b"\\*" not in known and name.lower().encode() not in {k.lower() for k in known}:
        raise MailboxError(
            f"{options.server} keeps no keywords: {name} cannot be set. Use seen or move.", permanent=True
        )
    return name


def _is_atom(name: str) -> bool:
    return name.isascii() and name.isprintable() and not set(name) & set(' (){%*"\\]')


def _store(connection: Connection, options: ImapOptions, part: str, flag: str) -> None:
    typ, data = connection.imap.uid("STORE", part, "+FLAGS.SILENT", f"({flag})")
    if typ != "OK":
        raise refusal(options, f"to mark messages {flag}", _text(data))


def _move(connection: Connection, options: ImapOptions, part: str, folder: str) -> None:
    """UID MOVE (RFC 6851). COPY and deleting is no substitute: it may stop half-way, and we delete nothing."""
    name = connection.client._normalise_folder(folder).decode("ascii")
    typ, data = connection.imap.uid("MOVE", part, name)
    if typ != "OK" and "[TRYCREATE]" in _text(data):
        connection.imap.create(name)
        typ, data = connection.imap.uid("MOVE", part, name)
    if typ != "OK":
        raise refusal(options, f"to move messages to {folder}", _text(data))


def _text(data: list[Any]) -> str:
    return " ".join(x.decode("utf-8", "replace") for x in data if isinstance(x, bytes))


def mark_error(mark: str | None) -> str | None:
    """What is wrong with a `mark` setting, None where it is right."""
    if mark is None:
        return None
    verb, _, name = mark.partition(":")
    right = {"seen": not name, "keyword": bool(name) and _is_atom(name), "move": bool(name)}.get(verb, False)
    return None if right and (verb != "seen" or mark == verb) else FORMS
