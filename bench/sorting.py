"""What sorting costs: CPU milliseconds a message, and of each stage."""

from __future__ import annotations

import statistics
import time
from datetime import UTC, datetime

from bench import mail
from mailflow.core.history import History
from mailflow.desk import open_desk
from mailflow.worker.judgement import Batch, Job
from mailflow.worker.sorter import judge

_COUNT = 100
_ROUNDS = 4


def measure() -> None:
    """Print median, 95th percentile and mean for plain and for mixed mail."""
    sources = mail.sources()
    began = time.process_time()
    desk = open_desk(sources)
    print(f"desk opened in {(time.process_time() - began) * 1000:.0f} ms")
    batch = Batch(sources.revision, (), History())
    now = datetime.now(UTC)
    kinds = {
        "plain, as people write": mail.described(),
        "plain, 3 KB of prose": [mail.plain(number) for number in range(_COUNT)],
        "mixed": [mail.mixed(number) for number in range(_COUNT)],
    }
    for name, raws in kinds.items():
        best = [float("inf")] * len(raws)
        # The best of several rounds: what other programs do on the machine is not the message's cost. No text is still
        # remembered from the round before, since more texts lie between than are remembered.
        for _ in range(_ROUNDS):
            for number, raw in enumerate(raws):
                began = time.process_time()
                judge(Job(1, raw, mail.RECEIVING, now), desk, batch)
                best[number] = min(best[number], (time.process_time() - began) * 1000)
        times = sorted(best)
        print(
            f"{name:24} median {statistics.median(times):6.2f} ms   95 % {times[int(len(times) * 0.95)]:6.2f} ms"
            f"   mean {statistics.mean(times):6.2f} ms"
        )
