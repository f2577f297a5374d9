"""Symbols of documents: generated from a scheme that the conference chose, never typed.

The parts of a symbol are parted by slashes, a number follows its letters after a dot (`CCM/MSP/2011/WP.3`), and what
changes a document is stacked behind it in order (`/Rev.1/Amend.1`), as in the practice of the United Nations. A conference may
number plainly (`CCM/78`, `7`) or give no symbols at all: then a document is known by its title.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mailflow.core.kinds import DOCUMENTS

KINDS = DOCUMENTS
INFORMATION = "information"  # a late paper that is issued as an information paper
CHANGES = {"rev": "Rev", "corr": "Corr", "add": "Add", "amend": "Amend"}
REISSUE = "reissue"  # for technical reasons: an asterisk, and no change of what it says
TREATMENTS = {
    "accept": "like any other",
    "note": "published with a note that it came late",
    INFORMATION: "issued as an information paper",
    "original": "issued in the language of submission only",
}
_SYMBOL = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)*")

Step = tuple[str, int]  # a change and its number: ("rev", 1)


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a conference numbers its documents, and what becomes of late ones.

    `symbols` holds a pattern by kind (`paper`, `statement`, `contribution`, `information`), such as "{prefix}/WP.{n}"; a kind
    without one gets no symbol. `late` names a treatment by kind.
    """

    prefix: str = ""
    symbols: Mapping[str, str] = field(default_factory=dict)
    late: Mapping[str, str] = field(default_factory=dict)

    def series(self, kind: str) -> str:
        """The pattern of a kind with its prefix put in, "" for none. Kinds of one series are counted together."""
        pattern = self.symbols.get(kind, "")
        return pattern.replace("{prefix}", self.prefix) if pattern else ""

    def treatment(self, kind: str) -> str:
        """What becomes of a late document of that kind."""
        return self.late.get(kind, "note")


def numbered(series: str, number: int) -> str:
    """The symbol of that number in a series."""
    return series.format(n=number)


def scheme_fault(pattern: str, prefix: str) -> str:
    """What is wrong with a pattern, "" for nothing. An empty pattern is right: no symbols."""
    if not pattern:
        return ""
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
        seven, eight = (pattern.format(prefix=prefix, n=n) for n in (7, 8))
    except (KeyError, IndexError, ValueError):
        return 'expected {n} and perhaps {prefix}, such as "{prefix}/WP.{n}"'
    if seven == eight or names.count("n") != 1:
        return "the pattern must contain {n} once, else every document gets the same symbol"
    if "{prefix}" in pattern and not prefix:
        return "it uses {prefix}, and prefix is not set"
    if re.search(r"[A-Za-z]\{n", pattern):
        return 'a number follows its letters after a dot: "WP.{n}"'
    if not _SYMBOL.fullmatch(seven):
        return f'"{seven}" is no symbol: letters, figures and hyphens, parted by single dots and slashes'
    return ""


def designation(base: str, steps: Iterable[Step], stars: int = 0) -> str:
    """The whole symbol. Where the scheme gives none, what changes the document alone: "Rev.1"; "" for the first version."""
    parts = [*([base] if base else []), *(f"{CHANGES[change]}.{number}" for change, number in steps)]
    return "/".join(parts) + "*" * stars


def next_step(own: tuple[Step, ...], change: str, family: Iterable[tuple[Step, ...]]) -> tuple[Step, ...]:
    """The steps of a new version that changes the one with the steps `own`; `family` are those of all versions so far.

    A revision of a revision stands beside it (`/Rev.2`), everything else is stacked behind what it changes.
    """
    stem = own[:-1] if change == "rev" and own and own[-1][0] == "rev" else own
    used = [steps[-1][1] for steps in family if steps and steps[:-1] == stem and steps[-1][0] == change]
    return (*stem, (change, max(used, default=0) + 1))


def supersedes(new: tuple[Step, ...], old: tuple[Step, ...]) -> bool:
    """Whether a version with the steps `new` takes the place of an older one of the same document.

    A revision holds what was corrected and amended before; addenda stand beside it and stay.
    """
    if not new or new[-1][0] != "rev":
        return False
    stem = new[:-1]
    if old == stem:
        return True
    if old[: len(stem)] != stem or old == new:
        return False
    change, number = old[len(stem)]
    return change in ("corr", "amend") or (change == "rev" and number < new[-1][1])
