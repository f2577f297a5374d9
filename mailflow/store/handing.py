"""Letters on their way: claimed before the connection is used, and what came of it, for each recipient.

A letter is as its recipients are; of several states it has the one that asks for most attention: unknown, then deferred,
then bounced, then failed, then sent. The journal copy travels in the same envelope and decides nothing by its own fate;
but when it arrives after the server's answer was lost, it shows that the server took the letter.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from mailflow.core.address import parse_address
from mailflow.core.delivery import Delivery, Fate, Outcome
from mailflow.store import times
from mailflow.store.fence import count_sending
from mailflow.store.letters import WAITING, Letters
from mailflow.store.rows import StoredLetter

_WORST = ("unknown", "deferred", "queued", "bounced", "failed", "sent")
_WAITS = ("held", "queued", "deferred", "cancelled")  # a person may still have it sent
# The server may have taken the envelope that this recipient was in; also where a person has it sent to him once more.
_DOUBTED = "(state = 'unknown' or (doubtful = 1 and state in ('queued', 'deferred')))"
_LONGEST = 1000  # characters of a server's words that are kept


class Handing(Letters):
    """What the worker does with letters. A write joins the open transaction, or is one."""

    def claim(self, limit: int, now: datetime) -> list[StoredLetter]:
        """Take letters that may leave now, those first who have waited longest, and mark them `sending`, durably.

        The caller sends after the commit. Only recipients who still wait for the letter are in its envelope.
        """
        with self._db.write():
            claimed = []
            for letter in self._due(limit, now):
                # When a letter was to leave at the earliest is past; when it was put off to is kept for `unclaim`.
                self._db.execute(
                    "update letters set next_try_at = case state when 'queued' then null else next_try_at end,"
                    " state = 'sending', copy_at = null where id = ?",
                    [letter],
                )
                found = self.get(letter, data=True)
                if found is not None and found.envelope.recipients:
                    claimed.append(found)
                else:
                    self._fold(letter, times.written(now), None)
            if claimed:
                count_sending(self._db)
        return claimed

    def _due(self, limit: int, now: datetime) -> list[int]:
        at = times.written(now)
        queued = self._db.rows(
            "select coalesce(queued_at, created_at), id from letters where state = 'queued' and next_try_at is null"
            " order by id limit ?",
            [limit],
        ) + self._db.rows(
            "select next_try_at, id from letters where state = 'queued' and next_try_at <= ? order by next_try_at limit ?",
            [at, limit],
        )
        deferred = self._db.rows(
            "select next_try_at, id from letters where state = 'deferred' and next_try_at <= ?"
            " order by next_try_at, id limit ?",
            [at, limit],
        )
        due = [letter for _, letter in sorted([*queued, *deferred])][:limit]
        if len(due) < limit:
            due += self._thawed(limit - len(due), at, due)
        return due

    def _thawed(self, limit: int, at: str, but_not: Collection[int]) -> list[int]:
        """Letters that were put off by a clock that has gone back since: they would wait until it catches up."""
        rows = self._db.rows("select id from letters where state = 'deferred' and tried_at > ? order by id", [at])
        return [letter for (letter,) in rows if letter not in but_not][:limit]

    def unclaim(self, letters: Collection[int]) -> None:
        """Their sending was not begun: they wait as before. A copy that came meanwhile is of an earlier attempt."""
        with self._db.write():
            for letter in letters:
                self._db.execute(
                    "update letters set state = case when next_try_at is null then 'queued' else 'deferred' end"
                    " where id = ? and state = 'sending'",
                    [letter],
                )
                row = self._db.row("select state, copy_at from letters where id = ?", [letter])
                if row is not None and row[0] in _WAITS and row[1] is not None:
                    self._arrived_before(letter, row[1])

    def next_due(self, now: datetime) -> datetime | None:
        """When the next letter that waits is due: now where one is queued, None where none waits."""
        if self._db.row("select 1 from letters where state = 'queued' and next_try_at is null limit 1"):
            return now
        first = [
            self._db.one("select min(next_try_at) from letters where state = ?", [state])
            for state in ("deferred", "queued")
        ]
        return min((times.read(at) for at in first if at is not None), default=None)

    def machine_answered(self, token: str, text: str, now: datetime) -> bool:
        """A machine answered a letter (an absence, a receipt): noted beside it. False for no letter of ours."""
        row = self._db.row("select id from letters where token = ?", [token])
        if row is None:
            return False
        with self._db.write():
            self._note(row[0], times.written(now), "auto-reply", "", text[:_LONGEST])
        return True

    def record(self, letter: int, delivery: Delivery, now: datetime, next_try_at: datetime | None) -> None:
        """Write down how an attempt ended, for each recipient, and what that makes of the letter.

        Without `next_try_at` a recipient who was put off is given up. One of whom the delivery says nothing is unknown.
        """
        at = times.written(now)
        with self._db.write():
            if self._state(letter) not in ("sending", "unknown"):
                return
            told = {outcome.recipient.spec for outcome in delivery.outcomes}
            for outcome in delivery.outcomes:
                self._record_one(letter, outcome, at, final=next_try_at is None)
            for recipient in self._recipients(letter):
                if recipient.state in ("queued", "deferred") and recipient.address not in told:
                    self._set(letter, recipient.address, "unknown", at, "the outcome was not reported")
            if self._db.one("select copy_at from letters where id = ?", [letter]) is not None:
                self._prove(letter, at)
            self._db.execute("update letters set tries = tries + 1 where id = ?", [letter])
            self._fold(letter, at, times.written_or_none(next_try_at))

    def _record_one(self, letter: int, outcome: Outcome, at: str, *, final: bool) -> None:
        given_up = final and outcome.fate is Fate.DEFERRED
        state = "failed" if given_up else outcome.fate.value
        text = f"given up: {outcome.text}" if given_up and not outcome.text.startswith("given up") else outcome.text
        self._set(letter, outcome.recipient.spec, state, at, text, outcome.code, outcome.enhanced)

    def _set(
        self, letter: int, address: str, state: str, at: str, text: str, code: int | None = None, enhanced: str = ""
    ) -> None:
        self._db.execute(
            "update recipients set state = ?, code = ?, enhanced = ?, text = ?, at = ?"
            " where letter = ? and address = ? and state not in ('sent', 'failed', 'bounced')",
            [state, code, enhanced, text[:_LONGEST], at, letter, address],
        )
        words = " ".join(word for word in (str(code or ""), enhanced, text[:_LONGEST]) if word)
        self._note(letter, at, state, "", f"{address}: {words}".removesuffix(": "))

    def _fold(self, letter: int, at: str, next_try_at: str | None) -> None:
        """Give a letter the state that its recipients make."""
        rows = self._db.rows("select state, journal from recipients where letter = ?", [letter])
        states = {state for state, journal in rows if not journal} or {state for state, _ in rows}
        worst = next((state for state in _WORST if state in states), "failed")
        state = "deferred" if worst == "queued" else worst
        self._db.execute(
            "update letters set state = ?1, tried_at = ?2, next_try_at = ?3,"
            " sent_at = case when ?1 = 'sent' then coalesce(sent_at, ?2) else sent_at end where id = ?4",
            [state, at, (next_try_at or at) if state == "deferred" else None, letter],
        )

    def sweep(self, now: datetime) -> list[int]:
        """At a worker's start: what its predecessor had on the wire is `unknown` now. Returns those letters.

        Not among them are those whose journal copy had already come.
        """
        at = times.written(now)
        with self._db.write():
            found = self._db.rows("select id, copy_at from letters where state = 'sending' order by id")
            for letter, copy_at in found:
                self._db.execute(
                    "update recipients set state = 'unknown', at = ? where letter = ? and state in ('queued', 'deferred')",
                    [at, letter],
                )
                self._note(letter, at, "unknown", "", "the worker ended while the letter was on its way")
                if copy_at is not None:
                    self._prove(letter, at)
                self._db.execute("update letters set tries = tries + 1 where id = ?", [letter])
                self._fold(letter, at, None)
        return [letter for letter, _ in found if self._state(letter) == "unknown"]

    def journal_seen(self, token: str, now: datetime) -> bool:
        """The journal copy of a letter came: if its fate was unknown, it was sent. False for no letter of ours."""
        row = self._db.row("select id, state, next_try_at from letters where token = ?", [token])
        if row is None:
            return False
        letter, state, next_try_at = row
        at = times.written(now)
        with self._db.write():
            self._note(letter, at, "journal", "", "the journal copy came")
            if state == "sending":
                # The copy can be faster than the server's answer, and the answer may still be lost.
                self._db.execute("update letters set copy_at = ? where id = ?", [at, letter])
            elif state == "unknown" and self._prove(letter, at):
                self._fold(letter, at, next_try_at)
            elif state in ("held", "queued") and self._left_before(letter, at):
                self._fold(letter, at, None)
            elif state in _WAITS:
                self._arrived_before(letter, at)
        return True

    def _arrived_before(self, letter: int, at: str) -> None:
        """A copy of a letter that is to be sent again: who was in the envelope of unknown fate has it, and gets no second one.

        Others who wait for it (a server had refused them) still do.
        """
        if self._prove(letter, at) and not any(r.state in WAITING and not r.journal for r in self._recipients(letter)):
            self._db.execute("update letters set hold = '' where id = ?", [letter])
            self._fold(letter, at, None)

    def _left_before(self, letter: int, at: str) -> bool:
        """A copy of a letter that no server was offered: it left before the database went back to an older copy of itself.

        It is sent then, to everybody in its envelope, and nobody can let it out a second time.
        """
        if any(recipient.at for recipient in self._recipients(letter)):
            return False
        self._db.execute(
            "update recipients set state = 'sent', at = ?, text = 'its journal copy came' where letter = ?"
            " and state = 'queued'",
            [at, letter],
        )
        self._db.execute("update letters set hold = '' where id = ?", [letter])
        return True

    def _prove(self, letter: int, at: str) -> bool:
        """A copy came, so the server took the envelope that the copy was in. False where it shows nothing.

        A copy that the server took in an earlier attempt shows nothing about the one whose answer was lost.
        """
        journals = f"select {_DOUBTED} from recipients where letter = ? and journal = 1"
        fates = self._db.rows(journals, [letter])
        if fates and not any(doubted for (doubted,) in fates):
            return False
        done = self._db.execute(
            "update recipients set state = 'sent', at = ?, text = 'its journal copy came', doubtful = 0"
            f" where letter = ? and {_DOUBTED}",
            [at, letter],
        )
        return done.rowcount > 0

    def bounced(self, token: str, address: str | None, text: str, now: datetime) -> bool:
        """A report says that a letter cannot be delivered. False for no letter of ours."""
        row = self._db.row("select id, state, next_try_at from letters where token = ?", [token])
        if row is None:
            return False
        letter, state, next_try_at = row
        at = times.written(now)
        with self._db.write():
            self._note(letter, at, "bounced", "", f"{address or ''}: {text[:_LONGEST]}".removeprefix(": "))
            # What never left cannot come back: a report on it is a mistake or a lie.
            if state in ("sent", "unknown", "bounced", "sending", "deferred"):
                self._bounce(letter, address, text, at, on_its_way=state == "sending")
            if state in ("sent", "unknown", "bounced"):
                self._fold(letter, at, next_try_at)
        return True

    def _bounce(self, letter: int, address: str | None, text: str, at: str, *, on_its_way: bool) -> None:
        """Of several recipients the one that is named; of one, that one, for servers rewrite addresses."""
        parsed = parse_address(address) if address else None
        key = parsed.key if parsed else ""
        rows = self._db.rows("select place, key from recipients where letter = ? and journal = 0", [letter])
        concerned = [place for place, each in rows if each == key] or ([rows[0][0]] if len(rows) == 1 else [])
        for place in concerned:
            self._db.execute(
                "update recipients set state = 'bounced', text = ?, at = ? where letter = ? and place = ?"
                " and (state in ('sent', 'unknown') or (? and state in ('queued', 'deferred')))",
                [text[:_LONGEST], at, letter, place, on_its_way],
            )
