"""References that our letters carry and answers bring back: which letter, for which party, and what is answered.

`mf-<token>-<word>-<mac>`: the token names the letter; the word is one letter of the alphabet, for an answer (`a`, `d`, `t`) or
for the event of a calendar invitation (`e`); the MAC covers both together with conference and party. So a reference says by
itself for whom it was made, and nobody can make one for another party or turn a no into a yes. It is a claim, not a proof:
whoever has seen a letter can repeat what stands in it (`identity.tokens_in` has the same limit), and the sender is proven
apart from it.

The key is derived from the one that signs our Message-IDs, so that a process that only reads references can be given less.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailflow.core.facts import Answer

EVENT = "e"
WORDS = {Answer.ACCEPTED: "a", Answer.DECLINED: "d", Answer.TENTATIVE: "t"}
ANSWERS = {word: answer for answer, word in WORDS.items()}

_MAC_BYTES = 10  # 80 bits, 16 characters in base32
_TOKEN = re.compile(r"[a-z0-9]{1,32}")
# Mail programs make hyphens of their own kind of some.
_HYPHEN = "[-\u2010\u2011\u2013]"
_REFERENCE = re.compile(
    rf"(?<![a-z0-9])mf{_HYPHEN}([a-z0-9]{{1,32}}){_HYPHEN}([adte]){_HYPHEN}([a-z2-7]{{16}})(?![a-z0-9])", re.IGNORECASE
)
_MOST = 20  # references looked at in one text


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as it stands in a text, not yet verified."""

    token: str
    word: str
    mac: str

    def __str__(self) -> str:
        return f"mf-{self.token}-{self.word}-{self.mac}"


@dataclass(frozen=True, slots=True)
class LetterKey:
    """What makes the references of one letter: the derived key, and the token that names the letter."""

    key: bytes
    token: str

    def reference(self, word: str, conference: str, party: str) -> Reference:
        """The reference for one word. Raises ValueError where the token is not 1 to 32 of `a-z0-9`."""
        if not _TOKEN.fullmatch(self.token):
            raise ValueError(f"{self.token!r} is no token: 1 to 32 of a-z and 0-9")
        return Reference(self.token, word, _mac(self.key, conference, party, self.token, word))


def derived_key(key: bytes) -> bytes:
    """The key of references, from that of the installation. The other way there is no way."""
    return hmac.digest(key, b"mailflow\0references", hashlib.sha256)


def references_in(text: str) -> Iterator[Reference]:
    """What looks like references of ours, in order, without repeats."""
    # Most texts hold none: to see that costs a hundredth of the search itself.
    if "mf" not in text and "MF" not in text and "Mf" not in text:
        return
    found = (Reference(m[1].lower(), m[2].lower(), m[3].lower()) for m in _REFERENCE.finditer(text))
    for _, reference in zip(range(_MOST), dict.fromkeys(found), strict=False):
        yield reference


def without_references(text: str) -> str:
    """The text with what looks like a reference taken out of it."""
    return _REFERENCE.sub("", text)


def party_of(key: bytes, reference: Reference, conference: str, parties: Iterable[str]) -> str | None:
    """The party, of these, for which we made the reference; `None` where it is none of ours. Without a key none is."""
    if not key:
        return None
    for party in parties:
        if hmac.compare_digest(_mac(key, conference, party, reference.token, reference.word), reference.mac):
            return party
    return None


def _mac(key: bytes, *values: str) -> str:
    full = hmac.digest(key, "\0".join(values).encode(), hashlib.sha256)
    return base64.b32encode(full[:_MAC_BYTES]).decode("ascii").lower()
