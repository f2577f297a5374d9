"""How everything stands, for `status`, the console and monitoring. Read from indexes: its cost hardly grows."""

from __future__ import annotations

from typing import Any

from mailflow.store import times
from mailflow.store.alarms import Alarms
from mailflow.store.database import Database
from mailflow.store.outbox import Outbox
from mailflow.store.rows import MailboxStatus, Status


def standing(db: Database, outbox: Outbox, alarms: Alarms) -> Status:
    """The whole in one value."""
    rows = db.rows(
        "select f.mailbox, f.folder, f.uidvalidity, f.last_contact, f.on_server, f.problem,"
        " (select count(*) from places p where p.mailbox = f.mailbox and p.folder = f.folder"
        "  and p.uidvalidity = f.uidvalidity),"
        " (select coalesce(max(uid), 0) from places p where p.mailbox = f.mailbox and p.folder = f.folder"
        "  and p.uidvalidity = f.uidvalidity)"
        " from folders f order by f.mailbox, f.folder"
    )
    return Status(
        mailboxes=tuple(_mailbox(db, row) for row in rows),
        letters=outbox.counts(),
        messages=dict(db.rows("select state, count(*) from messages group by state")),
        open_reviews=int(db.one("select count(*) from reviews where state = 'open'")),
        alarms=tuple(alarms.listed()),
    )


def _mailbox(db: Database, row: tuple[Any, ...]) -> MailboxStatus:
    mailbox, folder, uidvalidity, contact, on_server, problem, held, newest = row
    unsorted = db.rows(
        "select state, count(*), min(received_at) from messages"
        " where state in ('taken', 'parked', 'oversize') and mailbox = ? group by state",
        [mailbox],
    )
    count = {state: number for state, number, _ in unsorted}
    oldest = next((first for state, _, first in unsorted if state == "taken"), None)
    return MailboxStatus(
        mailbox=mailbox,
        folder=folder,
        conference="",
        uidvalidity=uidvalidity,
        last_contact=times.read_or_none(contact),
        on_server=on_server,
        in_ledger=held,
        newest_uid=newest,
        pending=count.get("taken", 0),
        parked=count.get("parked", 0),
        oldest_pending=times.read_or_none(oldest),
        problem=problem,
    )
