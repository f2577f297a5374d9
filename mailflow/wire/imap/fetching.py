"""Questions about messages and the reading of their answers. Blocking; runs in the connection's own thread.

An answer counts only with its UID in it. Servers send flags of other messages in between, split the answer for one
message into several, and say NO because another session has expunged one of those asked for (RFC 2180 §4.1).
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from imapclient.datetime_util import parse_to_datetime
from imapclient.exceptions import ProtocolError
from imapclient.response_parser import parse_response

from mailflow.wire.imap.connection import Connection
from mailflow.wire.imap.uidset import uid_sets

# A header can be of any length too; this much of it is fetched of a message over the size limit.
HEAD_LIMIT = 1_048_576
# PEEK: reading sets no \Seen (RFC 3501 §6.4.5).
BODY = "(UID INTERNALDATE BODY.PEEK[])"
HEAD = f"(UID INTERNALDATE BODY.PEEK[HEADER]<0.{HEAD_LIMIT}>)"
_SIZES = "(UID RFC822.SIZE)"
_UID, _SIZE = re.compile(rb"\bUID (\d+)"), re.compile(rb"\bRFC822\.SIZE (\d+)")


@dataclass(slots=True)
class Fetched:
    """What came for the messages asked for, and the server's words for those that are there and were refused."""

    bodies: dict[int, bytes] = field(default_factory=dict)
    dates: dict[int, datetime] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)


def searched(connection: Connection, criterion: str) -> list[int]:
    """The UIDs that fit, ascending."""
    typ, data = connection.imap.uid("SEARCH", criterion)
    if typ != "OK":
        raise imaplib.IMAP4.error(_words(data))
    return sorted({int(uid) for line in data if line for uid in line.split() if uid.isdigit()})


def uids_after(connection: Connection, after: int) -> list[int]:
    """The UIDs above `after`. `n:*` always holds the last message (RFC 3501 §6.4.8), so it is looked at again."""
    return [uid for uid in searched(connection, f"UID {after + 1}:*") if uid > after]


def message_sizes(connection: Connection, uids: Iterable[int]) -> dict[int, int]:
    """RFC822.SIZE of those messages that are still there."""
    found = {}
    for part in uid_sets(uids):
        for line in _asked(connection, part, _SIZES)[0]:
            text = line if isinstance(line, bytes) else b""
            uid, size = _UID.search(text), _SIZE.search(text)
            if uid and size:
                found[int(uid[1])] = int(size[1])
    return found


def fetched(connection: Connection, uids: Sequence[int], items: str) -> Fetched:
    """BODY or HEAD of the messages. Those that were refused together are asked for one by one."""
    result, hindered = Fetched(), False
    for part in uid_sets(uids):
        hindered |= bool(_read(result, connection, part, items))
    if hindered:
        for uid in uids:
            if uid not in result.bodies:
                _read_alone(result, connection, uid, items)
    return result


def _read_alone(result: Fetched, connection: Connection, uid: int, items: str) -> None:
    words = _read(result, connection, str(uid), items)
    if words and uid not in result.bodies and searched(connection, f"UID {uid}"):
        result.refused[uid] = words


def _read(result: Fetched, connection: Connection, part: str, items: str) -> str:
    """Ask, and put what came into `result`. Returns the words of a refusal, "" where there was none."""
    data, words = _asked(connection, part, items)
    try:
        answers = parse_response(data) if data else ()
    except (ProtocolError, ValueError) as error:
        return f"an answer that cannot be read ({error})"
    for answer in answers:
        if isinstance(answer, tuple):
            _take(result, answer)
    return words


def _take(result: Fetched, answer: tuple[Any, ...]) -> None:
    """One FETCH answer. Split ones are merged by their UID; one without UID may be of any message and is dropped."""
    values = {
        key.upper(): value for key, value in zip(answer[::2], answer[1::2], strict=False) if isinstance(key, bytes)
    }
    uid = values.get(b"UID")
    if not isinstance(uid, int):
        return
    for key, value in values.items():
        if key.startswith((b"BODY[]", b"BODY[HEADER]")) and isinstance(value, bytes):
            result.bodies[uid] = value
    if (date := _moment(values.get(b"INTERNALDATE"))) is not None:
        result.dates[uid] = date


def _moment(value: object) -> datetime | None:
    """INTERNALDATE as aware UTC, None where it cannot be read."""
    if not isinstance(value, bytes):
        return None
    try:
        at = parse_to_datetime(value, normalise=False)
    except (ValueError, OverflowError):
        return None
    return at.astimezone(UTC) if at.tzinfo else None


def _asked(connection: Connection, part: str, items: str) -> tuple[list[Any], str]:
    """Answers to one FETCH, and the words of a NO or BAD. What came before a NO is left lying by imaplib."""
    imap = connection.imap
    try:
        typ, data = imap.uid("FETCH", part, items)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        return imap.untagged_responses.pop("FETCH", []), str(error)
    if typ == "OK":
        return [x for x in data if x is not None], ""
    return imap.untagged_responses.pop("FETCH", []), _words(data)


def _words(data: Sequence[Any]) -> str:
    return " ".join(x.decode("utf-8", "replace") for x in data if isinstance(x, bytes)) or "NO"
