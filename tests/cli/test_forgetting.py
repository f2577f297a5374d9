"""Forgetting, from mail that the worker took in to a database file in which the words are no longer found."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from mailflow.store import lock_writer
from tests.cli.small import small_workspace
from tests.flow.command import called
from tests.flow.mail import Mail, acceptance, mail, paper
from tests.flow.mail import desk as address
from tests.flow.once import once

CAME, DAY_AFTER = 1_770_000_000, "2026-02-03"  # all came on 2 February 2026
WORDS = (b"Ingeborg", b"Tveitane", b"ingeborg.tveitane", b"Zanzibarian")
MAILS = [
    mail(
        address("Norway"),
        "Norway will be represented at the Conference by Ms Ingeborg Tveitane, Adviser"
        " (ingeborg.tveitane@mfa.norway.example).\n",
    ),
    acceptance("Peru"),
    paper("Chile"),
    mail("someone@elsewhere.example", "Zanzibarian Ingeborg Tveitane asks what the conference is about.\n"),
]
NAMING, PERU, CHILE, OPEN = 1, 2, 3, 4


@pytest.fixture(scope="session")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace after one pass over that mail."""
    return once(tmp_path_factory, "remembered", _recorded)


def _recorded(above: Path) -> Path:
    folder = small_workspace(above / "conference")
    for number, each in enumerate(MAILS):
        _deliver(folder, number, each)
    assert called(folder, "run", "--once").code == 0
    return folder


def _deliver(folder: Path, number: int, each: Mail, extra: bytes = b"") -> None:
    file = folder / "incoming" / "new" / f"{CAME + number}.M{number}.host"
    file.write_bytes(extra + each.raw)
    os.utime(file, (CAME, CAME))


@pytest.fixture
def desk(recorded: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(recorded, tmp_path / "desk", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "desk"


def _bytes_on_disk(desk: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(desk.glob("mailflow.db*")))


def _texts_in(desk: Path) -> str:
    """Everything that is kept compressed, as text: what a search of the file itself would not see."""
    import zlib

    with sqlite3.connect(f"file:{desk}/mailflow.db?mode=ro", uri=True) as db:
        rows = [*db.execute("select text from texts"), *db.execute("select trace from traces")]
        return "\n".join(zlib.decompress(blob).decode() for (blob,) in rows)


def test_what_would_go_is_shown_first_and_nothing_is_changed(desk: Path) -> None:
    done = called(desk, "forget", "Ingeborg Tveitane")
    shown = called(desk, "show", str(NAMING), "--json").objects[0]
    assert (done.code, "Would be forgotten" in done.out, "Ingeborg" in str(shown)) == (1, True, True)


def test_person_is_gone_from_the_file_and_what_is_open_stays(desk: Path) -> None:
    called(desk, "review", "dismiss", str(OPEN))
    done = called(desk, "forget", "Ingeborg Tveitane", "--yes")
    disk, texts = _bytes_on_disk(desk), _texts_in(desk)
    assert done.code == 0, done.out + done.err
    assert [word for word in WORDS if word in disk or word.lower() in disk or word.decode() in texts] == []


def test_open_review_keeps_a_message_back_with_the_reason(desk: Path) -> None:
    done = called(desk, "forget", "Ingeborg Tveitane", "--yes", "--json")
    told = done.objects[0]
    assert (done.code, [(k["what"], k["number"]) for k in told["kept_back"]]) == (1, [("message", OPEN)])
    assert "Zanzibarian" in called(desk, "show", str(OPEN), "--raw").out


def test_others_keep_their_words(desk: Path) -> None:
    called(desk, "forget", "Ingeborg Tveitane", "--yes")
    shown = called(desk, "show", str(PERU), "--json").objects[0]
    hits = [hit["id"] for hit in called(desk, "search", "Peru", "--json").objects]
    assert (shown["forgotten_at"], shown["attendance"], PERU in hits) == (None, "accepted", True)


def test_skeleton_says_that_there_was_a_message_and_who_forgot_it(desk: Path) -> None:
    called(desk, "forget", "Ingeborg Tveitane", "--yes")
    shown = called(desk, "show", str(NAMING), "--json").objects[0]
    assert shown["forgotten_at"] is not None
    assert (shown["party"], [e["what"] for e in shown["entries"]]) == ("NOR", ["forget"])
    assert "delegate" not in [fact["kind"] for fact in shown["facts"]]


def test_everything_before_a_day_goes_and_the_database_is_whole(desk: Path) -> None:
    called(desk, "review", "dismiss", str(OPEN))
    done = called(desk, "forget", "--before", "9000-01-01", "--yes")
    assert done.code == 2, "a day to come is refused"
    done = called(desk, "forget", "--before", DAY_AFTER, "--yes", "--json")
    told = called(desk, "doctor", "--offline").out
    assert (done.code, done.objects[0]["messages"], "is whole" in told) == (0, [1, 2, 3, 4], True)
    assert [w for w in (*WORDS, b"desk@mfa") if w in _bytes_on_disk(desk)] == []
    assert called(desk, "list", "--json").objects[0]["sender"] == ""
    assert [d["number"] for d in called(desk, "documents", "list", "--json").objects] == ["PAPER/001"]


@pytest.mark.parametrize("same_bytes", [True, False])
def test_message_that_was_forgotten_is_known_again_and_not_answered_twice(desk: Path, same_bytes: bool) -> None:
    called(desk, "forget", "--before", DAY_AFTER, "--yes")
    before = len(called(desk, "letters", "list", "--json").objects)
    _deliver(desk, 9, MAILS[PERU - 1], b"" if same_bytes else b"Received: from elsewhere.example\r\n")
    assert called(desk, "run", "--once").code == 0
    again = called(desk, "list", "--json", "-n", "1").objects[0]
    assert len(called(desk, "letters", "list", "--json").objects) == before
    assert (again["state"], again["duplicate_of"]) == (("sorted", None) if same_bytes else ("duplicate", PERU))


def test_letter_that_was_forgotten_is_never_sent_again(desk: Path) -> None:
    called(desk, "forget", "--before", DAY_AFTER, "--yes")
    letter = called(desk, "letters", "list", "--json").objects[0]["id"]
    done = called(desk, "letters", "resend", str(letter))
    assert (done.code, "was forgotten" in done.err) == (2, True)


def test_worker_that_runs_is_not_disturbed(desk: Path) -> None:
    lock_writer(desk / "mailflow.db")
    done = called(desk, "forget", "Ingeborg Tveitane", "--yes")
    assert (done.code, "A worker runs already" in done.err) == (3, True)


EXAMPLE = "Ingrid Fjeldstad"


def test_files_of_the_staff_are_named_and_left(desk: Path) -> None:
    (desk / "rules" / "note.md").write_text("Ingeborg Tveitane rang up.", encoding="utf-8")
    done = called(desk, "forget", "Ingeborg Tveitane")
    assert "rules/note.md" in done.out


def test_invented_persons_in_shipped_examples_are_told_from_those_in_files_of_the_staff(tmp_path: Path) -> None:
    assert called(tmp_path, "init", "office").code == 0
    desk = tmp_path / "office"
    assert called(desk, "run", "--once").code == 0
    rule = next(file for file in sorted((desk / "rules").glob("*.toml")) if EXAMPLE in file.read_text("utf-8"))
    before = called(desk, "forget", EXAMPLE, "--json").objects[0]
    rule.write_text(rule.read_text("utf-8") + "\n# ours\n", "utf-8")
    after = called(desk, "forget", EXAMPLE, "--json").objects[0]
    name = f"rules/{rule.name}"
    assert (name in before["shipped_files"], before["files"]) == (True, [])
    assert (name in after["shipped_files"], after["files"]) == (False, [name])


@pytest.mark.parametrize(
    "arguments", [[], ["Tveitane"], ["Berg Tveitane", "--before", "2026-01-01"], ["--before", "soon"]]
)
def test_wrong_use_is_refused(desk: Path, arguments: list[str]) -> None:
    assert called(desk, "forget", *arguments).code == 2
