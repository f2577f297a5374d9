"""Work in child processes: what it gives, what it raises, and that it ends."""

from __future__ import annotations

import os
import threading

import pytest

from mailflow.errors import LetterError, MailflowError
from mailflow.worker.bounded import Bounds, Stopped, bounded, in_children

WIDE = Bounds(30, 500_000_000)


def endless() -> int:
    while True:
        pass


def test_result_comes_back() -> None:
    assert bounded(lambda: {"pid": os.getpid() != parent}, "It", WIDE) == {"pid": True}


parent = os.getpid()


def test_error_comes_back_whole() -> None:
    def fail() -> int:
        raise LetterError("It is wrong.", file="x.en.md", line=7, key="subject", hint="Put it right.")

    with pytest.raises(LetterError) as caught:
        bounded(fail, "It", WIDE)
    error = caught.value
    assert (error.file, error.line, error.key, error.hint) == ("x.en.md", 7, "subject", "Put it right.")
    assert str(error) == "x.en.md:7 [subject]: It is wrong. Put it right."


def test_work_without_end_is_stopped() -> None:
    with pytest.raises(MailflowError, match=r"^The letter took longer than 1 seconds, and was stopped\."):
        bounded(endless, "The letter", Bounds(1, 500_000_000))


def test_work_that_only_waits_is_stopped_later() -> None:
    with pytest.raises(MailflowError, match=r"took longer than 0\.05 seconds"):
        bounded(threading.Event().wait, "The letter", Bounds(0.05, 500_000_000))


def test_work_that_takes_all_memory_is_stopped() -> None:
    with pytest.raises(MailflowError, match="took too much memory"):
        bounded(lambda: len(bytearray(2_000_000_000)), "The letter", Bounds(30, 100_000_000))


def test_work_that_ends_its_process_is_noticed() -> None:
    with pytest.raises(MailflowError, match="broke off"):
        bounded(lambda: os._exit(3), "The letter", WIDE)


def test_all_items_are_done_beside_each_other() -> None:
    def work(n: int) -> int:
        if n == 3:
            raise ValueError(n)
        return endless() if n == 5 else n * n

    found = dict(in_children(work, range(8), Bounds(1, 500_000_000, processes=3)))
    assert {n: x for n, x in found.items() if isinstance(x, int)} == {0: 0, 1: 1, 2: 4, 4: 16, 6: 36, 7: 49}
    assert isinstance(found[3], ValueError)
    assert found[5] == Stopped("took longer than 1 seconds")


def test_large_results_come_back() -> None:
    assert len(bounded(lambda: "x" * 3_000_000, "It", WIDE)) == 3_000_000
