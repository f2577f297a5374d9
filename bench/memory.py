"""The memory that a large mailbox takes: many messages, and some as large as are fetched."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench import mail
from bench.figures import Figure
from bench.office import Office, imap, smtp
from bench.servers import Sink, dovecot, filled

_SHARE = 250  # one in so many is as large as is fetched


def measure(number: int = 1000) -> Iterator[Figure]:
    """The peaks of the processes over a whole pass."""
    large = number // _SHARE
    messages = itertools.chain(mail.many("mixed", number), (mail.large(number + each) for each in range(large)))
    with dovecot() as server, Sink() as sink:
        user = filled(server, messages)
        with Office(imap(server, user), smtp(sink.port)) as office:
            program = office.call("run", "--once", "--quiet")
    for process, peak in program.peaks.items():
        what = f"peak of the {process}: {number:,} mixed messages and {large} of 49 MB"
        yield Figure(what, peak / 1e6, "MB", most=250)
