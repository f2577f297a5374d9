"""Domains that look like another: the forms in which a stranger borrows a party's name. Nothing here proves anything."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import idna
from rapidfuzz.distance import DamerauLevenshtein

# Pairs of letters and signs that are drawn alike, folded to one of them.
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))
_ALIKE = {
    ord(sign): letter
    for letter, signs in {
        "a": "аαɑ", "b": "8вβ", "c": "сϲ", "d": "ԁđ", "e": "3еεәə", "g": "ɡ", "h": "һнħ", "i": "іιıɩ", "j": "јϳ",
        "k": "кκ", "l": "1ⅼłӏ|", "m": "м", "n": "пη", "o": "0оοøσ", "p": "рρ", "q": "ԛ", "r": "г", "s": "5ѕ", "t": "тτŧ",
        "u": "υս", "v": "νѵ", "w": "ԝω", "x": "хχ", "y": "уγү", "z": "ᴢ",
    }.items()
    for sign in signs
}  # fmt: skip
_LABELS = re.compile(r"[.-]")
_SHORTEST_FOR_SLIPS = 9
_MOST_LABELS = 8


def looks_like(domain: str, listed: str) -> bool:
    """True where `domain` is not `listed` and not below it, and a reader could take it for that."""
    if domain == listed or domain.endswith(f".{listed}"):
        return False
    labels = domain.split(".")[-_MOST_LABELS:]
    return any(_is_alike(".".join(labels[at:]), listed) for at in range(len(labels) - 1))


def _is_alike(domain: str, listed: str) -> bool:
    ours, theirs = skeleton(listed), skeleton(domain)
    if theirs == ours or theirs.endswith(f".{ours}") or domain.startswith(f"{listed}."):
        return True
    if _joined(theirs) == _joined(ours):  # mfa-harbour.example, mfaharbour.example
        return True
    own, other = ours.rpartition(".")[0], theirs.rpartition(".")[0]
    if own == other and "." in own:  # mfa.harbour.com
        return True
    words = _words(own)
    if len(words) > 1 and words == _words(other):  # harbour-mfa.example
        return True
    # mfa.harbuor.example
    return len(own) >= _SHORTEST_FOR_SLIPS and DamerauLevenshtein.distance(ours, theirs, score_cutoff=1) <= 1


@lru_cache(maxsize=4096)
def skeleton(domain: str) -> str:
    """The domain as the eye takes it in: A-labels shown, signs that are drawn alike made one."""
    shown = ".".join(_shown(label) for label in domain.lower().split("."))
    plain = "".join(c for c in unicodedata.normalize("NFKD", shown) if not unicodedata.combining(c)).translate(_ALIKE)
    for pair, single in _PAIRS:
        plain = plain.replace(pair, single)
    return plain


def _shown(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return idna.ulabel(label)
    except (idna.IDNAError, UnicodeError):
        return label


def _joined(domain: str) -> str:
    return _LABELS.sub("", domain)


def _words(name: str) -> frozenset[str]:
    return frozenset(_LABELS.split(name))
