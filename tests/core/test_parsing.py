"""Bytes to a message: what well-formed mail gives, and what broken and hostile mail leaves."""

from __future__ import annotations

import base64
import hashlib
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core import defects as d
from mailflow.core.message import Message
from mailflow.core.parsing import parse

TOP = (
    b"From: Ana Lund <ana@mfa.example>\r\nTo: conference@secretariat.example\r\nSubject: Hello\r\n"
    b"Date: Mon, 5 Feb 2007 10:00:00 +0100\r\nMessage-ID: <1@mfa.example>\r\nMIME-Version: 1.0\r\n"
)
MIXED = (
    b'Content-Type: multipart/mixed; boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
    b"the body\r\n--b1\r\n%s\r\n--b1--\r\n"
)


def mixed(part: bytes) -> Message:
    return parse(TOP + MIXED % part)


def text(head: bytes, body: bytes) -> Message:
    return parse(TOP + head + b"\r\n\r\n" + body)


def named(*lines: bytes) -> str:
    return mixed(b"\r\n".join(lines) + b"\r\n\r\ncontent").attachments[0].name


def test_the_fields_of_a_plain_message() -> None:
    message = parse(TOP + b"\r\nthe body\r\n")
    assert (message.subject, message.message_id, str(message.author)) == ("Hello", "<1@mfa.example>", "ana@mfa.example")


def test_a_well_formed_message_has_no_defects() -> None:
    assert parse(TOP + b"\r\nthe body\r\n").defects == ()


def test_the_date_is_aware() -> None:
    date = parse(TOP + b"\r\n").date
    assert date is not None
    assert date.isoformat() == "2007-02-05T10:00:00+01:00"


@pytest.mark.parametrize("value", [b"yesterday", b"Mon, 99 Feb 2007 10:00:00 +0100", b"\xff"])
def test_a_malformed_date_is_none(value: bytes) -> None:
    assert parse(b"Date: " + value + b"\r\n\r\n").date is None


def test_body_lines_end_in_line_feeds() -> None:
    assert text(b"X: y", b"one\r\ntwo\rthree\n").bodies[0].text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("head", "body", "shown"),
    [
        (b"Content-Type: text/plain; charset=utf-8", "é".encode(), "é"),
        (b"Content-Type: text/plain; charset=iso-8859-1", b"\xe9", "é"),
        (b"Content-Type: text/plain; charset=x-none", b"\xe9t\xe9", "été"),
        (b"Content-Type: text/plain", "é".encode(), "é"),
        (b"Content-Type: rubbish", b"text", "text"),
        (b"Content-Type:", b"text", "text"),
        (b"Content-Transfer-Encoding: quoted-printable", b"a=\r\nb=20=C3=A9", "ab é"),
        (b"Content-Transfer-Encoding: quoted-printable", b"a=  \r\nb", "ab"),
        (b"Content-Transfer-Encoding: BASE64", b"w6k=", "é"),
        (b"Content-Transfer-Encoding: base64", b"YWJj\r\nZGV", "abcde"),
        (b"Content-Transfer-Encoding: base64", b"YQ==\r\nYg==", "ab"),
        (b"Content-Transfer-Encoding: base64", b"Y!!WJj ???", "abc"),
        (b"Content-Transfer-Encoding: x-uuencode", b"begin 644 a\r\n#0V%T\r\n`\r\nend\r\n", "Cat"),
        (b"Content-Transfer-Encoding: x-uue", b"begin 644 a\r\n#0V%T\r\n\x7f\x7f\x7f", "Cat"),
        (b"Content-Transfer-Encoding: uuencode", b"nothing begins", "nothing begins"),
        (b"Content-Transfer-Encoding: strange", b"text", "text"),
        (b"Content-Type: text/html", b'<meta charset="koi8-r"><p>\xf0', '<meta charset="koi8-r"><p>П'),
        (b"Content-Type: text/plain; format=flowed", b"one \r\ntwo\r\n> a \r\n> b\r\n", "one two\n> a b\n"),
        (b"Content-Type: text/plain", b"a\0b", "a\N{REPLACEMENT CHARACTER}b"),
    ],
)
def test_a_text_is_decoded(head: bytes, body: bytes, shown: str) -> None:
    assert text(head, body).bodies[0].text == shown


def test_the_charset_used_instead_is_recorded() -> None:
    body = text(b"Content-Type: text/plain; charset=utf-8", b"caf\xe9 \xe0 Gen\xe8ve").bodies[0]
    assert (body.charset, body.fallback) == ("utf-8", "windows-1252")


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"=?utf-8?q?caf=C3=A9?=", "café"),
        (b"=?utf-8?b?w6k=?= =?utf-8?q?t=C3=A9?=", "été"),
        (b"=?utf-8?b?ww==?= =?utf-8?b?qQ==?=", "é"),
        (b"=?iso-8859-1?Q?=E9?= =?utf-8?Q?=C3=A9?=", "éé"),
        (b"=?iso-8859-1?Q?=E9?= and =?utf-8?Q?=C3=A9?=", "é and é"),
        (b"a =?utf-8*en?q?b_c?= d", "a b c d"),
        (b"=?utf-8?q?with space?=", "with space"),
        (b"=?bogus?q?x?=", "x"),
        (b"=?utf-8?b?SGVsbG8?=", "Hello"),
        (b"=?utf-8?q?open", "=?utf-8?q?open"),
        (b"=?utf-8?q?a=0D=0ABcc:_x?=", "a  Bcc: x"),
        ("é".encode(), "é"),
        (b"caf\xe9", "café"),
        (b"folded\r\n\t line", "folded  line"),
        (b"nul \0 here", "nul \N{REPLACEMENT CHARACTER} here"),
        (b"bare\rreturn", "bare return"),
    ],
)
def test_a_subject_is_decoded_onto_one_line(raw: bytes, subject: str) -> None:
    assert parse(b"Subject: " + raw + b"\r\n\r\n").subject == subject


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([b"Content-Type: application/pdf; name=a.pdf"], "a.pdf"),
        ([b'Content-Disposition: attachment; filename="a b.pdf"'], "a b.pdf"),
        ([b"Content-Disposition: attachment; filename=b.exe", b"Content-Type: application/pdf; name=a.pdf"], "b.exe"),
        ([b"Content-Disposition: attachment; filename*=UTF-8''%C3%A9.pdf"], "é.pdf"),
        ([b"Content-Disposition: attachment; filename*=iso-8859-1'fr'%E9.pdf; filename=e.pdf"], "é.pdf"),
        ([b"Content-Disposition: attachment; filename*0*=utf-8''%C3; filename*1*=%A9; filename*2=.pdf"], "é.pdf"),
        ([b'Content-Disposition: attachment; filename*1=b.pdf; filename*0="a"'], "ab.pdf"),
        ([b"Content-Disposition: attachment; filename*0=a; filename*2=c"], "a"),
        ([b"Content-Disposition: attachment; filename*1=b; filename*2=c"], "bc"),
        ([b"Content-Disposition: attachment; filename*=utf-8''a.pdf; filename*=utf-8''b.exe"], "a.pdf"),
        ([b"Content-Disposition: attachment; filename*0=a; filename*0=b; filename*1=.pdf"], "a.pdf"),
        ([b'Content-Disposition: attachment; filename="a.pdf"; filename="b.exe"'], "a.pdf"),
        ([b'Content-Disposition: attachment; filename="=?utf-8?q?=C3=A9.pdf?="'], "é.pdf"),
        ([b'Content-Disposition: attachment; filename="a\\"b.pdf"'], 'a"b.pdf'),
        ([b'Content-Disposition: attachment; filename="unclosed.pdf'], "unclosed.pdf"),
        ([b"Content-Disposition: attachment; filename*0*=utf-8''a%2Eexe%00.pdf"], "a.exe\N{REPLACEMENT CHARACTER}.pdf"),
        ([b"Content-Disposition: attachment; filename*=utf-8''a%E2%80%AEfdp.exe"], "afdp.exe"),
        ([b"Content-Disposition: attachment; filename=../../etc/passwd"], ".._.._etc_passwd"),
        ([b"Content-Disposition: attachment", b"Content-Type: application/pdf"], ""),
    ],
)
def test_one_rule_gives_the_name_of_a_file(lines: list[bytes], name: str) -> None:
    assert named(*lines) == name


@pytest.mark.parametrize(
    ("part", "kind", "disposition"),
    [
        (b"Content-Type: application/pdf\r\n\r\nx", "application/pdf", ""),
        (b"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nx", "text/plain", "attachment"),
        (b"Content-Type: text/plain; name=a.txt\r\n\r\nx", "text/plain", ""),
        (b"Content-Type: text/calendar; method=REPLY\r\n\r\nx", "text/calendar", ""),
        (b"Content-Type: image/png\r\nContent-Disposition: inline\r\n\r\nx", "image/png", "inline"),
        (b"Content-Type: image/png\r\nContent-Disposition: odd\r\n\r\nx", "image/png", "attachment"),
        (b"Content-Type: message/delivery-status\r\n\r\nx", "message/delivery-status", ""),
        (b"Content-Type: text/rfc822-headers\r\n\r\nx", "text/rfc822-headers", ""),
        (b"Content-Type: message/feedback-report\r\n\r\nx", "message/feedback-report", ""),
        (b"Content-Type: application/pgp-signature\r\n\r\nx", "application/pgp-signature", ""),
    ],
)
def test_what_is_no_displayed_text_is_an_attachment(part: bytes, kind: str, disposition: str) -> None:
    found = mixed(part).attachments[0]
    assert (found.content_type, found.disposition, found.content, found.part) == (kind, disposition, b"x", "2")


def test_an_attachment_has_the_checksum_of_its_decoded_bytes() -> None:
    part = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(
        b"%PDF" * 99
    )
    found = mixed(part).attachments[0]
    assert (found.size, found.sha256) == (396, hashlib.sha256(b"%PDF" * 99).hexdigest())


def test_an_alternative_gives_both_texts_in_order() -> None:
    part = (
        b"Content-Type: multipart/alternative; boundary=b2\r\n\r\n--b2\r\nContent-Type: text/plain\r\n\r\nplain\r\n"
        b"--b2\r\nContent-Type: text/html\r\n\r\n<p>html\r\n--b2--"
    )
    assert [(b.part, b.content_type) for b in mixed(part).bodies[1:]] == [("2.1", "text/plain"), ("2.2", "text/html")]


def test_a_forwarded_message_is_embedded_with_its_attachments() -> None:
    inner = TOP.replace(b"Hello", b"Inner") + MIXED.replace(b"b1", b"b2") % b"Content-Type: application/pdf\r\n\r\nx"
    message = mixed(b"Content-Type: message/rfc822\r\n\r\n" + inner)
    assert (message.embedded[0].subject, message.embedded[0].attachments[0].part) == ("Inner", "2.2")


def test_the_body_of_a_plain_embedded_message_is_part_one_of_it() -> None:
    message = mixed(b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner body")
    assert (message.embedded[0].bodies[0].part, message.embedded[0].bodies[0].text) == ("2.1", "inner body")


def test_the_embedded_message_has_the_checksum_of_its_own_bytes() -> None:
    inner = b"Subject: inner\r\n\r\ninner body"
    message = mixed(b"Content-Type: message/rfc822\r\n\r\n" + inner)
    assert message.embedded[0].sha256 == hashlib.sha256(inner).hexdigest()


def test_a_digest_holds_messages() -> None:
    raw = TOP + b"Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: inner\r\n\r\nx\r\n--b--\r\n"
    assert parse(raw).embedded[0].subject == "inner"


@pytest.mark.parametrize(
    ("raw", "defect"),
    [
        (TOP + b"Subject: again\r\n\r\n", "field occurs more than once: subject"),
        (TOP.replace(b"Message-ID: <1@mfa.example>\r\n", b"") + b"\r\n", d.NO_MESSAGE_ID),
        (TOP.replace(b"<1@mfa.example>", b"nonsense") + b"\r\n", "malformed Message-ID: nonsense"),
        (TOP.replace(b"<1@mfa.example>", b"<a@b> <c@d>") + b"\r\n", "malformed Message-ID: <a@b> <c@d>"),
        (TOP.replace(b"ana@mfa.example", b"nobody") + b"\r\n", "unreadable address: Ana Lund <nobody> (from)"),
        (TOP + b"Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--", d.ENCRYPTED),
        (TOP + b"Content-Type: application/pkcs7-mime\r\n\r\nx", d.ENCRYPTED),
        (TOP + b"Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n\r\nx", d.OPAQUE),
        (TOP + b"\r\n-----BEGIN PGP MESSAGE-----\r\nx", d.ENCRYPTED),
        (TOP + b"Content-Type: application/ms-tnef\r\n\r\nx", d.TNEF),
        (TOP + b"Content-Type: application/octet-stream; name=WINMAIL.DAT\r\n\r\nx", d.TNEF),
        (TOP + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n", d.NOT_CLOSED),
        (TOP + b"Content-Type: multipart/mixed\r\n\r\nx\r\n", d.NO_BOUNDARY),
        (TOP + b"Content-Type: multipart/mixed; boundary=zz\r\n\r\nx\r\n", d.NO_BOUNDARY),
        (TOP + b"Content-Type: multipart/mixed; boundary=a; boundary=b\r\n\r\n--a\r\n\r\nx\r\n--a--", d.TWO_BOUNDARIES),
        (
            TOP + b"Content-Type: message/external-body\r\n\r\nx",
            "content lies outside the message: message/external-body",
        ),
        (TOP + b"no field at all\r\nX-Odd: y\r\n\r\n", d.NOT_A_FIELD),
        (b" folded\r\n" + TOP + b"\r\n", d.NOT_A_FIELD),
        (b"From ana@mfa.example Mon Jan  1 00:00:00 2007\r\n" + TOP + b"\r\n", d.MBOX_LINE),
        (TOP + b"X: \xe9\r\n\r\n", d.EIGHT_BIT_HEADER),
        (TOP + b"this is the body already\r\n", d.NO_SEPARATOR),
        (TOP + b"Content-Transfer-Encoding: x-odd\r\n\r\nx", "unknown transfer encoding: x-odd (part 1)"),
    ],
)
def test_what_is_wrong_is_said(raw: bytes, defect: str) -> None:
    assert defect in parse(raw).defects


@pytest.mark.parametrize("name", ["Authentication-Results", "Subject"])
def test_no_field_holds_control_characters(name: str) -> None:
    assert parse(f"{name}: a\x1b[2J\x07b\tc\r\n\r\n".encode()).all(name)[0].isprintable()


def test_the_topmost_of_doubled_fields_counts() -> None:
    assert parse(TOP + b"Subject: again\r\n\r\n").subject == "Hello"


@pytest.mark.parametrize(
    "raw",
    [
        TOP + MIXED % b"\r\nx",
        (TOP + MIXED % b"\r\nx").replace(b"\r\n", b"\n"),
        (TOP + MIXED % b"\r\nx").replace(b"\r\n", b"\r"),
        (TOP + MIXED % b"\r\nx").replace(b"--b1--\r\n", b""),
        (TOP + MIXED % b"\r\nx").replace(b'; boundary="b1"', b""),
        (TOP + MIXED % b"\r\nx").replace(b'boundary="b1"', b'boundary="other"'),
        TOP + b"Content-Type: multipart/mixed\r\n\r\nthe body\r\n",
        TOP + b"stray line\r\nX-Odd: y\r\n\r\nthe body\r\n",
        TOP + b"the body without a blank line\r\n\r\nmore\r\n",
        b" folded\r\n" + TOP + b"\r\nthe body",
        b"From a@b Mon Jan  1 00:00:00 2007\r\n" + TOP + b"\r\nthe body",
        b"the body and nothing else",
        b"\r\nthe body",
    ],
)
def test_the_body_of_broken_mail_is_not_lost(raw: bytes) -> None:
    assert "the body" in parse(raw).bodies[0].text


@pytest.mark.parametrize(
    ("value", "present"), [(b"<>", True), (b"<ana@mfa.example>", True), (b"<MAILER-DAEMON>", True), (None, False)]
)
def test_presence_of_the_return_path_is_told_apart_from_the_null_path(value: bytes | None, present: bool) -> None:
    raw = TOP + b"\r\n" if value is None else b"Return-Path: " + value + b"\r\n" + TOP + b"\r\n"
    assert parse(raw).has_return_path is present


def test_the_null_return_path_is_none() -> None:
    assert parse(b"Return-Path: <>\r\n" + TOP + b"\r\n").return_path is None


TRACE = (
    b"Return-Path: <ana@mfa.example>\r\nDelivered-To: other@secretariat.example\r\n"
    b"Received: from a by b; Mon, 5 Feb 2007 10:00:00 +0100\r\n"
    b"Authentication-Results: mx.secretariat.example; dmarc=pass\r\nX-Spam-Status: No\r\n"
)


@pytest.mark.parametrize(
    "other",
    [
        TRACE + TOP + b"\r\none\r\ntwo\r\n",
        (TOP + b"\r\none\r\ntwo\r\n").replace(b"\r\n", b"\n"),
        TOP + b"\r\none\r\ntwo\r\n\r\n\r\n",
        TOP.replace(b"Ana Lund ", b"Ana Lund\r\n ") + b"\r\none\r\ntwo",
    ],
)
def test_two_deliveries_of_one_message_have_one_content_key(other: bytes) -> None:
    assert parse(other).content_key == parse(TOP + b"\r\none\r\ntwo\r\n").content_key


@pytest.mark.parametrize(
    "other",
    [
        TOP + b"\r\none\r\nthree\r\n",
        TOP.replace(b"Hello", b"Other") + b"\r\none\r\ntwo\r\n",
        TOP.replace(b"ana@", b"eve@") + b"\r\none\r\ntwo\r\n",
        TOP.replace(b"<1@", b"<2@") + b"\r\none\r\ntwo\r\n",
        TOP.replace(b"5 Feb", b"6 Feb") + b"\r\none\r\ntwo\r\n",
        TOP + b"\r\none\r\n\r\ntwo\r\n",
    ],
)
def test_other_content_has_another_content_key(other: bytes) -> None:
    assert parse(other).content_key != parse(TOP + b"\r\none\r\ntwo\r\n").content_key


def test_the_checksum_is_of_the_raw_bytes() -> None:
    raw = b"Subject: x\r\rbody"
    assert parse(raw).sha256 == hashlib.sha256(raw).hexdigest()


def test_parts_over_the_limit_are_left() -> None:
    message = parse(TOP + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 10_000)
    assert (len(message.bodies), d.TOO_MANY_PARTS in message.defects) == (999, True)


def test_parts_over_the_limit_are_left_wherever_they_stand() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=c\r\n\r\n" + b"--c\r\n\r\nx\r\n" * 10
    raw = TOP + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + (b"--b\r\n" + inner) * 10
    assert (len(parse(raw, max_parts=25).bodies), d.TOO_MANY_PARTS in parse(raw, max_parts=25).defects) == (21, True)


def test_a_limit_met_in_an_embedded_message_shows_on_the_outer_one() -> None:
    inner = b"Content-Type: multipart/mixed; boundary=c\r\n\r\n" + b"--c\r\n\r\nx\r\n" * 100
    assert d.TOO_MANY_PARTS in parse(TOP + b"Content-Type: message/rfc822\r\n\r\n" + inner, max_parts=20).defects


@pytest.mark.parametrize(
    ("defect", "is_grave"),
    [
        (d.ENCRYPTED, True),
        (d.located(d.DAMAGED_CODING, "part 2"), True),
        (d.NO_DATE, False),
        ("unknown transfer encoding: x", True),
    ],
)
def test_defects_that_hide_text_are_grave(defect: str, is_grave: bool) -> None:
    assert bool(d.grave([defect])) is is_grave


def nested(depth: int) -> bytes:
    line = b'Content-Type: multipart/mixed; boundary="d%d"\r\n\r\n--d%d\r\n'
    return TOP + b"".join(line % (i, i) for i in range(depth)) + b"\r\nthe body\r\n"


@pytest.mark.parametrize(("depth", "read"), [(10, True), (1000, False)])
def test_nesting_over_the_limit_is_left(depth: int, read: bool) -> None:
    message = parse(nested(depth))
    assert (bool(message.bodies), d.TOO_DEEP in message.defects) == (read, not read)


def test_messages_in_messages_over_the_limit_are_left() -> None:
    assert d.TOO_DEEP in parse(TOP + b"Content-Type: message/rfc822\r\n\r\n" * 1000).defects


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: " + b"a" * 1_000_000 + b"\r\n" + TOP.replace(b"Subject: Hello\r\n", b""),
        b"Subject: " + b"a\r\n " * 250_000 + b"\r\n" + TOP.replace(b"Subject: Hello\r\n", b""),
        TOP + b"".join(b"From: a%d@x.example\r\n" % i for i in range(100_000)),
        TOP.replace(b"To: ", b"To: " + b"a@x.example, " * 100_000),
        TOP + b"References: " + b"<a@b>" * 200_000 + b"\r\n",
        TOP + b"Content-Type: multipart/mixed" + b";a=b" * 250_000 + b"\r\n",
        TOP + b"X-Odd: \xe9\xff\r\n" * 100_000,
    ],
)
def test_a_giant_header_is_cut_and_the_author_still_read(raw: bytes) -> None:
    message = parse(raw + b"\r\nthe body")
    assert (str(message.author), d.HEADER_TOO_LARGE in message.defects) == ("ana@mfa.example", True)


@pytest.mark.parametrize(
    "body",
    [
        b"--bx\r\n" * 500_000,
        b"-" * 3_000_000,
        b"\r\n" * 1_500_000,
        b"= " * 1_500_000,
        b" \r\n" * 300_000,
        b"\xc3(" * 500_000,
    ],
)
def test_hostile_bodies_take_linear_time(body: bytes) -> None:
    parse(TOP + b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + body)


@given(st.binary(max_size=2000))
def test_any_bytes_give_a_message_whose_texts_can_be_written(raw: bytes) -> None:
    repr(parse(raw)).encode("utf-8")


@given(
    st.lists(
        st.sampled_from(
            [
                b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Type: message/rfc822\r\n", b"--b\r\n", b"--b--\r\n",
                b"Content-Type: text/html; charset=utf-7\r\n", b"\r\n", b"Content-Transfer-Encoding: base64\r\n", b"\xff\xfe\0",
                b"From: =?utf-16?b?2AA=?= <a@b>\r\n", b"Date: 99\r\n", b" x\r\n", b"text\r\n", b"=\r", b"Message-ID: <a@b",
                b"Content-Disposition: attachment; filename*0*=utf-16''%00%d8\r\n",
            ]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_heap_of_mail_pieces_gives_a_message(pieces: list[bytes]) -> None:
    repr(parse(b"".join(pieces))).encode("utf-8")


def test_text_without_end_is_read_up_to_a_limit_and_the_defect_says_so() -> None:
    line = "Nous confirmons la présence de la délégation.\r\n"
    message = parse(b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + line.encode() * 200_000)
    (body,) = message.bodies
    assert 4_000_000 < len(body.text) < 5_000_000
    assert set(body.text.splitlines()) == {line.strip()}
    assert [defect for defect in message.defects if "too long" in defect] == [d.TEXT_TOO_LONG]
    assert d.grave(message.defects)


def test_the_limit_holds_for_all_texts_of_a_message_together() -> None:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\n" + b"x" * 79 + b"\r\n"
    raw = (
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
        + (part + (b"y" * 79 + b"\r\n") * 40_000) * 4
        + b"--b--\r\n"
    )
    message = parse(raw)
    assert len(message.bodies) == 4
    assert sum(len(body.text) for body in message.bodies) <= 5_000_000


def test_a_large_attachment_is_decoded_where_it_stands() -> None:
    content = bytes(range(256)) * 16_384  # 4 MB
    coded = base64.encodebytes(content)
    raw = TOP + MIXED % (b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + coded)
    tracemalloc.start()
    message = parse(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert message.attachments[0].content == content
    # The decoder asks for three bytes for every four that it reads, line ends included. Of the encoded part is no copy.
    assert peak < len(coded)


def test_ten_thousand_encoded_pieces_are_read_and_no_more() -> None:
    message = mixed(
        b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode(b"x") * 20_000
    )
    assert message.attachments[0].content == b"x" * 10_000
    assert any(d.DAMAGED_CODING in defect for defect in message.defects)
