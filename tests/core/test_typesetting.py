"""Markdown into the two forms of a letter, block by block."""

from __future__ import annotations

from textwrap import indent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailflow.core.typesetting import typeset

PIECES = (
    "Excellency,", "**Delegations.** They are asked", "*emphasis* first", "1. one\n2. two", "1. one\n\n2. two",
    "- a\n- b\n  - c", "> quoted\n> more", "> quoted\n>\n> again", "# Heading", "---", "***", "* * *",
    "| a | b |\n| --- | --- |\n| 1 | 2 |", "x\n| a |\n|---|\n", "Text\\\nwith a break", "Text\n- and a list", "Text\n> quoted",
    "\ufdd0value\u2068عربي\u2069", "2026 was a year", "10. ten", "[text](https://example.org) behind", "«Quoted»",
    "Line\n===", "Line\n---", "~~~\nno code\n~~~", "- item\n\n  of two paragraphs", "+ plus", "<b>x</b>", "&amp; y",
    "中文。\n次行", "  1. three", "  indented", "**bold**\n1. a list",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["\n\n", "\n \n", "\n\n\n", "\n"]))
@example(["1. one", "  indented", "Excellency,", "2. two"], "\n\n")
def test_blocks_set_one_by_one_are_the_letter_set_as_a_whole(pieces: list[str], gap: str) -> None:
    source = gap.join(pieces)
    # A space before every line means nothing to Markdown, and nothing of it looks like a paragraph that stands alone.
    assert typeset(source, "en") == typeset(indent(source, " "), "en")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a\n\n> q", "a\n\n> q\n"),
        ("> q\n>\n> r\n\n> s\n\nb", "> q\n>\n> r\n\n> s\n\nb\n"),
        ("- a\n\n  b\n- c", "- a\n\n  b\n\n- c\n"),
        ("1. a\n   - b\n2. c", "1. a\n   - b\n2. c\n"),
        ("a\n\n---\n\n| x | y |\n| - | - |\n| 1 | 2 |", f"a\n\n{'-' * 24}\n\nx  y\n-  -\n1  2\n"),
        ("", "\n"),
    ],
)
def test_plain_text(source: str, text: str) -> None:
    assert typeset(source, "en")[0] == text


def test_what_is_remembered_of_a_block_is_of_its_language() -> None:
    english, chinese = (typeset("It is *urgent*.", language)[1] for language in ("en", "zh"))
    assert "<em>" in english
    assert "<em style" in chinese
