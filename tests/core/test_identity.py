"""Ids that only we can make, and the threading of answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.identity import (
    message_id,
    message_ids,
    references_for,
    return_path,
    token_of,
    token_of_address,
    tokens_in,
)
from mailflow.core.message import Message
from mailflow.core.parsing import parse

KEY = b"k" * 32
BASE = Address("conference", "secretariat.example")


def parent(head: str) -> Message:
    return parse(head.encode() + b"\r\n\r\n")


def test_our_own_id_gives_its_token() -> None:
    assert token_of(KEY, message_id(KEY, "m17", "secretariat.example")) == "m17"


@given(st.from_regex(r"[a-z0-9]{1,32}", fullmatch=True))
def test_an_id_survives_a_change_of_case(token: str) -> None:
    assert token_of(KEY, message_id(KEY, token, "Secretariat.Example").upper()) == token


@pytest.mark.parametrize(
    "forged",
    [
        "<mf.m17.aaaaaaaaaaaaaaaa@secretariat.example>",
        "<mf.m17@secretariat.example>",
        "<inv.2007@secretariat.example>",
        "",
        "<mf.m17.aaaaaaaaaaaaaaaa@secretariat.example> x",
    ],
)
def test_a_forged_id_has_no_token(forged: str) -> None:
    assert token_of(KEY, forged) is None


def test_an_id_of_another_key_has_no_token() -> None:
    assert token_of(KEY, message_id(b"other", "m17", "secretariat.example")) is None


def test_the_mac_of_an_id_is_no_good_in_a_return_path() -> None:
    mac = message_id(KEY, "m17", "x.example").split(".")[2].partition("@")[0]
    assert token_of_address(KEY, Address(f"conference+b.m17.{mac}", "secretariat.example")) is None


def test_a_return_path_gives_its_token() -> None:
    assert token_of_address(KEY, return_path(KEY, "m17", BASE)) == "m17"


def test_an_address_with_another_detail_is_no_return_path() -> None:
    assert token_of_address(KEY, Address("conference+news", "secretariat.example")) is None


@pytest.mark.parametrize("token", ["", "M17", "a.b", "x" * 33, "ä", "a\n"])
def test_a_token_that_could_be_misread_is_refused(token: str) -> None:
    with pytest.raises(ValueError, match="token"):
        message_id(KEY, token, "secretariat.example")


def test_a_return_path_over_64_octets_is_refused() -> None:
    with pytest.raises(ValueError, match="64 octets"):
        return_path(KEY, "m17", Address("a" * 50, "secretariat.example"))


@pytest.mark.parametrize("line", ["\r\n", "\n"])
@pytest.mark.parametrize("fold", ["", "{nl} ", "={nl}"])
def test_ids_are_found_in_raw_mail_folded_and_quoted_printable(fold: str, line: str) -> None:
    known = message_id(KEY, "m17", "secretariat.example")
    raw = f"Subject: x{line}{line}Original: {known[:12]}{fold.format(nl=line)}{known[12:]}{line}".encode()
    assert tokens_in(KEY, raw) == ("m17",)


def test_ids_are_found_where_their_signs_are_quoted() -> None:
    known = message_id(KEY, "m17", "secretariat.example").replace(".", "=2E").replace("@", "=40")
    assert tokens_in(KEY, known.encode()) == ("m17",)


def test_return_paths_are_found_in_raw_mail() -> None:
    raw = f"Final-Recipient: rfc822; {return_path(KEY, 'm9', BASE)}\r\n".encode()
    assert tokens_in(KEY, raw) == ("m9",)


def test_forged_ids_in_raw_mail_are_not_found() -> None:
    assert tokens_in(KEY, b"References: <mf.m17.aaaaaaaaaaaaaaaa@secretariat.example>\r\n\r\n") == ()


def test_malformed_ids_are_dropped() -> None:
    assert message_ids("<a@b> <no at> junk <c@d><a@b> <e f@g> <x@y") == ("<a@b>", "<c@d>")


def test_an_id_longer_than_a_line_is_dropped() -> None:
    assert message_ids(f"<{'a' * 10_000}@b>") == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Message-ID: <p@x>", ("<p@x>",)),
        ("Message-ID: <p@x>\r\nReferences: <a@x> <b@x>\r\nIn-Reply-To: <z@x>", ("<a@x>", "<b@x>", "<p@x>")),
        ("Message-ID: <p@x>\r\nIn-Reply-To: <z@x>", ("<z@x>", "<p@x>")),
        ("Message-ID: <p@x>\r\nIn-Reply-To: <z@x> <y@x>", ("<p@x>",)),
        ("Message-ID: <p@x>\r\nReferences: <p@x> <a@x>", ("<a@x>", "<p@x>")),
        ("References: <a@x>", ()),
        ("Message-ID: nonsense\r\nReferences: <a@x>", ()),
    ],
)
def test_references_follow_the_parent(head: str, expected: tuple[str, ...]) -> None:
    assert references_for(parent(head))[1] == expected


def test_an_answer_names_its_parent() -> None:
    assert references_for(parent("Message-ID: <p@x>"))[0] == "<p@x>"


def test_a_parent_without_an_id_is_not_named() -> None:
    assert references_for(parent("Subject: x"))[0] is None


def test_long_threads_keep_the_first_and_the_last_ids() -> None:
    chain = " ".join(f"<{i}@x>" for i in range(100))
    kept = references_for(parent(f"Message-ID: <p@x>\r\nReferences: {chain}"))[1]
    assert (len(kept), kept[0], kept[1], kept[-1]) == (20, "<0@x>", "<82@x>", "<p@x>")
