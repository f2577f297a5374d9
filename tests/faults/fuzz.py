"""`python -m tests.faults.fuzz TARGET [SECONDS]`: fuzz one target (see `tests.faults.targets`) with atheris, by coverage.

What it finds is written to `tests/faults/cases/TARGET-…`, where it stays and is tried by every test run. atheris is no dependency
of the tests: `pip install atheris`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"
SLOW = 5  # seconds for one input


def main(name: str, seconds: int) -> None:
    """Fuzz until the time is up or something is found."""
    try:
        import atheris
    except ImportError:
        sys.exit("Fuzzing needs atheris: pip install atheris")

    with atheris.instrument_imports(include=["mailflow"]):
        from tests.faults.targets import TARGETS
    if name not in TARGETS:
        sys.exit(f"There is no target {name}; there are: {', '.join(TARGETS)}")
    with tempfile.TemporaryDirectory(prefix="mailflow-fuzz-") as corpus:
        for number, seed in enumerate(seeds(name)):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [
            f"-max_total_time={seconds}",
            f"-timeout={SLOW}",
            "-max_len=20000",
            f"-artifact_prefix={CASES}/{name}-",
        ]
        atheris.Setup([sys.argv[0], *options, corpus], TARGETS[name])
        atheris.Fuzz()


def seeds(name: str) -> list[bytes]:
    """Something to begin with: ordinary mail, odd mail, a file of each kind."""
    from mailflow.demo import build
    from tests.faults import hostile
    from tests.faults.targets import KINDS, TYPES

    odd = ("two boundaries", "line ends in every value", "lone surrogates", "html and script everywhere", "utf-7")
    mail = [hostile.CASES[case]() for case in odd] + [raw for _, raw in list(hostile.named())[::25]]
    if name == "text":
        return [bytes([n]) + raw.partition(b"\r\n\r\n")[2] for n in range(len(TYPES)) for raw in mail[:5]]
    if name == "documents":
        files = [build.pdf(["Working paper", "of Norway"]), hostile.office("word/document.xml", b"<w:t>a</w:t>")]
        files += [
            b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n",
            b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n",
        ]
        files += [b"{\\rtf1 \\'e9 text}", b"a;b\r\nc;d\r\n", b"<html><p>text", hostile.zipped({"a.txt": b"x"})]
        return [bytes([n]) + content for n in range(len(KINDS)) for content in files]
    if name == "authentication":
        field = b"Authentication-Results: mx.secretariat.example; dmarc=pass header.from=ministry.norway.example\r\n"
        return [field, field.replace(b"-R", b"-r"), b"\r\n " + field, b"From: x@y.example\r\n" + field]
    if name == "report":
        fields = b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        head = (
            b'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n--r\r\n\r\nx\r\n--r\r\n'
        )
        mail.append(head + b"Content-Type: message/delivery-status\r\n\r\n" + fields + b"\r\n--r--\r\n")
        mail.append(b"Subject: Undelivered Mail\r\n\r\n<a@b.example>: host said: 550 5.1.1 no such user\r\n")
    return mail


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "", int(sys.argv[2]) if len(sys.argv) > 2 else 60)
