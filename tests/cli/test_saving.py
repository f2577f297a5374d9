"""A file that a command writes takes the place of an older one, and nothing else of it changes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from mailflow.cli.desk import save
from mailflow.errors import MailflowError


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.mark.parametrize("older", [0o600, 0o640, 0o444])
def test_who_could_not_read_the_older_one_cannot_read_the_new_one(tmp_path: Path, older: int) -> None:
    file = tmp_path / "list.docx"
    file.write_bytes(b"old")
    file.chmod(older)
    save(file, b"new")
    assert (file.read_bytes(), mode(file), os.listdir(tmp_path)) == (b"new", older, ["list.docx"])


def test_a_new_file_is_as_private_as_the_user_has_it(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save(tmp_path / "list.docx", b"new")
        assert (mode(tmp_path / "list.docx"), os.umask(0o027)) == (0o640, 0o027)
    finally:
        os.umask(before)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_one_and_what_it_means_is_written(tmp_path: Path, there: bool) -> None:
    (tmp_path / "share").mkdir()
    real, link = tmp_path / "share" / "list.docx", tmp_path / "list.docx"
    if there:
        real.write_bytes(b"old")
    link.symlink_to(real)
    save(link, b"new")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"new")
    assert os.listdir(tmp_path / "share") == ["list.docx"]


def test_what_cannot_be_written_leaves_the_older_one(tmp_path: Path) -> None:
    with pytest.raises(MailflowError, match="cannot be written"):
        save(tmp_path / "nowhere" / "list.docx", b"new")
    (tmp_path / "list.docx").mkdir()
    with pytest.raises(MailflowError, match="cannot be written"):
        save(tmp_path / "list.docx", b"new")
    assert os.listdir(tmp_path) == ["list.docx"]
