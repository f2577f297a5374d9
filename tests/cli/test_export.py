"""The command that exports, on the demo."""

from __future__ import annotations

from pathlib import Path

from tests.flow.command import Call


def test_everything_is_exported_and_verified(demo: Call, tmp_path: Path) -> None:
    done = demo("export", str(tmp_path / "archive.zip"), "--json")
    checked = demo("export", str(tmp_path / "archive.zip"), "--verify")
    told = done.objects[0]
    assert (done.code, checked.code, told["conferences"]["oslo"]["messages"]) == (0, 0, 19)
    assert not [f for f in told["files"] if "secret" in f["name"] or "identity" in f["name"]]


def test_archive_that_lost_a_file_is_reported_with_exit_code_1(demo: Call, tmp_path: Path) -> None:
    demo("export", str(tmp_path / "archive"))
    (tmp_path / "archive" / "README.txt").unlink()
    done = demo("export", str(tmp_path / "archive"), "--verify")
    assert (done.code, done.out) == (1, "README.txt: is missing\n")


def test_unknown_conference_is_wrong_use_with_a_hint(demo: Call, tmp_path: Path) -> None:
    done = demo("export", str(tmp_path / "x"), "--conference", "osl")
    assert (done.code, 'Did you mean "oslo"?' in done.err) == (2, True)


def test_folder_that_is_no_archive_is_told(demo: Call, tmp_path: Path) -> None:
    done = demo("export", str(tmp_path), "--verify")
    assert (done.code, "no manifest" in done.err) == (3, True)
