"""A database that went back in time sends nothing before a person has said so, and answers nothing twice after."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from mailflow.core.arrival import Arrival, Place
from mailflow.core.delivery import Fate
from mailflow.errors import StoreError
from mailflow.store import AWAITS_APPROVAL, WRITTEN_ANEW, Campaign, Doubtful, Store, Unseen, Watched, lock_writer
from tests.store.build import ANNA, HOUR, NOW, arrival, begin, delivery, letter, message, record, taken


def send_one(store: Store, token: str) -> None:
    store.outbox.queue(letter(token), NOW)
    store.outbox.claim(1, NOW)


def restored(path: Path, *, sent_since: bool = True) -> None:
    """Yesterday's copy is put back under the name of the database."""
    copy = path.with_name("copy.db")
    with closing(Store.open(path, create=True)) as store:
        begin(store, uidnext=5)
        message(store, 3)
        send_one(store, "one")
        store.outbox.sweep(NOW)
        store.outbox.queue(letter("waits"), NOW)
        store.backup(copy)
        if sent_since:
            send_one(store, "two")
    copy.replace(path)


def test_a_restored_copy_is_not_sent_from(path: Path) -> None:
    restored(path)
    with pytest.raises(Doubtful, match="older than the letters"):
        Store.open(path)


def test_a_restored_copy_can_be_read(path: Path) -> None:
    restored(path)
    with closing(Store.open(path, readonly=True)) as store:
        assert (store.outbox.counts(), "older than" in store.doubt()) == ({"queued": 1, "unknown": 1}, True)


def test_a_database_that_is_up_to_date_is_not_doubted(store: Store) -> None:
    send_one(store, "one")
    assert store.doubt() == ""


def test_a_removed_log_is_noticed_where_letters_were_in_it(path: Path) -> None:
    worker = Store.open(path, create=True)
    send_one(worker, "one")
    worker.close()
    crashed = Store.open(path)
    send_one(crashed, "two")
    # The file as a killed worker leaves it, without the log that holds its last letters.
    shutil.copy(path, path.with_name("left.db"))
    crashed.close()
    path.with_name("left.db").replace(path)
    with pytest.raises(Doubtful):
        Store.open(path)


def test_a_copy_since_which_nothing_was_sent_is_as_good_as_the_original(path: Path) -> None:
    restored(path, sent_since=False)
    Store.open(path).close()


def test_a_copy_under_another_name_is_not_doubted(path: Path, tmp_path: Path) -> None:
    restored(path)
    shutil.copy(path, tmp_path / "other.db")
    Store.open(tmp_path / "other.db").close()


SEND_ON = """
import sys
from pathlib import Path
from mailflow.store import Store
from tests.store.build import NOW, letter
store = Store.open(Path(sys.argv[1]))
print("sending", flush=True)
for number in range(100_000):
    store.outbox.queue(letter(f"n{number}"), NOW)
    store.outbox.claim(1, NOW)
"""


def test_a_database_that_a_worker_sends_from_is_not_doubted(path: Path) -> None:
    Store.open(path, create=True).close()
    with subprocess.Popen([sys.executable, "-c", SEND_ON, str(path)], stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()
        for _ in range(150):
            Store.open(path).close()
        worker.kill()


def test_a_new_database_under_an_old_name_is_not_doubted(path: Path) -> None:
    restored(path)
    path.unlink()
    Store.open(path, create=True).close()


@pytest.mark.parametrize("mark", [b"", b"nonsense", b"\xff\xfe", b"x 99999999999999999999\n"])
def test_a_broken_mark_accuses_nobody(path: Path, mark: bytes) -> None:
    restored(path)
    path.with_name(f"{path.name}.fence").write_bytes(mark)
    Store.open(path).close()


def test_when_a_person_has_said_so_it_goes_on(path: Path) -> None:
    restored(path)
    Store.accept_restored(path, "kari", NOW)
    Store.open(path).close()


def test_nobody_says_so_under_a_running_worker(path: Path) -> None:
    restored(path)
    lock = lock_writer(path)
    with pytest.raises(StoreError, match="A worker runs already"):
        Store.accept_restored(path, "kari", NOW)
    os.close(lock)


def test_letters_that_wait_in_the_copy_are_held(path: Path) -> None:
    restored(path)
    held = Store.accept_restored(path, "kari", NOW)
    with closing(Store.open(path)) as store:
        found = [(each.id, each.state) for each in store.outbox.listed() if each.id in held]
        assert (found, store.outbox.claim(9, NOW)) == ([(2, "held")], [])


def test_a_held_letter_whose_journal_copy_comes_had_left(path: Path) -> None:
    restored(path)
    (held,) = Store.accept_restored(path, "kari", NOW)
    with closing(Store.open(path)) as store:
        found = store.outbox.get(held)
        assert found is not None
        assert store.outbox.journal_seen(found.token, NOW)
        found = store.outbox.get(held)
        assert found is not None
        assert (found.state, found.hold, found.envelope.recipients) == ("sent", "", ())
        with pytest.raises(StoreError, match="is sent"):
            store.outbox.release(held, "kari", NOW)


def test_a_letter_let_out_again_has_left_as_well_when_its_copy_comes(path: Path) -> None:
    restored(path)
    (held,) = Store.accept_restored(path, "kari", NOW)
    with closing(Store.open(path)) as store:
        store.outbox.release(held, "kari", NOW)
        store.outbox.journal_seen("waits", NOW)
        assert store.outbox.claim(9, NOW) == []


def test_a_late_copy_says_nothing_of_a_letter_that_a_server_refused(path: Path) -> None:
    with closing(Store.open(path, create=True)) as store:
        number = store.outbox.queue(letter("one"), NOW) or 0
        store.outbox.claim(1, NOW)
        store.outbox.record(number, delivery((ANNA, Fate.FAILED)), NOW, None)
        store.outbox.resend(number, "kari", NOW)
        store.outbox.journal_seen("one", NOW)
        assert [each.id for each in store.outbox.claim(9, NOW)] == [number]


def test_a_letter_whose_copy_is_on_record_is_not_put_in_again(path: Path) -> None:
    fresh = letter("lost")
    with closing(Store.open(path, create=True)) as store:
        store.records.commit(record(message(store), message_id=fresh.message_id), NOW)
        assert (store.outbox.queue(fresh, NOW), store.campaigns.copies("oslo")) == (None, {fresh.message_id: 1})


def test_letters_that_wait_for_approval_in_the_copy_may_have_been_approved_since(path: Path) -> None:
    with closing(Store.open(path, create=True)) as store:
        store.campaigns.begin(Campaign("oslo", "call", "call"), "kari", NOW)
        waits = letter("one", campaign="call", purpose="letter", hold=AWAITS_APPROVAL)
        number = store.outbox.queue(waits, NOW) or 0
    Store.accept_restored(path, "kari", NOW)
    with closing(Store.open(path)) as store:
        assert store.campaigns.doubtful("oslo", "call") == {number}
        store.outbox.rewrite(number, waits, "kari", NOW, WRITTEN_ANEW)
        assert store.campaigns.doubtful("oslo", "call") == frozenset()


@pytest.mark.parametrize("file_backlog", [True, False])
def test_mail_that_the_copy_does_not_know_is_filed_and_not_answered(path: Path, file_backlog: bool) -> None:
    restored(path)
    Store.accept_restored(path, "kari", NOW)
    with closing(Store.open(path)) as store:
        begin(store, uidnext=40)
        taken = store.ledger.take([arrival(20), arrival(40)], conference="oslo", file_backlog=file_backlog, now=NOW)
        assert [each.backlog for each in taken] == [True, False]


def test_it_can_go_back_a_second_time(path: Path) -> None:
    restored(path)
    Store.accept_restored(path, "kari", NOW)
    copy = path.with_name("copy.db")
    with closing(Store.open(path)) as store:
        store.backup(copy)
        send_one(store, "three")
    copy.replace(path)
    with pytest.raises(Doubtful):
        Store.open(path)


# Messages that were moved


def gone_back(path: Path, *boxes: Watched, newest: datetime | None = None) -> Store:
    """A copy that knows one message of the mailbox, or none, let go on with these mailboxes."""
    with closing(Store.open(path, create=True)) as store:
        begin(store)
        if newest is not None:
            taken(store, arrival(4, received_at=newest))
    Store.accept_restored(path, "kari", NOW, boxes)
    return Store.open(path)


BOX = Watched("oslo", "INBOX", ("Travel", "Answers"))


@pytest.mark.parametrize(
    ("newest", "since"),
    [(None, NOW), (NOW - 3 * HOUR, NOW - 3 * HOUR), (NOW + 90 * HOUR, NOW)],
    ids=["nothing came yet", "the newest message", "a date in days to come counts for nothing"],
)
def test_folders_are_looked_through_from_a_day_before_the_copy_ends(
    path: Path, newest: datetime | None, since: datetime
) -> None:
    with closing(gone_back(path, BOX, newest=newest)) as store:
        assert store.moves.unseen("oslo") == Unseen(("Answers", "Travel"), since - 24 * HOUR)
        assert store.moves.unseen("lima") is None
        store.moves.seen("oslo")
        assert store.moves.unseen("oslo") is None


def test_folders_that_were_not_looked_through_yet_stay_to_be(path: Path) -> None:
    gone_back(path, BOX, newest=NOW - 3 * HOUR).close()
    with closing(Store.open(path)) as store:
        taken(store, arrival(5, received_at=NOW))
    Store.accept_restored(path, "kari", NOW, [Watched("oslo", "INBOX", ("Papers",))])
    with closing(Store.open(path)) as store:
        assert store.moves.unseen("oslo") == Unseen(("Answers", "Papers", "Travel"), NOW - 27 * HOUR)


def test_of_a_mailbox_that_is_younger_than_the_copy_all_since_the_copy_is_looked_through(path: Path) -> None:
    with closing(gone_back(path, Watched("lima", "INBOX", ("Travel",)))) as store:
        assert store.moves.unseen("lima") == Unseen(("Travel",), NOW - 24 * HOUR)


def test_what_lies_where_it_was_moved_is_backlog_once_and_moved_no_more(path: Path) -> None:
    with closing(gone_back(path, BOX, newest=NOW)) as store:
        known, fresh = arrival(1, arrival(4).raw, folder="Travel"), arrival(2, b"new", folder="Travel")
        first = store.ledger.take_moved([known, fresh], conference="oslo", now=NOW)
        again = store.ledger.take_moved([known, fresh], conference="oslo", now=NOW)
        number = first[1].id
        store.records.commit(record(number, decision={"folder": "Travel"}), NOW)
        taken(store, arrival(9, b"new"))
        assert ([t.new for t in first], first[1].backlog, [t.new for t in again]) == ([False, True], True, [False] * 2)
        assert {place.folder for place in store.ledger.places(number)} == {"Travel", "INBOX"}
        assert not store.moves.has_due("oslo")


def test_old_mail_of_a_mailbox_that_the_copy_does_not_know_is_filed_whatever_is_set(path: Path) -> None:
    with closing(gone_back(path, Watched("lima", "INBOX"))) as store:
        store.ledger.begin("lima", "INBOX", 1, 8, 7, NOW)
        there = Arrival(Place("lima", "INBOX", 1, 7), 3, NOW, raw=b"old")
        (found,) = store.ledger.take([there], conference="lima", file_backlog=False, now=NOW)
        assert found.backlog
