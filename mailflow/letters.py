"""The letters of a conference, opened from their sources.

Looking through two hundred files for what Jinja2 would refuse takes a fifth of a second. So where they were all found good, what each
includes is kept for the next start, which is all that a look through them has to tell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import jinja2

from mailflow import kept
from mailflow.core import front_matter, located, printing, template, template_check, template_file
from mailflow.core.template import TemplateSet
from mailflow.sources import Sources

_CODE = (front_matter, located, printing, template, template_check, template_file)
_FEWEST = 10_000  # characters: less is looked through as fast


def open_letters(sources: Sources) -> TemplateSet:
    """The letters of a conference. Raises `LetterError`."""
    return _letters(tuple(sources.letters.items()))


@lru_cache(maxsize=4)
def _letters(files: tuple[tuple[str, str], ...]) -> TemplateSet:
    texts = dict(files)
    place = _place(texts) if sum(map(len, texts.values())) >= _FEWEST else None
    known = kept.read(place, _includes) if place is not None else None
    found = template.load(texts, known)
    if place is not None and found.includes != known:
        kept.keep(place, json.dumps(found.includes).encode())
    return found


def _place(texts: Mapping[str, str]) -> Path | None:
    # Installations share the letters that ship. The folder of a file says whether it is a shared piece.
    named = [(*Path(file).parts[-2:], text) for file, text in texts.items()]
    return kept.place("letters", _CODE, jinja2.__version__, *(piece for each in sorted(named) for piece in each))


def _includes(stream: BinaryIO) -> dict[str, tuple[str, ...]]:
    """Raises `ValueError` for what is no such thing."""
    found = json.load(stream)
    if not isinstance(found, dict) or not all(isinstance(wanted, list) for wanted in found.values()):
        raise ValueError("these are no letters")
    return {key: tuple(map(str, wanted)) for key, wanted in found.items()}
