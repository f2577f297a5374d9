"""Where things are kept from one start to the next, and what is kept of letters."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bench import mail
from mailflow import kept, letters
from mailflow.errors import LetterError
from mailflow.sources import Sources


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    letters._letters.cache_clear()
    return tmp_path / "mailflow"


@pytest.fixture(scope="module")
def shipped() -> Sources:
    return mail.sources()


def opened(sources: Sources) -> letters.TemplateSet:
    letters._letters.cache_clear()
    return letters.open_letters(sources)


def changed(sources: Sources, name: str, text: str) -> Sources:
    file = next(file for file in sources.letters if file.endswith(name))
    return replace(sources, letters={**sources.letters, file: sources.letters[file] + text})


def test_letters_that_were_looked_through_are_the_same_as_those_that_are(folder: Path, shipped: Sources) -> None:
    first = opened(shipped)
    (file,) = folder.iterdir()
    again = opened(shipped)
    assert json.loads(file.read_bytes()[32:]) == {key: list(wanted) for key, wanted in first.includes.items()}
    assert len(first.includes) > 150
    assert sum(map(len, first.includes.values())) > 500
    assert again.includes == first.includes
    pages = [(name, language) for name in first.names for language in first.languages(name)]
    assert [again.revision(*page) for page in pages] == [first.revision(*page) for page in pages]


def test_what_is_kept_is_used(folder: Path, shipped: Sources) -> None:
    first = opened(shipped)
    (file,) = folder.iterdir()
    packed = json.dumps(dict.fromkeys(first.includes, ())).encode()
    file.write_bytes(kept.packed(file, packed))
    assert not any(opened(shipped).includes.values())


def test_letters_elsewhere_share_what_is_kept(folder: Path, shipped: Sources) -> None:
    opened(shipped)
    opened(replace(shipped, letters={f"/srv/other{file}": text for file, text in shipped.letters.items()}))
    assert len(list(folder.iterdir())) == 1


def test_changed_letter_is_looked_through(folder: Path, shipped: Sources) -> None:
    opened(shipped)
    with pytest.raises(LetterError, match="unknown"):
        opened(changed(shipped, "accepted.en.md", "{{ today|dya }}\n"))
    assert len(list(folder.iterdir())) == 1  # what is faulty is not kept
    opened(changed(shipped, "accepted.en.md", "{{ today|day }}\n"))
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("packed", [b"[]", b"{", b'{"accepted.en.md": 1}', b"{}", b"elsewhere"])
def test_what_is_no_list_of_includes_is_not_believed(folder: Path, shipped: Sources, packed: bytes) -> None:
    first = opened(shipped)
    (file,) = folder.iterdir()
    if packed == b"elsewhere":
        packed = json.dumps({key: ["shared/nowhere.en.md"] for key in first.includes}).encode()
    file.write_bytes(kept.packed(file, packed))
    assert opened(shipped).includes == first.includes


def test_service_manager_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CACHE_DIRECTORY", f"{tmp_path / 'ours'}:{tmp_path / 'second'}")
    assert kept.folder() == tmp_path / "ours"
    monkeypatch.delenv("CACHE_DIRECTORY")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert kept.folder() == tmp_path / ".cache" / "mailflow"
