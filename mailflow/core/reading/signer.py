"""Who signs a message: by the name shown as its author, or below its closing formula."""

from __future__ import annotations

from dataclasses import dataclass

from mailflow.core.names import find_names, state_names
from mailflow.core.phrases import Phrases
from mailflow.core.reading.items import person
from mailflow.core.reading.lexicon import MARKED, Lexicon
from mailflow.core.reading.name_keys import name_keys
from mailflow.core.reading.persons import named
from mailflow.core.reading.rows import bare_row, rows
from mailflow.core.text import Role
from mailflow.core.view import View
from mailflow.core.words import folded


@dataclass(frozen=True, slots=True)
class Signer:
    """Who sent the message, as far as it says."""

    name: str
    title: str | None
    email: str | None


def signer(view: View, lex: Lexicon, phrases: Phrases) -> Signer | None:
    """Who signs: by the display name, where it is a person's, else by the first name below the closing."""
    author = view.message.author
    if author is None:
        return None
    email = None if author.local.casefold() in lex.shared else author.spec
    below = rows(view.text.signature or _last_block(view.text.of(Role.NEW)), "signature", phrases, MARKED)
    shown = _name_of(author.name, lex)
    for index, row in enumerate(below[:6]):
        entry = person(row, lex)
        if entry is None or (shown and not name_keys(entry.name) & name_keys(shown)):
            continue
        title = entry.title or next(
            (r.words for r in below[index + 1 : index + 3] if any(map(lex.is_title, r.keys))), None
        )
        return Signer(shown or entry.name, title, email)
    return Signer(shown, None, email) if shown else None


def _last_block(text: str) -> str:
    """The last few lines below a blank one: a signature without a closing."""
    above, _, block = text.rstrip().rpartition("\n\n")
    return block if above and block.count("\n") < 4 else ""


def _name_of(text: str, lex: Lexicon) -> str | None:
    """The person's name that a display name is: "Berg, Anna" becomes "Anna Berg"."""
    family, comma, given = text.partition(",")
    if comma and given.strip():
        text = f"{given.strip()} {family.strip()}"
    row = bare_row(text, lex.honorifics, lex.ranks)
    if not row.keys:
        return None
    found = next(named(row, lex), None)
    if found is None or found.units < 2 or _is_party(found.name):
        return None
    return found.name


def _is_party(name: str) -> bool:
    """True for a name that is, or ends with, that of a State: "MFA Kiribati"."""
    row = folded(name)
    return any(n.stop == len(row.words) and not n.personal for n in find_names(row, state_names()))
