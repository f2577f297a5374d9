"""Another text for a composed letter: what a person typed is there, and all else is as it was."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.address import Address
from mailflow.core.letter import OutgoingFile, compose
from mailflow.core.letter_edit import editable, encloses, recomposed
from mailflow.core.template import Rendered
from mailflow.core.typesetting import typeset
from mailflow.errors import LetterError

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
MARKDOWN = "Dear Ms Ås,\n\nread [the programme](https://oslo.example/programme?a=1&b=2) and **come**.\n"
FILES = (OutgoingFile("note.txt", b"Content-Type: text/plain\r\n\r\nleave me\r\n", "text/plain"),)


def composed(*, files: tuple[OutgoingFile, ...] = (), calendar: bytes = b"") -> bytes:
    text, html = typeset(MARKDOWN, "en")
    return compose(
        rendered=Rendered("Réponse à votre note", text, html, "en", "1"),
        sender=Address("oslo", "secretariat.example", "Sekretariat, Ås"),
        to=Address("desk", "mfa.norway.example"),
        cc=(Address("geneva", "mfa.norway.example"),),
        message_id="<mf.abc.aaaaaaaaaaaaaaaa@secretariat.example>",
        date=NOW,
        auto="auto-replied",
        in_reply_to="<1@mfa.norway.example>",
        references=("<0@mfa.norway.example>", "<1@mfa.norway.example>"),
        attachments=files,
        calendar=calendar,
    )


def parsed(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def text_of(data: bytes, kind: str = "plain") -> str:
    body = parsed(data).get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
WHOLE = [composed(), composed(files=FILES), composed(calendar=CALENDAR), composed(files=FILES, calendar=CALENDAR)]


@pytest.mark.parametrize("data", WHOLE, ids=["texts", "with a file", "with a calendar", "with both"])
def test_only_subject_and_texts_change(data: bytes) -> None:
    after = recomposed(data, "Other", "Other words.\n", "en")
    before, fresh = parsed(data), parsed(after)
    assert {k: v for k, v in fresh.items() if k != "Subject"} == {k: v for k, v in before.items() if k != "Subject"}
    assert (fresh["Subject"], text_of(after)) == ("Other", "Other words.\n")
    kept = [
        part.as_bytes() for part in before.walk() if part.get_content_type() == "text/calendar" or part.get_filename()
    ]
    assert kept == [p.as_bytes() for p in fresh.walk() if p.get_content_type() == "text/calendar" or p.get_filename()]


@pytest.mark.parametrize("data", WHOLE, ids=["texts", "with a file", "with a calendar", "with both"])
def test_what_is_not_changed_is_the_same(data: bytes) -> None:
    subject, text = editable(data)
    after = recomposed(data, subject, text, "en")
    assert (editable(after), after.partition(b"\r\n\r\n")[0]) == ((subject, text), data.partition(b"\r\n\r\n")[0])


def test_what_is_typed_is_no_markup() -> None:
    html = text_of(recomposed(composed(), "x", "<b>bold</b> **so** [here](https://evil.example)\n", "en"), "html")
    assert ("<b>" in html, "<strong>" in html, "<a " in html) == (False, False, False)


def test_an_address_that_was_a_link_is_one_again() -> None:
    subject, text = editable(composed())
    html = text_of(recomposed(composed(), subject, text, "en"), "html")
    assert 'href="https://oslo.example/programme?a=1&amp;b=2"' in html


def test_an_address_that_was_none_becomes_none() -> None:
    assert "<a " not in text_of(recomposed(composed(), "x", "See <https://evil.example>.\n", "en"), "html")


def test_a_line_that_was_full_goes_on_and_another_break_stays() -> None:
    text = f"{'word ' * 15}\nmore.\nYours\n\nNext.\n"
    html = text_of(recomposed(composed(), "x", text, "en"), "html")
    assert ("<br>" in html.partition("more.")[0], html.count("<br>"), html.count("<p")) == (False, 1, 2)


@pytest.mark.parametrize("subject", ["", "  ", "\r\n"])
def test_there_must_be_a_subject(subject: str) -> None:
    with pytest.raises(LetterError, match="subject is empty"):
        recomposed(composed(), subject, "Text.\n", "en")


def test_a_mark_that_parts_the_letter_is_refused() -> None:
    boundary = parsed(composed()).get_boundary()
    with pytest.raises(LetterError, match="parts the letter"):
        recomposed(composed(), "x", f"--{boundary}--\n", "en")


def test_enclosures_are_found_by_their_name() -> None:
    assert (encloses(composed(files=FILES), "note.txt"), encloses(composed(), "note.txt")) == (True, False)


@given(st.text(min_size=1), st.text())
def test_nothing_typed_adds_a_field_a_recipient_or_a_part(subject: str, text: str) -> None:
    data = WHOLE[3]
    try:
        after = recomposed(data, subject, text, "en")
    except LetterError:
        return
    before, fresh = parsed(data), parsed(after)
    assert fresh.keys() == before.keys()
    assert (fresh["To"], fresh["Cc"], fresh["Message-ID"]) == (before["To"], before["Cc"], before["Message-ID"])
    assert [p.get_content_type() for p in fresh.walk()] == [p.get_content_type() for p in before.walk()]
    assert after.isascii()
