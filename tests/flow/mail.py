"""Invented mail to an invented conference. States are real, persons and addresses are not."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP

AUTHSERV = "mx.secretariat.example"
OPERATOR = "operator@secretariat.example"
STATES = {
    "Austria": "AUT", "Belgium": "BEL", "Botswana": "BWA", "Bulgaria": "BGR", "Cambodia": "KHM", "Canada": "CAN",
    "Chile": "CHL", "Colombia": "COL", "Croatia": "HRV", "Denmark": "DNK", "Ecuador": "ECU", "Estonia": "EST",
    "Finland": "FIN", "Ghana": "GHA", "Hungary": "HUN", "Iceland": "ISL", "Indonesia": "IDN", "Ireland": "IRL",
    "Jamaica": "JAM", "Jordan": "JOR", "Kenya": "KEN", "Latvia": "LVA", "Lebanon": "LBN", "Lesotho": "LSO",
    "Malawi": "MWI", "Malta": "MLT", "Mexico": "MEX", "Moldova": "MDA", "Mongolia": "MNG", "Namibia": "NAM",
    "Nepal": "NPL", "Norway": "NOR", "Panama": "PAN", "Peru": "PER", "Portugal": "PRT", "Senegal": "SEN",
    "Serbia": "SRB", "Sweden": "SWE", "Uganda": "UGA", "Zambia": "ZMB",
}  # fmt: skip


def domain(state: str) -> str:
    """The mail domain of a State's ministry."""
    return f"ministry.{state.lower()}.example"


def desk(state: str) -> str:
    """The address that a State's mail comes from."""
    return f"conference.desk@{domain(state)}"


def roster() -> str:
    """The parties as a roster file."""
    head = "code,kind,name,name_fr,name_es,official_name,language,domains,emails\n"
    return head + "".join(
        f"{code},state,{state},,,,en,{domain(state)},registry@{domain(state)}\n" for state, code in STATES.items()
    )


@dataclass(frozen=True)
class Mail:
    """A message on its way to us: its bytes, and what its envelope said."""

    raw: bytes = field(repr=False)
    id: str | None
    author: str
    sender: str = ""  # of the envelope; "" is the null path


def mail(
    author: str,
    text: str,
    subject: str = "The Conference",
    *,
    id: str | None = "",
    to: str = "oslo@secretariat.example",
    proof: str = "pass",
    headers: Mapping[str, str] | None = None,
    attached: Mapping[str, bytes] | None = None,
    sender: str | None = None,
) -> Mail:
    """A message. `id`: its Message-ID, "" for one of its own, None for none at all; `proof`: what our server found."""
    message = EmailMessage(policy=SMTP)
    at = author.rpartition("@")[2]
    message["Authentication-Results"] = f"{AUTHSERV}; spf={proof} smtp.mailfrom={at}; dmarc={proof} header.from={at}"
    message["From"] = f"Conference Desk <{author}>"
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = "Mon, 03 Mar 2031 10:15:00 +0000"
    if id is not None:
        id = id or f"<{zlib.crc32((author + subject + text).encode()):x}@{at}>"
        message["Message-ID"] = id
    for name, body in (headers or {}).items():
        message[name] = body
    message.set_content(text)
    for name, content in (attached or {}).items():
        message.add_attachment(content, "text", "plain", filename=name)
    return Mail(bytes(message), id, author, author if sender is None else sender)


def acceptance(state: str, **other: object) -> Mail:
    """A State says that it will come."""
    return mail(desk(state), f"{state} will be represented at the Conference.\n", "Re: Invitation", **other)  # type: ignore[arg-type]


def paper(state: str, **other: object) -> Mail:
    """A State sends a paper."""
    text = f"Please find attached a working paper of {state}.\n"
    files = {"Working paper.txt": f"Working paper\n\nSubmitted by {state}\n\nOn the clearance of land.\n".encode()}
    return mail(desk(state), text, f"Working paper of {state}", attached=files, **other)  # type: ignore[arg-type]


def correspondence(to: str = "oslo@secretariat.example") -> Iterator[Mail]:
    """Mail without end: acceptances and papers in turn, each of a correspondent of his own, each to be answered once."""
    for number, state in zip(itertools.count(), itertools.cycle(STATES), strict=False):
        author, subject = f"officer.{number}@{domain(state)}", f"The Conference, {number}"
        if number % 2:
            paper = f"Working paper\n\nSubmitted by {state}\n\nOn the clearance of land, {number}.\n".encode()
            text, files = f"Please find attached a working paper of {state}.\n", {"Working paper.txt": paper}
            yield mail(author, text, subject, to=to, attached=files)
        else:
            yield mail(author, f"{state} will be represented at the Conference.\n", subject, to=to)
