"""Errors in the files that staff edit: named with file and line, and with what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.flow.command import called

CONFIG, RULES, PHRASES = "config.toml", "rules/10-few.toml", "rules/phrases/en.toml"
ROSTER, LETTER = "roster.csv", "templates/letters/accepted.en.md"


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A workspace to break."""
    shutil.copytree(small, tmp_path / "broken", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "broken"


def broken(folder: Path, name: str, old: str, new: str) -> int:
    """Put a mistake into a file; the number of its line."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


LOOK = {CONFIG: "status", ROSTER: "roster list"}  # the quickest commands that read these files; else: run --once


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (CONFIG, 'operator = "', 'operater = "', 'Did you mean "operator"?'),
        (CONFIG, 'backlog = "answer"', 'backlog = "anwser"', "backlog"),
        (CONFIG, "begins = 2031-05-12", 'begins = "soon"', "date"),
        (CONFIG, 'conference = "oslo"', 'conference = "olso"', 'Did you mean "oslo"?'),
        (CONFIG, 'title = "', "title = ", ""),
        (RULES, "[[rule]]", "[[rule]", ""),
        (RULES, "when = { phrase", "wen = { phrase", 'Did you mean "when"?'),
        (RULES, 'phrase = "accept"', 'phrase = "acept"', 'Did you mean "accept"?'),
        (PHRASES, "accept = [", "accept = [[", ""),
        (ROSTER, "AUT,state,", "AUTX,state,", '"AUTX" is no code'),
        (ROSTER, "BEL,state,", "AUT,state,", "AUT"),
        (LETTER, 'subject = "', 'subjekt = "', "subjekt"),
        (LETTER, "{% include", "{% inclood", ""),
    ],
)
def test_mistake_is_named_with_file_and_line(folder: Path, name: str, old: str, new: str, said: str) -> None:
    line = broken(folder, name, old, new)
    done = called(folder, *LOOK.get(name, "run --once").split())
    place = [f"Error: {name}:{number}" for number in (line, line + 1)]
    assert (done.code, any(p in done.err for p in place), said in done.err) == (2, True, True), done.err


@pytest.mark.parametrize("command", [("sort", "x.eml"), ("doctor", "--offline")], ids=" ".join)
def test_broken_configuration_stops_every_command(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "x.eml").write_bytes(b"Subject: x\r\n\r\n")
    broken(folder, CONFIG, "[office]", "[ofice]")
    done = called(folder, *command)
    assert (done.code, 'Did you mean "office"?' in done.err, "Traceback" in done.err) == (2, True, False)


def test_a_day_that_no_calendar_has_is_told_without_a_word_on_quotation_marks(folder: Path) -> None:
    broken(folder, CONFIG, "[office]", "[office]\nx = 2027-02-30")
    done = called(folder, "status")
    assert (done.code, "day is out of range" in done.err, "quotation" in done.err) == (2, True, False)


def test_what_is_asked_at_the_end_of_a_sentence_is_its_end(folder: Path) -> None:
    broken(folder, LETTER, "conference.title", "conference.titel")
    done = called(folder, "letters", "preview", "accepted", "--party", "AUT")
    assert (done.code, done.err.rstrip().endswith('Did you mean "title"?')) == (2, True), done.err


def test_doctor_names_what_is_wrong_and_goes_on(folder: Path) -> None:
    broken(folder, ROSTER, "AUT,state,", "AUTX,state,")
    (folder / "secrets" / "identity.key").chmod(0o644)
    done = called(folder, "doctor", "--json")
    assert (done.code, {f["what"] for f in done.objects if f["state"] == "bad"}) == (1, {"files oslo", "permissions"})


def test_missing_key_is_no_reason_to_make_a_new_one(folder: Path) -> None:
    (folder / "secrets" / "identity.key").unlink()
    done = called(folder, "run", "--once")
    assert (done.code, "backup" in done.err, (folder / "secrets" / "identity.key").exists()) == (3, True, False)


def test_database_of_another_program_is_not_touched(folder: Path) -> None:
    for file in folder.glob("mailflow.db*"):
        file.unlink()
    (folder / "mailflow.db").write_bytes(b"not a database at all" * 500)
    done = called(folder, "run", "--once")
    assert (done.code, "Traceback" in done.err, (folder / "mailflow.db").read_bytes()[:3]) == (3, False, b"not")


def test_letters_check_names_the_letter_and_the_line(folder: Path) -> None:
    broken(folder, LETTER, "The following", "{{ party.nonsense }} The following")
    done = called(folder, "letters", "check")
    assert (done.code, f"{LETTER}" in done.out) == (1, True)


def test_roster_check_finds_what_is_doubtful(folder: Path) -> None:
    broken(folder, ROSTER, "ministry.belgium.example", "ministry.austria.example")
    done = called(folder, "roster", "check")
    assert (done.code, "ministry.austria.example" in done.out) == (1, True)


def test_checks_of_roster_and_letters_list_what_keeps_a_file_from_being_read(folder: Path) -> None:
    broken(folder, ROSTER, "AUT,state,", "AUTX,stat,")
    broken(folder, LETTER, "subject =", "sbject =")
    (told,) = called(folder, "roster", "check", "--json").objects
    assert (told["line"] > 1, told["key"], "stat" in told["text"]) == (True, "kind", True)
    done = called(folder, "letters", "check", "--json")
    files = {Path(found["file"]).name for found in done.objects}
    assert (done.code, files) == (1, {"roster.csv", Path(LETTER).name})
    assert {found["key"] for found in done.objects} == {"kind", "sbject"}


def test_roster_import_takes_over_nothing_from_a_broken_file(folder: Path) -> None:
    before = (folder / ROSTER).read_text(encoding="utf-8")
    (folder / "new.csv").write_text("code,kind,name\nXX,state,Nowhere\n", encoding="utf-8")
    done = called(folder, "roster", "import", "new.csv")
    assert (done.code, "new.csv:2" in done.err, (folder / ROSTER).read_text(encoding="utf-8")) == (2, True, before)


def test_roster_import_adds_and_updates(folder: Path) -> None:
    (folder / "new.csv").write_text(
        "code,kind,name,language\nFJI,state,Fiji,en\nAUT,state,Austria,fr\n", encoding="utf-8"
    )
    done = called(folder, "roster", "import", "new.csv")
    listed = {p["code"]: p["language"] for p in called(folder, "roster", "list", "--json").objects}
    assert (done.code, listed["FJI"], listed["AUT"], len(listed)) == (0, "en", "fr", 41)
