"""Alarms: what is wrong with the installation is told to the operator once, and once more when it is over."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mailflow import log
from mailflow.core import occasion
from mailflow.core.delivery import Envelope
from mailflow.core.identity import message_id
from mailflow.core.letter import compose
from mailflow.errors import LetterError
from mailflow.settings import Settings
from mailflow.sources import Sources
from mailflow.store import Busy, DiskFull, NewLetter, Store
from mailflow.worker.desks import Desks
from mailflow.worker.intake import Intake
from mailflow.worker.scribe import Scribe
from mailflow.worker.sending import Sending

_LOOK_SECONDS, _SOON_SECONDS = 5.0, 1.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong, in sentences: what, what was seen, what to do."""

    cause: str
    todo: str
    seen: str = ""


class Watch:
    """Looks every few seconds at everything that can go wrong, and keeps alarms and files up to date."""

    def __init__(
        self,
        settings: Settings,
        key: bytes,
        desks: Desks,
        scribe: Scribe,
        intakes: Mapping[str, Intake],
        sending: Sending,
        try_out: Callable[[Sources], Awaitable[None]],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings, self._key, self._desks, self._scribe = settings, key, desks, scribe
        self._intakes, self._sending, self._try_out, self._clock = intakes, sending, try_out, clock
        # A letter of unknown fate is a matter for people when its journal copy should have come.
        copies = any(conference.journal for conference in settings.conferences.values())
        self._patience = timedelta(hours=settings.form.limits.journal_hours if copies else 0)
        self._open: set[str] | None = None
        self._changes = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Look until `stop`."""
        while not stop.is_set():
            try:
                await self.look()
            except (DiskFull, Busy) as error:
                # The next look tells the operator, when there is room for it.
                log.warn("alarm.not-written", problem=error)
            try:
                async with asyncio.timeout(_SOON_SECONDS if self._desks.unsettled else _LOOK_SECONDS):
                    await stop.wait()
            except TimeoutError:
                continue

    async def look(self) -> None:
        """One look: take over changed files, open and close alarms, note how the mailboxes fare."""
        await self._desks.refresh(self._try_out)
        if self._scribe.trouble:
            # An alarm could not be put on record either; the log says it.
            return
        now = self._clock()
        troubles = self._troubles(now)
        overdue = now - self._patience
        changes, letters, unknown, waiting = await self._scribe.read(
            lambda store: (
                store.changes(),
                store.outbox.counts(),
                len(store.outbox.unknown_before(overdue)),
                store.records.opened_since(now - timedelta(hours=1)),
            )
        )
        troubles |= _letter_troubles(unknown, letters.get("failed", 0))
        troubles |= _storms(waiting, self._settings.form.limits.reviews_per_hour)
        await self._note_contacts(now)
        if self._open is None:
            standing = await self._scribe.read(lambda store: store.alarms.listed())
            self._open = {alarm.cause for alarm in standing}
        news = {name: trouble for name, trouble in troubles.items() if name not in self._open}
        over = self._open - set(troubles)
        if news or over:
            await self._scribe.write(lambda store: self._write(store, news, over, now))
            self._open = set(troubles)
        if news or over or changes != self._changes:
            # Somebody else wrote: a person may have released a letter.
            self._changes = changes
            await self._sending.wake()

    def _troubles(self, now: datetime) -> dict[str, Trouble]:
        patience = timedelta(minutes=self._settings.form.limits.unreachable_minutes)
        found = {}
        for name, intake in self._intakes.items():
            health = intake.health
            if health.failing_since is not None and now - health.failing_since >= patience:
                found[f"mailbox {name}"] = Trouble(
                    f"The mailbox {name} has been out of reach since {health.failing_since:%d %B %Y, %H:%M} UTC.",
                    "Look at the server and at the password; mail waits there and is taken in when it is back.",
                    health.problem,
                )
            if health.mark_problem:
                found[f"marking {name}"] = Trouble(
                    f"Messages in the mailbox {name} cannot be marked.",
                    "Look at quota and rights of the account. Nothing is lost and nothing is answered twice.",
                    health.mark_problem,
                )
            if health.move_problems:
                found[f"moving {name}"] = Trouble(
                    f"Messages in the mailbox {name} cannot be moved into the folders that rules name.",
                    "Look at the folders and rights of the account, or take the folder out of the rule. The messages are"
                    " on record and stay where they are.",
                    " ".join(f"{folder}: {problem}" for folder, problem in health.move_problems.items()),
                )
            if health.unseen_problem:
                found[f"moved mail {name}"] = Trouble(
                    f"An older copy of the database was put back, and a folder that messages of the mailbox {name} were moved"
                    " into since cannot be read. What lies there is not on record.",
                    "Look at the folder and at the rights of the account. It is tried again every minute.",
                    health.unseen_problem,
                )
        out = self._sending.health
        if out.failing_since is not None and now - out.failing_since >= patience:
            found["courier"] = Trouble(
                f"No letter could leave since {out.failing_since:%d %B %Y, %H:%M} UTC.",
                "Look at the server for outgoing mail; letters wait in the outbox.",
                out.problem,
            )
        for name, problem in self._desks.problems.items():
            found[f"files {name}"] = Trouble(
                f"A rule, phrase, roster or letter file of the conference {name} is broken; "
                "the last good ones stay in force.",
                "Put the file right; it is taken over by itself.",
                problem,
            )
        return found

    async def _note_contacts(self, now: datetime) -> None:
        reached = {
            name: (intake.folder, intake.health.reached_at, intake.exists, intake.health.problem)
            for name, intake in self._intakes.items()
            if intake.folder
        }

        def note(store: Store) -> None:
            for name, (folder, at, exists, problem) in reached.items():
                store.ledger.contact(name, folder, at or now, exists, problem)

        if reached:
            await self._scribe.write(note)

    def _write(self, store: Store, news: Mapping[str, Trouble], over: set[str], now: datetime) -> None:
        for name, trouble in news.items():
            if store.alarms.open(name, trouble.cause, now):
                log.warn("alarm.open", cause=name, problem=trouble.cause, seen=trouble.seen)
                self._tell(store, "alarm", name, trouble, now, None, now)
        for name in over:
            closed = store.alarms.close(name, now)
            if closed is not None:
                log.event("alarm.over", cause=name)
                self._tell(store, "alarm-over", name, Trouble(closed.text, ""), closed.opened_at, now, now)

    def _tell(
        self,
        store: Store,
        template: str,
        name: str,
        trouble: Trouble,
        since: datetime,
        over: datetime | None,
        now: datetime,
    ) -> None:
        """A letter to the operator. That it cannot be written must not stop anything else."""
        operator = self._settings.form.office.operator
        conference = next(iter(self._settings.conferences.values()), None)
        if operator is None or conference is None:
            return
        letters = self._desks[conference.name].letters
        values = occasion.alarm(
            name=name, cause=trouble.cause, todo=trouble.todo, since=since, over=over, seen=trouble.seen
        )
        try:
            rendered = letters.render(template, "en", occasion.localised(values, "en"))
            digest = hashlib.sha256(f"{template}\0{name}\0{since.isoformat()}".encode()).digest()
            token = base64.b32encode(digest[:10]).decode("ascii").lower()
            own_id = message_id(self._key, token, conference.address.domain)
            data = compose(
                rendered=rendered,
                sender=conference.address,
                to=operator,
                message_id=own_id,
                date=now,
                auto="auto-generated",
            )
        except LetterError as error:
            log.warn("alarm.not-written", cause=name, problem=error)
            return
        letter = NewLetter(
            token=token,
            conference=conference.name,
            party=None,
            purpose="alarm",
            template=template,
            language="en",
            subject=rendered.subject,
            message_id=own_id,
            envelope=Envelope(None, (operator,)),
            data=data,
            template_revision=rendered.revision,
        )
        store.outbox.queue(letter, now)


def _storms(waiting: Mapping[str, int], most: int) -> dict[str, Trouble]:
    """More than people can look at: it is told once, not message by message."""
    return {
        f"storm {conference}": Trouble(
            f"In the last hour {count:,} messages to the conference {conference} came to wait for a person.",
            "See: mailflow review, which shows those that are alike in one line. A storm is settled at once with: "
            "mailflow review dismiss N --like. Ceilings keep letters back meanwhile, and nothing is lost.",
        )
        for conference, count in waiting.items()
        if count > most
    }


def _letter_troubles(unknown: int, failed: int) -> dict[str, Trouble]:
    found = {}
    if unknown:
        found["letters unknown"] = Trouble(
            f"It is not known whether {unknown} {'letter' if unknown == 1 else 'letters'} arrived.",
            "See: mailflow letters list --state unknown. Ask the addressee or look into the server's log, then decide: "
            "mailflow letters resend N, or mailflow letters arrived N.",
        )
    if failed:
        found["letters failed"] = Trouble(
            f"{failed} {'letter was' if failed == 1 else 'letters were'} refused.",
            "See: mailflow letters list --state failed. Find another address; then: mailflow letters resend N, or cancel N.",
        )
    return found
