"""What came before from each party: a row a party, kept up to date with each record, so that reading it never grows.

A record that comes in its turn is added to the row. One that comes late (it was parked, or a person accepted it), and any
correction, has the party's row made anew from its facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mailflow.core.delegation import delegation
from mailflow.core.facts import Delegate, Removal, Source
from mailflow.core.history import Past
from mailflow.core.packing import packed, unpacked
from mailflow.store.database import Database
from mailflow.store.facts import Facts
from mailflow.store.rows import FactRow, StoredFact

NOTICES = ("delegate", "removal")
_NONE = Source("", "")
_KEPT = ("name", "title", "role", "email", "honorific", "party")


class Pasts:
    """The table of what came before."""

    def __init__(self, db: Database, facts: Facts) -> None:
        self._db, self._facts = db, facts

    def of(self, conference: str) -> dict[str, Past]:
        """All parties of a conference that anything came from."""
        rows = self._db.rows("select party, kinds, attendance, delegates from pasts where conference = ?", [conference])
        return {
            party: Past(unpacked(kinds), attendance, tuple(d["name"] for d in unpacked(delegates)))
            for party, kinds, attendance, delegates in rows
        }

    def delegates(self, conference: str, party: str) -> tuple[Delegate, ...]:
        """The delegation as it stands, without sources."""
        row = self._db.row("select delegates from pasts where conference = ? and party = ?", [conference, party])
        return () if row is None else _delegates(unpacked(row[0]))

    def add(
        self,
        conference: str,
        party: str,
        kinds: Sequence[str],
        attendance: str | None,
        facts: Sequence[FactRow],
        at: str,
    ) -> None:
        """Add a record that took effect. `at` is when its message came."""
        notices: dict[str, list[FactRow]] = {}
        for fact in facts:
            if fact.kind in NOTICES:
                notices.setdefault(fact.values.get("party") or party, []).append(fact)
        self._add_one(conference, party, kinds, attendance, notices.pop(party, []), at)
        for other, theirs in notices.items():
            self._add_one(conference, other, (), None, theirs, at)

    def _add_one(
        self,
        conference: str,
        party: str,
        kinds: Sequence[str],
        attendance: str | None,
        notices: Sequence[FactRow],
        at: str,
    ) -> None:
        row = self._db.row(
            "select kinds, attendance, attendance_at, delegates, delegates_at from pasts"
            " where conference = ? and party = ?",
            [conference, party],
        ) or ("{}", None, "", "[]", "")
        before, answer, answered_at, members, members_at = row
        if (attendance and at < answered_at) or (notices and at < members_at):
            self.renew(conference, party)
            return
        counts: dict[str, int] = unpacked(before)
        for kind in kinds:
            counts[kind] = counts.get(kind, 0) + 1
        if attendance:
            answer, answered_at = attendance, at
        if notices:
            told = [notice for fact in notices if (notice := _notice(fact.kind, fact.values)) is not None]
            members, members_at = _members(delegation([*_delegates(unpacked(members)), *told])), at
        self._put(conference, party, packed(counts), answer, answered_at, members, members_at)

    def renew(self, conference: str, party: str | None) -> None:
        """Make the row of a party anew from everything that is in force."""
        if party is None:
            return
        counts = self._db.rows(
            "select k.value, count(*) from messages m, json_each(m.kinds) k where m.conference = ? and m.party = ?"
            " and m.effective = 1 and m.state <> 'duplicate' group by k.value",
            [conference, party],
        )
        answers = self._facts.found(conference=conference, party=party, kinds=("attendance",), effective=True)
        notices = self._facts.found(conference=conference, party=party, kinds=NOTICES, effective=True)
        last = self._db.row(
            "select max(case when kind = 'attendance' then at end), max(case when kind <> 'attendance' then at end)"
            " from facts where conference = ? and party = ? and kind in ('attendance', 'delegate', 'removal')"
            " and effective = 1",
            [conference, party],
        ) or (None, None)
        self._put(
            conference,
            party,
            packed(dict(counts)),
            answers[-1].values.get("answer") if answers else None,
            last[0] or "",
            _members(delegation(_notices(notices))),
            last[1] or "",
        )

    def _put(self, *values: str | None) -> None:
        self._db.execute("insert or replace into pasts values (?, ?, ?, ?, ?, ?, ?)", values)


def _notices(facts: Iterable[StoredFact]) -> list[Delegate | Removal]:
    return [notice for fact in facts if (notice := _notice(fact.kind, fact.values)) is not None]


def _notice(kind: str, values: Mapping[str, Any]) -> Delegate | Removal | None:
    name = values.get("name")
    if not isinstance(name, str):
        return None
    if kind == "removal":
        return Removal(name, _NONE, values.get("replaced_by"))
    return Delegate(source=_NONE, **{key: values[key] for key in _KEPT if key in values})


def _members(delegates: Iterable[Delegate]) -> str:
    return packed([{k: v for k in _KEPT if (v := getattr(d, k)) is not None} for d in delegates])


def _delegates(members: Iterable[Mapping[str, Any]]) -> tuple[Delegate, ...]:
    return tuple(Delegate(source=_NONE, **member) for member in members)
