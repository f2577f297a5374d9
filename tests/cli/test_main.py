"""The command line itself: where the configuration is found, what is said of wrong use, and exit codes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from mailflow.cli.main import COMMANDS
from tests.flow.command import COMMAND, Call, Done, called


def test_help_names_every_command(demo: Call) -> None:
    lines = {line.split()[0] for line in demo("--help").out.splitlines() if line.startswith("  ")}
    assert set(COMMANDS) <= lines


def test_no_command_shows_the_help(demo: Call) -> None:
    done = demo()
    assert "Usage: mailflow" in done.out + done.err


@pytest.mark.parametrize("wrong", [("stauts",), ("leters", "list")])
def test_slip_in_a_command_gets_a_suggestion(demo: Call, wrong: tuple[str, ...]) -> None:
    done = demo(*wrong)
    assert (done.code, "Did you mean" in done.err) == (2, True)


def test_unlike_command_gets_none(demo: Call) -> None:
    done = demo("xyzzy")
    assert (done.code, "Did you mean" in done.err) == (2, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--config", "{}", "status", "--json"),
        ("status", "--json", "--config={}"),
    ],
)
def test_configuration_may_be_named_before_and_after_the_command(
    demo_made: tuple[Path, Done], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    config = str(demo_made[0] / "config.toml")
    done = called(tmp_path, *(a.replace("{}", config) for a in arguments))
    assert done.objects[0]["messages"] == {"sorted": 44}


def test_configuration_may_be_named_by_the_environment(demo_made: tuple[Path, Done], tmp_path: Path) -> None:
    done = called(tmp_path, "status", env={"MAILFLOW_CONFIG": str(demo_made[0] / "config.toml")})
    assert done.code == 0


def test_configuration_is_found_in_a_parent_folder(demo_made: tuple[Path, Done]) -> None:
    assert called(demo_made[0] / "rules" / "phrases", "status").code == 0


def test_no_configuration_anywhere_says_what_to_do(tmp_path: Path) -> None:
    done = called(tmp_path, "status")
    assert (done.code, "mailflow init DIR" in done.err) == (2, True)


def test_configuration_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = called(tmp_path, "--config", "nowhere.toml", "status")
    assert (done.code, done.err.startswith("Error: nowhere.toml: There is no such file.")) == (2, True)


def test_workspace_without_a_database_says_what_to_do(desk: Path) -> None:
    for file in desk.glob("mailflow.db*"):
        file.unlink()
    done = called(desk, "status")
    assert (done.code, done.err.startswith("Error: There is no database")) == (3, True)


def test_reader_that_has_seen_enough_is_no_error(demo_made: tuple[Path, Done]) -> None:
    listing = subprocess.Popen(
        [*COMMAND, "list", "--json"], cwd=demo_made[0], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert listing.stdout is not None
    listing.stdout.close()
    _, said = listing.communicate(timeout=30)
    assert said == b""


def test_completion_script_is_one_of_the_shell(demo: Call) -> None:
    assert "_MAILFLOW_COMPLETE" in demo("completion", "bash").out


def test_completion_knows_the_commands(demo: Call) -> None:
    done = demo(env={"_MAILFLOW_COMPLETE": "bash_complete", "COMP_WORDS": "mailflow st", "COMP_CWORD": "1"})
    assert done.out.split() == ["plain,status"]
