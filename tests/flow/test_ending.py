"""SIGTERM and Ctrl-C end the worker within ten seconds, whatever hangs."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from tests.flow.mail import acceptance, desk
from tests.flow.office import Office, Worker, imap
from tests.flow.sink import WAIT, Sink
from tests.flow.waiting import meanwhile, until
from tests.servers.dovecot import Dovecot
from tests.servers.script import SILENCE, ScriptedImap

NORWAY, PERU = acceptance("Norway"), acceptance("Peru")


def seconds_to_end(worker: Worker, number: int = signal.SIGTERM) -> float:
    """How long it takes from the signal."""
    began = time.monotonic()
    worker.process.send_signal(number)
    worker.wait()
    return time.monotonic() - began


def test_worker_with_nothing_to_do_ends_at_once(office: Office) -> None:
    with office.running() as worker:
        assert seconds_to_end(worker, signal.SIGINT) < 3
    assert worker.process.returncode == 0


def test_nothing_that_hangs_holds_up_the_end(
    dovecot: Dovecot, user: str, sink: Sink, make_office: Callable[..., Office]
) -> None:
    office = make_office(courier={"timeout_seconds": 60})
    sink.dot = lambda _: WAIT
    with office.running() as worker:
        dovecot.deliver(user, NORWAY.raw)
        until(lambda: sink.heard, "a letter on the wire")
        (child,) = worker.children()
        os.kill(child, signal.SIGSTOP)
        dovecot.deliver(user, PERU.raw)
        until(lambda: office.states().get("taken"), "the message in the ledger")
        assert seconds_to_end(worker) < 10
    sink.dot = lambda _: None
    # The message is taken up at the next start. The server may have the letter: no machine sends it again.
    assert office.run("--once").wait() == 1
    assert sorted((x.recipients[0].address, x.state) for x in office.letters() if x.message) == [
        (desk("Norway"), "unknown"),
        (desk("Peru"), "sent"),
    ]


async def test_mailbox_that_says_nothing_does_not_hold_up_the_end(
    make_office: Callable[..., Office],
) -> None:
    async with ScriptedImap(LOGIN=SILENCE) as server:
        office = make_office(mailboxes={"oslo": imap(server, "oslo")})
        worker = office.run()
        await meanwhile(lambda: any("LOGIN" in line for line in server.lines), "a login")
        began = time.monotonic()
        worker.process.send_signal(signal.SIGTERM)
        await meanwhile(lambda: worker.process.poll() is not None, "the worker ended")
        assert time.monotonic() - began < 10
