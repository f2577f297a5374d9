"""`mailflow sort`: files, folders, Maildirs and mboxes; nothing is stored or sent."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest

from tests.flow.command import Call, called

AUSTRIA = b"""\
Authentication-Results: mx.secretariat.example; dmarc=pass header.from=ministry.austria.example
From: Lukas Hinterberger <l.hinterberger@ministry.austria.example>
To: oslo@secretariat.example
Subject: Re: Invitation
Date: Mon, 02 Nov 2026 10:15:00 +0000
Message-ID: <1@ministry.austria.example>

Austria will be represented at the Conference.
"""


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with messages in every form that is understood."""
    folder = tmp_path_factory.mktemp("mails")
    (folder / "deep" / "deeper").mkdir(parents=True)
    for name in ("one.eml", "deep/two.eml", "deep/deeper/three.eml", "deep/not-a-message.txt", "without-ending"):
        (folder / name).write_bytes(AUSTRIA)
    box = mailbox.mbox(folder / "box.mbox")
    for _ in range(2):
        box.add(AUSTRIA)
    box.close()
    maildir = mailbox.Maildir(folder / "Maildir")
    maildir.add(AUSTRIA)
    maildir.close()
    return folder


def test_file_is_the_path_as_given_and_all_come_in_their_order(small: Path, mails: Path) -> None:
    given = ["without-ending", "./one.eml", "deep", "box.mbox", str(mails / "deep" / "two.eml"), "Maildir"]
    done = called(mails, "--config", str(small / "config.toml"), "sort", "--json", *given)
    *files, maildir = (told["file"] for told in done.objects)
    assert files == [
        "without-ending",
        "one.eml",
        "deep/deeper/three.eml",
        "deep/two.eml",
        "box.mbox#0",
        "box.mbox#1",
        str(mails / "deep" / "two.eml"),
    ]
    assert maildir.startswith("Maildir/new/")
    assert (mails / maildir).read_bytes() == AUSTRIA


def test_decision_is_told_with_all_that_programs_look_for(small: Path, mails: Path) -> None:
    (told,) = called(small, "sort", "--json", str(mails / "one.eml")).objects
    assert (told["kinds"], told["party"], told["attendance"], told["letter"]) == (
        ["rsvp"],
        "AUT",
        "accepted",
        "accepted",
    )
    assert set(told) >= {
        "file", "conference", "delegates", "removed", "papers", "action_points", "language", "disposition",
        "needs_person", "reasons", "rules",
    }  # fmt: skip


def test_sorting_stores_and_sends_nothing(small: Path, mails: Path) -> None:
    called(small, "sort", str(mails))
    status = called(small, "status", "--json").objects[0]
    assert (status["messages"], status["letters"], list((small / "outgoing" / "new").iterdir())) == ({}, {}, [])


def test_conference_is_needed_where_there_are_several(demo: Call, mails: Path) -> None:
    done = demo("sort", str(mails / "one.eml"))
    assert (done.code, "Say which with --conference: oslo, wellington, implementation." in done.err) == (2, True)


def test_path_that_is_not_there_is_named(small: Path) -> None:
    done = called(small, "sort", "nowhere.eml")
    assert (done.code, "nowhere.eml" in done.err) == (2, True)


def test_no_bytes_are_too_odd(small: Path, tmp_path: Path) -> None:
    for name, raw in {"empty": b"", "garbage": b"\x00\xff" * 500, "cut": AUSTRIA[:150], "blank": b"\r\n" * 9}.items():
        (tmp_path / f"{name}.eml").write_bytes(raw)
    done = called(tmp_path, "--config", str(small / "config.toml"), "sort", "--json", ".")
    assert (done.code, [told["letter"] for told in done.objects]) == (0, [None] * 4)


def test_texts_of_messages_cannot_command_the_terminal(small: Path, tmp_path: Path) -> None:
    hostile = AUSTRIA.replace(b"Re: Invitation", b"\x1b]0;owned\x07 [bold]x[/]")
    (tmp_path / "hostile.eml").write_bytes(hostile)
    out = called(small, "sort", str(tmp_path / "hostile.eml")).out
    assert ("\x1b" in out, "[bold]x[/]" in out) == (False, True)


def test_shipped_rules_know_an_acceptance(demo: Call, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(AUSTRIA.replace(b"ministry.", b"foreign."))
    (told,) = demo("sort", "--conference", "oslo", "--json", str(tmp_path / "one.eml")).objects
    assert (told["party"], told["attendance"], told["letter"]) == ("AUT", "accepted", "accepted")
