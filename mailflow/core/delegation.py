"""The delegation of a party: a fold over all notices and corrections in the order in which they came (design law 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from mailflow.core.facts import Delegate, Removal
from mailflow.core.folding import fold

_WORD = re.compile(r"[^\W_]+")


def delegation(notices: Iterable[Delegate | Removal]) -> tuple[Delegate, ...]:
    """Who represents a party after all these notices. The order is that of the notices, with the head first.

    A person named again keeps the place and takes what the later notice says; a withdrawn one leaves; one who replaces
    another stands where the other stood.
    """
    members: dict[frozenset[str], Delegate] = {}
    for notice in notices:
        key = name_key(notice.name)
        if isinstance(notice, Removal):
            members = _without(members, key, name_key(notice.replaced_by) if notice.replaced_by else None)
        else:
            members[key] = _merged(members.get(key), notice)
    heads = [m for m in members.values() if m.role == "head"]
    return (*heads, *(m for m in members.values() if m.role != "head"))


def name_key(name: str) -> frozenset[str]:
    """What two spellings of a name share: its words, whatever their order, case and accents."""
    return frozenset(_WORD.findall(fold(name)))


def _merged(old: Delegate | None, new: Delegate) -> Delegate:
    if old is None:
        return new
    return replace(
        new,
        title=new.title or old.title,
        role=new.role or old.role,
        email=new.email or old.email,
        honorific=new.honorific or old.honorific,
    )


def _without(
    members: dict[frozenset[str], Delegate], gone: frozenset[str], successor: frozenset[str] | None
) -> dict[frozenset[str], Delegate]:
    if successor is None or successor not in members or gone not in members:
        return {key: member for key, member in members.items() if key != gone}
    moved = members[successor]
    kept = {key: member for key, member in members.items() if key != successor}
    return {(successor if key == gone else key): (moved if key == gone else member) for key, member in kept.items()}
