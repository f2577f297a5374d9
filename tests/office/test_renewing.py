"""Letters to many written anew, while others go on working."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailflow.core.roster import Party, Roster
from mailflow.errors import StoreError
from mailflow.office.editing import edit
from mailflow.office.renewing import renew_campaign
from mailflow.office.writing import Bureau
from mailflow.store import Store
from tests.office.people import INVITATION, NOW, bureau, party
from tests.office.test_queueing import invite

NORWAY, PERU = party("NOR"), party("PER")
LATER = NOW + timedelta(days=1)


class Watched(Roster):
    """A roster that lets something happen elsewhere when it is looked into first, which is while letters are written."""

    __slots__ = ("meanwhile",)

    def get(self, code: str | None) -> Party | None:
        happens = getattr(self, "meanwhile", None)
        object.__setattr__(self, "meanwhile", None)
        if happens is not None:
            happens()
        return super().get(code)


def watched(tmp_path: Path, act: Callable[[Store], None]) -> Bureau:
    """What writing needs; while it is used, `act` is done on another connection, as by a worker."""

    def meanwhile() -> None:
        other = Store.open(tmp_path / "mailflow.db")
        act(other)
        other.close()

    roster = Watched((NORWAY, PERU))
    object.__setattr__(roster, "meanwhile", meanwhile)
    return replace(bureau(NORWAY, PERU), roster=roster)


def test_the_record_is_not_held_while_letters_are_written(store: Store, tmp_path: Path) -> None:
    invite(store, "kari", NORWAY, PERU)
    desk = watched(tmp_path, lambda other: other.outbox.cancel(1, "worker", LATER))
    count, seal = renew_campaign(store, desk, INVITATION, "kari", LATER)
    found = [(x.state, len(store.outbox.revisions(x.id))) for x in store.campaigns.letters("oslo", "invitation")]
    assert (count, found) == (1, [("cancelled", 0), ("held", 1)])
    assert store.campaigns.approve("oslo", "invitation", "olav", LATER).letters == (2,)
    assert store.campaigns.seal("oslo", "invitation") == seal


def test_what_another_edited_meanwhile_is_not_written_over(store: Store, tmp_path: Path) -> None:
    invite(store, "kari", NORWAY, PERU)
    desk = watched(tmp_path, lambda other: edit(other, 2, "Invitation", "Other words.\n", "olav", LATER))
    with pytest.raises(StoreError, match="changed in the meantime"):
        renew_campaign(store, desk, INVITATION, "kari", LATER)
    assert b"Other words." in store.outbox.data(2)
