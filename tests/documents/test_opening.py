"""What is opened, what is not, and why."""

from __future__ import annotations

import gzip
import io
import struct
import sys
import tarfile
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.document import Condition
from mailflow.core.parsing import parse
from mailflow.documents import Limits, read, read_all
from tests.documents.build import attachment, opened, pdf, text, with_member, word, workbook, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PAGE = pdf([text(72, 700, "The delegation wishes to share observations.")])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)


def plain_word() -> bytes:
    return word(lambda document: document.add_paragraph("text"))


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("setup.exe", b"MZ" + bytes(60), "a program"),
        ("paper.pdf", b"MZ" + bytes(60), "a program"),
        ("run", b"\x7fELF" + bytes(60), "a program"),
        ("x.sh", b"#!/bin/sh\n", "a program"),
        ("a.js", b"alert(1)", "a program"),
        ("a.lnk", b"L\0\0\0\x01\x14\x02\0", "a program"),
        ("a.iso", bytes(40_000), "a program"),
        ("disk.pdf", bytes(32_769) + b"CD001", "a program"),
        ("report.pdf.exe", PAGE, "a program named as a document: report.pdf.exe"),
        ("note.docx.scr", b"text", "a program named as a document: note.docx.scr"),
        ("note.docx .scr", b"text", "a program named as a document: note.docx .scr"),
        ("paper.txt", b"@echo off\r\nformat c:", ""),
        ("paper.doc", OLE, "old format that can carry macros"),
        ("paper.xls", OLE, "old format that can carry macros"),
        ("macro.docm", b"not even a zip", "a document with macros"),
        ("logo.svg", b"<svg xmlns='x'><script/></svg>", "a picture that can carry a program (SVG)"),
        ("paper.pdf", b"<html><script>x</script>", "named as pdf, but it is html"),
        ("picture.png", PNG + zipped({"a.txt": b"x"}), "two kinds of file in one"),
        ("paper.pdf", PNG + PAGE, "two kinds of file in one"),
        ("paper.pdf", PAGE + zipped({"a.exe": b"x"}), "two kinds of file in one"),
        ("a.zip", zipped({"setup.exe": b"MZ"}), "an archive with a program, macros or another archive in it: setup.exe; it was not opened"),
        ("a.zip", zipped({"inner.zip": b"PK"}), "an archive with a program, macros or another archive in it: inner.zip; it was not opened"),
        ("a.gz", gzip.compress(b"MZ" + bytes(60), mtime=0), "an archive with a program or another archive in it; it was not opened"),
    ],
)  # fmt: skip
def test_what_is_dangerous_is_named_and_not_opened(name: str, content: bytes, note: str) -> None:
    document = opened(content, name)
    expected = Condition.DANGEROUS if note else Condition.READ
    assert (document.condition, document.note.partition("; its name")[0]) == (expected, note)


@pytest.mark.parametrize(
    ("name", "content", "condition"),
    [
        ("logo.png", PNG, Condition.PICTURE),
        ("smime.p7s", b"0\x82\x01\x00", Condition.UNKNOWN),
        ("photo.webp", b"RIFF\0\0\0\0WEBP", Condition.PICTURE),
        ("photo.heic", b"\0\0\0\x18ftypheic", Condition.PICTURE),
        ("sound.wav", b"RIFF\0\0\0\0WAVEfmt " + bytes(50), Condition.PICTURE),
        ("setup.msi.txt", OLE + "Installer".encode("utf-16-le"), Condition.DANGEROUS),
        ("page.txt", b"<?php system(1) ?>", Condition.READ),
        ("page", b"<script>x</script>", Condition.READ),
        ("noname", b"\nCreateObject(1)", Condition.DANGEROUS),
        ("papers.tar.gz", gzip.compress(bytes(257) + b"ustar" + bytes(300), mtime=0), Condition.UNREADABLE),
        ("papers.gz", b"\x1f\x8b broken", Condition.UNREADABLE),
        ("papers.tar", bytes(257) + b"ustar" + b"\xff" * 300, Condition.UNREADABLE),
        ("papers.zip", zipped({}), Condition.UNREADABLE),
        ("paper.pdf", zipped({"a.txt": b"x"}), Condition.DANGEROUS),
        ("forwarded.eml", b"Subject: x\r\n\r\ntext", Condition.READ),
        ("winmail.dat", b"\x78\x9f\x3e\x22", Condition.UNREADABLE),
        ("item.msg", OLE + "__properties_version1.0".encode("utf-16-le"), Condition.UNREADABLE),
        ("locked.docx", OLE + "EncryptedPackage".encode("utf-16-le"), Condition.ENCRYPTED),
        ("papers.zip", zipped({"a.pdf": b"x", "b.docx": b"y"}), Condition.UNREADABLE),
        ("papers.7z", b"7z\xbc\xaf\x27\x1c" + bytes(60), Condition.UNREADABLE),
        ("papers.rar", b"Rar!\x1a\x07\x00 setup.exe ", Condition.DANGEROUS),
        ("paper.docx", b"PK\x03\x04 broken", Condition.UNREADABLE),
        ("empty.txt", b"", Condition.READ),
        ("unknown.xyz", b"\x01\x02\x03\x04" * 99, Condition.UNKNOWN),
    ],
)
def test_every_file_has_a_condition(name: str, content: bytes, condition: Condition) -> None:
    assert opened(content, name).condition is condition


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("paper.pdf", PAGE, "pdf"),
        ("noname", PAGE, "pdf"),
        ("paper.pdf", plain_word(), "docx"),
        ("paper.doc", b"{\\rtf1 text}", "docx"),
        ("sheet.docx", workbook([["a", "b"]]), "xlsx"),
        ("a.txt", b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD", "vcf"),
        ("a.zip", zipped({"a.txt": b"x"}), "archive"),
    ],
)
def test_the_bytes_tell_the_kind(name: str, content: bytes, kind: str) -> None:
    assert opened(content, name).kind == kind


def test_name_and_content_at_odds_are_noted() -> None:
    assert opened(plain_word(), "paper.pdf").note == "its name ends in .pdf, its content is docx"


def test_the_name_is_judged_after_it_was_cleaned() -> None:
    assert read(attachment(b"text", "paper.pdf\u200b.e\u202exe")).condition is Condition.DANGEROUS


def test_an_encrypted_archive_is_told() -> None:
    content = bytearray(zipped({"a.pdf": b"x"}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + offset] |= 1
    assert opened(bytes(content), "a.zip").condition is Condition.ENCRYPTED


def test_a_tar_with_a_program_is_dangerous() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("setup.exe"))
    assert opened(stream.getvalue(), "a.tar").condition is Condition.DANGEROUS


def test_a_file_over_the_limit_is_not_opened() -> None:
    assert opened(PAGE, "a.pdf", file_bytes=100).condition is Condition.TOO_LARGE


def bomb_by_size() -> bytes:
    return with_member(plain_word(), "word/media/image.bin", bytes(160_000_000))


def bomb_by_lie() -> bytes:
    """The directory states a few bytes; the member unpacks to ten million."""
    content = bytearray(
        zipped({"[Content_Types].xml": b"wordprocessingml.document.main+xml", "word/document.xml": bytes(10_000_000)})
    )
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = content.rindex(mark)
        content[at + offset : at + offset + 4] = struct.pack("<I", 100)
    return bytes(content)


def bomb_by_overlap() -> bytes:
    """Two entries of the directory point at the same member."""
    content = zipped({"a.xml": bytes(100_000), "b.xml": bytes(100_000)})
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


def bomb_by_stored_lie() -> bytes:
    content = bytearray(zipped({"a.xml": bytes(100)}, zipfile.ZIP_STORED))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 5_000_000)
    return bytes(content)


def bomb_by_directory() -> bytes:
    return zipped({"x" * 60_000 + str(i): b"" for i in range(20)}, zipfile.ZIP_STORED)


def bomb_by_count() -> bytes:
    return zipped({f"{i}.txt": b"" for i in range(3000)}, zipfile.ZIP_STORED)


@pytest.mark.parametrize(
    "make", [bomb_by_size, bomb_by_lie, bomb_by_stored_lie, bomb_by_overlap, bomb_by_count, bomb_by_directory]
)
def test_a_bomb_is_dangerous_and_not_unpacked(make: object) -> None:
    content = make()  # type: ignore[operator]
    begun = time.process_time()
    document = opened(content, "paper.docx")
    assert (document.condition, time.process_time() - begun < 2) == (Condition.DANGEROUS, True)


def test_a_zip_packed_in_an_unusual_way_is_not_opened() -> None:
    assert opened(zipped({"a.txt": b"x" * 99}, zipfile.ZIP_LZMA), "a.zip").note == "it is packed in an unusual way"


@pytest.mark.parametrize(
    "content_type", ["message/delivery-status", "text/rfc822-headers", "application/pgp-signature"]
)
def test_reports_and_signatures_hold_nothing_to_read(content_type: str) -> None:
    assert opened(b"Action: failed", "", content_type).condition is Condition.PICTURE


@pytest.mark.parametrize(
    ("name", "library", "content"),
    [
        ("a.pdf", "pypdfium2", PAGE),
        ("a.docx", "docx", plain_word()),
        ("a.xlsx", "python_calamine", workbook([["a", "b"]])),
    ],
)
def test_a_missing_library_is_named(name: str, library: str, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    document = opened(content, name)
    assert (document.condition, "mailflow[documents]" in document.note) == (Condition.UNREADABLE, True)


def test_the_text_of_a_message_as_a_file_is_read() -> None:
    raw = b"Subject: Delegation\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\nContent-Type: a/b; name=a.pdf\r\n\r\nx\r\n--b--"
    document = opened(raw, "note.eml")
    assert (document.text, document.note) == ("Delegation\ntext", "a message with files of its own: a.pdf")


def message(*names: str, nested: str = "") -> bytes:
    parts = "".join(f"--b\r\nContent-Type: text/plain; name={name}\r\n\r\n{name}\r\n" for name in names)
    inner = (
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nContent-Type: text/plain; name={nested}\r\nContent-Disposition: attachment\r\n\r\n{nested}\r\n"
        if nested
        else ""
    )
    return f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}{inner}--b--\r\n".encode()


def test_documents_of_a_message_and_of_those_in_it_come_in_order() -> None:
    assert [d.name for d in read_all(parse(message("a.txt", "b.txt", nested="c.txt")))] == ["a.txt", "b.txt", "c.txt"]


def test_files_over_the_limit_are_named() -> None:
    documents = read_all(parse(message("a.txt", "b.txt")), Limits(files=1))
    assert [(d.name, d.condition) for d in documents] == [("a.txt", Condition.READ), ("b.txt", Condition.UNREADABLE)]


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "a.pdf", "a.docx", "a.xlsx", "a.rtf", "a.ics", "a.vcf", "a.csv", "a.html", "a.zip"]),
)
def test_any_bytes_under_any_name_give_a_document_that_can_be_written(content: bytes, name: str) -> None:
    repr(opened(content, name)).encode("utf-8")


MARKS = [
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"{\\rtf1",
    b"BEGIN:VCALENDAR\r\n",
    b"BEGIN:VCARD\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x1f\x8b\x08",
    b"<html>",
]


@given(st.sampled_from(MARKS), st.binary(max_size=400))
def test_any_bytes_behind_a_mark_give_a_document(mark: bytes, rest: bytes) -> None:
    repr(opened(mark + rest, "a")).encode("utf-8")


@given(st.integers(0, 36_000), st.integers(0, 255))
def test_a_damaged_office_file_gives_a_document(place: int, value: int) -> None:
    content = bytearray(WORD)
    content[place % len(content)] = value
    repr(opened(bytes(content), "a.docx")).encode("utf-8")


WORD = plain_word()
