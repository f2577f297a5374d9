"""The bytes of a described message of tests/cases/holdout: what the demo can write, and office files and HTML besides."""

from __future__ import annotations

import io
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import docx
import openpyxl

from mailflow.demo.build import raw

_OFFICE = "vnd.openxmlformats-officedocument"


def message(mail: dict[str, Any], conference: str, number: int) -> bytes:
    """The message as a server hands it over."""
    files = mail.get("file", [])
    office = [file for file in files if "rows" in file or "paragraphs" in file]
    written = raw({**mail, "file": [file for file in files if file not in office]}, conference, number)
    if not office and "html" not in mail:
        return written
    built = message_from_bytes(written, policy=SMTP)
    assert isinstance(built, EmailMessage)
    if "html" in mail:
        built.set_content(mail["html"], subtype="html")
    for file in office:
        content, kind = (
            (_sheet(file), "spreadsheetml.sheet") if file["name"].endswith(".xlsx") else (_text(file), _WORD)
        )
        built.add_attachment(content, "application", f"{_OFFICE}.{kind}", filename=file["name"])
    return built.as_bytes()


_WORD = "wordprocessingml.document"


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
