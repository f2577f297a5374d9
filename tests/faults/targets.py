"""What is fuzzed: bytes go in, and a promise of the program is kept, or an exception says which is not.

message         parsing never raises, and what comes out can be sent from one process to another and stored
text            no body, plain or HTML, stops the reading
documents       no attachment of any kind does
authentication  nothing that a sender writes makes a sender proven whom our server has refused
report          a report is read or is none
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable

from mailflow import documents
from mailflow.core.authentication import Proof, authenticate
from mailflow.core.conference import Receiving, Trust
from mailflow.core.message import Attachment
from mailflow.core.packing import packed
from mailflow.core.parsing import parse
from mailflow.core.report import read_report
from mailflow.core.segments import read_text

RECEIVING = Receiving(Trust.RESULTS, "mx.secretariat.example")
REFUSED = b"Authentication-Results: mx.secretariat.example; dmarc=fail header.from=ministry.norway.example\r\n"
FROM = b"From: <desk@ministry.norway.example>\r\nTo: oslo@secretariat.example\r\n"
KINDS = (
    "pdf",
    "docx",
    "xlsx",
    "csv",
    "txt",
    "html",
    "ics",
    "vcf",
    "rtf",
    "pptx",
    "odt",
    "zip",
    "eml",
    "doc",
    "xml",
    "",
)
TYPES = (b"text/plain; charset=utf-8", b"text/html", b"text/plain; format=flowed", b"multipart/mixed; boundary=b")


def message(data: bytes) -> None:
    """Parsing."""
    parsed = parse(data)
    pickle.dumps(parsed)
    packed([parsed.subject, parsed.message_id, [a.name for a in parsed.attachments]]).encode()


def text(data: bytes) -> None:
    """Bodies."""
    kind, body = TYPES[data[0] % len(TYPES) if data else 0], data[1:]
    found = read_text(parse(FROM + b"Content-Type: " + kind + b"\r\n\r\n" + body))
    "".join(segment.text for segment in found.segments).encode()


def document(data: bytes) -> None:
    """Attachments."""
    kind, content = KINDS[data[0] % len(KINDS) if data else 0], data[1:]
    digest = hashlib.sha256(content).hexdigest()
    name = f"paper.{kind}" if kind else "paper"
    found = documents.read(
        Attachment("2", name, "application/octet-stream", "attachment", len(content), digest, content)
    )
    (found.text + found.title + found.note).encode()


def authentication(data: bytes) -> None:
    """What a sender writes below the field of our server, which has refused him."""
    parsed = parse(REFUSED + FROM + data)
    found = authenticate(parsed, RECEIVING)
    assert found.proof is not Proof.PASS, found


def report(data: bytes) -> None:
    """Reports and what resembles them."""
    parsed = parse(data)
    found = read_report(parsed, read_text(parsed))
    if found is not None:
        packed([(r.address.spec if r.address else "", r.status, r.diagnostic) for r in found.recipients]).encode()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "message": message,
    "text": text,
    "documents": document,
    "authentication": authentication,
    "report": report,
}
