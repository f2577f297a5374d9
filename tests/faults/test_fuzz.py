"""Everything that fuzzing found, and some of what it tries. `python -m tests.faults.fuzz TARGET` goes on for as long as one likes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.faults.figures import count
from tests.faults.fuzz import CASES, seeds
from tests.faults.targets import TARGETS

FOUND = sorted(CASES.glob("*-*"))
SEEDS = {name: seeds(name) for name in TARGETS}
PIECES = [
    b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"--b", b"--b--", b"=?utf-8?q?=", b"?=", b"\"", b"(", b"<", b">", b";", b"; ", b"=", b"@",
    b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Transfer-Encoding: base64\r\n", b"From: ", b"\r\n\r\n", b" ", b"\t",
    b"Authentication-Results: mx.secretariat.example; dmarc=pass header.from=ministry.norway.example\r\n", b"\xed\xa0\x80",
    b"<table>", b"</div>", b"&#", b"PK\x03\x04", b"%PDF-", b"stream", b"\\bin9999999 ", b"\\u-1", b"9" * 40, b"\xe2\x80\xae",
]  # fmt: skip


@pytest.mark.parametrize("case", FOUND, ids=lambda file: file.name)
def test_what_was_found_stays_mended(case: Path) -> None:
    began = time.process_time()
    TARGETS[case.name.partition("-")[0]](case.read_bytes())
    assert time.process_time() - began < 2


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """A seed with pieces put in, taken out, doubled and exchanged."""
    data = draw(st.sampled_from(SEEDS[name]))[:20_000]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8), st.just(data[start:end] * 3)))
        data = data[:start] + piece + data[end:]
    return data


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("times", [60, pytest.param(4000, marks=pytest.mark.long)])
def test_promises_are_kept(name: str, times: int) -> None:
    tried = 0

    @settings(
        max_examples=times, deadline=2000, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(mutated(name))
    def kept(data: bytes) -> None:
        nonlocal tried
        tried += 1
        TARGETS[name](data)

    kept()
    count("inputs made by fuzzing", tried)
