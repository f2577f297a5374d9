"""What stands behind a name: title, role, address, each told from the others by its form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.core.folding import fold
from mailflow.core.reading.lexicon import Lexicon
from mailflow.core.reading.persons import EMAIL, email_in
from mailflow.core.words import WORD

_PARTS = re.compile(r"[,;()\[\]|\t،；，、（）<>•·]|(?:^|\s)[-–—/](?=\s|$)|\s{3,}|[:：](?=\s*[(]|\s*$)")
_NUMBERS = re.compile(r"\+?\d[\d\s()./-]{5,}\d|\b\d{5,}\b")
_EDGES = " \t\r\n.,;:-–—_*=/\"'“”«»"
_MOST_SIGNS = 400


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is said of a person. `rest` are the parts that are neither role nor address, in order."""

    role: str | None = None
    email: str | None = None
    rest: tuple[str, ...] = ()
    is_attendant: bool = False  # a spouse, a driver: no delegate

    @property
    def title(self) -> str | None:
        """The parts as one line, None where there are none."""
        return ", ".join(self.rest)[:_MOST_SIGNS].strip() or None


def particulars(text: str, lex: Lexicon) -> Particulars:
    """The particulars in the stretch of a line behind a name."""
    email = email_in(text)
    if email:
        text = EMAIL.sub(" ; ", text)
    role, rest, is_attendant = None, list[str](), False
    text = text.replace("\r", " ")
    chunks = _PARTS.split(text)
    is_alone = sum(bool(chunk.strip(_EDGES)) for chunk in chunks) == 1
    end = 0
    for index, chunk in enumerate(chunks):
        end = text.index(chunk, end) + len(chunk)
        cleaned = " ".join(chunk.strip(_EDGES).split())
        if not cleaned or _NUMBERS.search(cleaned):
            continue
        keys = [fold(word) for word in WORD.findall(cleaned)]
        whole = " ".join(keys)
        if not keys or whole in lex.honorifics or whole in lex.not_names or lex.columns.get(whole) == "email":
            continue
        is_attendant = is_attendant or _is_attendant(keys, lex)
        found = role_of(keys, lex)
        # "Head, Legal Division" heads a section.
        if found == "head" and len(keys) == 1 and text[end : end + 1] == "," and _is_function(chunks[index + 1], lex):
            found = None
        if at := _head_behind(keys, lex):
            # "Assistant Secretary Head of Delegation": columns that were one line.
            words = list(WORD.finditer(cleaned))
            rest.append(cleaned[: words[at - 1].end()])
            role = "head"
        elif found is None or (found == "adviser" and not rest and not is_alone):
            rest.append(cleaned)
        elif role is None or found == "head":
            role = found
    return Particulars(
        role, email.group().rstrip(".").removeprefix("mailto:") if email else None, tuple(rest), is_attendant
    )


def _is_attendant(keys: Sequence[str], lex: Lexicon) -> bool:
    """True for "spouse of the Ambassador", "大使夫人": without spaces the word stands at the end."""
    if keys[0] > "\u2e7f":
        return "".join(keys).endswith(tuple(word for word in lex.attendants if word > "\u2e7f"))
    return any(" ".join(keys[:size]) in lex.attendants for size in range(1, 5))


def _head_behind(keys: Sequence[str], lex: Lexicon) -> int:
    """Where "head of delegation" begins behind a function, 0 where a chunk does not end so."""
    for at in range(1, len(keys) - 2):
        if lex.roles.get(" ".join(keys[at:])) == "head" and not lex.delegations.isdisjoint(keys[at:]):
            is_function = all(lex.is_title(key) or key in lex.fillers for key in keys[:at])
            return at if is_function and keys[at - 1] not in lex.deputies and keys[at - 1] not in lex.fillers else 0
    return 0


def _is_function(chunk: str, lex: Lexicon) -> bool:
    """True for the name of a function or a body, and of no role."""
    keys = [fold(word) for word in WORD.findall(chunk)]
    return any(map(lex.is_title, keys)) and role_of(keys, lex) is None


def role_of(keys: Sequence[str], lex: Lexicon) -> str | None:
    """The role that a chunk names and nothing besides, None where it is something else."""
    if not keys:
        return None
    stop = len(keys)
    while stop > 1 and keys[stop - 1] in lex.conjunctions:
        stop -= 1
    keys = keys[:stop]
    joint = "" if keys[0] > "\u2e7f" else " "
    start = 0
    while start < len(keys):
        whole = lex.roles.get(joint.join(keys[start:]))
        if whole is not None:
            return whole
        if keys[start] not in lex.fillers:
            break
        start += 1
    core = keys[start:] or keys
    if len(keys) < 9 and any(key in lex.delegations for key in keys) and core[0] in lex.heading:
        return "head"
    if len(keys) < 9 and any(key in lex.delegations for key in keys) and core[0] in lex.deputies:
        return "alternate" if any(key in lex.heading for key in keys) else None
    return None
