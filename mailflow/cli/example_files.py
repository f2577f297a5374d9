"""A folder of example messages: `NNN.eml` as it came, and beside it `NNN.json` with what it must be taken for.

The JSON has fields of `mailflow sort --json`; only the fields that stand there are compared. Four more say how the message is
to be sorted, and are not compared: `file`, `conference`, `mailbox` and `received`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mailflow.core.differences import Difference, plain, unmet
from mailflow.errors import Refused, RulesError

if TYPE_CHECKING:
    from mailflow.core.conference import Receiving
    from mailflow.settings import Settings
    from mailflow.store import Record, Store
    from mailflow.worker.judgement import Failure, Judgement

FOLDER = "examples"
_NUMBER = re.compile(r"(\d+)\.(?:eml|json)")
_HOW = ("file", "conference", "mailbox", "received")
_FIELDS = (
    "kinds", "party", "attendance", "delegates", "removed", "papers", "action_points", "language",
    "disposition", "needs_person", "letter", "reasons", "rules",
)  # fmt: skip
# What a machine does with a message is not what a person corrects: a corrected example says what the message is.
_CORRECTED = ("kinds", "party", "attendance", "delegates", "removed")
_READ = (*_CORRECTED, "papers", "action_points", "language")
_FOLLOWS = ("disposition", "needs_person", "letter")


@dataclass(frozen=True, slots=True)
class Pair:
    """A message with what is expected of it."""

    message: Path
    expectation: Path
    expected: Mapping[str, Any]
    conference: str
    mailbox: str
    received: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """A pair sorted: what was expected and is not so, and the rules that were tried."""

    pair: Pair
    differences: tuple[Difference, ...] = ()
    problem: str = ""
    trials: tuple[Mapping[str, Any], ...] = ()

    @property
    def is_as_expected(self) -> bool:
        """True where everything is as the file says."""
        return not self.differences and not self.problem


def pairs(folder: Path, settings: Settings, conference: str | None) -> list[Pair]:
    """The examples of a folder, in the order of their names; with `conference` only those that are sorted for it.

    Raises `RulesError` for a file without its partner, for JSON that cannot be read, and for a field that does not exist.
    """
    found = []
    for file in sorted(folder.glob("*.eml")):
        pair = _pair(file, settings, conference)
        if conference in (None, pair.conference):
            found.append(pair)
    for file in sorted(folder.glob("*.json")):
        if not file.with_suffix(".eml").exists():
            raise RulesError(f"there is no {file.with_suffix('.eml').name} beside it.", file=str(file))
    return found


def _pair(file: Path, settings: Settings, conference: str | None) -> Pair:
    told = file.with_suffix(".json")
    if not told.exists():
        hint = f'Write {told.name} with what the message must be taken for, such as {{"kinds": ["rsvp"]}}.'
        raise RulesError("nothing says what is expected of it.", file=str(file), hint=hint)
    values = _json(told)
    name = values.get("conference") or conference or next(iter(settings.conferences))
    if name not in settings.conferences or (
        conference is None and "conference" not in values and len(settings.conferences) > 1
    ):
        names = ", ".join(settings.conferences)
        raise RulesError(
            "it is not said for which conference.", file=str(told), key="conference", hint=f"One of {names}."
        )
    known = settings.mailboxes(name)
    if not known:
        raise RulesError(
            f'the conference "{name}" has no mailbox: how senders are proven is not known.', file=str(told)
        )
    mailbox = values["mailbox"] if values.get("mailbox") in known else known[0]
    expected = {key: value for key, value in values.items() if key not in _HOW}
    return Pair(file, told, expected, name, mailbox, _received(values, told))


def _json(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise RulesError(f"this is not valid JSON: {error.msg}.", file=str(file), line=error.lineno) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError("the file cannot be read as UTF-8.", file=str(file)) from error
    if not isinstance(values, dict):
        raise RulesError("expected one object in braces.", file=str(file))
    for key in values:
        if key not in (*_FIELDS, *_HOW):
            from mailflow.core.located import did_you_mean

            hint = did_you_mean(key, (*_FIELDS, *_HOW))
            raise RulesError(f'the key "{key}" is unknown.', file=str(file), key=key, hint=hint)
    return values


def _received(values: Mapping[str, Any], file: Path) -> datetime:
    given = values.get("received")
    if given is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(str(given))
    except ValueError as error:
        hint = 'Such as "2027-02-01T09:30:00+00:00".'
        raise RulesError(f'"{given}" is no time.', file=str(file), key="received", hint=hint) from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


async def check(settings: Settings, found: Iterable[Pair]) -> list[Checked]:
    """Every example sorted by the process that sorts what comes in, and compared."""
    from mailflow.core.history import History
    from mailflow.desk import open_desk
    from mailflow.sources import read_sources
    from mailflow.worker.judgement import Batch, Job
    from mailflow.worker.sorters import Sorters

    by_conference: dict[str, list[Pair]] = {}
    for pair in found:
        by_conference.setdefault(pair.conference, []).append(pair)
    limits = settings.form.limits
    sorters = Sorters(1, limits.sort_seconds, limits.sort_memory)
    await sorters.start()
    checked = []
    try:
        for conference, theirs in by_conference.items():
            sources = read_sources(settings, conference)
            open_desk(sources)
            for pair in theirs:
                job = Job(0, pair.message.read_bytes(), _receiving(settings, pair), pair.received)
                (done,) = await sorters.sort(sources, Batch(sources.revision, (job,), History()))
                checked.append(_checked(pair, done))
    finally:
        await sorters.close()
    return checked


def _receiving(settings: Settings, pair: Pair) -> Receiving:
    return settings.receiving(pair.mailbox)


def _checked(pair: Pair, done: Judgement | Failure) -> Checked:
    from mailflow.core.packing import unsqueezed
    from mailflow.worker.judgement import Failure

    if isinstance(done, Failure):
        return Checked(pair, problem=f"it could not be sorted: {done.text.strip().splitlines()[-1]}")
    return Checked(pair, unmet(pair.expected, done.decision.as_json("")), trials=tuple(unsqueezed(done.trace)["rules"]))


def add(settings: Settings, store: Store, message: int) -> tuple[Path, Path]:
    """Write a message on record into the folder of examples; the two files. Raises `StoreError` where it cannot be one."""
    record, raw = store.records.get(message), store.ledger.raw(message)
    if record is None:
        raise Refused(f"There is no message {message}.")
    if raw is None:
        raise Refused(f"What message {message} said was forgotten; nothing can be made of it any more.")
    if record.state != "sorted":
        raise Refused(f"Message {message} is {record.state}: nothing says what it is. See: mailflow show {message}")
    if record.channel != "mail":
        raise Refused(f"Message {message} came by {record.channel}: no rule decides on it.")
    folder = settings.folder / FOLDER
    folder.mkdir(exist_ok=True)
    _refuse_twice(folder, raw, message)
    numbers = [int(found[1]) for file in folder.iterdir() if (found := _NUMBER.fullmatch(file.name))]
    stem = folder / f"{max(numbers, default=0) + 1:03}"
    files = stem.with_suffix(".eml"), stem.with_suffix(".json")
    files[1].write_text(json.dumps(_expected(store, record), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    files[0].write_bytes(raw)
    return files


def _refuse_twice(folder: Path, raw: bytes, message: int) -> None:
    for file in folder.glob("*.eml"):
        if file.stat().st_size == len(raw) and file.read_bytes() == raw:
            raise Refused(f"Message {message} is an example already: {file}")


def _expected(store: Store, record: Record) -> dict[str, Any]:
    """What the message must be taken for: as a person corrected it, else as it was read."""
    from mailflow.core.kinds import MACHINES

    how = {
        "conference": record.conference,
        "mailbox": record.mailbox,
        "received": record.received_at.isoformat(),
    }
    if not any(entry.what == "correct" for entry in store.records.entries(record.id)):
        return how | _as_read(record)
    if MACHINES.intersection(record.kinds):
        return how | {"kinds": sorted(record.kinds), "disposition": "ignore"}
    facts = [fact for fact in store.records.facts(message=record.id) if fact.effective]
    said = {
        "kinds": sorted(record.kinds),
        "party": record.party,
        "attendance": record.attendance,
        "delegates": [_person(fact.values) for fact in facts if fact.kind == "delegate"],
        "removed": [fact.values["name"] for fact in facts if fact.kind == "removal"],
    }
    return how | {key: said[key] for key in _CORRECTED}


def _as_read(record: Record) -> dict[str, Any]:
    from mailflow.worker.backtest import BY_THE_OFFICE

    decision = record.decision
    # What the office decided by the past, such as to keep a letter back, says nothing of the rules.
    by_office = any(why["reason"] in BY_THE_OFFICE for why in decision.get("reasons", ()))
    fields = _READ if by_office else (*_READ, *_FOLLOWS)
    return {name: plain(name, decision.get(name)) for name in fields}


def _person(values: Mapping[str, Any]) -> dict[str, Any]:
    """A delegate; what a correction leaves open is left open."""
    return {key: values[key] for key in ("name", "title", "role", "email") if values.get(key)}
