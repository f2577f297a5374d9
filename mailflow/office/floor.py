"""Requests for the floor as they stand: what was read or entered, then what parties took back and people decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mailflow.core.conference import Conference
from mailflow.core.session_names import named_sessions
from mailflow.store import FactRow, Record, Store, StoredFact

_ALL = 1_000_000


class State(StrEnum):
    """How a request stands."""

    OPEN = "open"
    SPOKEN = "spoken"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to speak. `session` is where it stands, `asked` where it was put when it was read; None for nowhere.

    `messages` are its own and those that changed it, `by` who entered or changed it.
    """

    message: int
    party: str
    at: datetime
    asked: str | None
    session: str | None
    words: str
    state: State = State.OPEN
    messages: tuple[int, ...] = ()
    by: str = ""


def requests(store: Store, conference: Conference) -> list[Request]:
    """All requests in force, in the order in which they came."""
    facts: dict[int, list[StoredFact]] = {}
    changes: list[StoredFact] = []
    for fact in store.records.facts(conference=conference.name, kinds=("floor", "speaker"), effective=True):
        if fact.kind == "speaker":
            changes.append(fact)
        elif fact.message is not None:
            facts.setdefault(fact.message, []).append(fact)
    found: list[Request] = []
    asked = store.records.listed(
        conference=conference.name, kind="floor", state="sorted", limit=_ALL, oldest_first=True
    )
    for record in sorted((r for r in asked if r.effective and r.party), key=lambda r: (r.received_at, r.id)):
        own = facts.get(record.id, [])
        for fact in [each for each in own if each.values.get("withdrawn")]:
            found = [_taken_back(request, fact, record) for request in found]
        found += _asked(record, [each for each in own if not each.values.get("withdrawn")], bool(own), conference)
    # What people decided counts in the order in which they did.
    for fact in sorted(changes, key=lambda each: each.id):
        found = [_decided(request, fact) for request in found]
    return found


def _asked(record: Record, facts: Sequence[StoredFact], was_read: bool, conference: Conference) -> list[Request]:
    """The requests of one message. One that rules found without reading it is a request without a session."""
    party = record.party or ""
    if not facts:
        if was_read:
            return []
        return [Request(record.id, party, record.received_at, None, None, record.subject, messages=(record.id,))]
    return [
        Request(
            message=record.id,
            party=fact.party or party,
            at=record.received_at,
            asked=fact.values.get("session"),
            session=_session(fact, conference),
            words=fact.words,
            messages=(record.id,),
            by=fact.by,
        )
        for fact in facts
    ]


def _session(fact: StoredFact, conference: Conference) -> str | None:
    """Where it was put when it was read, as long as there is such a session; else by its words, as the programme is now."""
    name = fact.values.get("session")
    if isinstance(name, str) and conference.session(name) is not None:
        return name
    named = named_sessions(conference.sessions, conference.zone, fact.words)
    return named[0].name if len(named) == 1 else None


def _taken_back(request: Request, fact: StoredFact, record: Record) -> Request:
    """A party takes back its open request for the session that it names, or where it names none, all of them."""
    session = fact.values.get("session")
    if request.party != record.party or request.state is not State.OPEN:
        return request
    if session is not None and request.session is not None and session != request.session:
        return request
    return replace(request, state=State.WITHDRAWN, messages=(*request.messages, record.id), by=fact.by or request.by)


def _decided(request: Request, fact: StoredFact) -> Request:
    values = fact.values
    if values.get("request") != request.message or ("of" in values and values["of"] != request.asked):
        return request
    state = State(values["state"]) if values.get("state") in list(State) else request.state
    session = values.get("session", request.session)
    return replace(request, state=state, session=session, by=fact.by or request.by)


def decide(
    store: Store,
    conference: Conference,
    chosen: Iterable[Request],
    by: str,
    now: datetime,
    *,
    state: State | None = None,
    session: str | None = None,
    move: bool = False,
    note: str = "",
) -> None:
    """A person moves requests (`move`, to a session or to none), or says how they stand. An entry with his name."""
    with store.write():
        for request in chosen:
            values: dict[str, object] = {"request": request.message, "of": request.asked}
            if state is not None:
                values["state"] = state.value
            if move:
                values["session"] = session
            store.records.enter(conference.name, request.party, [FactRow("speaker", values, words=note)], by, now, note)
