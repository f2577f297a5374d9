"""Numbers as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.reading.numbers import number_before, number_words, numbers_after
from tests.core.reading.letters import PHRASES

WORDS = number_words(PHRASES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 63", (63,)),
        (" 63, 64 and 65", (63, 64, 65)),
        (" 63-65", (63, 64, 65)),
        (" 63 – 65", (63, 64, 65)),
        (" 63 to 65 were met", (63, 64, 65)),
        (" nos. 63 & 64", (63, 64)),
        (" #63", (63,)),
        (" (63)", (63,)),
        (" sixty-four", (64,)),
        (" sixty four", (64,)),
        (" soixante-trois", (63,)),
        (" sesenta y cinco", (65,)),
        (" sessanta e quattro", (64,)),
        (" vierundsechzig", (64,)),
        (" шестьдесят четыре", (64,)),
        (" ثلاثة وستون", (63,)),
        ("六十四", (64,)),
        (" 63, 2 workshops were held", (63,)),
        (" 63 – laws, 64 – manuals, and 65 – help", (63, 64, 65)),
        (" was adopted in 63 States", ()),
        (" 2012", ()),
        (" LXIII and LXIV", (63, 64)),
        (" LXIII-LXV", (63, 64, 65)),
        (" XCIX", (99,)),
        (" IIII", ()),
        (" vi menar", ()),
        (" n.ºs 63 e 64", (63, 64)),
    ],
)
def test_numbers_follow_a_word(text: str, expected: tuple[int, ...]) -> None:
    assert numbers_after(text, 0, WORDS)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("the sixty-fourth ", 64), ("the 64th ", 64), ("la soixante-quatrième ", 64), ("12 ", None), ("twelve ", None)],
)
def test_only_an_ordinal_stands_before_a_word(text: str, expected: int | None) -> None:
    found = number_before(text, len(text), WORDS)
    assert (found[0] if found else None) == expected


@given(st.integers(1, 99))
def test_digits_are_read_as_written(number: int) -> None:
    assert numbers_after(f" {number}", 0, WORDS)[0] == (number,)


@given(st.integers(1, 60), st.integers(1, 30))
def test_a_range_names_all_between(first: int, more: int) -> None:
    assert numbers_after(f" {first} to {first + more}", 0, WORDS)[0] == tuple(range(first, first + more + 1))
