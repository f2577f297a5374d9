"""Who is struck through in a list goes: HTML hands it on between tildes, as people write it themselves."""

from __future__ import annotations

import pytest

from tests.core.reading.letters import ANY, named, read_as

CASES: list[tuple[str, list[tuple[str, str | None]], list[str]]] = [
    (
        "Updated list:\n\n~~Mr Paul Berg, Director~~\nMs Eva Lind, Director (head of delegation)\nMr Jan Holm, Counsellor",
        [("Eva Lind", "head"), ("Jan Holm", None)],
        ["Paul Berg"],
    ),
    (
        "Liste à jour de notre délégation :\n\n- ~~M. Paul Durand, directeur~~\n- Mme Claire Roux, directrice",
        [("Claire Roux", None)],
        ["Paul Durand"],
    ),
    (
        "Nuestra delegación, actualizada:\n\n- ~~Sr. Luis Paz, Director~~\n- Sra. Ana Ruiz, Directora",
        [("Ana Ruiz", None)],
        ["Luis Paz"],
    ),
    (
        "Aktualisierte Liste unserer Delegation:\n\n- ~~Herr Jan Vogt, Referent~~\n- Frau Eva Brandt, Referentin",
        [("Eva Brandt", None)],
        ["Jan Vogt"],
    ),
    (
        "Состав нашей делегации (изменения):\n\n- ~~Иванов Пётр Петрович, директор~~\n- Петрова Анна Ивановна, директор",
        [("Петрова Анна Ивановна", None)],
        ["Иванов Пётр Петрович"],
    ),
    # Struck through in one place, and entered anew in another.
    (
        "Our delegation:\n\n~~Ms Eva Lind, Counsellor~~\nMs Eva Lind, Director\nMr Jan Holm, Counsellor",
        [("Eva Lind", None), ("Jan Holm", None)],
        [],
    ),
    # Of an entry only the function.
    (
        "Our delegation:\n\nMs Eva Lind, ~~Counsellor~~ Director\nMr Jan Holm, Counsellor",
        [("Eva Lind", None), ("Jan Holm", None)],
        [],
    ),
]


@pytest.mark.parametrize(("text", "delegates", "removed"), CASES, ids=[text[:40] for text, _, _ in CASES])
def test_who_is_struck_through_goes(text: str, delegates: list[tuple[str, str | None]], removed: list[str]) -> None:
    assert named(read_as(text, "accepted", ANY, removed)) == delegates
