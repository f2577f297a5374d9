"""Texts laid out as rows: the words of a row are those of its line, however the text around it is written."""

from __future__ import annotations

from bisect import bisect_left

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mailflow.core import phrases
from mailflow.core.reading.rows import Mark, bare_row, rows

LISTS = phrases.load({"rules/phrases/en.toml": 'forms = ["Ms", "Frau"]\nlong = ["(1|a) Ms", "headed by … Ms"]\n'})
NAMES = frozenset({"forms", "long"})
PIECES = st.sampled_from(
    ["Ms Berg", "Señora Díaz", "n.º 5", "la 1ª", "Mr_Lind", "①Berg", "d’Or", "dʼOr", "Straße", "x²", "ﬁ", "＿", "李卫国", "Ông Ấn",
     "Frau Lind", "headed by", "her,", ",", ".", ";", "- ", "1. ", "a) ", " ", "\t", "\n", "\r\n", "\u00ad"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_row_has_the_words_of_its_line(text: str) -> None:
    for row in rows(text, "1", LISTS, NAMES):
        alone = bare_row(row.text, (), ())
        assert (row.keys, row.starts, row.ends) == (alone.keys, alone.starts, alone.ends)


@example("a) \nMs Berg")
@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_marks_of_a_row_are_the_hits_that_begin_in_its_line(text: str) -> None:
    hits = sorted((hit.start, hit.end, name) for name in NAMES for hit in LISTS.find(name, text))
    for row in rows(text, "1", LISTS, NAMES):
        near = [(s - row.offset, e - row.offset, name) for s, e, name in hits if 0 <= s - row.offset < len(row.text)]
        marks = [Mark(name, bisect_left(row.starts, s), bisect_left(row.starts, e)) for s, e, name in near]
        assert row.marks == tuple(mark for mark in marks if mark.start < mark.stop)
        assert row.names == {mark.name for mark in row.marks}


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("Anna Díaz", ("anna", "diaz")),
        ("①Berg", ("berg",)),  # the bullet is written without a blank
        ("Eng.º Berg", ("eng", "berg")),
        ("Anna_Berg", ("anna", "berg")),
        ("Ana dʼOr", ("ana", "d'or")),  # a letter for an apostrophe
        ("Straße 5", ("strasse", "5")),
        ("团长", ("团", "长")),
    ],
)
def test_words_are_folded_and_cut_where_people_would(line: str, keys: tuple[str, ...]) -> None:
    (row,) = rows(line, "1", LISTS, NAMES)
    assert row.keys == keys


@pytest.mark.parametrize("line", ["a) Ms Berg", "a) Ms Straße"])
def test_a_phrase_that_begins_in_a_bullet_counts_from_the_word_behind_it(line: str) -> None:
    (row,) = rows(line, "1", LISTS, NAMES)
    assert row.bullet == "a)"
    assert set(row.marks) == {Mark("forms", 0, 1), Mark("long", 0, 1)}
