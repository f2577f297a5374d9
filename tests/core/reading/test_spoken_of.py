"""Who is only spoken of is no delegate: met, absent, quoted, or sent at another time; and what is said later of who comes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.reading.letters import ANY, named, read_as

# What is written, the answer, who is a delegate with which role.
CASES: list[tuple[str, Any, list[tuple[str, str | None]]]] = [
    ("We will attend and would like to meet Mr Paul Berg of your Ministry.", "accepted", []),
    ("We met Mr Paul Berg in Geneva last week and told him that we would attend.", ANY, []),
    ("Le Ministre a rencontré M. Paul Durand; la Finlande participera.", "accepted", []),
    ("Vielen Dank für das Gespräch mit Herrn Jan Vogt; Finnland wird teilnehmen.", "accepted", []),
    ("Nos reunimos con el Sr. Luis Paz; Finlandia asistirá.", "accepted", []),
    ("In the absence of Ambassador Paul Berg, I send you our reply: Finland will attend.", "accepted", []),
    ("In the absence of Ambassador Paul Berg, Ms Eva Lind will represent Finland.", "accepted", [("Eva Lind", None)]),
    ("Le discours de M. Paul Durand sera distribué par la délégation.", None, []),
    ("El discurso del Sr. Luis Paz será leído por la delegación.", None, []),
    ("Please find attached the passport copy of Ms Eva Lind.", None, []),
    # At another time.
    ("Last year our delegation was led by Mr Paul Berg. This year it will be led by Ms Eva Lind.", "accepted", [("Eva Lind", "head")]),
    ("At the last meeting we were represented by Mr Paul Berg.", ANY, []),
    ("Die Delegation wurde von Herrn Jan Vogt geleitet.", ANY, []),
    ("Ms Eva Lind, who led the delegation in Lima, will attend.", "accepted", [("Eva Lind", None)]),
    ("Ms Eva Lind, who was represented by Mr Jan Holm last year, will attend.", "accepted", [("Eva Lind", None)]),
    ("As at the last meeting, Finland will be represented by Ms Eva Lind.", "accepted", [("Eva Lind", None)]),
    ("The delegation was composed as follows: Ms Eva Lind and Mr Jan Holm.", "accepted", [("Eva Lind", None), ("Jan Holm", None)]),
    # Roles of several, and roles told later.
    ("Our delegation comprises Mr Paul Berg and Ms Eva Lind as members.", "accepted", [("Eva Lind", "delegate"), ("Paul Berg", "delegate")]),
    ("Finland sends Mr Paul Berg as head, and Ms Eva Lind and Mr Jan Holm as advisers.", "accepted", [("Eva Lind", "adviser"), ("Jan Holm", "adviser"), ("Paul Berg", "head")]),
    ("Mr Paul Berg as head and Ms Eva Lind as adviser will attend.", "accepted", [("Eva Lind", "adviser"), ("Paul Berg", "head")]),
    ("Please add Ms Eva Lind to our delegation. She comes as an adviser.", "accepted", [("Eva Lind", "adviser")]),
    ("Mr Paul Berg and Ms Eva Lind will attend. She comes as an adviser.", "accepted", [("Eva Lind", None), ("Paul Berg", None)]),
    ("I shall attend as observer.", "accepted", [("Anna Lind", "observer")]),
    ("Ms Eva Lind will attend as head of the Legal Department.", "accepted", [("Eva Lind", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "answer", "delegates"), CASES, ids=[c[0][:60] for c in CASES])
def test_who_is_spoken_of_is_no_delegate(body: str, answer: Any, delegates: list[tuple[str, str | None]]) -> None:
    assert sorted(named(read_as(body, answer, ANY, []))) == sorted(delegates)
