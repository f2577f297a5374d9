"""Reminders that an answer has overtaken: taken out of the outbox in the transaction in which the answer takes effect."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mailflow.core.packing import unpacked
from mailflow.store.database import Database

WITHDRAWN = "withdrawn: "  # how the reason begins that is noted beside a letter
_WAITING = """
select l.id, l.tries, c.owed from letters l join campaigns c on c.conference = l.conference and c.name = l.campaign
    where l.conference = ? and l.party = ? and l.campaign is not null and l.state in ('held', 'queued', 'deferred')
    and c.reminds is not null order by l.id
"""


def withdraw(
    db: Database, conference: str, brought: Mapping[str, Collection[str]], why: str, by: str, at: str
) -> list[int]:
    """Cancel each reminder that still waits for something which its party has brought now; the letters, oldest first.

    A letter that is on a connection at this moment is not among them: it was sent before the answer was known.
    """
    withdrawn = []
    for party, kinds in brought.items():
        for letter, tries, owed in db.rows(_WAITING, [conference, party]):
            if not {*unpacked(owed)}.intersection(kinds):
                continue
            db.execute("update letters set state = 'cancelled', next_try_at = null where id = ?", [letter])
            if not tries:
                # What never left is not counted as if it had.
                db.execute("update letters set queued_at = null where id = ?", [letter])
                db.execute("update recipients set queued_at = null where letter = ?", [letter])
            db.execute(
                "insert into attempts (letter, at, what, entered_by, text) values (?, ?, 'cancelled', ?, ?)",
                [letter, at, by, f"{WITHDRAWN}{why}"],
            )
            withdrawn.append(letter)
    return withdrawn
