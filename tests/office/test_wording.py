"""Every word of every report stands in every language of letters, with the same places for values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailflow.core.located import load_toml
from mailflow.errors import LetterError
from mailflow.office import wording

FILES = sorted((Path(wording.__file__).parent / "words").glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", ["fr", "es", "ar", "ru", "zh"])
def test_a_language_has_what_english_has(file: Path, language: str) -> None:
    tables = load_toml(file.read_text(encoding="utf-8"), str(file), LetterError)
    assert {key: _places(word) for key, word in tables[language].items()} == {
        key: _places(word) for key, word in tables["en"].items()
    }


def test_what_a_language_lacks_is_english() -> None:
    assert wording.words("participants", "de") == wording.words("participants", "en")


def _places(word: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", word))
