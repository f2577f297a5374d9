"""Lines of letters in mail programs with letters of one width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.wrapping import columns, wrapped

LINK = "https://oslo.secretariat.example"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"收文号在收到时编定，用于查询该文件；在此之前不予公布；已公布的文件见 {LINK}。另有通知。", f"{LINK}。"),
        (
            "关于国家执行情况的材料：已收到文件（收文号：OSLO/CONTRIBUTION/003）。尚未公布。",
            "OSLO/CONTRIBUTION/003）。",
        ),
        ("如有疑问请联系（Ms Ingrid Solvang，oslo@secretariat.example）或秘书处", "oslo@secretariat.example）"),
    ],
)
def test_links_and_numbers_are_never_broken_among_wide_signs(text: str, kept: str) -> None:
    for width in range(34, 90):
        lines = wrapped(text, width)
        assert any(kept in line for line in lines), (width, lines)


@given(
    st.lists(st.sampled_from(["收文号", "，", "。", "（", "）", "OSLO/1", LINK, "a", " ", "“", "”"]), max_size=30),
    st.integers(8, 60),
)
def test_nothing_is_lost_and_lines_keep_to_the_width_where_they_can(pieces: list[str], width: int) -> None:
    text = "".join(pieces)
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    longest = max((columns(word) for word in text.split(" ")), default=0)
    assert all(columns(line) <= max(width, longest) for line in lines)


def test_wide_signs_break_anywhere_but_before_a_closing_one() -> None:
    assert wrapped("一二三四五，六七", 10) == ["一二三四", "五，六七"]
