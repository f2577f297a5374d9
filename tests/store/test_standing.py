"""How everything stands, and what is wrong."""

from __future__ import annotations

from mailflow.store import MailboxStatus, Status, Store
from tests.store.build import HOUR, NOW, arrival, begin, letter, message, on_record, taken


def mailbox(store: Store) -> MailboxStatus:
    return store.status().mailboxes[0]


def test_an_empty_store_stands_empty(store: Store) -> None:
    assert store.status() == Status((), {}, {}, 0, ())


def test_messages_are_counted_by_state(store: Store) -> None:
    on_record(store, 1)
    message(store, 2)
    assert store.status().messages == {"sorted": 1, "taken": 1}


def test_letters_are_counted_by_state(store: Store) -> None:
    store.outbox.queue(letter("one"), NOW)
    assert store.status().letters == {"queued": 1}


def test_what_waits_for_a_person_is_counted(store: Store) -> None:
    on_record(store, review=("It asks something.",))
    assert store.status().open_reviews == 1


def test_the_ledger_of_the_current_numbers_is_counted(store: Store) -> None:
    begin(store, uidvalidity=1)
    taken(store, arrival(4), arrival(9))
    begin(store, uidvalidity=2)
    taken(store, arrival(3, uidvalidity=2))
    found = mailbox(store)
    assert (found.uidvalidity, found.in_ledger, found.newest_uid) == (2, 1, 3)


def test_the_age_of_the_oldest_message_that_waits_is_shown(store: Store) -> None:
    begin(store)
    taken(store, arrival(1, received_at=NOW + HOUR), arrival(2))
    assert (mailbox(store).pending, mailbox(store).oldest_pending) == (2, NOW)


def test_parked_messages_are_counted(store: Store) -> None:
    begin(store)
    store.ledger.failed(message(store), "it broke", 1, NOW)
    assert (mailbox(store).parked, mailbox(store).pending) == (1, 0)


def test_the_last_contact_is_kept_when_a_mailbox_is_out_of_reach(store: Store) -> None:
    begin(store)
    store.ledger.contact("oslo", "INBOX", NOW + HOUR, on_server=12)
    store.ledger.contact("oslo", "INBOX", NOW + 2 * HOUR, problem="login refused")
    found = mailbox(store)
    assert (found.last_contact, found.on_server, found.problem) == (NOW + HOUR, 12, "login refused")


def test_an_alarm_is_raised_once_a_cause(store: Store) -> None:
    opened = [store.alarms.open("courier", "No letter could leave.", NOW) for _ in range(2)]
    assert (opened, [alarm.cause for alarm in store.status().alarms]) == ([True, False], ["courier"])


def test_an_alarm_that_is_over_can_be_raised_again(store: Store) -> None:
    store.alarms.open("courier", "No letter could leave.", NOW)
    closed = store.alarms.close("courier", NOW + HOUR)
    assert closed is not None
    assert (closed.opened_at, store.alarms.listed(), store.alarms.open("courier", "Again.", NOW)) == (NOW, [], True)


def test_what_was_never_wrong_is_not_over(store: Store) -> None:
    assert store.alarms.close("courier", NOW) is None


def test_past_alarms_stay_on_record(store: Store) -> None:
    store.alarms.open("courier", "No letter could leave.", NOW)
    store.alarms.close("courier", NOW + HOUR)
    assert [alarm.closed_at for alarm in store.alarms.past()] == [NOW + HOUR]
