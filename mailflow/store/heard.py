"""What was heard from each party, as campaigns ask it: who has answered, who has sent what, what waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from mailflow.core.packing import unpacked
from mailflow.store import times
from mailflow.store.database import Database
from mailflow.store.rows import FactRow, Heard, StoredFact

# A fact of that kind says as much as a message of this kind; one about a document says so by its own kind.
_KIND_OF = {"attendance": "rsvp", "delegate": "representation"}
_IN_FORCE = """
select party, kind, max(at), message from (
    select m.party party, k.kind kind, m.received_at at, m.id message from messages m join kinds k on k.message = m.id
        where m.conference = ?1 and m.party is not null and m.effective = 1 and m.state <> 'duplicate'
    union all
    select party, case kind when 'attendance' then 'rsvp' when 'delegate' then 'representation'
        else json_extract(value, '$.kind') end, at, message
        from facts where conference = ?1 and party is not null and effective = 1
        and kind in ('attendance', 'delegate', 'paper')
    union all
    select s.value, json_extract(f.value, '$.kind'), f.at, f.message from facts f, json_each(f.value, '$.submitters') s
        where f.conference = ?1 and f.effective = 1 and f.kind = 'paper'
) where kind is not null group by party, kind
"""
_WAITING = """
select m.party, m.kinds, m.id from reviews r join messages m on m.id = r.message
    where r.state = 'open' and r.conference = ?1 and m.party is not null and m.effective = 0
union all
select f.party, case f.kind when 'attendance' then '["rsvp"]' else '["representation"]' end, f.message
    from reviews r join facts f on f.message = r.message
    where r.state = 'open' and r.conference = ?1 and f.party is not null and f.picture = 1 and f.effective = 0
    and f.replaced_by is null and f.kind in ('attendance', 'delegate') order by 3
"""


def heard(db: Database, conference: str) -> dict[str, Heard]:
    """All parties of a conference that anything came from, by code."""
    kinds: dict[str, dict[str, datetime]] = {}
    bringers: dict[str, dict[str, int]] = {}
    for party, kind, at, message in db.rows(_IN_FORCE, [conference]):
        kinds.setdefault(party, {})[kind] = times.read(at)
        if message is not None:
            bringers.setdefault(party, {})[kind] = message
    waiting: dict[str, dict[str, int]] = {}
    for party, words, message in db.rows(_WAITING, [conference]):
        for kind in unpacked(words):
            waiting.setdefault(party, {})[kind] = message
    answers = dict(db.rows("select party, attendance from pasts where conference = ?", [conference]))
    return {
        party: Heard(answers.get(party), kinds.get(party, {}), waiting.get(party, {}), bringers.get(party, {}))
        for party in {*kinds, *waiting, *answers}
    }


def brought(
    party: str | None, kinds: Collection[str], facts: Iterable[FactRow | StoredFact]
) -> dict[str, frozenset[str]]:
    """The kinds of things that a message, or an entry by a person, brings from each party. Joint papers count for all."""
    found: dict[str, set[str]] = {}
    if party is not None:
        found.setdefault(party, set()).update(kinds)
    for fact in facts:
        kind = fact.values.get("kind") if fact.kind == "paper" else _KIND_OF.get(fact.kind)
        for each in {fact.values.get("party") or party, *(fact.values.get("submitters") or ())}:
            if kind is not None and each is not None:
                found.setdefault(each, set()).add(kind)
    return {each: frozenset(of) for each, of in found.items()}
