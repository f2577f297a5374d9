"""The record: ledger, records, outbox, history and search in SQLite. The only room that knows SQL."""

from mailflow.store.campaigns import WRITTEN_ANEW
from mailflow.store.forgetting import Forgettable, KeptBack
from mailflow.store.lock import lock_writer
from mailflow.store.moves import Move, Unseen
from mailflow.store.outbox import AWAITS_APPROVAL
from mailflow.store.restoring import Watched
from mailflow.store.rows import (
    Alarm,
    AnnouncedSession,
    Approval,
    Attempt,
    Campaign,
    Entry,
    FactRow,
    Heard,
    Hit,
    Issue,
    MailboxStatus,
    NewLetter,
    NewRecord,
    Pending,
    Promise,
    Recipient,
    Record,
    ReviewItem,
    Revision,
    Status,
    StoredFact,
    StoredLetter,
    Taken,
)
from mailflow.store.store import Store
from mailflow.store.trouble import Busy, Damaged, DiskFull, Doubtful

__all__ = [
    "AWAITS_APPROVAL",
    "WRITTEN_ANEW",
    "Alarm",
    "AnnouncedSession",
    "Approval",
    "Attempt",
    "Busy",
    "Campaign",
    "Damaged",
    "DiskFull",
    "Doubtful",
    "Entry",
    "FactRow",
    "Forgettable",
    "Heard",
    "Hit",
    "Issue",
    "KeptBack",
    "MailboxStatus",
    "Move",
    "NewLetter",
    "NewRecord",
    "Pending",
    "Promise",
    "Recipient",
    "Record",
    "ReviewItem",
    "Revision",
    "Status",
    "Store",
    "StoredFact",
    "StoredLetter",
    "Taken",
    "Unseen",
    "Watched",
    "lock_writer",
]
