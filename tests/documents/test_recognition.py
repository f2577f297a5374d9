"""Scanned pages are read as proposals: names with all their signs, from pages that lie askew, and within bounds."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
import zlib
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from mailflow import documents
from mailflow.core.document import Condition, Document, PictureLimits, Recognised
from mailflow.core.parsing import parse
from mailflow.documents.engine import Grey, engine, read_page
from mailflow.documents.recognition import recognise
from tests.documents.build import PICTURE, opened, pdf, text
from tests.documents.scans import NORWAY, NORWEGIANS, as_file, as_pdf, askew, fake_engine, needs_engine, noisy, page

LANGUAGES = ("en", "fr", "es")
reads = needs_engine("Latin", "osd")


def came(content: bytes, name: str = "scan.pdf", limits: PictureLimits | None = None) -> Document:
    """The document of a message that this file came with, after its pictures were read."""
    message = EmailMessage()
    message["From"] = "desk@norway.example"
    message.set_content("Please find our note attached.")
    message.add_attachment(content, "application", "octet-stream", filename=name)
    parsed = parse(message.as_bytes())
    (found,) = recognise(parsed, documents.read_all(parsed), LANGUAGES, limits or PictureLimits(seconds=120))
    return found


def made_out(content: bytes, name: str = "scan.pdf", limits: PictureLimits | None = None) -> Recognised:
    seen = came(content, name, limits).recognised
    assert seen is not None
    return seen


def named(seen: Recognised) -> list[str]:
    return [name for name in NORWEGIANS if name in seen.text]


# What is read


@reads
def test_the_names_of_a_scan_keep_their_signs() -> None:
    seen = made_out(as_pdf(page(NORWAY)))
    assert named(seen) == NORWEGIANS
    assert seen.note.startswith("1 page read from pictures")


@reads
@pytest.mark.parametrize("degrees", [1, -2])
def test_a_sheet_that_lay_askew_and_has_specks_is_read(degrees: int) -> None:
    assert named(made_out(as_pdf(noisy(askew(page(NORWAY), degrees))))) == NORWEGIANS


@reads
@pytest.mark.parametrize("turn", [90, 180])
def test_a_page_that_lies_on_its_side_is_turned(turn: int) -> None:
    assert named(made_out(as_pdf(page(NORWAY).rotate(turn, expand=True)))) == NORWEGIANS


@reads
def test_a_coarse_scan_says_which_words_are_doubtful() -> None:
    seen = made_out(as_pdf(page(NORWAY, dpi=75), dpi=75))
    # What was not read right was not read with certainty.
    wrong = [word for name in NORWEGIANS if name not in seen.text for word in name.split()]
    assert not wrong or seen.unsure


@reads
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_of_a_page_is_read_like_a_scan(form: str) -> None:
    found = came(as_file(page(NORWAY), form), f"note.{form.lower()}")
    assert (found.condition, found.text) == (Condition.PICTURE, "")
    assert found.recognised is not None
    assert named(found.recognised) == NORWEGIANS


@reads
def test_the_title_of_a_scanned_paper_is_made_out() -> None:
    paper = """#align(right)[CCM/CONF/2027/WP.3]

Working paper submitted by Norway

= Clearance of contaminated land

The clearance of land takes more time than many States had thought when they joined the Convention, and it takes more money than
their budgets provide for. This paper says what could be done about it, and by whom, before the next review conference meets.
"""
    assert made_out(as_pdf(page(paper))).title == "Clearance of contaminated land"


@reads
def test_lines_of_a_list_stay_lines_and_wrapped_lines_are_joined() -> None:
    lines = made_out(as_pdf(page(NORWAY))).text.split("\n")
    assert "- Mr. Gonçalo Simões Araújo, Counsellor" in lines
    assert any("Secretariat of the Oslo Conference and has the honour to inform it" in line for line in lines)


@reads
def test_the_rows_of_a_table_without_rules_stay_rows() -> None:
    note = """The delegation of Peru:

#table(columns: (1fr, 1fr), stroke: none, [Ms. María José Quispe Ñahui], [Ambassador], [Mr. Julio César Núñez], [Counsellor])
"""
    assert (("Ms. María José Quispe Ñahui", "Ambassador"), ("Mr. Julio César Núñez", "Counsellor")) in made_out(
        as_pdf(page(note))
    ).tables


@pytest.mark.parametrize(
    ("language", "note", "name"),
    [
        pytest.param(
            "ru",
            "Посольство Российской Федерации имеет честь сообщить, что делегация будет представлена в следующем составе:\n\n"
            "- Иванов Пётр Сергеевич, глава делегации;\n- Щербакова Анна Юрьевна, советник.",
            "Щербакова Анна Юрьевна",
            marks=needs_engine("Latin", "osd", "rus"),
        ),
        pytest.param(
            "ar",
            "تهدي سفارة المملكة الأردنية الهاشمية أطيب تحياتها إلى أمانة المؤتمر وتتشرف بإبلاغها بأن الوفد الأردني سيضم:\n\n"
            "- السيد أحمد الخطيب، رئيس الوفد\n- السيدة ليلى حداد، مستشارة",
            "السيد أحمد الخطيب",
            marks=needs_engine("Latin", "osd", "ara"),
        ),
        pytest.param(
            "zh",
            "中华人民共和国常驻代表团向会议秘书处致意，并谨通知中国将派代表团出席会议，名单如下：\n\n团长：王小明，大使\n\n团员：李丽华，参赞",
            "李丽华，参赞",
            marks=needs_engine("Latin", "osd", "chi_sim"),
        ),
    ],
)
def test_a_script_that_was_not_expected_is_told_by_the_page(language: str, note: str, name: str) -> None:
    assert name in made_out(as_pdf(page(note, language=language, size=14))).text


# What is not


@reads
def test_garbage_gives_no_text() -> None:
    chance = random.Random(7)
    blots = Image.new("L", (1654, 2339), 255)
    for _ in range(3000):
        x, y = chance.randrange(1600), chance.randrange(2300)
        blots.paste(chance.randrange(120), (x, y, x + chance.randrange(4, 40), y + chance.randrange(4, 40)))
    seen = made_out(as_pdf(blots))
    assert (seen.text, seen.tables, seen.unsure) == ("", (), frozenset())
    assert seen.note


@reads
def test_a_blank_page_says_that_nothing_was_found() -> None:
    assert made_out(as_pdf(Image.new("L", (1654, 2339), 255))).note == "no text was found in its pictures"


@reads
def test_only_so_many_pages_are_read() -> None:
    blank = Image.new("L", (827, 1169), 255)
    seen = made_out(as_pdf(page(NORWAY), *[blank] * 199), limits=PictureLimits(pages=1, seconds=120))
    assert named(seen) == NORWEGIANS
    assert "the bound on pages or time was reached" in seen.note


@reads
def test_five_hundred_pages_end_with_the_time() -> None:
    first, blank = page(NORWAY), Image.new("L", (827, 1169), 255)
    content = as_pdf(first, *[blank] * 499)
    began = time.monotonic()
    seen = made_out(content, limits=PictureLimits(pages=500, seconds=4))
    assert "the bound on pages or time was reached" in seen.note or "took too long" in seen.note
    # Far below what five hundred pages would take; the machine may have other work.
    assert time.monotonic() - began < 60


@reads
def test_a_huge_picture_is_passed_over_before_it_is_unpacked() -> None:
    # 20,000 by 20,000 white dots: 400 million bytes in 400 thousand.
    began = time.monotonic()
    seen = made_out(_png(20_000, 20_000), "bomb.png")
    assert seen.text == ""
    assert time.monotonic() - began < 5


def test_a_logo_or_a_picture_in_the_text_is_no_page() -> None:
    page_like, small = as_file(page(NORWAY), "PNG"), as_file(Image.new("L", (60, 60)), "PNG")
    assert opened(page_like, "note.png").pictures == (1,)
    assert opened(small, "logo.png").pictures == ()
    message = EmailMessage()
    message["From"] = "desk@norway.example"
    message.set_content("<p>Text</p>", subtype="html")
    message.add_related(page_like, "image", "png", cid="<one>")
    assert [d.pictures for d in documents.read_all(parse(message.as_bytes()))] == [()]


def test_a_document_with_text_has_no_pictures_to_read() -> None:
    assert opened(pdf([text(60, 700, "Norway will be represented at the Conference.")]), "a.pdf").pictures == ()


def test_pages_that_are_pictures_are_named_beside_those_with_text() -> None:
    found = opened(pdf([text(60, 700, "Norway will be represented at the Conference.")], [PICTURE]), "a.pdf")
    assert (found.condition, found.pictures) == (Condition.READ, (2,))


def test_a_name_that_the_scanner_prints_over_the_page_makes_it_no_text() -> None:
    stamped = opened(pdf([PICTURE, text(400, 20, "Scanned with CamScanner")]), "a.pdf")
    assert (stamped.condition, stamped.pictures) == (Condition.SCAN, (1,))
    # A short text beside a small picture is a text.
    small = PICTURE.replace("500 0 0 700", "90 0 0 60")
    letter = opened(pdf([small, text(60, 700, "Norway will be represented.")]), "a.pdf")
    assert (letter.condition, letter.pictures) == (Condition.READ, ())


def test_a_message_without_pictures_costs_nothing_more() -> None:
    program = """
import sys
from mailflow import documents
from mailflow.core.parsing import parse
import mailflow.worker.sorter
(document,) = documents.read_all(parse(sys.stdin.buffer.read()))
assert "Norway" in document.text
print(*sorted({"PIL", "mailflow.documents.engine", "mailflow.documents.recognition"} & set(sys.modules)))
"""
    message = EmailMessage()
    message["From"] = "desk@norway.example"
    message.set_content("Please find our note attached.")
    content = pdf([text(60, 700, "Norway will be represented at the Conference.")])
    message.add_attachment(content, "application", "pdf", filename="note.pdf")
    done = subprocess.run([sys.executable, "-c", program], input=message.as_bytes(), capture_output=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


# An engine that is not there, hangs or dies


SCAN = as_pdf(Image.new("L", (900, 1200), 255))


def test_without_an_engine_nothing_changes(programs: Path) -> None:
    assert engine() is None
    assert came(SCAN).recognised is None


def test_an_engine_that_hangs_is_ended(programs: Path) -> None:
    fake_engine(programs, "exec /bin/sleep 600")
    began = time.monotonic()
    seen = made_out(SCAN, limits=PictureLimits(seconds=2))
    assert (seen.text, seen.note) == ("", "the program that reads pictures broke off, or took too long")
    assert time.monotonic() - began < 30


def test_a_child_of_the_engine_that_hangs_holds_nothing_up(programs: Path) -> None:
    fake_engine(programs, "/bin/sleep 20 & exit 0")
    found = engine()
    assert found is not None
    began = time.monotonic()
    assert read_page(found, Grey(1, 1, b"\xff"), ("eng",), 1.0) is None
    assert time.monotonic() - began < 15


@pytest.mark.parametrize("end", ["exit 1", "kill -9 $$", "echo '<span class='"], ids=["fails", "dies", "babbles"])
def test_an_engine_that_breaks_off_gives_nothing(programs: Path, end: str) -> None:
    fake_engine(programs, end)
    assert made_out(SCAN).text == ""


def test_what_the_engine_says_is_never_taken_for_markup(programs: Path) -> None:
    line = 'title="bbox 0 0 900 30; baseline 0 0; x_size 30"'
    words = "<span class='ocrx_word' id='1' title='bbox 0 0 300 30; x_wconf 95'>&lt;b&gt;Norway&amp;co</span>"
    fake_engine(
        programs, f"/bin/cat > /dev/null; /bin/cat <<'END'\n<span class='ocr_line' {line}>{words * 3}</span>\nEND"
    )
    assert made_out(SCAN).text.split("\t")[0].split()[0] == "<b>Norway&co"


@pytest.mark.parametrize("content", [b"%PDF-1.4\ngarbage", SCAN[:3000], SCAN.replace(b"/Width", b"/Wodth")])
def test_a_damaged_file_raises_nothing(content: bytes) -> None:
    found = came(content)
    forced = replace(found, kind="pdf", pictures=(1, 2, 900))
    message = parse(b"From: a@b.example\r\n\r\nx")
    (after,) = recognise(message, (forced,), LANGUAGES, PictureLimits())
    assert after.recognised is None or after.recognised.text == ""


def _png(width: int, height: int) -> bytes:
    """A PNG of white dots, one bit each, that is small only as long as it is packed."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)

    packer, packed = zlib.compressobj(0), io.BytesIO()
    row = b"\0" + b"\xff" * (width // 8)
    packed.write(b"".join(packer.compress(row) for _ in range(12)) + packer.flush())
    head = width.to_bytes(4) + height.to_bytes(4) + bytes([1, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed.getvalue()) + chunk(b"IEND", b"")
