"""Foreign text in a document: what no format may contain is taken out, and what a spreadsheet would run is made text."""

from __future__ import annotations

from mailflow.core.data import one_line

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection), full-width forms included: some fold them.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """The text without control signs and signs that turn its direction; its lines stay lines."""
    return "\n".join(one_line(line) for line in text.splitlines()) if "\n" in text or "\r" in text else one_line(text)


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula."""
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def guarded(text: str) -> str:
    """The text as a field of a CSV file that opens as text: an apostrophe stands before what would start a formula."""
    return f"'{text}" if starts_a_formula(text) else text
