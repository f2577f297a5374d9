"""Two decisions on one message, compared."""

from __future__ import annotations

from typing import Any

import pytest

from mailflow.core.differences import differences, shown, unmet

DECISION: dict[str, Any] = {
    "kinds": ["representation"],
    "party": "NOR",
    "attendance": "accepted",
    "delegates": [
        {"name": "Maren Holt", "title": "Adviser", "role": None, "email": None, "words": "Ms Maren Holt, Adviser"}
    ],
    "removed": [],
    "papers": [],
    "action_points": [],
    "language": "en",
    "disposition": "acknowledge",
    "needs_person": False,
    "letter": "representation",
    "reasons": [{"reason": "acknowledged", "text": "The message is acknowledged."}],
    "rules": ["representation", "letter-representation"],
}
HOLT = {"name": "Maren Holt", "title": "Adviser", "role": None, "email": None}


def test_equal_decisions_do_not_differ() -> None:
    assert differences(DECISION, dict(DECISION)) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kinds", ["rsvp"]),
        ("party", None),
        ("attendance", "declined"),
        ("delegates", []),
        ("removed", ["Jonas Lie"]),
        ("papers", [{"filename": "a.pdf", "title": None, "kind": "paper"}]),
        ("action_points", [63]),
        ("disposition", "review"),
        ("needs_person", True),
        ("letter", None),
    ],
)
def test_each_field_that_matters_is_compared(field: str, value: Any) -> None:
    (found,) = differences(DECISION, DECISION | {field: value})
    assert (found.field, found.after) == (field, value)


@pytest.mark.parametrize(
    "change",
    [
        {"reasons": []},
        {"rules": []},
        {"delegates": [HOLT | {"words": "Holt (Adviser)"}]},
    ],
)
def test_what_only_explains_a_decision_is_no_difference(change: dict[str, Any]) -> None:
    assert differences(DECISION, DECISION | change) == ()


def test_the_order_of_kinds_is_no_difference() -> None:
    assert differences({"kinds": ["rsvp", "floor"]}, {"kinds": ["floor", "rsvp"]}) == ()


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"kinds": ["representation"], "letter": "representation"},
        {"delegates": [{"name": "Maren Holt"}]},
        {"delegates": [HOLT], "removed": []},
        {"reasons": ["acknowledged"]},
        {"rules": ["representation", "letter-representation"]},
    ],
)
def test_what_is_expected_and_so_is_met(expected: dict[str, Any]) -> None:
    assert unmet(expected, DECISION) == ()


@pytest.mark.parametrize(
    ("expected", "field"),
    [
        ({"letter": None}, "letter"),
        ({"delegates": []}, "delegates"),
        ({"delegates": [{"name": "Maren Holt", "role": "head"}]}, "delegates"),
        ({"delegates": [{"name": "Maren Holt"}, {"name": "Jonas Lie"}]}, "delegates"),
        ({"reasons": ["question"]}, "reasons"),
        ({"kinds": ["rsvp", "representation"]}, "kinds"),
    ],
)
def test_what_is_expected_and_not_so_is_told(expected: dict[str, Any], field: str) -> None:
    assert [d.field for d in unmet(expected, DECISION)] == [field]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        ([], "none"),
        (True, "yes"),
        (["rsvp", "floor"], "rsvp, floor"),
        ([HOLT], "Maren Holt (Adviser)"),
        ([{"filename": None, "title": None}], "none"),
        ([63, 64], "63, 64"),
    ],
)
def test_values_are_shown_as_people_read_them(value: Any, words: str) -> None:
    assert shown(value) == words
