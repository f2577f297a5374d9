"""Reports on letters: delivery status (RFC 3464), disposition (RFC 8098), feedback (RFC 5965), and bounces in prose.

The standard parts are read by their fields. A bounce in prose is read in `bounce`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from mailflow.core.address import Address, parse_address
from mailflow.core.bounce import read_bounce
from mailflow.core.message import Attachment, Message
from mailflow.core.text import Text

_LONGEST_PART = 256 * 1024
_MOST_RECIPIENTS = 1000
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ID = re.compile(r"<[^<>@\s]{1,250}@[^<>@\s]{1,250}>")
_ID_LINE = re.compile(r"^[ \t>]*Message-ID:[ \t]*(<[^<>@\s]{1,250}@[^<>@\s]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")


class ReportKind(StrEnum):
    """What a report is about."""

    DELIVERY = "delivery"
    DISPOSITION = "disposition"
    FEEDBACK = "feedback"


class Action(StrEnum):
    """RFC 3464 §2.3.3."""

    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    RELAYED = "relayed"
    EXPANDED = "expanded"


@dataclass(frozen=True, slots=True)
class ReportedRecipient:
    """One recipient of a delivery report. `status` is an enhanced code (RFC 3463), "" where absent."""

    address: Address | None
    action: Action
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `original` is the Message-ID of the letter it is about, None where it does not say."""

    kind: ReportKind
    recipients: tuple[ReportedRecipient, ...] = ()
    original: str | None = None
    standard: bool = True  # False: read from prose

    @property
    def permanent(self) -> bool:
        """True where a recipient can never be reached at that address: `failed` with a 5.x.x status or none."""
        return any(r.action is Action.FAILED and not r.status.startswith(("2", "4")) for r in self.recipients)


_KINDS = {
    "message/delivery-status": ReportKind.DELIVERY,
    "message/global-delivery-status": ReportKind.DELIVERY,
    "message/disposition-notification": ReportKind.DISPOSITION,
    "message/global-disposition-notification": ReportKind.DISPOSITION,
    "message/feedback-report": ReportKind.FEEDBACK,
}
_ACTIONS = {action.value: action for action in Action}
_HEADERS = frozenset({"text/rfc822-headers", "message/rfc822-headers", "message/global-headers"})


def read_report(message: Message, text: Text) -> Report | None:
    """The report that this message is, `None` where it is none. What a person wrote is never a report."""
    standard = _standard_report(message)
    if standard is not None and (standard.kind is not ReportKind.DELIVERY or standard.recipients):
        return standard
    bounce = read_bounce(message, text)
    if bounce is None:
        return standard
    action = Action.DELAYED if bounce.delayed else Action.FAILED
    recipients = tuple(ReportedRecipient(a, action, bounce.status, bounce.diagnostic) for a in bounce.addresses)
    # Even a bounce that names nobody says that a letter did not arrive.
    recipients = recipients or (ReportedRecipient(None, action, bounce.status, bounce.diagnostic),)
    return Report(ReportKind.DELIVERY, recipients, _original(message, text), standard=standard is not None)


def _standard_report(message: Message) -> Report | None:
    """A report by its type (RFC 6522), or by a status part in a message whose outer type a gateway has changed."""
    part = next((a for a in message.attachments if a.content_type in _KINDS), None)
    kind = _KINDS.get(f"message/{message.report_type}") if message.content_type == "multipart/report" else None
    if part is not None and (kind is None or _KINDS[part.content_type] is not kind):
        kind = _KINDS[part.content_type]
    if kind is None:
        return None
    groups = _groups(part) if part else []
    return Report(kind, _recipients(kind, groups), _original_in(groups) or _original(message))


def _groups(part: Attachment) -> list[dict[str, str]]:
    """The groups of fields in a status part; of a field that occurs twice in a group the first counts."""
    content = part.content[:_LONGEST_PART].decode("utf-8", "replace").replace("\r\n", "\n")
    blocks = _BLANK_LINE.split(content, maxsplit=_MOST_RECIPIENTS)[:_MOST_RECIPIENTS]
    return [fields for fields in (_fields(block) for block in blocks) if fields]


def _fields(block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in block.split("\n"):
        if line[:1] in (" ", "\t") and name:
            found[name] += f" {line.strip()}"
            continue
        left, colon, right = line.partition(":")
        name = left.strip().lower() if colon and left.strip() and not left.strip().count(" ") else ""
        if name in found:
            name = ""
        elif name:
            found[name] = right.strip()
    return found


def _recipients(kind: ReportKind, groups: list[dict[str, str]]) -> tuple[ReportedRecipient, ...]:
    """Who a report speaks of. A read receipt speaks of its reader; a complaint of him who complained, where it says so."""
    if kind is ReportKind.DELIVERY:
        return tuple(r for r in (_recipient(g) for g in groups) if r is not None)
    fields = {name: value for group in groups for name, value in group.items()}
    names = ("final-recipient", "original-recipient", "original-rcpt-to", "removal-recipient")
    address = next((a for a in (_typed_address(fields.get(n, "")) for n in names) if a), None)
    told = fields.get("disposition") or fields.get("feedback-type") or ""
    return (ReportedRecipient(address, Action.DELIVERED, "", told[:300]),) if address or told else ()


def _recipient(group: dict[str, str]) -> ReportedRecipient | None:
    """One recipient's group (RFC 3464 §2.3). The address as we wrote it comes before what it was changed into on the way."""
    address = _typed_address(group.get("original-recipient", "")) or _typed_address(group.get("final-recipient", ""))
    status = match[0] if (match := _STATUS.search(group.get("status", ""))) else ""
    action = _ACTIONS.get(group.get("action", "").partition(" ")[0].lower())
    if action is None and address is None:
        return None
    if action is None:
        # Servers that leave the action out, or invent one, still say by the class of the status how it ended.
        action = {"2": Action.DELIVERED, "4": Action.DELAYED}.get(status[:1], Action.FAILED)
    return ReportedRecipient(address, action, status, group.get("diagnostic-code", "")[:300])


def _typed_address(value: str) -> Address | None:
    """`rfc822; user@domain`, or without the type as some write it (RFC 3464 §2.3.1)."""
    return parse_address(value.rpartition(";")[2].strip()) if value else None


def _original_in(groups: list[dict[str, str]]) -> str | None:
    """The id that a read receipt names itself (RFC 8098 §3.2.5)."""
    return _one_id(next((g["original-message-id"] for g in groups if "original-message-id" in g), ""))


def _original(message: Message, text: Text | None = None) -> str | None:
    """The Message-ID of the letter reported on: from the returned message or its header, else as the report threads itself."""
    for returned in message.embedded:
        if returned.message_id:
            return returned.message_id
    for attachment in message.attachments:
        if attachment.content_type in _HEADERS:
            header = attachment.content[:_LONGEST_PART].decode("utf-8", "replace").replace("\r\n", "\n")
            if found := _one_id(_fields(header).get("message-id", "")):
                return found
    shown = "\n".join(s.text for s in text.segments) if text else ""
    if match := _ID_LINE.search(shown):
        return match[1]
    return next(iter((*message.in_reply_to, *message.references[-1:])), None)


def _one_id(value: str) -> str | None:
    match = _ID.search(value)
    return match[0] if match else None
