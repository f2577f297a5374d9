"""Letters on letterhead: every shipped letter in every language, and where its parts go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailflow.core import occasion, samples
from mailflow.core.template import Letterhead, Rendered, load
from mailflow.core.typesetting import typeset
from mailflow.errors import LetterError
from mailflow.typeset import Items, Paragraph, Press, Rule, Strong, Table
from mailflow.typeset.enclosures import enclosures
from mailflow.typeset.letters import letter_sheet
from tests.letters.test_shipped_letters import EVERY, NOW, OSLO, shipped
from tests.typeset.paper import needs_fonts, squeezed, text_of

AT = datetime(2027, 1, 5, 12, tzinfo=UTC)
HEAD = Letterhead(
    "Oslo Conference", "oslo@secretariat.example", "5 January 2027", "Secretariat", "https://oslo.example/"
)


def rendered(source: str, head: Letterhead | None = HEAD, **more: object) -> Rendered:
    text, html = typeset(source, "en")
    letter = Rendered("Subject", text, html, "en", "r1", name="accepted", source=source, head=head)
    return replace(letter, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as running:
        yield running


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_shipped_letter_can_be_printed(press: Press, name: str, language: str) -> None:
    needs_fonts(language)
    values = next(samples.occasions(name, OSLO, NOW)).values
    letter = shipped().render(name, language, occasion.localised(values, language))
    text = squeezed(text_of(press.pdf(letter_sheet(letter, AT))))
    assert text.endswith("1/1") or "1/2" in text
    # What is written from right to left is read back in another order.
    if language != "ar":
        assert "oslo@secretariat.example" in text
        words = [word for word in letter.text.split() if len(word) > 6 and word.isalpha()]
        assert [word for word in words if word not in text] == []


def test_title_moves_into_the_head() -> None:
    sheet = letter_sheet(rendered("**Oslo Conference**\\\nOslo, 22 February\n\nDear colleague,"), AT)
    assert (sheet.organisation, sheet.meeting) == ("Secretariat", "Oslo Conference")
    assert sheet.lines == ("Oslo, 22 February", "oslo@secretariat.example · oslo.example")
    assert sheet.blocks == (Paragraph(("Dear colleague,",)),)


def test_title_in_another_script_moves_into_the_head(press: Press) -> None:
    needs_fonts("ar")
    oslo = replace(OSLO, titles={})
    values = next(samples.occasions("accepted", oslo, NOW)).values
    letter = shipped().render("accepted", "ar", occasion.localised(values, "ar"))
    sheet = letter_sheet(letter, AT)
    assert sheet.meeting == oslo.title
    assert not any(isinstance(block, Paragraph) and oslo.title in str(block) for block in sheet.blocks)


def test_text_that_does_not_begin_with_the_title_stays_whole() -> None:
    sheet = letter_sheet(rendered("Dear colleague,\n\nof the Oslo Conference"), AT)
    assert [type(block) for block in sheet.blocks] == [Paragraph, Paragraph]
    assert sheet.meeting == "Oslo Conference"


@pytest.mark.parametrize(("source", "date"), [("Dear colleague,", "5 January 2027"), ("Oslo, 5 January\n2027", "")])
def test_day_is_named_once(source: str, date: str) -> None:
    assert letter_sheet(rendered(source), AT).date == date


def test_letter_of_no_conference_has_no_head() -> None:
    sheet = letter_sheet(rendered("Text", head=None), AT)
    assert (sheet.organisation, sheet.meeting, sheet.date, sheet.foot) == ("", "", "", "")


def test_markdown_becomes_blocks() -> None:
    source = "- a\n- **b**\n\n3. c\n\n   d\n\n---\n\n| x | y |\n|---|--:|\n| 1 | 2 |\n"
    bullets, numbers, rule, table = letter_sheet(rendered(source), AT).blocks
    assert bullets == Items(((Paragraph(("a",)),), (Paragraph((Strong(("b",)),)),)))
    assert numbers == Items(((Paragraph(("c",)), Paragraph(("d",))),), 3, tight=False)
    assert rule == Rule()
    assert table == Table((("x",), ("y",)), ((("1",), ("2",)),), align=("start", "end"))


def test_values_stay_data_on_paper(press: Press) -> None:
    templates = load({"x.en.md": '+++\nsubject = "S"\n+++\n{{ name }}\n'})
    for name in ("*bold* [a](https://evil.example) #read(1)", "| a |", "1. one", "\\"):
        letter = templates.render("x", "en", {"name": name})
        assert text_of(press.pdf(letter_sheet(letter, AT))) == f"{name} 1 / 1"


def test_enclosures_come_in_their_order(press: Press, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("visa")
    letter = rendered("Dear colleague,", attach=("note.txt", "pdf"))
    note, pdf = enclosures(letter, tmp_path, press, "oslo-accepted-NOR", AT)
    assert (note.name, note.content, note.content_type) == ("note.txt", b"visa", "text/plain")
    assert (pdf.name, pdf.content[:5], pdf.content_type) == ("oslo-accepted-NOR.pdf", b"%PDF-", "application/pdf")
    assert enclosures(letter, tmp_path, press, "oslo-accepted-NOR", AT)[1].content == pdf.content


@pytest.mark.parametrize(
    ("attach", "source", "words"),
    [("none.pdf", "x", "cannot be attached"), ("../x", "x", "outside"), ("pdf", "\u0378", r"U\+0378")],
)
def test_letter_without_what_it_encloses_cannot_be_written(
    press: Press, tmp_path: Path, attach: str, source: str, words: str
) -> None:
    with pytest.raises(LetterError, match=words):
        enclosures(rendered(source, attach=(attach,)), tmp_path, press, "name", AT)
