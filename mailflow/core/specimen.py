"""The example of a rule as a message: what staff wrote beside the rule, in the form in which mail comes.

An example says as little as it needs: a text, a subject, perhaps a header field, a sender or the names of attachments. The
rest is filled in so that nothing but the example decides: the sender is proven, the message is addressed to us, and an
attachment is a document of the kind its name promises, with no text in it.
"""

from __future__ import annotations

from binascii import b2a_base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from mailflow.core.address import Address, parse_address
from mailflow.core.conference import Receiving, Trust
from mailflow.core.data import one_line
from mailflow.core.document import Condition, Document
from mailflow.core.encoding import encoded_words, folded, is_plain, parameter, phrase
from mailflow.core.history import History
from mailflow.core.match import Trial
from mailflow.core.parsing import parse
from mailflow.core.roster import Party, Roster
from mailflow.core.ruleset import Example
from mailflow.core.sorting import Desk, sort

# A sender of whom nothing is known, for examples that name neither a party nor an address.
STRANGER = Address("writer", "elsewhere.example")
_TRUSTED = Receiving(trust=Trust.NONE)
_BOUNDARY = "=_example"
_KINDS = {
    **dict.fromkeys(("doc", "docx", "odt", "rtf"), "docx"),
    **dict.fromkeys(("xls", "xlsx", "ods"), "xlsx"),
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "tif", "tiff", "bmp", "svg"), "picture"),
    **dict.fromkeys(("zip", "7z", "rar", "gz", "tar"), "archive"),
    **dict.fromkeys(("exe", "js", "vbs", "bat", "cmd", "scr", "docm", "xlsm", "lnk", "iso"), "program"),
    **dict.fromkeys(("htm", "html"), "html"),
    **{kind: kind for kind in ("pdf", "csv", "txt", "ics", "vcf")},
}
_CONDITIONS = {"picture": Condition.PICTURE, "archive": Condition.UNKNOWN, "program": Condition.DANGEROUS}


@dataclass(frozen=True, slots=True)
class Tried:
    """An example and what became of it. `trial` is None where a rule before it (`stopped_by`) ended the message."""

    example: Example
    trial: Trial | None
    stopped_by: str = ""
    rules: tuple[str, ...] = ()  # the rules that hit

    @property
    def hit(self) -> bool:
        """True where the rule hit."""
        return self.trial is not None and self.trial.hit

    @property
    def is_as_expected(self) -> bool:
        """True where the rule hit as the example says that it must, or missed as it says."""
        return self.hit == self.example.match


def tried(example: Example, desk: Desk, now: datetime) -> Tried:
    """The example sorted as a message that comes now, or at the time that its own Date field gives."""
    roster = _with_party(desk.roster, example.party)
    message = parse(specimen(example, desk.conference.address, roster, now))
    documents = tuple(_document(a.part, a.name) for a in message.attachments)
    done = sort(message, documents, replace(desk, roster=roster), _TRUSTED, History(), message.date or now)
    match = done.decision.match
    trial = next((t for t in match.trials if t.rule == example.rule), None)
    return Tried(example, trial, match.rules[-1] if trial is None and match.rules else "", match.rules)


def specimen(example: Example, to: Address, roster: Roster, now: datetime) -> bytes:
    """The bytes of the example (RFC 5322). Its own `headers` take the place of those that are filled in."""
    author = _author(example, roster)
    given = {name.lower() for name in example.headers}
    filled = {
        "Return-Path": f"<{author.spec}>",
        "From": example.from_ if is_plain(example.from_) and example.from_ else _written(author),
        "To": to.spec,
        "Subject": _text(example.subject, "Subject"),
        "Date": now.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        "Message-ID": f"<example.{example.rule}.{example.number}@{author.domain}>",
    }
    fields = [(name, body) for name, body in filled.items() if body and name.lower() not in given]
    fields += [(one_line(name), _text(body, name)) for name, body in example.headers.items()]
    head = "".join(folded(name, body) for name, body in fields) + "MIME-Version: 1.0\r\n"
    return head.encode("ascii", "replace") + (_as_typed(example) if "content-type" in given else _content(example))


def _author(example: Example, roster: Roster) -> Address:
    """The address that is written, else one of the party, else a stranger's."""
    if example.from_ and (written := parse_address(example.from_)) is not None:
        return written
    party = roster.get(example.party)
    if party is None:
        return STRANGER
    return party.emails[0] if party.emails else Address("delegation", party.domains[0])


def _with_party(roster: Roster, code: str | None) -> Roster:
    """The roster with a party of that code from which mail can come: examples hold on an empty roster, too."""
    party = roster.get(code)
    if code is None or (party is not None and (party.emails or party.domains)):
        return roster
    word = "".join(c for c in code.lower() if c.isalnum())
    made = replace(
        party or Party(code, "igo" if code.startswith("org:") else "state", code), domains=(f"{word}.example",)
    )
    return Roster((*(p for p in roster.parties if p.code != code), made))


def _written(address: Address) -> str:
    name = phrase(one_line(address.name))
    return f"{name} <{address.spec}>" if name else address.spec


def _text(text: str, name: str) -> str:
    line = one_line(text)
    return line if is_plain(line) else encoded_words(line, len(name) + 2)


def _as_typed(example: Example) -> bytes:
    """The text of an example that names its own type: as it stands, and without attachments."""
    return b"Content-Transfer-Encoding: 8bit\r\n\r\n" + example.text.encode("utf-8", "replace")


def _content(example: Example) -> bytes:
    text = _part('text/plain; charset="utf-8"', example.text.encode("utf-8", "replace"))
    if not example.attachments:
        return text
    parts = [text, *(_attachment(name) for name in example.attachments)]
    head = f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"\r\n\r\n'
    return head.encode() + _joined(parts)


def _joined(parts: Iterable[bytes]) -> bytes:
    delimiter = f"--{_BOUNDARY}\r\n".encode()
    return b"".join(delimiter + part + b"\r\n" for part in parts) + f"--{_BOUNDARY}--\r\n".encode()


def _attachment(name: str) -> bytes:
    file = parameter("filename", one_line(name))
    return _part("application/octet-stream", b"", f"Content-Disposition: attachment;\r\n {file}\r\n")


def _part(content_type: str, content: bytes, more: str = "") -> bytes:
    coded = b2a_base64(content, newline=False)
    lines = b"".join(coded[at : at + 76] + b"\r\n" for at in range(0, len(coded), 76))
    return f"Content-Type: {content_type}\r\n{more}Content-Transfer-Encoding: base64\r\n\r\n".encode("ascii") + lines


def _document(part: str, name: str) -> Document:
    """An attachment of which the example gives the name only: whole, and without a text."""
    kind = _KINDS.get(name.rpartition(".")[2].lower(), "other")
    return Document(part, name, kind, _CONDITIONS.get(kind, Condition.READ))
