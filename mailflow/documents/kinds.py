"""What a file is, told by its bytes; its name and declared type only break ties between kinds of plain text.

OOXML is decided by `[Content_Types].xml` in the zip, PDF by its mark, the rest by marks of my own table and, for what is
left, by `puremagic`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.documents.names import kind_by_name

# Marks at the start of a file. The order matters where one mark begins another.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"{\\rt", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"BM", "picture"),
    (b"MZ", "program"),
    (b"ZM", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"\xfe\xed\xfa\xce", "program"),
    (b"\xfe\xed\xfa\xcf", "program"),
    (b"#!", "program"),
    (b"dex\n", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "program"),  # a Windows link
    (b"ITSF", "program"),
    (b"FWS", "program"),
    (b"CWS", "program"),
    (b"ZWS", "program"),
    (b"[InternetShortcut]", "program"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"MSCF", "program"),  # a cabinet
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"%!PS", "other"),
)
_PDF = re.compile(rb"%PDF-\d")
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|script|meta|table)\b", re.I)
_SVG = re.compile(rb"<(?:!doctype svg|svg)\b", re.I)
_CALENDAR = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.I)
_CARD = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD", re.I)
_SCRIPT = re.compile(
    rb"(?:^|\n)\s*(?:<script|<%@|<\?php|WScript\.|CreateObject\(|powershell\b|@echo off|<job\b|<hta:)", re.I
)
_HEAD = 4096
_TEXT_KINDS = frozenset({"csv", "txt", "html", "ics", "vcf", "eml"})
_BY_TYPE = {
    "text/csv": "csv",
    "text/tab-separated-values": "csv",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/calendar": "ics",
    "application/ics": "ics",
    "text/vcard": "vcf",
    "text/x-vcard": "vcf",
    "text/directory": "vcf",
}
_REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
        "message/global-headers",
    }
)
_SIGNATURES = ("pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "pgp-keys")


@dataclass(frozen=True, slots=True)
class Kind:
    """`name`: pdf, zip, ole, rtf, csv, txt, html, ics, vcf, eml, picture, gzip, archive, tnef, program, report, signature,
    other. `polyglot`: the same bytes are a second kind of file too."""

    name: str
    polyglot: bool = False


def kind_of(name: str, content_type: str, content: bytes) -> Kind:
    """The kind of these bytes."""
    if content_type in _REPORTS:
        return Kind("report")
    if content_type.endswith(_SIGNATURES):
        return Kind("signature")
    marked = _marked(content)
    pdf = _PDF.search(content, 0, 1024)
    if pdf is not None:
        # Readers of PDF look for the mark in the first 1024 bytes, so that another file may stand in front of it.
        return Kind("pdf" if marked in ("", "other") else marked, polyglot=bool(marked) or _ends_as_zip(content))
    if marked:
        return Kind(marked, polyglot=marked == "picture" and _ends_as_zip(content))
    if content[32769:32774] == b"CD001":
        return Kind("program")
    if content[257:262] == b"ustar":
        return Kind("archive")
    text = _text_kind(name, content_type, content)
    return Kind(text or _other(content))


def _marked(content: bytes) -> str:
    for mark, kind in _MARKS:
        if content.startswith(mark) and not (kind == "picture" and mark == b"BM" and content[6:10] != bytes(4)):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "picture"
    return "picture" if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif") else ""


def _ends_as_zip(content: bytes) -> bool:
    """A zip is read from its end, so that it may stand behind anything."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    return at >= 0 and content.rfind(b"PK\x01\x02", 0, at) >= 0


def _text_kind(name: str, content_type: str, content: bytes) -> str:
    """The kind of plain text this is, "" where it is none."""
    head = content[:_HEAD]
    first = _first_tag(head)
    for pattern, start, kind in (
        (_SVG, first, "svg"),
        (_HTML, first, "html"),
        (_CALENDAR, 0, "ics"),
        (_CARD, 0, "vcf"),
    ):
        if pattern.match(head, start):
            return kind
    if not _is_text(head):
        return ""
    if _SCRIPT.search(head) and kind_by_name(name) not in ("txt", "eml"):
        return "script"
    promised = kind_by_name(name)
    if promised in _TEXT_KINDS and promised not in ("ics", "vcf"):
        return promised
    declared = _BY_TYPE.get(content_type, "")
    return declared if declared in ("csv", "html") else "txt"


def _first_tag(head: bytes) -> int:
    """Where the first tag begins that is no declaration and no comment."""
    at = len(head) - len(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    while head.startswith((b"<?", b"<!--"), at):
        end = head.find(b"-->" if head.startswith(b"<!--", at) else b">", at)
        if end < 0:
            return at
        at = end + 3 if head.startswith(b"-->", end) else end + 1
        at += len(head[at:]) - len(head[at:].lstrip())
    return at


def _is_text(head: bytes) -> bool:
    """True where there are no bytes that no text has: control characters, unless UTF-16 with its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = head.translate(None, bytes([9, 10, 12, 13, 27, *range(32, 256)]))
    return len(controls) * 100 <= len(head)


def _other(content: bytes) -> str:
    """What puremagic makes of the rest: sound and film are files without text."""
    import puremagic

    try:
        found = str(puremagic.from_string(content[:65536], mime=True))
    except (puremagic.PureError, ValueError):
        return "other"
    return "media" if found.startswith(("audio/", "video/")) else "picture" if found.startswith("image/") else "other"
