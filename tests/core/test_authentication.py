"""Authentication-Results: what proves a sender, and what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.authentication import Proof, authenticate
from mailflow.core.conference import Receiving, Trust
from mailflow.core.parsing import parse
from mailflow.core.results import read_results

OURS = Receiving(authserv_id="mx.bureau.example")
RECEIVED = "Received: from out.harbour.example (out.harbour.example [192.0.2.7]) by mx.bureau.example with ESMTPS id 1"
FROM = "From: Ann Fjord <ann@harbour.example>"


def proof(*lines: str, receiving: Receiving = OURS) -> Proof:
    """The proof of a message with these header lines."""
    head = "\r\n".join(lines if any(line.startswith("From:") for line in lines) else (*lines, FROM))
    return authenticate(parse(f"{head}\r\n\r\nText\r\n".encode()), receiving).proof


def results(text: str) -> str:
    """A field of our own server."""
    return f"Authentication-Results: mx.bureau.example; {text}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dmarc=pass header.from=harbour.example", Proof.PASS),
        (
            "spf=pass smtp.mailfrom=ann@harbour.example; dmarc=pass (p=none dis=none) header.from=harbour.example",
            "pass",
        ),
        ("dmarc=pass (p=REJECT;\r\n sp=REJECT) header.from=HARBOUR.example", Proof.PASS),
        ("DMARC = pass\r\n\theader.from = harbour.example", Proof.PASS),
        ("dmarc/1=pass header.from=harbour.example", Proof.PASS),
        ('dmarc=pass reason="p=none; see \\"policy\\"" header.from=harbour.example', Proof.PASS),
        ("spf=pass smtp.mailfrom=harbour.example; dmarc=none header.from=harbour.example", Proof.PASS),
        ("spf=pass smtp.mailfrom=harbour.example", Proof.PASS),
        ("dkim=pass header.d=harbour.example header.s=k1 header.b=aBc", Proof.PASS),
        ("dkim=pass header.i=@harbour.example", Proof.PASS),
        ("dkim=fail header.d=relay.example; dkim=pass header.d=harbour.example", Proof.PASS),
        ("dmarc=bestguesspass action=none header.from=harbour.example", Proof.NONE),
        ("dmarc=pass", Proof.NONE),
        ("dmarc=pass header.from=relay.example", Proof.NONE),
        ("dmarc=pass header.from=harbour.example.relay.example", Proof.NONE),
        ("dmarc=temperror header.from=harbour.example; spf=pass smtp.mailfrom=harbour.example", Proof.NONE),
        ("spf=pass smtp.mailfrom=relay.example; dkim=pass header.d=relay.example; dmarc=none", Proof.NONE),
        ("spf=pass smtp.mailfrom=harbour.example@relay.example", Proof.NONE),
        ("spf=pass smtp.helo=harbour.example", Proof.NONE),
        ("spf=softfail smtp.mailfrom=harbour.example", Proof.NONE),
        ("dkim=pass header.d=example", Proof.NONE),
        ("dkim=pass header.d=mail.harbour.example", Proof.NONE),
        ("arc=pass; compauth=pass reason=100", Proof.NONE),
        ("none", Proof.NONE),
        ("", Proof.NONE),
        ("dmarc=fail (p=none) header.from=harbour.example; spf=pass smtp.mailfrom=harbour.example", Proof.FAIL),
        ("spf=fail smtp.mailfrom=harbour.example", Proof.FAIL),
        ("spf=fail smtp.mailfrom=relay.example", Proof.NONE),
        ("dmarc=pass header.from=harbour.example; dmarc=fail header.from=harbour.example", Proof.SUSPICIOUS),
    ],
)
def test_results_of_our_server_prove_only_an_aligned_pass(text: str, expected: str) -> None:
    assert proof(results(text), RECEIVED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "spf=none (dmarc=pass header.from=harbour.example)",
        'spf=none reason="; dmarc=pass header.from=harbour.example"',
        "dkim=pass header.d=relay.example(.harbour.example",
        "dkim=pass header.d=harbour.example(unclosed",
        'spf=pass smtp.mailfrom="harbour.example',
        "dkim=none; x-dmarc=pass header.from=harbour.example",
        "spf=none smtp.mailfrom=dmarc=pass@relay.example",
        "spf=pass smtp.mailfrom=relay.example smtp.mailfrom=harbour.example",
        'dkim=pass header.i="a header.d=harbour.example"@relay.example',
    ],
)
def test_words_inside_comments_and_quotations_prove_nothing(text: str) -> None:
    assert proof(results(text), RECEIVED) is Proof.NONE


@pytest.mark.parametrize(
    "server",
    [
        "mx.bureau.example.relay.example",
        "x.mx.bureau.example",
        "bureau.example",
        "mx.bureau.example,",
        "mx bureau",
        '""',
    ],
)
def test_results_of_another_server_are_no_results(server: str) -> None:
    line = f"Authentication-Results: {server}; dmarc=pass header.from=harbour.example"
    assert proof(line, RECEIVED) is Proof.ABSENT


@pytest.mark.parametrize(
    "server", ["MX.Bureau.Example", '"mx.bureau.example"', "mx.bureau.example 1", "(x) mx.bureau.example"]
)
def test_our_server_is_known_in_every_spelling_of_its_name(server: str) -> None:
    assert proof(f"Authentication-Results: {server}; dmarc=pass header.from=harbour.example") is Proof.PASS


def test_a_version_that_does_not_exist_proves_nothing() -> None:
    line = "Authentication-Results: mx.bureau.example 2; dmarc=pass header.from=harbour.example"
    assert proof(line, RECEIVED) is Proof.NONE


def test_a_homograph_of_our_server_is_another_server() -> None:
    line = "Authentication-Results: mx.burеau.example; dmarc=pass header.from=harbour.example"
    assert proof(line, RECEIVED) is Proof.ABSENT


GOOD = results("dmarc=pass header.from=harbour.example")
BAD = results("dmarc=fail header.from=harbour.example")
EMPTY = results("spf=none smtp.mailfrom=harbour.example")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((GOOD, results("dkim=pass header.d=harbour.example"), RECEIVED), Proof.PASS),
        ((GOOD, GOOD, RECEIVED), Proof.PASS),
        ((GOOD, RECEIVED, "Authentication-Results: other.example; dmarc=fail"), Proof.PASS),
        ((RECEIVED, GOOD), Proof.PASS),
        ((EMPTY, RECEIVED, GOOD), Proof.SUSPICIOUS),
        ((EMPTY, GOOD, RECEIVED), Proof.SUSPICIOUS),
        ((BAD, GOOD), Proof.SUSPICIOUS),
        ((GOOD, BAD), Proof.SUSPICIOUS),
        ((GOOD, RECEIVED, GOOD), Proof.SUSPICIOUS),
        ((GOOD, results("dkim=pass header.d=harbour.example (")), Proof.SUSPICIOUS),
        ((RECEIVED, "Received: from a by mx.relay.example with SMTP", GOOD), Proof.SUSPICIOUS),
        ((RECEIVED, "Received: from a by inner.bureau.example with LMTP", GOOD), Proof.PASS),
        ((RECEIVED, "Received: by 10.2.3.4 with SMTP", "Received: from x by localhost", GOOD), Proof.PASS),
        (("Received: from mx by store.hoster.example with LMTP", RECEIVED, GOOD), Proof.PASS),
        ((RECEIVED,), Proof.ABSENT),
        (("ARC-" + GOOD, "X-Original-" + GOOD, RECEIVED), Proof.ABSENT),
    ],
)
def test_a_second_field_with_our_name_can_only_take_away(lines: tuple[str, ...], expected: Proof) -> None:
    assert proof(*lines) is expected


def test_two_authors_are_never_proven() -> None:
    authors = "From: Ann <ann@harbour.example>, Bo <bo@relay.example>"
    assert proof(GOOD, RECEIVED, authors) is Proof.NONE


def test_a_domain_with_letters_beyond_ascii_is_compared_as_a_labels() -> None:
    line = results("dmarc=pass header.from=xn--hfn-ela.example")
    assert proof(line, "From: Ann <ann@háfn.example>") is Proof.PASS


MICROSOFT = (
    "Authentication-Results: spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=harbour.example; dkim=none (message not"
    " signed) header.d=none;dmarc=pass action=none header.from=harbour.example;compauth=pass reason=100"
)


def test_by_position_the_topmost_field_needs_no_name() -> None:
    assert proof(MICROSOFT, RECEIVED, receiving=Receiving(Trust.POSITION)) is Proof.PASS


def test_by_position_only_the_topmost_field_counts() -> None:
    top = "Authentication-Results: spf=none smtp.mailfrom=relay.example; dmarc=none header.from=harbour.example"
    assert proof(top, MICROSOFT, receiving=Receiving(Trust.POSITION)) is Proof.NONE


def test_a_field_without_a_name_is_not_ours_where_names_are_asked_for() -> None:
    assert proof(MICROSOFT, RECEIVED) is Proof.ABSENT


def test_where_nothing_is_checked_every_sender_is_taken_at_his_word() -> None:
    assert proof(RECEIVED, receiving=Receiving(Trust.NONE)) is Proof.PASS


def test_the_words_relied_on_are_kept() -> None:
    message = parse(f"{GOOD}\r\n{FROM}\r\n\r\n".encode())
    assert authenticate(message, OURS).seen == "mx.bureau.example; dmarc=pass header.from=harbour.example"


@given(st.text(alphabet='abcmd=;() "\\.@-/1\t', max_size=200))
def test_reading_results_never_raises(text: str) -> None:
    read_results(text)


@given(st.text(alphabet=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=80))
def test_nothing_a_sender_puts_into_a_comment_makes_a_pass(text: str) -> None:
    inner = text.replace("\\", "").replace("(", "").replace(")", "")
    read = read_results(f"mx.bureau.example; spf=none ({inner}) smtp.mailfrom=relay.example")
    assert [r.method for r in read.results] == ["spf"]


@pytest.mark.parametrize("piece", ["(", '"', ";", "a=", "(()", "\\", "dmarc=pass "])
def test_hostile_fields_take_no_long_time(piece: str) -> None:
    read_results("mx.bureau.example; " + piece * 200_000)


def test_an_encoded_word_in_an_envelope_sender_breaks_out_of_nothing() -> None:
    word = "=?us-ascii?q?a=3B_dmarc=3Dpass_header.from=3Dharbour.example_x=3D?="
    assert proof(results(f"spf=pass smtp.mailfrom={word}@relay.example"), RECEIVED) is Proof.NONE
