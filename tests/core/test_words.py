"""Texts as rows of words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailflow.core.folding import fold
from mailflow.core.words import EMPTY_LINE, WORD, Break, folded, joined, length_in_words


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


PIECES = st.text(alphabet=st.one_of(st.sampled_from("aB1é.;-: \n\t出。و\u0301ßﬁ_"), st.characters()))


@given(st.lists(PIECES, max_size=4))
def test_texts_below_one_another_are_read_as_the_whole_is(texts: list[str]) -> None:
    whole = folded(EMPTY_LINE.join(texts))
    row = joined([folded(text) for text in texts])
    assert (row, *row.origin) == (replace(whole, origin=row.origin), *whole.origin)


@given(PIECES)
@example("0\u17b4")  # a sign of a script without spaces that is no letter
def test_words_stand_where_they_are_said_to_stand(text: str) -> None:
    row = folded(text)
    assert row.plain == fold(text)
    assert row.words == tuple(WORD.findall(row.plain))
    assert tuple(row.plain[start:end] for start, end in zip(row.starts, row.ends, strict=True)) == row.words
    assert len(row.breaks) == len(row.words)


def test_the_clauses_of_a_text_are_parted_by_commas_and_sentences() -> None:
    row = folded("Thank you, I am at a course. 您好，本人在培训。")
    assert [row.text[start:end].strip() for start, end in row.clauses()] == [
        "Thank you,",
        "I am at a course.",
        "您好，",
        "本人在培训。",
    ]


@pytest.mark.parametrize(
    ("text", "length"),
    [("", 0), ("Many thanks to all", 4), ("谢谢您", 3), ("本人正在外地参加培训", 7), ("участвует в конференции", 3)],
)
def test_three_signs_of_a_script_without_spaces_count_for_two_words(text: str, length: int) -> None:
    assert length_in_words(text) == length
