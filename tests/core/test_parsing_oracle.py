"""On well-formed mail the reading equals that of the standard library with its default policy."""

from __future__ import annotations

import email
from email import headerregistry
from email.message import EmailMessage
from email.policy import SMTP, default
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.parsing import parse

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029\xa0")
LINE = st.text(LETTERS, max_size=120)
WORD = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=30)
PHRASE = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
PARAGRAPHS = st.lists(LINE, max_size=12).map(lambda lines: "\n".join(lines) + "\n")


def written(message: EmailMessage) -> bytes:
    message["Message-ID"] = "<1@mfa.example>"
    message["Date"] = "Mon, 05 Feb 2007 10:00:00 +0100"
    return message.as_bytes(policy=SMTP)


def leaves(message: EmailMessage) -> list[tuple[str, str, str, bytes]]:
    """Type, disposition, name and decoded bytes of each leaf."""
    return [
        (
            part.get_content_type(),
            part.get_content_disposition() or "",
            normalize("NFC", part.get_filename() or ""),
            part.get_payload(decode=True),
        )
        for part in message.walk()
        if not part.is_multipart()
    ]


@given(subject=PHRASE, name=PHRASE, body=PARAGRAPHS)
def test_fields_and_text_equal(subject: str, name: str, body: str) -> None:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = headerregistry.Address(name, "ana", "mfa.example")
    message.set_content(body)
    raw = written(message)
    oracle = email.message_from_bytes(raw, policy=default)
    ours = parse(raw)
    assert (ours.subject, ours.from_[0].spec, ours.date, ours.bodies[0].text) == (
        str(oracle["subject"]),
        oracle["from"].addresses[0].addr_spec,
        oracle["date"].datetime,
        oracle.get_content().replace("\r\n", "\n"),
    )


@given(st.lists(st.tuples(st.binary(max_size=200), WORD), max_size=5), st.booleans())
def test_parts_equal(files: list[tuple[bytes, str]], alternative: bool) -> None:
    message = EmailMessage()
    message.set_content("text\n")
    if alternative:
        message.add_alternative("<p>text</p>\n", subtype="html")
    for content, name in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=f"{name}.pdf")
    raw = written(message)
    oracle = leaves(email.message_from_bytes(raw, policy=default))
    ours = parse(raw)
    found = [(a.content_type, a.disposition, a.name, a.content) for a in ours.attachments]
    assert found == oracle[-len(found) :] if found else len(ours.bodies) == len(oracle)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"])
@pytest.mark.parametrize("coding", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("nl", ["\r\n", "\n"])
def test_every_charset_and_coding_equal(charset: str, coding: str, nl: str) -> None:
    message = EmailMessage()
    message.set_content("Répondez à l'été – s'il vous plaît\n".replace("–", "-") * 9, charset=charset, cte=coding)
    raw = written(message).replace(b"\r\n", nl.encode())
    oracle = email.message_from_bytes(raw, policy=default).get_content().replace("\r\n", "\n")
    assert parse(raw).bodies[0].text == oracle


@given(st.integers(min_value=1, max_value=6))
def test_nesting_equal(depth: int) -> None:
    message = EmailMessage()
    message.set_content("innermost\n")
    for level in range(depth):
        outer = EmailMessage()
        outer["Subject"] = f"level {level}"
        outer.set_content(f"text {level}\n")
        outer.add_attachment(message)
        message = outer
    found, ours = [], parse(written(message))
    while ours.embedded:
        found.append(ours.subject)
        ours = ours.embedded[0]
    assert found == [f"level {level}" for level in reversed(range(depth))]
