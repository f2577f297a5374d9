"""Symbols are generated: right by their scheme, stacked in order, never twice the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.core.symbol import CHANGES, Scheme, designation, next_step, numbered, scheme_fault, supersedes


@pytest.mark.parametrize(
    ("pattern", "prefix", "symbol"),
    [
        ("{prefix}/WP.{n}", "CCM/MSP/2011", "CCM/MSP/2011/WP.3"),
        ("{prefix}/{n}", "CCM", "CCM/3"),
        ("{prefix}.{n}", "CD/PV", "CD/PV.3"),
        ("{prefix}/CRP.{n}", "NPT/CONF.2020/PC.I", "NPT/CONF.2020/PC.I/CRP.3"),
        ("{prefix}/{n}", "CCW/P.V/CONF/2007", "CCW/P.V/CONF/2007/3"),
        ("{n}", "", "3"),
        ("WP.{n:03}", "", "WP.003"),
        ("{prefix}/INF.{n}", "BWC/MSP/2014/MX", "BWC/MSP/2014/MX/INF.3"),
    ],
)
def test_scheme_of_the_field_is_right(pattern: str, prefix: str, symbol: str) -> None:
    assert scheme_fault(pattern, prefix) == ""
    assert numbered(Scheme(prefix, {"paper": pattern}).series("paper"), 3) == symbol


@pytest.mark.parametrize(
    ("pattern", "prefix", "said"),
    [
        ("{prefix}/WP.", "CCM", "must contain {n}"),
        ("{n}/{n}", "", "once"),
        ("{prefix}/WP.{n}", "", "prefix is not set"),
        ("{prefix}/WP{n}", "CCM", "after a dot"),
        ("({prefix}/WP.{n}", "CCM", "is no symbol"),
        ("{prefix}//WP.{n}", "CCM", "is no symbol"),
        ("{prefix}/WP..{n}", "CCM", "is no symbol"),
        ("{prefix}/WP.{n} ", "CCM", "is no symbol"),
        ("{prefix}/WP.{n}/", "CCM", "is no symbol"),
        ("{session}/WP.{n}", "CCM", "expected {n}"),
        ("{prefix/WP.{n}", "CCM", "expected {n}"),
        ("{n.__class__}", "", "once"),
    ],
)
def test_scheme_that_would_give_wrong_symbols_is_refused(pattern: str, prefix: str, said: str) -> None:
    assert said in scheme_fault(pattern, prefix)


def test_no_scheme_is_a_scheme() -> None:
    assert (scheme_fault("", ""), Scheme().series("paper")) == ("", "")


@pytest.mark.parametrize(
    ("base", "steps", "stars", "symbol"),
    [
        ("CCM/MSP/2011/WP.3", (), 0, "CCM/MSP/2011/WP.3"),
        ("CCM/MSP/2011/WP.3", (("rev", 1), ("amend", 1)), 0, "CCM/MSP/2011/WP.3/Rev.1/Amend.1"),
        ("CD/INF.82", (("rev", 1),), 1, "CD/INF.82/Rev.1*"),
        ("", (("rev", 1), ("corr", 2)), 0, "Rev.1/Corr.2"),
        ("", (), 0, ""),
    ],
)
def test_what_changes_a_document_is_stacked_behind_it(
    base: str, steps: tuple[tuple[str, int], ...], stars: int, symbol: str
) -> None:
    assert designation(base, steps, stars) == symbol


REV1, REV2, CORR1, ADD1 = (("rev", 1),), (("rev", 2),), (("corr", 1),), (("add", 1),)


@pytest.mark.parametrize(
    ("own", "change", "family", "new"),
    [
        ((), "rev", [()], REV1),
        (REV1, "rev", [(), REV1], REV2),
        ((), "rev", [(), REV1, REV2], (("rev", 3),)),
        (REV1, "corr", [(), REV1], (("rev", 1), ("corr", 1))),
        (ADD1, "rev", [(), ADD1], (("add", 1), ("rev", 1))),
        ((), "add", [(), ADD1, CORR1], (("add", 2),)),
    ],
)
def test_new_version_gets_the_next_number_of_its_kind(
    own: tuple[tuple[str, int], ...],
    change: str,
    family: list[tuple[tuple[str, int], ...]],
    new: tuple[tuple[str, int], ...],
) -> None:
    assert next_step(own, change, family) == new


@pytest.mark.parametrize(
    ("new", "old", "does"),
    [
        (REV1, (), True),
        (REV2, (), True),
        (REV2, REV1, True),
        (REV1, REV2, False),
        (REV1, CORR1, True),
        (REV2, (("rev", 1), ("add", 1)), True),
        (REV1, ADD1, False),
        (CORR1, (), False),
        (ADD1, (), False),
        ((("add", 1), ("rev", 1)), ADD1, True),
        ((("add", 1), ("rev", 1)), (), False),
        ((), (), False),
    ],
)
def test_revision_takes_the_place_of_what_it_holds(
    new: tuple[tuple[str, int], ...], old: tuple[tuple[str, int], ...], does: bool
) -> None:
    assert supersedes(new, old) is does


@given(st.lists(st.tuples(st.integers(0, 20), st.sampled_from(sorted(CHANGES))), max_size=20))
def test_no_two_versions_have_one_symbol(choices: list[tuple[int, str]]) -> None:
    family: list[tuple[tuple[str, int], ...]] = [()]
    for place, change in choices:
        family.append(next_step(family[place % len(family)], change, family))
    symbols = [designation("CCM/WP.1", steps) for steps in family]
    assert len(set(symbols)) == len(symbols)
    assert all(re.fullmatch(r"CCM/WP\.1(?:/(?:Rev|Corr|Add|Amend)\.\d+)*", symbol) for symbol in symbols)
    assert not any(supersedes(steps, steps) for steps in family)
