"""The outbox: letters with their exact bytes, and how each stands (design law 3).

    held ─► queued ─► sending ─► sent ─► bounced          a person: held ◄─► queued, cancelled
              ▲          ├─────► deferred ─► (sending again when due)
              │          ├─────► failed
              └──────────┤ not begun
                         └─────► unknown ─► sent (its journal copy came, or a person says so)

`sending` is written before the connection is used. What is found `sending` at the start of a worker was on the wire when
its predecessor ended: it becomes `unknown` and is never sent again by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mailflow.core.packing import packed
from mailflow.errors import Refused, StoreError
from mailflow.store import times
from mailflow.store.handing import Handing
from mailflow.store.promises import note_announcements
from mailflow.store.rows import NewLetter
from mailflow.store.withdrawing import WITHDRAWN

AWAITS_APPROVAL = "it waits for the approval of its campaign"  # why a letter to many is held at first


class Outbox(Handing):
    """Letters that go out. A write joins the open transaction, or is one."""

    def queue(self, letter: NewLetter, now: datetime) -> int | None:
        """Put a letter in. One letter a message and purpose, one a campaign and party: a second is None, and not put in.

        Nor is one whose journal copy is on record without it: it left before the database went back to an older copy. Raises `StoreError` where another letter has the same token: both would have one Message-ID.
        """
        at = times.written(now)
        leaves_at = None if letter.hold else times.written_or_none(letter.leaves_at)
        queued_at = None if letter.hold else leaves_at or at
        with self._db.write():
            if self._left_unrecorded(letter):
                return None
            done = self._db.execute(
                "insert into letters (token, conference, party, purpose, template, language, subject, message_id, sender,"
                " message, campaign, state, hold, created_at, queued_at, next_try_at, template_revision, rules_revision)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                [
                    letter.token,
                    letter.conference,
                    letter.party,
                    letter.purpose,
                    letter.template,
                    letter.language,
                    letter.subject,
                    letter.message_id,
                    letter.envelope.sender.spec if letter.envelope.sender else None,
                    letter.message,
                    letter.campaign,
                    "held" if letter.hold else "queued",
                    letter.hold,
                    at,
                    queued_at,
                    leaves_at,
                    letter.template_revision,
                    letter.rules_revision,
                ],
            )
            if done.rowcount != 1:
                self._same_occasion(letter)
                return None
            number = int(done.lastrowid or 0)
            self._db.execute("insert into letter_data values (?, ?)", [number, letter.data])
            self._address(number, letter, queued_at)
            note_announcements(self._db, letter, at)
            if letter.message is not None:
                self._tally(queued_at, 1)
        return number

    def _address(self, number: int, letter: NewLetter, queued_at: str | None) -> None:
        once = {address.spec: address for address in letter.envelope.recipients}
        for place, address in enumerate(once.values()):
            self._db.execute(
                "insert into recipients (letter, place, address, key, domain, journal, automatic, queued_at)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    number,
                    place,
                    address.spec,
                    address.key,
                    address.domain,
                    int(letter.journal is not None and address.spec == letter.journal.spec),
                    int(letter.message is not None),
                    queued_at,
                ],
            )

    def _left_unrecorded(self, letter: NewLetter) -> bool:
        """Nobody can know the Message-ID of a letter that has not left: a message that bears it is the letter's own copy."""
        copied = "select 1 from messages where conference = ? and message_id = ?"
        return self._db.row(copied, [letter.conference, letter.message_id]) is not None

    def _same_occasion(self, letter: NewLetter) -> None:
        row = self._db.row("select id, message, purpose, campaign, party from letters where token = ?", [letter.token])
        if row is not None and row[1:] != (letter.message, letter.purpose, letter.campaign, letter.party):
            raise StoreError(f"Letter {row[0]}, for another occasion, has the token {letter.token} already.")

    # What a person does. Each raises `StoreError` with a sentence where the letter's state does not allow it.

    def hold(self, letter: int, by: str, now: datetime, why: str = "held by a person") -> None:
        """Keep a letter back that has not left."""
        with self._db.write():
            self._move(letter, ("queued", "deferred"), "held", by, now, why)
            self._db.execute("update letters set hold = ?, next_try_at = null where id = ?", [why, letter])
            self._let_out(letter, None)

    def release(self, letter: int, by: str, now: datetime) -> None:
        """Let a held letter leave. A letter to many is let out by the approval of its campaign."""
        with self._db.write():
            self._refuse_unapproved(letter)
            self.let_go(letter, by, now, "released")

    def let_go(self, letter: int, by: str, now: datetime, text: str) -> None:
        """The same for one that was approved. `text` is noted beside it."""
        with self._db.write():
            self._move(letter, ("held",), "queued", by, now, text)
            self._queue_again(letter, times.written(now))

    def cancel(self, letter: int, by: str, now: datetime) -> None:
        """A letter that has not left never will."""
        with self._db.write():
            self._move(letter, ("held", "queued", "deferred"), "cancelled", by, now, "cancelled")
            self._db.execute("update letters set next_try_at = null where id = ?", [letter])
            if not self._db.one("select tries from letters where id = ?", [letter]):
                self._let_out(letter, None)

    def resend(self, letter: int, by: str, now: datetime) -> None:
        """A person decides that a letter is sent again: the same bytes under the same Message-ID, to those not reached.

        Who may have it already is marked: should the journal copy of the first time come before it leaves, it stays.
        """
        with self._db.write():
            self._refuse_unapproved(letter)
            self._refuse_overtaken(letter)
            allowed = ("unknown", "failed", "bounced", "cancelled", "deferred")
            self._move(letter, allowed, "queued", by, now, "sent again")
            self._db.execute(
                "update recipients set doubtful = doubtful or state = 'unknown', state = 'queued'"
                " where letter = ? and state in ('unknown', 'failed', 'bounced')",
                [letter],
            )
            self._queue_again(letter, times.written(now))

    def settle_sent(self, letter: int, by: str, now: datetime) -> None:
        """A person knows that a letter of unknown fate arrived."""
        at = times.written(now)
        with self._db.write():
            self._move(letter, ("unknown",), "sent", by, now, "it arrived")
            self._db.execute(
                "update recipients set state = 'sent', at = ? where letter = ? and state = 'unknown'", [at, letter]
            )
            self._fold(letter, at, None)

    def rewrite(self, letter: int, fresh: NewLetter, by: str, now: datetime, what: str) -> None:
        """Put another text in the place of a letter that no server was offered yet, held or cancelled; the old one is kept.

        Message-ID, occasion and place in the outbox stay, recipients are those of `fresh`. It is held where `fresh` has
        a reason for that, and else may leave. Raises `StoreError` where a server may have seen it.
        """
        with self._db.write():
            if any(recipient.at for recipient in self._recipients(letter)):
                raise Refused(f"Letter {letter} was offered to a server already; its text can no longer be changed.")
            self._keep(letter, by, now)
            state = "held" if fresh.hold else "queued"
            self._move(letter, ("held", "cancelled"), state, by, now, what)
            self._db.execute(
                "update letters set party = ?, template = ?, language = ?, subject = ?, sender = ?, hold = ?,"
                " next_try_at = null, tries = 0, template_revision = ?, rules_revision = ? where id = ?",
                [
                    fresh.party,
                    fresh.template,
                    fresh.language,
                    fresh.subject,
                    fresh.envelope.sender.spec if fresh.envelope.sender else None,
                    fresh.hold,
                    fresh.template_revision,
                    fresh.rules_revision,
                    letter,
                ],
            )
            self._db.execute("update letter_data set data = ? where letter = ?", [fresh.data, letter])
            self._db.execute("delete from recipients where letter = ?", [letter])
            self._address(letter, fresh, None)
            self._let_out(letter, None if fresh.hold else times.written(now))

    def _keep(self, letter: int, by: str, now: datetime) -> None:
        """What a letter was until now, beside what it becomes."""
        found = self.get(letter, data=True)
        if found is None:
            raise Refused(f"There is no letter {letter}.")
        self._db.execute(
            "insert into revisions (letter, at, entered_by, subject, language, template, template_revision, recipients,"
            " data) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                letter,
                times.written(now),
                by,
                found.subject,
                found.language,
                found.template,
                found.template_revision,
                packed([recipient.address for recipient in found.recipients]),
                # Letters travel in seven bits: they can be read in an archive as they are.
                found.data.decode("latin-1"),
            ],
        )

    # Within

    def _refuse_unapproved(self, letter: int) -> None:
        """What only an approval may let out: a letter to many whose bytes nobody has put his name to."""
        row = self._db.row("select campaign, hold from letters where id = ?", [letter])
        if row is not None and row[0] is not None and row[1] == AWAITS_APPROVAL:
            raise Refused(
                f"Letter {letter} belongs to the campaign {row[0]} and was not approved."
                f" Let it out with: mailflow letters approve {row[0]}"
            )

    def _refuse_overtaken(self, letter: int) -> None:
        """A reminder that was withdrawn: whether its party is reminded all the same is asked for by name, not by "resend"."""
        row = self._db.row("select state from letters where id = ?", [letter])
        last = self._db.row("select text from attempts where letter = ? order by id desc limit 1", [letter])
        if row == ("cancelled",) and last is not None and last[0].startswith(WITHDRAWN):
            raise Refused(f"Letter {letter} was {last[0]}. See: mailflow letters renew {letter}")

    def _move(self, letter: int, allowed: Sequence[str], state: str, by: str, now: datetime, text: str) -> None:
        found = self._state(letter)
        if found is None:
            raise Refused(f"There is no letter {letter}.")
        if self._db.one("select forgotten_at from letters where id = ?", [letter]) is not None:
            raise Refused(f"The text of letter {letter} was forgotten: nothing can be sent or changed.")
        if found not in allowed:
            raise Refused(f"Letter {letter} is {found}; this is possible only for letters that are {_or(allowed)}.")
        self._db.execute("update letters set state = ? where id = ?", [state, letter])
        self._note(letter, times.written(now), state, by, text)

    def _queue_again(self, letter: int, at: str) -> None:
        self._db.execute("update letters set next_try_at = null, tries = 0, hold = '' where id = ?", [letter])
        self._let_out(letter, at)


def _or(words: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
