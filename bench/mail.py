"""Mail to measure with: deterministic, of the sizes that a secretariat sees, every sender invented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from tempfile import TemporaryDirectory

import tomlrt

from mailflow.core.conference import Receiving, Trust
from mailflow.demo.build import CONFERENCES, HERE, pdf, raw
from mailflow.settings import load_settings
from mailflow.sources import Sources, read_sources
from mailflow.workspace import shipped

AUTHSERV = "mx.secretariat.example"
RECEIVING = Receiving(Trust.RESULTS, AUTHSERV)
_WORDS = [
    "the",
    "of",
    "humanitarian",
    "text",
    "article",
    "draft",
    "process",
    "assistance",
    "clearance",
    "national",
    "legislation",
    "progress",
    "momentum",
    "region",
    "experience",
    "important",
    "meeting",
    "delegations",
    "colleagues",
    "partners",
    "weeks",
    "common",
    "ground",
    "substance",
    "elements",
    "language",
    "provision",
    "paragraph",
    "definitions",
    "transition",
    "expertise",
    "support",
    "coopération",
    "déminage",
]
_STATES = ("norway", "ireland", "austria", "ghana", "peru", "japan", "senegal", "kenya", "canada", "switzerland")
_OPENINGS = (
    "I am pleased to confirm that {state} will be represented at the Conference. The names will follow.",
    "{state} will be represented by the following delegation:\n\n1. Ms Berta Linde, Ambassador (Head of Delegation)\n"
    "2. Mr Oskar Palm, First Secretary\n3. Col. Nils Rask, Ministry of Defence",
    "We regret to inform you that {state} will not be able to participate in the Conference.",
    "Could you please tell us whether the revised text will be available in French?",
    "{state} would like to be added to the list of speakers in the session on national implementation.",
)


def prose(rng: random.Random, size: int) -> str:
    """Running text of about that many characters."""
    out, total = [], 0
    while total < size:
        sentence = " ".join(rng.choices(_WORDS, k=rng.randint(6, 18))).capitalize() + "."
        out.append(sentence + ("\n\n" if rng.random() < 0.2 else "\n"))
        total += len(sentence) + 1
    return "".join(out)


def plain(number: int, size: int = 3000) -> bytes:
    """A plain text message of about `size` bytes."""
    return _message(number, size).as_bytes()


def described() -> list[bytes]:
    """The messages of the demo that have no parts: what people write, in many languages and at its usual length."""
    raws = []
    for name in CONFERENCES:
        mails = tomlrt.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["mail"]
        raws += [raw(mail, name, number) for number, mail in enumerate(mails, 1)]
    return [one for one in raws if b"multipart/" not in one]


def small(number: int) -> bytes:
    """A plain text message of some 3 kB. Every tenth is the answer of a machine, which is to get none."""
    message = _message(number, 2500)
    if number % 10 == 9:
        message["Auto-Submitted"] = "auto-replied"
    return message.as_bytes()


def acceptance(number: int) -> bytes:
    """A plain message of some 3 kB that is answered whatever the rules."""
    return _message(number, 2500, _OPENINGS[0]).as_bytes()


def mixed(number: int) -> bytes:
    """Six in ten plain, a quarter with an HTML alternative, one in ten with a PDF of 100 to 300 kB, the rest with one of
    1 to 2 MB: 150 kB on average. Every tenth is the answer of a machine.
    """
    rng = random.Random(number)
    draw = rng.random()
    message = _message(number, rng.randint(1000, 4000))
    if draw >= 0.6:
        text = message.get_content()
        message.add_alternative("<p>" + text.replace("\n\n", "</p>\n<p>") + "</p>", subtype="html")
    if draw >= 0.85:
        content = (
            pdf(["Working paper", *[prose(rng, 80) for _ in range(30)]])
            + b"%"
            + rng.randbytes(rng.randint(75_000, 225_000) if draw < 0.95 else rng.randint(750_000, 1_500_000))
        )
        message.add_attachment(content, "application", "pdf", filename=f"paper-{number}.pdf")
    if number % 10 == 9:
        message["Auto-Submitted"] = "auto-replied"
    return message.as_bytes()


def large(number: int) -> bytes:
    """A message as large as is fetched by default: some 49 MB with its attachment."""
    message = _message(number, 2000)
    content = pdf(["Working paper"]) + b"%" + random.Random(number).randbytes(36_000_000)
    message.add_attachment(content, "application", "pdf", filename=f"paper-{number}.pdf")
    return message.as_bytes()


def many(kind: str, count: int) -> Iterator[bytes]:
    """Messages of a kind, "small" or "mixed", each of a sender of its own."""
    make = {"small": small, "mixed": mixed}[kind]
    return (make(number) for number in range(count))


def _message(number: int, size: int, opening: str = "") -> EmailMessage:
    rng = random.Random(number)
    state = _STATES[number % len(_STATES)]
    domain = f"foreign.{state}.example"
    sender = f"officer{number}@{domain}"
    message = EmailMessage(policy=SMTP)
    message["Return-Path"] = f"<{sender}>"
    message["Authentication-Results"] = f"{AUTHSERV}; dmarc=pass header.from={domain}"
    message["From"] = f"Officer {number} <{sender}>"
    message["To"] = "oslo@secretariat.example"
    message["Subject"] = f"Conference, message {number}"
    message["Date"] = "Mon, 02 Nov 2026 09:00:00 +0000"
    message["Message-ID"] = f"<bench.{number}@{domain}>"
    opening = (opening or rng.choice(_OPENINGS)).format(state=state.capitalize())
    message.set_content(f"Dear colleagues,\n\n{opening}\n\n{prose(rng, size)}\n\nYours sincerely,\n\nBerta Linde\n")
    return message


def sources() -> Sources:
    """The shipped rules and letters with the demo's roster and first conference."""
    # They are texts: the folder is not needed once it has been read.
    with TemporaryDirectory(prefix="mailflow-bench-") as name:
        folder = Path(name)
        config = (HERE / "config.toml").read_text(encoding="utf-8")
        config = config.replace('operator = "operator@secretariat.example"', "")
        (folder / "config.toml").write_text(config, encoding="utf-8")
        (folder / "roster.csv").write_bytes((HERE / "roster.csv").read_bytes())
        (folder / "rules").symlink_to(shipped("rules"))
        (folder / "templates").symlink_to(shipped("templates"))
        return read_sources(load_settings(folder / "config.toml"), "oslo")
