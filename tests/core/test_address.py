"""Which address a field names: always the one every other reader would take, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.address import Address, domain_name, parse_address, parse_addresses, valid_for_sending


def specs(field: str) -> list[str]:
    return [a.spec for a in parse_addresses(field)[0]]


@pytest.mark.parametrize(
    ("field", "name", "spec"),
    [
        ("ana@mfa.example", "", "ana@mfa.example"),
        ("<ana@mfa.example>", "", "ana@mfa.example"),
        ("Ana Lund <ana@MFA.example>", "Ana Lund", "ana@mfa.example"),
        ('"Lund, Ana" <ana@mfa.example>', "Lund, Ana", "ana@mfa.example"),
        ("Lund, Ana <ana@mfa.example>", "Lund, Ana", "ana@mfa.example"),
        ("ana@mfa.example (Ana Lund)", "Ana Lund", "ana@mfa.example"),
        ("Ana (head) Lund <ana@mfa.example> (desk)", "Ana Lund", "ana@mfa.example"),
        ("Ana B. Lund <ana@mfa.example>", "Ana B. Lund", "ana@mfa.example"),
        ('"A \\"B\\" C" <ana@mfa.example>', 'A "B" C', "ana@mfa.example"),
        ("=?utf-8?q?Bj=C3=B8rn_St=C3=B8re?= <b@mfa.example>", "Bjørn Støre", "b@mfa.example"),
        (
            "=?utf-8?q?a=40b=2Eexample=2C_=3Cx=40y=2Eexample=3E?= <b@mfa.example>",
            "a@b.example, <x@y.example>",
            "b@mfa.example",
        ),
        ("Bjørn <b@mfa.example>", "Bjørn", "b@mfa.example"),
        ('"ana lund"@mfa.example', "", '"ana lund"@mfa.example'),
        ('"ana"@mfa.example', "", "ana@mfa.example"),
        ('"Embassy" <fake@y.example>', "Embassy", "fake@y.example"),
        ('"Embassy <real@x.example>" <fake@y.example>', "Embassy <real@x.example>", "fake@y.example"),
        ("real@x.example <fake@y.example>", "real@x.example", "fake@y.example"),
        ("<@relay.example,@other.example:ana@mfa.example>", "", "ana@mfa.example"),
        ("ana @ mfa . example", "", "ana@mfa.example"),
        ("Ana <ana@[192.0.2.1]>", "Ana", "ana@[192.0.2.1]"),
        ("Ana\t Lund  <ana@mfa.example>", "Ana Lund", "ana@mfa.example"),
        ("a\u202eb <ana@mfa.example>", "ab", "ana@mfa.example"),
        ('"Ana <ana@mfa.example>', "Ana", "ana@mfa.example"),
    ],
)
def test_one_address_with_its_name(field: str, name: str, spec: str) -> None:
    assert [(a.name, a.spec) for a in parse_addresses(field)[0]] == [(name, spec)]


@pytest.mark.parametrize(
    "field",
    [
        "user@bad.example@good.example",
        "<user@bad.example@good.example>",
        "alice@example.org)bob@example.com",
        "alice@a.example(<bob@b.example>",
        "<alice@a.example> <bob@b.example>",
        "<alice@a.example> bob@b.example",
        "alice@a.example bob@b.example",
        "alice bob@b.example",
        "alice@a.example\\@b.example",
        "<alice@a.example",
        "alice@a.example>",
        "a..b@x.example",
        ".a@x.example",
        "a@",
        "@x.example",
        "a@-x.example",
        "a@x..example",
        "a@mfа.example bob@b.example",
        "nobody",
        "<>",
        '"open <a@b.example>, c@d.example',
        "a@x.example\0",
        "MAILER-DAEMON",
    ],
)
def test_where_two_readers_could_differ_there_is_no_address(field: str) -> None:
    addresses, defects = parse_addresses(field)
    assert (addresses, bool(defects)) == ((), True)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("a@x.example, B <b@x.example>", ["a@x.example", "b@x.example"]),
        ("Delegations: a@x.example, b@x.example;, c@x.example", ["a@x.example", "b@x.example", "c@x.example"]),
        ("Undisclosed recipients:;", []),
        ("Lund, , Ana <a@x.example>", ["a@x.example"]),
        ('"a\tb"@x.example, b@x.example', ["b@x.example"]),
        ("a@x.example,, b@x.example,", ["a@x.example", "b@x.example"]),
        ("a@x.example; b@x.example", ["a@x.example", "b@x.example"]),
        ("broken@@x.example, b@x.example", ["b@x.example"]),
        ("", []),
    ],
)
def test_lists_and_groups(field: str, expected: list[str]) -> None:
    assert specs(field) == expected


def test_an_empty_group_is_no_defect() -> None:
    assert parse_addresses("undisclosed-recipients:;")[1] == ()


def test_another_address_in_the_display_name_is_told() -> None:
    assert "real@x.example" in parse_addresses('"Embassy <real@x.example>" <fake@y.example>')[1][0]


def test_the_own_address_as_display_name_is_no_defect() -> None:
    assert parse_addresses("Ana@x.example <ana@x.example>")[1] == ()


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("MFA.Example", "mfa.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("BÜCHER.example", "xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("ｍfa.example", None),
        ("mfa。example", None),
        ("\u212aenya.example", None),
        ("mfa.example.", None),
        ("a" * 64 + ".example", None),
        ("ü" * 10_000, None),
    ],
)
def test_domains_are_kept_as_a_labels(domain: str, expected: str | None) -> None:
    assert domain_name(domain) == expected


@pytest.mark.parametrize("homograph", ["mfа.example", "mfa.exаmple", "ｍｆａ.example", "mfa．example", "mꜰa.example"])
def test_a_homograph_never_equals_the_ascii_domain(homograph: str) -> None:
    assert "mfa.example" not in [a.domain for a in parse_addresses(f"x@{homograph}")[0]]


def test_case_and_detail_do_not_make_another_correspondent() -> None:
    assert Address("Ana+oslo", "mfa.example").key == Address("ana", "mfa.example").key


def test_one_text_with_two_addresses_is_not_one_address() -> None:
    assert parse_address("a@x.example, b@x.example") is None


@pytest.mark.parametrize(
    ("address", "valid"),
    [
        (Address("ana", "mfa.example"), True),
        (Address("ana+b.x.y", "mfa.example"), True),
        (Address("ana\r\nBcc: x", "mfa.example"), False),
        (Address("ana", "mfa.example\n"), False),
        (Address("ana", "mfa"), False),
        (Address("änna", "mfa.example"), False),
        (Address("a" * 65, "mfa.example"), False),
        (Address('"a b"', "mfa.example"), False),
        (Address("ana", "[192.0.2.1]"), False),
        (Address("", "mfa.example"), False),
        (Address("ana", "xn--bcher-kva.example"), True),
    ],
)
def test_what_may_be_written_to(address: Address, valid: bool) -> None:
    assert valid_for_sending(address) is valid


@given(st.text(max_size=200))
def test_any_text_gives_addresses_that_read_back(text: str) -> None:
    for address in parse_addresses(text)[0]:
        assert parse_addresses(f"<{address.spec}>")[0] == (Address(address.local, address.domain),)


@given(st.text(alphabet='ab@.,;:<>()"\\ []é\t', max_size=60))
def test_no_address_or_name_holds_a_line_break_or_a_second_at_sign(text: str) -> None:
    for address in parse_addresses(text)[0]:
        assert address.domain.isascii()
        assert "@" not in address.domain
        assert "\n" not in f"{address}{address.name}"


@pytest.mark.parametrize(
    "unit", ["(", "()", '"', '"\\', "<", "@", "a:", "a@b.example,", ",", "\\", "[", "a ", "a@b.example "]
)
def test_hostile_fields_take_linear_time(unit: str) -> None:
    parse_addresses(unit * (250_000 // len(unit)))
