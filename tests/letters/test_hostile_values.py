"""No value changes a letter: its header fields, its recipients, its MIME parts and its markup stay as the template has them.

Each hostile text stands in every value at once: what comes from outside (names, titles, subjects, file names, the names of
parties), what the office itself sets (title, place, organisation, contacts, texts of its own), and what becomes a header.
"""

from __future__ import annotations

import email
import email.policy
import itertools
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.message import Message
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailflow.core import occasion, samples
from mailflow.core.address import Address
from mailflow.core.calendar import invitation_of
from mailflow.core.conference import Conference, Person
from mailflow.core.data import one_line
from mailflow.core.letter import OutgoingFile, compose
from mailflow.core.letter_check import OPERATORS
from mailflow.core.reference import LetterKey, derived_key
from mailflow.core.roster import Party
from mailflow.core.template import Rendered, TemplateSet, load

FOLDER = Path(__file__).parents[2] / "templates" / "letters"
NOW = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
TO, COPY = Address("registry", "mfa.example"), Address("mission", "mfa.example")
KEY = LetterKey(derived_key(b"k" * 32), "abcdefgh")
PAYLOADS = (
    "\r\nBcc: evil@evil.example",
    "\nBcc: evil@evil.example\n",
    "\rTo: evil@evil.example",
    "\r\n\r\n<html>new body</html>",
    "\x85Bcc: evil@evil.example",
    "\u2028Subject: other",
    "\x0b\x0c\x1c\x1d\x1eCc: evil@evil.example",
    "\r\n--=_x\r\nContent-Type: text/html\r\n\r\n<b>part</b>\r\n--=_x--\r\n",
    "=?utf-8?q?x=0D=0ABcc=3A_evil=40evil.example?=",
    "=?utf-8?b?eA0KQmNjOiBldmlsQGV2aWwuZXhhbXBsZQ==?=",
    '" <evil@evil.example>, "',
    "evil@evil.example, other@evil.example",
    "group: evil@evil.example;",
    "(comment) <evil@evil.example>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<a href='https://evil.example'>here</a>",
    "<!-- --><style>*{display:none}</style>",
    "&lt;b&gt; &#60;b&#62; &amp;lt;",
    "[here](https://evil.example)",
    "![picture](https://evil.example/x.png)",
    "<https://evil.example> https://evil.example www.evil.example evil@evil.example",
    "[x]: https://evil.example\n[x]",
    "mailto:evil@evil.example?bcc=other@evil.example",
    "](mailto:evil@evil.example) [x](javascript:alert(1)",
    "\n# Heading\n\n- item\n\n1. item\n\n> quotation\n\n---\n\n    code\n",
    "\n| a | b |\n|---|---|\n| c | d |\n",
    "**bold** _it_ ~~x~~ `code` \\ \\\\ *",
    "***___```~~~",
    "{{ 7 * 7 }}{% for x in range(99999999) %}x{% endfor %}{# x #}",
    "{{ party.__class__.__mro__ }}{% include 'shared/closing' %}",
    "{%- raw -%}{{ conference.title }}{%- endraw -%}",
    "+++\nsubject = 'other'\n+++\n",
    "\u202egnp.exe\u202c \u2066isolate\u2069 \u200f\u200e",
    "\u2068\u2068\u2068open isolates",
    "\ufdd0\ufdd1\ufdef\ufffe\uffff",
    "\ud800\udfff\udcff",
    "\0\x00NUL\x00",
    "\x1b[31mred\x1b[0m\x07\x08\x7f",
    "الشيخ عبد الرحمن \u200f(17) — 名前 — Ελλάς",
    "e" + "\u0301" * 400,
    "\U0001f469\u200d\U0001f469\u200d\U0001f467" * 50,
    "W" * 5_000,
    "\u4e2d" * 2_000,
    "word " * 2_000,
    "\\;,:\r\nATTENDEE:mailto:evil@evil.example\r\nEND:VEVENT",
    "%0D%0ABcc:evil@evil.example&bcc=evil@evil.example?",
)
LISTED = tuple(
    pattern.format(payload) for payload in PAYLOADS for pattern in ("{}", "Name{}", "{}Name", "Name {} Name")
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=120),
    st.lists(st.sampled_from([*PAYLOADS, "Name", " ", "\n"]), min_size=1, max_size=4).map("".join),
    st.text(st.sampled_from("\r\n\t \0\x85\u2028\u202e\u2068\ufdd5:;,<>@\"'\\()[]{}%#*_`|=?&!~+-.x"), max_size=60),
)


@dataclass(frozen=True)
class Shape:
    """What of a letter no value may change."""

    fields: tuple[str, ...]
    to: tuple[str, ...]
    parts: tuple[str, ...]
    markup: Counter[str]
    links: tuple[str, ...]
    calendar: tuple[str, ...]


class _Markup(HTMLParser):
    """The tags of a page with their attributes, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "bdi":  # it only keeps directions apart
            self.tags[f"{tag} {' '.join(name for name, _ in attrs)}"] += 1
        # What a mailto link writes is data, and percent-encoded; its fields are not.
        self.links += [_without_words(value or "") for name, value in attrs if name == "href"]


def _without_words(link: str) -> str:
    address, _, query = link.partition("?")
    return f"{address}?{'&'.join(field.partition('=')[0] for field in query.split('&'))}"


@cache
def shipped() -> TemplateSet:
    return load({str(file): file.read_text(encoding="utf-8") for file in sorted(FOLDER.rglob("*.md"))})


LETTERS = [(n, language) for n in shipped().names if n not in OPERATORS for language in shipped().languages(n)]


def conference(text: str) -> Conference:
    return Conference(
        name="oslo",
        title=text,
        place=text,
        begins=date(2027, 2, 22),
        ends=date(2027, 2, 23),
        zone=ZoneInfo("Europe/Oslo"),
        address=Address("oslo", "secretariat.example", text),
        deadlines={"representation": date(2027, 2, 5), "papers": date(2027, 1, 29)},
        contacts=(Person(text, text, "moe@secretariat.example", "+47 22 00 00 00"),),
        website="https://oslo.example",
        registration="https://oslo.example/register",
        organisation=text,
        action_points={63: text, 65: text},
        settings={"statements": "written", "answer_days": "2"}
        | {
            f"{k}_{x}": text
            for k in ("purpose", "inviting", "level", "follows", "next", "travel")
            for x in ("en", "fr", "es")
        },
    )


def written(name: str, language: str, text: str) -> tuple[Rendered, bytes]:
    """The letter with that text in every value, and the message that would leave."""
    named = conference(text)
    values = occasion.localised(samples.awkward(name, named, NOW, text), language)
    rendered = shipped().render(name, language, values)
    party = Party("org:example", "ngo", text)
    data = compose(
        rendered=rendered,
        sender=named.address,
        to=replace(TO, name=text),
        cc=(replace(COPY, name=text),),
        message_id="<mf.abc.def@secretariat.example>",
        date=NOW,
        auto="auto-generated",
        organisation=text,
        attachments=[OutgoingFile(text, b"x", text)],
        calendar=invitation_of(rendered, KEY, named, party, replace(TO, name=text), NOW),
    )
    return rendered, data


def shape(name: str, language: str, text: str) -> Shape:
    rendered, data = written(name, language, text)
    assert data.isascii()
    assert b"\0" not in data
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    today = email.message_from_bytes(data, policy=email.policy.default)
    markup = _Markup()
    markup.feed(rendered.html)
    assert "\n" not in rendered.subject
    return Shape(
        fields=tuple(name for name, _ in message.items() if name != "Organization"),
        to=tuple(a.addr_spec for field in ("From", "To", "Cc") for a in today[field].addresses),
        parts=tuple(_kind(part) for part in message.walk()),
        markup=markup.tags,
        links=tuple(sorted(markup.links)),
        calendar=tuple(_calendar(message)),
    )


def _kind(part: Message) -> str:
    """The type of a part; of a file that goes with the letter only whether it is one, for its type is its own."""
    own = part.get_content_type()
    is_file = part.get_content_disposition() == "attachment" and part.get_content_maintype() not in (
        "multipart",
        "message",
    )
    return "a file" if is_file else own


def _calendar(message: Message) -> list[str]:
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            payload = part.get_payload(decode=True)
            assert isinstance(payload, bytes)
            (event,) = icalendar.Calendar.from_ical(payload.decode()).walk("VEVENT")
            return sorted([*event, str(event["ATTENDEE"]), str(event["ORGANIZER"])])
    return []


@cache
def tame(name: str, language: str) -> Shape:
    return shape(name, language, "Word")


def check(name: str, language: str, text: str) -> None:
    found, plain = shape(name, language, text), tame(name, language)
    if not one_line(text):
        # Nothing is left of it: then a template may leave out the words around it, but nothing else.
        found, plain = (replace(each, markup=Counter(), links=()) for each in (found, plain))
    assert found == plain


@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(LETTERS))
def test_no_value_changes_a_letter(text: str, letter: tuple[str, str]) -> None:
    check(*letter, text)


@pytest.mark.parametrize(("name", "language"), [(n, x) for n, x in LETTERS if x in ("en", "ar")])
def test_no_listed_value_changes_a_letter(name: str, language: str) -> None:
    # Each letter meets every payload; the ways of putting it alternate.
    for text in itertools.islice(LISTED, len(name) % 4, None, 4):
        check(name, language, text)


@pytest.mark.parametrize("text", LISTED, ids=range(len(LISTED)))
def test_every_listed_value_leaves_the_invitation_as_it_is(text: str) -> None:
    check("invitation", "fr", text)


def test_template_text_in_a_value_is_not_carried_out() -> None:
    rendered, _ = written("received", "en", "{{ 7 * 7 }}{% set x = 1 %}")
    assert "{{ 7 * 7 }}" in rendered.text
    assert "49" not in rendered.text
