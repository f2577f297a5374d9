"""What waits for a person and is alike is taken together; nothing is left out, and nothing shown twice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.cli.crowds import alike, crowds, reason
from mailflow.store import ReviewItem

CEILING = "The ceiling for automatic letters is reached. (6 letters a day to x@a.example)"
UNKNOWN = "The sender is tied to no party on the roster. (x@b.example)"


def item(number: int, sender: str = "x@a.example", why: str = CEILING, conference: str = "oslo") -> ReviewItem:
    return ReviewItem(
        id=number,
        message=number,
        conference=conference,
        party=None,
        kinds=(),
        sender=sender,
        subject=f"Number {number}",
        reasons=(why,),
        opened_at=datetime(2027, 1, 1, tzinfo=UTC),
        state="open",
        by="",
        disposition="review",
        letter=None,
    )


def test_what_is_seen_does_not_part_what_is_alike() -> None:
    items = [item(n, why=f"The sender is tied to no party on the roster. ({n}@a.example)") for n in range(30)]
    ((crowd,), rest) = crowds(items)
    assert (crowd.reason, len(crowd.items), rest) == ("The sender is tied to no party on the roster.", 30, [])


@pytest.mark.parametrize(("count", "together"), [(20, 0), (21, 1)])
def test_a_few_are_shown_each(count: int, together: int) -> None:
    found, rest = crowds([item(n) for n in range(count)])
    assert (len(found), len(rest)) == (together, 0 if together else count)


def test_many_domains_make_a_crowd_later_than_one() -> None:
    found, _ = crowds([item(n, f"x@host-{n}.example", UNKNOWN) for n in range(101)])
    assert [(crowd.domain, len(crowd.items)) for crowd in found] == [("", 101)]


def test_conferences_are_kept_apart() -> None:
    found, rest = crowds([item(n, conference=("oslo", "lima")[n % 2]) for n in range(40)])
    assert (found, len(rest)) == ([], 40)


def test_alike_is_of_one_reason_and_domain() -> None:
    items = [item(1), item(2, "y@A.example"), item(3, "x@b.example"), item(4, why=UNKNOWN), item(5, conference="lima")]
    assert [each.message for each in alike(items, 1)] == [1, 2]
    assert alike(items, 99) == []


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([CEILING, UNKNOWN])), max_size=200))
def test_every_item_is_shown_once(made: list[tuple[str, str]]) -> None:
    items = [item(n, f"x@{domain}.example", why) for n, (domain, why) in enumerate(made)]
    found, rest = crowds(items)
    shown = [*rest, *(each for crowd in found for each in crowd.items)]
    assert sorted(each.id for each in shown) == [each.id for each in items]
    assert all(reason(each) == crowd.reason for crowd in found for each in crowd.items)
