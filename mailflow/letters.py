"""The letters of a conference, opened from their sources."""

from __future__ import annotations

from functools import lru_cache

from mailflow.core import template
from mailflow.core.template import TemplateSet
from mailflow.sources import Sources


def open_letters(sources: Sources) -> TemplateSet:
    """The letters of a conference. Raises `LetterError`."""
    return _letters(tuple(sources.letters.items()))


@lru_cache(maxsize=4)
def _letters(files: tuple[tuple[str, str], ...]) -> TemplateSet:
    return template.load(dict(files))
