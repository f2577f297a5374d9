from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.data import one_line
from mailflow.core.letter import OutgoingFile, compose
from mailflow.core.template import Rendered
from mailflow.errors import LetterError

TEXT = "Dear colleague,\n\nThank you.\n"
HTML = "<!DOCTYPE html>\n<html><body><p>Thank you.</p></body></html>\n"
SENDER = Address("oslo", "secretariat.example", "Oslo Secretariat")
TO = Address("geneva", "mission.ireland.example", "Permanent Mission")
ALWAYS = [
    "Date",
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
]


def letter(subject: str = "Received", text: str = TEXT, html: str = HTML, language: str = "en") -> Rendered:
    return Rendered(subject, text, html, language, "r1", name="received")


def composed(rendered: Rendered | None = None, **changes: Any) -> bytes:
    given = {
        "rendered": rendered or letter(),
        "sender": SENDER,
        "to": TO,
        "cc": (),
        "message_id": "<k1.abc@secretariat.example>",
        "date": datetime(2007, 1, 24, 9, 5, 7, tzinfo=UTC),
        "auto": "auto-replied",
        "in_reply_to": None,
        "references": (),
    }
    return compose(**(given | changes))


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def recipient(data: bytes) -> tuple[str, str]:
    """Name and address of the recipient. The newer parser of Python 3.11 puts a space between two encoded words."""
    name, address = parseaddr(str(email.message_from_bytes(data)["To"]))
    return str(make_header(decode_header(name.replace("\r\n", "")))), address


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


# The header


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Date", "Wed, 24 Jan 2007 09:05:07 +0000"),
        ("From", "Oslo Secretariat <oslo@secretariat.example>"),
        ("To", "Permanent Mission <geneva@mission.ireland.example>"),
        ("Subject", "Received"),
        ("Message-ID", "<k1.abc@secretariat.example>"),
        ("Auto-Submitted", "auto-replied"),
        ("X-Auto-Response-Suppress", "OOF, AutoReply"),
        ("Content-Language", "en"),
        ("MIME-Version", "1.0"),
    ],
)
def test_field_says(name: str, body: str) -> None:
    assert parsed(composed())[name] == body


def test_no_field_stands_there_that_was_not_asked_for() -> None:
    assert list(parsed(composed()).keys()) == ALWAYS


@pytest.mark.parametrize("name", ["Precedence", "List-Id", "List-Unsubscribe", "Bcc", "Return-Path", "Sender"])
def test_field_is_never_written(name: str) -> None:
    full = composed(cc=[TO], reply_to=SENDER, organisation="Secretariat", references=("<a@b>",), in_reply_to="<a@b>")
    assert name not in parsed(full)


def test_invitation_is_auto_generated() -> None:
    assert parsed(composed(auto="auto-generated"))["Auto-Submitted"] == "auto-generated"


def test_thread_is_kept() -> None:
    message = parsed(composed(in_reply_to="<b@x.example>", references=("<a@x.example>", "<b@x.example>")))
    assert (message["In-Reply-To"], message["References"]) == ("<b@x.example>", "<a@x.example> <b@x.example>")


@pytest.mark.parametrize("malformed", ["", "a@b", "<a b@c>", "<a@b>\r\nBcc: <x@y.example>", "<é@b>", "<a@b", "<>"])
def test_malformed_id_is_dropped(malformed: str) -> None:
    message = parsed(composed(in_reply_to=malformed, references=(malformed, "<good@x.example>")))
    assert (message["In-Reply-To"], message["References"]) == (None, "<good@x.example>")


def test_long_thread_keeps_its_beginning_and_its_end() -> None:
    ids = tuple(f"<{n}@x.example>" for n in range(500))
    kept = str(parsed(composed(references=ids))["References"]).split()
    assert (kept[0], kept[-1], len(kept)) == (ids[0], ids[-1], 30)


def test_malformed_message_id_is_refused() -> None:
    with pytest.raises(LetterError):
        composed(message_id="<a@b>\r\nBcc: <x@y.example>")


def test_date_keeps_its_zone() -> None:
    at = datetime(2007, 7, 1, 9, 5, 7, tzinfo=timezone(timedelta(hours=2)))
    assert parsed(composed(date=at))["Date"] == "Sun, 01 Jul 2007 09:05:07 +0200"


NAMES = [
    "Ireland",
    "Støre, Jonas",
    'The "Mission"',
    "Mission (Geneva)",
    "a@b.example",
    "=?utf-8?q?x?=",
    "Дмитрий Иванов",
    "البعثة الدائمة",
    "中国常驻日内瓦代表团",
    "O'Brien; Ltd.",
    "back\\slash",
    "e\u0301te\u0301 " * 12,
    "x" * 200,
    "word " * 60,
    "👩‍👩‍👧 family",
    "",
]


@pytest.mark.parametrize("name", NAMES)
def test_display_name_reads_back(name: str) -> None:
    assert recipient(composed(to=Address("a", "b.example", name))) == (one_line(name), "a@b.example")


@pytest.mark.parametrize(
    "name", ["Støre, Jonas", "Дмитрий Иванов", "البعثة الدائمة", "中国常驻代表团", 'The "Mission"']
)
def test_display_name_reads_back_in_the_parser_of_today(name: str) -> None:
    assert parsed(composed(to=Address("a", "b.example", name)))["To"].addresses[0].display_name == name


@pytest.mark.parametrize("name", NAMES)
def test_subject_reads_back(name: str) -> None:
    assert parsed(composed(letter(subject=f"{name}: received")))["Subject"] == one_line(f"{name}: received")


@pytest.mark.parametrize("name", NAMES)
def test_organisation_reads_back(name: str) -> None:
    assert (parsed(composed(organisation=name))["Organization"] or "") == one_line(name)


def test_several_copies_are_several_addresses() -> None:
    cc = [Address("a", "x.example", "Støre, J."), Address("b", "y.example")]
    assert [a.addr_spec for a in parsed(composed(cc=cc))["Cc"].addresses] == ["a@x.example", "b@y.example"]


def test_foreign_domain_is_written_as_a_labels() -> None:
    assert b"<a@xn--bcher-kva.example>" in composed(to=Address("a", "bücher.example", "B"))


@pytest.mark.parametrize(
    ("local", "domain"),
    [
        ("josé", "b.example"),
        ("a b", "b.example"),
        ("a\r\nBcc: x", "b.example"),
        ("a,c", "b.example"),
        ("a>", "b.example"),
        ("", "b.example"),
        ("a", ""),
        ("a", "b.example>, <c@d.example"),
        ("a", "b.example\r\nBcc: x@y.example"),
        ("a", "-\u200b.example"),
        ("a" * 70, "b.example"),
    ],
)
def test_address_that_cannot_be_written_is_refused(local: str, domain: str) -> None:
    with pytest.raises(LetterError):
        composed(to=Address(local, domain, "Name"))


def test_quoted_local_part_is_kept() -> None:
    assert parsed(composed(to=Address('"a b"', "b.example")))["To"].addresses[0].username == "a b"


# The body

BODIES = [
    TEXT,
    "Été à Genève, déjà.\n",
    "Уважаемые коллеги!\n" * 20,
    "السيدات والسادة\n" * 20,
    "秘书处谨通知如下。\n" * 20,
    "From here on\nFrom there\n",
    ".\n..\n. x\n",
    "x" * 3000 + "\n",
    "a \nb\t\n",
    "=20 =E9 =\n",
    "--=_deadbeef\n--\n",
    "a\n\n\n\nb\n",
    "👩‍👩‍👧\n",
]


@pytest.mark.parametrize("text", BODIES)
def test_text_reads_back(text: str) -> None:
    assert text_of(parsed(composed(letter(text=text)))) == text


@pytest.mark.parametrize("text", BODIES)
def test_html_reads_back(text: str) -> None:
    assert text_of(parsed(composed(letter(html=f"<p>{text}</p>\n"))), "html") == f"<p>{text}</p>\n"


@pytest.mark.parametrize("text", BODIES)
def test_bytes_are_seven_bit_with_short_lines_and_crlf(text: str) -> None:
    data = composed(letter(subject=text, text=text, html=text), organisation=text)
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert not any(b"\n" in line or b"\r" in line or len(line) > 78 for line in lines)


def test_no_line_begins_like_an_mbox() -> None:
    assert b"\nFrom " not in composed(letter(text="From here\nFrom there\n"))


def test_plain_english_is_not_coded() -> None:
    assert b"\r\n\r\nDear colleague,\r\n\r\nThank you.\r\n\r\n--" in composed()


def test_chinese_travels_as_base64_and_french_as_quoted_printable() -> None:
    def coding(text: str) -> str:
        body = parsed(composed(letter(text=text))).get_body(("plain",))
        return str(body["Content-Transfer-Encoding"]) if body else ""

    assert (coding("秘书处谨通知如下。\n" * 9), coding("La réunion se tiendra à Genève.\n" * 9)) == (
        "base64",
        "quoted-printable",
    )


def test_letter_is_text_and_html_of_one_content() -> None:
    parts = [part.get_content_type() for part in parsed(composed()).walk()]
    assert parts == ["multipart/alternative", "text/plain", "text/html"]


def test_same_letter_gives_the_same_bytes() -> None:
    assert composed() == composed()


def test_another_message_id_gives_other_boundaries() -> None:
    assert parsed(composed()).get_boundary() != parsed(composed(message_id="<z@y.example>")).get_boundary()


def test_boundary_that_stands_in_the_text_is_not_used() -> None:
    boundary = parsed(composed()).get_boundary()
    assert text_of(parsed(composed(letter(text=f"--{boundary}--\n")))) == f"--{boundary}--\n"


# Attachments


CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Conférence\r\nEND:VCALENDAR\r\n".encode()


@pytest.mark.parametrize("files", [(), (OutgoingFile("a.pdf", b"%PDF"),)])
def test_calendar_invitation_stands_beside_the_texts(files: tuple[OutgoingFile, ...]) -> None:
    message = parsed(composed(calendar=CALENDAR, attachments=files))
    texts = next(part for part in message.walk() if part.get_content_type() == "multipart/alternative")
    kinds = [part.get_content_type() for part in texts.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]


def test_calendar_part_names_method_and_charset() -> None:
    (part,) = (
        part for part in parsed(composed(calendar=CALENDAR)).walk() if part.get_content_type() == "text/calendar"
    )
    assert (part.get_param("method"), part.get_param("charset")) == ("REQUEST", "utf-8")
    assert part.get_payload(decode=True) == CALENDAR


def test_attachments_come_after_the_texts() -> None:
    file = OutgoingFile("list.pdf", b"%PDF", "application/pdf")
    parts = [part.get_content_type() for part in parsed(composed(attachments=[file])).walk()]
    assert parts == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]


@pytest.mark.parametrize(
    "name",
    [
        "list.pdf",
        "List of participants.pdf",
        "Délégation (finale).docx",
        "名单.xlsx",
        "قائمة المشاركين.pdf",
        "ä" * 120 + ".pdf",
        "a'b%20c.pdf",
        "x" * 150 + ".pdf",
        "semi;colon=1.pdf",
    ],
)
def test_file_name_reads_back(name: str) -> None:
    attachment = next(parsed(composed(attachments=[OutgoingFile(name, b"x")])).iter_attachments())
    assert attachment.get_filename() == name


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 300, b"\r\n.\r\n--=_\r\n"])
def test_content_reads_back(content: bytes) -> None:
    attachment = next(parsed(composed(attachments=[OutgoingFile("a.bin", content)])).iter_attachments())
    assert attachment.get_payload(decode=True) == content


@pytest.mark.parametrize("kind", ["multipart/mixed", "message/rfc822", "text/html\r\nX: y", "", "pdf", "a/b; c=d"])
def test_type_that_would_change_the_structure_becomes_bytes(kind: str) -> None:
    attachment = next(parsed(composed(attachments=[OutgoingFile("a", b"x", kind)])).iter_attachments())
    assert attachment.get_content_type() == "application/octet-stream"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c.pdf", "x\r\nBcc: y", "", "\u202egnp.exe", ".htaccess"])
def test_file_name_leads_nowhere(name: str) -> None:
    found = next(parsed(composed(attachments=[OutgoingFile(name, b"x")])).iter_attachments()).get_filename() or ""
    assert found
    assert not set(found) & set("/\\\r\n\u202e")
    assert not found.startswith(".")


# Nothing that comes from outside changes the letter

NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("\r\n\t \0\x0b\x0c\x1c\x85\u2028\u2029\u202e:;,<>@\"'\\()=?_%*."),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)
INJECTIONS = [
    "x\r\nBcc: evil@evil.example",
    "x\nBcc: evil@evil.example",
    "x\rBcc: evil@evil.example",
    "x\r\n\r\nbody",
    "=?utf-8?q?x=0D=0ABcc=3A_evil=40evil.example?=",
    "=?utf-8?b?eA0KQmNjOiBldmlsQGV2aWwuZXhhbXBsZQ==?=",
    'x" <evil@evil.example>, "y',
    "x\x85Bcc: evil@evil.example",
    "x\u2028Bcc: evil@evil.example",
    "x\0\r\n y",
    "a, b@evil.example",
    "group: evil@evil.example;",
    "(comment) <evil@evil.example>",
    "utf-8''%0d%0aBcc%3a%20evil",
]


def with_examples(test: Any) -> Any:
    for text in INJECTIONS:
        test = example(text)(test)
    return test


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(NASTY)
@with_examples
def test_no_value_changes_fields_recipients_or_structure(value: str) -> None:
    message = parsed(
        composed(
            letter(subject=value),
            sender=Address("oslo", "secretariat.example", value),
            to=Address("geneva", "mission.example", value),
            organisation=value,
            attachments=[OutgoingFile(value, b"x")],
        )
    )
    names = [name for name in message.keys() if name != "Organization"]  # noqa: SIM118  # keys repeat, items do not
    assert set(names) <= set(ALWAYS)
    assert len(names) == len(set(names)) >= len(ALWAYS) - 1
    assert [a.addr_spec for a in message["To"].addresses] == ["geneva@mission.example"]
    assert [a.addr_spec for a in message["From"].addresses] == ["oslo@secretariat.example"]
    assert [part.get_content_type() for part in message.walk()][1:4] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


@settings(max_examples=1000, deadline=None)
@given(NASTY)
@with_examples
def test_every_value_reads_back_as_one_line(value: str) -> None:
    data = composed(letter(subject=f"{value}."), to=Address("a", "b.example", value))
    assert str(parsed(data)["Subject"]) == one_line(f"{value}.")
    assert recipient(data) == (one_line(value), "a@b.example")


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\x85\u2028\u2029\0"), max_size=300
    )
)
def test_every_text_reads_back(text: str) -> None:
    text = f"{text}\nend\n"
    assert text_of(parsed(composed(letter(text=text)))) == text


@pytest.mark.parametrize("name", ["00\\" * 20, '"' * 60, "a" * 74])
def test_word_that_escapes_make_long_is_encoded(name: str) -> None:
    data = composed(to=Address("a", "b.example", name))
    assert all(len(line) <= 78 for line in data.partition(b"\r\n\r\n")[0].split(b"\r\n"))
    assert recipient(data)[0] == name


@settings(max_examples=300, deadline=None)
@given(NASTY)
def test_header_lines_are_short_and_carry_no_bare_line_end(value: str) -> None:
    data = composed(letter(subject=value * 20), to=Address("a", "b.example", value * 20))
    head = data.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 and b"\r" not in line and b"\n" not in line for line in head.split(b"\r\n"))
