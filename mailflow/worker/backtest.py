"""Everything on record sorted again under the files as they stand, and compared with what was decided. Nothing is stored.

What no rule decides is taken as it was: a message that was filed as backlog or met a ceiling gets no letter now either. What
came before from the same party is what was on record before the message. Ceilings, and the rule of one letter in a period,
are not tried on letters that would be new.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailflow.core.conference import Receiving
from mailflow.core.decision import Decision
from mailflow.core.delegation import delegation
from mailflow.core.differences import Difference, differences
from mailflow.core.history import History, Past
from mailflow.core.identity import tokens_in
from mailflow.core.reasons import Reason, Why
from mailflow.core.reference import derived_key
from mailflow.core.roster import Roster
from mailflow.desk import open_desk
from mailflow.errors import MailflowError
from mailflow.settings import Settings
from mailflow.sources import Sources, read_sources
from mailflow.store import Record, Store
from mailflow.worker import facts as fact_rows
from mailflow.worker.answering import addressee
from mailflow.worker.judgement import Batch, Failure, Job, Judgement
from mailflow.worker.sorters import Sorters
from mailflow.workspace import read_key

_PAGE = 1000
# Reasons that the office found, not the rules: they keep back a letter now as they did then.
_SILENCES = {
    Reason.BACKLOG: False,
    Reason.ANSWERED_ALREADY: False,
    Reason.ANSWERED_RECENTLY: False,
    Reason.CEILING: True,
    Reason.LETTER_FAILED: True,
}  # reason -> whether a person is needed


@dataclass(frozen=True, slots=True)
class Outcome:
    """A message sorted again. `problem` says why it could not be; `said` is what a person said of it, by field."""

    record: Record
    differences: tuple[Difference, ...] = ()
    said: Mapping[str, Any] | None = None
    problem: str = ""

    @property
    def letters(self) -> tuple[str | None, str | None]:
        """The letter that was named, and the one that would be."""
        change = next((d for d in self.differences if d.field == "letter"), None)
        return (change.before, change.after) if change else (None, None)

    @property
    def is_now_as_said(self) -> bool:
        """True where a person said otherwise, and all that changes becomes what he said."""
        told = [d for d in self.differences if self.said and d.field in self.said]
        return bool(told) and all(_same(d.field, d.after, (self.said or {})[d.field]) for d in told)


def recorded(store: Store, conference: str, since: datetime | None) -> list[int]:
    """The messages that rules decided on, oldest first; not those that came twice, were parked, over the size or entered by
    a person."""
    found: list[int] = []
    before: int | None = None
    while True:
        page = store.records.listed(conference=conference, state="sorted", since=since, before=before, limit=_PAGE)
        found += [record.id for record in page if record.decision and record.channel == "mail"]
        if len(page) < _PAGE:
            return found[::-1]
        before = page[-1].id


async def backtest(settings: Settings, store: Store, conference: str, messages: list[int]) -> AsyncIterator[Outcome]:
    """An outcome for each message, in order. Raises `FileError` where a file cannot be used."""
    sources = read_sources(settings, conference)
    trial = _Trial(settings, store, sources, open_desk(sources).roster)
    limits, count = settings.form.limits, settings.form.office.sorters
    sorters = Sorters(count, limits.sort_seconds, limits.sort_memory)
    await sorters.start()
    under_way: deque[asyncio.Task[list[Outcome]]] = deque()
    try:
        for batch in trial.batches(messages):
            under_way.append(asyncio.create_task(trial.outcomes(sorters, batch)))
            # One batch more than there are processes, so that none of them waits while outcomes are looked at.
            if len(under_way) > count:
                for outcome in await under_way.popleft():
                    yield outcome
        while under_way:
            for outcome in await under_way.popleft():
                yield outcome
    finally:
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)
        await sorters.close()


BY_THE_OFFICE = frozenset({*_SILENCES, Reason.SAME_ID_OTHER_CONTENT, Reason.NO_ADDRESS})
_Item = tuple[Record, Job]


class _Trial:
    """What all batches of a backtest need."""

    def __init__(self, settings: Settings, store: Store, sources: Sources, roster: Roster) -> None:
        self._settings, self._store, self._sources, self._roster = settings, store, sources, roster
        self._key = read_key(settings.path(settings.form.office.key_file))
        self._reference_key = derived_key(self._key)
        self._conference = sources.conference.name

    def batches(self, messages: list[int]) -> Iterator[list[_Item]]:
        """The messages with what is needed to sort them, in batches bounded by number and bytes."""
        limits = self._settings.form.limits
        batch: list[_Item] = []
        size = 0
        for message in messages:
            record, raw = self._store.records.get(message), self._store.ledger.raw(message)
            if record is None or raw is None:
                continue
            batch.append((record, self._job(record, raw)))
            size += len(raw)
            if len(batch) >= limits.batch_messages or size >= limits.batch_size:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _job(self, record: Record, raw: bytes) -> Job:
        return Job(record.id, raw, self._receiving(record.mailbox), record.received_at, tokens_in(self._key, raw))

    def _receiving(self, mailbox: str) -> Receiving:
        """How the mailbox proves senders; one that is no longer configured is replaced by another of the conference."""
        known = self._settings.mailboxes(self._conference)
        if not known:
            raise MailflowError(
                f'The conference "{self._conference}" has no mailbox: how senders are proven is not known.'
            )
        return self._settings.receiving(mailbox if mailbox in known else known[0])

    async def outcomes(self, sorters: Sorters, batch: list[_Item]) -> list[Outcome]:
        """The batch sorted again and compared."""
        tokens = [token for _, job in batch for token in job.tokens]
        letters = self._store.records.history(self._conference, tokens).letters
        jobs = tuple(job for _, job in batch)
        done = await sorters.sort(
            self._sources, Batch(self._sources.revision, jobs, History(letters=letters), self._reference_key)
        )
        found = []
        for (record, job), judged in zip(batch, done, strict=True):
            if isinstance(judged, Judgement) and judged.decision.match.used_history:
                history = History(parties=self._past(record, judged.decision.party), letters=letters)
                (judged,) = await sorters.sort(
                    self._sources, Batch(self._sources.revision, (job,), history, self._reference_key)
                )
            found.append(self._outcome(record, judged))
        return found

    def _past(self, record: Record, party: str | None) -> dict[str, Past]:
        """What was on record of a party before a message came."""
        if party is None:
            return {}
        records, facts = (
            self._store.records,
            self._store.records.facts(conference=self._conference, party=party, effective=True),
        )
        before = [fact for fact in facts if fact.at < record.received_at]
        answers = [fact.values.get("answer") for fact in before if fact.kind == "attendance"]
        earlier = records.listed(conference=self._conference, party=party, before=record.id, limit=1_000_000)
        kinds = Counter(kind for each in earlier if each.effective for kind in each.kinds)
        names = tuple(d.name for d in delegation(fact_rows.notices(before)))
        return {party: Past(dict(kinds), answers[-1] if answers else None, names)}

    def _outcome(self, record: Record, judged: Judgement | Failure) -> Outcome:
        if isinstance(judged, Failure):
            return Outcome(record, problem=judged.text.strip().splitlines()[-1])
        decision = self._settled(judged, record)
        changes = differences(record.decision, decision.as_json(""))
        return Outcome(record, changes, self._said(record) if changes else None)

    def _settled(self, judged: Judgement, record: Record) -> Decision:
        """The decision with what the office makes of any: no letter without an address, none where it was kept back."""
        decision = judged.decision
        reasons = {why["reason"] for why in record.decision.get("reasons", ())}
        if Reason.SAME_ID_OTHER_CONTENT in reasons:
            decision = decision.doubted(Why(Reason.SAME_ID_OTHER_CONTENT))
        if decision.letter is None:
            return decision
        if addressee(judged, self._roster.get(decision.party), self._roster) is None:
            return decision.silenced(Why(Reason.NO_ADDRESS), needs_person=True)
        for reason, needs_person in _SILENCES.items():
            if reason in reasons:
                return decision.silenced(Why(reason), needs_person=needs_person)
        return decision

    def _said(self, record: Record) -> Mapping[str, Any] | None:
        """What a person said that the message is, None where nobody did."""
        told: dict[str, Any] = {}
        for entry in self._store.records.entries(record.id):
            if entry.what == "correct":
                told |= {name: entry.values[name] for name in ("kinds", "party", "attendance") if name in entry.values}
                told |= _named(entry.values.get("facts", ()))
        return told or None


def _named(facts: list[Mapping[str, Any]]) -> dict[str, list[str]]:
    """Names of persons that a correction gives, by the field of a decision."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        field = {"delegate": "delegates", "removal": "removed"}.get(fact["kind"])
        if field is not None:
            found.setdefault(field, []).append(fact["name"])
    return found


def _same(field: str, after: Any, said: Any) -> bool:
    if field == "delegates":
        return [delegate["name"] for delegate in after] == list(said)
    return bool(after == (sorted(said) if field == "kinds" else said))
