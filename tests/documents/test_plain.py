"""Text files, tables in text, web pages, RTF, calendars and cards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailflow.core.document import CalendarReply, Card, Condition
from mailflow.documents.plain import delimiter
from tests.documents.build import opened


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("Délégation".encode(), "Délégation"),
        ("Délégation à Genève".encode("cp1252"), "Délégation à Genève"),
        ("Делегация примет участие".encode("koi8-r"), "Делегация примет участие"),
        ("Délégation".encode("utf-16"), "Délégation"),
        (b"\xef\xbb\xbfone\r\ntwo", "one\ntwo"),
    ],
)
def test_a_text_file_of_any_charset_is_read(content: bytes, shown: str) -> None:
    assert opened(content, "a.txt", "text/plain").text == shown


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("STATEMENT OF NORWAY\n\nMr. President,\n", "STATEMENT OF NORWAY"),
        ("Victim assistance\n=================\ntext", "Victim assistance"),
        ("Wellington, 18 February 2008\n\nVictim assistance\n\ntext and\nmore", "Victim assistance"),
        ("The delegation wishes to\nshare this.", ""),
    ],
)
def test_a_first_line_that_stands_alone_is_the_title(content: str, title: str) -> None:
    assert opened(content.encode(), "a.txt", "text/plain").title == title


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    assert delimiter(f'Name{sign}Title{sign}E-mail\n"Holm, Ada; Ms"{sign}Director{sign}a@x.example\n') == sign


def test_a_csv_file_is_a_table() -> None:
    content = 'Name;Function\r\n"Holm; Ada";"Director\nGeneral"\r\n'.encode("utf-8-sig")
    assert opened(content, "a.csv", "text/csv").tables == ((("Name", "Function"), ("Holm; Ada", "Director\nGeneral")),)


def test_cells_over_the_limit_are_left() -> None:
    assert len(opened(b"a,b\n" * 1000, "a.csv", "text/csv", cells=20).tables[0]) == 10


def test_a_web_page_is_read_as_text() -> None:
    page = b"<html><title>x</title><body><h1>Clearance in practice</h1><p>One<table><tr><td>a<td>b</tr><tr><td>c<td>d</table>"
    document = opened(page, "a.html", "text/html")
    assert (document.title, document.tables) == ("Clearance in practice", ((("a", "b"), ("c", "d")),))


RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset204 Times;}}{\info{\title stale}}"
    rb"\pard D\'e9l\'e9gation \u8211? {\f1 \'cc\'ee\'f1\'ea\'e2\'e0}\par {\*\generator x;}Ada\tab Holm\par"
    rb"\trowd a\cell b\cell\row \trowd c\cell d\cell\row}"
)


def test_rtf_is_read() -> None:
    assert opened(RTF, "a.rtf").text == "Délégation – Москва\nAda\tHolm\na\tb\nc\td"


@pytest.mark.parametrize(
    ("rtf", "shown"),
    [
        (rb"{\rtf1 a\~b\_c \{d\}}", "a b-c {d}"),
        (rb"{\rtf1 {\uc2\u8364 xxEuro} \u-10179?\u-8704?}", "€Euro 😀"),
        (b"{\\rtf1 one\\\ntwo}", "one\ntwo"),
        (rb"{\rtf1\ansicpg99999 caf\'e9}", "café"),
        (rb"{\rtf1 {\pict 00ff00ff}text{\bin5 x}}", "text"),
    ],
)
def test_signs_of_rtf(rtf: bytes, shown: str) -> None:
    assert opened(rtf, "a.rtf").text == shown


def test_rtf_with_an_object_is_dangerous() -> None:
    assert opened(RTF.replace(rb"\pard", rb"{\object\objdata 0105}\pard"), "a.rtf").condition is Condition.DANGEROUS


@pytest.mark.parametrize(
    "content", [b"{\\rtf1" + b"{" * 100_000, b"{\\rtf1" + b"}" * 100_000, b"{\\rtf1 \\u", b"{\\rtf1\\'"]
)
def test_broken_rtf_does_not_stop_the_reading(content: bytes) -> None:
    assert opened(content, "a.rtf").condition is Condition.READ


def calendar(*lines: str) -> bytes:
    event = ["BEGIN:VEVENT", "UID:oslo-1", *lines, "END:VEVENT"]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", *event, "END:VCALENDAR", ""]).encode()


@pytest.mark.parametrize(
    ("lines", "reply"),
    [
        (
            ["ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Holm, Ada\":MAILTO:ada.holm@mfa.example", "DTSTART;VALUE=DATE:20070222"],
            CalendarReply("REPLY", "oslo-1", "ada.holm@mfa.example", "ACCEPTED", "", datetime(2007, 2, 22, tzinfo=UTC)),
        ),
        (
            ["ATTENDEE;PARTSTAT=declined:mailto:ada@mfa.example", "COMMENT:With regret", "DTSTART;TZID=Europe/Oslo:20070222T100000"],
            CalendarReply("REPLY", "oslo-1", "ada@mfa.example", "DECLINED", "With regret", datetime(2007, 2, 22, 9, tzinfo=UTC)),
        ),
        (
            ["ORGANIZER;CN=Office:MAILTO:oslo@secretariat.example", "SUMMARY:Oslo\\, the Conference", "ATTENDEE;PARTSTAT=TENTATIVE:mailto:ada@mfa.example"],
            CalendarReply("REPLY", "oslo-1", "ada@mfa.example", "TENTATIVE", organiser="oslo@secretariat.example", summary="Oslo, the Conference"),
        ),
        (["ATTENDEE:mailto:ada@mfa.example"], CalendarReply("REPLY", "oslo-1", "ada@mfa.example", "NEEDS-ACTION")),
        ([], CalendarReply("REPLY", "oslo-1", "", "NEEDS-ACTION")),
    ],
)  # fmt: skip
def test_calendar_answers_say_who_answered_what(lines: list[str], reply: CalendarReply) -> None:
    assert opened(calendar(*lines), "", "text/calendar").calendar == (reply,)


@pytest.mark.parametrize(
    "content", [b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"BEGIN:VCALENDAR\r\n\xff\xfe:::\r\nEND:VCALENDAR"]
)
def test_a_damaged_calendar_does_not_stop_the_reading(content: bytes) -> None:
    assert opened(content, "a.ics").calendar == ()


@pytest.mark.parametrize(
    ("lines", "card"),
    [
        (
            "N:Holm;Ada\nFN:Ada Holm\nTITLE:Director\nORG:Ministry of Defence;Legal\nEMAIL;INTERNET:ada@mod.example",
            Card("Ada Holm", "Director", "Ministry of Defence, Legal", "ada@mod.example"),
        ),
        ("N:Holm;Ada;;Ms.;", Card("Ada Holm")),
        ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9e=\n Dubois", Card("RenéeDubois")),
        (
            "FN:Holm\\, Ada\nitem1.EMAIL;type=INTERNET:a@x.example\nEMAIL:b@x.example",
            Card("Holm, Ada", email="a@x.example"),
        ),
        ("FN:A very lo\n ng name", Card("A very long name")),
    ],
)
def test_cards_are_read(lines: str, card: Card) -> None:
    assert opened(f"BEGIN:VCARD\nVERSION:3.0\n{lines}\nEND:VCARD\n".encode(), "a.vcf").cards == (card,)
