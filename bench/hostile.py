"""Hostile text: no list of phrases, and no reading as a whole, may take long on 100 kB made to be slow."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from bench import mail
from mailflow.core.history import History
from mailflow.desk import open_desk
from mailflow.worker.judgement import Batch, Job
from mailflow.worker.sorter import judge

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


def measure() -> None:
    """Print the CPU time of sorting one message with each text, and the slowest list of phrases."""
    sources = mail.sources()
    desk = open_desk(sources)
    batch = Batch(sources.revision, (), History())
    for name, make in _TEXTS.items():
        text = make()
        head = mail.plain(1, 100).partition(b"\r\n\r\n")[0]
        began = time.process_time()
        judge(Job(1, head + b"\r\n\r\n" + text.encode(), mail.RECEIVING, datetime.now(UTC)), desk, batch)
        whole = time.process_time() - began
        began = time.process_time()
        desk.phrases.find(next(iter(sorted(desk.phrases.names))), text + " ")
        lists = time.process_time() - began
        print(f"{name:20} sorted in {whole * 1000:7.0f} ms   all phrase lists together {lists * 1000:6.0f} ms")
