"""The body in pieces, with even line ends, is the body as a whole."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from mailflow.core.mime import even_lines


@given(
    st.lists(st.sampled_from([b"\r", b"\n", b"\r\n", b"a", b"bc", b"\n\n\n"]), max_size=40).map(b"".join),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 7),
)
@example(b"\r\r\na", 0, 0, 1)
def test_pieces_are_the_whole(raw: bytes, before: int, after: int, size: int) -> None:
    start, end = min(before, len(raw)), max(len(raw) - after, 0)
    whole = raw[start:end].replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n")
    assert b"".join(even_lines(raw, start, end, size)) == whole
