"""Law 5: to whom an answer may go, whatever the message says."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from mailflow.core.address import Address
from mailflow.core.parsing import parse
from mailflow.core.roster import Party, Roster
from mailflow.worker.answering import addressee
from mailflow.worker.judgement import Judgement

LAO = Party("LAO", "state", "Laos", domains=("shared.example",), emails=(Address("office", "laos.example"),))
MOZ = Party("MOZ", "state", "Mozambique", domains=("shared.example", "foreign.mozambique.example"))
ROSTER = Roster((LAO, MOZ))


def judged(author: str) -> Judgement:
    """Of a judgement only its message is looked at."""
    return cast(Judgement, SimpleNamespace(message=parse(f"From: {author}\r\n\r\nWe shall attend.\r\n".encode())))


@pytest.mark.parametrize(
    ("author", "party", "to"),
    [
        ("a@foreign.mozambique.example", MOZ, "a@foreign.mozambique.example"),
        ("a@unit.foreign.mozambique.example", MOZ, "a@unit.foreign.mozambique.example"),
        ("office@laos.example", LAO, "office@laos.example"),
        # A domain that two parties share, another party's, a stranger's: the party's own address, or none.
        ("a@shared.example", LAO, "office@laos.example"),
        ("a@shared.example", MOZ, None),
        ("a@foreign.mozambique.example", LAO, "office@laos.example"),
        ("a@stranger.example", MOZ, None),
        ("a@stranger.example", None, None),
    ],
)
def test_an_answer_goes_to_the_party_or_nowhere(author: str, party: Party | None, to: str | None) -> None:
    found = addressee(judged(author), party, ROSTER)
    assert (found.spec if found else None) == to
