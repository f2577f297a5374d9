"""How texts are compared with what a rule names."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.comparison import Operator, comparison, for_re2


@pytest.mark.parametrize(
    ("operator", "value", "text", "held"),
    [
        (Operator.IS, "état membre", "  ETAT\n membre ", True),
        (Operator.IS, "état", "état membre", False),
        (Operator.CONTAINS, "république", "La REPUBLIQUE\u00a0française", True),
        (Operator.CONTAINS, "l'accord", "l’accord", True),
        (Operator.MATCHES, "re: * oslo?", "Re: hotel in Oslo!", True),
        (Operator.MATCHES, "oslo", "in Oslo", False),
        (Operator.MATCHES, "a.c", "abc", False),
        (Operator.WORD, "visa", "A VISA, please", True),
        (Operator.WORD, "visa", "visas", False),
        (Operator.WORD, "états parties", "les Etats  Parties", True),
        (Operator.WORD, "签证", "需要签证吗", True),
        (Operator.WORD, "مؤتمر", "في مؤتمر أوسلو", True),
        (Operator.REGEX, r"^\w+ \d{2}$", "été ٢٢", True),
        (Operator.REGEX, "ÉTÉ", "un ete", True),
        (Operator.REGEX, r"[\w-]+@", "jean-rené@", True),
        (Operator.REGEX, r"[]\d]", "]", True),
    ],
)
def test_case_accents_and_spaces_do_not_count(operator: Operator, value: str, text: str, held: bool) -> None:
    assert (comparison(operator, (value,)).found(text) is not None) == held


def test_the_value_that_held_is_told() -> None:
    assert comparison(Operator.CONTAINS, ("hotel", "visa")).found("a visa") == "visa"


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        (r"\bvisa\b", "word ="),
        (r"(?=visa)", "refused"),
        (r"(visa", "refused"),
        (r"[\W]", "brackets"),
        (r"\1", "refused"),
    ],
)
def test_what_re2_cannot_do_is_refused_with_a_reason(pattern: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        comparison(Operator.REGEX, (pattern,))


def test_a_word_without_a_letter_is_refused() -> None:
    with pytest.raises(ValueError, match="no letter"):
        comparison(Operator.WORD, ("!",))


@pytest.mark.parametrize(
    ("pattern", "written"),
    [(r"\w", r"[\pL\pM\pN_]"), (r"[\w.]", r"[\pL\pM\pN_.]"), (r"\\w", r"\\w"), (r"\d\D", r"\pN\PN"), (r"\.", r"\.")],
)
def test_shorthands_are_written_out_for_all_scripts(pattern: str, written: str) -> None:
    assert for_re2(pattern) == written


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+$", r"(.*a){20}$", r"(\w+\s?)+!"])
def test_no_pattern_takes_long(pattern: str) -> None:
    compared = comparison(Operator.REGEX, (pattern,))
    before = time.process_time()
    compared.found("a" * 100_000 + "b")
    assert time.process_time() - before < 2


@given(st.text(), st.sampled_from(Operator))
def test_every_value_is_compared_or_refused(value: str, operator: Operator) -> None:
    try:
        compared = comparison(operator, (value,))
    except ValueError:
        return
    compared.found("some text")


@given(st.text(min_size=1).filter(lambda t: t.strip() != ""))
def test_a_text_is_itself(text: str) -> None:
    assert comparison(Operator.IS, (text,)).found(text) == text
