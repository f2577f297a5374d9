"""Paragraphs of format=flowed joined again (RFC 3676)."""

from __future__ import annotations

import pytest

from mailflow.core.flowed import unfolded


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("one \ntwo\nthree", "one two\nthree"),
        ("one\ntwo", "one\ntwo"),
        ("> a \n> b\n> c", "> a b\n> c"),
        ("> a \nb", "> a \nb"),
        (">> a \n> b", ">> a \n> b"),
        (" >not quoted", ">not quoted"),
        (" From here", "From here"),
        ("text \n-- \nAna", "text \n-- \nAna"),
        ("> text\n> -- \n> Ana", "> text\n> -- \n> Ana"),
        ("ends soft ", "ends soft "),
        ("", ""),
        ("a\n\nb\n", "a\n\nb\n"),
    ],
)
def test_soft_breaks_are_taken_out(sent: str, shown: str) -> None:
    assert unfolded(sent) == shown


def test_the_space_goes_too_where_the_sender_says_so() -> None:
    assert unfolded("代表 \n团", delsp=True) == "代表团"
