"""From judgement to record: what the past has to say, the letter, and all of it into the store in one transaction.

Runs in the scribe's thread, inside the transaction: register numbers must stand in the letter that names them, and are
given back where the transaction fails. Everything slow (parsing, reading, rules) was done before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mailflow import log
from mailflow.core.conference import Conference
from mailflow.core.data import one_line
from mailflow.core.decision import Decision, Disposition
from mailflow.core.reasons import Reason, Why
from mailflow.core.report import Action, ReportKind
from mailflow.errors import LetterError
from mailflow.store import NewLetter, NewRecord, Store
from mailflow.worker import facts as fact_rows
from mailflow.worker.answering import Answering, Office, addressee, whole_delegation, why_silent
from mailflow.worker.desks import Standing
from mailflow.worker.judgement import Judgement

_REGISTERED = {"paper": "PAPER", "statement": "STATEMENT", "contribution": "CONTRIBUTION"}


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a message: the letter that was queued, if any, the party whose state it changed, and what the log says.

    It is logged when the batch is committed: one that is redone is sorted once.
    """

    letter: int | None
    party: str | None
    told: Mapping[str, Any]


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
    record = _record(judgement, decision, mailbox, register, letter, same, "" if backlog else decision.match.folder)
    queued = store.records.commit(record, now)
    told = {
        "message": judgement.id,
        "conference": conference.name,
        "kinds": ",".join(decision.kinds),
        "disposition": "duplicate" if same is not None else decision.disposition.value,
        "letter": queued,
        "seconds": round(judgement.seconds, 4),
    }
    return Settled(queued, decision.party if same is None else None, told)


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
    whole = whole_delegation(store, decision, standing.conference.name) if _about_persons(decision, standing) else ()
    answering = Answering(judgement, decision, standing, party, received_at, register, whole)
    try:
        letter = answering.letter(office, party, to, now)
    except LetterError as error:
        log.warn("letter.failed-to-render", message=judgement.id, problem=error)
        return decision.silenced(Why(Reason.LETTER_FAILED, str(error)), needs_person=True), None
    if letter.hold:
        decision = replace(decision, reasons=(*decision.reasons, Why(Reason.HELD, letter.hold)))
    return decision, letter


def _about_persons(decision: Decision, standing: Standing) -> bool:
    """Whether the letter has a use for the delegation as it stands: a long one takes longer to read than the letter to write."""
    facts = decision.facts
    if facts.attendance or facts.delegates or facts.removals:
        return True
    return standing.letters.mentions(decision.letter, "delegation")


def _record(
    judgement: Judgement,
    decision: Decision,
    mailbox: str,
    register: Mapping[int, str],
    letter: NewLetter | None,
    same: int | None,
    folder: str,
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
        facts=fact_rows.rows(decision.facts, register),
        search_text=judgement.search_text,
        letter=letter,
        review=review,
        duplicate_of=same,
        # The same message once more is before nobody; where the first waits for a person, this one stays beside it.
        folder="" if same is not None and decision.needs_person else folder,
        pictures=decision.disposition is not Disposition.IGNORE and any(d.pictures for d in judgement.documents),
    )
