"""A message that cannot be sorted is parked after its tries, laid before a person, and tried again when he says so."""

from __future__ import annotations

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
