"""Full-text search that ignores accents and finds Chinese.

What is indexed are folded words (`core.folding`), and signs of scripts that are written without spaces stand apart, so
that any row of them is found as a phrase. The index holds no text of its own; the words of a hit are shown as they were
written, out of the compressed text beside it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from mailflow.core.findable import Findable, searchable
from mailflow.core.folding import cut, fold_with_map
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import Hit

BEGIN, END = "\x02", "\x03"  # around the words that were found, in a snippet
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_MOST_SHOWN_FROM = 20_000
_LONGEST_QUERY, _MOST_TERMS = 2_000, 32
_BEFORE, _AFTER = 50, 110  # characters of a snippet around the first hit


def add(db: Database, message: int, subject: str, sender: str, body: Findable) -> None:
    """Make a message findable from the commit on. To be done once a message."""
    db.execute("insert into texts values (?, ?)", [message, body.packed])
    db.late(
        "insert into search (rowid, subject, sender, body) values (?, ?, ?, ?)",
        [message, searchable(subject), searchable(sender), body.words],
    )


def renew(db: Database, message: int, subject: str, sender: str, body: Findable) -> None:
    """Make a message findable by a text that has grown. The index is told what stood there, for it keeps no text itself."""
    packed = db.one("select text from texts where message = ?", [message])
    if packed is not None:
        before = searchable(zlib.decompress(packed).decode())
        db.execute(
            "insert into search (search, rowid, subject, sender, body) values ('delete', ?, ?, ?, ?)",
            [message, searchable(subject), searchable(sender), before],
        )
        db.execute("delete from texts where message = ?", [message])
    add(db, message, subject, sender, body)


def rebuild(db: Database) -> None:
    """Make the index anew from the texts that are on record: of what was removed nothing is left in it."""
    db.execute("insert into search (search) values ('delete-all')")
    numbers = [message for (message,) in db.rows("select message from texts order by message")]
    for message in numbers:
        row = db.row(
            "select m.subject, m.sender, t.text from texts t join messages m on m.id = t.message where t.message = ?",
            [message],
        )
        if row is not None:
            subject, sender, packed = row
            db.execute(
                "insert into search (rowid, subject, sender, body) values (?, ?, ?, ?)",
                [message, searchable(subject), searchable(sender), searchable(zlib.decompress(packed).decode())],
            )


def find(db: Database, text: str, conference: str | None = None, limit: int = 50) -> list[Hit]:
    """Messages that hold all the words, newest first; words in double quotes stand together; `delegat*` finds all endings.

    Whatever a person types is words to look for, never syntax: it raises nothing.
    """
    asked = terms(text)
    if not asked:
        return []
    query = " ".join(f'"{" ".join(words)}"{"*" if prefix else ""}' for words, prefix in asked)
    rows = db.rows(
        "select m.id, m.conference, m.received_at, m.sender, m.subject, m.party, t.text from search s"
        " join messages m on m.id = s.rowid join texts t on t.message = m.id"
        " where search match ?1 and (?2 is null or m.conference = ?2) order by s.rowid desc limit ?3",
        [query, conference, limit],
    )
    shown = _pattern(asked)
    return [Hit(r[0], r[1], times.read(r[2]), r[3], r[4], r[5], _snippet(r[6], shown)) for r in rows]


def terms(text: str) -> list[tuple[list[str], bool]]:
    """What a person typed: rows of words that stand together, and whether the last is the beginning of a word."""
    found = []
    for match in _TERM.finditer(text[:_LONGEST_QUERY]):
        quoted, plain = match.groups()
        words = _WORD.findall(searchable(quoted if quoted is not None else plain))
        if words:
            found.append((words, bool(plain) and plain.endswith("*")))
    return found[:_MOST_TERMS]


def _pattern(asked: Sequence[tuple[Sequence[str], bool]]) -> re.Pattern[str]:
    """What finds the words in a folded text that was not set apart."""
    return re.compile(
        "|".join(r"(?<![^\W_])" * (words[0].isascii()) + r"[\W_]*".join(map(re.escape, words)) for words, _ in asked)
    )


def _snippet(packed: bytes, shown: re.Pattern[str]) -> str:
    text = zlib.decompress(packed).decode()[:_MOST_SHOWN_FROM].replace(BEGIN, " ").replace(END, " ")
    folded, origin = fold_with_map(text)
    match = shown.search(folded)
    if match is None or match.end() == match.start():
        return _line(text[: _BEFORE + _AFTER])
    start = origin[match.start()]
    words = cut(text, origin, match.start(), match.end())
    stop = start + len(words)
    first, last = max(0, start - _BEFORE), stop + _AFTER
    line = _line(f"{text[first:start]}{BEGIN}{words}{END}{text[stop:last]}")
    return f"{'…' if first else ''}{line}{'…' if last < len(text) else ''}"


def _line(text: str) -> str:
    return " ".join(text.split())
