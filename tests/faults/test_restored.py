"""An older copy of the database is put back, and a database is held by another program: nothing is sent from doubt."""

from __future__ import annotations

import itertools
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable

import pytest

from tests.faults.figures import count
from tests.faults.test_kills import NO_CEILINGS
from tests.flow.invariants import broken, damaged
from tests.flow.mail import OPERATOR, correspondence
from tests.flow.office import Office
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot

JOURNAL = "journal@secretariat.example"
ROUNDS = 3


def answers(sink: Sink) -> Counter[str]:
    """Who was written to, how often."""
    return Counter(a for x in sink.letters for a in x.recipients if a not in (OPERATOR, JOURNAL))


@pytest.mark.long
def test_restored_backup_brings_no_second_letter(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = make_office(limits=NO_CEILINGS, conference={"journal": JOURNAL}, mailbox={"backlog": "answer"})
    post, copy, database = correspondence(), office.folder / "copy.db", office.folder / "mailflow.db"
    for _ in range(ROUNDS):
        dovecot.deliver(user, *(each.raw for each in itertools.islice(post, 3)))
        office.run("--once").wait()
        # At the time of the backup two answers wait for a server that is down; they leave later.
        sink.deaf()
        dovecot.deliver(user, *(each.raw for each in itertools.islice(post, 2)))
        office.run("--once").wait()
        copy.unlink(missing_ok=True)
        office.call("backup", str(copy))
        sink.listen()
        dovecot.deliver(user, *(each.raw for each in itertools.islice(post, 3)))
        office.run("--once").wait()
        before = answers(sink)
        for name in ("mailflow.db-wal", "mailflow.db-shm"):
            (office.folder / name).unlink(missing_ok=True)
        shutil.copy(copy, database)
        refused = office.run("--once").wait()
        assert (refused, answers(sink)) == (3, before)
        # The journal's copies lie in the mailbox by now: they tell which of the letters that waited had left.
        waited = [x for x in sink.letters if JOURNAL in x.recipients][-5:]
        dovecot.deliver(user, *(x.content for x in waited), sender="")
        office.call("doctor", "--restored", "--offline")
        held = len(office.letters(state="held"))
        office.run("--once").wait()
        left = office.letters(state="held")
        office.run("--once").wait()
        assert (answers(sink), held, left) == (before, 2, [])
    doubled = [address for address, times in answers(sink).items() if times > 1]
    count("restored backups", ROUNDS, [], doubled)
    assert (doubled, damaged(office)) == ([], [])


def test_database_that_another_program_holds_is_waited_for(
    dovecot: Dovecot, user: str, sink: Sink, office: Office
) -> None:
    delivered = list(itertools.islice(correspondence(), 3))
    with office.running():
        other = sqlite3.connect(office.folder / "mailflow.db", isolation_level=None)
        other.execute("begin immediate")
        dovecot.deliver(user, *(each.raw for each in delivered))
        # Long enough that the worker has come upon it: the messages are fetched, and nothing is on record.
        looked = office.call("status", "--json").objects
        letters = list(sink.letters)
        other.execute("rollback")
        other.close()
        office.until_settled(len(delivered))
    assert (letters, looked[0]["messages"]) == ([], {})
    assert broken(office, delivered, sink) == []
