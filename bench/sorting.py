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

_COUNT = 300


def measure() -> None:
    """Print median, 95th percentile and mean for plain and for mixed mail."""
    sources = mail.sources()
    began = time.process_time()
    desk = open_desk(sources)
    print(f"desk opened in {(time.process_time() - began) * 1000:.0f} ms")
    batch = Batch(sources.revision, (), History())
    now = datetime.now(UTC)
    for name, make in (("plain, 3 KB", mail.plain), ("mixed", mail.mixed)):
        raws = [make(number) for number in range(_COUNT)]
        times = []
        for raw in raws:
            began = time.process_time()
            judge(Job(1, raw, mail.RECEIVING, now), desk, batch)
            times.append((time.process_time() - began) * 1000)
        times = sorted(times[20:])
        print(
            f"{name:12} median {statistics.median(times):6.2f} ms   95 % {times[int(len(times) * 0.95)]:6.2f} ms"
            f"   mean {statistics.mean(times):6.2f} ms"
        )
