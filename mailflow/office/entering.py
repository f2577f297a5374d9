"""What came otherwise than by mail, put on record with equal standing: same facts, same register, same lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mailflow.core.conference import Conference
from mailflow.core.decision import FOLLOW_UP
from mailflow.core.kinds import DOCUMENTS
from mailflow.core.note import SCAN_PART, Note, written
from mailflow.core.parsing import parse
from mailflow.core.reasons import Reason, Why
from mailflow.core.roster import Party
from mailflow.store import FactRow, NewRecord, Store


@dataclass(frozen=True, slots=True)
class Entry:
    """A note with what it means, as a person says it."""

    note: Note
    party: Party
    kinds: tuple[str, ...]
    attendance: str | None = None
    facts: tuple[FactRow, ...] = ()  # their words are put in from the note
    title: str = ""  # of the document, where the kinds have one
    language: str | None = None  # of the document or the note
    settled: bool = False  # nothing is left to be done: a question was answered on the telephone


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of an entry: its number among the messages, and the register numbers of its documents.

    `new` is false where the same note was on record before; nothing was added then.
    """

    message: int
    numbers: tuple[str, ...] = ()
    new: bool = True


def enter(store: Store, conference: Conference, entry: Entry, by: str, now: datetime) -> Entered:
    """Put an entry on record. It takes effect at once, for a person vouches for it. One transaction, all or nothing."""
    note, raw = entry.note, written(entry.note, conference.address)
    with store.write():
        taken = store.ledger.note(
            raw,
            conference=conference.name,
            channel=note.channel.value,
            taken_by=note.taken_by,
            at=note.at,
            now=now,
        )
        if not taken.new:
            known = store.records.facts(message=taken.id, kinds=("paper",), effective=True)
            return Entered(taken.id, tuple(str(fact.values.get("number", "")) for fact in known), new=False)
        documents = _documents(store, conference, entry)
        facts = tuple(replace(fact, part="1", words=note.source[:2000]) for fact in (*entry.facts, *documents))
        store.records.commit(_record(taken.id, conference, entry, facts, raw, by), now)
    return Entered(taken.id, tuple(str(fact.values["number"]) for fact in documents))


def _documents(store: Store, conference: Conference, entry: Entry) -> list[FactRow]:
    """A document for each kind that has one, with its register number; the scan is its file."""
    scan, found = entry.note.scan, []
    for kind in (kind for kind in DOCUMENTS if kind in entry.kinds):
        register = kind.upper()
        n = store.records.next_number(conference.name, register)
        values: dict[str, Any] = {
            "kind": kind,
            "filename": scan.name if scan else None,
            "title": entry.title or None,
            "part": SCAN_PART if scan else None,
            "language": entry.language,
            "replaces": False,
            "submitters": [],
            "number": conference.register.format(kind=register, n=n),
        }
        found.append(FactRow("paper", values))
    return found


def _record(
    message: int, conference: Conference, entry: Entry, facts: Sequence[FactRow], raw: bytes, by: str
) -> NewRecord:
    note, parsed = entry.note, parse(raw)
    scan = note.scan
    files = [{"name": scan.name, "sha256": scan.sha256, "size": len(scan.content)}] if scan else []
    follow_up = () if entry.settled else tuple(FOLLOW_UP[kind] for kind in entry.kinds if kind in FOLLOW_UP)
    open_points = tuple(str(Why(reason, note.source[:200])) for reason in dict.fromkeys(follow_up))
    papers = [fact.values for fact in facts if fact.kind == "paper"]
    return NewRecord(
        message=message,
        conference=conference.name,
        mailbox="",
        content_key=parsed.content_key,
        message_id=None,
        sender=f"{note.channel.value}, taken by {note.taken_by}",
        subject=(note.subject or " ".join(note.words.split()) or entry.title)[:1000],
        sent_at=note.at,
        kinds=entry.kinds,
        party=entry.party.code,
        attendance=entry.attendance,
        language=entry.language,
        disposition="acknowledge",
        needs_person=bool(open_points),
        effective=True,
        decision={
            "conference": conference.name,
            "kinds": sorted(entry.kinds),
            "party": entry.party.code,
            "attendance": entry.attendance,
            "papers": [{key: paper[key] for key in ("filename", "title", "kind")} for paper in papers],
            "letter": None,
            "reasons": [{"reason": Reason.BY_A_PERSON.value, "text": str(Why(Reason.BY_A_PERSON, by))}],
        },
        trace={
            "text": [{"role": "new", "part": "1", "text": note.words[:4000]}],
            "entered": {"channel": note.channel.value, "taken_by": note.taken_by, "by": by, "files": files},
        },
        facts=tuple(facts),
        search_text="\n".join(filter(None, (note.words, entry.title, entry.party.name, note.taken_by))),
        review=open_points,
        by=by,
        said={
            "channel": note.channel.value,
            "taken_by": note.taken_by,
            "at": note.at.isoformat(),
            "party": entry.party.code,
            "facts": [{"kind": fact.kind, **fact.values} for fact in facts],
            "files": files,
        },
    )
