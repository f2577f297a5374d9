"""Lists of words and phrases written as text, for the tables of the core."""

from __future__ import annotations

from mailflow.core.folding import fold


def words(text: str) -> tuple[str, ...]:
    """The words of a text parted by white space, as they are."""
    return tuple(text.split())


def folded_words(text: str) -> tuple[str, ...]:
    """The words of a text parted by white space, folded."""
    return tuple(dict.fromkeys(fold(word) for word in text.split()))


def folded_phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text parted by bars, folded, each with single spaces; longer ones first."""
    phrases = {fold(" ".join(phrase.split())) for phrase in text.split("|")}
    return tuple(sorted(phrases - {""}, key=lambda phrase: (-len(phrase), phrase)))


def by_start(phrases: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first two characters: one look-up rules nearly every line out."""
    starts: dict[str, list[str]] = {}
    for phrase in phrases:
        starts.setdefault(phrase[:2], []).append(phrase)
    return {start: tuple(found) for start, found in starts.items()}
