"""Compiled phrase lists are kept, and what is kept is what would be compiled; whatever else lies there is not read."""

from __future__ import annotations

import errno
import os
import pickle
import shutil
from pathlib import Path

import pytest

from mailflow import compiled
from mailflow import kept as keeping
from mailflow.core import phrases
from mailflow.core.phrases import Phrases
from mailflow.core.reading.lists import WORDS
from mailflow.errors import RulesError

SHIPPED = {str(file): file.read_text(encoding="utf-8") for file in Path("rules/phrases").glob("*.toml")}
SENTENCES = (
    "The Permanent Mission of Norway has the honour to inform the Secretariat that Norway will be represented.",
    "Je suis absent du bureau jusqu'au 3 mars.\nNous avons le regret de ne pouvoir participer.",
    "Делегация в следующем составе: г-н Иван Петров, глава делегации.",
    "نتشرف بإبلاغكم بأن الوفد سيشارك في المؤتمر",
    "我们高兴地接受邀请。代表团团长：王小明先生",
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "mailflow"


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("*"))


def hits(lists: Phrases) -> list[phrases.Hit]:
    return [hit for text in SENTENCES for name in sorted(lists.names) for hit in lists.find(name, text)]


def marked(lists: Phrases, file: Path) -> None:
    """Have what is kept in the file say that it comes from there."""
    lists.revision = "kept"
    file.write_bytes(keeping.packed(file, pickle.dumps(lists)))


def test_what_is_kept_finds_what_the_compiled_finds(folder: Path) -> None:
    first = compiled.load(SHIPPED, WORDS)
    (file,) = kept(folder)
    marked(first, file)
    again = compiled.load(SHIPPED, WORDS)
    fresh = phrases.load(SHIPPED, WORDS)
    assert again.revision == "kept"
    assert len(hits(fresh)) > 50
    assert hits(again) == hits(first) == hits(fresh)
    assert (again.names, again.of("head-words")) == (first.names, first.of("head-words"))


def test_lists_that_ship_are_kept_once_for_all_installations(folder: Path) -> None:
    marked(compiled.load(SHIPPED, WORDS), kept(folder)[0])
    elsewhere = {f"/srv/other/{file}": text for file, text in SHIPPED.items()}
    assert compiled.load(elsewhere, WORDS).revision == "kept"


def test_changed_file_is_compiled(folder: Path) -> None:
    marked(compiled.load(SHIPPED, WORDS), kept(folder)[0])
    changed = {**SHIPPED, "rules/phrases/en.ours.toml": 'ours = ["we come running"]\n'}
    found = compiled.load(changed, WORDS)
    assert [hit.words for hit in found.find("ours", "We come running.")] == ["We come running"]
    assert len(kept(folder)) == 2


def test_fault_names_the_file_as_it_was_given() -> None:
    with pytest.raises(RulesError) as caught:
        compiled.load({**SHIPPED, "/srv/rules/phrases/en.ours.toml": 'ours = ["with (a bracket"]\n'}, WORDS)
    assert (caught.value.file, caught.value.line) == ("/srv/rules/phrases/en.ours.toml", 1)


def test_few_phrases_are_not_kept(folder: Path) -> None:
    assert compiled.load({"en.toml": 'ours = ["we come"]\n'}, frozenset()).find("ours", "We come")
    assert kept(folder) == []


def test_what_others_may_write_is_not_read(folder: Path) -> None:
    marked(compiled.load(SHIPPED, WORDS), kept(folder)[0])
    kept(folder)[0].chmod(0o660)
    assert compiled.load(SHIPPED, WORDS).revision != "kept"


@pytest.mark.parametrize("harm", [lambda data: data[:-9], lambda data: data[:5000] + b"x" + data[5001:], lambda _: b""])
def test_damaged_file_is_compiled_anew(folder: Path, harm: object) -> None:
    assert callable(harm)
    marked(compiled.load(SHIPPED, WORDS), file := kept(folder)[0])
    file.write_bytes(harm(file.read_bytes()))
    assert compiled.load(SHIPPED, WORDS).revision != "kept"
    # And it is put right.
    assert len(file.read_bytes()) > 1_000_000


def test_what_was_kept_of_other_texts_is_not_read_under_this_name(folder: Path) -> None:
    compiled.load(SHIPPED, WORDS)
    (shipped,) = kept(folder)
    changed = {**SHIPPED, "rules/phrases/en.ours.toml": 'ours = ["we come running"]\n'}
    compiled.load(changed, WORDS)
    (other,) = set(kept(folder)) - {shipped}
    shutil.copy(shipped, other)
    assert "ours" in compiled.load(changed, WORDS).names


def test_what_is_kept_is_read_where_its_time_cannot_be_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked(compiled.load(SHIPPED, WORDS), kept(folder)[0])

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "utime", refused)
    assert compiled.load(SHIPPED, WORDS).revision == "kept"


class Harm:
    """What somebody would put there who wants a command run."""

    def __init__(self, proof: Path) -> None:
        self.proof = proof

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.proof),)


def test_nothing_but_phrases_is_made_of_a_file(folder: Path, tmp_path: Path) -> None:
    compiled.load(SHIPPED, WORDS)
    (file,) = kept(folder)
    file.write_bytes(keeping.packed(file, pickle.dumps(Harm(tmp_path / "proof"))))
    assert compiled.load(SHIPPED, WORDS).names
    assert not (tmp_path / "proof").exists()


def test_where_nothing_can_be_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert compiled.load(SHIPPED, WORDS).names


def test_old_sets_and_leftovers_go(folder: Path) -> None:
    folder.mkdir()
    for number in range(12):
        (folder / f"phrases-{number:02}").touch()
        os.utime(folder / f"phrases-{number:02}", (1_000_000 + number, 1_000_000 + number))
    (folder / "new-left").touch()
    os.utime(folder / "new-left", (1_000_000, 1_000_000))
    (folder / "new-now").touch()
    compiled.load(SHIPPED, WORDS)
    left = {file.name for file in kept(folder) if file.stat().st_size == 0}
    assert left == {"new-now", *(f"phrases-{number:02}" for number in range(5, 12))}
    assert len(kept(folder)) == len(left) + 1
