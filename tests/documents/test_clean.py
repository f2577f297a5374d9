"""What may be published: each kind that may, and each way in which a file may not."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from mailflow.documents.clean import CleanFile, Unclean, cleaned
from mailflow.documents.pdf_active import active_content
from tests.documents.build import pdf, text, with_member, word, workbook, zipped

PDF = pdf([text(72, 700, "On the clearance of land")])
WORD = word(lambda document: document.add_paragraph("On the clearance of land"))
ODT = zipped(
    {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b'<office:document-content xmlns:office="urn:o"><office:body>x</office:body></office:document-content>',
    }
)


def picture(form: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[Base.Make] = "Camera of Ms Solvang"
    exif[Base.Orientation] = 6
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (59.0, 54.0, 30.0)
    out = io.BytesIO()
    Image.new(mode, (40, 20)).save(out, form, exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Paper.pdf", PDF, "pdf"),
        ("PAPER.PDF", PDF, "pdf"),
        ("Paper.docx", WORD, "docx"),
        ("Table.xlsx", workbook([["State", "Year"], ["Norway", 2027]]), "xlsx"),
        ("Paper.odt", ODT, "odt"),
        ("Statement.txt", "Señor Presidente,\n".encode(), "txt"),
        ("../../etc/Paper.pdf", PDF, "pdf"),
    ],
)
def test_file_that_does_nothing_is_published_as_it_is(name: str, content: bytes, kind: str) -> None:
    found = cleaned(name, content)
    assert isinstance(found, CleanFile), found
    assert (found.kind, found.content, "/" in found.name) == (kind, content, False)


def in_stream(inner: bytes, dictionary: bytes = b"/Type /ObjStm /N 1 /First 4") -> bytes:
    """A PDF with an object in a packed stream of objects."""
    packed = zlib.compress(inner)
    stream = b"9 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n" % (dictionary, len(packed))
    return PDF + stream + packed + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf([], extra=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "JavaScript"),
        (pdf([], extra=b"/OpenAction << /S /Java#53cript /JS (app.alert(1)) >>"), "JavaScript"),
        (pdf([], extra=b"/Names << /EmbeddedFiles << /Names [(a) 9 0 R] >> >>"), "carries files"),
        (pdf([], extra=b"/AF [<< /Type /Filespec /EF << /F 9 0 R >> >>]"), "carries files"),
        (pdf([], extra=b"/OpenAction << /S /Launch /F (calc.exe) >>"), "starts a program"),
        (pdf([], extra=b"/AcroForm << /XFA 9 0 R >>"), "form that can run"),
        (pdf([], extra=b"/OpenAction << /S /SubmitForm /F (https://x.example) >>"), "sends what is filled in"),
        (pdf([], extra=b"/Annots [<< /Subtype /RichMedia >>]"), "film, sound"),
        (PDF.replace(b"/Size", b"/Encrypt 9 0 R /Size"), "protected"),
        (in_stream(b"9 0 << /S /JavaScript /JS (app.alert(1)) >>"), "JavaScript"),
        (in_stream(b" " * 65_530 + b"<< /S /JavaScript /JS (x) >>"), "JavaScript"),
        (
            PDF + b"9 0 obj\n<< /Type /ObjStm /Filter /ASCIIHexDecode >>\nstream\n2f4a53>\nendstream\nendobj\n",
            "hides what it carries",
        ),
        (b"GIF89a" + PDF, ""),
        (b"\n\n" + PDF, ""),
    ],
)
def test_pdf_that_does_something_is_refused(content: bytes, reason: str) -> None:
    found = cleaned("Paper.pdf", content)
    assert isinstance(found, Unclean)
    assert reason in found.reason


def test_pdf_whose_streams_are_only_pages_is_no_danger() -> None:
    assert active_content(in_stream(b"BT (On the rights of survivors) Tj ET", b"")) == ""


def macro_in_embedded() -> bytes:
    inner = with_member(workbook([["x"]]), "xl/vbaProject.bin", b"")
    return with_member(WORD, "word/embeddings/Sheet.xlsx", inner)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("Paper.docm", with_member(WORD, "word/vbaProject.bin", b""), "are not published"),
        ("Paper.docx", with_member(WORD, "word/vbaProject.bin", b""), "macros"),
        ("Paper.docx", macro_in_embedded(), "macros"),
        ("Paper.docx", with_member(WORD, "word/embeddings/oleObject1.bin", b"\xd0\xcf"), "object of another program"),
        ("Paper.docx", with_member(WORD, "word/media/setup.exe", b"MZ"), "program"),
        ("Paper.docx", with_member(WORD, "word/activeX/activeX1.xml", b"<x/>"), "ActiveX"),
        ("Paper.xlsx", WORD, "another kind"),
        ("Paper.pdf", WORD, "no PDF"),
        ("Paper.docx", PDF, "damaged"),
        ("Paper.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "are not published"),
        ("Paper.html", b"<html><script>alert(1)</script></html>", "are not published"),
        ("Paper.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "are not published"),
        ("Paper.txt", b"<html><script>alert(1)</script></html>", "named as txt"),
        ("Paper.txt", b"<script>alert(1)</script>", "named as txt"),
        ("Paper.txt", "Señor".encode("latin-1"), "UTF-8"),
        ("Paper.zip", zipped({"Paper.pdf": PDF}), "are not published"),
        ("Paper.exe", b"MZ", "are not published"),
        ("Paper.pdf.exe", PDF, "are not published"),
        ("Paper", PDF, "are not published"),
        ("", PDF, "are not published"),
        ("Paper.png", PDF, "kind"),
        ("Paper.jpg", picture("PNG"), "cannot be read"),
        ("Paper.docx", WORD[:-200], "damaged"),
        ("Paper.docx", zipped({"word/document.xml": b"0" * 300_000_000}), "unpack"),
        ("Paper.rtf", rb"{\rtf1 {\object\objemb}}", "are not published"),
        ("Paper.pdf", b"", ""),
    ],
)
def test_file_of_another_kind_or_with_something_in_it_is_refused(name: str, content: bytes, reason: str) -> None:
    found = cleaned(name, content)
    assert isinstance(found, Unclean), found
    assert reason in found.reason
    assert found.reason[0].islower() or found.reason[0].isdigit()


@pytest.mark.parametrize(("name", "form"), [("Scan.jpg", "JPEG"), ("Scan.jpeg", "JPEG"), ("Scan.png", "PNG")])
def test_picture_loses_its_place_and_keeps_its_look(name: str, form: str) -> None:
    content = picture(form)
    found = cleaned(name, content)
    assert isinstance(found, CleanFile), found
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(found.content)) as after:
        assert before.getexif().get_ifd(IFD.GPSInfo)
        assert (dict(after.getexif()), b"Solvang" in found.content) == ({}, False)
        # It was lying on its side, and said so; now it stands.
        assert after.size == (20, 40)


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "1", "LA"])
def test_picture_of_any_mode_is_written_anew(mode: str) -> None:
    assert isinstance(cleaned("Scan.png", picture("PNG", mode)), CleanFile)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.txt", "a.jpg", "a.png", "a.odt"]), st.booleans())
def test_nothing_raises_and_nothing_of_another_kind_passes(noise: bytes, name: str, begun: bool) -> None:
    content = (PDF[:200] + noise) if begun else noise
    found = cleaned(name, content)
    if isinstance(found, CleanFile) and found.kind != "pdf":
        assert found.kind == "txt"


def test_zip_that_says_it_is_a_word_document_and_is_none_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "no document")
    assert isinstance(cleaned("Paper.docx", stream.getvalue()), Unclean)
