"""What our letters announced, from the template to `status`; and a session whose time changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.flow.command import called
from tests.flow.mail import acceptance

SESSION = """
[[conference.oslo.sessions]]
name = "opening"
title = "General exchange of views"
begins = 2031-05-12T10:00:00
ends = 2031-05-12T13:00:00
"""
PROMISE = (
    'promises = [{ text = "the programme", by = 2031-04-30 }, { text = "the rooms", by = 2020-01-01, to = "hosts" }]\n'
)


@pytest.fixture
def desk(small: Path, tmp_path: Path) -> Path:
    """A workspace whose letter "accepted" announces two things, with one session."""
    folder = tmp_path / "desk"
    shutil.copytree(small, folder)
    config = folder / "config.toml"
    config.write_text(config.read_text() + SESSION)
    letter = folder / "templates" / "letters" / "accepted.en.md"
    letter.write_text(letter.read_text().replace("+++\n", f"+++\n{PROMISE}", 1))
    return folder


def listed(desk: Path, *more: str) -> list[tuple[str, str]]:
    """What is listed, with its state."""
    return [(row["text"], row["state"]) for row in called(desk, "promises", "list", *more, "--json").objects]


def test_a_letter_announces_and_the_announcement_is_kept(desk: Path) -> None:
    for number, state in enumerate(("Norway", "Peru")):
        (desk / "incoming" / "new" / f"{1_900_000_000 + number}.M{number}.host").write_bytes(acceptance(state).raw)
    before = listed(desk)
    assert called(desk, "run", "--once").code == 0
    after, late = listed(desk), called(desk, "promises", "list")
    told = called(desk, "status")
    codes = [
        called(desk, "promises", "keep", "1", "--letter", "1").code,
        called(desk, "promises", "drop", "2", "--note", "held elsewhere").code,
    ]
    assert (before, after, late.code) == ([], [("the rooms", "open"), ("the programme", "open")], 1)
    assert "the rooms" in told.out
    assert "the programme" not in told.out
    assert (codes, listed(desk), len(listed(desk, "--all"))) == ([0, 0], [], 2)


def test_a_person_adds_a_promise(desk: Path) -> None:
    done = called(desk, "promises", "add", "a revised text", "--by", "2031-01-31", "--to", "States")
    assert (done.code, listed(desk)) == (0, [("a revised text", "open")])


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (("add", "a text"), 2, "--by"),
        (("add", "a text", "--by", "soon"), 2, "soon"),
        (("keep", "1"), 2, "Say what kept it"),
        (("keep", "1", "--letter", "99"), 2, "no letter 99"),
        (("keep", "1", "--campaign", "programme"), 2, 'no campaign "programme"'),
        (("keep", "9", "--letter", "1"), 2, "no promise 9"),
        (("drop", "1"), 2, "--note"),
    ],
)
def test_what_is_wrong_is_refused(desk: Path, wrong: tuple[str, ...], code: int, said: str) -> None:
    called(desk, "promises", "add", "a revised text", "--by", "2031-01-31")
    done = called(desk, "promises", *wrong)
    assert (done.code, said in done.err, listed(desk)) == (code, True, [("a revised text", "open")])


def test_a_promise_in_a_letter_is_checked_like_the_rest_of_it(desk: Path) -> None:
    letter = desk / "templates" / "letters" / "accepted.en.md"
    letter.write_text(letter.read_text().replace("by = 2031-04-30", 'by = "soon"'))
    done = called(desk, "letters", "check")
    assert (done.code, "[promises.by]: expected a date" in done.out) == (1, True), done.out


def test_a_changed_time_is_noticed_told_and_then_known(desk: Path) -> None:
    config = desk / "config.toml"
    called(desk, "promises", "sessions", "--announced", "all")
    quiet = called(desk, "promises", "sessions")
    config.write_text(config.read_text().replace("T10:00:00", "T11:00:00"))
    noticed, told = called(desk, "promises", "sessions"), called(desk, "status")
    change = ("circulate", "session-change", "--session", "opening", "--party", "NOR", "--queue", "--by", "Kari Moe")
    queued = called(desk, *change)
    (letter,) = called(desk, "letters", "list", "--json").objects
    text = called(desk, "letters", "show", str(letter["id"])).out
    approved = called(desk, "letters", "approve", letter["campaign"], "--by", "Kari Moe")
    still = called(desk, "promises", "sessions").code
    called(desk, "run", "--once")
    known = called(desk, "promises", "sessions")
    assert (quiet.code, noticed.code, queued.code, still, known.code) == (0, 1, 0, 1, 0), approved.err + queued.err
    assert "mailflow circulate session-change --session opening" in noticed.out
    assert "is not as announced" in told.out
    assert "11:00–13:00" in text
    assert "10:00–13:00" in text


def test_a_letter_on_a_session_asks_which(desk: Path) -> None:
    done = called(desk, "circulate", "session-change")
    assert (done.code, "--session" in done.err) == (2, True)
