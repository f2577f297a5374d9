"""From judgement to record: what the past has to say, the letter, and all of it into the store in one transaction.

Runs in the scribe's thread, inside the transaction: register numbers must stand in the letter that names them, and are
given back where the transaction fails. Everything slow (parsing, reading, rules) was done before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from mailflow import log
from mailflow.core import occasion
from mailflow.core.address import Address
from mailflow.core.calendar import invitation_of
from mailflow.core.conference import Conference
from mailflow.core.data import one_line
from mailflow.core.decision import Decision, Disposition
from mailflow.core.delegation import delegation
from mailflow.core.delivery import Envelope
from mailflow.core.facts import Delegate, Removal
from mailflow.core.identity import message_id, references_for
from mailflow.core.letter import compose
from mailflow.core.reasons import Reason, Why
from mailflow.core.reference import LetterKey, derived_key
from mailflow.core.report import Action, ReportKind
from mailflow.core.roster import Party, Roster
from mailflow.core.template import Rendered
from mailflow.errors import LetterError
from mailflow.office.posting import envelope_sender, letter_file, letter_token, own_copies
from mailflow.settings import LimitsForm, Settings
from mailflow.store import NewLetter, NewRecord, Store
from mailflow.typeset import Press
from mailflow.typeset.enclosures import enclosures
from mailflow.worker import facts as fact_rows
from mailflow.worker.desks import Standing
from mailflow.worker.judgement import Judgement
from mailflow.workspace import read_key

# A letter is set within the write transaction: one that takes longer than this is not sent.
_PRESS_SECONDS = 5.0
_REGISTERED = {"paper": "PAPER", "statement": "STATEMENT", "contribution": "CONTRIBUTION"}


@dataclass(frozen=True, slots=True)
class Office:
    """What settling needs of the installation."""

    key: bytes
    limits: LimitsForm
    folder: Path  # the workspace, where files to attach lie
    press: Press = field(default_factory=Press)  # makes PDFs


def open_office(settings: Settings) -> Office:
    """What the settings say of it. Raises `MailflowError` where the key cannot be read. Its press is closed by the caller."""
    form = settings.form
    press = Press([settings.path(folder) for folder in form.office.fonts], seconds=_PRESS_SECONDS)
    return Office(read_key(settings.path(form.office.key_file)), form.limits, settings.folder, press)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a message: the letter that was queued, if any, and the party whose state it changed."""

    letter: int | None
    party: str | None
    duplicate: bool = False


def settle(
    store: Store,
    judgement: Judgement,
    standing: Standing,
    office: Office,
    mailbox: str,
    received_at: datetime,
    backlog: bool,
    now: datetime,
) -> Settled:
    """Put one sorted message on record with what follows from it."""
    conference = standing.conference
    same = _same(store, judgement, conference.name)
    decision = judgement.decision if same is not None else _with_past(store, judgement, conference.name, backlog)
    if same is None:
        _follow_reports(store, judgement, now)
    register: dict[int, str] = {}
    letter = None
    if same is None and decision.letter is not None:
        register = _numbers(store, conference, decision)
        decision, letter = _answered(store, judgement, decision, standing, office, register, received_at, now)
    elif same is None and decision.effective:
        register = _numbers(store, conference, decision)
    record = _record(judgement, decision, mailbox, register, letter, same)
    queued = store.records.commit(record, now)
    log.event(
        "mail.sorted",
        message=judgement.id,
        conference=conference.name,
        kinds=",".join(decision.kinds),
        disposition="duplicate" if same is not None else decision.disposition.value,
        letter=queued,
        seconds=round(judgement.seconds, 4),
    )
    return Settled(queued, decision.party if same is None else None, same is not None)


def _same(store: Store, judgement: Judgement, conference: str) -> int | None:
    """The message on record that this one is once more.

    A copy that came through a list, or whose sender could not be proven, must not silence the one that came straight.
    """
    same = store.records.duplicate_of(conference, judgement.message.content_key, judgement.id)
    if same is None or judgement.decision.disposition is not Disposition.ACKNOWLEDGE:
        return same
    earlier = store.records.get(same)
    passed_over = earlier is not None and earlier.disposition != Disposition.ACKNOWLEDGE
    return None if passed_over and not store.outbox.listed(message=same, limit=1) else same


def _with_past(store: Store, judgement: Judgement, conference: str, backlog: bool) -> Decision:
    decision, message = judgement.decision, judgement.message
    if message.message_id and decision.disposition is not Disposition.IGNORE:
        others = store.records.same_message_id(conference, message.message_id, message.content_key)
        if others:
            decision = decision.doubted(Why(Reason.SAME_ID_OTHER_CONTENT, f"message {others[0]}"))
    if backlog and decision.letter is not None:
        decision = decision.silenced(Why(Reason.BACKLOG))
    return decision


def _follow_reports(store: Store, judgement: Judgement, now: datetime) -> None:
    """Copies of our letters and reports on them say how the letters fared. Only keys that were verified count."""
    if judgement.verdict.machine == "own":
        own_id = (judgement.message.message_id or "").lower()  # some servers change the case of it
        for token in judgement.tokens:
            # Its own id says that it is the copy of that letter. A colleague's mail can enclose or quote one that has not left.
            if f".{token}." in own_id:
                store.outbox.journal_seen(token, now)
    if judgement.verdict.machine == "auto-reply" or "auto-reply" in judgement.decision.kinds:
        message = judgement.message
        author = message.author.spec if message.author else "nobody"
        for token in judgement.tokens:
            text = f"{author}, {one_line(message.subject)[:200]} (message {judgement.id})"
            store.outbox.machine_answered(token, text, now)
    report = judgement.report
    if report is None or report.kind is not ReportKind.DELIVERY or not report.permanent:
        return
    failed = [r for r in report.recipients if r.action is Action.FAILED]
    text = "; ".join(" ".join((r.status, r.diagnostic)).strip() for r in failed)
    address = failed[0].address if failed else None
    for token in judgement.tokens:
        store.outbox.bounced(token, address.spec if address else None, text, now)


def _numbers(store: Store, conference: Conference, decision: Decision) -> dict[int, str]:
    """A register number on receipt for each document submitted."""
    numbers = {}
    for index, paper in enumerate(decision.facts.papers):
        kind = _REGISTERED.get(paper.kind, "PAPER")
        n = store.records.next_number(conference.name, kind)
        numbers[index] = conference.register.format(kind=kind, n=n)
    return numbers


def _answered(
    store: Store,
    judgement: Judgement,
    decision: Decision,
    standing: Standing,
    office: Office,
    register: Mapping[int, str],
    received_at: datetime,
    now: datetime,
) -> tuple[Decision, NewLetter | None]:
    """The decision with its letter made, or without it and with the reason."""
    party = standing.roster.get(decision.party)
    to = addressee(judgement, party, standing.roster)
    if to is None or party is None:
        return decision.silenced(Why(Reason.NO_ADDRESS, decision.party or ""), needs_person=True), None
    silence = why_silent(store, decision, to, standing, office.limits, now)
    if silence is not None:
        return decision.silenced(silence, needs_person=silence.reason is Reason.CEILING), None
    whole = whole_delegation(store, decision, standing.conference.name)
    try:
        letter = answer(judgement, decision, standing, office, to, party, register, received_at, now, whole)
    except LetterError as error:
        log.warn("letter.failed-to-render", message=judgement.id, problem=error)
        return decision.silenced(Why(Reason.LETTER_FAILED, str(error)), needs_person=True), None
    if letter.hold:
        decision = replace(decision, reasons=(*decision.reasons, Why(Reason.HELD, letter.hold)))
    return decision, letter


def addressee(judgement: Judgement, party: Party | None, roster: Roster) -> Address | None:
    """Law 5: the proven sender where he is of the party, else the party's own address on the roster."""
    if party is None:
        return None
    author = judgement.message.author
    if author is not None and _is_of(author, party, roster):
        return author
    return party.emails[0] if party.emails else None


def _is_of(address: Address, party: Party, roster: Roster) -> bool:
    """True where the address is the party's, or lies in a domain that is the party's alone."""
    return roster.by_address(address) == party or roster.by_domain(address.domain) == (party,)


def why_silent(
    store: Store, decision: Decision, to: Address, standing: Standing, limits: LimitsForm, now: datetime
) -> Why | None:
    """Why no letter may leave now, though the message could be answered (RFC 3834 §2, RFC 5230 §4.2)."""
    template = decision.letter or ""
    if not standing.letters.each(template):
        since = now - timedelta(days=limits.same_letter_days)
        last = store.outbox.last_of_kind(standing.conference.name, template, to.key, since)
        if last is not None:
            return Why(Reason.ANSWERED_RECENTLY, f"letter {last}")
    day, hour = now - timedelta(days=1), now - timedelta(hours=1)
    if store.outbox.count_since(day, key=to.key) >= limits.letters_per_address_per_day:
        return Why(Reason.CEILING, f"{limits.letters_per_address_per_day} letters a day to {to.spec}")
    if store.outbox.count_since(hour, domain=to.domain) >= limits.letters_per_domain_per_hour:
        return Why(Reason.CEILING, f"{limits.letters_per_domain_per_hour} letters an hour to {to.domain}")
    if store.outbox.count_since(hour) >= limits.letters_per_hour:
        return Why(Reason.CEILING, f"{limits.letters_per_hour} letters an hour")
    return None


def whole_delegation(
    store: Store, decision: Decision, conference: str, *, fresh: bool = True, until: datetime | None = None
) -> tuple[Delegate, ...]:
    """The delegation after this message; with `fresh` its own facts are not on record yet, with `until` as it stood then."""
    if decision.party is None:
        return ()
    facts = store.records.facts(
        conference=conference, party=decision.party, kinds=("delegate", "removal"), effective=True
    )
    before = fact_rows.notices(fact for fact in facts if until is None or fact.at <= until)
    added: list[Delegate | Removal] = [*decision.facts.delegates, *decision.facts.removals] if fresh else []
    return delegation([*before, *added])


def answer(
    judgement: Judgement,
    decision: Decision,
    standing: Standing,
    office: Office,
    to: Address,
    party: Party,
    register: Mapping[int, str],
    received_at: datetime,
    now: datetime,
    whole: tuple[Delegate, ...],
    token: str = "",
) -> NewLetter:
    """The letter that a decision names, as bytes ready to leave. Raises `LetterError`.

    From the conference's address, which people read (RFC 3834 §3.1.1), to one correspondent (RFC 3834 §3.1.3), dated now
    (RFC 3834 §3.1.4), in the thread of the message (RFC 3834 §3.1.6), and without its text (RFC 3834 §3.2). `token` is that of a
    letter in whose place this one comes; "" for a letter of its own.
    """
    conference, template = standing.conference, decision.letter or ""
    rendered = render_answer(judgement, decision, standing, party, register, received_at, now, whole)
    token = token or letter_token(conference.name, judgement.message.content_key, template)
    delay = conference.delay if rendered.delay is None else rendered.delay
    own_id = message_id(office.key, token, conference.address.domain)
    in_reply_to, references = references_for(judgement.message)
    copies = own_copies(rendered.cc, party, to)
    data = compose(
        rendered=rendered,
        sender=conference.address,
        to=to,
        cc=copies,
        message_id=own_id,
        date=now,
        auto="auto-replied",
        in_reply_to=in_reply_to,
        references=references,
        organisation=conference.organisation,
        attachments=enclosures(rendered, office.folder, office.press, letter_file(conference, template, party), now),
        calendar=invitation_of(rendered, LetterKey(derived_key(office.key), token), conference, party, to, now),
    )
    recipients = (to, *copies) if conference.journal is None else (to, *copies, conference.journal)
    return NewLetter(
        token=token,
        conference=conference.name,
        party=party.code,
        purpose="answer",
        template=template,
        language=rendered.language,
        subject=rendered.subject,
        message_id=own_id,
        envelope=Envelope(envelope_sender(conference, office.key, token), recipients),
        data=data,
        template_revision=rendered.revision,
        rules_revision=decision.match.revision,
        hold="the letter is held by its template" if rendered.hold else "",
        message=judgement.id,
        promises=standing.letters.promises(template, conference.languages),
        journal=conference.journal,
        leaves_at=now + delay if delay else None,
    )


def render_answer(
    judgement: Judgement,
    decision: Decision,
    standing: Standing,
    party: Party | None,
    register: Mapping[int, str],
    received_at: datetime,
    now: datetime,
    whole: tuple[Delegate, ...],
    language: str | None = None,
) -> Rendered:
    """The letter that a decision names, as text: in the party's language, else along the conference's chain."""
    conference, letters, template = standing.conference, standing.letters, decision.letter or ""
    wanted = (language, party.language if party else None, *conference.languages)
    chosen = letters.choose(template, wanted[:1] if language else wanted)
    if chosen is None:
        raise LetterError("There is no such letter in any language asked for.", file=f"{template}.*.md")
    values = occasion.acknowledgement(
        conference,
        party,
        judgement.message,
        decision,
        judgement.documents,
        register,
        received_at,
        now,
        text=judgement.text,
        delegation=whole,
    )
    return letters.render(template, chosen, occasion.localised(values, chosen))


def _record(
    judgement: Judgement,
    decision: Decision,
    mailbox: str,
    register: Mapping[int, str],
    letter: NewLetter | None,
    same: int | None,
) -> NewRecord:
    message = judgement.message
    reasons = [why for why in decision.reasons if why.reason is not Reason.ACKNOWLEDGED]
    review = tuple(map(str, reasons or decision.reasons)) if decision.needs_person else ()
    return NewRecord(
        message=judgement.id,
        conference=decision.conference,
        mailbox=mailbox,
        content_key=message.content_key,
        message_id=message.message_id,
        sender=message.author.spec if message.author else (message.from_[0].spec if message.from_ else ""),
        subject=message.subject[:1000],
        sent_at=message.date,
        kinds=decision.kinds,
        party=decision.party,
        attendance=decision.facts.attendance.answer.value if decision.facts.attendance else None,
        language=decision.language,
        disposition=decision.disposition.value,
        needs_person=decision.needs_person,
        effective=decision.effective,
        decision={key: value for key, value in decision.as_json("").items() if key != "file"},
        trace=judgement.trace,
        facts=fact_rows.rows(decision, register),
        search_text=judgement.search_text,
        letter=letter,
        review=review,
        duplicate_of=same,
    )
