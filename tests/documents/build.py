"""Builders of the files that the tests of this room read: PDFs by hand, office files by the libraries that write them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
import openpyxl

from mailflow.core.document import Document
from mailflow.core.message import Attachment
from mailflow.documents import Limits, read


def attachment(
    content: bytes, name: str = "", content_type: str = "application/octet-stream", part: str = "2"
) -> Attachment:
    """An attachment of these bytes."""
    return Attachment(
        part, name, content_type, "attachment", len(content), hashlib.sha256(content).hexdigest(), content
    )


def opened(content: bytes, name: str = "", content_type: str = "application/octet-stream", **limits: int) -> Document:
    """The document that these bytes are read as."""
    return read(attachment(content, name, content_type), Limits(**limits))


def text(x: float, y: float, shown: str, size: float = 11, font: str = "F1") -> str:
    """A line of a PDF page at this place. F1 is Helvetica, F2 its bold, F3 maps bytes to Arabic (see `arabic`)."""
    escaped = shown.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    """A straight line on a PDF page."""
    return f"1 w {x1} {y1} m {x2} {y2} l S"


PICTURE = "q 500 0 0 700 40 70 cm /I1 Do Q"
ARABIC = {chr(code): byte for byte, code in enumerate(range(0x0621, 0x064B), start=0x80)} | {" ": 0x20, "،": 0xF0}


def arabic(x: float, y: float, shown: str) -> str:
    """Arabic as programs put it on the page: the glyphs from left to right, that is, the last letter first."""
    return f"BT /F3 12 Tf {x} {y} Td <{bytes(ARABIC[c] for c in reversed(shown)).hex()}> Tj ET"


def pdf(*pages: Sequence[str], title: str = "", extra: bytes = b"") -> bytes:
    """A PDF of these pages, each a list of drawing operators in windows-1252."""
    mapping = "\n".join(f"<{byte:02X}> <{ord(c):04X}>" for c, byte in ARABIC.items())
    cmap = f"begincmap 1 begincodespacerange <00> <FF> endcodespacerange {len(ARABIC)} beginbfchar\n{mapping}\nendbfchar endcmap"
    kids = " ".join(f"{8 + 2 * i} 0 R" for i in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>"
    image = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        font.format("Helvetica").encode(),
        font.format("Helvetica-Bold").encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        _stream(b"<< /Length %d >>", cmap.encode()),
        _stream(image.encode(), b"\x80"),
    ]
    for number, operators in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {9 + 2 * number} 0 R /Resources << /Font "
            "<< /F1 3 0 R /F2 4 0 R /F3 5 0 R >> /XObject << /I1 7 0 R >> >> >>".encode()
        )
        objects.append(_stream(b"<< /Length %d >>", "\n".join(operators).encode("cp1252")))
    objects.append(f"<< /Title ({title}) >>".encode("cp1252"))
    return _assembled(objects)


def form(label: str, value: str) -> bytes:
    """A PDF with a form of one field that somebody has filled in."""
    widget = f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V ({value}) /DA (/Helv 11 Tf 0 g) /Rect [280 695 500 712] /F 4 /P 4 0 R >>"
    return _assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] /DR << /Font << /Helv 3 0 R >> >> /NeedAppearances true >> >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [6 0 R] /Resources << /Font << /F1 3 0 R >> >> >>",
            _stream(b"<< /Length %d >>", text(72, 700, label).encode("cp1252")),
            widget.encode("cp1252"),
            b"<< >>",
        ]
    )


def _stream(head: bytes, data: bytes) -> bytes:
    return (head % len(data) if b"%d" in head else head) + b"\nstream\n" + data + b"\nendstream"


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def word(write: Callable[[Any], object]) -> bytes:
    """A DOCX that this function has written into."""
    document = docx.Document()
    write(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(rows: Sequence[Sequence[object]], name: str = "Sheet") -> bytes:
    """An XLSX of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_member(archive: bytes, name: str, content: bytes) -> bytes:
    """The same zip with one more member, or with another content in it."""
    stream = io.BytesIO(archive)
    with zipfile.ZipFile(stream) as old:
        members = {n: old.read(n) for n in old.namelist()}
    return zipped(members | {name: content})
