"""Which hosts are this machine, and how a server's words are printed."""

from __future__ import annotations

import pytest

from mailflow.wire.tls import is_loopback, printable


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "localhost.", "127.0.0.1", "127.9.9.9", "::1", "[::1]"])
def test_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["mail.example", "localhost.evil.example", "10.0.0.1", "127.0.0.1.evil.example", "", "::2", "1"]
)
def test_another_machine(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two\r\nlines", "two lines"),
        ("bell\x07 and \x1b[31mred", "bell and [31mred"),
        ("\u202egnirts", "gnirts"),
        ("says secret", "says […]"),
        ("x" * 400, "x" * 299 + "…"),
    ],
)
def test_words_of_a_server_are_fit_for_a_log(text: str, expected: str) -> None:
    assert printable(text, "secret", "") == expected
