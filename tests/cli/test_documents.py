"""The register of documents as staff use it, in the demo's Wellington conference."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from mailflow.demo.build import build
from tests.flow.command import called
from tests.flow.once import once


@pytest.fixture(scope="session")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace after one pass of the worker, with nothing accepted yet."""
    return once(tmp_path_factory, "received", passed)


def passed(above: Path) -> Path:
    """Make it."""
    build(above / "demo")
    done = called(above / "demo", "run", "--once")
    assert done.code == 0, done.err
    return above / "demo"


@pytest.fixture
def desk(received: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(received, tmp_path / "desk", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "desk"


def documents(desk: Path, *more: str) -> dict[str, dict[str, Any]]:
    """The register by title."""
    told = called(desk, "documents", "list", "--conference", "wellington", "--json", *more)
    return {item["title"] or item["filename"]: item for item in told.objects}


def number(desk: Path, title: str) -> str:
    """The register number of a document."""
    return str(documents(desk)[title]["number"])


def message(desk: Path, title: str) -> str:
    """The message that a document came with."""
    return str(documents(desk)[title]["message"])


def state(desk: Path, title: str) -> tuple[str, str]:
    """State and symbol of a document."""
    item = documents(desk)[title]
    return item["state"], (item["version"] or {}).get("symbol", "")


def test_register_shows_what_came_and_where_it_stands(received: Path) -> None:
    found = documents(received)
    assert found["Definitions and technical features"]["state"] == "received"
    assert found["Stockpile destruction: a joint view"]["state"] == "unproven"
    table = called(received, "documents", "list").out
    assert "Definitions and technical features" in table


def test_document_is_accepted_revised_and_withdrawn_by_people(desk: Path, tmp_path: Path) -> None:
    own = number(desk, "Definitions and technical features")
    accepted = called(desk, "documents", "accept", own, "--by", "Rewi Tamihana")
    assert (accepted.code, "as CCM/WLG/2027/WP.1" in accepted.out) == (0, True)
    file = tmp_path / "Corrigendum.txt"
    file.write_text("For “may” read “shall”.\n", encoding="utf-8")
    revised = called(desk, "documents", "revise", "CCM/WLG/2027/WP.1", "--as", "corr", "--file", str(file))
    assert (revised.code, "CCM/WLG/2027/WP.1/Corr.1" in revised.out) == (0, True)
    gone = called(desk, "documents", "withdraw", "CCM/WLG/2027/WP.1", "--reason", "asked by Germany", "--by", "Mr X")
    assert (gone.code, "WP.1, CCM/WLG/2027/WP.1/Corr.1" in gone.out) == (0, True)
    told = called(desk, "documents", "show", own, "--json").objects[0]
    assert [v["state"] for v in told["versions"]] == ["withdrawn", "withdrawn"]
    assert [(a["what"], a["by"]) for a in told["acts"]][:1] == [("accept", "Rewi Tamihana")]
    shown = called(desk, "documents", "show", own).out
    assert "Mr X: withdraw" in shown
    assert "asked by Germany" in shown


def test_document_of_an_unproven_sender_is_accepted_after_review_only(desk: Path) -> None:
    title = "Stockpile destruction: a joint view"
    came = message(desk, title)
    refused = called(desk, "documents", "accept", "--message", came)
    assert (refused.code, f"mailflow review accept {came}" in refused.err) == (2, True)
    looked = called(desk, "review", "accept", came)
    assert "In the register: WLG/PAPER/" in looked.out
    accepted = called(desk, "documents", "accept", "--message", came, "--submitter", "SVN", "--submitter", "SVK")
    assert accepted.code == 0, accepted.err
    assert documents(desk)[title]["version"]["submitters"] == ["SVK", "SVN"]


def test_macros_are_refused_with_the_reason(desk: Path) -> None:
    came = message(desk, "Paper_clearance.docm")
    called(desk, "review", "accept", came)
    refused = called(desk, "documents", "accept", "--message", came, "--title", "Clearance", "--language", "en")
    assert (refused.code, "Ask its sender for a clean copy" in refused.err) == (1, True)
    assert state(desk, "Paper_clearance.docm") == ("received", "")
    rejected = called(desk, "documents", "reject", number(desk, "Paper_clearance.docm"), "--reason", "macros")
    assert (rejected.code, state(desk, "Paper_clearance.docm")[0]) == (0, "rejected")


def test_language_and_correction(desk: Path, tmp_path: Path) -> None:
    own = number(desk, "Les périodes de transition")
    called(desk, "documents", "accept", own)
    file = tmp_path / "Transition.txt"
    file.write_text("Transition periods.\n", encoding="utf-8")
    added = called(desk, "documents", "add", own, "--language", "en", "--title", "Transition", "--file", str(file))
    corrected = called(desk, "documents", "correct", own, "--title", "Transition periods", "--language", "en")
    assert (added.code, corrected.code) == (0, 0)
    version = documents(desk)["Les périodes de transition"]["version"]
    assert version["titles"] == {"fr": "Les périodes de transition", "en": "Transition periods"}
    assert [f["language"] for f in version["files"]] == ["fr", "en"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("accept",), 2, "Name the document"),
        (("accept", "WLG/PAPER/999"), 2, 'no document "WLG/PAPER/999"'),
        (("accept", "--message", "999"), 2, "There is no message 999"),
        (("revise", "WLG/PAPER/001"), 2, "is not accepted"),
        (("withdraw", "WLG/PAPER/001", "--reason", "x"), 2, "is not accepted"),
        (("reject", "WLG/PAPER/001"), 2, "--reason"),
        (("show", "nothing"), 2, 'no document "nothing"'),
        (("list", "--conference", "lima"), 2, 'no conference "lima"'),
    ],
)
def test_wrong_use_is_told(received: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = called(received, "documents", *arguments)
    assert (done.code, said in done.err) == (code, True), done.err
