"""What people make of the record: corrections, entries of their own, and the settling of what waits for them.

Each is an entry with a name and a time, and nothing that was read is lost by it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from mailflow.core.facts import told_by
from mailflow.core.packing import packed, unpacked
from mailflow.errors import Refused
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.facts import Facts
from mailflow.store.heard import brought
from mailflow.store.moves import Moves
from mailflow.store.pasts import Pasts
from mailflow.store.rows import Entry, FactRow, ReviewItem, StoredFact
from mailflow.store.withdrawing import withdraw

_REVIEW = (
    "r.id, r.message, m.conference, m.party, m.kinds, m.sender, m.subject, r.reasons, r.opened_at, r.state, r.settled_by,"
    " m.disposition, json_extract(m.decision, '$.letter'), json_extract(m.decision, '$.assign')"
)


class Corrections:
    """The part of the records that people write."""

    def __init__(self, db: Database, moves: Moves) -> None:
        self._db, self._moves = db, moves
        self._facts = Facts(db)
        self._pasts = Pasts(db, self._facts)

    def correct(
        self,
        message: int,
        values: Mapping[str, Any],
        facts: Sequence[FactRow],
        by: str,
        now: datetime,
        withdrawn: Collection[str] = (),
    ) -> None:
        """A person says what a message is: `values` may hold kinds, party, attendance. What he does not touch he accepts.

        His facts take the place of all that was read of their kinds, and so do `withdrawn` kinds without any. Raises
        `StoreError` where there is no such message.
        """
        at = times.written(now)
        with self._db.write():
            row = self._db.row(
                "select conference, kinds, party, attendance, received_at, state from messages where id = ?", [message]
            )
            if row is None:
                raise Refused(f"There is no message {message}.")
            conference, old_kinds, old_party, old_answer, received_at, state = row
            if state == "taken":
                raise Refused(f"Message {message} is still to be sorted; it can be corrected in a moment.")
            kinds, party = tuple(values.get("kinds", unpacked(old_kinds))), values.get("party", old_party)
            answer = values.get("attendance", old_answer)
            facts = [*facts, *_answer(values, facts)]
            said = {**values, "facts": [{"kind": f.kind, **f.values} for f in facts], "withdrawn": sorted(withdrawn)}
            entry = self._enter(message, conference, by, "correct", said, at)
            concerned = self._facts.parties(message) | {old_party, party}
            gone = {f.kind for f in facts} | {*withdrawn} | ({"attendance"} if "attendance" in values else set())
            self._facts.replace(message, gone, entry)
            if party != old_party:
                self._facts.move(message, old_party, party, entry, by, now)
            self._facts.take_effect(message)
            self._facts.add(
                facts,
                message=message,
                conference=conference,
                party=party,
                effective=True,
                at=received_at,
                entered_at=at,
                by=by,
                entry=entry,
            )
            if "attendance" not in values:
                answer = self._answer_from_picture(message) or answer
            if "kinds" not in values:
                kinds = self._kinds_with_pictures(message, kinds)
            self._db.execute(
                "update messages set kinds = ?, party = ?, attendance = ?, effective = 1,"
                " state = case state when 'parked' then 'sorted' else state end where id = ?",
                [packed(kinds), party, answer, message],
            )
            self._set_kinds(message, unpacked(old_kinds), kinds)
            self._settle(message, "accepted", by, at)
            if "kinds" in values:
                # It is not what the rule took it for, that names the folder.
                self._moves.drop(message)
            for each in concerned | self._facts.parties(message):
                self._pasts.renew(conference, each)
            self._overtake(message, conference, party, kinds, by, at)

    def enter(
        self,
        conference: str,
        party: str | None,
        facts: Sequence[FactRow],
        by: str,
        now: datetime,
        note: str = "",
    ) -> int:
        """A person enters what came by telephone, fax or word of mouth. Returns the number of the entry."""
        at = times.written(now)
        with self._db.write():
            said = {"party": party, "facts": [{"kind": f.kind, **f.values} for f in facts], "note": note}
            entry = self._enter(None, conference, by, "enter", said, at)
            self._facts.add(
                facts,
                message=None,
                conference=conference,
                party=party,
                effective=True,
                at=at,
                entered_at=at,
                by=by,
                entry=entry,
            )
            for each in {party, *(f.values.get("party") for f in facts)}:
                self._pasts.renew(conference, each)
            why = f"{by} entered what the party has sent by another way"
            withdraw(self._db, conference, brought(party, (), facts), why, by, at)
        return entry

    def accept(self, message: int, by: str, now: datetime) -> bool:
        """A person has looked and lets the facts take effect. False where nothing was open."""
        return self._decide(message, "accepted", by, now, {})

    def dismiss(self, message: int, by: str, now: datetime, note: str = "") -> bool:
        """A person has looked and nothing follows. What had effect keeps it. False where nothing was open."""
        return self._decide(message, "dismissed", by, now, {"note": note} if note else {})

    def _decide(self, message: int, state: str, by: str, now: datetime, said: Mapping[str, Any]) -> bool:
        at = times.written(now)
        with self._db.write():
            if not self._settle(message, state, by, at):
                return False
            conference = self._conference(message)
            self._enter(message, conference, by, state.removesuffix("ed"), said, at)
            if state == "accepted":
                self._take_effect(message, conference, by, at)
            else:
                self._moves.drop(message)
        return True

    def lay_before(self, message: int, why: str, now: datetime) -> None:
        """A reason more that a person must look at a message: it joins those that wait, or is the first."""
        with self._db.write():
            self._db.execute("update messages set needs_person = 1 where id = ?", [message])
            row = self._db.row("select id, reasons from reviews where message = ? and state = 'open'", [message])
            if row is None:
                self._open_review(message, self._conference(message), (why,), times.written(now))
            else:
                reasons = packed([*unpacked(row[1]), why])
                self._db.execute("update reviews set reasons = ? where id = ?", [reasons, row[0]])

    def _take_effect(self, message: int, conference: str, by: str, at: str) -> None:
        self._facts.take_effect(message)
        found = self._db.row("select party, kinds, attendance from messages where id = ?", [message])
        party, before, answer = found or (None, "[]", None)
        kinds = self._kinds_with_pictures(message, tuple(unpacked(before)))
        self._db.execute(
            "update messages set effective = 1, kinds = ?, attendance = ? where id = ? and state = 'sorted'",
            [packed(kinds), self._answer_from_picture(message) or answer, message],
        )
        self._set_kinds(message, unpacked(before), kinds)
        for each in self._facts.parties(message) | {party}:
            self._pasts.renew(conference, each)
        self._overtake(message, conference, party, kinds, by, at)

    def _answer_from_picture(self, message: int) -> str | None:
        """The answer that a picture gives and a person has accepted."""
        found = [f for f in self._facts.found(message=message, kinds=("attendance",), effective=True) if f.picture]
        return str(found[-1].values["answer"]) if found else None

    def _kinds_with_pictures(self, message: int, kinds: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds of a message with those that it has by what was accepted of its pictures."""
        told = {f.kind for f in self._facts.found(message=message, effective=True) if f.picture}
        return told_by(kinds, names=bool(told & {"delegate", "removal"}), answers="attendance" in told)

    def _overtake(
        self, message: int, conference: str, party: str | None, kinds: Sequence[str], by: str, at: str
    ) -> None:
        """A reminder that waits for what this message has brought must not leave any more."""
        came = brought(party, kinds, self._facts.found(message=message, effective=True))
        withdraw(self._db, conference, came, f"the party has answered with message {message}", by, at)

    # Reading

    def facts(
        self,
        *,
        message: int | None = None,
        conference: str | None = None,
        party: str | None = None,
        kinds: Collection[str] = (),
        effective: bool = False,
    ) -> list[StoredFact]:
        """Facts in the order in which their notices came; those without effect too, unless `effective` is asked for."""
        return self._facts.found(message=message, conference=conference, party=party, kinds=kinds, effective=effective)

    def senders(self, conference: str) -> dict[int, str]:
        """The address that each message with a notice about a delegation came from; "" for what did not come by mail."""
        return self._facts.senders(conference)

    def entries(self, message: int) -> list[Entry]:
        """What people did with a message."""
        rows = self._db.rows(
            "select id, message, at, entered_by, what, value from entries where message = ? order by id", [message]
        )
        return [Entry(r[0], r[1], times.read(r[2]), r[3], r[4], unpacked(r[5])) for r in rows]

    def review_items(self, conference: str | None = None, message: int | None = None) -> list[ReviewItem]:
        """What waits for a person, oldest first; with `message`, everything that ever waited for that one."""
        test = "r.state = 'open'" if message is None else "r.message = ?"
        values: list[object] = [] if message is None else [message]
        if conference is not None:
            test += " and r.conference = ?"
            values.append(conference)
        rows = self._db.rows(
            f"select {_REVIEW} from reviews r join messages m on m.id = r.message where {test} order by r.id",
            values,
        )
        return [_item(row) for row in rows]

    def opened_since(self, at: datetime) -> dict[str, int]:
        """How many messages that came to wait for a person since then still do, by conference."""
        return dict(
            self._db.rows(
                "select conference, count(*) from reviews where state = 'open' and opened_at >= ? group by conference",
                [times.written(at)],
            )
        )

    # Within

    def _conference(self, message: int) -> str:
        row = self._db.row("select conference from messages where id = ?", [message])
        if row is None:
            raise Refused(f"There is no message {message}.")
        return str(row[0])

    def _set_kinds(self, message: int, old: Sequence[str], new: Sequence[str]) -> None:
        for kind in old:
            self._db.execute("delete from kinds where kind = ? and message = ?", [kind, message])
        for kind in new:
            self._db.execute("insert or ignore into kinds values (?, ?)", [kind, message])

    def _open_review(self, message: int, conference: str, reasons: Sequence[str], at: str) -> None:
        self._db.execute(
            "insert into reviews (message, conference, reasons, opened_at) values (?, ?, ?, ?)",
            [message, conference, packed(reasons), at],
        )

    def _settle(self, message: int, state: str, by: str, at: str) -> bool:
        done = self._db.execute(
            "update reviews set state = ?, settled_at = ?, settled_by = ? where message = ? and state = 'open'",
            [state, at, by, message],
        )
        return done.rowcount > 0

    def _enter(
        self, message: int | None, conference: str, by: str, what: str, values: Mapping[str, Any], at: str
    ) -> int:
        cursor = self._db.execute(
            "insert into entries (message, conference, at, entered_by, what, value) values (?, ?, ?, ?, ?, ?)",
            [message, conference, at, by, what, packed(values)],
        )
        return int(cursor.lastrowid or 0)


def _answer(values: Mapping[str, Any], facts: Sequence[FactRow]) -> list[FactRow]:
    """An answer that is only given as a value is a fact as well."""
    answer = values.get("attendance")
    if not answer or any(fact.kind == "attendance" for fact in facts):
        return []
    return [FactRow("attendance", {"answer": answer})]


def _item(row: tuple[Any, ...]) -> ReviewItem:
    return ReviewItem(
        id=row[0],
        message=row[1],
        conference=row[2],
        party=row[3],
        kinds=tuple(unpacked(row[4])),
        sender=row[5],
        subject=row[6],
        reasons=tuple(unpacked(row[7])),
        opened_at=times.read(row[8]),
        state=row[9],
        by=row[10],
        disposition=row[11] or "",
        letter=row[12],
        assigned=row[13] or "",
    )
