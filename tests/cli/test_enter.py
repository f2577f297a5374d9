"""What came by fax, by telephone, on paper or by word of mouth, put on record by a person."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.flow.command import COMMAND, Done, called

CALL = ("enter", "--channel", "telephone", "--by", "Kari Moe", "--words", "The Embassy rang.")
COMING = (*CALL, "--party", "NOR", "--attendance", "accepted")


@pytest.fixture
def desk(small: Path, tmp_path: Path) -> Path:
    """A workspace with nothing on record."""
    shutil.copytree(small, tmp_path / "desk")
    return tmp_path / "desk"


def entered(desk: Path, *arguments: str) -> dict[str, Any]:
    """What `enter --json` says."""
    done = called(desk, *arguments, "--json")
    assert done.code in (0, 1), done.err
    return done.objects[0]


def letters(desk: Path) -> list[tuple[str, str, str]]:
    """Template, state and recipient of all letters."""
    found = called(desk, "letters", "list", "--json").objects
    return [(x["template"], x["state"], x["recipients"][0]["address"]) for x in found]


def test_an_entry_is_listed_shown_and_found(desk: Path) -> None:
    number = entered(desk, *COMING)["message"]
    (listed,) = called(desk, "list", "--kind", "rsvp", "--party", "NOR", "--json").objects
    (hit,) = called(desk, "search", "embassy", "--json").objects
    (shown,) = called(desk, "show", str(number), "--json").objects
    assert (listed["id"], hit["id"], shown["channel"], shown["taken_by"]) == (number, number, "telephone", "Kari Moe")
    assert shown["facts"][0]["words"] == "telephone, taken by Kari Moe: The Embassy rang."


def test_its_letter_goes_to_the_address_on_the_roster_and_leaves_once(desk: Path) -> None:
    first = entered(desk, *COMING, "--at", "2026-01-11 10:00", "--letter")
    second = entered(desk, *COMING, "--at", "2026-01-11 10:00", "--letter")
    called(desk, "run", "--once")
    assert ("is in the outbox" in first["letter"], second["message"], second["new"]) == (True, first["message"], False)
    assert "was answered before" in second["problem"]
    assert letters(desk) == [("accepted", "sent", "registry@ministry.norway.example")]


def test_an_answer_given_twice_in_a_week_is_acknowledged_once(desk: Path) -> None:
    entered(desk, *COMING, "--letter")
    done = called(desk, *COMING, "--words", "They rang again.", "--letter")
    assert (done.code, "On record as message 2" in done.out, "a short time ago" in done.err) == (1, True, True)
    assert len(letters(desk)) == 1


def test_ceilings_hold_for_what_a_person_enters(desk: Path) -> None:
    file = desk / "config.toml"
    file.write_text(file.read_text().replace("[limits]", "[limits]\nletters_per_address_per_day = 1"))
    paper = (*CALL, "--party", "NOR", "--kind", "paper", "--letter", "--title")
    problems = [entered(desk, *paper, title, "--words", title)["problem"] for title in ("One", "Two")]
    assert (problems[0], "1 letters a day" in problems[1], len(letters(desk))) == ("", True, 1)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("no-reply@ministry.norway.example", "nobody reads"),
        ("oslo@secretariat.example", "our own address"),
        ("", "no address"),
    ],
)
def test_no_letter_goes_where_no_party_reads(desk: Path, address: str, why: str) -> None:
    file = desk / "roster.csv"
    file.write_text(file.read_text().replace("registry@ministry.norway.example", address))
    said = entered(desk, *COMING, "--letter")
    assert (why in said["problem"], letters(desk)) == (True, [])


def test_a_letter_repeats_nothing_of_what_was_noted(desk: Path) -> None:
    entered(desk, *COMING, "--words", "The Ambassador sounded cross.", "--letter")
    (letter,) = called(desk, "letters", "show", "1", "--json").objects
    assert ("cross" in letter["text"], "cross" in letter["subject"]) == (False, False)


def test_a_document_gets_its_number_and_its_letter_names_the_scan(desk: Path) -> None:
    scan = desk / "Arbeidsdokument æ.pdf"
    scan.write_bytes(b"%PDF-1.4 a page")
    said = entered(
        desk, "enter", "--channel", "fax", "--party", "PER", "--kind", "paper", "--title", "On clearance", "--scan", str(scan), "--letter"
    )  # fmt: skip
    (letter,) = called(desk, "letters", "show", "1", "--json").objects
    assert said["numbers"] == ["PAPER/001"]
    assert all(words in letter["text"] for words in ("On clearance", "PAPER/001", scan.name, "15 bytes"))
    assert "could not open" not in letter["text"]


def test_persons_are_added_withdrawn_and_replaced(desk: Path) -> None:
    named = ("--delegate", "Anna Berg, Director (head)", "--delegate", "Olav Lie")
    entered(desk, *CALL, "--party", "NOR", *named)
    entered(desk, *CALL, "--party", "NOR", "--removed", "Olav Lie > Eva Lind", "--delegate", "Eva Lind", "--words", "x")
    found = called(desk, "show", "2", "--json").objects[0]["facts"]
    assert [(f["kind"], f["values"]["name"], f["values"].get("replaced_by")) for f in found] == [
        ("delegate", "Eva Lind", None),
        ("removal", "Olav Lie", "Eva Lind"),
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("enter",), "Say how it came"),
        (("enter", "--channel", "pigeon"), "pigeon"),
        (CALL, "Say for which party"),
        ((*CALL, "--party", "NOX", "--attendance", "accepted"), 'Did you mean "NOR"?'),
        ((*CALL, "--party", "NOR"), "Say what it is"),
        ((*COMING, "--title", "On clearance"), "--title is that of a document"),
        ((*COMING, "--at", "yesterday"), "is no time"),
        ((*COMING, "--at", "2090-01-01 10:00"), "lies ahead"),
        ((*COMING, "--conference", "olso"), 'Did you mean "oslo"?'),
        ((*COMING, "--session", "opening"), 'no session "opening"'),
        ((*COMING, "--action", "the law"), "63: what is reported"),
        ((*COMING, "--removed", "> Eva Lind"), "names nobody"),
        ((*COMING, "--scan", "nowhere.pdf"), "nowhere.pdf"),
    ],
    ids=lambda value: " ".join(value[-2:]) if isinstance(value, tuple) else "",
)
def test_a_wrong_entry_is_refused_and_nothing_is_on_record(desk: Path, wrong: tuple[str, ...], said: str) -> None:
    done = called(desk, *wrong)
    assert (done.code, said in done.err, called(desk, "list", "--json").objects) == (2, True, [])


def typed(desk: Path, *lines: str) -> Done:
    """The command without options, answered on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "enter"], cwd=desk, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    os.close(theirs)
    os.write(ours, "".join(f"{line}\n" for line in lines).encode())
    out, err = process.communicate(timeout=60)
    os.close(ours)
    return Done(process.returncode, out, err)


def test_without_options_a_person_is_asked(desk: Path) -> None:
    done = typed(
        desk, "telephone", "nor", "Kari Moe", "2026-11-20 14:30", "The Embassy rang.", "", "", "letter", "representation",
        "accepted", "Anna Berg, Director (head)", "", "", "n",
    )  # fmt: skip
    (shown,) = called(desk, "show", "1", "--json").objects
    assert (done.code, "Not one of" in done.out) == (0, True)
    assert (shown["party"], shown["attendance"], shown["taken_by"]) == ("NOR", "accepted", "Kari Moe")
    assert [f["values"].get("name") for f in shown["facts"]] == [None, "Anna Berg"]


def test_what_was_entered_is_explained_and_tried_on_no_rule(desk: Path) -> None:
    entered(desk, *COMING)
    explained = called(desk, "explain", "1")
    example = called(desk, "rules", "add-example", "1")
    backtest = called(desk, "rules", "backtest", "--json")
    assert "taken by Kari Moe" in explained.out
    assert (example.code, "no rule decides" in example.err) == (2, True)
    assert backtest.code == 0


def test_a_correction_by_hand_says_what_is_reported(desk: Path) -> None:
    entered(desk, *CALL, "--party", "NOR", "--kind", "contribution", "--action", "63: A law.")
    called(desk, "correct", "1", "--action", "63: A law was passed.", "--not-applicable", "64")
    facts = [f for f in called(desk, "show", "1", "--json").objects[0]["facts"] if f["effective"]]
    points = [(f["values"]["number"], f["values"]["text"], f["values"]["not_applicable"]) for f in facts[1:]]
    assert points == [(63, "A law was passed.", False), (64, "", True)]
