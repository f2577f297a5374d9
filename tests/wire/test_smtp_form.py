"""Letters and addresses in the form in which they travel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.wire.smtp.form import address_fault, canonical, has_utf8_header, path, stuffed

# Mostly of the bytes that matter.
letters = st.lists(st.sampled_from([b"\r", b"\n", b"\r\n", b".", b"a", b"\xe9"]), max_size=40).map(b"".join)


@given(letters)
def test_every_line_ends_with_cr_lf_and_nothing_else(data: bytes) -> None:
    rest = canonical(data).replace(b"\r\n", b"")
    assert b"\r" not in rest
    assert b"\n" not in rest


@given(letters)
def test_no_line_is_a_lone_dot(data: bytes) -> None:
    assert b"." not in stuffed(canonical(data)).split(b"\r\n")


@given(letters)
def test_taking_the_dots_off_gives_the_letter_back(data: bytes) -> None:
    lines = stuffed(canonical(data)).split(b"\r\n")
    assert b"\r\n".join(line.removeprefix(b".") for line in lines) == canonical(data)


@given(letters)
def test_canonical_form_is_stable(data: bytes) -> None:
    assert canonical(canonical(data)) == canonical(data)


def test_well_formed_letter_is_not_changed() -> None:
    assert canonical(b"a\r\n\r\nb\r\n") == b"a\r\n\r\nb\r\n"


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_address_that_passes_is_one_word_of_a_command(local: str, domain: str) -> None:
    address = Address(local, domain)
    if address_fault(address) is None and not local.startswith('"'):
        assert not set(path(address)[1:-1]) & set(b" <>\r\n\t\0")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Subject: Größe\r\n\r\nx\r\n", True),
        ("Subject: x\r\n\r\nGröße\r\n", False),
        ("Subject: x\r\n\r\nx\r\n\r\nGröße\r\n", False),
    ],
)
def test_only_the_header_needs_smtputf8(data: str, expected: bool) -> None:
    assert has_utf8_header(data.encode()) is expected
