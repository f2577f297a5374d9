"""A person is found again wherever a text speaks of him or her, and nobody else with him or her."""

from __future__ import annotations

import pytest

from mailflow.core.person import person
from mailflow.errors import MailflowError

ANNA = person(["Anna Sørlie Berg <anna.berg@mfa.norway.example>"])


@pytest.mark.parametrize(
    "text",
    [
        "will be represented by Ms. Anna Sørlie Berg, Adviser",
        "ANNA  SORLIE\nBERG",
        "Berg, Anna Sørlie",
        "from anna.berg@mfa.norway.example.",
        "Anna_Sørlie_Berg.pdf",
    ],
)
def test_a_text_that_names_the_person_is_found(text: str) -> None:
    assert ANNA.is_in(text)


@pytest.mark.parametrize("text", ["Anna Berg", "Johanna Sørlie Bergman", "berg@mfa.norway.example", ""])
def test_a_text_that_names_somebody_else_is_not(text: str) -> None:
    assert not ANNA.is_in(text)


def test_name_without_spaces_is_found_inside_a_sentence() -> None:
    assert person(["王小明"]).is_in("代表团团长王小明先生")


@pytest.mark.parametrize("name", ["Berg", "  ", "Ö"])
def test_one_word_is_refused_because_others_share_it(name: str) -> None:
    if name.strip():
        with pytest.raises(MailflowError, match="one word"):
            person([name])
    else:
        with pytest.raises(MailflowError):
            person([name])


@pytest.mark.parametrize(
    "raw",
    [
        b"Cc: =?utf-8?q?Anna_S=C3=B8rlie_Berg?= <x@y.example>\r\n\r\nHello",
        b"To: anna.berg+list@mfa.norway.example\r\n\r\nHello",
        "Subject: x\r\n\r\nAnna Sørlie\r\nBerg".encode("latin-1"),
    ],
)
def test_bytes_of_a_message_show_the_person(raw: bytes) -> None:
    assert ANNA.is_in_message(raw)


def test_bytes_with_an_address_that_only_ends_like_hers_do_not() -> None:
    assert not ANNA.is_in_message(b"From: j.anna.berg@mfa.norway.example\r\n\r\nHello")


def test_value_loses_only_the_texts_that_speak_of_the_person() -> None:
    value = {"name": "Anna Sørlie Berg", "title": "Adviser", "with": ["Olav Lie", "Berg, Anna Sørlie"], "n": 3}
    assert ANNA.without(value) == {"name": "", "title": "Adviser", "with": ["Olav Lie"], "n": 3}
