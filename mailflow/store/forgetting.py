"""Removing personal data for good: which rows are concerned, what keeps some of them back, and the removal.

What stays is the skeleton: the number of a message, when it came, its kinds, its party, its hashes and its places on the
server. By these a message that is delivered again is known, and is not answered a second time. What goes is everything
that says who wrote and what: bytes, texts, index, trace, facts, addresses, subjects, the letters' bytes, and the words of
reviews and entries.

Two ways to choose: everything before a day, or one person. For a person every column of text is looked through, also
those of tables that this file does not know by name.

SQLite leaves the bytes of what was deleted in the file, and its index of words keeps them longer still. So the index is
made anew, the file is written anew (`vacuum`), and the log beside it is emptied.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mailflow.core.letter_text import readable
from mailflow.core.packing import packed, unpacked, unsqueezed
from mailflow.core.person import Person
from mailflow.errors import StoreError
from mailflow.store import search, times
from mailflow.store.database import Database
from mailflow.store.facts import Facts
from mailflow.store.pasts import Pasts

_UNDER_WAY = ("held", "queued", "sending", "deferred", "unknown")
# Facts that are about a party and not about a person, and what of them is no personal data.
_IMPERSONAL: Mapping[str, tuple[str, ...]] = {
    "attendance": ("answer",),
    "paper": ("number", "kind", "language", "replaces", "submitters", "part"),
    "title": ("part",),
    "action-point": ("number", "not_applicable"),
    "floor": ("session", "withdrawn"),
    "credentials": ("status",),
    "speaker": ("request", "of", "session", "state"),
}
_FULLY: Mapping[str, Mapping[str, Any]] = {
    "paper": {"filename": None, "title": None},
    "title": {"filename": None, "title": ""},
    "action-point": {"text": ""},
}  # keys that a reader of the fact expects
_ABOUT_PERSONS = ("delegate", "removal", "registered")
# Never looked through: what is no text of people, and the index, which is made anew as a whole.
_INTERNAL = ("search", "sqlite_", "_sqlite", "tallies", "notes", "places", "moves", "folders", "registers", "kinds")
_PAGE = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class KeptBack:
    """What is still open, and so is not forgotten: "message" or "letter", its number, and why."""

    what: str
    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Forgettable:
    """What a request comes to. Numbers of rows; `others` counts rows of further tables by their name."""

    messages: tuple[int, ...] = ()
    letters: tuple[int, ...] = ()
    facts: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)
    kept_back: tuple[KeptBack, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True where nothing would change."""
        return not (self.messages or self.letters or self.facts or self.entries or self.others)


class Forgetting:
    """Removal of personal data. Looking needs a reader's connection only."""

    def __init__(self, db: Database) -> None:
        self._db, self._facts = db, Facts(db)

    # What would go

    def before(self, at: datetime, conference: str | None) -> Forgettable:
        """Everything that came before a moment, but for what is still open."""
        day = times.written(at)
        where, values = ("and {0}.conference = ?", [conference]) if conference else ("", [])
        messages = self._numbers(
            f"select m.id from messages m where m.received_at < ? and m.forgotten_at is null {where.format('m')}",
            [day, *values],
        )
        free, kept = self._open(messages)
        letters = self._numbers(
            "select l.id from letters l where l.forgotten_at is null and l.state not in"
            f" {_UNDER_WAY} and l.message is null and l.created_at < ? {where.format('l')}",
            [day, *values],
        )
        letters += self._of("select l.id from letters l where l.forgotten_at is null and l.message in ({0})", free)
        facts = self._numbers(
            f"select f.id from facts f where f.message is null and f.at < ? {where.format('f')}"
            " and (f.value <> '{}' or f.words <> '')",
            [day, *values],
        )
        facts += self._of("select id from facts where message in ({0})", free)
        entries = self._numbers(
            "select e.id from entries e where e.message is null and e.what <> 'forget' and e.value <> '{}' and e.at < ?"
            f" {where.format('e')}",
            [day, *values],
        )
        entries += self._of(
            "select id from entries where what <> 'forget' and value <> '{{}}' and message in ({0})", free
        )
        alarms = self._numbers("select id from alarms where closed_at < ? and text <> ''", [day])
        others = {"alarms": len(alarms)} if alarms and not conference else {}
        facts, _ = self._settled(facts)
        return Forgettable(free, tuple(sorted(letters)), facts, tuple(sorted(entries)), others, kept)

    def _settled(self, facts: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        """Facts that have anything left to remove."""
        chosen = []
        for number in facts:
            kind, value, words = self._db.row("select kind, value, words from facts where id = ?", [number]) or (
                "",
                "{}",
                "",
            )
            if kind not in _IMPERSONAL or words or _impersonal(kind, unpacked(value)) != unpacked(value):
                chosen.append(number)
        return tuple(sorted(chosen)), len(facts) - len(chosen)

    def about(self, who: Person, conference: str | None, progress: Progress | None = None) -> Forgettable:
        """Everything that speaks of a person, was written by him or her, or went to an address of his or hers."""
        messages = tuple(self._speaking(who, conference, progress))
        free, kept = self._open(messages)
        letters, held = self._letters_of(who, conference)
        facts = tuple(self._matching("facts", who, conference))
        entries = tuple(self._matching("entries", who, conference))
        keep = {k.number for k in kept}
        facts = tuple(n for n in facts if self._message_of("facts", n) not in keep)
        entries = tuple(n for n in entries if self._message_of("entries", n) not in keep)
        known = {
            "messages",
            "letters",
            "facts",
            "entries",
            "raws",
            "texts",
            "traces",
            "letter_data",
            "recipients",
            "attempts",
            "revisions",
        }
        others = {
            table: count
            for table in self._tables()
            if table not in known and (count := sum(1 for _ in self._cells(table, who, conference, keep)))
        }
        return Forgettable(free, letters, facts, entries, others, (*kept, *held))

    # Doing it

    def forget_before(self, at: datetime, conference: str | None, by: str, now: datetime) -> Forgettable:
        """Remove what `before` names. Returns what was removed."""
        with self._removing():
            plan = self.before(at, conference)
            written = times.written(now)
            self._strip_messages(plan.messages, written)
            for message in plan.messages:
                letter = unpacked(self._db.one("select decision from messages where id = ?", [message])).get("letter")
                self._db.execute(
                    "update messages set sender = '', taken_by = '', subject = '', message_id = null, error = '', decision = ?"
                    " where id = ?",
                    [packed({"letter": letter} if letter else {}), message],
                )
                self._db.execute("update reviews set reasons = '[]' where message = ?", [message])
            for letter in plan.letters:
                self._strip_letter(letter, written)
                self._db.execute("update letters set subject = '', hold = '' where id = ?", [letter])
                self._db.execute("update attempts set text = '' where letter = ?", [letter])
                self._db.execute("update recipients set address = '', key = '', text = '' where letter = ?", [letter])
            concerned = self._strip_facts(plan.facts)
            for entry in plan.entries:
                self._db.execute("update entries set value = '{}' where id = ?", [entry])
            if plan.others:
                self._db.execute("update alarms set text = '' where closed_at < ?", [times.written(at)])
            self._renew(concerned)
            self._note(plan, conference, by, written)
        return plan

    def forget_person(self, who: Person, conference: str | None, by: str, now: datetime) -> Forgettable:
        """Remove what `about` names. Returns what was removed."""
        with self._removing():
            plan = self.about(who, conference)
            written = times.written(now)
            keep = {k.number for k in plan.kept_back if k.what == "message"}
            self._strip_messages(plan.messages, written)
            for letter in plan.letters:
                self._strip_letter(letter, written)
            concerned = self._strip_facts_of(who, plan.facts)
            held = {k.number for k in plan.kept_back if k.what == "letter"}
            for table in self._tables():
                for place, column, value in list(self._cells(table, who, conference, keep, held)):
                    if table == "facts":
                        continue
                    self._put(table, place, column, value)
            self._renew(concerned | self._parties_with(who))
            self._note(plan, conference, by, written)
        return plan

    # What is open

    def _open(self, messages: Iterable[int]) -> tuple[tuple[int, ...], tuple[KeptBack, ...]]:
        """The messages of which nothing is open, and the others with the reason."""
        free, kept = [], []
        for message in messages:
            why = self._why_open(message)
            if why:
                kept.append(KeptBack("message", message, why))
            else:
                free.append(message)
        return tuple(free), tuple(kept)

    def _why_open(self, message: int) -> str:
        state = self._db.one("select state from messages where id = ?", [message])
        if state == "taken":
            return "it is still to be sorted"
        if self._db.row("select 1 from reviews where message = ? and state = 'open'", [message]):
            return f"it waits for a person: mailflow review accept {message}, or dismiss"
        if state == "parked":
            return f"it is parked: mailflow retry {message}, or mailflow correct {message}"
        letter = self._db.row(
            f"select id, state from letters where message = ? and state in {_UNDER_WAY} limit 1", [message]
        )
        return f"its letter {letter[0]} is {letter[1]}: mailflow letters show {letter[0]}" if letter else ""

    # Looking for a person

    def _speaking(self, who: Person, conference: str | None, progress: Progress | None) -> Iterator[int]:
        numbers = self._numbers(
            "select id from messages where forgotten_at is null and (?1 is null or conference = ?1)", [conference]
        )
        for done, message in enumerate(numbers):
            if progress is not None and done % 50 == 0:
                progress(done, len(numbers))
            if self._speaks(message, who):
                yield message

    def _speaks(self, message: int, who: Person) -> bool:
        sender, subject, decision = self._db.row(
            "select sender, subject, decision from messages where id = ?", [message]
        ) or ("", "", "")
        if who.is_address(sender) or who.is_in(f"{sender}\n{subject}\n{decision}"):
            return True
        raw = self._db.row("select raw from raws where message = ?", [message])
        if raw is not None and who.is_in_message(raw[0]):
            return True
        text = self._db.row("select text from texts where message = ?", [message])
        if text is not None and who.is_in(zlib.decompress(text[0]).decode()):
            return True
        trace = self._db.row("select trace from traces where message = ?", [message])
        return trace is not None and who.is_in(
            json.dumps(unsqueezed(trace[0]), ensure_ascii=False).replace("\\n", "\n")
        )

    def _letters_of(self, who: Person, conference: str | None) -> tuple[tuple[int, ...], tuple[KeptBack, ...]]:
        free, kept = [], []
        rows = self._db.rows(
            "select id, state, subject from letters where forgotten_at is null and (?1 is null or conference = ?1)",
            [conference],
        )
        for letter, state, subject in rows:
            to = self._db.rows("select address from recipients where letter = ?", [letter])
            data = self._db.rows("select data from letter_data where letter = ?", [letter])
            earlier = self._db.rows("select data from revisions where letter = ?", [letter])
            texts = [*(text for (text,) in data), *(text.encode("latin-1") for (text,) in earlier)]
            named = who.is_in(subject) or any(who.is_address(address) for (address,) in to)
            if not named and not any(who.is_in(readable(text)) for text in texts):
                continue
            if state in _UNDER_WAY:
                kept.append(KeptBack("letter", letter, f"it is {state}: mailflow letters show {letter}"))
            else:
                free.append(letter)
        return tuple(free), tuple(kept)

    def _matching(self, table: str, who: Person, conference: str | None) -> Iterator[int]:
        columns = "value || ' ' || words" if table == "facts" else "value"
        for number, text in self._db.rows(
            f"select id, {columns} from {table} where (?1 is null or conference = ?1)", [conference]
        ):
            if who.is_in(text):
                yield number

    def _message_of(self, table: str, number: int) -> int | None:
        found = self._db.one(f"select message from {table} where id = ?", [number])
        return None if found is None else int(found)

    def _parties_with(self, who: Person) -> set[tuple[str, str]]:
        rows = self._db.rows("select conference, party, delegates from pasts")
        return {(conference, party) for conference, party, delegates in rows if who.is_in(delegates)}

    def _tables(self) -> list[str]:
        rows = self._db.rows("select name from sqlite_master where type = 'table' order by name")
        return [name for (name,) in rows if not name.startswith(_INTERNAL) and name != "pasts"]

    def _cells(
        self,
        table: str,
        who: Person,
        conference: str | None,
        keep: Iterable[int],
        held: Iterable[int] = (),
    ) -> Iterator[tuple[dict[str, Any], str, Any]]:
        """Cells of text that speak of the person: the keys of their row, the column, and what is to stand there."""
        described = self._db.rows(f"pragma table_info({table})")
        keys = [row[1] for row in described if row[5]]
        texts = [row[1] for row in described if row[2].upper() == "TEXT" and row[1] not in keys]
        names = [*keys, *texts, *({"message", "letter"} & {row[1] for row in described} - {*keys, *texts})]
        keep, held = set(keep), set(held)
        for row in self._db.execute(f"select {', '.join(names)} from {table}"):
            cells = dict(zip(names, row, strict=True))
            if conference is not None and cells.get("conference", conference) != conference:
                continue
            message = cells["id"] if table == "messages" else cells.get("message")
            letter = cells["id"] if table == "letters" else cells.get("letter")
            if message in keep or (isinstance(letter, int) and letter in held):
                continue
            for column in texts:
                value = cells[column]
                if value and (who.is_in(value) or ("@" in value and who.is_address(value))):
                    yield {key: cells[key] for key in keys}, column, _without(who, value)

    def _put(self, table: str, place: Mapping[str, Any], column: str, value: str) -> None:
        where = " and ".join(f"{key} = ?" for key in place)
        self._db.execute(f"update {table} set {column} = ? where {where}", [value, *place.values()])

    # Removing

    def _removing(self) -> AbstractContextManager[None]:
        # What is freed is overwritten at once, so that an interrupted removal leaves little behind.
        self._db.execute("pragma secure_delete = on")
        return self._db.write()

    def _strip_messages(self, messages: Iterable[int], at: str) -> None:
        """Bytes, texts and traces go; the index of words is made anew without them."""
        messages = tuple(messages)
        for message in messages:
            for table in ("raws", "texts", "traces", "pictures"):
                self._db.execute(f"delete from {table} where message = ?", [message])
            self._db.execute("update messages set forgotten_at = ? where id = ?", [at, message])

    def _strip_letter(self, letter: int, at: str) -> None:
        for table in ("letter_data", "revisions"):
            self._db.execute(f"delete from {table} where letter = ?", [letter])
        self._db.execute("update letters set forgotten_at = ? where id = ?", [at, letter])

    def _strip_facts(self, facts: Iterable[int]) -> set[tuple[str, str]]:
        """Facts about persons go; of those about parties the words. Returns the parties concerned."""
        concerned = set()
        for number in facts:
            row = self._db.row("select conference, party, kind, value from facts where id = ?", [number])
            if row is None:
                continue
            conference, party, kind, value = row
            concerned.add((conference, party))
            if kind not in _IMPERSONAL:
                self._db.execute("delete from facts where id = ?", [number])
                continue
            left = _impersonal(kind, unpacked(value))
            self._db.execute(
                "update facts set value = ?, words = '', unsure = '[]' where id = ?", [packed(left), number]
            )
        return {(conference, party) for conference, party in concerned if party}

    def _strip_facts_of(self, who: Person, facts: Iterable[int]) -> set[tuple[str, str]]:
        """Facts about the person go; others that mention him or her lose these words."""
        concerned = set()
        for number in facts:
            row = self._db.row("select conference, party, kind, value, words from facts where id = ?", [number])
            if row is None:
                continue
            conference, party, kind, value, words = row
            concerned.add((conference, party))
            values = unpacked(value)
            named = who.is_in(str(values.get("name", ""))) or who.is_address(str(values.get("email") or ""))
            if kind in _ABOUT_PERSONS and named:
                self._db.execute("delete from facts where id = ?", [number])
                continue
            left = {key: _emptied(who, each) for key, each in values.items()}
            self._db.execute(
                "update facts set value = ?1, words = ?2, unsure = case ?2 when '' then '[]' else unsure end where id = ?3",
                [packed(left), "" if who.is_in(words) else words, number],
            )
        return {(conference, party) for conference, party in concerned if party}

    def _renew(self, concerned: Iterable[tuple[str, str]]) -> None:
        pasts = Pasts(self._db, self._facts)
        for conference, party in concerned:
            pasts.renew(conference, party)
        search.rebuild(self._db)

    def _note(self, plan: Forgettable, conference: str | None, by: str, at: str) -> None:
        """An entry with each message, and one with the whole: when, by whom and how much, and nothing of the data."""
        if plan.is_nothing:
            return
        rows: list[tuple[int | None, str, str]] = [
            (message, self._db.one("select conference from messages where id = ?", [message]), "{}")
            for message in plan.messages
        ]
        counts = {"messages": len(plan.messages), "letters": len(plan.letters), "facts": len(plan.facts)}
        rows.append((None, conference or "", packed({**counts, "entries": len(plan.entries)})))
        for message, of, value in rows:
            self._db.execute(
                "insert into entries (message, conference, at, entered_by, what, value) values (?, ?, ?, ?, 'forget', ?)",
                [message, of, at, by, value],
            )

    # Within

    def _numbers(self, sql: str, values: Iterable[Any] = ()) -> tuple[int, ...]:
        return tuple(int(number) for (number,) in self._db.rows(sql, list(values)))

    def _of(self, sql: str, messages: tuple[int, ...]) -> tuple[int, ...]:
        found: list[int] = []
        for start in range(0, len(messages), _PAGE):
            page = messages[start : start + _PAGE]
            found += self._numbers(sql.format(", ".join("?" * len(page))), page)
        return tuple(found)


def compact(db: Database) -> None:
    """Write the file anew without what was deleted, and empty the log beside it.

    Raises `StoreError` where another program still reads the database: the log then keeps old pages.
    """
    # Written anew through a file and not through the memory: a database may be larger than that.
    db.execute("pragma temp_store = file")
    db.execute("vacuum")
    with closing(db.execute("pragma wal_checkpoint(truncate)")) as cursor:
        busy = cursor.fetchone()[0]
    if busy:
        raise StoreError(
            f"What was forgotten is off the record, but its bytes may still lie in {db.path.name}-wal: another program "
            "reads the database. Close it and run the same command again."
        )


def _impersonal(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: values[key] for key in _IMPERSONAL[kind] if key in values}
    return {**_FULLY.get(kind, {}), **kept}


def _emptied(who: Person, value: Any) -> Any:
    """A value of a fact: a text that names the person becomes none, so that no reader takes it for an empty name."""
    return None if isinstance(value, str) and who.is_in(value) else who.without(value)


def _without(who: Person, text: str) -> str:
    """What is to stand in a cell: JSON keeps its other values, plain text goes as a whole."""
    if text[:1] in "[{":
        try:
            return packed(who.without(unpacked(text)))
        except ValueError:
            return ""
    return ""
