"""A conference begun from the last one, as a user does it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mailflow.settings import load_settings
from tests.flow.command import called


@pytest.fixture
def last(desk: Path) -> Path:
    """The demo, with a rule, a phrase and a letter as the staff changed them."""
    for name in ("rules/60-rest.toml", "rules/phrases/en.toml", "templates/letters/received.en.md"):
        with (desk / name).open("a", encoding="utf-8") as file:
            file.write("\n# ours\n")
    return desk


def test_new_workspace_goes_on_from_the_last_ones_participants(last: Path, tmp_path: Path) -> None:
    done = called(tmp_path, "init", "Vienna 2028", "--from", f"{last}:oslo")
    made = tmp_path / "Vienna 2028"
    assert done.code == 0, done.err
    parties = called(made, "roster", "list", "--json").objects
    assert len(parties) == len(called(last, "roster", "list", "--json").objects)
    assert "participated-oslo" in (made / "roster.csv").read_text(encoding="utf-8")
    assert "# ours" in (made / "templates/letters/received.en.md").read_text(encoding="utf-8")
    assert list(load_settings(made / "config.toml").conferences) == ["vienna-2028"]


def test_new_workspace_sends_nothing_and_reads_no_mailbox_of_the_last(last: Path, tmp_path: Path) -> None:
    called(tmp_path, "init", "vienna", "--from", f"{last}:oslo")
    done = called(tmp_path / "vienna", "run", "--once")
    settings = load_settings(tmp_path / "vienna/config.toml")
    assert (done.code, called(tmp_path / "vienna", "letters", "list", "--json").objects) == (0, [])
    assert settings.path(settings.form.mailbox["vienna"].path or "") == tmp_path / "vienna/incoming"


def test_new_workspace_has_a_key_of_its_own_and_no_record(last: Path, tmp_path: Path) -> None:
    called(tmp_path, "init", "vienna", "--from", f"{last}:oslo")
    keys = [(folder / "secrets/identity.key").read_text() for folder in (last, tmp_path / "vienna")]
    assert keys[0] != keys[1]
    assert called(tmp_path / "vienna", "list", "--json").objects == []


def test_doctor_says_what_is_still_to_be_set(last: Path, tmp_path: Path) -> None:
    called(tmp_path, "init", "vienna", "--from", f"{last}:oslo")
    config = tmp_path / "vienna/config.toml"
    roster = tmp_path / "vienna/roster.csv"
    roster.write_text(roster.read_text(encoding="utf-8").replace("silent-oslo", "bounced-oslo", 1), encoding="utf-8")
    config.write_text(
        config.read_text(encoding="utf-8")
        .replace("begins = 2027", "begins = 2025")
        .replace("ends = 2027", "ends = 2025"),
        encoding="utf-8",
    )
    told = called(tmp_path / "vienna", "doctor", "--offline").out
    for part in ('Made from the conference "oslo"', "It ended on", "came back at the last conference"):
        assert part in " ".join(told.split())


def test_further_conference_comes_into_the_same_workspace(last: Path) -> None:
    before = (last / "config.toml").read_text(encoding="utf-8")
    done = called(last, "init", "--add", "vienna", "--from", "oslo")
    settings = load_settings(last / "config.toml")
    assert done.code == 0, done.err
    assert (last / "config.toml").read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    assert settings.path(settings.form.conference["vienna"].roster) == last / "roster-vienna.csv"
    assert called(last, "run", "--once").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--add", "oslo", "--from", "wellington"], 2, "already"),
        (["--add", "vienna", "--from", "osl"], 2, 'Did you mean "oslo"?'),
        (["--add", "Vienna!", "--from", "oslo"], 2, "small letters"),
        (["--add", "vienna"], 2, "--from"),
        (["new", "--from", "."], 2, "several conferences"),
        (["new", "--from", "nowhere"], 2, "There is no workspace"),
        (["new", "--name", "vienna"], 2, "--from"),
        ([], 2, "folder"),
    ],
)
def test_wrong_use_changes_nothing(last: Path, arguments: list[str], code: int, told: str) -> None:
    before = sorted(last.rglob("*"))
    config = (last / "config.toml").read_bytes()
    done = called(last, "init", *arguments)
    assert (done.code, told.lower() in " ".join(done.err.lower().split())) == (code, True), done.err
    assert (sorted(last.rglob("*")), (last / "config.toml").read_bytes()) == (before, config)


def test_configuration_that_cannot_take_a_table_stays_as_it_was(last: Path) -> None:
    config = last / "config.toml"
    shutil.copyfile(config, last / "kept.toml")
    text = config.read_text(encoding="utf-8").replace(
        "[conference.oslo.deadlines]", "[conference.vienna-of-old]\n[conference.oslo.deadlines]"
    )
    config.write_text(text, encoding="utf-8")
    done = called(last, "init", "--add", "vienna", "--from", "oslo")
    assert (done.code, config.read_text(encoding="utf-8")) == (2, text)
