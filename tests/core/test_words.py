"""Texts as rows of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.words import Break, folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’honneur d'être", ("l", "honneur", "d", "etre")),
        ("出席会议", ("出", "席", "会", "议")),
        ("", ()),
        ("-- !", ()),
    ],
    ids=["apostrophes", "chinese", "empty", "no-word"],
)
def test_a_text_is_cut_into_folded_words(text: str, words: tuple[str, ...]) -> None:
    assert folded(text).words == words


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("end. New", Break.SENTENCE),
        ("end! New", Break.SENTENCE),
        ("end\n\nNew", Break.SENTENCE),
        ("end\n- New", Break.SENTENCE),
        ("end\nnew", Break.NONE),
        ("end, new", Break.CLAUSE),
        ("Mr. Berg", Break.NONE),
        ("J. Berg", Break.NONE),
        ("Rev. 1", Break.NONE),
        ("approx. two", Break.NONE),
        ("14. Februar", Break.NONE),
        ("list\n2. Second", Break.SENTENCE),
        ("example.com", Break.NONE),
        ("议。不", Break.SENTENCE),
        ("السلام؛ ثم", Break.SENTENCE),
        ("re-elect", Break.NONE),
    ],
)
def test_punctuation_parts_words(text: str, parted: Break) -> None:
    assert folded(text).breaks[0] == parted


@given(st.text())
def test_every_word_is_found_in_the_original(text: str) -> None:
    row = folded(text)
    spans = [row.span(i, i + 1) for i in range(len(row.words))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
