"""Builds the demo's workspace: the mail described in the TOML files beside this one, put into Maildirs."""

from __future__ import annotations

import os
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Any

import tomlrt

from mailflow.workspace import make_maildirs, make_workspace

HERE = Path(__file__).resolve().parent
CONFERENCES = ("oslo", "wellington", "implementation")
_STATUS = "text/x-delivery-status"
_INVITATION = """
On 26 October 2026, the secretariat wrote:
> Dear colleague,
>
> the Government of Norway invites your country to an international conference in Oslo on 22 and 23 February 2027.
> Please let us know whether your country will be represented, and by whom.
"""


def build(folder: Path) -> int:
    """Make the workspace in a new folder; the number of messages that wait in its mailboxes."""
    roster = (HERE / "roster.csv").read_text(encoding="utf-8")
    make_workspace(folder, (HERE / "config.toml").read_text(encoding="utf-8"), roster)
    count = 0
    make_maildirs([folder / "outgoing", *(folder / "incoming" / name for name in CONFERENCES)])
    for name in CONFERENCES:
        mails = tomlrt.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["mail"]
        for number, mail in enumerate(mails, 1):
            at: datetime = mail["at"]
            file = folder / "incoming" / name / "new" / f"{int(at.timestamp())}.M{number:06d}.demo"
            file.write_bytes(raw(mail, name, number))
            os.utime(file, (at.timestamp(), at.timestamp()))
            count += 1
    return count


def raw(mail: dict[str, Any], conference: str, number: int) -> bytes:
    """The RFC 5322 bytes of one described message."""
    message = EmailMessage(policy=SMTP)
    _, address = parseaddr(mail["from"])
    domain = address.partition("@")[2]
    report = mail.get("report")
    message["Return-Path"] = "<>" if report else f"<{address}>"
    message["Authentication-Results"] = _results(mail.get("proof", "pass"), domain)
    message["From"] = mail["from"]
    message["To"] = f"{conference}@secretariat.example"
    message["Subject"] = mail["subject"]
    message["Date"] = format_datetime(mail["at"])
    message["Message-ID"] = f"<demo.{conference}.{number}@{domain}>"
    for name, body in mail.get("headers", {}).items():
        message[name] = body
    text = mail["text"].lstrip("\n") + (_INVITATION if mail.get("quote") else "")
    message.set_content(text)
    for file in mail.get("file", []):
        _attach(message, file)
    if report:
        _report(message, report)
    # The standard library writes delivery reports only from a tree of messages: the type is named in the bytes instead.
    return message.as_bytes().replace(_STATUS.encode(), b"message/delivery-status")


def _results(proof: str, domain: str) -> str:
    words = {
        "pass": f"spf=pass smtp.mailfrom={domain}; dmarc=pass header.from={domain}",
        "fail": f"spf=fail smtp.mailfrom={domain}; dmarc=fail header.from={domain}",
        "none": "spf=none; dmarc=none",
    }
    return f"mx.secretariat.example; {words[proof]}"


def _attach(message: EmailMessage, file: dict[str, Any]) -> None:
    if "pdf" in file:
        message.add_attachment(pdf(file["pdf"].strip("\n").split("\n")), "application", "pdf", filename=file["name"])
    elif file.get("macros"):
        message.add_attachment(
            _macro_document(), "application", "vnd.ms-word.document.macroenabled.12", filename=file["name"]
        )
    else:
        content = file["content"].lstrip("\n").replace("\n", "\r\n")
        message.add_attachment(content.encode(), "text", "calendar", filename=file["name"], params={"method": "REPLY"})


def _macro_document() -> bytes:
    """An empty office file with an empty stand-in for a macro: harmless, and to be refused all the same."""
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/vbaProject.bin", b"")
    return stream.getvalue()


def _report(message: EmailMessage, report: dict[str, str]) -> None:
    message.make_mixed()
    part = EmailMessage(policy=SMTP)
    part.set_content(
        "Reporting-MTA: dns; mx.secretariat.example\n\n"
        f"Final-Recipient: rfc822; {report['recipient']}\nAction: failed\n"
        f"Status: {report['status']}\nDiagnostic-Code: {report['diagnostic']}\n"
    )
    part.replace_header("Content-Type", _STATUS)
    del part["Content-Transfer-Encoding"]
    message.attach(part)
    boundary = message.get_boundary() or "report"
    message.replace_header("Content-Type", f'multipart/report; report-type=delivery-status; boundary="{boundary}"')


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, in a font that every reader has. The first line is set larger."""
    text = "BT /F1 16 Tf 60 780 Td " + _shown(lines[0]) + " Tj /F1 11 Tf 0 -24 Td 15 TL "
    text += " ".join(f"{_shown(line)} Tj T*" for line in lines[1:]) + " ET"
    stream = text.encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def _shown(line: str) -> str:
    return "(" + line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
