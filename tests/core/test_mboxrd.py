"""What is written into an mbox is read back byte by byte, whatever the messages hold."""

from __future__ import annotations

import io
import mailbox
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.mboxrd import cut, entry, messages

AT = datetime(2027, 2, 22, 9, 5, tzinfo=UTC)
_pieces = st.sampled_from([b"From ", b">From ", b">>From x", b"\n", b"\r\n", b"\r", b"text", b"", b"\0", b"\xff", b" "])
_raws = st.lists(st.lists(_pieces, max_size=8).map(b"".join), max_size=5)


@given(_raws)
def test_all_come_back_as_they_were(raws: list[bytes]) -> None:
    file = io.BytesIO(b"".join(entry(raw, "a@b.example", AT) for raw in raws))
    found = [cut(read, len(raw)) for read, raw in zip(messages(file), raws, strict=True)]
    assert found == raws


@pytest.mark.parametrize(
    ("sender", "head"),
    [
        ("a@b.example", b"From a@b.example Mon Feb 22 09:05:00 2027\n"),
        ("", b"From MAILER-DAEMON Mon Feb 22 09:05:00 2027\n"),
        ("a b\n@c.example", b"From ab@c.example Mon Feb 22 09:05:00 2027\n"),
    ],
)
def test_head_names_sender_and_time_on_one_line(sender: str, head: bytes) -> None:
    assert entry(b"x\n", sender, AT).startswith(head)


def test_other_programs_read_it(tmp_path: Path) -> None:
    raws = [b"Subject: one\n\nFrom here on\n", b"Subject: two\n\n>From there"]
    (tmp_path / "mbox").write_bytes(b"".join(entry(raw, "", AT) for raw in raws))
    assert [m["Subject"] for m in mailbox.mbox(tmp_path / "mbox")] == ["one", "two"]
