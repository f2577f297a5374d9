"""May a machine answer this message at all? Decided here; no rule can overrule it (RFC 3834 §2).

Silence and review are two things. Silence is owed to machines, lists and whoever asks for it; review is owed to what may
be forged, damaged or of two minds. Each check gives its own reason with the words it saw.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from mailflow.core import defects as d
from mailflow.core.address import Address, parse_addresses
from mailflow.core.authentication import Authentication, Proof
from mailflow.core.bounce import is_bounce_subject
from mailflow.core.conference import Conference, Receiving
from mailflow.core.machines import (
    AUTO_HEADERS,
    BULK_PRECEDENCE,
    FILTER_HEADERS,
    FILTER_VERDICT,
    FILTER_VERDICT_HEADER,
    LIST_HEADERS,
    REPLY_PRECEDENCE,
    is_auto_subject,
    is_forward_subject,
    is_unattended,
)
from mailflow.core.message import Message
from mailflow.core.reasons import Reason, Why
from mailflow.core.report import Report, ReportKind
from mailflow.core.text import Text

_MOST_RECEIVED = 25
_COMMENT = re.compile(r"\([^()]*\)")
_MAILFLOW_ID = re.compile(r"<mf\.[a-z0-9]{1,32}\.[a-z2-7]{16}@", re.IGNORECASE)
_DOMAIN_IN_LIST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_REPORTS = {
    ReportKind.DELIVERY: (Reason.DELIVERY_REPORT, "bounce"),
    ReportKind.DISPOSITION: (Reason.DISPOSITION_REPORT, "auto-reply"),
    ReportKind.FEEDBACK: (Reason.FEEDBACK_REPORT, "auto-reply"),
}
_UNREADABLE = frozenset({d.TNEF, d.DAMAGED_CODING, d.UNKNOWN_CODING, d.DAMAGED_TEXT, d.ELSEWHERE, d.TEXT_TOO_LONG})


@dataclass(frozen=True, slots=True)
class Verdict:
    """`machine` is the kind that the headers prove (auto-reply, bounce, bulk, own), None for what may be a person.

    `silent`: nothing may ever be sent in answer. `review`: a person must look before anything is sent or takes effect.
    Neither: a letter may go out if the rules name one.
    """

    machine: str | None = None
    silent: tuple[Why, ...] = ()
    review: tuple[Why, ...] = ()

    @property
    def may_answer(self) -> bool:
        """True where an automatic letter is allowed."""
        return not self.silent and not self.review


class _Weight(IntEnum):
    """How much a sign says of the kind of machine: a vacation program writes "Precedence: bulk" too."""

    OURS = 0
    REPORT = 1
    REPLIED = 2
    LIST = 3
    VENDOR = 4
    PRECEDENCE = 5
    GENERATED = 6


@dataclass(frozen=True, slots=True)
class _Sign:
    """One thing seen that forbids an answer; `kind` where it also proves a machine."""

    why: Why
    kind: str | None = None
    weight: _Weight = _Weight.VENDOR


def guard(
    message: Message,
    text: Text,
    authentication: Authentication,
    report: Report | None,
    conference: Conference,
    receiving: Receiving,
    own_tokens: bool,
) -> Verdict:
    """Every duty of an automatic correspondent. `own_tokens`: the message's own Message-ID is one that we made."""
    own = frozenset(a.key for a in (conference.address, *conference.addresses))
    signs = [
        *_ours(message, own, own_tokens),
        *_reports(message, report),
        *_auto_submitted(message),
        *_lists(message, own),
        *_vendors(message),
        *_addresses(message, own),
    ]
    machines = sorted((sign.weight, sign.kind) for sign in signs if sign.kind)
    return Verdict(
        machine=machines[0][1] if machines else None,
        silent=tuple(dict.fromkeys(sign.why for sign in signs)),
        review=tuple(
            dict.fromkeys(
                [
                    *_author(message),
                    *_subject(message),
                    *_proof(authentication, receiving),
                    *_filters(message),
                    *_damage(message),
                ]
            )
        ),
    )


def _ours(message: Message, own: frozenset[str], own_tokens: bool) -> Iterator[_Sign]:
    """Our own letters that come back, and mail that goes in a circle."""
    if own_tokens:
        yield _Sign(Why(Reason.OUR_OWN_LETTER, message.message_id or ""), "own", _Weight.OURS)
    for address in message.from_:
        if address.key in own:
            yield _Sign(Why(Reason.OWN_ADDRESS, address.spec), "own", _Weight.OURS)
    # Another installation of this program wrote it, whatever a relay took out of its header.
    if not own_tokens and message.message_id and _MAILFLOW_ID.match(message.message_id):
        yield _Sign(Why(Reason.VENDOR_AUTO_REPLY, message.message_id), "auto-reply")
    for body in message.all("x-loop"):
        ours = any(a.key in own for a in parse_addresses(body)[0])
        yield _Sign(Why(Reason.LOOP, f"X-Loop: {body[:100]}"), "own" if ours else None, _Weight.OURS)
    hops = sum(f.name.lower() == "received" for f in message.fields)
    if hops > _MOST_RECEIVED:
        yield _Sign(Why(Reason.LOOP, f"{hops} Received fields"))


def _reports(message: Message, report: Report | None) -> Iterator[_Sign]:
    """Reports (RFC 6522), and the null path on which they travel (RFC 5321 §4.5.5)."""
    kind = None
    if report is not None:
        reason, kind = _REPORTS[report.kind]
        yield _Sign(Why(reason, message.report_type or message.subject[:100]), kind, _Weight.REPORT)
    elif message.content_type == "multipart/report":
        yield _Sign(Why(Reason.DELIVERY_REPORT, message.report_type), "bounce", _Weight.REPORT)
    # MUST NOT be answered (RFC 3834 §2). The server that delivers writes it, at the top (RFC 5321 §4.4): only that one counts.
    if message.has_return_path and message.return_path is None and message.first("return-path") in ("<>", ""):
        yield _Sign(Why(Reason.NULL_SENDER, "Return-Path: <>"), kind or "auto-reply")


def _auto_submitted(message: Message) -> Iterator[_Sign]:
    """Auto-Submitted (RFC 3834 §5, RFC 5436): whatever is not "no" is a machine, words not yet invented included."""
    for body in message.all("auto-submitted"):
        value = _bare(body)
        if value in ("", "no"):
            continue
        # A rule in a person's mailbox that passes her mail on marks it too; what it passes on is for a person to see.
        passed_on = value == "auto-generated" and is_forward_subject(message.subject)
        weight = _Weight.REPLIED if value == "auto-replied" else _Weight.GENERATED
        yield _Sign(Why(Reason.AUTO_SUBMITTED, body[:100]), None if passed_on else "auto-reply", weight)


def _lists(message: Message, own: frozenset[str]) -> Iterator[_Sign]:
    """List fields (RFC 2369, RFC 2919, RFC 8058: their presence is enough) and Precedence."""
    present = [f for f in message.fields if f.name.lower() in LIST_HEADERS]
    if present:
        # Where our mailbox is itself fed by a list of ours, every message has these fields.
        by_us = all(_is_of_our_list(f.body, own) for f in present)
        yield _Sign(
            Why(Reason.LIST_MAIL, f"{present[0].name}: {present[0].body[:100]}"),
            None if by_us else "bulk",
            _Weight.LIST,
        )
    else:
        by_us = False
    for body in message.all("precedence"):
        value = _bare(body)
        if value in BULK_PRECEDENCE:
            yield _Sign(Why(Reason.BULK_PRECEDENCE, value), None if by_us else "bulk", _Weight.PRECEDENCE)
        elif value in REPLY_PRECEDENCE:
            yield _Sign(Why(Reason.BULK_PRECEDENCE, value), "auto-reply")


def _is_of_our_list(body: str, own: frozenset[str]) -> bool:
    domains = {key.rpartition("@")[2] for key in own}
    named = {name.lower() for name in _DOMAIN_IN_LIST.findall(body[:1000])}
    return bool(named) and all(any(n == o or n.endswith(f".{o}") for o in domains) for n in named)


def _vendors(message: Message) -> Iterator[_Sign]:
    """What mail programs write instead of the standard's field."""
    # What a rule passes on was written by a person; see `_auto_submitted`.
    kind = None if is_forward_subject(message.subject) else "auto-reply"
    for field in message.fields:
        name, body = field.name.lower(), field.body
        if name in AUTO_HEADERS and ((told := AUTO_HEADERS[name]) is None or body.strip().lower().startswith(told)):
            yield _Sign(Why(Reason.VENDOR_AUTO_REPLY, f"{name}: {body[:100]}"), kind)
    for body in message.all("x-ms-exchange-inbox-rules-loop"):
        # Exchange names the owner of the rule: his own answer, or another's mail that his rule passes on.
        answered = message.author is not None and body.strip().lower() == message.author.spec.lower()
        yield _Sign(Why(Reason.VENDOR_AUTO_REPLY, f"inbox rule of {body[:100]}"), "auto-reply" if answered else None)
    for body in message.all("x-auto-response-suppress"):
        asked = {word.strip() for word in body.lower().split(",")}
        # It asks for silence; ordinary people's mail carries it too (MS-OXCMAIL §2.1.3.2.20).
        if asked & {"all", "oof", "autoreply"}:
            yield _Sign(Why(Reason.SUPPRESS_REQUESTED, body[:100]))


def _addresses(message: Message, own: frozenset[str]) -> Iterator[_Sign]:
    """Addresses behind which nobody reads (RFC 5230 §4.6), and mail that was not sent to us by name (RFC 3834 §2)."""
    for address in (*message.from_, *((message.sender,) if message.sender else ())):
        if is_unattended(address.local):
            yield _Sign(Why(Reason.NO_REPLY_ADDRESS, address.spec))
    if message.return_path and is_unattended(message.return_path.local, as_return_path=True):
        yield _Sign(Why(Reason.NO_REPLY_ADDRESS, message.return_path.spec))
    if not own.intersection(a.key for a in (*message.to, *message.cc, *message.resent_to)):
        named = ", ".join(a.spec for a in (*message.to, *message.cc)[:3])
        yield _Sign(Why(Reason.NOT_ADDRESSED_TO_US, named))


def _author(message: Message) -> Iterator[Why]:
    """One From with one address, and nothing beside it that says otherwise (RFC 5322 §3.6.2)."""
    if not message.from_:
        yield Why(Reason.NO_AUTHOR, (message.first("from") or "")[:100])
    elif len(message.from_) > 1 or len(message.all("from")) > 1:
        yield Why(Reason.SEVERAL_AUTHORS, ", ".join(a.spec for a in message.from_[:5]))
    author = message.author
    if author is None:
        return
    if message.sender and not related(message.sender.domain, author.domain):
        yield Why(Reason.PARTY_MISMATCH, f"From {author.spec}, Sender {message.sender.spec}")
    for other in _addresses_in(author.name):
        if not related(other.domain, author.domain):
            yield Why(Reason.PARTY_MISMATCH, f"display name {author.name[:80]!r} of {author.spec}")
    if _mixes_scripts(author.name):
        yield Why(Reason.PARTY_MISMATCH, f"display name {author.name[:80]!r} mixes scripts")


def _subject(message: Message) -> Iterator[Why]:
    """The subject of a program. It forbids an answer, but not to look: persons answer under the subject of their own absence
    note. What the text adds is for the rules to say."""
    if is_auto_subject(message.subject) or is_bounce_subject(message.subject):
        yield Why(Reason.AUTO_SUBJECT, message.subject[:100])


def related(domain: str, other: str) -> bool:
    """True where two domains are equal, or one is part of the other."""
    return domain == other or domain.endswith(f".{other}") or other.endswith(f".{domain}")


def _addresses_in(name: str) -> tuple[Address, ...]:
    words = (word.strip("'\"()[]<>,;:") for word in name.split()) if "@" in name else ()
    return tuple(a for word in words if "@" in word for a in parse_addresses(word)[0])


def _mixes_scripts(name: str) -> bool:
    """True where one word has letters of two scripts that look alike."""
    return not name.isascii() and any(len(_scripts(word)) > 1 for word in name.split())


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(c, "").partition(" ")[0] for c in word if c.isalpha())
    return {name for name in names if name in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")}


def _proof(authentication: Authentication, receiving: Receiving) -> Iterator[Why]:
    """What the receiving server says of the sender."""
    proof = authentication.proof
    if proof in (Proof.FAIL, Proof.SUSPICIOUS):
        yield Why(Reason.FORGED, authentication.seen[:300])
    elif proof is Proof.NONE:
        yield Why(Reason.UNAUTHENTICATED, authentication.seen[:300])
    elif proof is Proof.ABSENT and receiving.absent != "accept":
        yield Why(Reason.UNAUTHENTICATED, "no Authentication-Results")


def _filters(message: Message) -> Iterator[Why]:
    """What a filter on the way says of the message. It forbids an answer, for spam is answered to whom it names; and it may err."""
    for field in message.fields:
        name, body = field.name.lower(), field.body.strip()
        marked = name in FILTER_HEADERS and body.lower().startswith(FILTER_HEADERS[name])
        if marked or (name == FILTER_VERDICT_HEADER and FILTER_VERDICT.search(body[:1000])):
            yield Why(Reason.MARKED_BY_FILTER, f"{field.name}: {body[:100]}")


def _damage(message: Message) -> Iterator[Why]:
    """What was not read, or can be read in two ways."""
    for defect in d.grave(message.defects):
        kind = defect.partition(":")[0]
        if kind in (d.ENCRYPTED, d.OPAQUE):
            yield Why(Reason.ENCRYPTED, defect)
        else:
            unreadable = any(kind.startswith(u) for u in _UNREADABLE)
            yield Why(Reason.UNREADABLE if unreadable else Reason.MALFORMED, defect)


def _bare(body: str) -> str:
    """The first word of a field without comments and parameters, in lower case."""
    return _COMMENT.sub(" ", body[:500]).partition(";")[0].strip().lower()
