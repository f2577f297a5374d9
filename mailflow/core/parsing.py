"""Bytes to a `Message` (RFC 5322, RFC 2045 ff.). Never raises, and never takes long: what cannot be read is a defect.

The parts are found by offsets into the raw bytes instead of by the standard library's line-by-line parser: this keeps depth,
number of parts and time bounded, gives the raw bytes of forwarded messages, and is some ten times faster. On well-formed mail
the result equals that of `email` with its default policy; a test compares them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailflow.core import defects as d
from mailflow.core.address import Address, parse_addresses
from mailflow.core.charset import decoded
from mailflow.core.coding import UNCODED, uncoded
from mailflow.core.filename import clean_name
from mailflow.core.flowed import unfolded
from mailflow.core.header import Head, Structured, head, structured
from mailflow.core.identity import message_ids
from mailflow.core.message import Attachment, Body, Message
from mailflow.core.mime import LONGEST_BOUNDARY, division, even_lines, guessed_boundary

SINGLE = ("from", "sender", "reply-to", "to", "cc", "message-id", "in-reply-to", "references", "subject", "date")
_SINGLE_MIME = ("content-type", "content-disposition", "content-transfer-encoding", "mime-version")
_DISPLAYED = frozenset(
    {"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown", "text/x-markdown"}
)
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_ENVELOPED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_DEEPEST = 100  # the reading is recursive
_LONGEST_TEXT = 5_000_000  # bytes of all displayed texts of a message; a book has one million
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)


def parse(raw: bytes, *, max_parts: int = 1000, max_depth: int = 30, header_limit: int = 256 * 1024) -> Message:
    """The message of these bytes. Over `max_parts` or `max_depth` the rest is left, over `header_limit` bytes the rest of the
    header; the defects say so. Every text of the result can be written as UTF-8."""
    budget = _Budget(max_parts, min(max_depth, _DEEPEST), header_limit)
    source = raw
    if b"\r" in raw and b"\n" not in raw:
        source = raw.replace(b"\r", b"\n")
    reading = _Reading(source, 0, len(source), budget, prefix="", depth=0)
    message = reading.message(hashlib.sha256(raw).hexdigest(), len(raw))
    # Where a limit was met in an embedded message, the outer one is not read whole either.
    left = tuple(name for name in budget.met if name not in message.defects)
    return replace(message, defects=message.defects + left) if left else message


@dataclass(slots=True)
class _Budget:
    """What is left of the limits, over the message and all that are embedded in it."""

    parts: int
    depth: int
    header: int
    text: int = _LONGEST_TEXT
    met: dict[str, None] = field(default_factory=dict)

    def meet(self, limit: str) -> str:
        """Remember that a limit was met."""
        self.met[limit] = None
        return limit


@dataclass(frozen=True, slots=True)
class _Leaf:
    """What the header of a part says of it."""

    number: str
    head: Head
    content_type: Structured
    disposition: str
    name: str
    start: int
    end: int
    depth: int


@dataclass(slots=True)
class _Reading:
    """The reading of one message in `raw[start:end]`."""

    raw: bytes
    start: int
    end: int
    budget: _Budget
    prefix: str
    depth: int
    bodies: list[Body] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    embedded: list[Message] = field(default_factory=list)
    defects: dict[str, None] = field(default_factory=dict)

    def message(self, sha256: str, size: int) -> Message:
        """Read everything."""
        top = head(self.raw, self.start, self.end, self.budget.header)
        self._note(*top.defects)
        fields, wrong = top.fields()
        self._note(*wrong)
        self._note(*(d.noted(d.DOUBLED_FIELD, name) for name in SINGLE if top.count(name) > 1))
        content_type = structured(top.first("content-type"))
        self._part(top, self.prefix, self.end, self.depth, "text/plain")
        return_path = top.first("return-path")
        return Message(
            sha256=sha256,
            content_key=self._content_key(top),
            size=size,
            fields=fields,
            content_type=_type(content_type.value, "text/plain"),
            report_type=content_type.get("report-type").lower(),
            message_id=self._message_id(top),
            in_reply_to=message_ids(top.first("in-reply-to") or ""),
            references=message_ids(top.first("references") or ""),
            date=self._date(top),
            subject=next((f.body for f in fields if f.name.lower() == "subject"), ""),
            from_=self._from(top),
            sender=next(iter(self._addresses(top, "sender")), None),
            reply_to=self._addresses(top, "reply-to"),
            to=self._addresses(top, "to"),
            cc=self._addresses(top, "cc"),
            resent_to=self._resent(top),
            return_path=next(iter(self._addresses(top, "return-path")), None) if return_path != "<>" else None,
            has_return_path=return_path is not None,
            bodies=tuple(self.bodies),
            attachments=tuple(self.attachments),
            embedded=tuple(self.embedded),
            defects=tuple(self.defects),
        )

    def _note(self, *defects: str) -> None:
        self.defects.update(dict.fromkeys(defects))

    # The fields.

    def _content_key(self, top: Head) -> str:
        """What two deliveries of one message have in common: four fields and the body, without trace and line ends."""
        known = hashlib.sha256()
        for name in ("message-id", "from", "date", "subject"):
            value = top.first(name)
            known.update(b"-" if value is None else b"+" + " ".join(value.split()).encode("utf-8", "replace"))
            known.update(b"\0")
        for piece in even_lines(self.raw, top.end, self.end):
            known.update(piece)
        return known.hexdigest()

    def _message_id(self, top: Head) -> str | None:
        value = top.first("message-id")
        if not value:
            self._note(d.NO_MESSAGE_ID)
            return None
        ids = message_ids(value)
        if len(ids) == 1 and ids[0] == value:
            return ids[0]
        self._note(d.noted(d.BAD_MESSAGE_ID, value))
        return None

    def _date(self, top: Head) -> datetime | None:
        value = top.first("date")
        if not value:
            self._note(d.NO_DATE)
            return None
        try:
            date = parsedate_to_datetime(value[:100])
            # "-0000" means a time in UTC of which the zone is not said (RFC 5322 §3.3).
            date = date if date.tzinfo else date.replace(tzinfo=UTC)
            date.astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
            self._note(d.noted(d.BAD_DATE, value))
            return None
        return date

    def _from(self, top: Head) -> tuple[Address, ...]:
        if top.first("from") is None:
            self._note(d.NO_FROM)
        return self._addresses(top, "from")

    def _addresses(self, top: Head, name: str) -> tuple[Address, ...]:
        value = top.first(name)
        if not value:
            return ()
        addresses, wrong = parse_addresses(value)
        self._note(*(d.located(defect, name) for defect in wrong))
        return addresses

    def _resent(self, top: Head) -> tuple[Address, ...]:
        bodies = [e.raw for e in top.entries if e.lower in ("resent-to", "resent-cc", "resent-bcc", "bcc")]
        return tuple(dict.fromkeys(a for body in bodies for a in parse_addresses(body)[0]))

    # The parts.

    def _part(self, own: Head, number: str, end: int, depth: int, default: str) -> None:
        """Read the part of that header and everything in it. `number` is "" for the whole message."""
        if self.budget.parts <= 0:
            self._note(self.budget.meet(d.TOO_MANY_PARTS))
            return
        if depth > self.budget.depth:
            self._note(self.budget.meet(d.TOO_DEEP))
            return
        self.budget.parts -= 1
        content_type = structured(own.first("content-type"))
        kind = _type(content_type.value, default)
        self._note(*(d.noted(d.DOUBLED_FIELD, name) for name in _SINGLE_MIME if own.count(name) > 1))
        self._note(*(d.noted(d.DOUBLED_PARAMETER, name) for name in content_type.doubled))
        if kind.startswith("multipart/"):
            self._multipart(own, content_type, kind, number, end, depth)
        else:
            self._leaf(self._described(own, content_type, number, end, depth), kind)

    def _multipart(self, own: Head, content_type: Structured, kind: str, number: str, end: int, depth: int) -> None:
        if kind == "multipart/encrypted":
            self._note(d.ENCRYPTED)
        if "boundary" in content_type.doubled:
            self._note(d.TWO_BOUNDARIES)
        boundary = content_type.get("boundary")[:LONGEST_BOUNDARY].rstrip().encode("utf-8", "replace")
        parts = division(self.raw, own.end, end, boundary, self.budget.parts) if boundary else None
        if parts is None or not parts.parts:
            other = guessed_boundary(self.raw, own.end, end)
            parts = division(self.raw, own.end, end, other, self.budget.parts) if other else None
            self._note(d.OTHER_BOUNDARY if parts and parts.parts else d.NO_BOUNDARY)
        if parts is None or not parts.parts:
            bare = Structured("text/plain")
            self._leaf(_Leaf(self._leaf_number(number), own, bare, "", "", own.end, end, depth), "text/plain")
            return
        if not parts.closed and not parts.more:
            self._note(d.NOT_CLOSED)
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        for place, (part_start, part_end) in enumerate(parts.parts, start=1):
            inner = head(self.raw, part_start, part_end, self.budget.header)
            self._note(*inner.defects)
            self._part(inner, f"{number}.{place}" if number else str(place), part_end, depth + 1, default)
        if parts.more:
            self._note(self.budget.meet(d.TOO_MANY_PARTS))

    def _leaf_number(self, number: str) -> str:
        """The body of a message that is no multipart is its part 1 (RFC 3501 §6.4.5)."""
        if number != self.prefix:
            return number
        return f"{number}.1" if number else "1"

    def _described(self, own: Head, content_type: Structured, number: str, end: int, depth: int) -> _Leaf:
        """Name and disposition. The name in Content-Disposition wins over the one in Content-Type (RFC 2183 §2.3)."""
        told = structured(own.first("content-disposition"))
        # An unknown disposition is to be treated as attachment (RFC 2183 §2.8).
        disposition = told.value if told.value in ("", "inline") else "attachment"
        names = [clean_name(n) for n in (told.get("filename"), content_type.get("name")) if n]
        if len(set(names)) > 1:
            self._note(d.noted(d.TWO_NAMES, " / ".join(names)))
        self._note(*(d.noted(d.DOUBLED_PARAMETER, name) for name in told.doubled))
        name = names[0] if names else ""
        return _Leaf(self._leaf_number(number), own, content_type, disposition, name, own.end, end, depth)

    def _leaf(self, leaf: _Leaf, kind: str) -> None:
        coding = (leaf.head.first("content-transfer-encoding") or "").partition(";")[0].strip().lower()
        if kind in _MESSAGES and coding in UNCODED:
            self._embed(leaf, self.raw, leaf.start, leaf.end)
            return
        data, wrong = uncoded(self.raw, leaf.start, leaf.end, coding)
        self._note(*(d.located(defect, f"part {leaf.number}") for defect in wrong))
        if kind in _MESSAGES:
            self._embed(leaf, data, 0, len(data))
        elif kind in _DISPLAYED and leaf.disposition != "attachment" and not leaf.name:
            self._body(leaf, kind, data)
        else:
            self._attach(leaf, kind, data)

    def _embed(self, leaf: _Leaf, raw: bytes, start: int, end: int) -> None:
        """A message in the message: it gets a reading of its own within the same limits."""
        if leaf.depth >= self.budget.depth:
            self._note(self.budget.meet(d.TOO_DEEP))
            return
        inner = _Reading(raw, start, end, self.budget, leaf.number, leaf.depth + 1)
        sha256 = hashlib.sha256(memoryview(raw)[start:end]).hexdigest()
        self.embedded.append(inner.message(sha256, end - start))

    def _body(self, leaf: _Leaf, kind: str, data: bytes) -> None:
        declared = leaf.content_type.get("charset")
        if not declared and kind == "text/html" and (meta := _META_CHARSET.search(data[:2048])):
            declared = meta[1].decode("ascii")
        read = decoded(self._bounded(data), declared)
        if read.fallback:
            self._note(f"{d.OTHER_CHARSET}: {read.charset}, read as {read.fallback} (part {leaf.number})")
        if read.damaged:
            self._note(d.located(d.NUL if bytes(1) in data else d.DAMAGED_TEXT, f"part {leaf.number}"))
        text = read.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in read.text else read.text
        if leaf.content_type.get("format").lower() == "flowed" and kind == "text/plain":
            text = unfolded(text, delsp=leaf.content_type.get("delsp").lower() == "yes")
        if "-----BEGIN PGP MESSAGE-----" in text:
            self._note(d.ENCRYPTED)
        shown = kind if kind == "text/html" else "text/plain"
        self.bodies.append(Body(leaf.number, shown, read.charset, text, read.fallback))

    def _bounded(self, data: bytes) -> bytes:
        """The bytes of a text, as far as the limit allows: to the end of a line, so that no sign is cut in two."""
        left = self.budget.text
        self.budget.text = max(left - len(data), 0)
        if len(data) <= left:
            return data
        self._note(self.budget.meet(d.TEXT_TOO_LONG))
        end = data.rfind(b"\n", 0, left)
        return data[: end if end > 0 else left]

    def _attach(self, leaf: _Leaf, kind: str, data: bytes) -> None:
        if kind in _ENVELOPED:
            opaque = leaf.content_type.get("smime-type").lower() in ("signed-data", "certs-only", "compressed-data")
            self._note(d.OPAQUE if opaque else d.ENCRYPTED)
        elif kind in _TNEF or leaf.name.lower() == "winmail.dat":
            self._note(d.TNEF)
        elif kind in ("message/external-body", "message/partial"):
            self._note(d.noted(d.ELSEWHERE, kind))
        content_id = (leaf.head.first("content-id") or "").strip(" <>")
        self.attachments.append(
            Attachment(
                part=leaf.number,
                name=leaf.name,
                content_type=kind,
                disposition=leaf.disposition,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                content=data,
                content_id=content_id,
            )
        )


def _type(value: str, default: str) -> str:
    """The media type; a malformed one is text/plain (RFC 2045 §5.2)."""
    if not value:
        return default
    return value if _TYPE.fullmatch(value) else "text/plain"
