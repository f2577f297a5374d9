"""A letter that a person asks for: the answer to a message as it stands on record after correction or acceptance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mailflow.core.address import Address
from mailflow.core.conference import Conference, Receiving, Trust
from mailflow.core.decision import Decision, Disposition
from mailflow.core.document import Condition, Document
from mailflow.core.facts import Answer, Attendance, Delegate, Facts, Removal, Source
from mailflow.core.machines import is_unattended
from mailflow.core.reasons import Reason, Why
from mailflow.core.roster import Party
from mailflow.core.ruleset import Ruleset
from mailflow.core.template import Rendered
from mailflow.errors import Refused
from mailflow.office.registering import read_register
from mailflow.settings import Settings
from mailflow.store import WRITTEN_ANEW, NewLetter, Record, Store, StoredFact, StoredLetter
from mailflow.worker import facts as fact_rows
from mailflow.worker.answering import Answering, Office, addressee, open_office, whole_delegation, why_silent
from mailflow.worker.desks import Standing, read_standing
from mailflow.worker.judgement import Batch, Job, Judgement
from mailflow.worker.sorter import judge

_BY_KIND = ("representation", "paper", "statement", "contribution", "floor", "views", "question", "registration")


def queue_answer(settings: Settings, message: int, by: str, now: datetime) -> str:
    """Queue the letter that answers a message; a sentence on what was done. Raises `StoreError` where none can be.

    Of the guard, what concerns the message is not asked here: a person has looked. One letter a message stays the rule:
    where one was cancelled before it left, this one takes its place. A person has asked for it, so it leaves without delay.
    What did not come by mail has no sender: its letter goes to the party's address on the roster, within all ceilings.
    """
    with _desk(settings) as (store, office):
        before = _cancelled(store, message)
        if before is None:
            _refuse_second(store, message)
        make, to = _prepared(settings, store, office, message, by, now, before)
        with store.write():
            letter = make()
            if before is None:
                queued = store.outbox.queue(letter, now)
            else:
                store.outbox.rewrite(before.id, letter, by, now, WRITTEN_ANEW)
                queued = before.id
        if queued is None:
            raise Refused(f"Message {message} was answered before. See: mailflow show {message}")
        return f"Letter {queued} ({letter.template}, {letter.language}) to {to} is in the outbox."


def renew_answer(settings: Settings, number: int, by: str, now: datetime) -> str:
    """Write an answer anew that is held or was cancelled; it is held then. Raises `StoreError` where that cannot be."""
    with _desk(settings) as (store, office):
        before = store.outbox.get(number)
        if before is None or before.message is None:
            raise Refused(f"Letter {number} answers no message.")
        make, to = _prepared(settings, store, office, before.message, by, now, before)
        with store.write():
            letter = make()
            store.outbox.rewrite(number, replace(letter, hold="it was written anew"), by, now, WRITTEN_ANEW)
        return f"Letter {number} ({letter.template}, {letter.language}) to {to} is written anew, and held."


@contextmanager
def _desk(settings: Settings) -> Iterator[tuple[Store, Office]]:
    office = open_office(settings)
    store = Store.open(settings.database)
    try:
        yield store, office
    finally:
        store.close()
        office.press.close()


def _cancelled(store: Store, message: int) -> StoredLetter | None:
    """The answer to a message that was cancelled, where there is one."""
    return next((letter for letter in store.outbox.listed(message=message) if letter.state == "cancelled"), None)


def _prepared(
    settings: Settings, store: Store, office: Office, message: int, by: str, now: datetime, before: StoredLetter | None
) -> tuple[Callable[[], NewLetter], Address]:
    """What makes the letter that answers a message as it stands on record, within the transaction, and its addressee.

    `before` is the letter whose place it takes. What is slow was done when this returns.
    """
    record = store.records.get(message)
    raw = store.ledger.raw(message)
    if record is None:
        raise Refused(f"There is no message {message}.")
    if raw is None:
        raise Refused(f"What message {message} said was forgotten; nothing can be made of it any more.")
    standing = read_standing(settings, record.conference)
    judgement = _judged(settings, standing, store, record, raw)
    facts = [fact for fact in store.records.facts(message=message) if fact.effective]
    decision = _as_corrected(judgement.decision, record, facts, by)
    decision = replace(decision, letter=decision.letter or _own_letter(standing.desk.ruleset, record.kinds))
    if decision.letter is None:
        raise Refused(f"Message {message} is of a kind that no letter answers. Name another with --kind.")
    party = standing.roster.get(record.party)
    to = addressee(judgement, party, standing.roster) if record.channel == "mail" else _of_record(party)
    if to is None or party is None:
        raise Refused(f"There is no address for message {message}: name its party with --party.")
    if record.channel != "mail":
        _refuse_machine(to, standing)
        _refuse_silent(store, decision, to, standing, office, now)
    register = _register(store, standing.conference, message, facts)
    token = before.token if before is not None else ""

    def make() -> NewLetter:
        whole = whole_delegation(store, decision, record.conference, fresh=False)
        answering = Answering(judgement, decision, standing, party, record.received_at, register, whole)
        return replace(answering.letter(office, party, to, now, token), leaves_at=None)

    return make, to


def _of_record(party: Party | None) -> Address | None:
    return party.emails[0] if party is not None and party.emails else None


def _refuse_machine(to: Address, standing: Standing) -> None:
    """The guard, as far as an address alone can tell: nobody reads there, or we do ourselves."""
    if is_unattended(to.local):
        raise Refused(f"No letter goes to {to.spec}: nobody reads what is sent there. Put another on the roster.")
    if to.key in {address.key for address in standing.conference.addresses}:
        raise Refused(f"No letter goes to {to.spec}: it is our own address. Put the party's on the roster.")


def _refuse_second(store: Store, message: int) -> None:
    for letter in store.outbox.listed(message=message, limit=1):
        waits = letter.state == "held"
        then = f"It is held; to have it say what is on record now: mailflow letters renew {letter.id}" if waits else ""
        raise Refused(
            f"Message {message} was answered before, with letter {letter.id} ({letter.state}), and gets no second one. "
            + (then or f"See: mailflow letters show {letter.id}")
        )


def _refuse_silent(
    store: Store, decision: Decision, to: Address, standing: Standing, office: Office, now: datetime
) -> None:
    if (why := why_silent(store, decision, to, standing, office.limits, now)) is not None:
        raise Refused(f"No letter leaves now. {why}")


@dataclass(frozen=True, slots=True)
class Reply:
    """A letter as it would answer a message on record. `to` is None where nobody could be written to."""

    rendered: Rendered
    standing: Standing
    party: Party | None
    to: Address | None
    made: datetime


def render_on_record(
    settings: Settings,
    store: Store,
    standing: Standing,
    record: Record,
    name: str,
    language: str | None,
    now: datetime,
    heard_until: datetime | None = None,
) -> Reply:
    """The letter `name` as it would answer that message, written at `now`, with the delegation as it stood at `heard_until`.

    Raises `LetterError` where it cannot be rendered, `StoreError` where the message was forgotten.
    """
    raw = store.ledger.raw(record.id)
    if raw is None:
        raise Refused(f"What message {record.id} said was forgotten; nothing can be made of it any more.")
    judgement = _judged(settings, standing, store, record, raw)
    facts = store.records.facts(message=record.id)
    decision = replace(_as_decided(judgement.decision, record, facts), letter=name)
    whole = whole_delegation(store, decision, record.conference, fresh=False, until=heard_until)
    register = _register(store, standing.conference, record.id, facts)
    party = standing.roster.get(record.party)
    answering = Answering(judgement, decision, standing, party, record.received_at, register, whole)
    return Reply(answering.rendered(now, language), standing, party, addressee(judgement, party, standing.roster), now)


def _register(store: Store, conference: Conference, message: int, facts: list[StoredFact]) -> dict[int, str]:
    """The register numbers of the papers among facts by their index; some were given when a person let the message in."""
    given = {item.receipt.part: item.receipt.number for item in read_register(store, conference).of_message(message)}
    papers = [fact for fact in facts if fact.kind == "paper"]
    return {i: str(f.values.get("number") or given.get(f.values.get("part") or "", "")) for i, f in enumerate(papers)}


def _judged(settings: Settings, standing: Standing, store: Store, record: Record, raw: bytes) -> Judgement:
    history = store.records.history(record.conference)
    # A mailbox that is no longer configured proves nobody; what a person says of the message does not hang on it.
    known = record.mailbox in settings.form.mailbox
    receiving = settings.receiving(record.mailbox) if known else Receiving(trust=Trust.NONE)
    job = Job(record.id, raw, receiving, record.received_at, open_documents=False)
    judged = judge(job, standing.desk, Batch(standing.sources.revision, (job,), history))
    return replace(judged, documents=_documents(store.records.trace(record.id)))


def _documents(trace: Mapping[str, Any]) -> tuple[Document, ...]:
    """The documents as they were found when the message was sorted; they are not opened again."""
    return tuple(
        Document(
            d["part"],
            d["name"],
            d["kind"],
            Condition(d["condition"]),
            note=d["note"],
            title=d["title"],
            pages=d.get("pages"),
        )
        for d in trace.get("documents", ())
    )


def _as_corrected(read: Decision, record: Record, facts: list[StoredFact], by: str) -> Decision:
    """The decision with what stands on record now in place of what was read."""
    notices = fact_rows.notices(facts)
    papers = fact_rows.papers(facts)
    found = Facts(
        attendance=_attendance(record),
        delegates=tuple(n for n in notices if isinstance(n, Delegate)),
        removals=tuple(n for n in notices if isinstance(n, Removal)),
        papers=papers,
        action_points=fact_rows.action_points(facts),
    )
    return replace(
        read,
        kinds=record.kinds,
        party=record.party,
        facts=found,
        disposition=Disposition.ACKNOWLEDGE,
        needs_person=False,
        letter=_letter(record),
        reasons=(Why(Reason.BY_A_PERSON, by),),
        effective=True,
    )


def _as_decided(read: Decision, record: Record, facts: list[StoredFact]) -> Decision:
    """The same for a letter that no person asked for: it also says what is missing, and whether a person will look."""
    decision = _as_corrected(read, record, facts, "")
    if not record.decision.get("letter"):
        return decision
    whole = replace(decision.facts, missing=read.facts.missing, questions=read.facts.questions)
    return replace(decision, facts=whole, needs_person=bool(record.decision.get("needs_person")))


def _own_letter(rules: Ruleset, kinds: tuple[str, ...]) -> str | None:
    """The letter of a kind of the office's own: that of the first rule which gives the kind and names a letter."""
    return next((r.then.letter for kind in kinds for r in rules.rules if kind in r.then.kinds and r.then.letter), None)


def _attendance(record: Record) -> Attendance | None:
    return Attendance(Answer(record.attendance), Source("", "")) if record.attendance else None


def _letter(record: Record) -> str | None:
    kinds: Any = record.kinds
    if record.attendance == "declined":
        return "declined"
    for kind in _BY_KIND:
        if kind in kinds:
            return kind
    if "rsvp" in kinds and record.attendance:
        return record.attendance
    return "received" if "other" in kinds else None
