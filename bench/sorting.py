"""What sorting costs: CPU milliseconds a message, and of each stage."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from bench import mail
from bench.figures import Figure
from mailflow.core.history import History
from mailflow.desk import open_desk
from mailflow.worker.judgement import Batch, Job
from mailflow.worker.sorter import collect_seldom, judge

_ROUNDS = 4


def measure(number: int = 100) -> Iterator[Figure]:
    """Median, 95th percentile and mean for plain and for mixed mail."""
    sources = mail.sources()
    began = time.process_time()
    desk = open_desk(sources)
    yield Figure("rules, phrases and roster opened, once a process", time.process_time() - began, "s")
    collect_seldom()
    batch = Batch(sources.revision, (), History())
    now = datetime.now(UTC)
    kinds = {
        "plain, as people write (the demo's)": mail.described()[:number],
        "plain, 3 KB of prose": [mail.plain(each) for each in range(number)],
        "mixed": [mail.mixed(each) for each in range(number)],
    }
    for name, raws in kinds.items():
        best = [float("inf")] * len(raws)
        # The best of several rounds: what other programs do on the machine is not the message's cost. No text is still
        # remembered from the round before, since more texts lie between than are remembered.
        for _ in range(_ROUNDS):
            for place, raw in enumerate(raws):
                began = time.process_time()
                judge(Job(1, raw, mail.RECEIVING, now), desk, batch)
                best[place] = min(best[place], (time.process_time() - began) * 1000)
        times = sorted(best)
        yield Figure(f"{name}: median", statistics.median(times), "ms of CPU/message")
        yield Figure(f"{name}: 95 %", times[int(len(times) * 0.95)], "ms of CPU/message")
        yield Figure(f"{name}: mean", statistics.mean(times), "ms of CPU/message")
