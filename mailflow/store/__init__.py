"""The record: ledger, records, outbox, history and search in SQLite. The only room that knows SQL."""

from mailflow.store.forgetting import Forgettable, KeptBack
from mailflow.store.lock import lock_writer
from mailflow.store.rows import (
    Alarm,
    Attempt,
    Entry,
    FactRow,
    Findable,
    Hit,
    MailboxStatus,
    NewLetter,
    NewRecord,
    Pending,
    Record,
    ReviewItem,
    Status,
    StoredFact,
    StoredLetter,
    Taken,
)
from mailflow.store.store import Store
from mailflow.store.trouble import Busy, Damaged, DiskFull, Doubtful

__all__ = [
    "Alarm",
    "Attempt",
    "Busy",
    "Damaged",
    "DiskFull",
    "Doubtful",
    "Entry",
    "FactRow",
    "Findable",
    "Forgettable",
    "Hit",
    "KeptBack",
    "MailboxStatus",
    "NewLetter",
    "NewRecord",
    "Pending",
    "Record",
    "ReviewItem",
    "Status",
    "Store",
    "StoredFact",
    "StoredLetter",
    "Taken",
    "lock_writer",
]
