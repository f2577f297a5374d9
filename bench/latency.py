"""From the delivery of a message to its acknowledgement, and what the worker costs while nothing comes."""

from __future__ import annotations

import random
import smtplib
import time
from collections.abc import Iterator
from statistics import median

from bench import mail
from bench.figures import Figure
from bench.office import Office, imap, smtp
from bench.servers import Sink, dovecot
from tests.servers.dovecot import Dovecot
from tests.servers.ports import HOST

_IDLE_SECONDS = 15.0


def measure(number: int = 200) -> Iterator[Figure]:
    """Messages delivered one at a time, at moments that say nothing of when the worker looks."""
    with dovecot() as server, Sink() as sink:
        user = server.new_user()
        with Office(imap(server, user), smtp(sink.port)) as office:
            worker = office.start("run")
            try:
                worker.until_logged("worker.started")
                _delivered(server, sink, user, 0)  # the first one finds everything not yet used
                times = sorted(_delivered(server, sink, user, 1 + each) for each in range(number))
                began, before = time.monotonic(), worker.cpu_now()
                time.sleep(_IDLE_SECONDS * min(1, number / 200))
                share = (worker.cpu_now() - before) / (time.monotonic() - began)
            finally:
                code = worker.stop()
        if code:
            raise RuntimeError(f"exit code {code}; it said:\n{worker.said[-3000:]}")
    yield Figure(f"delivery to acknowledgement, {number} messages, p50", median(times) * 1000, "ms", most=150)
    yield Figure("delivery to acknowledgement, p99", times[int(len(times) * 0.99)] * 1000, "ms", most=400)
    yield Figure("processor time while nothing comes", share * 100, "% of a core", most=2)


def _delivered(server: Dovecot, sink: Sink, user: str, number: int) -> float:
    """Seconds from the server's 250 for a message to ours for its acknowledgement."""
    chance = random.Random(number)
    with smtplib.LMTP(HOST, server.lmtp_port) as lmtp:
        time.sleep(chance.uniform(0.05, 0.3))
        before = sink.count
        sink.tell()
        lmtp.sendmail("officer@foreign.norway.example", [f"{user}@secretariat.example"], mail.acceptance(number))
        at = time.monotonic()
    sink.until(before + 1)
    return sink.tell()[0][0] - at
