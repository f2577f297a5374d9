"""A message that cannot be sorted is parked after its tries, laid before a person, and tried again when he says so."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable

from tests.flow.mail import acceptance, desk
from tests.flow.office import Office
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot


def test_parked_message_is_shown_and_tried_again_after_a_fix(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    # So little memory that no sorting process lives through a message.
    office = make_office(mailbox={"backlog": "answer"}, limits={"sort_memory": "60 MB", "tries": 1})
    dovecot.deliver(user, acceptance("Norway").raw)
    code = office.run("--once").wait()
    (status,), (item,) = office.objects("status"), office.objects("review")
    assert (code, status["messages"], sink.heard) == (1, {"parked": 1}, [])
    assert "parked" in item["reasons"][0]

    office.limits = {}
    office.configure()
    retried = office.call("retry", "--all")
    code = office.run("--once").wait()
    assert (retried.out, code, office.objects("review")) == ("1 to be tried again.\n", 0, [])
    assert [letter.recipients for letter in sink.letters] == [(desk("Norway"),)]


def test_parked_message_that_a_person_accepts_is_tried_again(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = make_office(mailbox={"backlog": "answer"}, limits={"sort_memory": "60 MB", "tries": 1})
    dovecot.deliver(user, acceptance("Norway").raw)
    office.run("--once").wait()
    office.limits = {}
    office.configure()
    accepted = office.call("review", "accept", "1")
    code = office.run("--once").wait()
    assert ("is tried again" in accepted.out, code, office.objects("review")) == (True, 0, [])
    assert [letter.recipients for letter in sink.letters] == [(desk("Norway"),)]


def test_message_that_cannot_be_put_on_record_takes_no_other_with_it(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = make_office(mailbox={"backlog": "answer"}, limits={"tries": 2})
    assert office.run("--once").wait() == 0
    # What SQLite refuses for one message is a fault of that message, as far as anybody can tell.
    with contextlib.closing(sqlite3.connect(office.folder / "mailflow.db")) as database:
        database.execute(
            "create trigger refusing before insert on facts when new.party = 'PER'"
            " begin select raise(abort, 'refused by a test'); end"
        )
    for state in ("Norway", "Peru", "Malta"):
        dovecot.deliver(user, acceptance(state).raw)
    worker = office.run("--once")
    code = worker.wait()
    (status,), (item,) = office.objects("status"), office.objects("review")
    assert (code, status["messages"]) == (1, {"parked": 1, "sorted": 2})
    assert worker.text.count("mail.sorted") == 2  # also where the batch was undone and written anew
    assert ("parked" in item["reasons"][0], item["sender"]) == (True, "")
    assert sorted(letter.recipients for letter in sink.letters) == [(desk("Malta"),), (desk("Norway"),)]
    with office.store() as store:
        assert {fact.party for fact in store.records.facts(conference="oslo")} == {"NOR", "MLT"}
