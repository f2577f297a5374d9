"""Messages given to a person by a rule, kinds of the office's own, parked messages accepted, unknown names, the tab key."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.small import small_workspace
from tests.flow.command import called
from tests.flow.mail import desk as address
from tests.flow.mail import mail
from tests.flow.once import once

RULE = """
[[rule]]
name = "travel"
description = "About the journey."
when = { contains = "flight", in = "subject" }
then = { kinds = ["travel"], letter = "received", assign = "Ms Solvang", needs_person = true }
"""
MAILS = [
    mail(address("Norway"), "We land at noon.\n", "Our flight"),
    mail(address("Peru"), "Could you tell us more?\n", "Something else"),
]
TRAVEL, OTHER = 1, 2


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "assigned", _made)


def _made(above: Path) -> Path:
    folder = small_workspace(above / "conference")
    (folder / "rules" / "05-travel.toml").write_text(RULE, encoding="utf-8")
    for number, each in enumerate(MAILS):
        (folder / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(each.raw)
    assert called(folder, "run", "--once").code == 0
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "here", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "here"


def test_message_that_a_rule_gave_to_a_person_is_found_by_that_name(made: Path) -> None:
    listed = [m["id"] for m in called(made, "list", "--assigned", "Ms Solvang", "--json").objects]
    waiting = [i["message"] for i in called(made, "review", "--assigned", "ms solvang", "--json").objects]
    nobody = called(made, "review", "--assigned", "Somebody Else", "--json").objects
    assert (listed, waiting, nobody) == ([TRAVEL], [TRAVEL], [])
    assert "for Ms Solvang" in called(made, "show", str(TRAVEL)).out


def test_kind_of_the_offices_own_is_entered_by_hand_and_gets_the_letter_of_its_rule(here: Path) -> None:
    done = called(here, "correct", str(OTHER), "--kind", "travel", "--party", "PER", "--letter")
    told = called(here, "show", str(OTHER), "--json").objects[0]
    assert (told["kinds"], [x["template"] for x in told["letters"]]) == (["travel"], ["received"]), done.err


def test_kind_that_nobody_gives_is_refused_with_the_nearest(here: Path) -> None:
    done = called(here, "correct", str(OTHER), "--kind", "travle")
    assert (done.code, 'Did you mean "travel"?' in done.err) == (2, True)


def test_folder_of_a_rule_is_a_consequence(here: Path) -> None:
    file = here / "rules" / "05-travel.toml"
    file.write_text(RULE.replace('assign = "Ms Solvang"', 'folder = "Travel"'), encoding="utf-8")
    done = called(here, "rules", "check")
    assert (done.code, "Travel" in done.out) == (0, False), done.out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["list", "--conference", "olso"], '"oslo"'),
        (["review", "--conference", "olso"], '"oslo"'),
        (["search", "flight", "--conference", "olso"], '"oslo"'),
        (["letters", "list", "--conference", "olso"], '"oslo"'),
        (["list", "--kind", "reprsentation"], '"representation"'),
        (["list", "--party", "NRO"], '"NOR"'),
    ],
)
def test_unknown_name_is_wrong_use_with_the_nearest(made: Path, arguments: list[str], hint: str) -> None:
    done = called(made, *arguments)
    assert (done.code, f"Did you mean {hint}?" in done.err) == (2, True), done.err


def test_nothing_found_under_known_names_is_no_error(made: Path) -> None:
    assert called(made, "list", "--party", "CHL").code == 0


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("mailflow list --conference ", ["oslo"]),
        ("mailflow correct 1 --kind tra", ["travel"]),
        ("mailflow list --party nor", ["NOR"]),
    ],
)
def test_tab_key_offers_what_there_is(made: Path, words: str, found: list[str]) -> None:
    env = {"_MAILFLOW_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    offered = [line.partition(",")[2] for line in called(made, env=env).out.splitlines()]
    assert offered == found
