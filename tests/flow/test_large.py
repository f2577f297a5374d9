"""Messages that are larger than a batch are read from the ledger when their turn comes, and are messages like all others."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from tests.flow.invariants import broken
from tests.flow.mail import correspondence
from tests.flow.office import Office
from tests.flow.sink import Sink
from tests.servers.dovecot import Dovecot


def test_messages_larger_than_a_batch_are_each_answered_once(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    # Every acceptance and every paper is larger than 300 bytes.
    office = make_office(limits={"batch_size": 300, "letters_per_domain_per_hour": 1000}, mailbox={"backlog": "answer"})
    post = correspondence()
    delivered = list(itertools.islice(post, 6))
    dovecot.deliver(user, *(each.raw for each in delivered))
    worker = office.run()
    worker.until_logged("mail.taken")
    worker.kill()
    worker.wait()
    # What was taken in and not sorted is left over in the ledger.
    delivered += itertools.islice(post, 3)
    dovecot.deliver(user, *(each.raw for each in delivered[-3:]))
    office.run("--once").wait()
    assert min(len(each.raw) for each in delivered) > 300
    assert broken(office, delivered, sink) == []
