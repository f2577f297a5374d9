"""Phrase lists as they were compiled, kept for the next start: ten thousand phrases take most of a second to compile.

They lie where `mailflow.kept` keeps things. A file that holds anything but phrases is not read.
"""

from __future__ import annotations

import pickle
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from mailflow import kept
from mailflow.core import folding, phrase_files, phrase_index, phrase_syntax, phrase_tree, phrases, words
from mailflow.core.phrase_files import Entry
from mailflow.core.phrase_index import Index, Pattern
from mailflow.core.phrase_syntax import Choice, Reference, Step
from mailflow.core.phrases import Phrases
from mailflow.errors import RulesError

_CODE = (folding, phrase_files, phrase_index, phrase_syntax, phrase_tree, phrases, words)
_KEPT = (Phrases, Entry, Index, Pattern, Choice, Reference, Step)
_FEWEST = 50_000  # characters: less is compiled as fast as it is read


def load(files: Mapping[str, str], plain: frozenset[str]) -> Phrases:
    """`phrases.load`, from what is kept where that has it. A fault raises `RulesError` with file, line and key."""
    named = {Path(file).name: file for file in files}
    if len(named) < len(files):
        return phrases.load(files, plain)
    # Installations share the lists that ship: what is kept does not say where they lie.
    texts = {name: files[file] for name, file in named.items()}
    place = _place(texts, plain) if sum(map(len, texts.values())) >= _FEWEST else None
    if place is not None and (found := kept.read(place, _unpacked)) is not None:
        return found
    try:
        found = phrases.load(texts, plain)
    except RulesError:
        # Once more under the paths that people know: the errors name them.
        return phrases.load(files, plain)
    if place is not None:
        kept.keep(place, pickle.dumps(found, protocol=5))
    return found


def _place(texts: Mapping[str, str], plain: frozenset[str]) -> Path | None:
    return kept.place("phrases", _CODE, unicodedata.unidata_version, str(sorted(plain)), phrase_files.revision(texts))


def _unpacked(stream: BinaryIO) -> Phrases:
    found = _Unpickler(stream).load()
    if not isinstance(found, Phrases):
        raise pickle.UnpicklingError("these are no phrases")
    return found


class _Unpickler(pickle.Unpickler):
    """Makes phrases, and nothing else whatever a file says."""

    _classes: ClassVar = {(each.__module__, each.__name__): each for each in _KEPT}

    def find_class(self, module: str, name: str) -> Any:
        """The classes of phrases alone."""
        try:
            return self._classes[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of phrases") from None
