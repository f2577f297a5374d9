"""The rank of a head, by words that say it."""

from __future__ import annotations

import pytest

from mailflow.core.rank import Rank, rank_named, rank_of


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Prime Minister", Rank.HEAD),
        ("President of the Republic", Rank.HEAD),
        ("Deputy Prime Minister", Rank.MINISTER),
        ("Minister of Foreign Affairs", Rank.MINISTER),
        ("Ministre des affaires étrangères", Rank.MINISTER),
        ("Министр иностранных дел", Rank.MINISTER),
        ("وزير الخارجية", Rank.MINISTER),
        ("Vice-Minister of Defence", Rank.DEPUTY_MINISTER),
        ("State Secretary", Rank.DEPUTY_MINISTER),
        ("Viceministra de Relaciones Exteriores", Rank.DEPUTY_MINISTER),
        ("外交部副部长", Rank.DEPUTY_MINISTER),
        ("Ambassador, Permanent Representative", Rank.AMBASSADOR),
        ("Représentante permanente", Rank.AMBASSADOR),
        ("السفير", Rank.AMBASSADOR),
        ("Director-General for Security Policy", Rank.DIRECTOR),
        ("Head of Unit, Arms Control", Rank.DIRECTOR),
        # A minister in name only.
        ("Minister Counsellor", Rank.OFFICIAL),
        ("Ministre conseiller", Rank.OFFICIAL),
        ("وزير مفوض", Rank.OFFICIAL),
        ("First Secretary", Rank.OFFICIAL),
        # Whose office it is says nothing.
        ("Adviser to the Minister", Rank.OFFICIAL),
        ("Adviser, Office of the Prime Minister", Rank.OFFICIAL),
        ("Office of the Prime Minister, Director", Rank.DIRECTOR),
        ("Conseiller du ministre", Rank.OFFICIAL),
        # Never guessed.
        ("Special Envoy", None),
        ("Ministry of Defence", None),
        ("", None),
        (None, None),
    ],
)
def test_rank_of_a_function(title: str | None, rank: Rank | None) -> None:
    assert rank_of(title) == rank


@pytest.mark.parametrize("rank", list(Rank))
def test_a_rank_is_named_in_the_configuration(rank: Rank) -> None:
    assert rank_named(rank.key) is rank


def test_no_rank_is_asked_for() -> None:
    assert rank_named("") is None
