"""The words of reports in the languages of letters: a file a report in `words/`, a table a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mailflow.core.located import load_toml
from mailflow.errors import LetterError

_FOLDER = Path(__file__).resolve().parent / "words"


@cache
def words(report: str, language: str) -> dict[str, str]:
    """The words of one report in that language; what it lacks is English."""
    file = _FOLDER / f"{report}.toml"
    tables: dict[str, Any] = load_toml(file.read_text(encoding="utf-8"), str(file), LetterError)
    return {**tables["en"], **tables.get(language, {})}
