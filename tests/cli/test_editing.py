"""Letters that wait: for a time, edited, written anew."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.small import small_workspace
from tests.flow.command import called
from tests.flow.mail import acceptance, paper
from tests.flow.once import once


@pytest.fixture(scope="session")
def _waiting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return once(tmp_path_factory, "waiting", _passed)


def _passed(above: Path) -> Path:
    """Answers wait for a quarter of an hour; those to papers for an hour, by their template."""
    folder = small_workspace(above / "conference")
    with (folder / "config.toml").open("a", encoding="utf-8") as file:
        file.write('delay = "15 min"\n')
    template = folder / "templates" / "letters" / "paper.en.md"
    template.write_text(template.read_text(encoding="utf-8").replace("+++\n", '+++\ndelay = "1 h"\n', 1), "utf-8")
    for number, each in enumerate((acceptance("Norway"), paper("Peru"))):
        (folder / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(each.raw)
    assert called(folder, "run", "--once").code == 1  # letters wait
    return folder


@pytest.fixture
def desk(_waiting: Path, tmp_path: Path) -> Path:
    shutil.copytree(_waiting, tmp_path / "desk", ignore=shutil.ignore_patterns("*-shm"))
    return tmp_path / "desk"


def shown(desk: Path, letter: int = 1) -> dict[str, Any]:
    return called(desk, "letters", "show", str(letter), "--json").objects[0]


def sent(desk: Path) -> list[bytes]:
    assert called(desk, "run", "--once").code == 1  # the other letter still waits
    return [file.read_bytes() for file in (desk / "outgoing" / "new").iterdir()]


def test_answers_wait_as_long_as_conference_and_template_say(desk: Path) -> None:
    waits = []
    for number in (1, 2):
        letter = shown(desk, number)
        waits.append(datetime.fromisoformat(letter["next_try_at"]) - datetime.fromisoformat(letter["created_at"]))
    assert [(wait.total_seconds(), shown(desk)["state"]) for wait in waits] == [(900, "queued"), (3600, "queued")]
    assert called(desk, "letters", "list").out.count("not before") == 2
    assert not list((desk / "outgoing" / "new").iterdir())


def test_an_edited_letter_goes_to_the_same_reader_under_the_same_name(desk: Path) -> None:
    before, raw = shown(desk), called(desk, "letters", "show", "1", "--raw").out
    called(desk, "letters", "hold", "1")
    (desk / "text").write_text("Dear colleague,\n\nother words: Ærlig talt.\n", encoding="utf-8")
    done = called(desk, "letters", "edit", "1", "--subject", "Another subject", "--text", "text", "--by", "Kari Moe")
    after = shown(desk)
    assert (done.code, after["subject"], "Ærlig talt" in after["text"]) == (0, "Another subject", True)
    assert [after[key] for key in ("message_id", "message", "party")] == [
        before[key] for key in ("message_id", "message", "party")
    ]
    assert [r["address"] for r in after["recipients"]] == [r["address"] for r in before["recipients"]]
    assert (after["attempts"][-1]["text"], after["attempts"][-1]["by"]) == ("edited", "Kari Moe")
    (revision,) = after["revisions"]
    assert (revision["subject"], revision["by"], revision["text"]) == (before["subject"], "Kari Moe", before["text"])
    called(desk, "letters", "release", "1")
    (letter,) = sent(desk)
    assert (b"Another subject" in letter, raw.partition("Message-ID:")[2].split()[0].encode() in letter) == (True, True)


def test_the_editor_of_the_person_is_used(desk: Path) -> None:
    called(desk, "letters", "hold", "1")
    editor = desk / "editor.py"
    editor.write_text(
        "import pathlib, sys\np = pathlib.Path(sys.argv[1])\n"
        "p.write_text(p.read_text().replace('Subject: ', 'Subject: Corrected: ', 1).replace('colleague', 'friend'))\n",
        encoding="utf-8",
    )
    called(desk, "letters", "edit", "1", env={"EDITOR": f"{sys.executable} {editor}", "VISUAL": ""})
    after = shown(desk)
    assert (after["subject"].startswith("Corrected: "), "friend" in after["text"]) == (True, True)


def test_an_editor_that_changes_nothing_changes_nothing(desk: Path) -> None:
    called(desk, "letters", "hold", "1")
    done = called(desk, "letters", "edit", "1", env={"EDITOR": "true", "VISUAL": ""})
    assert ("as it was" in done.out, shown(desk)["revisions"]) == (True, [])


def test_only_what_is_held_is_edited(desk: Path) -> None:
    told = [called(desk, "letters", "edit", "1", "--subject", "x").err]
    called(desk, "letters", "cancel", "1")
    told.append(called(desk, "letters", "edit", "1", "--subject", "x").err)
    told.append(called(desk, "letters", "edit", "99", "--subject", "x").err)
    assert [
        word in text for word, text in zip(("letters hold 1", "letters renew 1", "no letter 99"), told, strict=True)
    ] == [True] * 3


def test_a_cancelled_answer_is_written_anew(desk: Path) -> None:
    before = shown(desk)
    called(desk, "letters", "cancel", "1")
    done = called(desk, "letters", "renew", "1")
    after = shown(desk)
    assert (done.code, after["state"], after["message_id"], len(after["revisions"])) == (
        0,
        "held",
        before["message_id"],
        1,
    )
    called(desk, "letters", "release", "1")
    assert len(sent(desk)) == 1


def test_a_corrected_answer_takes_the_place_of_the_cancelled_one(desk: Path) -> None:
    called(desk, "letters", "cancel", "1")
    done = called(desk, "correct", "1", "--attendance", "declined", "--letter")
    after = shown(desk)
    assert (done.code, after["template"], after["state"], after["next_try_at"]) == (0, "declined", "queued", None)
    assert len(called(desk, "letters", "list", "--json").objects) == 2
    (letter,) = sent(desk)
    assert after["message_id"].encode() in letter


def test_an_answer_that_was_sent_is_not_written_anew(desk: Path) -> None:
    called(desk, "letters", "hold", "1")
    called(desk, "letters", "release", "1")
    sent(desk)
    done = called(desk, "letters", "renew", "1")
    assert (done.code, "offered to a server" in done.err) == (2, True)


def test_what_a_person_edited_away_can_be_forgotten(desk: Path) -> None:
    called(desk, "letters", "hold", "1")
    (desk / "text").write_text("Ms Ingeborg Tveitane is expected.\n", encoding="utf-8")
    called(desk, "letters", "edit", "1", "--text", "text")
    (desk / "text").write_text("Nobody is named here.\n", encoding="utf-8")
    called(desk, "letters", "edit", "1", "--text", "text")
    called(desk, "letters", "cancel", "1")
    called(desk, "forget", "Ingeborg Tveitane", "--yes")
    assert b"Tveitane" not in b"".join(file.read_bytes() for file in desk.glob("mailflow.db*"))
