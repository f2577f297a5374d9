"""The bytes of a described message of tests/cases/holdout: what the demo can write, and office files and HTML besides."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import docx
import openpyxl

from mailflow.demo.build import raw

Read = Mapping[str, Any]
DEFAULTS: Read = {
    "party": None,
    "attendance": None,
    "delegates": [],
    "removed": [],
    "papers": [],
    "action_points": [],
    "language": "en",
    "disposition": "acknowledge",
    "needs_person": False,
}
_OFFICE = "vnd.openxmlformats-officedocument"


def message(mail: dict[str, Any], conference: str, number: int) -> bytes:
    """The message as a server hands it over. `mime` is a body with the header fields that tell what it is."""
    if "mime" in mail:
        return _head(raw({**mail, "text": ""}, conference, number)) + mail["mime"].replace("\n", "\r\n").encode()
    files = mail.get("file", [])
    office = [file for file in files if "rows" in file or "paragraphs" in file or "csv" in file]
    written = raw({**mail, "file": [file for file in files if file not in office]}, conference, number)
    if not office and "html" not in mail:
        return written
    built = message_from_bytes(written, policy=SMTP)
    assert isinstance(built, EmailMessage)
    if "html" in mail:
        built.set_content(mail["html"], subtype="html")
    for file in office:
        if "csv" in file:
            built.add_attachment(file["csv"].encode(), "text", "csv", filename=file["name"])
            continue
        content, kind = (
            (_sheet(file), "spreadsheetml.sheet") if file["name"].endswith(".xlsx") else (_text(file), _WORD)
        )
        built.add_attachment(content, "application", f"{_OFFICE}.{kind}", filename=file["name"])
    return built.as_bytes()


_WORD = "wordprocessingml.document"


def _head(written: bytes) -> bytes:
    """The header without the fields that describe the body."""
    built = message_from_bytes(written, policy=SMTP)
    for name in ("Content-Type", "Content-Transfer-Encoding", "MIME-Version"):
        del built[name]
    return built.as_bytes().partition(b"\r\n\r\n")[0] + b"\r\n"


def _text(file: dict[str, Any]) -> bytes:
    document = docx.Document()
    for paragraph in file.get("paragraphs", []):
        document.add_paragraph(paragraph)
    rows = file.get("rows", [])
    table = document.add_table(rows=0, cols=len(rows[0])) if rows else None
    for row in rows:
        assert table is not None
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _sheet(file: dict[str, Any]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in file["rows"]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _words(name: str) -> str:
    """A name without its signs: whether a full stop behind initials belongs to them counts for nothing."""
    return " ".join(re.findall(r"\w+", name))


def comparable(told: Read) -> dict[str, Any]:
    """The fields of a label, or of what was read, in the form in which they are compared: order does not count."""
    return {
        **{name: told[name] for name in ("party", "attendance", "language", "disposition", "needs_person")},
        "kinds": sorted(told["kinds"]),
        "delegates": sorted((_words(d["name"]), d.get("role") or "") for d in told["delegates"]),
        "removed": sorted(map(_words, told["removed"])),
        "papers": sorted(p.get("filename") or "" for p in told["papers"]),
        "action_points": sorted(told["action_points"]),
    }
