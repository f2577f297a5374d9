"""Hostile text: no list of phrases, and no reading as a whole, may take long on 100 kB made to be slow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bench import mail
from bench.figures import Figure
from mailflow.core.history import History
from mailflow.desk import open_desk
from mailflow.worker.judgement import Batch, Job
from mailflow.worker.sorter import collect_seldom, judge

_SIZE = 100_000


def _repeated(piece: str) -> Callable[[], str]:
    return lambda: piece * (_SIZE // len(piece))


_TEXTS = {
    "nearly a phrase": _repeated("will be repre sented by the following dele gation "),
    "gaps without end": _repeated("the delegation of the delegation of the "),
    "lines of quotation": _repeated(">>> \n"),
    "nearly a header": _repeated("From: a b\nSent: \n"),
    "commas": _repeated("Mr. Berg, "),
    "capitals": _repeated("BERG, Anna; "),
    "brackets": _repeated("(((["),
    "blanks": _repeated(" \t\u00a0"),
    "numbers": _repeated("63 to 65, "),
    "one word": _repeated("a"),
    "list items": _repeated("- Mr. Berg\n"),
}


def measure(number: int = 1000) -> Iterator[Figure]:
    """The CPU time of sorting one message with each text, and of looking for all phrases in it."""
    sources = mail.sources()
    desk = open_desk(sources)
    collect_seldom()
    batch = Batch(sources.revision, (), History())
    slowest = slowest_lists = 0.0
    for name, make in list(_TEXTS.items())[:number]:
        text = make()
        head = mail.plain(1, 100).partition(b"\r\n\r\n")[0]
        began = time.process_time()
        judge(Job(1, head + b"\r\n\r\n" + text.encode(), mail.RECEIVING, datetime.now(UTC)), desk, batch)
        whole = (time.process_time() - began) * 1000
        began = time.process_time()
        desk.phrases.find(next(iter(sorted(desk.phrases.names))), text + " ")
        lists = (time.process_time() - began) * 1000
        yield Figure(f"{name}, the whole message", whole, "ms of CPU", detail=True)
        yield Figure(f"{name}, all phrase lists together", lists, "ms of CPU", detail=True)
        slowest, slowest_lists = max(slowest, whole), max(slowest_lists, lists)
    yield Figure("100 kB of text made to be slow, the slowest", slowest, "ms of CPU")
    yield Figure("all phrase lists together in such a text, the slowest", slowest_lists, "ms of CPU")
