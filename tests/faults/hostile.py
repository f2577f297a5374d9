"""Messages that are made to hurt whoever reads them: too large, too deep, too many, two meanings, names that lead elsewhere.

Each is a message of a stranger, so that nothing may be sent for it, whatever it says.
"""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

AUTHOR = "guest@unknown.example"
HEAD = (
    "Authentication-Results: mx.secretariat.example; dmarc=pass header.from=unknown.example\r\n"
    f"From: <{AUTHOR}>\r\nTo: oslo@secretariat.example\r\nSubject: Norway will be represented\r\n"
    "Date: Mon, 02 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\n"
)
TEXT = "Norway will be represented by the following delegation: Ms Berta Linde, Ambassador.\r\n"
MB = 1_000_000


def message(body: str | bytes = TEXT, kind: str = "text/plain; charset=utf-8", head: str = "") -> bytes:
    """A message with such a body."""
    content = body.encode() if isinstance(body, str) else body
    return (HEAD + head + f"Content-Type: {kind}\r\n\r\n").encode("utf-8", "surrogateescape") + content


def carrying(content: bytes, name: str, kind: str = "application/octet-stream", head: str | None = None) -> bytes:
    """A message with a file."""
    disposition = f'Content-Disposition: attachment; filename="{name}"\r\n' if head is None else head
    part = f"--b\r\nContent-Type: {kind}\r\n{disposition}Content-Transfer-Encoding: base64\r\n\r\n"
    body = f"--b\r\n\r\n{TEXT}{part}".encode("utf-8", "surrogateescape") + base64.encodebytes(content) + b"--b--\r\n"
    return message(body, 'multipart/mixed; boundary="b"')


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested_zips(depth: int) -> bytes:
    """Archives in archives, each ten times the one within."""
    content = b"\0" * 10 * MB
    for level in range(depth):
        content = zipped({f"{level}-{n}.zip": content for n in range(10)})
    return content


def overlapping_zip() -> bytes:
    """A directory with ten thousand entries that all are one and the same content."""
    whole = zipped({"a": b"\0" * 20 * MB})
    start = whole.rindex(b"PK\x01\x02")
    entry, end = whole[start : whole.rindex(b"PK\x05\x06")], whole[whole.rindex(b"PK\x05\x06") :]
    count, size = 10_000, len(entry) * 10_000
    end = end[:8] + count.to_bytes(2, "little") * 2 + size.to_bytes(4, "little") + end[16:]
    return whole[:start] + entry * count + end


def office(part: str, content: bytes) -> bytes:
    """A document of an office program in which one part is not what it should be."""
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped({"[Content_Types].xml": types, "_rels/.rels": b"<Relationships/>", part: content})


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 20) for c in range(98, 110))
    + b'<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "http://127.0.0.1:9/"> ]><l>&m;&x;&y;</l>'
)


def pdf_bomb() -> bytes:
    """A page whose drawing unpacks to 200 MB."""
    packed = zlib.compress(b"0 0 m 1 1 l S " * (200 * MB // 14), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n%strailer << /Root 1 0 R /Size 5 >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def nested_multiparts(depth: int) -> bytes:
    """Parts in parts."""
    begin = "".join(f'--b{n}\r\nContent-Type: multipart/mixed; boundary="b{n + 1}"\r\n\r\n' for n in range(depth))
    return message(begin + f"--b{depth}\r\n\r\n{TEXT}--b{depth}--\r\n", 'multipart/mixed; boundary="b0"')


def nested_messages(depth: int) -> bytes:
    """Messages in messages."""
    return message("Content-Type: message/rfc822\r\n\r\n" * depth + TEXT, "message/rfc822")


def parts(count: int) -> bytes:
    """Many parts."""
    body = "".join(f'--b\r\nContent-Disposition: attachment; filename="{n}.txt"\r\n\r\nx\r\n' for n in range(count))
    return message(body + "--b--\r\n", 'multipart/mixed; boundary="b"')


def repeated(piece: str, size: int = 100_000) -> Callable[[], bytes]:
    """A text of one piece again and again."""
    return lambda: message(piece * (size // len(piece)))


CASES: dict[str, Callable[[], bytes]] = {
    # too large, too many, too deep
    "attachment as large as is fetched": lambda: carrying(b"%PDF-1.4 " + b"\xa7" * 36 * MB, "paper.pdf"),
    "text of 30 MB": lambda: message(TEXT * 360_000),
    "text of one line of 20 MB": lambda: message("a" * 20 * MB),
    "10,000 parts": lambda: parts(10_000),
    "100,000 parts": lambda: parts(100_000),
    "multiparts 1,000 deep": lambda: nested_multiparts(1_000),
    "multiparts 20,000 deep": lambda: nested_multiparts(20_000),
    "messages 1,000 deep": lambda: nested_messages(1_000),
    "messages 50,000 deep": lambda: nested_messages(50_000),
    "header field of 1 MB": lambda: message(head="X-Long: " + "a" * MB + "\r\n"),
    "subject of 1 MB of encoded words": lambda: message(head="Subject: " + "=?utf-8?q?=C3=A9?= " * 60_000 + "\r\n"),
    "header of 500,000 lines": lambda: message(head="X-A: b\r\n" * 500_000),
    "folded line of 500,000 pieces": lambda: message(head="X-A: b\r\n" + " c\r\n" * 500_000),
    "100,000 addresses": lambda: message(head="Cc: " + ", ".join(f"a{n}@b.example" for n in range(100_000)) + "\r\n"),
    "100,000 groups": lambda: message(head="Cc: " + "g: " * 100_000 + "\r\n"),
    "100,000 comments in an address": lambda: message(head="Cc: " + "(" * 100_000 + "\r\n"),
    "100,000 references": lambda: message(head="References: " + " <a@b.example>" * 100_000 + "\r\n"),
    "100,000 results": lambda: message(
        head="Authentication-Results: mx.secretariat.example" + "; a=b" * 100_000 + "\r\n"
    ),
    "Message-ID of 10 kB": lambda: message(head="Message-ID: <" + "a" * 10_000 + "@b.example>\r\n"),
    "100,000 parameters": lambda: message(kind="text/plain" + "".join(f"; p{n}=v" for n in range(100_000))),
    "name in 50,000 pieces": lambda: carrying(
        b"x",
        "",
        head="Content-Disposition: attachment" + "".join(f";\r\n filename*{n}=a" for n in range(50_000)) + "\r\n",
    ),
    # bombs
    "zip that unpacks to 1 GB": lambda: carrying(zipped({f"{n}.txt": b"\0" * 100 * MB for n in range(10)}), "a.zip"),
    "zips in zips": lambda: carrying(nested_zips(5), "a.zip"),
    "zip whose entries overlap": lambda: carrying(overlapping_zip(), "a.zip"),
    "zip of 60,000 names": lambda: carrying(zipped({f"{n}" * 20: b"" for n in range(60_000)}), "a.zip"),
    "docx with a part of 500 MB": lambda: carrying(office("word/document.xml", b"<a>" + b" " * 500 * MB), "a.docx"),
    "docx with entities without end": lambda: carrying(office("word/document.xml", LAUGHS), "a.docx"),
    "xlsx with entities without end": lambda: carrying(office("xl/workbook.xml", LAUGHS), "a.xlsx"),
    "docx 100,000 deep": lambda: carrying(office("word/document.xml", b"<a>" * 100_000), "a.docx"),
    "pdf that unpacks to 200 MB": lambda: carrying(pdf_bomb(), "a.pdf", "application/pdf"),
    "rtf 200,000 deep": lambda: carrying(b"{\\rtf1 " + b"{" * 200_000 + b"x", "a.rtf", "application/rtf"),
    "html 200,000 deep": lambda: message("<div>" * 200_000 + TEXT, "text/html"),
    "html of 300,000 cells": lambda: message("<table>" + "<tr><td>a" * 300_000, "text/html"),
    "html of one tag without end": lambda: message("<a " + 'b="c" ' * 300_000, "text/html"),
    "html of 500,000 entities": lambda: message("&amp;" * 500_000, "text/html"),
    "csv of 1,000,000 cells": lambda: carrying(b"a," * MB, "a.csv", "text/csv"),
    "calendar of 100,000 events": lambda: carrying(
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n"
        + b"BEGIN:VEVENT\r\nATTENDEE:mailto:a@b.example\r\nEND:VEVENT\r\n" * 100_000,
        "a.ics",
        "text/calendar",
    ),
    "100,000 cards": lambda: carrying(b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n" * 100_000, "a.vcf", "text/vcard"),
    # slow patterns
    **{
        f"text made to be slow: {name}": repeated(piece)
        for name, piece in {
            "nearly a phrase": "will be repre sented by the following dele gation ",
            "gaps": "the delegation of the delegation of the ",
            "quotations": ">>> \n",
            "headers": "From: a b\nSent: \n",
            "names": "Mr. Berg, ",
            "capitals": "BERG, Anna; ",
            "brackets": "(((([",
            "blanks": " \t\u00a0",
            "numbers": "63 to 65, ",
            "one letter": "a",
            "items": "- Mr. Berg\n",
            "dashes": "-- \n",
            "dates": "1 January 1 January ",
            "mail addresses": "a@a.a@a.a@",
            "combining signs": "e\u0301\u0327\u0323",
            "directions": "\u202e\u2066\u200f",
            "forwarded": "---------- Forwarded message ----------\nFrom: a\n",
        }.items()
    },
    # two meanings, and bytes that fit nothing
    "unknown charset": lambda: message(b"\xff\xfe\x80" * 1000, "text/plain; charset=klingon"),
    "utf-7": lambda: message("+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "text/html; charset=utf-7"),
    "nothing but NUL": lambda: message(b"\0" * MB),
    "carriage returns alone": lambda: HEAD.replace("\r\n", "\r").encode() + b"\r\r" + TEXT.encode() * 1000,
    "lone surrogates": lambda: message("=?utf-8?q?=ED=A0=80=ED=BF=BF?=", head="Subject: =?utf-8?q?=ED=A0=80?=\r\n"),
    "two boundaries": lambda: message(
        f"--a\r\n\r\n{TEXT}--b\r\n\r\nno\r\n--b--", "multipart/mixed; boundary=a; boundary=b"
    ),
    "line ends in every value": lambda: message(
        head="Subject: =?utf-8?q?a=0D=0ABcc:_victim@state.example=0D=0A?=\r\nMessage-ID: <a\r\n\tb@c.example>\r\n"
        "Reply-To: =?utf-8?q?a=0D=0ABcc:_x?= <victim@state.example>\r\n"
    ),
    "template text everywhere": lambda: message(
        "{{ 7*7 }} {% for x in y %} ${7*7} #{7*7} {{ ''.__class__.__mro__ }}\r\n" + TEXT,
        head="Subject: {{ config }}\r\nMessage-ID: <{{7*7}}@{{x}}.example>\r\n",
    ),
    "html and script everywhere": lambda: message(
        "<img src=http://127.0.0.1:9/x onerror=alert(1)><link rel=stylesheet href=//127.0.0.1:9/><svg/onload=alert(1)>",
        "text/html",
        head='Subject: <script>alert(1)</script>\r\nCc: "<script>" <a@b.example>\r\n',
    ),
}

NAMES = [
    "../../etc/passwd", "..\\..\\boot.ini", "/etc/cron.d/x", "C:\\Windows\\x.dll", "\\\\host\\share\\x", "a\0.pdf", "CON", "nul.txt",
    "aux", "LPT1.docx", "." * 300, "a" * 4096 + ".pdf", ".htaccess", "\u200b.htaccess", "paper.pdf.", "paper.pdf ", "paper.pdf\u200b",
    "~/.ssh/authorized_keys", "file:///etc/passwd", "http://127.0.0.1:9/x", "$(touch x)", "`touch x`", "; rm -rf x", "| cat",
    "%2e%2e%2fpasswd", "..%c0%af..", "a/b/c", "a:b", "*?", "-rf", "--output=x", "paper\u202efdp.exe", "rechnung\u2066.exe", "\u0440aper.pdf",
    "a\r\nBcc: victim@state.example", "=?utf-8?q?..=2F..=2Fx?=", "{{ 7*7 }}.pdf", "<script>.pdf", "\ud800.pdf", "", ".", "..",
    "thumbs.db", "desktop.ini", "x.pdf.exe", "x.pdf%00.exe", "x.scr", "x.lnk", "x.html", "x.svg", "=cmd|'/c calc'!A1",
]  # fmt: skip


def named() -> Iterator[tuple[str, bytes]]:
    """Every name, in every way in which a name can be written: plain, extended, in pieces, as parameter of the type, twice."""
    for name in NAMES:
        raw = name.encode("utf-8", "surrogatepass")
        percent = "".join(f"%{byte:02X}" for byte in raw)
        word = base64.b64encode(raw).decode()
        quoted = (
            name.replace("\\", "\\\\").replace('"', '\\"').encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        )
        for form in (
            f'; filename="{quoted}"',
            f"; filename*=utf-8''{percent}",
            f"; filename*0*=utf-8''{percent[:30]}; filename*1*={percent[30:]}",
            f'; filename="=?utf-8?b?{word}?="',
            f'; filename="paper.pdf"; filename="{quoted}"',
        ):
            yield name, carrying(b"x", "", head=f"Content-Disposition: attachment{form}\r\n")
        for archive in (zipped({name.replace("\0", "") or "x": b"x"}),) if "\ud800" not in name else ():
            yield name, carrying(archive, "papers.zip", "application/zip")
