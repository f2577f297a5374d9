"""`mailflow demo` and `mailflow init`."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from tests.flow.command import Call, Done, called
from tests.flow.office import SMALL


def test_demo_ends_well(demo_made: tuple[Path, Done]) -> None:
    assert (demo_made[1].code, demo_made[1].err) == (0, "")


@pytest.mark.parametrize(
    "words", ["Oslo Conference", "Wellington Conference", "What waits for a person", "What to try next", "in full"]
)
def test_demo_shows_the_whole_way(demo_made: tuple[Path, Done], words: str) -> None:
    assert words in demo_made[1].out


@pytest.mark.parametrize(
    "name",
    ["participants.docx", "participants.pdf", "responses.html", "progress.docx", "progress.html", "speakers.html"],
)
def test_demo_writes_reports(demo_made: tuple[Path, Done], name: str) -> None:
    assert (demo_made[0] / "reports" / name).stat().st_size > 3000
    assert name in demo_made[1].out.replace("\n", "")


def test_demo_shows_the_responses_as_bars(demo_made: tuple[Path, Done]) -> None:
    assert "Responses by category  █ Yes" in demo_made[1].out


def test_demo_publishes_a_website_for_each_conference(demo_made: tuple[Path, Done]) -> None:
    for name, title in (("oslo", "No document"), ("wellington", "Victim assistance"), ("implementation", "Japan")):
        page = demo_made[0] / "site" / name / "current" / "index.html"
        assert title in page.read_text(encoding="utf-8")
        assert f"site/{name}/current/index.html" in demo_made[1].out


def test_demo_shows_who_reported_and_who_asked_for_the_floor(demo_made: tuple[Path, Done]) -> None:
    out = " ".join(demo_made[1].out.split())
    assert "Japan reported, 2026-11-04 reported, 2026-11-04 not applicable, 2026-11-04" in out
    assert "National implementation measures – Wednesday, 14 April 2027, 15:00–18:00 (provisional)" in out
    assert "No session named" not in out


def test_demo_puts_each_letter_into_a_file(demo_made: tuple[Path, Done], demo: Call) -> None:
    sent = demo("status", "--json").objects[0]["letters"]["sent"]
    assert len(list((demo_made[0] / "outgoing" / "new").iterdir())) == sent


def test_demo_shows_each_message_on_one_line(demo_made: tuple[Path, Done], demo: Call) -> None:
    lines = demo_made[1].out.splitlines()
    for row in demo("list", "--limit", "100", "--json").objects:
        assert any(line.split()[:1] == [str(row["id"])] and row["sender"][:12] in line for line in lines)


def test_each_call_that_the_demo_proposes_can_be_made(demo_made: tuple[Path, Done], demo: Call) -> None:
    proposed = demo_made[1].out.partition("What to try next")[2].splitlines()
    calls = [line.split("  ")[1].split()[1:] for line in proposed if line.startswith("  mailflow ")]
    assert len(calls) > 10
    for call in calls:
        if "--serve" not in call:
            assert demo(*call).code in (0, 1), call


def test_message_of_which_no_rule_knows_waits_without_a_letter_and_says_why(demo: Call, tmp_path: Path) -> None:
    sender = "h.bruun@foreign.denmark.example"
    (tmp_path / "fair.eml").write_text(
        f"Return-Path: <{sender}>\n"
        "Authentication-Results: mx.secretariat.example; dmarc=pass header.from=foreign.denmark.example\n"
        f"From: Hanne Bruun <{sender}>\nTo: oslo@secretariat.example\nSubject: Weather\n"
        "Date: Mon, 01 Feb 2027 09:00:00 +0000\nMessage-ID: <fair.1@foreign.denmark.example>\n\n"
        "The weather in Copenhagen is fine.\n"
    )
    told = demo("sort", str(tmp_path / "fair.eml"), "--conference", "oslo", "--json").objects[0]
    reasons = {reason["reason"] for reason in told["reasons"]}
    assert (told["letter"], reasons) == (None, {"no-rule"})


def test_second_demo_says_that_it_exists(demo_made: tuple[Path, Done]) -> None:
    done = called(demo_made[0].parent, "demo")
    assert (done.code, done.out.startswith("The demo exists in demo.")) == (0, True)


def test_commands_that_the_demo_suggests_work(demo_made: tuple[Path, Done]) -> None:
    lines = [
        line.strip().removeprefix("mailflow ")
        for line in demo_made[1].out.splitlines()
        if "mailflow --config" in line and " rules " not in line
    ]
    codes = {line: called(demo_made[0].parent, *line.split("   ")[0].split()).code for line in lines}
    assert set(codes.values()) <= {0, 1}, codes


def test_init_keeps_the_key_from_others(workspace: Path) -> None:
    key = workspace / "secrets" / "identity.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_init_refuses_a_folder_that_is_not_empty(workspace: Path) -> None:
    done = called(workspace, "init", ".")
    assert (done.code, "is not empty" in done.err) == (2, True)


def test_new_workspace_runs_once(workspace: Path) -> None:
    shutil.rmtree(workspace / "rules")
    shutil.copytree(SMALL, workspace / "rules")
    done = called(workspace, "run", "--once")
    assert done.code == 0, done.err
