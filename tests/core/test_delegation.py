"""The delegation of today as a fold over notices."""

from __future__ import annotations

from mailflow.core.delegation import delegation, name_key
from mailflow.core.facts import Delegate, Removal, Source

SAID = Source("1", "words")


def person(name: str, **more: str) -> Delegate:
    return Delegate(name, SAID, **more)  # type: ignore[arg-type]


def gone(name: str, replaced_by: str | None = None) -> Removal:
    return Removal(name, SAID, replaced_by)


def names(*notices: Delegate | Removal) -> list[str]:
    return [member.name for member in delegation(notices)]


def test_the_order_is_that_of_the_notices() -> None:
    assert names(person("Ada Berg"), person("Cem Dal")) == ["Ada Berg", "Cem Dal"]


def test_the_head_stands_first() -> None:
    assert names(person("Ada Berg"), person("Cem Dal", role="head")) == ["Cem Dal", "Ada Berg"]


def test_one_withdrawn_leaves() -> None:
    assert names(person("Ada Berg"), person("Cem Dal"), gone("Ada BERG")) == ["Cem Dal"]


def test_one_who_replaces_stands_where_the_other_stood() -> None:
    notices = [person("Ada Berg"), person("Cem Dal"), person("Eva Fox"), gone("Ada Berg", "Eva Fox")]
    assert names(*notices) == ["Eva Fox", "Cem Dal"]


def test_one_named_again_keeps_what_the_later_notice_does_not_say() -> None:
    (member,) = delegation([person("Ada Berg", title="Envoy"), person("BERG, Ada", role="head")])
    assert (member.name, member.title, member.role) == ("BERG, Ada", "Envoy", "head")


def test_a_withdrawal_of_somebody_unknown_changes_nothing() -> None:
    assert names(person("Ada Berg"), gone("Nobody Known")) == ["Ada Berg"]


def test_names_are_the_same_whatever_order_case_and_accents() -> None:
    assert name_key("ÖZGÜR, Can") == name_key("Can Ozgur")
