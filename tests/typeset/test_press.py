"""PDFs: what is said is printed and nothing else happens, whatever the values hold; and making one is bounded."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import mailflow.typeset
from mailflow.core.samples import AWKWARD
from mailflow.errors import TypesetError
from mailflow.typeset import (
    Break,
    Emphasis,
    Heading,
    Items,
    Link,
    PageBreak,
    Paragraph,
    Press,
    Quote,
    Rule,
    Strong,
    Table,
    pdf,
)
from tests.typeset.paper import links, made, needs_fonts, sheet, squeezed, text_of

TYPST = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    "#while true {}",
    "$ integral $ *b* _i_ `c` = h / t",
    '"); read("/etc/passwd") //',
    "\\u{41} <label> @label [x] {y} ~ -- --- ...",
    "#sys.inputs.sheet",
    "/* remark */ // remark",
)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


def test_every_block_is_printed(press: Press) -> None:
    text = made(
        press,
        Heading("First", 3),
        Paragraph(("one ", Strong("two"), Break(), Emphasis(("three ", Link("site", "https://x.example/"))))),
        Items(((Paragraph("item a"),), (Paragraph("item b"), Items(((Paragraph("inner"),),), 4)))),
        Table(("No.", "Name"), (("1", "Solheim"), ("2",)), (1, 4)),
        Quote((Paragraph("quoted"),)),
        Rule(),
        PageBreak(),
        Paragraph("last"),
    )
    assert text == "First one two three site – item a – item b 4. inner No. Name 1 Solheim 2 quoted 1 / 2 last 2 / 2"


def test_a_letterhead_stands_on_the_first_page(press: Press) -> None:
    head = replace(
        sheet(Paragraph("body"), PageBreak(), Paragraph("more")),
        organisation="Ministry",
        lines=("a@ministry.example",),
        date="5 January 2027",
        foot="Oslo Conference",
    )
    expected = "Ministry a@ministry.example 5 January 2027 body Oslo Conference 1 / 2 more Oslo Conference 2 / 2"
    assert text_of(press.pdf(head)) == expected


@pytest.mark.parametrize("text", TYPST)
def test_typst_in_a_value_is_printed_as_it_stands(press: Press, text: str) -> None:
    whole = replace(sheet(Heading(text), Paragraph(text), Table((text,), ((text,),))), organisation=text, foot=text)
    assert squeezed(text_of(press.pdf(whole))) == squeezed(text * 6 + "1/1")


@given(text=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_value_adds_or_loses_a_sign(press: Press, text: str) -> None:
    assert squeezed(made(press, Paragraph((text, Strong(text))))) == f"{text}{text}1/1"


@given(text=st.text(max_size=80))
@example(text="؞0؞")
@settings(max_examples=150, deadline=None)
def test_any_text_is_printed_or_refused_by_its_sign(press: Press, text: str) -> None:
    try:
        found = made(press, Paragraph(("x", text)), Table((text,), ((text,),)))
    except TypesetError as error:
        found = str(error)
    # Not always in front: beside a sign that is written from right to left it stands behind.
    says = ("The PDF could not be made: no font has the sign", "The PDF could not be made: U+")
    assert found.startswith(says) or ("x" in found and not found.startswith("The PDF could not"))


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_values_are_printed(press: Press, text: str) -> None:
    needs_fonts("ar")
    needs_fonts("zh")
    assert made(press, Paragraph(text), Items(((Paragraph(text),),)), Table((text,), ((text,),)))


@pytest.mark.parametrize(
    ("language", "text"), [("ru", "Секретариат конференции"), ("zh", "秘书处谨此确认"), ("fr", "Élève, œuvre")]
)
def test_scripts_are_printed(press: Press, language: str, text: str) -> None:
    needs_fonts(language)
    assert squeezed(text) in squeezed(made(press, Paragraph(text), language=language))


def test_arabic_is_printed(press: Press) -> None:
    needs_fonts("ar")
    found = made(press, Paragraph("الوفد"), language="ar")
    assert {*"الوفد"} <= {*found}


def test_the_same_sheet_gives_the_same_bytes(press: Press) -> None:
    one = sheet(Paragraph("text"), Table(("a",), (("b",),)))
    assert press.pdf(one) == press.pdf(one) == pdf(one)


def test_it_is_for_archives_and_tagged(press: Press) -> None:
    content = press.pdf(sheet(Paragraph("text")))
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"2027-01-05T12:00:00" in content


def test_a_sign_that_no_font_has_is_named(press: Press) -> None:
    with pytest.raises(TypesetError, match=r"no font has the sign U\+0378\. Install one that has it .*fonts = "):
        press.pdf(sheet(Paragraph("before \u0378 after")))
    with pytest.raises(TypesetError, match=r"U\+E000 is a private sign"):
        press.pdf(sheet(Paragraph("\ue000")))


def test_it_goes_on_after_a_refusal(press: Press) -> None:
    with pytest.raises(TypesetError):
        press.pdf(sheet(Paragraph("\u0378")))
    assert "text" in made(press, Paragraph("text"))


def test_only_links_that_can_be_followed_become_links(press: Press) -> None:
    content = press.pdf(sheet(Paragraph((Link("a", "javascript:alert(1)"), Link("b", "https://site.example/x")))))
    assert links(content) == 1


def test_what_takes_too_long_is_ended() -> None:
    long = sheet(*[Paragraph("word " * 50)] * 60_000)
    # Enough for a process to start on a busy machine, and far too little for a book.
    with Press(seconds=4) as slow:
        with pytest.raises(TypesetError, match="took longer than 4 seconds"):
            slow.pdf(long)
        assert "short" in made(slow, Paragraph("short"))


def test_what_takes_too_much_memory_is_ended() -> None:
    large = sheet(*[Paragraph("word " * 50)] * 20_000)
    with Press(memory=300_000_000) as small, pytest.raises(TypesetError, match="too much memory"):
        small.pdf(large)


def test_a_folder_of_fonts_that_is_not_there_is_named(tmp_path: Path) -> None:
    with Press([tmp_path / "none"]) as lost, pytest.raises(TypesetError, match="no such folder of fonts"):
        lost.pdf(sheet(Paragraph("text")))


def test_without_typst_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(TypesetError, match=r"pip install 'mailflow\[pdf\]'"):
        pdf(sheet(Paragraph("text")))


def test_the_program_reads_nothing_but_its_input() -> None:
    program = Path(mailflow.typeset.__file__).with_name("sheet.typ").read_text(encoding="utf-8")
    code = re.sub(r"//.*", "", program)
    assert not re.search(r"\b(read|import|include|eval|plugin|image|csv|toml|yaml|xml|cbor|bibliography)\b", code)
    assert re.findall(r"\bjson\((.*)\)", code) == ["bytes(sys.inputs.sheet)", "bytes(sys.inputs.fonts)"]
