"""The store as the rest of the program sees it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from mailflow.store import opening, search
from mailflow.store.alarms import Alarms
from mailflow.store.archive import Archive
from mailflow.store.campaigns import Campaigns
from mailflow.store.copying import backup, damage
from mailflow.store.database import Database
from mailflow.store.documents import Documents
from mailflow.store.forgetting import Forgetting, compact
from mailflow.store.issues import Issues
from mailflow.store.ledger import Ledger
from mailflow.store.moves import Moves
from mailflow.store.outbox import Outbox
from mailflow.store.promises import Promises
from mailflow.store.proposals import Proposals
from mailflow.store.records import Records
from mailflow.store.repairing import repair
from mailflow.store.restoring import Watched, accept_restored
from mailflow.store.rows import Hit, Status
from mailflow.store.standing import standing


class Store:
    """One database. A connection belongs to the thread that opened it."""

    def __init__(self, db: Database) -> None:
        self._db, self.path = db, db.path
        self.moves = Moves(db)
        self.ledger = Ledger(db, self.moves)
        self.outbox = Outbox(db)
        self.records = Records(db, self.outbox, self.moves)
        self.proposals = Proposals(db, self.records)
        self.campaigns = Campaigns(db, self.outbox)
        self.promises = Promises(db)
        self.alarms = Alarms(db)
        self.documents = Documents(db)
        self.forgetting = Forgetting(db)
        self.issues = Issues(db)
        self.archive = Archive(db)

    @classmethod
    def open(cls, path: Path, *, create: bool = False, readonly: bool = False, check: bool = False) -> Store:
        """Open the database; `check` looks for damage first. Raises `StoreError` with what is wrong and what to do."""
        db = opening.open_database(path, create=create, readonly=readonly)
        try:
            if check:
                opening.check(db)
        except BaseException:
            db.close()
            raise
        return cls(db)

    @staticmethod
    def accept_restored(path: Path, by: str, now: datetime, mailboxes: Sequence[Watched] = ()) -> list[int]:
        """A person says that the database may go on from an older copy. See `mailflow.store.restoring`."""
        return accept_restored(path, by, now, mailboxes)

    @staticmethod
    def repair(path: Path, by: str, now: datetime) -> list[str]:
        """Put right what can be made again from the rest of the database. See `mailflow.store.repairing`."""
        return repair(path, by, now)

    def write(self) -> AbstractContextManager[None]:
        """The write transaction."""
        return self._db.write()

    def savepoint(self) -> AbstractContextManager[None]:
        """A part of it that can fail alone."""
        return self._db.savepoint()

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def search(self, text: str, conference: str | None = None, limit: int = 50) -> list[Hit]:
        """Messages that hold the words."""
        return search.find(self._db, text, conference, limit)

    def backup(self, target: Path) -> None:
        """Copy the database while it is in use, whole and checked, to a new file that appears when it is done.

        Raises `StoreError` where the target exists or cannot be written.
        """
        backup(self._db, target)

    def compact(self) -> None:
        """Write the file anew without what was deleted, while no worker runs. Raises `StoreError` where somebody reads."""
        compact(self._db)

    def damage(self) -> list[str]:
        """What SQLite's own integrity check finds, and broken references; [] for a whole database."""
        return damage(self._db)

    def doubt(self) -> str:
        """Why nothing may be sent from this database though it is whole; "" for none. Only a reader sees it."""
        return opening.doubt(self._db)

    def changes(self) -> int:
        """A number that differs when another process has written since."""
        return int(self._db.one("pragma data_version"))

    def status(self) -> Status:
        """How everything stands. Takes some milliseconds, however much is on record."""
        return standing(self._db, self.outbox, self.alarms)
